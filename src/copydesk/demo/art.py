"""Pictures drawn by code: each article's photographs, the same at every start."""

import re
from random import Random

from copydesk.demo.scenes import choose
from copydesk.demo.shapes import HEIGHT, LIGHTS, WIDTH, Light, rect


def _gradient(name: str, *stops: tuple[float, str, float], radial: str = "", across: bool = False) -> str:
    """A gradient from stops of offset, colour and opacity: downwards, ``across``, or ``radial`` as given."""
    inner = "".join(f'<stop offset="{o}" stop-color="{c}" stop-opacity="{a}"/>' for o, c, a in stops)
    if radial:
        return f'<radialGradient id="{name}" {radial}>{inner}</radialGradient>'
    direction = "" if across else ' x2="0" y2="1"'
    return f'<linearGradient id="{name}"{direction}>{inner}</linearGradient>'


def _gradients(light: Light, sun: float) -> list[str]:
    """What scenes fill shapes with; ``sun`` is where the light comes from, 0 left to 1 right."""
    low, high = f'cx="{sun:.2f}" cy=".6" r=".5"', f'cx="{sun:.2f}" cy=".1" r="1"'
    top, middle, bottom = light.sky
    glow, white, black = light.glow, "#fff", "#000"
    return [
        _gradient("s", (0, top, 1), (0.5, middle, 1), (0.78, bottom, 1)),
        _gradient("g", (0, glow, 0.95), (0.12, glow, 0.55), (1, glow, 0), radial=low),
        _gradient("w", (0, bottom, 0.7), (0.35, middle, 0.35), (1, black, 0.35)),
        _gradient("v", (0, glow, 0.45), (0.5, glow, 0.05), (1, black, 0.5), radial=high),
        _gradient("c", (0, black, 0.4), (0.3, glow, 0.55), (1, black, 0.45), across=True),
        _gradient("n", (0, "#060a16", 1), (0.6, "#14284a", 1), (1, "#3c5a80", 1)),
        _gradient("m", (0, "#cfd8ff", 0), (0.5, "#cfd8ff", 0.22), (1, "#cfd8ff", 0)),
        _gradient("p", (0, "#f6e3c0", 1), (0.6, "#b98a5a", 1), (1, "#2a1c1a", 1), radial='cx=".3" cy=".3"'),
        _gradient("d", (0, "#f0ead8", 1), (0.55, "#8d93a0", 1), (1, "#2b3342", 1), across=True),
        _gradient("b", (0, white, 0.55), (1, white, 0)),
        _gradient("f", (0, "#fffbe8", 0.5), (1, "#fffbe8", 0), radial='r=".5"'),
        _gradient("e", (0.55, black, 0), (1, black, 0.42), radial='cx=".5" cy=".45" r=".75"'),
    ]


def draw(section: str, words: str, key: str) -> bytes:
    """Return an SVG file: a scene that suits ``words``, or else ``section``; ``key`` decides the details."""
    rng = Random(key)
    light = rng.choice(LIGHTS)
    gradients = _gradients(light, rng.uniform(0.15, 0.85))
    picture = (
        rect(0, 0, WIDTH, HEIGHT, "url(#s)")
        + rect(0, 0, WIDTH, HEIGHT, "url(#g)")
        + choose(section, words)(rng, light)
        + rect(0, 0, WIDTH, HEIGHT, "url(#e)")
    )
    used = set(re.findall(r"url\(#(\w)\)", picture))
    defs = "".join(text for text in gradients if text.split('"')[1] in used)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><defs>{defs}</defs>{picture}</svg>'
    ).encode()
