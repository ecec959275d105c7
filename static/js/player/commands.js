/** What the player can be told to do; buttons and keys call the same. */
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const SMALL_STEP_SECONDS = 5;
const LARGE_STEP_SECONDS = 10;
const VOLUME_STEP = 0.1;

export function commandsOf({ root, video, part, captions, chapters, say }) {
  const move = (seconds) => {
    const end = Number.isFinite(video.duration) ? video.duration : video.currentTime;
    video.currentTime = Math.min(end, Math.max(0, video.currentTime + seconds));
    say(`${seconds > 0 ? "+" : "−"}${Math.abs(seconds)} s`);
  };
  const louder = (step) => {
    video.volume = Math.min(1, Math.max(0, Math.round((video.volume + step) * 100) / 100));
    video.muted = false;
    say(`Volume ${Math.round(video.volume * 100)} %`);
  };
  const changeSpeed = (direction) => {
    const place = nearestSpeed(video.playbackRate);
    video.playbackRate = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, place + direction))];
    say(`Speed ${video.playbackRate}×`);
  };
  return {
    toggle: () => (video.paused ? video.play().catch(() => say("This video cannot be played")) : video.pause()),
    back: () => move(-LARGE_STEP_SECONDS),
    forward: () => move(LARGE_STEP_SECONDS),
    stepBack: () => move(-SMALL_STEP_SECONDS),
    stepForward: () => move(SMALL_STEP_SECONDS),
    louder: () => louder(VOLUME_STEP),
    quieter: () => louder(-VOLUME_STEP),
    mute: () => (video.muted = !video.muted),
    captions: () => say(captions.toggle() ? "Captions on" : "Captions off"),
    slower: () => changeSpeed(-1),
    faster: () => (video.playbackRate >= SPEEDS.at(-1) ? resetSpeed(video, say) : changeSpeed(1)),
    fasterKey: () => changeSpeed(1),
    toTenth: (tenth) => {
      if (Number.isFinite(video.duration)) video.currentTime = (video.duration * tenth) / 10;
    },
    previousChapter: () => chapters.go(-1),
    nextChapter: () => chapters.go(1),
    fullscreen: () => toggleFullscreen(root, video, say),
    skipIntro: () => part("skip-intro").hidden || part("skip-intro").click(),
    next: () => part("next-now")?.click(),
    help: () => {
      const dialog = part("help-dialog");
      if (dialog.open) dialog.close();
      else dialog.showModal();
    },
  };
}

export function nearestSpeed(rate) {
  const distances = SPEEDS.map((speed) => Math.abs(speed - rate));
  return distances.indexOf(Math.min(...distances));
}

function resetSpeed(video, say) {
  video.playbackRate = 1;
  say("Speed 1×");
}

function toggleFullscreen(root, video, say) {
  if (document.fullscreenElement) return document.exitFullscreen();
  if (root.requestFullscreen) return root.requestFullscreen().catch(() => say("Full screen is not allowed here"));
  return video.webkitEnterFullscreen?.(); // An iPhone lets only the video itself fill the screen.
}
