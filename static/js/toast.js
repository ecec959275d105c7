/** A short word at the foot of the page, read out by screen readers, with a way to take it back. */
const SHOWN_MILLISECONDS = 6000;
let current = null;

/** `within`: an open dialog, over which nothing else can be seen. */
export function toast(text, { undo, within } = {}) {
  current?.remove();
  const box = document.createElement("div");
  box.className = "toast";
  box.setAttribute("role", "status");
  box.append(text);
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Undo";
    button.addEventListener("click", () => {
      box.remove();
      undo();
    });
    box.append(button);
  }
  (within?.isConnected ? within : document.body).append(box);
  current = box;
  window.setTimeout(() => box.remove(), SHOWN_MILLISECONDS);
}
