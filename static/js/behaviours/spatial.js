/**
 * Arrow keys move between things, as a remote does; text fields, sliders and the playing video keep their own arrows.
 * A select box or a choice that arrows came to is passed by, not changed: Enter opens or takes it. One that Tab came to
 * keeps its arrows.
 */
import { getNextFocus } from "../vendor/lrud.js";

const OWN_ARROWS = "input, textarea, select, [contenteditable], video, [role=listbox], dialog input";
const ARROWS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** What the library does not know can have focus. */
const ALSO = "select:not([tabindex]), textarea:not([tabindex]), summary:not([tabindex])";
const FOLDED = "details:not([open]) > :not(summary)";
const CHOICE = "input:is([type='radio'], [type='checkbox'])";
let cameByArrows = null;

export function startSpatialNavigation(root) {
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === cameByArrows) takeField(event);
    if (event.defaultPrevented || !ARROWS.has(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest(OWN_ARROWS) && !leavesField(event)) return;
    const current = root.activeElement === root.body ? null : root.activeElement;
    prepare(root);
    const next = getNextFocus(current, event.keyCode, root.querySelector("dialog[open]") ?? root.body);
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    cameByArrows = next;
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  root.addEventListener("focusout", () => (cameByArrows = null));
  if (root.documentElement.dataset.ui === "tv") firstOf(root)?.focus();
}

/** Let the library see every field, and nothing of what is folded away. */
function prepare(root) {
  for (const field of root.querySelectorAll(ALSO)) field.tabIndex = 0;
  for (const content of root.querySelectorAll("details > :not(summary)")) {
    content.classList.toggle("lrud-ignore", content.matches(FOLDED));
  }
}

/** A remote has no space bar, and Enter in a box or a choice would send the form. */
function takeField(event) {
  const field = event.target;
  if (!field.matches(`select, ${CHOICE}`)) return;
  event.preventDefault();
  if (field.matches(CHOICE)) field.click();
  else field.showPicker?.();
}

/** Up and down lead out of a line or a slider, and every arrow out of an empty line, or a remote would never leave. */
function leavesField({ target, key }) {
  if (target.matches(`select, ${CHOICE}`)) return target === cameByArrows || target.type === "checkbox";
  const isLine = target.matches("input:is([type='search'], [type='text'], [type='email'], [type='password'])");
  if (key === "ArrowUp" || key === "ArrowDown") return isLine || target.matches("input[type='range']");
  return isLine && target.value === "";
}

function firstOf(root) {
  return root.querySelector("main [data-command='toggle']") ?? root.querySelector("main a, main button");
}
