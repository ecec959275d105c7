/** Without the script's way the browser's own: the button that was pressed is part of what is sent. */
export function resubmit(form, button) {
  if (button?.name) {
    const said = { type: "hidden", name: button.name, value: button.value };
    form.append(Object.assign(document.createElement("input"), said));
  }
  form.submit();
}
