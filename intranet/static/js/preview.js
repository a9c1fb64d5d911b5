// The pages of what is typed, beside the form: asked for after a save, only where there is room and the line bears it.
// Without this file a button saves and draws. A page that stayed the same keeps its address and is not sent again.
(() => {
  const pane = document.querySelector("[data-preview]"), form = document.querySelector("form[data-autosave]");
  if (!pane || !form) return;
  const AFTER_SAVE_MS = 1200, POLL_MS = [500, 800, 1200, 2000, 3000, 5000];
  const text = pane.querySelector("[data-preview-text]"), bar = pane.querySelector("[data-preview-progress]");
  const pages = pane.querySelector("[data-preview-pages]"), line = navigator.connection || {};
  const hasRoom = matchMedia("(min-width: 62rem)");
  const mayAsk = () => hasRoom.matches && !document.hidden && !line.saveData && !/2g$/.test(line.effectiveType || "");
  let timer, isBusy = false, isWanted = false;

  function say(words, isWorking) {
    if (words && text.textContent !== words) text.textContent = words;
    bar.hidden = !isWorking;
  }

  const wait = (ms) => new Promise((go) => setTimeout(go, ms));

  async function ask(method) {
    const body = method === "POST" ? new URLSearchParams({ csrf_token: form.elements.csrf_token.value }) : undefined;
    const answer = await fetch(pane.dataset.preview, { method, body, redirect: "manual", headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async function show(addresses) {
    const old = new Map([...pages.querySelectorAll("a")].map((link) => [link.getAttribute("href"), link]));
    const links = addresses.map((address, index) => old.get(address) || link(address, index));
    // The old pages stay until the new ones can be seen: nothing flickers and nothing jumps.
    await Promise.all(links.map((one) => one.firstChild.decode().catch(() => {})));
    pages.replaceChildren(...links);
    pages.hidden = !links.length;
  }

  function link(address, index) {
    const a = document.createElement("a"), image = new Image(794, 1123);
    a.href = address;
    image.alt = `Trang ${index + 1} của nội dung đang soạn`;
    image.src = address;
    a.append(image);
    return a;
  }

  async function draw(first = "POST") {
    if (isBusy) { isWanted = true; return; }
    isBusy = true;
    try {
      let result = await ask(first);
      for (let round = 0; result.state === "working"; round += 1) {
        say(result.text, true);
        await wait(POLL_MS[Math.min(round, POLL_MS.length - 1)]);
        result = await ask("GET");
      }
      await show(result.pages);
      say(result.text, false);
    } catch {
      say("Chưa vẽ được trang in; nội dung vẫn được lưu.", false);
    }
    isBusy = false;
    if (isWanted) { isWanted = false; draw(); }
  }

  form.addEventListener("autosaved", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (mayAsk()) draw(); }, AFTER_SAVE_MS);
  });
  pane.querySelector("[data-preview-fallback]")?.remove();
  if (pane.dataset.previewState === "working") draw("GET");
  else if (pane.dataset.previewState === "none" && mayAsk()) draw();
})();
