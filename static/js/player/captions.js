/** Captions on or off; the choice and the language are remembered on this device. */
const KEY = "marquee.captions";

export function captionsOf({ root, video }) {
  const tracks = Array.from(video.textTracks).filter((track) => track.kind === "captions");
  const remembered = read();
  const button = root.querySelector("[data-command='captions']");
  let isOn = tracks.length > 0 && remembered.on === true;

  const show = () => {
    const chosen = tracks.find((track) => track.language === remembered.language) ?? tracks[0];
    for (const track of tracks) track.mode = isOn && track === chosen ? "showing" : "disabled";
    button?.setAttribute("aria-pressed", String(isOn));
  };
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
