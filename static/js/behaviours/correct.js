/** A form that corrects what is believed of a viewer: what it stands in is shown anew in its place, as it now is. */
import { announce, fetchFragment, parse } from "../fragment.js";
import { resubmit } from "../resubmit.js";
import { toast } from "../toast.js";

export function start(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter;
    const message = await send(form, new FormData(form, button));
    if (message === null) return resubmit(form, button);
    const box = form.closest("dialog");
    const place = box ? box.querySelector(".dialog__content") : document.querySelector("main");
    const html = await fetchFragment(box?.dataset.source ?? window.location.href, box ? "dialog" : "page");
    if (html) show(place, html, button);
    toast(message, { within: box });
  });
}

async function send(form, data) {
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: data, headers, credentials: "same-origin" });
    return answer.ok ? (await answer.json()).message : null;
  } catch {
    return null;
  }
}

/** The new content, with what was opened still open and the focus where it was. */
function show(place, html, button) {
  const opened = [...place.querySelectorAll("details")].map((part) => part.open);
  const buttons = [...place.querySelectorAll("form button")];
  const at = buttons.indexOf(button);
  const fresh = parse(html).querySelector("main");
  if (!fresh) return;
  place.replaceChildren(...fresh.childNodes);
  place.querySelectorAll("details").forEach((part, number) => {
    if (opened[number]) part.open = true;
  });
  announce(place);
  const now = [...place.querySelectorAll("form button")];
  (same(now, button) ?? now[Math.min(at, now.length - 1)])?.focus({ preventScroll: true });
}

function same(buttons, old) {
  const form = old.closest("form");
  return form.id ? buttons.find((button) => button.closest("form").id === form.id && button.value === old.value) : undefined;
}
