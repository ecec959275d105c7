/** Arrow keys move between things, as a remote does; text fields, sliders and the playing video keep their own arrows. */
import { getNextFocus } from "../vendor/lrud.js";

const OWN_ARROWS = "input, textarea, select, [contenteditable], video, [role=listbox], dialog input";
const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export function startSpatialNavigation(root) {
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !ARROWS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest(OWN_ARROWS) && !leavesField(event)) return;
    const current = root.activeElement === root.body ? null : root.activeElement;
    const next = getNextFocus(current, event.keyCode, root.querySelector("dialog[open]") ?? root.body);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  if (root.documentElement.dataset.ui === "tv") firstOf(root)?.focus();
}

/** Up and down lead out of a line or a slider, and every arrow out of an empty line, or a remote would never leave. */
function leavesField({ target, key }) {
  const isLine = target.matches("input:is([type='search'], [type='text'], [type='email'], [type='password'])");
  if (key === "ArrowUp" || key === "ArrowDown") return isLine || target.matches("input[type='range']");
  return isLine && target.value === "";
}

function firstOf(root) {
  return root.querySelector("main [data-command='toggle']") ?? root.querySelector("main a, main button");
}
