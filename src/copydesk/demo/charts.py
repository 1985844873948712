"""Infographics drawn by code: bars, a line or a ring, in Lantern's colours."""

from math import cos, pi, sin
from random import Random
from typing import Final

INK: Final = "#211d18"
SHADES: Final = ("#b8690a", "#e2a33b", "#8a8577", "#3f5666", "#c9c2b2")


def draw(section: str, key: str) -> bytes:
    """Return the chart that belongs to ``key`` as an SVG file of 1200 × 675 units."""
    rng = Random(f"{section} {key}")
    body = rng.choice((_bars, _line, _ring))(rng)
    rules = "".join(f"M90 {y}H1110" for y in range(150, 601, 90))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675" viewBox="0 0 1200 675">'
        '<rect width="1200" height="675" fill="#faf6ee"/><rect width="1200" height="10" fill="#e2a33b"/>'
        f'<rect x="90" y="62" width="{rng.randint(300, 520)}" height="22" fill="{INK}"/>'
        f'<rect x="90" y="98" width="{rng.randint(200, 420)}" height="10" fill="#8a8577"/>'
        f'<path d="{rules}" stroke="#ded6c6" stroke-width="2"/>{body}</svg>'
    ).encode()


def _bars(rng: Random) -> str:
    number = rng.randint(6, 11)
    width = 1000 / number
    best = rng.randrange(number)
    return "".join(
        f'<rect x="{100 + n * width:.0f}" y="{600 - height:.0f}" '
        f'width="{width * 0.66:.0f}" height="{height:.0f}" '
        f'fill="{SHADES[0] if n == best else SHADES[1 + n % 2 * 3]}"/>'
        for n in range(number)
        for height in (430 if n == best else rng.uniform(90, 380),)
    )


def _line(rng: Random) -> str:
    lines = ""
    for shade in SHADES[:3]:
        y = rng.uniform(300, 520)
        path = f"M100 {y:.0f}"
        for n in range(1, 13):
            y = min(590, max(160, y + rng.uniform(-70, 55)))
            path += f"L{100 + n * 83} {y:.0f}"
        lines += f'<path d="{path}" fill="none" stroke="{shade}" stroke-width="8" stroke-linejoin="round"/>'
        lines += f'<circle cx="{100 + 12 * 83}" cy="{y:.0f}" r="13" fill="{shade}"/>'
    return lines


def _ring(rng: Random) -> str:
    shares = [rng.uniform(0.6, 2) for _ in SHADES]
    ring, angle = '<circle cx="600" cy="380" r="235" fill="#faf6ee"/>', -pi / 2
    for share, shade in zip(shares, SHADES, strict=True):
        end = angle + share / sum(shares) * 2 * pi - 0.02
        ring += (
            f'<path d="M{600 + 180 * cos(angle):.0f} {380 + 180 * sin(angle):.0f}'
            f'A180 180 0 {int(end - angle > pi)} 1 {600 + 180 * cos(end):.0f} {380 + 180 * sin(end):.0f}" '
            f'fill="none" stroke="{shade}" stroke-width="88"/>'
        )
        angle = end + 0.02
    return ring
