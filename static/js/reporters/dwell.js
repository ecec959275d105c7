/** Pointer or focus rested on a tile for more than three seconds, or a title's page was read for as long. */
import { placeOf, TILE } from "./place.js";

const LEAST_SECONDS = 3;
const MOST_SECONDS = 600;

export function start({ queue, root = document, now = () => performance.now() }) {
  let tile = null;
  let since = 0;

  const leave = () => {
    const seconds = (now() - since) / 1000;
    if (tile && seconds > LEAST_SECONDS) report(queue, placeOf(tile), seconds, "tile");
    tile = null;
  };
  const enter = (event) => {
    const next = event.target.closest?.(TILE) ?? null;
    if (next === tile) return;
    leave();
    tile = next;
    since = now();
  };
  root.addEventListener("pointerover", enter);
  root.addEventListener("focusin", enter);
  queue.beforeLeaving(leave);
  readingOf(queue, root, now);
}

function readingOf(queue, root, now) {
  const page = root.querySelector("main[data-surface='title'][data-title]");
  if (!page) return;
  const since = now();
  let done = false;
  queue.beforeLeaving(() => {
    const seconds = (now() - since) / 1000;
    if (done || seconds <= LEAST_SECONDS) return;
    done = true;
    report(queue, { title: Number(page.dataset.title), page: page.dataset.page || undefined }, seconds, "title");
  });
}

function report(queue, place, seconds, surface) {
  const value = Math.min(MOST_SECONDS, Math.round(seconds * 10) / 10);
  queue.add("dwell", { ...place, value, details: { surface } });
}
