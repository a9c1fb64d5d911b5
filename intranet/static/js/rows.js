// Rows that can be added, moved and removed: a blank row waits in a <template>, with __index__ where its number goes.
(() => {
  const rowsOf = (box) => box.querySelector("[data-rows]");

  function renumber(box) {
    const pattern = new RegExp(`(^|\\s)(${box.dataset.repeat}-)(\\d+|__index__)(?=-|$)`, "g");
    [...rowsOf(box).children].forEach((row, index) => {
      for (const part of row.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
        for (const mark of ["name", "id", "for", "aria-describedby"]) {
          const value = part.getAttribute(mark);
          if (value) part.setAttribute(mark, value.replace(pattern, `$1$2${index}`));
        }
      }
    });
  }

  function add(box) {
    const row = box.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
    rowsOf(box).append(row);
    equip(row);
    renumber(box);
    row.dispatchEvent(new Event("rows:added", { bubbles: true }));
    return row;
  }

  function equip(row) {
    row.querySelector("[data-tools]").hidden = false;
  }

  function changed(box) {
    renumber(box);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const box = button && button.closest("[data-repeat]");
    if (!box) return;
    const row = button.closest("[data-row]");
    if (["add", "remove", "up", "down"].some((tool) => tool in button.dataset)) event.preventDefault();
    if ("add" in button.dataset) {
      const first = add(box).querySelector("input:not([type=hidden]), select, textarea");
      if (first) first.focus();
    } else if ("remove" in button.dataset) {
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      (next ? next.querySelector("[data-remove]") : box.querySelector("[data-add]")).focus();
    } else if ("up" in button.dataset && row.previousElementSibling) {
      row.previousElementSibling.before(row);
      button.focus();
    } else if ("down" in button.dataset && row.nextElementSibling) {
      row.nextElementSibling.after(row);
      button.focus();
    } else return;
    changed(box);
  });

  // Kept words may need more rows than the page came with.
  document.addEventListener("rows:make", ({ detail: { form, names } }) => {
    for (const box of form.querySelectorAll("[data-repeat]")) {
      const indexes = names.map((name) => name.startsWith(`${box.dataset.repeat}-`) ? parseInt(name.slice(box.dataset.repeat.length + 1), 10) : -1);
      const wanted = Math.max(-1, ...indexes.filter(Number.isInteger)) + 1;
      while (rowsOf(box).children.length < wanted) add(box);
    }
  });

  document.querySelectorAll("[data-repeat] [data-rows] > [data-row]").forEach(equip);
})();
