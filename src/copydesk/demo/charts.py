"""Infographics drawn by code: bars, a line or a ring, in Lantern's colours."""

import textwrap
from math import cos, pi, sin
from random import Random
from typing import Final
from xml.sax.saxutils import escape

INK: Final = "#211d18"
RULES: Final = '<path d="M90 240H1110M90 330H1110M90 420H1110M90 510H1110M90 600H1110" stroke="#ded6c6"/>'
SHADES: Final = ("#b8690a", "#e2a33b", "#8a8577", "#3f5666", "#c9c2b2")


def draw(title: str, key: str) -> bytes:
    """Return a chart under its title as an SVG file of 1200 × 675 units; ``key`` decides its figures."""
    rng = Random(key)
    body = rng.choice((_bars, _line, _ring))(rng)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675" viewBox="0 0 1200 675">'
        '<rect width="1200" height="675" fill="#faf6ee"/><rect width="1200" height="10" fill="#e2a33b"/>'
        f"{body}"
        f'<g fill="{INK}" font-family="Newsreader, DejaVu Serif Condensed, Georgia, serif" font-weight="700" '
        f'font-size="46">{_lines(title)}</g></svg>'
    ).encode()


def _lines(title: str) -> str:
    """The title over the chart, on one line or two."""
    lines = textwrap.wrap(title, 46)[:2]
    return "".join(f'<text x="90" y="{86 + n * 54}">{escape(line)}</text>' for n, line in enumerate(lines))


def _bars(rng: Random) -> str:
    number = rng.randint(6, 11)
    width = 1000 / number
    best = rng.randrange(number)
    return RULES + "".join(
        f'<rect x="{100 + n * width:.0f}" y="{600 - height:.0f}" '
        f'width="{width * 0.66:.0f}" height="{height:.0f}" '
        f'fill="{SHADES[0] if n == best else SHADES[1 + n % 2 * 3]}"/>'
        for n in range(number)
        for height in (400 if n == best else rng.uniform(90, 350),)
    )


def _line(rng: Random) -> str:
    lines = RULES
    for shade in SHADES[:3]:
        y = rng.uniform(300, 520)
        path = f"M100 {y:.0f}"
        for n in range(1, 13):
            y = min(590, max(200, y + rng.uniform(-70, 55)))
            path += f"L{100 + n * 83} {y:.0f}"
        lines += f'<path d="{path}" fill="none" stroke="{shade}" stroke-width="8" stroke-linejoin="round"/>'
        lines += f'<circle cx="{100 + 12 * 83}" cy="{y:.0f}" r="13" fill="{shade}"/>'
    return lines


def _ring(rng: Random) -> str:
    shares = [rng.uniform(0.6, 2) for _ in SHADES]
    ring, angle = '<circle cx="600" cy="405" r="205" fill="#faf6ee"/>', -pi / 2
    for share, shade in zip(shares, SHADES, strict=True):
        end = angle + share / sum(shares) * 2 * pi - 0.02
        ring += (
            f'<path d="M{600 + 160 * cos(angle):.0f} {405 + 160 * sin(angle):.0f}'
            f'A160 160 0 {int(end - angle > pi)} 1 {600 + 160 * cos(end):.0f} {405 + 160 * sin(end):.0f}" '
            f'fill="none" stroke="{shade}" stroke-width="76"/>'
        )
        angle = end + 0.02
    return ring
