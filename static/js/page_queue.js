/** The queue of this page, flushed every few seconds and when the page is left. */
import { EventQueue } from "./event_queue.js";

const FLUSH_MILLISECONDS = 5000;

let pageQueue = null;

/** The page's queue, started once; null when nobody is signed in. */
export function queueOf(document) {
  const { eventsUrl, csrf, profile } = document.body.dataset;
  if (!eventsUrl) return null;
  pageQueue ??= startQueue({ url: eventsUrl, csrf: csrf ?? "", profile: profile ?? "" }, document);
  return pageQueue;
}

function startQueue(address, document) {
  const queue = new EventQueue({
    ...address,
    browser: {
      storage: storageOf(window),
      fetch: (...request) => window.fetch(...request),
      now: () => Date.now(),
      random: () => Math.random(),
      uuid: newUuid,
    },
  });
  window.setInterval(() => queue.flush(), FLUSH_MILLISECONDS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") queue.leave();
  });
  window.addEventListener("pagehide", () => queue.leave());
  window.addEventListener("online", () => queue.flush());
  return queue;
}

function storageOf(window) {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** A version 4 UUID; `crypto.randomUUID` exists only on secure origins, and a home server may not be one. */
export function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
