/** What the player offers on its own: to skip the intro, and to go on with the next episode. */
const COUNTDOWN_SECONDS = 8;

export function offerIntro({ root, video, part }) {
  const { introStart, introEnd } = root.dataset;
  if (introEnd === undefined) return;
  const button = part("skip-intro");
  video.addEventListener("timeupdate", () => {
    button.hidden = !isIntro(video.currentTime, Number(introStart), Number(introEnd), video.duration);
  });
  button.addEventListener("click", () => (video.currentTime = Math.min(Number(introEnd), video.duration)));
}

export function isIntro(at, from, to, duration) {
  return at >= from && at < to && !(to > duration);
}

export function offerNext({ root, video, part }) {
  if (!root.dataset.nextUrl) return;
  const box = part("next");
  const countdown = part("countdown");
  const link = part("next-now");
  let timer = 0;

  const stop = () => {
    clearInterval(timer);
    countdown.textContent = "";
  };
  const go = () => window.location.assign(withNext(root.dataset.nextUrl));

  link.href = withNext(root.dataset.nextUrl);
  video.addEventListener("ended", () => {
    box.hidden = false;
    link.focus();
    if (root.dataset.autoplayNext !== "true") return;
    let left = COUNTDOWN_SECONDS;
    countdown.textContent = `in ${left} s`;
    timer = setInterval(() => {
      left -= 1;
      countdown.textContent = `in ${left} s`;
      if (left <= 0) {
        stop();
        go();
      }
    }, 1000);
  });
  part("next-cancel").addEventListener("click", () => {
    stop();
    box.hidden = true;
    root.querySelector("[data-command='toggle']").focus();
  });
  video.addEventListener("play", () => {
    stop();
    box.hidden = true;
  });
}

/** The next page says of its play that it followed from this one. */
function withNext(url) {
  return `${url}?next=1`;
}
