/** What was searched for, when typing has rested, and which result was chosen. The words are never stored here. */
import { placeOf, TILE } from "./place.js";

const RESTED_MILLISECONDS = 1500;
const LONGEST_QUERY = 200;

export function start({ queue, root = document }) {
  const box = root.querySelector("main input[type='search'][name='q']") ?? root.querySelector("input[type='search']");
  if (!box || root.querySelector("main")?.dataset.surface !== "search") return;
  let timer = 0;
  let reported = "";

  const report = (fields = {}) => {
    const query = box.value.trim().slice(0, LONGEST_QUERY);
    if (query === "" || (query === reported && !("title" in fields))) return;
    reported = query;
    const results = root.querySelectorAll(`main ${TILE}`).length;
    queue.add("search", { ...fields, details: { query, results } }, { volatile: true });
  };
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(report, RESTED_MILLISECONDS);
  };
  box.addEventListener("input", rest);
  if (box.value) rest();
  root.addEventListener("click", (event) => {
    const tile = event.target.closest?.(`main ${TILE}`);
    if (tile) report(placeOf(tile));
  });
  queue.beforeLeaving(() => report());
}
