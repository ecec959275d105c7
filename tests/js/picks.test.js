import assert from "node:assert/strict";
import test from "node:test";
import { words } from "../../static/js/behaviours/picks.js";

test("says how many are picked and how many more make a beginning", () => {
  assert.equal(words(0), "None picked yet");
  assert.equal(words(1), "1 picked, 2 to go");
  assert.equal(words(3), "3 picked");
});
