/** A form that acts on a title without leaving the page: thumbs and My List. Without this it is a plain form. */
import { resubmit } from "../resubmit.js";
import { toast } from "../toast.js";

const UNDO = { up: "clear", two_up: "clear", down: "clear" };

export function start(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    const data = new FormData(form, button);
    send(form, data).then((message) => {
      if (message === null) return resubmit(form, button);
      show(form, button, data);
      const word = UNDO[data.get("value")];
      const undo = word ? () => takeBack(form, word) : undefined;
      toast(message, { undo });
    });
  });
}

async function send(form, data) {
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    return answer.ok ? (await answer.json()).message : null;
  } catch {
    return null;
  }
}

function show(form, button, data) {
  if (data.has("listed")) {
    const on = data.get("listed") === "1";
    form.elements.listed.value = on ? "0" : "1";
    button.setAttribute("aria-pressed", String(on));
    button.querySelector("use")?.setAttribute("href", iconAddress(button, on ? "check" : "plus"));
    button.lastChild.textContent = on ? "On my list" : "My List";
    return;
  }
  const words = ["down", "up", "two_up"];
  form.querySelectorAll("button[name=value]").forEach((other, place) => {
    const pressed = other === button && data.get("value") !== "clear";
    other.setAttribute("aria-pressed", String(pressed));
    other.value = pressed ? "clear" : words[place];
  });
}

function iconAddress(button, name) {
  return button.querySelector("use").getAttribute("href").replace(/#.*/, `#${name}`);
}

async function takeBack(form, word) {
  const data = new FormData(form);
  data.set("value", word);
  const message = await send(form, data);
  if (message === null) return;
  show(form, null, data);
  toast(message);
}
