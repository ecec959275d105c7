/** Keys that people know from every player. A focused slider or button keeps the keys that are its own. */
const COMMAND_OF_KEY = {
  " ": "toggle",
  k: "toggle",
  j: "back",
  l: "forward",
  f: "fullscreen",
  m: "mute",
  c: "captions",
  s: "skipIntro",
  n: "next",
  "<": "slower",
  ">": "fasterKey",
  "?": "help",
  PageUp: "previousChapter",
  PageDown: "nextChapter",
  ArrowLeft: "stepBack",
  ArrowRight: "stepForward",
  ArrowUp: "louder",
  ArrowDown: "quieter",
};

/** The command and its argument for a key pressed while `focused` has focus, or null. */
export function commandFor({ key, focused }) {
  const pressed = key.length === 1 ? key.toLowerCase() : key;
  if (/^[0-9]$/.test(pressed)) return { name: "toTenth", argument: Number(pressed) };
  if (focused === "slider" && /^(Arrow|Page)/.test(pressed)) return null;
  if (focused === "button" && (pressed === " " || pressed.startsWith("Arrow"))) return null;
  const name = COMMAND_OF_KEY[pressed];
  return name === undefined ? null : { name };
}

export function listenForKeys({ commands, part }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (part("help-dialog").open && event.key !== "?") return;
    const command = commandFor({ key: event.key, focused: kindOf(event.target) });
    if (command === null || !(command.name in commands)) return;
    event.preventDefault();
    commands[command.name](command.argument);
  });
}

function kindOf(element) {
  if (element.matches?.("input[type='range']")) return "slider";
  return element.matches?.("a[href], button, summary") ? "button" : "page";
}
