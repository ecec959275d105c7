import assert from "node:assert/strict";
import test from "node:test";
import { EventQueue, LARGEST_BATCH, LARGEST_QUEUE } from "../../static/js/event_queue.js";

class FakeStorage extends Map {
  getItem(key) {
    return this.has(key) ? this.get(key) : null;
  }
  setItem(key, value) {
    if (this.isFull) throw new Error("QuotaExceededError");
    this.set(key, value);
  }
  removeItem(key) {
    this.delete(key);
  }
}

function aQueue({ answers = [], storage = new FakeStorage() } = {}) {
  const sent = [];
  const clock = { now: Date.UTC(2026, 10, 20) };
  let number = 0;
  const browser = {
    storage,
    now: () => clock.now,
    random: () => 1,
    uuid: () => `id-${(number += 1)}`,
    fetch: async (_url, options) => {
      sent.push(JSON.parse(options.body));
      const answer = answers.shift() ?? { status: 202 };
      if (answer.offline) throw new TypeError("Failed to fetch");
      return { status: answer.status, headers: new Headers(answer.headers) };
    },
  };
  return { queue: new EventQueue({ url: "/e/", csrf: "x", profile: "p", browser }), sent, clock, storage };
}

test("events survive a reload and are sent once", async () => {
  const first = aQueue();
  first.queue.add("dwell", { title: 7, value: 4 });

  const second = aQueue({ storage: first.storage });
  await second.queue.flush();
  await second.queue.flush();

  assert.deepEqual(
    second.sent.map((body) => body.events.map((event) => event.title)),
    [[7]],
  );
  assert.equal(second.queue.length, 0);
});

test("a batch holds at most fifty and the queue at most five hundred", async () => {
  const { queue, sent } = aQueue();
  for (let title = 1; title <= LARGEST_QUEUE + 20; title += 1) queue.add("dwell", { title });

  assert.equal(queue.length, LARGEST_QUEUE);
  await queue.flush();
  assert.equal(sent[0].events.length, LARGEST_BATCH);
  assert.equal(sent[0].events[0].title, 21, "the oldest were let go");
});

test("the same ids are sent again after a failure, and not before the wait is over", async () => {
  const { queue, sent, clock } = aQueue({ answers: [{ offline: true }, { status: 503 }] });
  queue.add("dwell", { title: 1 });

  await queue.flush();
  await queue.flush();
  assert.equal(sent.length, 1);
  clock.now += 2000;
  await queue.flush();
  clock.now += 4000;
  await queue.flush();

  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map((body) => body.events[0].id)).size, 1);
  assert.equal(queue.length, 0);
});

test("Retry-After is obeyed", async () => {
  const { queue, sent, clock } = aQueue({ answers: [{ status: 429, headers: { "Retry-After": "30" } }] });
  queue.add("dwell", { title: 1 });

  await queue.flush();
  clock.now += 29_000;
  await queue.flush();
  assert.equal(sent.length, 1);
  clock.now += 1_000;
  await queue.flush();
  assert.equal(sent.length, 2);
});

test("what the server refuses for good is dropped", async () => {
  const { queue, sent } = aQueue({ answers: [{ status: 400 }] });
  queue.add("dwell", { title: 1 });

  await queue.flush();
  await queue.flush();

  assert.equal(sent.length, 1);
  assert.equal(queue.length, 0);
});

test("events wait for the next page when this one is signed out", async () => {
  const { queue, sent, clock } = aQueue({ answers: [{ status: 403 }] });
  queue.add("dwell", { title: 1 });

  await queue.flush();
  clock.now += 3_600_000;
  await queue.flush();

  assert.equal(sent.length, 1);
  assert.equal(queue.length, 1);
});

test("private words are never stored", async () => {
  const { queue, sent, storage } = aQueue();
  queue.add("search", { details: { query: "secret" } }, { volatile: true });

  assert.equal(storage.size, 0);
  await queue.flush();
  assert.equal(sent[0].events[0].details.query, "secret");
  assert.equal(queue.length, 0);
});

test("a full or broken storage loses no page", async () => {
  const { queue, sent, storage } = aQueue();
  storage.set("marquee.events.p", "{not json");
  storage.isFull = true;
  queue.add("dwell", { title: 1 });
  queue.add("dwell", { title: 2 });

  await queue.flush();

  assert.deepEqual(
    sent[0].events.map((event) => event.title),
    [1, 2],
  );
});

test("leaving asks the reporters first and sends at once", async () => {
  const { queue, sent } = aQueue();
  queue.beforeLeaving(() => queue.add("scroll", { value: 0.5 }));

  await queue.leave();

  assert.equal(sent[0].events[0].kind, "scroll");
});
