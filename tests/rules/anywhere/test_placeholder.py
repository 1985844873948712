"""Placeholder values: found where a value should stand, never as words of prose."""

from __future__ import annotations

import pytest

from copydesk.site.model import Site
from tests.rules.cases import Case, findings, judge, named, page

GERMAN = Site(language="de")
PROSE = """<h2>What NaN means</h2><p>The fare became NaN, the booking system read it as null, and the display
on board showed undefined as the next port of call, the auditors said.</p>"""

CASES = [
    Case("placeholder/text", "<p>undefined</p>", PROSE),
    Case("placeholder/text", "<p>By undefined</p>", "<h1>Null Island turns ten</h1>"),
    Case("placeholder/text", "<p>NaN comments</p>", "<p>A <em>null</em> result is a result, they said.</p>"),
    Case("placeholder/text", "<p>February NaN, NaN:NaN</p>", "<p>February 7, 17:49</p>"),
    Case(
        "placeholder/text",
        "<p>Invalid Date, today</p>",
        '<p>More on <a href="/nan">NaN</a>, and what it is.</p>',
    ),
    Case("placeholder/text", '<p>By <a href="/x">undefined</a>, Hollin</p>', "<p>By Christopher Null</p>"),
    Case(
        "placeholder/epoch", "<h3>January 1, 1970, yesterday</h3>", "<h3>January 2, 1970, a day of fog</h3>"
    ),
    Case("placeholder/text", "<p>[object Object]</p>", "<p>It prints <code>[object Object]</code>.</p>"),
    Case(
        "placeholder/text",
        "<p><time>Invalid Date</time></p>",
        "<p>Why “Invalid Date” is on your screen today</p>",
    ),
    Case("placeholder/text", '<p>Text by <b class="author">null</b>, on the quay of the old town</p>', PROSE),
    Case("placeholder/text", "<p>undefined</p>", "<p>null</p>", GERMAN),
    Case(
        "placeholder/epoch",
        "<p>January 1, 1970, 03:00</p>",
        "<p>She was born on January 1, 1970, in Hollin.</p>",
    ),
    Case(
        "placeholder/epoch",
        '<time datetime="1970-01-01T00:00:00Z">long ago</time>',
        '<time datetime="1970-01-01">New Year</time>',
    ),
    Case("placeholder/url", '<a href="/person/undefined">Marsh</a>', '<a href="/tag/null-tolerance">Tag</a>'),
    Case("placeholder/url", '<a href="/s/[object%20Object]">Marsh</a>', '<a href="/tag/null">null</a>'),
    Case(
        "placeholder/url", '<a href="/news?id=NaN">Marsh</a>', '<a href="/news?campaign=undefined">Marsh</a>'
    ),
    Case(
        "placeholder/attribute",
        '<img src="/a.jpg" alt="undefined">',
        '<img src="/a.jpg" alt="Null Island, on a map">',
    ),
    Case(
        "placeholder/head", "<title>undefined - News</title>", "<title>What NaN and null mean - News</title>"
    ),
    Case(
        "placeholder/head",
        '<script type="application/ld+json">{"author": {"name": "undefined"}}</script>',
        '<script type="application/ld+json">{"author": {"name": null}}</script>',
    ),
    Case(
        "placeholder/lorem-ipsum",
        "<p>Lorem ipsum dolor sit amet</p>",
        "<p>It is “Lorem ipsum dolor sit amet”.</p>",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_null_is_a_placeholder_where_it_is_no_word() -> None:
    assert findings("placeholder/text", page("<p>null</p>"))
