// Ticks answer at once and slow work shows how far it is; without this file both are plain forms and links.
(() => {
  const POLL_MS = [700, 1000, 1500, 2000, 3000, 5000];

  function show(form, done, note) {
    const line = form.closest(".check");
    line.classList.toggle("checked", done);
    form.querySelector("[role=checkbox]").setAttribute("aria-checked", String(done));
    form.querySelector("[data-tick-value]").value = done ? 0 : 1;
    line.querySelector("[data-tick-note]").textContent = note;
  }

  // With the last item ticked, or the first one opened again, other things can be done next: show them without a new page.
  async function showWhatComesNext(wasWhole, list) {
    const isWhole = !list.querySelector(".check:not(.checked)");
    if (isWhole === wasWhole) return;
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of [".page-head", "main > .lead", ".column-aside"]) {
      const now = document.querySelector(part), next = fresh.querySelector(part);
      if (now && next) now.replaceWith(next);
    }
  }

  async function tick(form) {
    const body = new URLSearchParams(new FormData(form));
    const wanted = form.querySelector("[data-tick-value]").value === "1";
    const before = form.closest(".check").querySelector("[data-tick-note]").textContent;
    const list = form.closest("[data-checklist]");
    const wasWhole = list && !list.querySelector(".check:not(.checked)");
    show(form, wanted, "");
    form.dataset.sent = "yes";
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
      const result = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
      if (answer.ok && result) {
        show(form, "done" in result ? result.done : wanted, result.note || "");
        const summary = list?.querySelector("[data-tick-summary]");
        if (summary && result.summary) summary.textContent = result.summary;
        if (list) showWhatComesNext(wasWhole, list).catch(() => {});
      } else if (result) show(form, !wanted, result.error || "Chưa ghi được. Hãy tải lại trang.");
      else {
        // No short answer (an ended session, an older server): send the form itself and let the page say what is the matter.
        show(form, !wanted, before);
        form.submit();
        return;
      }
    } catch {
      show(form, !wanted, "Mất mạng – chưa ghi được. Hãy thử lại khi có mạng.");
    }
    delete form.dataset.sent;
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-tick]")) return;
    event.preventDefault();
    if (!event.target.dataset.sent) tick(event.target);
  }, true);

  // A page is not taken away from somebody who is answering a question, typing or sending on it. A field that got
  // the focus from the page itself and is as it came is not being typed into.
  const isUntouched = (field) => field.autofocus && field.value === field.defaultValue;
  const isInUse = () => document.querySelector("details.panel[open], form[data-sent]")
    || (document.activeElement?.matches("input, select, textarea") && !isUntouched(document.activeElement));

  function finish(box, url) {
    if (!isInUse()) return url ? location.assign(url) : location.reload();
    box.querySelector("progress").remove();
    box.querySelector("[data-poll-text]").textContent = "Đã xong.";
    const link = box.querySelector("[data-poll-fallback] a");
    link.textContent = "Xem";
    if (url) link.href = url;
    return link.parentElement.removeAttribute("hidden");
  }

  function poll(box, round = 0) {
    const again = () => setTimeout(() => poll(box, round + 1), POLL_MS[Math.min(round, POLL_MS.length - 1)]);
    fetch(box.dataset.poll, { headers: { Accept: "application/json" } })
      .then((answer) => answer.ok ? answer.json() : Promise.reject(answer.status))
      .then((result) => {
        const words = box.querySelector("[data-poll-text]");
        if (result.text && words.textContent !== result.text) words.textContent = result.text;
        if ("share" in result) box.querySelector("progress").value = result.share;
        if (result.state === "done") return finish(box, result.url);
        if (result.state === "failed") return box.querySelector("progress").remove();
        return again();
      })
      .catch(again);
  }

  for (const box of document.querySelectorAll("[data-poll]")) {
    box.querySelector("[data-poll-fallback]").hidden = true;
    poll(box);
  }
})();
