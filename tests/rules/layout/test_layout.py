"""The layout as a browser reckons it: pages with a defect, and pages that only look like it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from copydesk.browser.visit import Visitor
from copydesk.page.capture import CLIPS, FAINT, LIFTED, LOOSE, VISIBLE, Capture, Node, Snapshot
from copydesk.page.dom import Dom
from copydesk.page.layout import Layout
from copydesk.page.page import Page
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.site.model import Element, PageEntry, Site
from copydesk.verdicts.check import run
from tests.furniture import element, visited

SITE = Site(
    language="en",
    patience=5,
    elements={
        "article": {
            "headline": element("h1"),
            "lead": element(".lead", required=True),
            "persons": element(".persons", link="a"),
            "body": element("div.story"),
            "top-stories": element(".top", item="li"),
            "search": element(".search"),
            "photo": element(".photo"),
        }
    },
)
TEXT = "The harbour of Kestrel Bay opened again on Tuesday after nine days, the office of the port said. "
LEAD = '<p class="lead" style="{}">' + TEXT * 2 + "</p>"
PICTURE = (
    "<img class=photo alt='' width=400 height=200 style='display: block' src=\"data:image/svg+xml,"
    "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='200'>"
    "<rect width='400' height='200'/></svg>\">"
)
STORIES = ("Ships leave the bay", "Grain for the north", "Snow on the passes", "A bridge is closed")
TOP = (
    '<div class="top" style="{}"><ul style="margin: 0; padding: 0">'
    + "".join(f'<li class="story">{story}</li>' for story in STORIES)
    + "</ul></div>"
)
HEADLINE = '<h1 style="{}">Harbour reopens after nine days of storm</h1>'
OVER = "position: absolute; left: 0; width: 900px; background: white;"
NO_SLIDING = "<style>body { overflow-x: hidden }</style>"
FIXED = '<div style="position: fixed; {}: 0; height: 80px; width: 100%; background: grey"></div>'
FAR_DOWN = '<div style="height: 3000px"></div>'
BAND = f'<div style="{OVER} top: {{}}px; height: 90px; {{}}"></div>'
CENTRED = "position: relative; left: 50%; transform: translateX(-50%); width: 300px"
LABELLED = f'<a class="lead" href="/" style="font-size: 0">{TEXT}{PICTURE}</a>'
CLEARED = """<style>body::before { content: " "; display: table } .lead::after { content: " ›" }
body::after { content: ""; position: absolute; left: 5px; top: 0; width: 1px; height: 900px;
background: grey }
</style>"""
SHADED = "<style>.lead::before { content: ''; position: absolute; inset: 0; background: black }</style>"
ICON = '<a class="search" href="/s"><svg width="9" height="9"><path d="M0 0h9v9z"/></svg></a>'
BARE = '<a class="search" style="display: block; height: 20px" href="/s"></a>'
REMOVED = "<script>document.querySelector('.persons').remove()</script>"
LARGE = '<li class="story" style="font-size: 30px">'
DROP_CAP = (
    "<style>.cap { float: left; font-size: 90px; line-height: 45px; margin-right: 4px }</style>"
    f'<p class="lead"><span class="cap">T</span>{TEXT[1:] * 4}</p>'
)
CLOSED = """<script type="application/ld+json">{"@type": "NewsArticle", "hasPart":
{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".story"}}</script>"""
STORY = '<div class="story" style="height: 30px; overflow: hidden"><p>' + TEXT * 8 + "</p>{}</div>"
PERSONS = '<p class="persons">Persons: <a href="/p">A. Marsh</a></p>'

CASES = [
    (
        "layout/overlap",
        HEADLINE.format("height: 5px") + LEAD.format("margin: 0"),
        HEADLINE.format("") + LEAD.format(""),
    ),
    (
        "layout/overlap",
        LEAD.format("") + '<p style="position: absolute; top: 20px; left: 20px">Ships leave the bay</p>',
        LEAD.format("") + f'<p style="{OVER} top: 0">Ships leave the bay</p>',
    ),
    ("layout/overlap", LEAD.format("line-height: 0.4"), LEAD.format("line-height: 0.9")),
    ("layout/overlap", LEAD.format("line-height: 0.4"), HEADLINE.format("") + DROP_CAP),
    (
        "layout/sideways",
        TOP.format("width: 1500px"),
        f'<div style="overflow: auto"><div style="width: 3000px">{TEXT}</div></div>',
    ),
    (
        "layout/sideways",
        TOP.format("position: relative; left: 600px"),
        f'{NO_SLIDING}<div style="width: 1500px; height: 9px"></div>{TEXT}',
    ),
    (
        "layout/off-page",
        LEAD.format("margin-left: -90px"),
        LEAD.format("") + '<a style="position: absolute; left: -9999px">Skip to the news</a>',
    ),
    (
        "layout/off-page",
        NO_SLIDING + LEAD.format("width: 1500px"),
        f'<div style="overflow: hidden; width: 300px">{LEAD.format("width: 1500px; margin: 0 -90px")}</div>',
    ),
    (
        "layout/cut-off",
        LEAD.format("width: 400px; height: 28px; overflow: hidden"),
        LEAD.format("width: 400px; height: 28px; overflow: auto"),
    ),
    (
        "layout/cut-off",
        LEAD.format("width: 400px; white-space: nowrap; overflow: hidden"),
        LEAD.format("width: 400px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis"),
    ),
    (
        "layout/cut-off",
        TOP.format("height: 30px; overflow: hidden"),
        TOP.format("height: 30px; overflow: hidden") + "<button aria-expanded=false>Show all</button>",
    ),
    (
        "layout/cut-off",
        STORY.format(""),
        CLOSED + STORY.format(""),
    ),
    (
        "layout/cut-off",
        TOP.format("height: 45px; overflow: clip"),
        LEAD.format("")
        + '<div class="top" style="display: flex; overflow: hidden; width: 300px">'
        + "".join(f'<p style="flex: none; width: 200px">{story}</p>' for story in STORIES)
        + "</div>",
    ),
    ("layout/tiny-text", LEAD.format("font-size: 4px"), LEAD.format("font-size: 9px")),
    ("layout/invisible-text", LEAD.format("color: white"), LEAD.format("color: #767676")),
    ("layout/invisible-text", HEADLINE + LEAD.format("font-size: 0"), HEADLINE + LABELLED),
    ("layout/invisible-text", CLEARED + LEAD.format("color: white"), SHADED + LEAD.format("color: white")),
    (
        "layout/invisible-text",
        LEAD.format("color: oklch(1 0 0); background: color(srgb 1 1 1)"),
        LEAD.format("color: oklch(1 0 0); background: oklch(0.3 0.1 200)"),
    ),
    (
        "layout/invisible-text",
        LEAD.format("color: #222; background: #222"),
        LEAD.format("color: white; text-shadow: 0 0 3px black"),
    ),
    (
        "layout/invisible-text",
        f'<div style="background: black; color: #010101">{LEAD.format("")}</div>',
        LEAD.format("color: white; background: linear-gradient(black, grey)"),
    ),
    (
        "layout/invisible-text",
        PICTURE + LEAD.format("color: white"),
        PICTURE + LEAD.format("color: white; width: 390px; position: relative; top: -150px"),
    ),
    (
        "layout/invisible-text",
        PICTURE + LEAD.format("color: #ffffff"),
        SHADED + LEAD.format("color: white; position: relative"),
    ),
    ("layout/squeezed", LEAD.format("width: 12px"), LEAD.format("width: 180px")),
    (
        "layout/squeezed",
        LEAD.format("width: 40px; word-break: break-all"),
        '<p class="lead" style="width: 12px">7</p>',
    ),
    (
        "layout/displaced",
        HEADLINE.format("transform: translate(60px)") + LEAD.format(""),
        HEADLINE.format("transform: translate(2px, -3px)") + LEAD.format(""),
    ),
    (
        "layout/displaced",
        PICTURE + HEADLINE.format("position: relative; top: 60px") + LEAD.format(""),
        PICTURE + HEADLINE.format("position: relative; top: -60px; width: 380px") + LEAD.format(""),
    ),
    (
        "layout/displaced",
        TOP.format("position: relative; left: 300px; width: 200px") + LEAD.format(""),
        f'<div style="overflow: hidden">{TOP.format("position: relative; left: -300px; width: 900px")}</div>',
    ),
    (
        "layout/displaced",
        TOP.format("") + LEAD.format("position: relative; top: -40px"),
        LEAD.format(CENTRED) + TOP.format(""),
    ),
    ("layout/spills", TOP.format("height: 20px") + PICTURE, TOP.format("") + PICTURE),
    (
        "layout/spills",
        TOP.format("height: 20px") + LEAD.format(""),
        f'<div class="top" style="height: 20px; position: relative">Menu<ul style="{OVER}">'
        f"<li>Ships</li></ul></div>{LEAD.format('')}",
    ),
    (
        "layout/odd-one-out",
        TOP.format("").replace('<li class="story">A', f"{LARGE}A"),
        TOP.format("").replace('<li class="story">', LARGE, 1),
    ),
    (
        "lead/covered",
        FAR_DOWN + LEAD.format("") + BAND.format(3000, ""),
        FAR_DOWN + LEAD.format("") + BAND.format(3000, "background: rgb(0 0 0 / .3)"),
    ),
    (
        "lead/covered",
        BAND.format(0, "z-index: 1") + LEAD.format("position: relative"),
        BAND.format(0, "") + LEAD.format("position: relative"),
    ),
    (
        "lead/covered",
        LEAD.format("") + FIXED.format("top"),
        FAR_DOWN + LEAD.format("") + FIXED.format("bottom"),
    ),
    ("lead/hidden", LEAD.format("height: 0; overflow: hidden; margin: 0"), LEAD.format("overflow: hidden")),
    ("lead/hidden", LEAD.format("clip-path: inset(100%)"), LEAD.format("clip-path: inset(5px)")),
    (
        "lead/hidden",
        f'<div style="height: 0; overflow: hidden">{LEAD.format("")}</div>',
        f'<div style="height: 0">{LEAD.format("")}</div>',
    ),
    ("search/empty", BARE, ICON),
    ("search/empty", BARE, "<style>.search::before { content: '⌕' }</style>" + BARE),
    ("persons/missing", PERSONS + REMOVED, PERSONS),
    ("persons/missing", PERSONS + REMOVED, f"<template>{PERSONS}</template>"),
    ("persons/missing", PERSONS + REMOVED, PERSONS.replace("<p ", '<p v-if="persons" ') + REMOVED),
    (
        "persons/hidden",
        PERSONS + "<script>document.querySelector('.persons').style.display = 'none'</script>",
        "<style>.persons { display: none }</style>" + PERSONS,
    ),
]  # fmt: skip


class Pages(Visitor):
    """Visits the cases' pages, which the browser itself answers with."""

    def prepare(self, context: BrowserContext) -> None:
        context.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        number, _, which = route.request.url.rpartition("/")[2].partition("-")
        page = CASES[int(number)][1 if which == "broken" else 2] if number.isdigit() else ""
        # A style sheet of its own, so that it is no page whose style sheets have not come.
        body = f"<!doctype html><title>Page</title><style>body {{ font: 16px/1.4 sans-serif }}</style>{page}"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Pages]:
    """A browser that has the cases' pages."""
    with Pages(browser, SITE, base_url="http://news.example") as visitor:
        yield visitor


def found(visitor: Pages, rule: str, path: str) -> list[Finding]:
    """What a rule finds on a page."""
    capture: Capture = visitor.visit(PageEntry(name=path, kind="article", url=path))
    assert not capture.error
    return run(load_rules()[rule], Page(capture, SITE))[0]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)])
def test_caught_in_a_browser_and_let_pass(visitor: Pages, number: int) -> None:
    rule = CASES[number][0]
    assert found(visitor, rule, f"/{number}-broken"), "the broken page was let pass"
    passed = found(visitor, rule, f"/{number}-healthy")
    assert not passed, f"the healthy page was blamed: {passed[0].message} ({passed[0].actual})"


def test_a_page_without_its_style_sheets_says_nothing_of_its_layout() -> None:
    page = visited(LEAD.format("color: white"), kind="article", elements={"lead": Element(selector=".lead")})
    snapshot = page.dom.snapshot
    text = next(i for i, node in enumerate(snapshot.nodes) if node.tag == "#text" and node.text.strip())
    snapshot.nodes[text].flags |= FAINT
    snapshot.lines.append((text, 10, 10, 300, 20))
    rule = load_rules()["layout/invisible-text"]
    assert run(rule, page)[0]
    page.capture.offline = True
    assert not run(rule, page)[0]


def test_what_is_out_of_the_flow_is_cut_off_by_what_its_place_is_reckoned_from() -> None:
    nodes = [
        Node(-1, "html", flags=VISIBLE, box=(0, 0, 1000, 1000)),
        Node(0, "div", flags=VISIBLE | LIFTED, box=(0, 0, 1000, 500)),
        Node(1, "div", flags=VISIBLE | CLIPS, box=(0, 0, 1000, 50)),
        Node(2, "p", flags=VISIBLE, box=(0, 0, 1000, 100)),
        Node(2, "p", flags=VISIBLE | LOOSE, box=(0, 0, 1000, 100)),
    ]
    snapshot = Snapshot(
        url="/", title="", language="", base="/", viewport=(1000, 900), page=(1000, 1000), nodes=nodes
    )
    layout = Layout(Dom(snapshot))
    assert layout.clips[3] == (0, 0, 1000, 50)
    assert layout.clips[4] is None
