/** Puts the next rows in place of the "More rows" link as it comes into sight. */
import { announce, fetchFragment, parse } from "../fragment.js";

export function start(place) {
  const sight = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      sight.disconnect();
      const html = await fetchFragment(place.dataset.href, "rows");
      if (!html) return;
      const parent = place.parentElement;
      place.replaceWith(parse(html));
      announce(parent);
    },
    { rootMargin: "600px 0px" },
  );
  sight.observe(place);
}
