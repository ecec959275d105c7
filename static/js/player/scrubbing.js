/** While one looks for a place: a small picture, the time and the chapter there; and chapters to jump between. */
import { clock } from "./state.js";

const THUMB_PIXELS = 16;
const LINGER_MILLISECONDS = 900;
const JUST_BEGUN_SECONDS = 2;

/** The cue that is on at an instant, or undefined. */
export function cueAt(cues, seconds) {
  return Array.from(cues ?? []).find((cue) => cue.startTime <= seconds && seconds < cue.endTime);
}

/** What a cue of a storyboard's map says: `sheet.avif#xywh=160,90,160,90`; null for anything else. */
export function partOf(text) {
  const found = /^(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/.exec(text.trim());
  if (found === null) return null;
  const [x, y, width, height] = found.slice(2).map(Number);
  return { sheet: found[1], x, y, width, height };
}

/** The instant below a pointer; a range's thumb never leaves its ends, so half of it lies outside on either side. */
export function secondsAt({ x, left, width, duration }) {
  const share = (x - left - THUMB_PIXELS / 2) / Math.max(1, width - THUMB_PIXELS);
  return Math.min(1, Math.max(0, share)) * duration;
}

/** Where the next or the previous chapter begins; back goes to the present one's beginning first. Null at the ends. */
export function chapterFrom(cues, seconds, direction) {
  const starts = Array.from(cues ?? [], (cue) => cue.startTime);
  if (direction > 0) return starts.find((start) => start > seconds + 0.05) ?? null;
  return starts.findLast((start) => start < seconds - JUST_BEGUN_SECONDS) ?? (starts.length > 0 ? starts[0] : null);
}

export function scrubbingOf({ root, video, part, say }) {
  const chapters = trackOf(root, "chapters");
  const board = trackOf(root, "metadata");
  const scrub = part("scrub");
  const preview = part("preview");
  let timer = 0;

  const hide = () => (preview.hidden = true);
  const show = (seconds) => {
    clearTimeout(timer);
    part("preview-time").textContent = clock(seconds);
    part("preview-chapter").textContent = cueAt(chapters?.cues, seconds)?.text ?? "";
    showFrame(part("preview-frame"), partOf(cueAt(board?.cues, seconds)?.text ?? ""));
    preview.hidden = false;
    const { width } = scrub.getBoundingClientRect();
    const at = (seconds / video.duration) * (width - THUMB_PIXELS) + THUMB_PIXELS / 2;
    const half = preview.offsetWidth / 2;
    preview.style.setProperty("--at", `${Math.min(width - half, Math.max(half, at))}px`);
  };

  scrub.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || !(video.duration > 0)) return;
    const { left, width } = scrub.getBoundingClientRect();
    show(secondsAt({ x: event.clientX, left, width, duration: video.duration }));
  });
  scrub.addEventListener("pointerleave", hide);
  scrub.addEventListener("blur", hide);
  scrub.addEventListener("input", () => {
    if (video.duration > 0) show(Number(scrub.value));
  });
  scrub.addEventListener("change", () => (timer = setTimeout(hide, LINGER_MILLISECONDS)));
  whenLoaded(root, "chapters", () => showTicks(part("ticks"), chapters, video));
  return {
    nameAt: (seconds) => cueAt(chapters?.cues, seconds)?.text ?? "",
    go(direction) {
      const start = chapterFrom(chapters?.cues, video.currentTime, direction);
      if (start === null) return;
      video.currentTime = start;
      say(cueAt(chapters.cues, start)?.text ?? "");
    },
  };
}

/** A hidden track is loaded, and not shown. */
function trackOf(root, kind) {
  const track = root.querySelector(`track[kind="${kind}"]`)?.track ?? null;
  if (track !== null) track.mode = "hidden";
  return track;
}

function whenLoaded(root, kind, then) {
  const element = root.querySelector(`track[kind="${kind}"]`);
  if (element === null) return;
  if (element.readyState === HTMLTrackElement.LOADED) then();
  else element.addEventListener("load", then, { once: true });
}

function showFrame(frame, found) {
  frame.hidden = found === null;
  if (found === null) return;
  frame.style.setProperty("background-image", `url("${found.sheet.replace(/["\\]/g, encodeURIComponent)}")`);
  frame.style.setProperty("background-position", `-${found.x}px -${found.y}px`);
  frame.style.setProperty("inline-size", `${found.width}px`);
  frame.style.setProperty("block-size", `${found.height}px`);
}

function showTicks(box, track, video) {
  const duration = Number.isFinite(video.duration) ? video.duration : (Array.from(track.cues).at(-1)?.endTime ?? 0);
  for (const cue of Array.from(track.cues).slice(1)) {
    const tick = document.createElement("span");
    tick.style.setProperty("inset-inline-start", `${(cue.startTime / duration) * 100}%`);
    box.append(tick);
  }
}
