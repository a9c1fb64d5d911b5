// A form is sent once: its button says that it works, the second press does nothing. Without this file the server's
// own once-token does the same; data-download marks forms that answer with a file and stay on the page.
(() => {
  const PATIENCE_MS = 20000;

  function busy(form, button) {
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    if (!button) return;
    const words = button.querySelector("span") || button;
    button.dataset.words = words.textContent;
    words.textContent = button.dataset.busy || "Đang gửi…";
    button.setAttribute("aria-disabled", "true");
  }

  function ready(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    for (const button of document.querySelectorAll("button[data-words]")) {
      (button.querySelector("span") || button).textContent = button.dataset.words;
      button.removeAttribute("aria-disabled");
      delete button.dataset.words;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || "download" in form.dataset) return;
    if (form.dataset.sent) return event.preventDefault();
    busy(form, event.submitter);
    setTimeout(() => ready(form), PATIENCE_MS);
  });

  // Coming back with the browser's own button shows the page as it was left: give the buttons their words again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(ready);
  });
})();
