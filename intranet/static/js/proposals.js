// What the machine read stands beside its field: a press or F2 takes it, and its place on the page lights up.
(() => {
  const offers = [...document.querySelectorAll("[data-proposal]")];
  const fieldOf = (offer) => document.getElementById(offer.dataset.proposal);
  const offerOf = (field) => offers.find((offer) => offer.isConnected && offer.dataset.proposal === field.id);

  function light(name) {
    document.querySelectorAll("[data-mark]").forEach((mark) => mark.classList.toggle("active", mark.dataset.mark === name));
  }

  function take(offer) {
    const field = fieldOf(offer);
    field.value = offer.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    offer.remove();
    const fields = [...field.form.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((one) => one.offsetParent);
    (fields[fields.indexOf(field) + 1] || field).focus();
  }

  offers.forEach((offer) => offer.querySelector("[data-take]").addEventListener("click", (event) => { event.preventDefault(); take(offer); }));
  const lightOf = (field) => { if (field?.form?.id === "vao-so") light(field.name); };
  document.addEventListener("focusin", (event) => lightOf(event.target));
  lightOf(document.activeElement);  // The page opens with its first field ready to type in.
  document.addEventListener("keydown", (event) => {
    const offer = event.key === "F2" && event.target.id && offerOf(event.target);
    if (offer) { event.preventDefault(); take(offer); }
  });
})();
