/**
 * The one queue of events of this browser and profile. It survives reload, sends in batches, and sends again until the
 * server has answered for every item. Only ids are kept; what a person typed is held in memory and never stored.
 */
export const LARGEST_BATCH = 50;
export const LARGEST_QUEUE = 500;
const LONGEST_WAIT_MILLISECONDS = 300_000;

export class EventQueue {
  #volatile = [];
  #sending = false;
  #failures = 0;
  #notBefore = 0;
  #farewells = [];

  /** `browser` holds what the queue needs of one, so that a test can be one. */
  constructor({ url, csrf, profile, browser }) {
    this.url = url;
    this.csrf = csrf;
    this.key = `marquee.events.${profile}`;
    this.browser = browser;
  }

  /** Put an event in the queue. `volatile` keeps it out of storage, for what may be private in clear. */
  add(kind, fields = {}, { volatile = false } = {}) {
    const event = { id: this.browser.uuid(), kind, at: new Date(this.browser.now()).toISOString(), ...fields };
    if (volatile) this.#volatile = [...this.#volatile, event].slice(-LARGEST_BATCH);
    else this.#store([...this.#stored(), event].slice(-LARGEST_QUEUE));
    return event.id;
  }

  /** Call `report` before the page is left or hidden, so that what it adds is still sent. It may be called again. */
  beforeLeaving(report) {
    this.#farewells.push(report);
  }

  /** Send what there is, now: the page may not come back. */
  async leave() {
    for (const report of this.#farewells) report();
    await this.flush({ leaving: true });
  }

  get length() {
    return this.#stored().length + this.#volatile.length;
  }

  /** Send one batch, if there is anything to send and it is time; `leaving` sends what there is, now. */
  async flush({ leaving = false } = {}) {
    if ((this.#sending && !leaving) || (!leaving && this.browser.now() < this.#notBefore)) return;
    const batch = [...this.#volatile, ...this.#stored()].slice(0, LARGEST_BATCH);
    if (batch.length === 0) return;
    this.#sending = true;
    try {
      await this.#send(batch);
    } catch {
      this.#wait(); // Offline, or the server went away: the same ids are sent again.
    } finally {
      this.#sending = false;
    }
  }

  async #send(batch) {
    const response = await this.browser.fetch(this.url, {
      method: "POST",
      keepalive: true,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf },
      body: JSON.stringify({ sent_at: new Date(this.browser.now()).toISOString(), events: batch }),
    });
    if (response.status === 202) {
      // Stored, repeated or rejected for good: each item has its answer.
      this.#drop(batch);
      this.#failures = 0;
      this.#notBefore = 0;
    } else if (response.status === 401 || response.status === 403) {
      // Signed out, or the page is older than the session: the next page sends them.
      this.#notBefore = Infinity;
    } else if (response.status === 429 || response.status >= 500) {
      this.#wait(Number(response.headers.get("Retry-After")) * 1000);
    } else {
      this.#drop(batch);
    }
  }

  /** Wait longer after each failure, by a random part of it, so that a recovering server is not stormed. */
  #wait(atLeast = 0) {
    this.#failures += 1;
    const most = Math.min(LONGEST_WAIT_MILLISECONDS, 1000 * 2 ** this.#failures);
    this.#notBefore = this.browser.now() + Math.max(atLeast || 0, most * (0.5 + this.browser.random() / 2));
  }

  #drop(batch) {
    const answered = new Set(batch.map((event) => event.id));
    this.#volatile = this.#volatile.filter((event) => !answered.has(event.id));
    this.#store(this.#stored().filter((event) => !answered.has(event.id)));
  }

  /** Always read anew: other tabs share the queue. */
  #stored() {
    try {
      const events = JSON.parse(this.browser.storage.getItem(this.key) ?? "[]");
      return Array.isArray(events) ? events : [];
    } catch {
      return [];
    }
  }

  #store(events) {
    try {
      if (events.length === 0) this.browser.storage.removeItem(this.key);
      else this.browser.storage.setItem(this.key, JSON.stringify(events));
    } catch {
      // Storage is full or forbidden: memory has to do, until the page is left.
      const held = new Set(this.#volatile.map((event) => event.id));
      const homeless = events.filter((event) => !held.has(event.id));
      this.#volatile = [...this.#volatile, ...homeless].slice(-LARGEST_BATCH);
    }
  }
}
