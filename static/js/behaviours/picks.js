/** Titles to tick: says how many are picked, and lets a title be liked or not, never both. Without this a plain form. */
const ENOUGH = 3;

export function start(form) {
  const count = form.querySelector("[data-part='count']");
  const show = () => {
    const picked = form.querySelectorAll("[name='like']:checked").length;
    count.textContent = words(picked);
    form.toggleAttribute("data-enough", picked >= ENOUGH);
  };
  form.addEventListener("change", ({ target }) => {
    const other = { like: "no", no: "like" }[target.name];
    if (!other) return;
    const opposite = target.closest(".pick").querySelector(`[name='${other}']`);
    if (target.checked && opposite) opposite.checked = false;
    show();
  });
  show();
}

export function words(picked) {
  if (picked === 0) return "None picked yet";
  if (picked < ENOUGH) return `${picked} picked, ${ENOUGH - picked} to go`;
  return `${picked} picked`;
}
