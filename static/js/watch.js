/** The watch page's own script: the player, which no other page has to fetch. It runs before the page is done. */
import * as player from "./behaviours/player.js";

document.querySelectorAll("[data-behaviour=player]").forEach((root) => player.start(root));
