// What was read beside its letter: the passage of the task in hand is lit, and letters on the keyboard do the work.
(() => {
  const letter = document.querySelector("[data-letter]");
  const tasks = [...document.querySelectorAll(".proposal")];
  const KEYS = { d: "accept", b: "drop" };

  function light(anchors, jump) {
    for (const passage of letter.querySelectorAll(".passage.lit")) passage.classList.remove("lit");
    const found = anchors.flatMap((anchor) => [anchor, `${anchor}-tiep`]).map((id) => document.getElementById(id)).filter(Boolean);
    found.forEach((passage) => passage.classList.add("lit"));
    if (found[0] && (jump || getComputedStyle(letter).overflowY === "auto")) {
      const box = found[0].getBoundingClientRect(), frame = letter.getBoundingClientRect();
      if (jump && getComputedStyle(letter).overflowY !== "auto") found[0].scrollIntoView({ block: "center" });
      else letter.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  const anchorsOf = (task) => task.dataset.passages.trim().split(" ").filter(Boolean);
  const current = () => document.activeElement?.closest?.(".proposal");

  function go(step) {
    const here = tasks.indexOf(current());
    const next = tasks[Math.min(tasks.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  function act(task, key) {
    if (key === "s") task.querySelector("a[href$='/edit']")?.click();
    else if (key === "v") light(anchorsOf(task), true);
    else task.querySelector(`form[action$='/${KEYS[key]}']`)?.requestSubmit();
  }

  document.addEventListener("focusin", (event) => {
    const task = event.target.closest?.(".proposal");
    if (task) light(anchorsOf(task), false);
  });
  document.addEventListener("click", (event) => {
    const task = event.target.closest?.(".proposal");
    if (!task) return;
    const link = event.target.closest("[data-to-passage]");
    if (link) event.preventDefault();
    light(anchorsOf(task), Boolean(link));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select") || !tasks.length) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") go(key === "j" ? 1 : -1);
    else if ("dsbv".includes(key) && current()) act(current(), key);
    else return;
    event.preventDefault();
  });

  const hint = document.querySelector("[data-keys]");
  if (hint) hint.hidden = false;
  const opened = location.hash && document.querySelector(`.proposal[id="${location.hash.slice(1)}"]`);
  if (opened) opened.focus();
  else if (letter) light([...letter.querySelectorAll(".passage.lit")].map((passage) => passage.id), false);
})();
