/** Arrow keys move between things, as a remote does; text fields, sliders and the player keep their own arrows. */
import { getNextFocus } from "../vendor/lrud.js";

const OWN_ARROWS = "input, textarea, select, [contenteditable], video, .player, [role=listbox], dialog input";
const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export function startSpatialNavigation(root) {
  root.addEventListener("keydown", (event) => {
    if (!ARROWS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest(OWN_ARROWS)) return;
    const current = root.activeElement === root.body ? null : root.activeElement;
    const next = getNextFocus(current, event.keyCode, root.querySelector("dialog[open]") ?? root.body);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  if (root.documentElement.dataset.ui === "tv") firstOf(root)?.focus();
}

function firstOf(root) {
  return root.querySelector("main a, main button");
}
