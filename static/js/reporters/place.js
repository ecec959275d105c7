/** Where on which page a tile stands, as events carry it. */
export const TILE = "[data-title][data-row][data-column]";

const number = (text) => (text === undefined || text === "" ? undefined : Number(text));

/** The place of a tile: title, page, row, column and artwork; `undefined` for what it does not say. */
export function placeOf(tile) {
  const { title, row, column, artwork } = tile.dataset;
  const page = tile.closest("[data-page]")?.dataset.page || undefined;
  return { title: number(title), page, row: number(row), column: number(column), artwork: number(artwork) };
}

/** Call `found` for every tile on the page and for those that arrive later. */
export function eachTile(root, found) {
  root.querySelectorAll(TILE).forEach(found);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(TILE)) found(node);
        node.querySelectorAll(TILE).forEach(found);
      }
    }
  }).observe(root.body ?? root, { childList: true, subtree: true });
}
