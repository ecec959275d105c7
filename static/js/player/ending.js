/** When a video has ended and no episode follows: thumbs, and three titles to go on with, laid over the player. */
import { announce, fetchFragment, parse } from "../fragment.js";

export function offerEnding({ root, video, part, beforeAsking }) {
  const { endingUrl, nextUrl } = root.dataset;
  if (!endingUrl || nextUrl) return;
  const box = part("ending");
  const close = () => {
    box.hidden = true;
    box.replaceChildren();
  };
  video.addEventListener("ended", async () => {
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
    await beforeAsking(); // What was just seen to its end must not be among the choices.
    const html = await fetchFragment(endingUrl, "ending");
    if (!html || !video.ended) return;
    const main = parse(html).querySelector("main");
    if (!main) return;
    box.replaceChildren(...main.childNodes);
    box.hidden = false;
    announce(box);
    (box.querySelector(".tile__link") ?? box.querySelector("a, button"))?.focus({ focusVisible: false });
  });
  for (const name of ["play", "seeking"]) video.addEventListener(name, close);
}
