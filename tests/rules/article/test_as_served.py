"""The article held against the server's HTML: each row is what the server sent for one and the same page."""

from __future__ import annotations

import pytest

from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.site.model import Element
from tests.pages import capture_of
from tests.rules.cases import ARTICLE, ELEMENTS, MOMENT, findings

SITE = ARTICLE.__class__(
    **{
        **{name: getattr(ARTICLE, name) for name in ARTICLE.__struct_fields__},
        "elements": {"article": {**ELEMENTS, "dateline": Element(selector=".dateline")}},
    }
)
FIRST = "The harbour of Kestrel Bay opened again on Tuesday after nine days, its office said."
SECOND = "Ships that had waited at anchor left for the open sea before noon, one after another."
THIRD = "Fishermen said that they would go out again once the swell had gone down for good."
PAGE = """<html lang="en"><body><p><a class="section" href="/world">World</a></p><h1>Harbour reopens</h1>
<p class="lead">Ships left before noon.</p>
<time class="published" datetime="2026-03-31T08:47:00+03:00">March 31, 08:47</time>
<time class="updated">2 hours ago</time><p class="page-count">2 pages</p>
<div class="body wide"><p><span class="dateline">HOLLIN, March 31. /LANTERN/.</span> {0}</p>
<p>{1}</p><p>{2}</p>
<aside><p>Read also what fishermen, pilots and harbour masters said of it all last week.</p></aside></div>"""
LEAD = "Ships left before noon."
FOURTH = "The port is 300 years old, as a tablet on its wall says."
SHOWN = PAGE.format(FIRST, SECOND, THIRD)


def visited(sent: str, shown: str = SHOWN) -> Page:
    """The page with `shown` in the browser, for which the server had sent `sent`."""
    capture: Capture = capture_of(shown, elements=SITE.elements_of("article"), moment=MOMENT)
    capture.html, capture.time_zone = sent, SITE.time_zone
    page = Page(capture, SITE)
    page.record = read(page)
    return page


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        (
            "headline/changed-by-script",
            SHOWN.replace("Harbour reopens", "Harbour stays shut"),
            SHOWN.replace("Harbour reopens", "Har\xadbour  reopens"),
        ),
        (
            "lead/changed-by-script",
            SHOWN.replace(LEAD, "Pilots wait for another day."),
            SHOWN.replace(LEAD, "{{article.lead}}"),
        ),
        ("lead/changed-by-script", SHOWN.replace("left", "sail"), SHOWN.replace(LEAD, "")),
        (
            "section/changed-by-script",
            SHOWN.replace(">World", ">Sport"),
            SHOWN.replace('"/world">World', '"/world" ng-if="a.world">Sport'),
        ),
        (
            "dateline/changed-by-script",
            SHOWN.replace("March 31. /L", "March 30. /L"),
            SHOWN.replace("HOLLIN, March", "Hollin,  March"),
        ),
        ("page-count/changed-by-script", SHOWN.replace("2 pages", "3 pages"), SHOWN),
        (
            "published/changed-by-script",
            SHOWN.replace("March 31, 08:47", "March 31, 05:47"),
            SHOWN.replace("March 31, 08:47", "March 31, 05:47 UTC"),
        ),
        (
            "published/changed-by-script",
            SHOWN.replace("March 31, 08:47", "March 30, 23:47"),
            SHOWN.replace("March 31, 08:47", "an hour ago"),
        ),
        (
            "updated/changed-by-script",
            SHOWN.replace("2 hours ago", "5 hours ago"),
            SHOWN.replace("2 hours ago", "an hour ago"),
        ),
        (
            "body/not-as-served",
            PAGE.format(FIRST, SECOND, THIRD + "</p><p>" + FOURTH),
            PAGE.format(FIRST, SECOND, THIRD + "</p><p>" + "Why?"),
        ),
        (
            "body/not-as-served",
            PAGE.format(FIRST, THIRD, SECOND),
            PAGE.format(FIRST, SECOND.replace("-", "‑"), THIRD).replace(
                "</aside>",
                "</aside><blockquote><p>A post that somebody took back since it was quoted.</p>"
                "</blockquote><p v-if='free'>What subscribers read, and nobody else does, on this page.</p>",
            ),
        ),
        (
            "body/not-as-served",
            PAGE.format(FIRST, SECOND, THIRD.replace("gone down", "died away")),
            "<html><body><div id='app'></div><script>render()</script>",
        ),
    ],
)
def test_what_a_script_has_changed(rule: str, broken: str, healthy: str) -> None:
    assert findings(rule, visited(broken))
    assert not findings(rule, visited(healthy))


def test_text_for_subscribers_is_taken_away_on_purpose() -> None:
    shown = PAGE.format(FIRST, "", "").replace("</aside>", '</aside><div class="paywall">Subscribe</div>')
    assert not findings("body/not-as-served", visited(SHOWN, shown))
    assert findings("body/not-as-served", visited(SHOWN, shown.replace("paywall", "box")))


def test_a_page_from_an_archive_is_not_held_to_its_source() -> None:
    page = visited(SHOWN.replace("reopens", "stays shut"))
    page.capture.offline = True
    assert not findings("headline/changed-by-script", page)


def test_a_source_without_end_is_left_alone() -> None:
    page = visited(SHOWN.replace("reopens", "stays shut") + "<i>" * 900_000)
    assert not findings("headline/changed-by-script", page)


def test_names_that_scripts_add_do_not_hide_an_element() -> None:
    shown = SHOWN.replace('class="lead"', 'class="lead ng-scope"')
    assert findings("lead/changed-by-script", visited(SHOWN.replace("left", "sail"), shown))
