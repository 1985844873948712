"""A record holds what a page tells crawlers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading.head import LENGTH, LINES, read_head
from copydesk.records.head import Head
from tests.pages import page_of


def head(html: str) -> Head:
    """What the head of a page with this in it says."""
    return read_head(page_of(f"<html><head>{html}</head><body><p>x</p></body></html>").dom)


def test_the_title_is_told():
    assert head("<title>Ferry is back - The Paper</title>").title == "Ferry is back - The Paper"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<meta name=description content='It sails.'>", ["description: It sails."]),
        ("<meta property=og:title content=Ferry>", ["og:title: Ferry"]),
        (
            "<meta property=og:title content=A><meta property=og:title content=B>",
            ["og:title: A", "og:title: B"],
        ),
        ("<meta http-equiv=refresh content=300>", ["refresh: 300"]),
        ("<meta name=robots>", ["robots: "]),
        ("<meta name=csrf-token content=a8f3><meta charset=utf-8>", ["charset: utf-8"]),
    ],
)
def test_meta_elements_are_told_without_those_that_are_new_each_time(html: str, told: list[str]):
    assert head(html).meta == told


def test_links_to_the_page_in_other_forms_are_told_and_no_files():
    links = head(
        "<link rel=canonical href=/ferry><link rel=alternate hreflang=de href=/de><link rel=icon href=/i>"
    )
    assert links.links == ["canonical: https://news.example/ferry", "alternate de: https://news.example/de"]


def test_json_ld_is_told_by_place_and_value():
    source = (
        '{"@type": "Article", "author": [{"name": "A"}, {"name": "B"}], "image": null, "commentCount": 9}'
    )
    lines = head(f"<script type=application/ld+json>{source}</script>").json_ld
    assert lines == ["@type: Article", "author.name: A", "author.name: B", "image: "]
    assert head("<script type=application/ld+json>{no}</script>").json_ld == ["not JSON: {no}"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
)


@given(values)
def test_any_json_is_told_in_bounds(value: object):
    import json

    source = json.dumps(value).replace("</", "<\\/")
    lines = head(f"<script type=application/ld+json>{source}</script>").json_ld
    assert len(lines) <= LINES
    assert all(len(line) <= LENGTH for line in lines)
