"""The scenes of the drawn pictures, one for each section.

A scene is painted over a sky and may fill shapes with the gradients that ``copydesk.demo.art`` defines.
"""

import re
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
        sky += (
            f'<circle cx="{(x + 560) % 1000 + 100:.0f}" cy="170" r="{rng.randint(40, 84)}" fill="url(#p)"/>'
        )
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


def _hills(rng: Random, light: Light) -> str:
    """Open country: ridge behind ridge, with firs on the nearest."""
    firs = ""
    for _ in range(rng.randint(16, 30)):
        x, h = rng.gauss(rng.choice((150, 1050)), 130), rng.uniform(60, 190)
        y = rng.uniform(600, 660)
        firs += f"M{x:.0f} {y - h:.0f}l{h * 0.2:.0f} {h:.0f}h{-h * 0.4:.0f}z"
    snow = rng.random() < 0.5
    peaks = "".join(
        f"M{x - w:.0f} 520L{x:.0f} {520 - h:.0f}L{x + w:.0f} 520Z"
        for x, w, h in (
            (rng.uniform(0, WIDTH), rng.uniform(220, 380), rng.uniform(180, 330)) for _ in range(4)
        )
    )
    return (
        f'<path d="{peaks}" fill="{"#eef2f5" if snow else light.far}" opacity=".{7 if snow else 6}"/>'
        + ridge(rng, 440, 46, light.far, 6)
        + rect(0, 380, WIDTH, 160, light.glow, 0.14)
        + ridge(rng, 520, 40, light.middle, 7)
        + rect(0, 470, WIDTH, 130, light.glow, 0.07)
        + ridge(rng, 610, 26, light.near, 5)
        + f'<path d="{firs}" fill="{light.near}"/>'
    )


def _sails(rng: Random, light: Light) -> str:
    """A regatta: sails on open water."""
    boats = ""
    for n in range(rng.randint(5, 8)):
        x, s = n * 170 + rng.uniform(0, 90), rng.uniform(0.35, 0.8) * (1.5 if n % 3 == 0 else 1)
        sail = rng.choice(("#fbf7ee", "#fbf7ee", "#f1e3c8", "#b5452c", "#e2a33b"))
        place = f"translate({x:.0f} {452 + s * 46:.0f}) scale({s:.2f}) rotate({rng.randint(-7, 9)})"
        boats += (
            f'<g transform="{place}">'
            f'<path d="M0-26V-290Q120-130 128-26ZM-8-26V-250Q-70-110-84-26Z" fill="{sail}"/>'
            f'<path d="M0-26V-290L20-26Z" fill="#000" opacity=".18"/>'
            f'<path d="M-96-18H136L104 12H-66Z" fill="{light.near}"/></g>'
        )
    return ridge(rng, 432, 22, light.far) + water(rng, 446, light, rng.uniform(200, 1000)) + boats


def _street(rng: Random, light: Light) -> str:
    """A street of gabled houses with lit windows, and tram wires over wet stones."""
    houses, x = "", -30.0
    dark = light is not LIGHTS[2]
    while x < WIDTH:
        w, h = rng.randrange(120, 210, 30), rng.uniform(200, 330)
        wall = rng.choice((light.middle, light.far, "#7a4a3a", "#8a6b4a", "#5a6470", "#a08a6a"))
        top = 520 - h
        gable = f"L{x + w / 2:.0f} {top - 70:.0f}" if rng.random() < 0.6 else f"V{top - 26:.0f}H{x + w:.0f}"
        panes = "".join(
            f"M{x + px} {top + py:.0f}h16v28h-16z"
            for px in range(18, w - 20, 36)
            for py in range(18, int(h) - 84, 56)
            if rng.random() < (0.6 if dark else 1)
        )
        houses += (
            f'<path d="M{x:.0f} 520V{top:.0f}{gable}L{x + w:.0f} {top:.0f}V520Z" fill="{wall}"/>'
            f'<path d="{panes}" fill="{light.lamp if dark else light.near}" opacity=".{85 if dark else 55}"/>'
            + rect(x + 14, 462, w - 28, 58, light.near, 0.6)
        )
        x += w
    wires = f'<path d="M0 150Q600 230 1200 140M0 190Q600 250 1200 185" stroke="{light.near}" fill="none"/>'
    road = rect(0, 516, WIDTH, 160, light.near) + rect(0, 516, WIDTH, 160, "url(#w)")
    rails = '<path d="M470 675L566 516M730 675L634 516" stroke="#fff" stroke-width="4" opacity=".35"/>'
    return (
        houses + rect(0, 0, WIDTH, 520, "url(#v)") + wires + road + rails + people(rng, 600, 5, 84, "#0d0f15")
    )


Scene = Callable[[Random, Light], str]
BY_SECTION: Final[dict[str, Scene]] = {
    "politics": _hall,
    "world": _skyline,
    "business": _harbour,
    "security": _sea,
    "science": _night,
    "culture": _stage,
    "sport": _ground,
    "press": _papers,
}
BY_WORD: Final[dict[str, Scene]] = {
    "sail|sails|yacht|crews": _sails,
    "grain|crane|cranes|turbines|plant": _harbour,
    "ship|boat|trawler|harbour|sea|motorboat|ferry|divers": _sea,
    "stage|pianist|orchestra|singer|choir|lights": _stage,
    "dome|star|mirror|dishes|observatory|aerial": _night,
    "kiosk|newspapers|book|ticket|document|letters": _papers,
    "tram|street|house|store|shop|clock|school|tower|stalls": _street,
    "snow|snowy|mountainside|hills|valley|meadow|rocks|river|mud|trail|orchard|trees|coastline": _hills,
    "microphones|signs|table|desk|steps|staircase|chair|hall|suit|voters": _hall,
    "bridge|building|city|waterfront": _skyline,
}


def choose(section: str, words: str) -> Scene:
    """Return the scene that suits a description of a photograph, else the one of its section."""
    told = set(re.findall(r"\w+", words.lower()))
    return next((scene for key, scene in BY_WORD.items() if told & set(key.split("|"))), BY_SECTION[section])
