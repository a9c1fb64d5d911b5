// An open form gives a sign of life once a minute, so that others see who writes; leaving it takes the sign away.
// Without this file the saves are the signs.
(() => {
  const place = document.querySelector("[data-writing]"), form = document.querySelector("form[data-autosave]");
  if (!place || !form) return;
  const EVERY_MS = 60000, words = place.querySelector("[data-writing-words]");
  const body = (more) => new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ...more });
  let timer;

  async function sign() {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.writing, { method: "POST", body: body({}), redirect: "manual", headers: { Accept: "application/json" } });
      if (!answer.ok) return clearInterval(timer);
      const { others } = await answer.json();
      if (words.textContent !== others) words.textContent = others;
      place.hidden = !others;
    } catch { /* the line is gone: the next minute tries again */ }
  }

  addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.writing, body({ left: "1" })));
  document.addEventListener("visibilitychange", sign);
  timer = setInterval(sign, EVERY_MS);
  sign();
})();
