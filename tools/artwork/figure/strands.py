"""How hair is made: bunches of coils, braids, locks, and the lines that show its grain."""

import math
import random


def coils(spots: list[tuple[float, float, float]], *, seed: int, grain: int = 7) -> str:
    """Bunches of curls: round clumps at (x, y, radius), each with an uneven edge."""
    rng, drawn = random.Random(seed), []
    for x, y, radius in spots:
        drawn.append(f'<circle cx="{x}" cy="{y}" r="{radius * 0.9:.1f}"/>')
        for i in range(grain):
            turn = math.tau * i / grain + rng.uniform(-0.3, 0.3)
            px, py = x + radius * 0.72 * math.cos(turn), y + radius * 0.72 * math.sin(turn)
            drawn.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="{radius * rng.uniform(0.3, 0.42):.1f}"/>')
    return "".join(drawn)


def curls_of_light(spots: list[tuple[float, float, float]]) -> str:
    """Small arcs of light on coils."""
    arcs = "".join(
        f"M{x - r * 0.4:.1f},{y - r * 0.2:.1f} q{r * 0.4:.1f},{-r * 0.5:.1f} {r * 0.8:.1f},0" for x, y, r in spots
    )
    return f'<path d="{arcs}" fill="none" stroke="{{shine}}" stroke-width="5" stroke-linecap="round" opacity=".8"/>'


def braid(x: float, y: float, *, down: float, width: float = 24, lean: float = 0, links: int = 7) -> str:
    """A plait that hangs down, with its tuft."""
    parts, step = [], down / links
    for i in range(links):
        cx, cy, w = x + lean * i / links, y + step * i, width * (1 - 0.05 * i)
        parts += [
            f'<ellipse cx="{cx + side * w * 0.42:.1f}" cy="{cy + (step * 0.5 if side > 0 else 0):.1f}" rx="{w * 0.62:.1f}" '
            f'ry="{step * 0.7:.1f}" transform="rotate({side * 24} {cx:.1f} {cy:.1f})" fill="{{{ink}}}"/>'
            for side, ink in ((-1, "deep"), (1, "hair"))
        ]
    ex, ey = x + lean, y + down
    tail = f'<path d="M{ex - 12:.1f},{ey:.1f} q-10,40 10,66 q22,-26 14,-66Z" fill="{{hair}}"/>'
    tie = f'<rect x="{ex - 14:.1f}" y="{ey - 8:.1f}" width="28" height="15" rx="5" fill="{{trim}}"/>'
    return "".join(parts) + tail + tie


def locks(starts: list[tuple[float, float]], *, down: float, seed: int, width: float = 17) -> str:
    """Locs or ropes of hair that hang from the scalp."""
    rng, drawn = random.Random(seed), []
    for i, (x, y) in enumerate(starts):
        length, bend = down * rng.uniform(0.82, 1.08), rng.uniform(-16, 16)
        ink = "{hair}" if i % 2 else "{deep}"
        drawn.append(
            f'<path d="M{x},{y} q{bend:.0f},{length * 0.5:.0f} {bend * 0.4:.0f},{length:.0f}" fill="none" stroke="{ink}" '
            f'stroke-width="{width}" stroke-linecap="round"/>'
        )
    return "".join(drawn)


def grain(*paths: str, width: float = 5, opacity: float = 0.7) -> str:
    """Lines of light along the hair."""
    return (
        f'<path d="{" ".join(paths)}" fill="none" stroke="{{shine}}" stroke-width="{width}" stroke-linecap="round" '
        f'opacity="{opacity}"/>'
    )
