/** Search as one types: results replace each other on the search page, and the address follows. `/` comes here. */
import { announce, fetchFragment, parse } from "../fragment.js";

const PAUSE_MILLISECONDS = 150;
const FEWEST_LETTERS = 2;

export function start(form) {
  const input = form.elements.q;
  let timer = 0;
  let asking = null;

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE_MILLISECONDS);
  });

  async function ask() {
    const query = input.value.trim();
    const results = document.getElementById("results");
    if (query.length < FEWEST_LETTERS || !results) return;
    asking?.abort();
    asking = new AbortController();
    const url = `${form.action}?${new URLSearchParams({ q: query })}`;
    const html = await fetchFragment(url, "results", asking.signal);
    if (!html) return;
    results.replaceChildren(parse(html));
    announce(results);
    window.history.replaceState(null, "", url);
  }
}
