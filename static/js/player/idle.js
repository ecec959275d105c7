/** Controls and pointer go away while it plays and nobody moves; focus inside them keeps them. */
const IDLE_MILLISECONDS = 3000;

export function hideWhenIdle({ root, video, part }) {
  let timer = 0;

  const rest = () => {
    const hasFocus = part("chrome").querySelector(":focus-visible") !== null;
    if (!video.paused && !hasFocus && part("next").hidden) root.setAttribute("data-idle", "");
  };
  const wake = () => {
    root.removeAttribute("data-idle");
    clearTimeout(timer);
    timer = setTimeout(rest, IDLE_MILLISECONDS);
  };
  for (const name of ["pointermove", "pointerdown", "focusin", "keydown"]) root.addEventListener(name, wake);
  document.addEventListener("keydown", wake);
  for (const name of ["play", "pause", "ended"]) video.addEventListener(name, wake);
  wake();
}
