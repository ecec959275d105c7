import assert from "node:assert/strict";
import test from "node:test";
import { chapterFrom, cueAt, partOf, secondsAt } from "../../static/js/player/scrubbing.js";

test("the small picture and the chapter are those of the instant", () => {
  const cues = [
    { startTime: 0, endTime: 5, text: "a" },
    { startTime: 5, endTime: 10, text: "b" },
  ];

  assert.equal(cueAt(cues, 4.99).text, "a");
  assert.equal(cueAt(cues, 5).text, "b");
  assert.equal(cueAt(cues, 10), undefined);
  assert.equal(cueAt(null, 1), undefined);
});

test("a part of the sheet is read from its cue, and nothing else is", () => {
  assert.deepEqual(partOf("/sheet/5~x/#xywh=160,90,160,90"), { sheet: "/sheet/5~x/", x: 160, y: 90, width: 160, height: 90 });
  for (const text of ["", "/sheet/", "/sheet/#t=5", "a b#xywh=1,2,3,4", "/s#xywh=1,2,3"]) assert.equal(partOf(text), null);
});

test("the instant below the pointer stays within the video", () => {
  const at = (x) => secondsAt({ x, left: 100, width: 216, duration: 20 });

  assert.deepEqual([at(0), at(108), at(208), at(308), at(900)], [0, 0, 10, 20, 20]);
});

test("chapters are jumped between, back to the beginning of the present one first", () => {
  const cues = [0, 6, 15].map((startTime) => ({ startTime }));

  assert.equal(chapterFrom(cues, 0, 1), 6);
  assert.equal(chapterFrom(cues, 15, 1), null);
  assert.equal(chapterFrom(cues, 10, -1), 6);
  assert.equal(chapterFrom(cues, 7, -1), 0);
  assert.equal(chapterFrom(cues, 1, -1), 0);
  assert.equal(chapterFrom([], 5, -1), null);
  assert.equal(chapterFrom(undefined, 5, 1), null);
});
