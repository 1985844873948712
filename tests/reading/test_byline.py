"""Who wrote an article, where it is the byline that says so."""

from __future__ import annotations

import pytest

from tests.reading.test_article_semantics import article_of, json_ld
from tests.reading.test_near_headline import HEADLINE, OWN, paragraphs

SITE = "https://lamp.example/harbour/ferry"


def authors_of(byline: str, head: str = "", after: str = "") -> list[str]:
    body = f"<article><h1>{HEADLINE}</h1>{byline}<div>{paragraphs(*OWN)}</div>{after}</article>"
    return article_of(f"<head>{head}</head><body>{body}</body>", url=SITE).authors


@pytest.mark.parametrize(
    "byline",
    [
        '<p>Par <span class="username">Ida Roe</span>, mar 10/03/2026 - 09:30</p>',
        '<p>Por <a href="/ida">Ida Roe</a>, h1 Kestrel</p>',
        '<div class="author-info"><a class="author-link" href="/ida">View all posts by Ida Roe</a></div>',
        '<div><a href="/autor/ida-roe">Ida Roe</a></div>',
        '<span class="byline">By Ida Roe<br>Staff Writer</span>',
        '<span class="author">Par Ida Roe (Kestrel, correspondante)</span>',
        '<b class="author">Ida Roe</b><p class="author"><a href="https://a.example/">Papers Index</a></p>',
    ],
    ids=["day", "place", "all posts", "address", "job", "brackets", "another site"],
)
def test_what_stands_around_a_name_is_no_name(byline):
    assert authors_of(byline) == ["Ida Roe"]


def test_a_byline_may_be_a_list_of_people_and_what_they_are():
    item = "<li><p>{}</p><p>reporter at sea</p></li>"

    assert authors_of(f'<ul class="bylines">{item.format("Ida Roe")}{item.format("Otto Finch")}</ul>') == [
        "Ida Roe",
        "Otto Finch",
    ]


def test_a_link_to_a_page_about_somebody_whom_the_story_is_about_is_no_byline():
    assert authors_of('<div><a href="/person/ida-roe">Ida Roe</a></div>') == []


def test_the_foot_of_the_article_can_have_the_byline_but_not_the_pages():
    foot = '<footer><span class="byline__name">Ida Roe</span></footer>'

    assert authors_of("", after=foot) == ["Ida Roe"]
    assert authors_of("", after=f"</article>{foot}<article>") == []


def test_the_byline_completes_the_one_name_that_is_told():
    told = json_ld(author={"@type": "Person", "name": "Ida Roe"})

    assert authors_of('<p class="byline">By Ida Roe and Otto Finch</p>', told) == ["Ida Roe", "Otto Finch"]
    assert authors_of('<p class="byline">By Otto Finch and Mara Lind</p>', told) == ["Ida Roe"]


@pytest.mark.parametrize("place", ["Kestrel", "bpo", "foreign correspondent"])
def test_where_somebody_is_and_for_whom_is_no_author(place):
    told = json_ld(author=f"Ida Roe, Otto Finch and Mara Lind, {place}")

    assert authors_of("", told) == ["Ida Roe", "Otto Finch", "Mara Lind"]


def test_an_agency_alone_is_the_author():
    assert authors_of("", json_ld(author="bpo")) == ["bpo"]


def test_the_account_that_a_system_comes_with_is_nobody():
    assert authors_of(
        '<p>Written by: <span class="author">Ida Roe</span></p>', '<meta name="author" content="Super User">'
    ) == ["Ida Roe"]
