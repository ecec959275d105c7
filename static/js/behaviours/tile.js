/**
 * A pointer that rests on a tile sees more of the title, and what can be done about it; so does whoever rests on it with
 * keys or a remote, but without the buttons: arrows go on to the next tile, and Enter opens the title. The profile may
 * switch it off. Pointer and keys may rest on two tiles: the one where something happened last is shown, the other is not.
 */
import { announce, fetchFragment, parse } from "../fragment.js";
import { placeOf } from "../reporters/place.js";

const RESTED_MILLISECONDS = 650;
const FOCUSED_MILLISECONDS = 1000;
const WIDER = 1.2;
const EDGE_PIXELS = 12;

/** Tiles whose preview is being removed; the picture in a preview is a link like the tile's, and closes it as well. */
const closing = new WeakSet();

/** The tile that was rested on last, as long as that lasts, and how to close the preview that is open. */
let attended = null;
let closeOpen = null;
let pointer = "";
document.addEventListener("pointermove", (event) => (pointer = spot(event)), { passive: true });
const spot = ({ screenX, screenY }) => `${screenX} ${screenY}`;

export function start(link) {
  const tile = link.closest(".tile");
  if (document.body.dataset.previews !== "on" || !tile) return;
  let timer = 0;
  let asking = null;
  const isFocused = () => link.matches(":focus-visible");

  const close = () => {
    window.clearTimeout(timer);
    asking?.abort();
    if (attended === tile) attended = null;
    if (closeOpen === close) closeOpen = null;
    // What is removed with the focus in it loses the focus, and asks to be closed once more while it goes.
    if (closing.has(tile)) return;
    closing.add(tile);
    tile.querySelector(".preview")?.remove();
    closing.delete(tile);
  };
  const wait = (milliseconds) => {
    window.clearTimeout(timer);
    attended = tile;
    timer = window.setTimeout(open, milliseconds);
  };
  const open = async () => {
    if (attended !== null && attended !== tile) return;
    asking = new AbortController();
    const html = await fetchFragment(addressOf(link, tile), "preview", asking.signal);
    const isPointedAt = tile.matches(":hover");
    if (!html || !(isPointedAt || isFocused()) || tile.querySelector(".preview")) return;
    if (attended !== null && attended !== tile) return;
    closeOpen?.();
    closeOpen = close;
    show(tile, link, html, { isCalm: !isPointedAt });
  };
  const rest = () => {
    close();
    if (isFocused()) wait(FOCUSED_MILLISECONDS);
  };
  tile.addEventListener("pointerenter", (event) => {
    // Keys move the page under a pointer that lies still: then it is not the pointer that came to the tile.
    const isStill = spot(event) === pointer && document.querySelector(".tile__link:focus-visible");
    if (event.pointerType === "mouse" && !isStill) wait(RESTED_MILLISECONDS);
  });
  tile.addEventListener("pointerleave", close);
  tile.addEventListener("click", (event) => event.target.closest("[data-behaviour='dialog']") && close());
  link.addEventListener("focus", rest);
  tile.addEventListener("focusout", (event) => tile.contains(event.relatedTarget) || close());
  document.addEventListener("scroll", rest, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
}

function addressOf(link, tile) {
  const { page, row, column } = placeOf(tile);
  return page ? `${link.dataset.preview}?${new URLSearchParams({ page, row, column })}` : link.dataset.preview;
}

/** Inside the tile, so that what is done here counts for the tile's place; fixed, so that its row does not cut it. */
function show(tile, link, html, { isCalm }) {
  const box = document.createElement("div");
  box.className = isCalm ? "preview preview--calm lrud-ignore" : "preview";
  const picture = link.cloneNode(false);
  picture.className = "preview__picture";
  picture.tabIndex = -1;
  picture.setAttribute("aria-hidden", "true");
  picture.append(tile.querySelector("img").cloneNode());
  box.append(picture, parse(html));
  const letGo = tile.parentElement.querySelector(".let-go");
  if (letGo && !isCalm) box.querySelector(".preview__words").append(letGo.cloneNode(true));
  tile.append(box);
  const { left, top, width } = tile.querySelector(".tile__picture").getBoundingClientRect();
  const wide = Math.max(width * WIDER, 300);
  const furthest = document.documentElement.clientWidth - wide - EDGE_PIXELS;
  box.style.inlineSize = `${wide}px`;
  box.style.left = `${Math.max(EDGE_PIXELS, Math.min(left - (wide - width) / 2, furthest))}px`;
  const lowest = window.innerHeight - box.offsetHeight - EDGE_PIXELS;
  box.style.top = `${Math.max(EDGE_PIXELS, Math.min(top - EDGE_PIXELS, lowest))}px`;
  announce(box);
}
