/** Pieces of pages from this site, asked for by name and put where they belong. */

/** The HTML of a fragment, or null when it cannot be had: the caller then falls back to a plain link. */
export async function fetchFragment(url, name, signal) {
  try {
    const answer = await fetch(url, { headers: { "X-Fragment": name }, credentials: "same-origin", signal });
    if (!answer.ok || answer.redirected) return null;
    return await answer.text();
  } catch (error) {
    if (error.name === "AbortError") return undefined;
    return null;
  }
}

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Tell app.js and the reporters that there is new content in `element`. */
export function announce(element) {
  element.dispatchEvent(new CustomEvent("marquee:content", { bubbles: true }));
}
