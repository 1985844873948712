"""Pictures drawn by code: each article's photographs, the same at every start.

A picture is a scene (a skyline, a harbour, a stage …) in one light of the day, composed of a few layers of
gradients and silhouettes in 1200 × 675 units.
"""

from collections.abc import Callable
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


def _gradient(name: str, stops: tuple[tuple[float, str, float], ...], *, radial: str = "") -> str:
    inner = "".join(f'<stop offset="{o}" stop-color="{c}" stop-opacity="{a}"/>' for o, c, a in stops)
    if radial:
        return f'<radialGradient id="{name}" {radial}>{inner}</radialGradient>'
    return f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">{inner}</linearGradient>'


def _rect(x: float, y: float, w: float, h: float, fill: str, opacity: float = 1) -> str:
    dim = "" if opacity == 1 else f' opacity="{opacity:.2f}"'
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}" fill="{fill}"{dim}/>'


def _ridge(rng: Random, base: float, rough: float, fill: str, steps: int = 9) -> str:
    """A hilly silhouette from the left edge to the right, filled down to the bottom."""
    points = [base + rng.uniform(-rough, rough) for _ in range(steps + 1)]
    width = WIDTH / steps
    path = f"M0 {HEIGHT}V{points[0]:.0f}"
    for n in range(steps):
        x, (a, b) = n * width, points[n : n + 2]
        path += f"C{x + width / 2:.0f} {a:.0f} {x + width / 2:.0f} {b:.0f} {x + width:.0f} {b:.0f}"
    return f'<path d="{path}V{HEIGHT}Z" fill="{fill}"/>'


def _towers(rng: Random, base: float, tall: float, light: Light, fill: str, lit: float) -> str:
    """A row of buildings standing on ``base``, with a share ``lit`` of their windows alight."""
    path, windows, x = "", "", -20.0
    while x < WIDTH:
        w, h = rng.uniform(38, 96), rng.uniform(0.25, 1) ** 1.6 * tall
        path += f"M{x:.0f} {HEIGHT}V{base - h:.0f}h{w:.0f}V{HEIGHT}Z"
        for _ in range(int(h / 34 * lit * 3)):
            wx, wy = x + rng.randrange(6, max(7, int(w) - 8), 9), base - rng.uniform(8, max(9, h - 12))
            windows += f"M{wx:.0f} {wy:.0f}h4v6h-4z"
        x += w + rng.choice((0, 0, 4, 14))
    return f'<path d="{path}" fill="{fill}"/><path d="{windows}" fill="{light.lamp}" opacity=".75"/>'


def _water(rng: Random, top: float, light: Light, sun: float) -> str:
    glints = "".join(
        f"M{sun + rng.gauss(0, 20 + (y - top) * 0.5):.0f} {y:.0f}h{rng.uniform(14, 70):.0f}"
        for y in (top + 4 + (HEIGHT - top) * (n / 34) ** 1.5 for n in range(34))
    )
    return (
        _rect(0, top, WIDTH, HEIGHT - top, light.middle)
        + _rect(0, top, WIDTH, HEIGHT - top, "url(#w)")
        + f'<path d="{glints}" stroke="{light.glow}" stroke-width="2.4" opacity=".55" stroke-linecap="round"/>'
    )


def _people(rng: Random, base: float, number: int, size: float, fill: str) -> str:
    path = ""
    for n in range(number):
        s = size * rng.uniform(0.85, 1.15)
        x = WIDTH * (n + rng.uniform(0.2, 0.8)) / number
        y = base + rng.uniform(0, size * 0.35)
        path += (
            f"M{x - s * 0.16:.0f} {y - s:.0f}a{s * 0.16:.0f} {s * 0.19:.0f} 0 1 1 {s * 0.32:.0f} 0"
            f"a{s * 0.16:.0f} {s * 0.19:.0f} 0 1 1 {-s * 0.32:.0f} 0"
            f"M{x - s * 0.42:.0f} {HEIGHT}V{y - s * 0.42:.0f}q0 {-s * 0.3:.0f} {s * 0.42:.0f} {-s * 0.34:.0f}"
            f"q{s * 0.42:.0f} {s * 0.04:.0f} {s * 0.42:.0f} {s * 0.34:.0f}V{HEIGHT}Z"
        )
    return f'<path d="{path}" fill="{fill}"/>'


def _hall(rng: Random, light: Light) -> str:
    """Politics: a colonnade or a row of flags behind a lectern."""
    wall = _rect(0, 0, WIDTH, HEIGHT, light.far) + _rect(0, 0, WIDTH, HEIGHT, "url(#v)")
    number = rng.randint(5, 8)
    step = WIDTH / number
    columns = "".join(
        _rect(n * step + step * 0.3, 70, step * 0.36, 430, "url(#c)")
        + _rect(n * step + step * 0.24, 52, step * 0.48, 20, light.near, 0.5)
        for n in range(number)
    )
    hues = [rng.choice(("#8f2d2d", "#b98a2f", "#2f5b7d", "#3d6b4f", "#d9d2c0", "#543a6b")) for _ in range(6)]
    flags = ""
    start = rng.choice((140, 640))
    for n, hue in enumerate(hues[: rng.randint(3, 6)]):
        x = start + n * 78
        flags += (
            f'<path d="M{x} 210q38 26 58 4l-10 236q-24 24-48 0z" fill="{hue}"/>'
            f'<path d="M{x} 210q14 12 28 14l-8 240q-10-2-20-14z" fill="#000" opacity=".22"/>'
            + _rect(x - 4, 190, 5, 400, "#d8c38a")
        )
    floor = _rect(0, 520, WIDTH, 155, light.near) + _rect(0, 520, WIDTH, 155, "url(#w)")
    return wall + columns + flags + floor + _people(rng, 640, rng.randint(6, 10), 120, "#0d0f15")


def _skyline(rng: Random, light: Light) -> str:
    """World: a city over water."""
    sun = rng.uniform(250, 950)
    lit = 0.9 if light in (LIGHTS[0], LIGHTS[1], LIGHTS[3]) else 0.15
    return (
        _ridge(rng, 400, 50, light.far)
        + _towers(rng, 470, 250, light, light.far, lit / 3)
        + _towers(rng, 490, 170, light, light.middle, lit)
        + _water(rng, 488, light, sun)
        + _ridge(rng, 650, 18, light.near, 4)
    )


def _harbour(rng: Random, light: Light) -> str:
    """Business: cranes and containers, or a plant with chimneys."""
    cranes = ""
    for n in range(rng.randint(2, 4)):
        x, s = 120 + n * 290 + rng.uniform(-50, 50), rng.uniform(0.75, 1.1)
        cranes += (
            f'<g transform="translate({x:.0f} 520) scale({s:.2f})" stroke="{light.near}" stroke-width="9" '
            f'fill="none"><path d="M0 0V-260L60-330 120-260V0M0-140H120M0-260 120-140M120-260 0-140"/>'
            f'<path d="M-190-262H250M60-330-150-262M60-330 220-262M-140-262V-170" stroke-width="6"/></g>'
        )
    boxes = ""
    for row in range(3):
        for n in range(16):
            if rng.random() < 0.9 - row * 0.24:
                hue = rng.choice(("#a4502f", "#2f5f74", "#8a8577", "#b98a2f", "#4b5d45", "#6c3440"))
                boxes += _rect(n * 78 - 20, 528 - row * 40, 75, 38, hue)
    return (
        _ridge(rng, 440, 30, light.far)
        + cranes
        + boxes
        + _rect(0, 440, WIDTH, 130, light.near, 0.34)
        + _water(rng, 566, light, rng.uniform(300, 900))
    )


def _sea(rng: Random, light: Light) -> str:
    """Security: a grey ship on the horizon."""
    x, s = rng.uniform(200, 480), rng.uniform(0.9, 1.35)
    ship = (
        f'<g transform="translate({x:.0f} 452) scale({s:.2f})" fill="{light.near}">'
        '<path d="M0 0H470L505-46H330V-92H292L286-130H262V-178H256V-130H214L204-92H168V-62H96L84-44H-14Z"/>'
        '<path d="M258-178V-214M232-190H284M246-204H272" stroke-width="4" stroke="'
        f'{light.near}"/><path d="M6 0H466L462 12H14Z" fill="{light.glow}" opacity=".25"/></g>'
    )
    return (
        _ridge(rng, 440, 18, light.far)
        + _water(rng, 450, light, rng.uniform(200, 1000))
        + ship
        + _ridge(rng, 668, 14, light.near, 5)
    )


def _night(rng: Random, light: Light) -> str:
    """Science: a dome or a dish under the stars."""
    stars = "".join(
        f"M{rng.uniform(0, WIDTH):.0f} {rng.uniform(0, 460):.0f}h{rng.choice((1.4, 1.4, 2, 3.2))}" for _ in range(130)
    )
    x = rng.uniform(330, 820)
    planet = rng.random() < 0.4
    sky = _rect(0, 0, WIDTH, HEIGHT, "url(#n)")
    sky += f'<path d="{stars}" stroke="#fff" stroke-width="2.2" stroke-linecap="round" opacity=".8"/>'
    sky += f'<path d="M-80 520L1180-80 1320 60 60 660Z" fill="url(#m)" opacity=".5"/>'
    if planet:
        sky += f'<circle cx="{x:.0f}" cy="210" r="120" fill="url(#p)"/>'
    dome = (
        f'<path d="M{x - 130:.0f} 560V470a130 130 0 0 1 260 0V560Z" fill="url(#d)"/>'
        f'<path d="M{x - 6:.0f} 342h44V470h-44Z" fill="#0a0d14"/>'
        f'<path d="M{x - 150:.0f} 464h300v14h-300z" fill="#0f1520"/>'
    )
    return sky + _ridge(rng, 500, 40, "#16202f") + dome + _ridge(rng, 580, 26, "#070a10")


def _stage(rng: Random, light: Light) -> str:
    """Culture: stage lights over an audience."""
    hue = rng.choice(("#e08a3c", "#c94f6d", "#4f7fc9", "#8b5fbf", "#d8b04a"))
    beams = ""
    for n in range(rng.randint(4, 7)):
        top, foot = 90 + n * 180 + rng.uniform(-40, 40), rng.uniform(250, 950)
        beams += (
            f'<path d="M{top:.0f} 0L{foot - 120:.0f} 560H{foot + 120:.0f}Z" fill="url(#b)"/>'
            f'<circle cx="{top:.0f}" cy="6" r="15" fill="#fff"/>'
        )
    return (
        _rect(0, 0, WIDTH, HEIGHT, "#120c16")
        + f'<ellipse cx="600" cy="520" rx="620" ry="260" fill="{hue}" opacity=".38"/>'
        + f'<g fill="{hue}" color="{hue}">{beams}</g>'
        + _rect(0, 470, WIDTH, 80, "#05040a", 0.55)
        + _people(rng, 500, rng.randint(3, 7), 92, "#0b0710")
        + _people(rng, 660, 13, 120, "#040307")
    )


def _ground(rng: Random, light: Light) -> str:
    """Sport: a ground under floodlights."""
    masts = ""
    for x in (rng.uniform(90, 260), rng.uniform(940, 1110)):
        masts += _rect(x - 4, 120, 8, 330, light.near) + _rect(x - 62, 78, 124, 52, light.near)
        masts += "".join(
            f'<circle cx="{x - 46 + n % 4 * 31:.0f}" cy="{92 + n // 4 * 24}" r="9" fill="#fffbe8"/>' for n in range(8)
        )
        masts += f'<circle cx="{x:.0f}" cy="104" r="240" fill="url(#f)"/>'
    crowd = "".join(
        f"M{rng.uniform(0, WIDTH):.0f} {rng.uniform(350, 440):.0f}h{rng.choice((4, 5, 6))}" for _ in range(170)
    )
    stripes = "".join(
        f'<path d="M{600 + (n - 6) * 62} 452L{600 + (n - 6) * 250} 675h250L{600 + (n - 5) * 62} 452Z" '
        f'fill="{"#2f6b3d" if n % 2 else "#397a48"}"/>'
        for n in range(12)
    )
    return (
        _rect(0, 330, WIDTH, 125, light.near)
        + f'<path d="{crowd}" stroke="{light.far}" stroke-width="5" opacity=".9"/>'
        + stripes
        + '<ellipse cx="600" cy="560" rx="250" ry="52" fill="none" stroke="#fff" stroke-width="5" opacity=".7"/>'
        + '<path d="M600 452V675" stroke="#fff" stroke-width="5" opacity=".6"/>'
        + masts
        + _people(rng, 610, rng.randint(4, 7), 70, "#101418")
    )


def _papers(rng: Random, light: Light) -> str:
    """Press: newspapers on a table."""
    sheets = ""
    for n in range(4):
        x, y, turn = rng.uniform(60, 760), rng.uniform(90, 330), rng.uniform(-13, 13)
        columns = "".join(
            f"M{24 + c * 92} {y0}h{rng.choice((78, 78, 70, 52))}" for c in range(4) for y0 in range(150, 420, 17)
        )
        sheets += (
            f'<g transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})">'
            f'{_rect(8, 12, 400, 470, "#000", 0.3)}{_rect(0, 0, 400, 470, ("#efe9dc", "#f5f1e8", "#e6dfcf")[n % 3])}'
            f'{_rect(24, 26, rng.uniform(200, 352), 34, "#2a2622")}{_rect(24, 76, 352, 5, "#2a2622", 0.6)}'
            f'{_rect(208, 96, 168, 120, light.middle)}{_rect(24, 96, 160, 16, "#4a443c")}'
            f'<path d="{columns}" stroke="#7d766a" stroke-width="5"/></g>'
        )
    return _rect(0, 0, WIDTH, HEIGHT, "#3a2c21") + _rect(0, 0, WIDTH, HEIGHT, "url(#v)") + sheets


SCENES: Final[dict[str, Callable[[Random, Light], str]]] = {
    "politics": _hall,
    "world": _skyline,
    "business": _harbour,
    "security": _sea,
    "science": _night,
    "culture": _stage,
    "sport": _ground,
    "press": _papers,
}


def draw(section: str, key: str) -> bytes:
    """Return the picture that belongs to ``key``, an SVG file, in the kind of scene of ``section``."""
    rng = Random(key)
    scenes = (SCENES[section],) * 2 + (_skyline,) if section in ("politics", "security") else (SCENES[section],)
    light = rng.choice(LIGHTS)
    sun = rng.uniform(0.15, 0.85)
    scene = rng.choice(scenes)(rng, light)
    defs = (
        _gradient("s", ((0, light.sky[0], 1), (0.5, light.sky[1], 1), (0.78, light.sky[2], 1)))
        + _gradient("g", ((0, light.glow, 0.95), (0.12, light.glow, 0.55), (1, light.glow, 0)), radial=f'cx="{sun:.2f}" cy=".6" r=".5"')
        + _gradient("w", ((0, light.sky[2], 0.7), (0.35, light.sky[1], 0.35), (1, "#000", 0.35)))
        + _gradient("v", ((0, light.glow, 0.45), (0.5, light.glow, 0.05), (1, "#000", 0.5)), radial=f'cx="{sun:.2f}" cy=".1" r="1"')
        + '<linearGradient id="c"><stop offset="0" stop-color="#000" stop-opacity=".4"/>'
        + f'<stop offset=".3" stop-color="{light.glow}" stop-opacity=".55"/>'
        + '<stop offset="1" stop-color="#000" stop-opacity=".45"/></linearGradient>'
        + _gradient("n", ((0, "#060a16", 1), (0.6, "#14284a", 1), (1, "#3c5a80", 1)))
        + _gradient("m", ((0, "#cfd8ff", 0), (0.5, "#cfd8ff", 0.22), (1, "#cfd8ff", 0)))
        + _gradient("p", ((0, "#f6e3c0", 1), (0.6, "#b98a5a", 1), (1, "#2a1c1a", 1)), radial='cx=".3" cy=".3" r=".8"')
        + '<linearGradient id="d"><stop offset="0" stop-color="#f0ead8"/><stop offset=".55" stop-color="#8d93a0"/>'
        + '<stop offset="1" stop-color="#2b3342"/></linearGradient>'
        + '<linearGradient id="b" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".55"/>'
        + '<stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>'
        + _gradient("f", ((0, "#fffbe8", 0.5), (1, "#fffbe8", 0)), radial="")
        .replace("linearGradient", "radialGradient").replace(' x1="0" y1="0" x2="0" y2="1"', "")
        + _gradient("e", ((0.55, "#000", 0), (1, "#000", 0.42)), radial='cx=".5" cy=".45" r=".75"')
    )
    sky = _rect(0, 0, WIDTH, HEIGHT, "url(#s)") + _rect(0, 0, WIDTH, HEIGHT, "url(#g)")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="xMidYMid slice"><defs>{defs}</defs>{sky}{scene}'
        f"{_rect(0, 0, WIDTH, HEIGHT, 'url(#e)')}</svg>"
    ).encode()
