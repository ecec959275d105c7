/** How far down the page somebody got, once per visit and again only when they got much further. */
const STEP = 0.1;

export function start({ queue, root = document, view = window }) {
  const page = root.querySelector("main[data-page]")?.dataset.page;
  if (!page) return;
  let deepest = 0;
  let reported = 0;

  const measure = () => {
    const height = Math.max(1, root.documentElement.scrollHeight);
    deepest = Math.max(deepest, Math.min(1, (view.scrollY + view.innerHeight) / height));
  };
  view.addEventListener("scroll", measure, { passive: true });
  queue.beforeLeaving(() => {
    measure();
    if (deepest < reported + STEP) return;
    reported = deepest;
    const rows = root.querySelectorAll("main [data-row-key], main section.row").length;
    queue.add("scroll", { page, value: Math.round(deepest * 1000) / 1000, details: { rows } });
  });
}
