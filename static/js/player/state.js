/** Keeps what the controls show true to the video: time, buffer, playing, volume, speed. */
export function clock(seconds) {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const minutes = Math.floor(whole / 60);
  const tail = String(whole % 60).padStart(2, "0");
  if (minutes < 60) return `${minutes}:${tail}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${tail}`;
}

export function spoken(seconds, duration, chapter = "") {
  const place = `${clock(seconds)} of ${clock(duration)}`;
  return chapter ? `${place}, ${chapter}` : place;
}

export function showState({ root, video, part, chapters }) {
  const scrub = part("scrub");
  let isScrubbing = false;

  const saySlider = (seconds) =>
    scrub.setAttribute("aria-valuetext", spoken(seconds, video.duration, chapters.nameAt(seconds)));
  const showTime = () => {
    if (!isScrubbing) scrub.value = String(video.currentTime);
    part("now").textContent = clock(video.currentTime);
    saySlider(isScrubbing ? Number(scrub.value) : video.currentTime);
    const { buffered, duration } = video;
    if (buffered.length > 0 && duration > 0) part("buffer").value = buffered.end(buffered.length - 1) / duration;
  };
  const showDuration = () => {
    scrub.max = Number.isFinite(video.duration) ? String(video.duration) : "0";
    part("end").textContent = clock(video.duration);
    showTime();
  };
  const showPlaying = () => {
    root.toggleAttribute("data-playing", !video.paused);
    root.querySelector("[data-command='toggle']").setAttribute("aria-label", video.paused ? "Play" : "Pause");
  };
  const showSound = () => {
    part("volume").value = video.muted ? "0" : String(video.volume);
    root.querySelector("[data-command='mute']").setAttribute("aria-pressed", String(video.muted));
  };

  scrub.addEventListener("input", () => {
    isScrubbing = true;
    part("now").textContent = clock(Number(scrub.value));
    saySlider(Number(scrub.value));
  });
  scrub.addEventListener("change", () => {
    isScrubbing = false;
    video.currentTime = Number(scrub.value);
  });
  part("volume").addEventListener("input", (event) => {
    video.volume = Number(event.target.value);
    video.muted = video.volume === 0;
  });
  for (const name of ["timeupdate", "progress", "seeked"]) video.addEventListener(name, showTime);
  for (const name of ["loadedmetadata", "durationchange"]) video.addEventListener(name, showDuration);
  for (const name of ["play", "pause", "ended"]) video.addEventListener(name, showPlaying);
  video.addEventListener("volumechange", showSound);
  video.addEventListener("ratechange", () => (part("speed").textContent = `${video.playbackRate}×`));
  showDuration();
  showPlaying();
  showSound();
}
