/**
 * Captions on or off; the choice and the language are remembered on this device. The player letters the cues itself:
 * a browser's own lie behind the controls, and the last one stays when the video has ended.
 */
const KEY = "marquee.captions";

export function captionsOf({ root, video, part }) {
  const tracks = Array.from(video.textTracks).filter((track) => track.kind === "captions");
  const remembered = read();
  const button = root.querySelector("[data-command='captions']");
  const chosen = tracks.find((track) => track.language === remembered.language) ?? tracks[0];
  let isOn = tracks.length > 0 && remembered.on === true;
  let isAlone = false; // An iPhone's full screen shows the video and nothing that lies over it.

  const letter = () => {
    const cues = isOn && !isAlone && !video.ended ? Array.from(chosen.activeCues ?? []) : [];
    part("captions")?.replaceChildren(...cues.map(lettered));
  };
  const show = () => {
    for (const track of tracks) track.mode = isOn && track === chosen ? (isAlone ? "showing" : "hidden") : "disabled";
    button?.setAttribute("aria-pressed", String(isOn));
    letter();
  };
  const alone = (is) => () => {
    isAlone = is;
    show();
  };
  chosen?.addEventListener("cuechange", letter);
  for (const name of ["ended", "play", "seeked"]) video.addEventListener(name, letter);
  video.addEventListener("webkitbeginfullscreen", alone(true));
  video.addEventListener("webkitendfullscreen", alone(false));
  show();
  return {
    toggle() {
      if (tracks.length === 0) return false;
      isOn = !isOn;
      write({ ...remembered, on: isOn });
      show();
      return isOn;
    },
  };
}

/** A cue with its italics, voices and breaks. */
function lettered(cue) {
  const line = document.createElement("p");
  const words = document.createElement("span");
  words.append(cue.getCueAsHTML());
  line.append(words);
  return line;
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function write(choice) {
  try {
    localStorage.setItem(KEY, JSON.stringify(choice));
  } catch {
    // Without storage the choice holds for this page.
  }
}
