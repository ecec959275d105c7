/** Remembers from which place a title was opened, so that the play that follows says where it came from. */
import { placeOf, TILE } from "./place.js";

const KEY = "marquee.origins";
const KEPT_MILLISECONDS = 2 * 60 * 60 * 1000;
const MOST = 30;

export function start({ root = document, storage = sessionStorage, now = () => Date.now(), address = location.href }) {
  rememberLetter({ root, storage, now, address });
  askWhyThere({ root, storage, now });
  const remember = (event) => {
    const tile = event.target.closest?.(TILE);
    if (!tile || !event.target.closest("a[href], button[type='submit']")) return;
    const place = placeOf(tile);
    keep(storage, { ...place, origin: originOf(tile, root), at: now() });
  };
  root.addEventListener("click", remember, { capture: true });
  root.addEventListener("auxclick", remember, { capture: true });
}

/** A title that was opened from a weekly letter says so in its address. */
function rememberLetter({ root, storage, now, address }) {
  const title = Number(root.querySelector("main[data-surface='title']")?.dataset.title);
  const said = new URL(address).searchParams;
  const [row, column] = [Number(said.get("row")), Number(said.get("column"))];
  if (!title || !said.get("page") || !Number.isInteger(row) || !Number.isInteger(column)) return;
  keep(storage, { title, page: said.get("page"), row, column, origin: "letter", at: now() });
}

/**
 * A title's page asks why it was where it was opened from: so the row, and what stops it, are told there as well, which
 * is the only way on a screen that no pointer rests on.
 */
function askWhyThere({ root, storage, now }) {
  const link = root.querySelector("main[data-surface='title'] [data-why-of]");
  if (!link) return;
  const { page, row, column } = originOfTitle(Number(link.dataset.whyOf), { storage, now }).place;
  if (page) link.href = `${link.getAttribute("href").split("?")[0]}?${new URLSearchParams({ page, row, column })}`;
}

function keep(storage, origin) {
  const others = read(storage).filter((item) => item.title !== origin.title);
  write(storage, [...others, origin].slice(-MOST));
}

/** The place that the title was last opened from and its kind; a direct play when nothing is known. */
export function originOfTitle(title, { storage = sessionStorage, now = () => Date.now() } = {}) {
  const found = read(storage).find((item) => item.title === title && now() - item.at < KEPT_MILLISECONDS);
  if (!found) return { place: {}, origin: "direct" };
  const { page, row, column, artwork, origin } = found;
  return { place: { page, row, column, artwork }, origin };
}

function originOf(tile, root) {
  const said = tile.closest("[data-origin]")?.dataset.origin;
  if (said) return said;
  if (root.querySelector("main")?.dataset.surface === "search") return "search";
  if (Number(tile.dataset.row) < 0) return "billboard";
  return tile.closest("[data-row-key^='continue']") ? "continue" : "row";
}

function read(storage) {
  try {
    const origins = JSON.parse(storage.getItem(KEY) ?? "[]");
    return Array.isArray(origins) ? origins : [];
  } catch {
    return [];
  }
}

function write(storage, origins) {
  try {
    storage.setItem(KEY, JSON.stringify(origins));
  } catch {
    // Without storage the play counts as direct; nothing else depends on it.
  }
}
