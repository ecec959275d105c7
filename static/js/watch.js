/**
 * The watch page's own script: the player, which no other page has to fetch.
 * It runs before app.js, so that its keys and its first focus come before the arrows that move between things.
 */
import * as player from "./behaviours/player.js";

document.querySelectorAll("[data-behaviour=player]").forEach((root) => player.start(root));
