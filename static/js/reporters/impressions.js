/** A tile counts as seen when at least half of it was visible for a second. */
import { eachTile, placeOf } from "./place.js";

const HALF = 0.5;
const SEEN_MILLISECONDS = 1020; // A timer may fire a little early.
const LONGEST_SECONDS = 3600;

export function start({ queue, root = document, now = () => performance.now() }) {
  const visible = new Map();
  const timers = new Map();
  const reported = new WeakMap();

  const report = (tile) => {
    const seconds = Math.min(LONGEST_SECONDS, (now() - visible.get(tile)) / 1000);
    const place = placeOf(tile);
    if (!place.page || seconds < 1 || seconds < 2 * (reported.get(tile) ?? 0)) return;
    reported.set(tile, seconds);
    queue.add("impression", { ...place, value: Math.round(seconds * 10) / 10 });
  };

  const entered = (tile) => {
    if (visible.has(tile)) return;
    visible.set(tile, now());
    timers.set(tile, setTimeout(() => report(tile), SEEN_MILLISECONDS));
  };

  const left = (tile) => {
    if (!visible.has(tile)) return;
    clearTimeout(timers.get(tile));
    report(tile);
    visible.delete(tile);
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting && entry.intersectionRatio >= HALF) entered(entry.target);
        else left(entry.target);
      }
    },
    { threshold: HALF },
  );
  eachTile(root, (tile) => observer.observe(tile));
  // The first report of a place counts it; a later one only says that it was visible for much longer.
  queue.beforeLeaving(() => visible.forEach((_since, tile) => report(tile)));
}
