/** The player: takes the browser's controls away and puts its own in their place; without it, the plain video plays. */
import { queueOf } from "../page_queue.js";
import { captionsOf } from "../player/captions.js";
import { commandsOf } from "../player/commands.js";
import { listenForKeys } from "../player/keys.js";
import { hideWhenIdle } from "../player/idle.js";
import { offerEnding } from "../player/ending.js";
import { offerIntro, offerNext } from "../player/offers.js";
import { scrubbingOf } from "../player/scrubbing.js";
import { showState } from "../player/state.js";
import { originOfTitle } from "../reporters/origin.js";
import { ProgressReporter } from "../reporters/progress.js";

export function start(root) {
  const video = root.querySelector("video");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const player = { root, video, part, say: (text) => say(part("said"), text) };

  video.controls = false;
  part("chrome").hidden = false;
  player.captions = captionsOf(player);
  player.chapters = scrubbingOf(player);
  player.commands = commandsOf(player);
  showState(player);
  offerIntro(player);
  offerNext(player);
  listenForKeys(player);
  hideWhenIdle(player);
  for (const button of root.querySelectorAll("[data-command]")) {
    button.addEventListener("click", () => player.commands[button.dataset.command]());
  }
  video.addEventListener("click", () => player.commands.toggle());
  resume(video, Number(root.dataset.resume));
  const report = reportOf(root, video);
  offerEnding({ ...player, beforeAsking: () => report.now() });
  video.addEventListener("play", () => root.removeAttribute("data-waiting"));
  video.play().catch(() => video.paused && root.setAttribute("data-waiting", ""));
}

function resume(video, seconds) {
  const seek = () => {
    if (seconds > 0 && seconds < video.duration) video.currentTime = seconds;
  };
  if (video.readyState >= HTMLMediaElement.HAVE_METADATA) seek();
  else video.addEventListener("loadedmetadata", seek, { once: true });
}

/** Reports what is watched; `now` sends what there is to send. */
function reportOf(root, video) {
  const queue = queueOf(document);
  if (queue === null) return { now: async () => {} };
  const title = Number(root.dataset.title);
  const subject = root.dataset.episode ? { title, episode: Number(root.dataset.episode) } : { title };
  const known = originOfTitle(title);
  const origin = new URLSearchParams(window.location.search).has("next") ? "next" : known.origin;
  const reporter = new ProgressReporter({ queue, video, subject, origin, place: known.place });
  reporter.listen();
  return {
    now: async () => {
      reporter.beat();
      await queue.flush({ leaving: true });
    },
  };
}

function say(element, text) {
  element.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (element.textContent = ""), 1500);
}
