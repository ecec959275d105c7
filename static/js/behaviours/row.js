/** A row of tiles: two buttons that turn it by what fits on the screen. Touch, wheel and keys need no help. */

export function start(row) {
  const rail = row.querySelector(".row__tiles");
  const back = row.querySelector(".row__arrow--back");
  const next = row.querySelector(".row__arrow--next");
  if (!rail || !back || !next) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const turn = (sign) => rail.scrollBy({ left: sign * rail.clientWidth * 0.85, behavior: calm.matches ? "auto" : "smooth" });
  const show = () => {
    back.hidden = rail.scrollLeft < 8;
    next.hidden = rail.scrollLeft + rail.clientWidth > rail.scrollWidth - 8;
  };
  back.addEventListener("click", () => turn(-1));
  next.addEventListener("click", () => turn(1));
  rail.addEventListener("scroll", show, { passive: true });
  new ResizeObserver(show).observe(rail);
}
