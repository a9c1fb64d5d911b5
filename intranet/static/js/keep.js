// Nothing typed is lost: forms with data-keep are noted on this machine while they are typed into, and offered back
// after a lost line or an ended session; forms with data-autosave are also sent to the server after a short quiet.
(() => {
  const NOTE_AFTER_MS = 400, SAVE_AFTER_MS = 2000, RETRY_MS = 15000, FORGET_AFTER_MS = 7 * 24 * 3600 * 1000;
  const person = document.body.dataset.person || "";
  const PREFIX = "giu:";
  const SECRET = new Set(["csrf_token", "_once"]);

  const keyOf = (form) => `${PREFIX}${person}:${form.dataset.keep}`;
  const clock = (time) => new Date(time).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

  function typed(form) {
    return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SECRET.has(name)
      && !(form.elements[name] && form.elements[name].type === "password"));
  }

  // The server gives words back without the blanks around them: that is no difference.
  const bare = (pairs) => JSON.stringify(pairs.map(([name, value]) => [name, value.trim()]));

  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  }

  function write(key, note) {
    try { localStorage.setItem(key, JSON.stringify(note)); } catch { /* A full or forbidden store only loses the net. */ }
  }

  // A form counts as sent when the next page of the same person neither shows it again nor refuses it; or shows it
  // with data-taken: the server took the words and put them elsewhere in it.
  function forgetWhatWasSent() {
    const refused = "refused" in document.body.dataset;
    const shown = new Set([...document.querySelectorAll("form[data-keep]:not([data-taken])")].map(keyOf));
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      const note = read(key);
      const sent = note && note.sent && person && !refused && !shown.has(key) && key.startsWith(`${PREFIX}${person}:`);
      if (!note || sent || Date.now() - note.at > FORGET_AFTER_MS) localStorage.removeItem(key);
    }
  }

  function fill(form, pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
    document.dispatchEvent(new CustomEvent("rows:make", { detail: { form, names: [...values.keys()] } }));
    for (const control of form.elements) {
      if (!control.name || SECRET.has(control.name) || ["file", "hidden", "password", "submit", "button"].includes(control.type)) continue;
      const given = values.get(control.name) || [];
      if (control.type === "checkbox" || control.type === "radio") control.checked = given.includes(control.value);
      else if (control.multiple) for (const option of control.options) option.selected = given.includes(option.value);
      else if (given.length) control.value = given.shift();
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offer(form, note) {
    const box = document.createElement("div");
    box.className = "notice soon";
    box.setAttribute("role", "status");
    box.innerHTML = '<div><p></p><p class="actions"><button type="button" class="button plain small">Lấy lại</button>'
      + '<button type="button" class="button quiet small">Bỏ</button></p></div>';
    box.querySelector("p").textContent = `Có nội dung chưa gửi được, ghi trên máy này lúc ${clock(note.at)} ngày ${new Date(note.at).toLocaleDateString("vi-VN")}.`;
    const [take, drop] = box.querySelectorAll("button");
    take.addEventListener("click", () => { fill(form, note.pairs); box.remove(); });
    drop.addEventListener("click", () => { localStorage.removeItem(keyOf(form)); box.remove(); });
    form.prepend(box);
  }

  function keep(form) {
    const key = keyOf(form);
    const note = read(key);
    if (note && bare(note.pairs) !== bare(typed(form))) offer(form, note);
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      delete form.dataset.kept;
      timer = setTimeout(() => {
        write(key, { at: Date.now(), pairs: typed(form) });
        form.dataset.kept = "yes";
      }, NOTE_AFTER_MS);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      write(key, { at: Date.now(), pairs: typed(form), sent: true });
    });
  }

  function autosave(form) {
    const status = form.querySelector("[data-saved-note]") || document.querySelector("[data-saved-note]");
    let timer, last = JSON.stringify(typed(form)), saving = false, stopped = false;

    const say = (words, bad) => {
      if (status) { status.textContent = words; status.classList.toggle("bad", bad); }
    };
    const saveIn = (time) => { clearTimeout(timer); timer = setTimeout(save, time); };

    // What is typed while a save travels is not in it: it waits for that one's answer and goes with the next.
    async function save() {
      const pairs = typed(form), sent = JSON.stringify(pairs);
      if (stopped || saving || sent === last || form.dataset.sent) return;
      saving = true;
      const body = new URLSearchParams(pairs);
      body.set("csrf_token", form.elements.csrf_token.value);
      say("Đang lưu…", false);
      try {
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
        if (!answer.ok) {
          await refuse(answer);
          if (JSON.stringify(typed(form)) !== sent) saveIn(SAVE_AFTER_MS);
          return;
        }
        const { set = {}, saved } = answer.status === 204 ? {} : await answer.json();
        for (const [name, value] of Object.entries(set)) {
          if (form.elements[name]) form.elements[name].value = value;
        }
        last = JSON.stringify(pairs.map(([name, value]) => [name, name in set ? String(set[name]) : value]));
        if (JSON.stringify(typed(form)) !== last) return saveIn(SAVE_AFTER_MS);
        if (form.dataset.keep) localStorage.removeItem(keyOf(form));
        say(`Đã lưu lúc ${saved || clock(Date.now())}`, false);
        form.dispatchEvent(new CustomEvent("autosaved"));
      } catch {
        say("Mất mạng – nội dung vẫn giữ trên máy này", true);
        saveIn(RETRY_MS);
      } finally {
        saving = false;
      }
    }

    async function refuse(answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 400) {
        stopped = true;
        return say("Phiên làm việc đã hết – nội dung vẫn giữ trên máy này. Hãy mở lại trang và đăng nhập.", true);
      }
      const words = await answer.json().then((result) => result.error, () => "");
      stopped = answer.status === 409;
      say(words || "Chưa lưu được – nội dung vẫn giữ trên máy này", true);
    }

    form.addEventListener("input", () => saveIn(SAVE_AFTER_MS));
    addEventListener("online", () => { clearTimeout(timer); save(); });
  }

  try { forgetWhatWasSent(); } catch { return; }
  document.querySelectorAll("form[data-keep]").forEach(keep);
  document.querySelectorAll("form[data-autosave]").forEach(autosave);
})();
