/** "Remove from row": the tile goes at once, with a way to take it back. Without this it is a plain form. */
import { toast } from "../toast.js";

export function start(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const place = form.closest(".begun");
    const data = new FormData(form);
    const message = await send(form.action, data);
    if (message === null) return form.submit();
    const row = place.closest(".row");
    const putBack = take(place, row);
    data.set("let_go", "0");
    toast(message, { undo: () => send(form.action, data).then((said) => said !== null && (putBack(), toast(said))) });
  });
}

async function send(address, body) {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(address, { method: "POST", body, headers, credentials: "same-origin" });
    return answer.ok ? (await answer.json()).message : null;
  } catch {
    return null;
  }
}

/** Take the tile out; what had focus hands it to a neighbour, so that keys and remotes go on from where they were. */
function take(place, row) {
  const next = place.nextElementSibling;
  const heir = next ?? place.previousElementSibling ?? row.nextElementSibling ?? row.previousElementSibling;
  const rail = place.parentElement;
  place.querySelector(".preview")?.remove();
  place.remove();
  row.hidden = rail.children.length === 0;
  heir?.querySelector("a, button:not([tabindex='-1'])")?.focus({ preventScroll: true });
  return () => {
    row.hidden = false;
    rail.insertBefore(place, next?.isConnected ? next : null);
    place.querySelector("a").focus();
  };
}
