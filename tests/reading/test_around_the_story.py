"""What stands around a story and in it: its section, its lead, its dateline, and what is another's."""

from __future__ import annotations

import pytest

from copydesk.records.common import Link
from tests.reading.test_article_semantics import article_of
from tests.reading.test_near_headline import HEADLINE, OWN, body_of, paragraphs

SITE = "https://lamp.example/harbour/ferry"
TEXT = f"<div>{paragraphs(*OWN)}</div>"
HARBOUR = Link(text="Harbour", url="https://lamp.example/harbour/")
LINK = '<a href="/harbour/">Harbour</a>'


def section_of(before: str, after: str = "") -> Link | None:
    return article_of(f"<article>{before}<h1>{HEADLINE}</h1>{TEXT}{after}</article>", url=SITE).section


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<nav class="breadcrumb"><a href="/">Home</a> <a href="/n">News</a> {LINK} <b>Ferry</b></nav>', ""),
        (
            f'<nav aria-label="Breadcrumb"><ol><li>{LINK}</li><li><a href="{SITE}">Ferry</a></li></ol></nav>',
            "",
        ),
        (f'<div class="article-kicker">{LINK}</div>', ""),
        (f"<div>{LINK}</div>", ""),
        ("", '<footer><a href="/harbour/" rel="category tag">Harbour</a></footer>'),
    ],
    ids=["trail", "trail to the page", "kicker", "alone over the headline", "category"],
)
def test_the_section_is_what_a_link_to_it_says(before, after):
    assert section_of(before, after) == HARBOUR


@pytest.mark.parametrize(
    "before",
    [
        "<div><a href='/'>Harbour</a></div>",
        "<div><a href='/ida-roe'>Harbour</a></div>",
        f"<div>{LINK} <a href='/town/'>Town</a></div>",
        f"<nav>{LINK}</nav>",
    ],
    ids=["home", "another address", "several", "navigation"],
)
def test_any_other_link_over_the_headline_is_no_section(before):
    assert section_of(before) is None


@pytest.mark.parametrize("tag", ["p", "h2"])
def test_the_lead_may_be_what_stands_right_under_the_headline(tag):
    deck = "After three boats went down, the council found half of the money"

    html = f"<article><header><h1>{HEADLINE}</h1><{tag}>{deck}</{tag}></header>{TEXT}</article>"
    assert article_of(html).lead == deck


@pytest.mark.parametrize(
    "line",
    [
        "By Ida Roe and Otto Finch, with pictures by Mara Lind",
        "Ida Roe | Published 4 months ago | Harbour and town",
        "The Lamp, edition of 4 March 2031, page 5 of 24",
        "This story was first told by the keeper of the light",
        "Listen to what the keeper says, in 4 min or a little more",
        "You can subscribe to our newsletter about the harbour",
    ],
)
def test_a_line_about_the_story_is_no_lead(line):
    assert (
        article_of(f"<article><header><h1>{HEADLINE}</h1><p>{line}</p></header>{TEXT}</article>").lead == ""
    )


def test_the_first_heading_in_the_text_is_no_lead():
    text = paragraphs(*OWN)

    assert (
        article_of(f"<article><h1>{HEADLINE}</h1><h2>Why the ferry stopped, and for how long</h2>{text}").lead
        == ""
    )


def test_who_is_speaking_is_no_place():
    text = [f"LAMP WEEKLY: {OWN[0]}", f"Ida Roe: {OWN[1]}", f"LAMP WEEKLY: {OWN[2]}"]

    assert article_of(f"<article><h1>{HEADLINE}</h1>{paragraphs(*text)}</article>").dateline is None
    text[2] = OWN[2]
    dateline = article_of(f"<article><h1>{HEADLINE}</h1>{paragraphs(*text)}</article>").dateline
    assert dateline is not None
    assert dateline.city == "LAMP WEEKLY"


@pytest.mark.parametrize(
    "other",
    [
        '<p>Read also: <a href="/pears">Keeper sells his pears at the old pier again</a></p>',
        '<h3>From the archive</h3><p>Lire aussi | <a href="/pears">Le gardien vend ses poires</a></p>',
        "<p>11:20 Uhr</p>",
    ],
    ids=["read also", "with a heading", "an hour"],
)
def test_what_sends_on_to_another_story_is_not_of_this_one(other):
    first, *rest = OWN

    html = f"<article><h1>{HEADLINE}</h1><div>{paragraphs(first)}{other}{paragraphs(*rest)}</div></article>"
    assert body_of(html) == OWN


def test_a_sentence_with_a_link_that_begins_alike_is():
    text = [*OWN, "Read also what the keeper has to say about it in his own words, and what the pears cost."]

    linked = [*OWN, text[-1].replace("pears", '<a href="/pears">pears</a>')]
    assert body_of(f"<article><h1>{HEADLINE}</h1>{paragraphs(*linked)}</article>") == text
