/** A link whose page opens in a dialog over this one; without this it is a plain link. */
import { announce, fetchFragment, parse } from "../fragment.js";

export function start(link) {
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const html = await fetchFragment(link.href, "dialog");
    if (!html) {
      window.location.assign(link.href);
      return;
    }
    open(html, link.href);
  });
}

function open(html, source) {
  const box = document.createElement("dialog");
  box.dataset.source = source;
  box.className = "dialog";
  const close = document.createElement("button");
  close.className = "button button--quiet button--small dialog__close";
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => box.close());
  const content = parse(html);
  const main = content.querySelector("main");
  const body = document.createElement("div");
  body.className = "dialog__content";
  if (main) body.append(...main.childNodes);
  box.append(body);
  box.append(close);
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  announce(box);
  box.showModal();
}
