import assert from "node:assert/strict";
import test from "node:test";
import { commandsOf, nearestSpeed, SPEEDS } from "../../static/js/player/commands.js";
import { commandFor } from "../../static/js/player/keys.js";
import { isIntro } from "../../static/js/player/offers.js";
import { clock } from "../../static/js/player/state.js";
import { ProgressReporter } from "../../static/js/reporters/progress.js";

function aVideo(fields = {}) {
  return Object.assign(new EventTarget(), {
    currentTime: 0,
    duration: 100,
    paused: false,
    playbackRate: 1,
    volume: 1,
    muted: false,
    ...fields,
  });
}

test("every key people know does what they expect", () => {
  const names = Object.fromEntries(
    [" ", "k", "K", "j", "l", "f", "m", "c", "<", ">", "?", "ArrowLeft", "ArrowUp"].map((key) => [
      key,
      commandFor({ key, focused: "page" }).name,
    ]),
  );

  assert.deepEqual(names, {
    " ": "toggle",
    k: "toggle",
    K: "toggle",
    j: "back",
    l: "forward",
    f: "fullscreen",
    m: "mute",
    c: "captions",
    "<": "slower",
    ">": "fasterKey",
    "?": "help",
    ArrowLeft: "stepBack",
    ArrowUp: "louder",
  });
  assert.deepEqual(commandFor({ key: "7", focused: "page" }), { name: "toTenth", argument: 7 });
});

test("a focused slider or button keeps its own keys", () => {
  assert.equal(commandFor({ key: "ArrowLeft", focused: "slider" }), null);
  assert.equal(commandFor({ key: " ", focused: "button" }), null);
  assert.equal(commandFor({ key: "k", focused: "button" }).name, "toggle");
  assert.equal(commandFor({ key: "Tab", focused: "page" }), null);
});

test("moving stays within the video", () => {
  const video = aVideo({ currentTime: 4 });
  const commands = commandsOf({ root: null, video, part: () => null, captions: null, say: () => {} });

  commands.back();
  assert.equal(video.currentTime, 0);
  commands.toTenth(9);
  commands.forward();
  commands.stepForward();
  assert.equal(video.currentTime, 100);
});

test("speed stops at its ends", () => {
  const video = aVideo();
  const commands = commandsOf({ root: null, video, part: () => null, captions: null, say: () => {} });

  for (let press = 0; press < 10; press += 1) commands.fasterKey();
  assert.equal(video.playbackRate, SPEEDS.at(-1));
  for (let press = 0; press < 10; press += 1) commands.slower();
  assert.equal(video.playbackRate, SPEEDS[0]);
  assert.equal(SPEEDS[nearestSpeed(1.1)], 1);
});

test("time is written as people write it", () => {
  assert.deepEqual([0, 65, 3725, NaN].map(clock), ["0:00", "1:05", "1:02:05", "0:00"]);
});

test("the intro is offered while it runs, and never beyond a short clip", () => {
  assert.equal(isIntro(5, 3, 20, 60), true);
  assert.equal(isIntro(20, 3, 20, 60), false);
  assert.equal(isIntro(5, 3, 90, 60), false);
});

function aReporter(video) {
  const added = [];
  const time = { now: 0 };
  const queue = { add: (kind, fields) => added.push({ kind, ...fields }), beforeLeaving() {} };
  const reporter = new ProgressReporter({
    queue,
    video,
    subject: { title: 3 },
    origin: "row",
    place: { page: "t", row: 1, column: 2 },
    now: () => time.now,
    uuid: () => "session",
  });
  reporter.listen();
  const pass = (seconds) => {
    for (let step = 0; step < seconds; step += 1) {
      time.now += 1000;
      video.currentTime += video.playbackRate;
      video.dispatchEvent(new Event("timeupdate"));
    }
  };
  return { added, pass, time };
}

test("a play says where it came from, and heartbeats count only time that played", () => {
  const video = aVideo();
  const { added, pass, time } = aReporter(video);

  video.dispatchEvent(new Event("playing"));
  pass(15);
  video.paused = true;
  video.dispatchEvent(new Event("pause"));
  time.now += 60_000;
  video.paused = false;
  video.dispatchEvent(new Event("playing"));
  pass(5);
  video.dispatchEvent(new Event("ended"));

  assert.deepEqual(
    added.map((event) => event.kind),
    ["play", "progress", "progress", "progress"],
  );
  assert.deepEqual([added[0].page, added[0].row, added[0].details.origin], ["t", 1, "row"]);
  assert.deepEqual(
    added.slice(1).map((event) => [event.details.sequence, event.details.watched]),
    [
      [1, 15],
      [2, 15],
      [3, 20],
    ],
  );
});

test("nothing is reported of a video that was never played", () => {
  const video = aVideo({ paused: true });
  const { added } = aReporter(video);

  video.dispatchEvent(new Event("seeked"));
  video.dispatchEvent(new Event("pause"));

  assert.deepEqual(added, []);
});
