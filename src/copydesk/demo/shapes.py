"""What drawn pictures are made of: lights of the day, and silhouettes as SVG elements.

A picture has 1200 × 675 units.
"""

from random import Random
from typing import Final, NamedTuple

WIDTH: Final = 1200
HEIGHT: Final = 675


class Light(NamedTuple):
    """Colours of a time of day: sky from top to horizon, the sun's glow, and three layers of land."""

    sky: tuple[str, str, str]
    glow: str
    far: str
    middle: str
    near: str
    lamp: str


LIGHTS: Final = (
    Light(("#1d2f4f", "#6f6f8f", "#f2b880"), "#ffe3b0", "#6b6480", "#3b3d57", "#171b2c", "#ffd98a"),
    Light(("#0c1626", "#1c3350", "#42637f"), "#d8e8f0", "#28425c", "#172a40", "#0a131f", "#ffcf70"),
    Light(("#5d8bb0", "#a9c5d6", "#f0e6d2"), "#fffaf0", "#8fa6b2", "#566f7d", "#2a3a44", "#fff2c0"),
    Light(("#3a2140", "#a04a55", "#f6a15c"), "#ffd9a0", "#7a3f58", "#46263f", "#1d1021", "#ffc46b"),
    Light(("#4b5a66", "#8996a0", "#cfd3d2"), "#f4f2ea", "#7d8a92", "#4c5860", "#22292e", "#ffdf9a"),
)


def rect(x: float, y: float, w: float, h: float, fill: str, opacity: float = 1) -> str:
    """Return a rectangle of ``w`` by ``h`` units."""
    dim = "" if opacity == 1 else f' opacity="{opacity:.2f}"'
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" fill="{fill}"{dim}/>'


def ridge(rng: Random, base: float, rough: float, fill: str, steps: int = 9) -> str:
    """Return a hilly silhouette from the left edge to the right, filled down to the bottom."""
    points = [base + rng.uniform(-rough, rough) for _ in range(steps + 1)]
    width = WIDTH / steps
    path = f"M0 {HEIGHT}V{points[0]:.0f}"
    for n in range(steps):
        x, (a, b) = n * width, points[n : n + 2]
        path += f"C{x + width / 2:.0f} {a:.0f} {x + width / 2:.0f} {b:.0f} {x + width:.0f} {b:.0f}"
    return f'<path d="{path}V{HEIGHT}Z" fill="{fill}"/>'


def towers(rng: Random, base: float, tall: float, light: Light, fill: str, lit: float) -> str:
    """Return a row of buildings standing on ``base``, with a share ``lit`` of their windows alight."""
    path, windows, x = "", "", -20.0
    while x < WIDTH:
        w, h = rng.uniform(38, 96), rng.uniform(0.25, 1) ** 1.6 * tall
        path += f"M{x:.0f} {HEIGHT}V{base - h:.0f}h{w:.0f}V{HEIGHT}Z"
        for _ in range(int(h / 34 * lit * 3)):
            wx, wy = x + rng.randrange(6, max(7, int(w) - 8), 9), base - rng.uniform(8, max(9, h - 12))
            windows += f"M{wx:.0f} {wy:.0f}h4v6h-4z"
        x += w + rng.choice((0, 0, 4, 14))
    return f'<path d="{path}" fill="{fill}"/><path d="{windows}" fill="{light.lamp}" opacity=".75"/>'


def water(rng: Random, top: float, light: Light, sun: float) -> str:
    """Return water from ``top`` down, with the light of a sun that stands at ``sun`` on it."""
    glints = "".join(
        f"M{sun + rng.gauss(0, 20 + (y - top) * 0.5):.0f} {y:.0f}h{rng.uniform(14, 70):.0f}"
        for y in (top + 4 + (HEIGHT - top) * (n / 34) ** 1.5 for n in range(34))
    )
    return (
        rect(0, top, WIDTH, HEIGHT - top, light.middle)
        + rect(0, top, WIDTH, HEIGHT - top, "url(#w)")
        + f'<path d="{glints}" stroke="{light.glow}" stroke-width="2.4" opacity=".55"/>'
    )


def people(rng: Random, base: float, number: int, size: float, fill: str) -> str:
    """Return the silhouettes of people side by side, about ``size`` units tall above ``base``."""
    path = ""
    for n in range(number):
        s = size * rng.uniform(0.85, 1.15)
        x = WIDTH * (n + rng.uniform(0.2, 0.8)) / number
        y = base + rng.uniform(0, size * 0.35)
        path += (
            f"M{x - s * 0.16:.0f} {y - s:.0f}a{s * 0.16:.0f} {s * 0.19:.0f} 0 1 1 {s * 0.32:.0f} 0"
            f"a{s * 0.16:.0f} {s * 0.19:.0f} 0 1 1 {-s * 0.32:.0f} 0"
            f"M{x - s * 0.42:.0f} {HEIGHT}V{y - s * 0.46:.0f}q0 {-s * 0.38:.0f} {s * 0.42:.0f} {-s * 0.4:.0f}"
            f"q{s * 0.42:.0f} {s * 0.02:.0f} {s * 0.42:.0f} {s * 0.4:.0f}V{HEIGHT}Z"
        )
    return f'<path d="{path}" fill="{fill}"/>'
