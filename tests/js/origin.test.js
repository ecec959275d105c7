import assert from "node:assert/strict";
import test from "node:test";
import { originOfTitle, start } from "../../static/js/reporters/origin.js";

class FakeStorage extends Map {
  getItem(key) {
    return this.get(key) ?? null;
  }
  setItem(key, value) {
    this.set(key, value);
  }
}

const aTitlePage = (title) => ({
  querySelector: (selector) => (selector.includes("title") ? { dataset: { title: String(title) } } : null),
  addEventListener: () => {},
});

test("a play after a letter's link says which place of which letter it came from", () => {
  const storage = new FakeStorage();
  const address = "http://localhost/title/salt/?page=abc%3Adef&row=1&column=2";
  start({ root: aTitlePage(7), storage, now: () => 1000, address });

  assert.deepEqual(originOfTitle(7, { storage, now: () => 2000 }), {
    place: { page: "abc:def", row: 1, column: 2, artwork: undefined },
    origin: "letter",
  });
});

test("an address without a place is a direct visit", () => {
  const storage = new FakeStorage();
  start({ root: aTitlePage(7), storage, now: () => 1000, address: "http://localhost/title/salt/?row=x" });

  assert.equal(originOfTitle(7, { storage, now: () => 2000 }).origin, "direct");
});

test("a title's page asks why it stood where it was opened from", () => {
  const storage = new FakeStorage();
  const link = { dataset: { whyOf: "7" }, href: "", getAttribute: () => "/title/salt/why/" };
  const root = {
    querySelector: (selector) => (selector.includes("why-of") ? link : null),
    addEventListener: () => {},
  };
  const address = "http://localhost/title/salt/";
  storage.setItem("marquee.origins", JSON.stringify([{ title: 7, page: "a:b", row: 3, column: 1, origin: "row", at: 900 }]));

  start({ root, storage, now: () => 1000, address });

  assert.equal(link.href, "/title/salt/why/?page=a%3Ab&row=3&column=1");
});

test("without a place the page asks why in general", () => {
  const link = { dataset: { whyOf: "7" }, href: "/title/salt/why/", getAttribute: () => "/title/salt/why/" };
  const root = { querySelector: (selector) => (selector.includes("why-of") ? link : null), addEventListener: () => {} };

  start({ root, storage: new FakeStorage(), now: () => 1000, address: "http://localhost/title/salt/" });

  assert.equal(link.href, "/title/salt/why/");
});
