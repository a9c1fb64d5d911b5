// A file box speaks Vietnamese whatever language the browser has, and names each chosen file with its size.
(() => {
  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;

  function show(input) {
    const names = [...input.files].map((file) => `${file.name} (${size(file.size)})`);
    const none = input.multiple ? "Chưa chọn tệp. Có thể kéo thả nhiều tệp vào đây." : "Chưa chọn tệp. Có thể kéo thả tệp vào đây.";
    input.nextElementSibling.lastElementChild.textContent = names.join("\n") || none;
  }

  function dress(input) {
    const box = document.createElement("span");
    box.className = "file-box";
    input.replaceWith(box);
    box.append(input);
    const shown = document.createElement("span");
    shown.setAttribute("aria-hidden", "true");
    const button = document.createElement("span");
    button.className = "button plain small";
    button.textContent = input.multiple ? "Chọn các tệp" : "Chọn tệp";
    shown.append(button, document.createElement("span"));
    box.append(shown);
    show(input);
  }

  document.querySelectorAll("input[type=file]").forEach(dress);
  document.addEventListener("change", (event) => { if (event.target.matches(".file-box > input")) show(event.target); });
  document.addEventListener("reset", (event) => setTimeout(() => event.target.querySelectorAll(".file-box > input").forEach(show)));
})();
