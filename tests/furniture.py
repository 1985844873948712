"""A site file for tests that names every element beside the article's text, and pages visited with it."""

from __future__ import annotations

from copydesk.page.capture import State
from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.site.model import Element, PageKind, Site
from copydesk.verdicts.check import run
from tests.pages import URL, capture_of, snapshot_of

MOMENT = "2026-03-31T10:15:00+03:00"
ZONE = "Europe/Helsinki"


def element(selector: str, *, required: bool = False, **parts: str) -> Element:
    """An element of the site file, with its parts by name."""
    return Element(selector=selector, required=required, parts=parts)


ELEMENTS = {
    "navigation": element("nav", item="a, b", current="[aria-current]"),
    "city": element(".city", button=".city-button", option=".city-option", current=".city-current"),
    "currency": element(
        ".currency",
        amount=".amount",
        **{"from": ".from"},
        to=".to",
        result=".result",
        rate=".rate",
        swap=".swap",
    ),
    "back-to-top": element(".up"),
    "feed-tabs": element(".feed-tabs", tab="button", active="[aria-selected=true]"),
    "filter": element(".filter", open=".open", option="label", apply=".apply", clear=".clear"),
    "search": element(".search"),
    "loading": element(".loading"),
    "load-more": element(".more"),
    "feed": element(".feed", item="li", link="a.story", time="time", section=".section"),
    "date-groups": element(".day", title="h3", item="li"),
    "section": element(".label"),
    "related": element(".related", item="li", more="button"),
    "most-read": element(".most-read", tab="button", active="[aria-selected=true]", item="li"),
    "ranks": element(".ranks", rank=".rank", link="a"),
    "top-stories": element(".top", heading="h2", item="li"),
    "partner-news": element(".partners", heading="h2", item="li"),
    "other-media": element(".media", heading="h2", item="li"),
    "photo": element(".photo", count=".count", image="img", heading="h2"),
    "infographics": element(".charts", count=".count", image="img", heading="h2"),
    "advertisement": element(".ad", label=".ad-label", slot=".ad-slot"),
    "persons": element(".persons", link="a"),
}


def visited(
    html: str,
    *,
    kind: PageKind = "feed",
    elements: dict[str, Element] | None = None,
    choose: list[str] | None = None,
    errors: dict[str, str] | None = None,
    url: str = URL,
    time_zone: str = ZONE,
    language: str = "en",
    offline: bool = False,
    **states: str,
) -> Page:
    """A page with its record read; `states` are the steps of its journeys (`load_more` for "load-more").

    `errors` are steps that could not be done, with the reason.
    """
    elements = ELEMENTS if elements is None else elements
    site = Site(elements={kind: elements}, time_zone=time_zone, language=language)
    capture = capture_of(html, kind=kind, url=url, elements=elements, moment=MOMENT, choose=choose)
    capture.time_zone, capture.offline = time_zone or "UTC", offline
    for name, markup in states.items():
        snapshot = snapshot_of(markup, url=url, elements=elements)
        capture.states.append(State(name=name.replace("__", ":").replace("_", "-"), snapshot=snapshot))
    for name, error in (errors or {}).items():
        capture.states.append(State(name=name, error=error))
    page = Page(capture, site)
    page.record = read(page)
    return page


def said(rule: str, page: Page) -> list[Finding]:
    """What a rule finds on a page."""
    return run(load_rules()[rule], page)[0]


def remarks(rule: str, page: Page) -> list[str]:
    """Why a rule found nothing to look at."""
    return run(load_rules()[rule], page)[1]


def story(name: str, time: str = "", section: str = "") -> str:
    """An item of a list: its headline is also its address; `time` is ISO 8601."""
    stamp = f'<time datetime="{time}">{time[11:16]}</time>' if time else ""
    label = f'<a class="section" href="/{section.lower()}">{section}</a>' if section else ""
    return f'<li>{stamp}<a class="story" href="/{name}">{name}</a>{label}</li>'


def feed(*stories: str, more: bool = True) -> str:
    """A list of stories, with the control to load more."""
    control = '<button class="more">More news</button>' if more else ""
    return f'<h2>News</h2><div class="feed"><ul>{"".join(stories)}</ul></div>{control}'


def day(title: str, *stories: str) -> str:
    """A day's stories."""
    return f'<section class="day"><h3>{title}</h3><ul>{"".join(stories)}</ul></section>'
