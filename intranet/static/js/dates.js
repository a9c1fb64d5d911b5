// Dates are written as the office writes them, 25/02/2025: 25022025, 25-2-2025 and 2025-02-25 become that on leaving
// the field, and the browser's own calendar opens from a button beside it.
(() => {
  const FORMS = [
    [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (m) => [m[3], m[2], m[1]]],
    [/^(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4})$/, (m) => [m[1], m[2], m[3]]],
    [/^(\d{2})(\d{2})(\d{4})$/, (m) => [m[1], m[2], m[3]]],
  ];

  function parts(text) {
    for (const [pattern, order] of FORMS) {
      const found = text.trim().match(pattern);
      if (found) return order(found).map((part, at) => part.padStart(at < 2 ? 2 : 4, "0"));
    }
    return null;
  }

  function tidy(field) {
    const found = parts(field.value);
    if (found) field.value = found.join("/");
  }

  function pick(box) {
    const field = box.querySelector("[data-date]");
    let picker = box.querySelector("[data-picker]");
    if (!picker) {
      picker = document.createElement("input");
      Object.assign(picker, { type: "date", tabIndex: -1 });
      picker.dataset.picker = "";
      picker.setAttribute("aria-hidden", "true");
      picker.addEventListener("change", () => {
        field.value = picker.value;
        tidy(field);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
      });
      box.append(picker);
    }
    const found = parts(field.value);
    picker.value = found ? found.reverse().join("-") : "";
    picker.showPicker();
  }

  const showButtons = (root) => root.querySelectorAll("[data-pick]").forEach((button) => { button.hidden = !HTMLInputElement.prototype.showPicker; });

  document.addEventListener("change", (event) => { if (event.target.matches("[data-date]")) tidy(event.target); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick]");
    if (button) pick(button.closest(".date-box"));
  });
  document.addEventListener("rows:added", (event) => showButtons(event.target));
  showButtons(document);
})();
