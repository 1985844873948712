"""The scenes of the drawn pictures, one for each section.

A scene is painted over a sky and may fill shapes with the gradients that ``copydesk.demo.art`` defines.
"""

from collections.abc import Callable
from random import Random
from typing import Final

from copydesk.demo.shapes import HEIGHT, LIGHTS, WIDTH, Light, people, rect, ridge, towers, water


def _hall(rng: Random, light: Light) -> str:
    """Politics: a colonnade or a row of flags behind a lectern."""
    wall = rect(0, 0, WIDTH, HEIGHT, light.far) + rect(0, 0, WIDTH, HEIGHT, "url(#v)")
    number = rng.randint(5, 8)
    step = WIDTH / number
    columns = "".join(
        rect(n * step + step * 0.3, 70, step * 0.36, 430, "url(#c)")
        + rect(n * step + step * 0.24, 52, step * 0.48, 20, light.near, 0.5)
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
            + rect(x - 4, 190, 5, 400, "#d8c38a")
        )
    floor = rect(0, 520, WIDTH, 155, light.near) + rect(0, 520, WIDTH, 155, "url(#w)")
    return wall + columns + flags + floor + people(rng, 640, rng.randint(6, 10), 120, "#0d0f15")


def _skyline(rng: Random, light: Light) -> str:
    """World: a city over water."""
    sun = rng.uniform(250, 950)
    lit = 0.9 if light in (LIGHTS[0], LIGHTS[1], LIGHTS[3]) else 0.15
    return (
        ridge(rng, 400, 50, light.far)
        + towers(rng, 470, 250, light, light.far, lit / 3)
        + towers(rng, 490, 170, light, light.middle, lit)
        + water(rng, 488, light, sun)
        + ridge(rng, 650, 18, light.near, 4)
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
                boxes += rect(n * 78 - 20, 528 - row * 40, 75, 38, hue)
    return (
        ridge(rng, 440, 30, light.far)
        + cranes
        + boxes
        + rect(0, 440, WIDTH, 130, light.near, 0.34)
        + water(rng, 566, light, rng.uniform(300, 900))
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
        ridge(rng, 440, 18, light.far)
        + water(rng, 450, light, rng.uniform(200, 1000))
        + ship
        + ridge(rng, 668, 14, light.near, 5)
    )


def _night(rng: Random, light: Light) -> str:
    """Science: a dome or a dish under the stars."""
    stars = "".join(
        f"M{rng.uniform(0, WIDTH):.0f} {rng.uniform(0, 460):.0f}h{rng.choice((1.4, 1.4, 2, 3.2))}"
        for _ in range(130)
    )
    x = rng.uniform(330, 820)
    planet = rng.random() < 0.4
    sky = rect(0, 0, WIDTH, HEIGHT, "url(#n)")
    sky += f'<path d="{stars}" stroke="#fff" stroke-width="2.2" stroke-linecap="round" opacity=".8"/>'
    sky += '<path d="M-80 520L1180-80 1320 60 60 660Z" fill="url(#m)" opacity=".5"/>'
    if planet:
        sky += f'<circle cx="{x:.0f}" cy="210" r="120" fill="url(#p)"/>'
    dome = (
        f'<path d="M{x - 130:.0f} 560V470a130 130 0 0 1 260 0V560Z" fill="url(#d)"/>'
        f'<path d="M{x - 6:.0f} 342h44V470h-44Z" fill="#0a0d14"/>'
        f'<path d="M{x - 150:.0f} 464h300v14h-300z" fill="#0f1520"/>'
    )
    return sky + ridge(rng, 500, 40, "#16202f") + dome + ridge(rng, 580, 26, "#070a10")


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
        rect(0, 0, WIDTH, HEIGHT, "#120c16")
        + f'<ellipse cx="600" cy="520" rx="620" ry="260" fill="{hue}" opacity=".38"/>'
        + f'<g fill="{hue}" color="{hue}">{beams}</g>'
        + rect(0, 470, WIDTH, 80, "#05040a", 0.55)
        + people(rng, 500, rng.randint(3, 7), 92, "#0b0710")
        + people(rng, 660, 13, 120, "#040307")
    )


def _ground(rng: Random, light: Light) -> str:
    """Sport: a ground under floodlights."""
    masts = ""
    for x in (rng.uniform(90, 260), rng.uniform(940, 1110)):
        masts += rect(x - 4, 120, 8, 330, light.near) + rect(x - 62, 78, 124, 52, light.near)
        masts += "".join(
            f'<circle cx="{x - 46 + n % 4 * 31:.0f}" cy="{92 + n // 4 * 24}" r="9" fill="#fffbe8"/>'
            for n in range(8)
        )
        masts += f'<circle cx="{x:.0f}" cy="104" r="240" fill="url(#f)"/>'
    crowd = "".join(
        f"M{rng.uniform(0, WIDTH):.0f} {rng.uniform(350, 440):.0f}h{rng.choice((4, 5, 6))}"
        for _ in range(170)
    )
    stripes = "".join(
        f'<path d="M{600 + (n - 6) * 62} 452L{600 + (n - 6) * 250} 675h250L{600 + (n - 5) * 62} 452Z" '
        f'fill="{"#2f6b3d" if n % 2 else "#397a48"}"/>'
        for n in range(12)
    )
    return (
        rect(0, 330, WIDTH, 125, light.near)
        + f'<path d="{crowd}" stroke="{light.far}" stroke-width="5" opacity=".9"/>'
        + stripes
        + '<ellipse cx="600" cy="560" rx="250" ry="52" fill="none" stroke="#fff" stroke-width="5"/>'
        + '<path d="M600 452V675" stroke="#fff" stroke-width="5" opacity=".6"/>'
        + masts
        + people(rng, 610, rng.randint(4, 7), 70, "#101418")
    )


def _papers(rng: Random, light: Light) -> str:
    """Press: newspapers on a table."""
    sheets = ""
    for n in range(4):
        x, y, turn = rng.uniform(60, 760), rng.uniform(90, 330), rng.uniform(-13, 13)
        columns = "".join(
            f"M{24 + c * 92} {y0}h{rng.choice((78, 78, 70, 52))}"
            for c in range(4)
            for y0 in range(150, 420, 17)
        )
        sheets += (
            f'<g transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})">'
            f"{rect(8, 12, 400, 470, '#000', 0.3)}"
            f"{rect(0, 0, 400, 470, ('#efe9dc', '#f5f1e8', '#e6dfcf')[n % 3])}"
            f"{rect(24, 26, rng.uniform(200, 352), 34, '#2a2622')}{rect(24, 76, 352, 5, '#2a2622', 0.6)}"
            f"{rect(208, 96, 168, 120, light.middle)}{rect(24, 96, 160, 16, '#4a443c')}"
            f'<path d="{columns}" stroke="#7d766a" stroke-width="5"/></g>'
        )
    return rect(0, 0, WIDTH, HEIGHT, "#3a2c21") + rect(0, 0, WIDTH, HEIGHT, "url(#v)") + sheets


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
