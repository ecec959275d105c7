/** Starts the behaviour named by each [data-behaviour]; nothing else. */
import { startReporters } from "./reporters/index.js";
import * as action from "./behaviours/action.js";
import * as correct from "./behaviours/correct.js";
import * as dialog from "./behaviours/dialog.js";
import * as let_go from "./behaviours/let_go.js";
import * as menu from "./behaviours/menu.js";
import * as more_rows from "./behaviours/more_rows.js";
import * as passkey from "./behaviours/passkey.js";
import * as picks from "./behaviours/picks.js";
import * as row from "./behaviours/row.js";
import * as search_box from "./behaviours/search_box.js";
import * as tile from "./behaviours/tile.js";
import { startSpatialNavigation } from "./behaviours/spatial.js";

const BEHAVIOURS = { action, correct, dialog, let_go, menu, more_rows, passkey, picks, row, search_box, tile };
const started = new WeakSet();

/** Start what is new under `root`; content that arrives later passes through here too. */
export function startBehaviours(root) {
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    if (started.has(element)) continue;
    started.add(element);
    BEHAVIOURS[element.dataset.behaviour]?.start(element);
  }
}

document.addEventListener("marquee:content", (event) => startBehaviours(event.target));
startBehaviours(document);
startReporters(document);
startSpatialNavigation(document);
