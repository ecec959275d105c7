/** The heartbeat of one run of a player: a play, then reports that may arrive late, twice and in any order. */
import { newUuid } from "../page_queue.js";

export const HEARTBEAT_SECONDS = 15;
const LARGEST_STEP_SECONDS = 2;

export class ProgressReporter {
  #sequence = 0;
  #watched = 0;
  #clock = null;
  #lastBeat = 0;
  #begun = false;

  constructor({ queue, video, subject, origin, place, now = () => performance.now(), uuid = newUuid }) {
    Object.assign(this, { queue, video, subject, origin, place, now });
    this.session = uuid();
  }

  /** Listen to the video for as long as the page lives. */
  listen() {
    this.video.addEventListener("playing", () => this.#play());
    this.video.addEventListener("timeupdate", () => this.#tick());
    for (const name of ["pause", "seeked", "ended"]) this.video.addEventListener(name, () => this.beat());
    this.queue.beforeLeaving(() => this.beat());
  }

  /** Report now, unless nothing was begun or nothing happened since the last report. */
  beat() {
    this.#count();
    if (!this.#begun || !Number.isFinite(this.video.duration)) return;
    this.#sequence += 1;
    this.#lastBeat = this.#watched;
    this.queue.add("progress", {
      ...this.subject,
      value: rounded(this.video.currentTime),
      details: {
        play_session: this.session,
        sequence: this.#sequence,
        duration: rounded(this.video.duration),
        watched: rounded(this.#watched),
        rate: Math.min(4, Math.max(0.25, this.video.playbackRate)),
      },
    });
  }

  #play() {
    this.#clock = this.now();
    if (this.#begun) return;
    this.#begun = true;
    const details = { play_session: this.session, origin: this.origin };
    if (Number.isFinite(this.video.duration)) details.duration = rounded(this.video.duration);
    this.queue.add("play", { ...this.subject, ...this.place, value: rounded(this.video.currentTime), details });
  }

  #tick() {
    this.#count();
    if (this.#watched - this.#lastBeat >= HEARTBEAT_SECONDS) this.beat();
  }

  /** Only playing time counts: a laptop that slept in between did not watch. */
  #count() {
    const now = this.now();
    const step = this.#clock === null ? 0 : (now - this.#clock) / 1000;
    this.#watched += Math.min(step, LARGEST_STEP_SECONDS) * this.video.playbackRate;
    this.#clock = this.video.paused ? null : now;
  }
}

const rounded = (seconds) => Math.round(seconds * 1000) / 1000;
