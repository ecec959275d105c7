/** Says on the page why a passkey was not used, where allauth's script would only tell the console. */

const NUMBERS = /^(\d+(\.\d+){3}|\[.*\])$/;

export function start(note) {
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (NUMBERS.test(location.hostname)) note.textContent = note.dataset.nameless;
    else if (!window.PublicKeyCredential) note.textContent = note.dataset.unsupported;
    note.hidden = false;
  });
}
