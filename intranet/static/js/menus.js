// Unfolded menus and question panels close with Escape, a press elsewhere or "Thôi"; the first problem gets the focus.
(() => {
  const open = () => document.querySelectorAll("details[data-menu][open]");

  function close(menu, refocus) {
    menu.open = false;
    if (refocus) menu.querySelector("summary").focus();
  }

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) close(menu, false);
    const button = event.target.closest("[data-close]");
    if (button) close(button.closest("details"), true);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of open()) close(menu, menu.contains(document.activeElement));
  });

  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.matches("details.panel") || !menu.open) return;
    const first = menu.querySelector(".panel-body :is(input:not([type=hidden]), select, textarea)");
    const box = menu.querySelector(".panel-body");
    box.querySelectorAll("[data-close]").forEach((button) => { button.hidden = false; });
    keepOnScreen(box);
    box.scrollIntoView({ block: "nearest" });
    // On a phone a note nobody has to write must not call up the keyboard over the button.
    const asked = first && (first.matches("[required], [aria-required=true]") || !matchMedia("(pointer: coarse)").matches);
    if (asked) first.focus({ preventScroll: true });
  }, true);

  function keepOnScreen(box) {
    box.style.translate = "";
    const { left, right } = box.getBoundingClientRect();
    const edge = document.documentElement.clientWidth - 8;
    if (right > edge) box.style.translate = `${edge - right}px 0`;
    else if (left < 8) box.style.translate = `${8 - left}px 0`;
  }

  const problem = document.querySelector("[data-focus]");
  if (problem) problem.focus();
})();
