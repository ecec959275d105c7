/** Says on the page that a passkey was not used, where allauth's script would only tell the console. */

export function start(note) {
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    note.hidden = false;
  });
}
