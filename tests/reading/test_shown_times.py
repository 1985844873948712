"""The times of publication and of the last change, as readers see them."""

from __future__ import annotations

import pytest

from copydesk.records.article import Article
from copydesk.site.model import Element
from tests.pages import page_of
from tests.reading.test_article_semantics import article_of, json_ld
from tests.reading.test_near_headline import HEADLINE, OWN, paragraphs

TOLD = json_ld(datePublished="2031-03-04T08:30:00+01:00")
CHANGED = "2031-03-04T10:05:00+00:00"


def article(near: str, *, before: str = "", head: str = "", language: str = "en-GB") -> Article:
    text = f"<article>{before}<h1>{HEADLINE}</h1>{near}<div>{paragraphs(*OWN)}</div></article>"
    return article_of(f"<head>{head}</head><body>{text}</body>", language=language)


def test_a_time_in_the_same_element_just_before_the_headline_is_the_storys():
    found = article("", before="<p>04.03.2031 – 09:30</p>", language="de").published

    assert found is not None
    assert (found.text, found.iso) == ("04.03.2031 – 09:30", "2031-03-04T09:30:00+00:00")


def test_todays_date_over_the_page_is_not():
    text = f"<header><p>Tuesday, 4 March 2031</p></header><main><h1>{HEADLINE}</h1>{paragraphs(*OWN)}</main>"

    assert article_of(text).published is None


def test_a_time_stands_beside_the_byline_in_the_article_below_its_headline():
    story = (
        f"<p>Par Ida Roe , mar 04/03/2031 - 09:30</p>{paragraphs(*OWN)}<h2>Et puis ?</h2>{paragraphs(*OWN)}"
    )

    found = article_of(f"<h1>{HEADLINE}</h1><article>{story}</article>", language="fr").published
    assert found is not None
    assert found.iso == "2031-03-04T09:30:00+00:00"


def test_that_of_the_next_articles_is_not():
    other = (
        f"<article><h2>Keeper sells his pears</h2><p>Published 3 March 2031</p>{paragraphs(OWN[0])}</article>"
    )

    assert article_of(f"<h1>{HEADLINE}</h1>{paragraphs(*OWN)}{other}{other}").published is None


def test_a_name_in_a_heading_makes_no_teaser_of_a_byline():
    line = '<div><h4 class="author-name">Ida Roe</h4><time datetime="2031-03-04">Mar 4, 2031</time></div>'

    found = article(f"<div>{line}</div>", head=TOLD).published
    assert found is not None
    assert found.text == "Mar 4, 2031"


@pytest.mark.parametrize(
    "near",
    [
        "<p>Uppdaterad <time>4 mars 2031 10.05</time></p>",
        f'<p><span>Oppdatert</span> <time datetime="{CHANGED}">4. mars 2031 kl. 10:05</time></p>',
        "<p>Publicerad 4 mars 2031 09.30</p><p>Uppdaterad 4 mars 2031 10.05</p>",
    ],
)
def test_a_change_that_only_readers_are_told_of(near):
    found = article(near, head=TOLD, language="sv").updated

    assert found is not None
    assert found.iso == CHANGED


def test_a_second_time_without_a_word_for_it_is_no_change():
    assert article("<p>4 March 2031, 10:05</p>", head=TOLD).updated is None


def test_of_one_time_for_two_widths_the_one_that_is_seen_is_read():
    times = '<p class="time" style="display: none">4 March 2031</p><p class="time">5 March 2031</p>'
    page = page_of(f"<h1>{HEADLINE}</h1>{times}", elements={"published": Element(selector=".time")})

    assert isinstance(page.record, Article)
    assert page.record.published is not None
    assert page.record.published.text == "5 March 2031"
