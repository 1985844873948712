"""When an article was published and updated, and how times are read."""

import pytest

from copydesk.reading.dates import machine_time, shown_time
from copydesk.records.article import Article
from copydesk.site.model import Element
from tests.pages import page_of
from tests.reading.test_article_semantics import article_of, json_ld


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2031-03-04T08:05:09+02:00", "2031-03-04T08:05:09+02:00"),
        ("2031-03-04T08:05:09.123Z", "2031-03-04T08:05:09+00:00"),
        ("2031-03-04T08:05+0200", "2031-03-04T08:05:00+02:00"),
        ("2031-03-04 08:05:09.0", "2031-03-04T08:05:09+02:00"),
        ("2031-03-04", "2031-03-04T00:00:00+02:00"),
        ("20310304T080509Z", "2031-03-04T08:05:09+00:00"),
        ("Tue Mar 04 08:05:09 CET 2031", "2031-03-04T08:05:09+01:00"),
        ("Tue, 4 Mar 2031 08:05:09 GMT", "2031-03-04T08:05:09+00:00"),
        ("1930370709", "2031-03-04T06:05:09+00:00"),
        ("1930370709123", "2031-03-04T06:05:09+00:00"),
    ],
)
def test_machine_readable_times_are_read_as_loosely_as_pages_write_them(text, iso):
    at = machine_time(text, "Europe/Helsinki")
    assert at is not None
    assert at.isoformat() == iso


@pytest.mark.parametrize(
    "text", ["", "{{date}}", "Invalid Date", "2031-13-04", "0000-00-00", "99999999999999"]
)
def test_what_is_no_time_is_none(text):
    assert machine_time(text) is None


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("March 04, 17:49 UTC+3", "en", "2031-03-04T17:49:00+03:00"),
        ("Published: 4 March 2031 at 5:49pm", "en-GB", "2031-03-04T17:49:00+02:00"),
        ("Mar 4, 2031, 9 a.m. EST", "en-US", "2031-03-04T09:00:00-05:00"),
        ("03/04/2031 1:15 PM", "en-US", "2031-03-04T13:15:00+02:00"),
        ("04/03/2031 13:15", "en-GB", "2031-03-04T13:15:00+02:00"),
        ("4. März 2031, 13.15 Uhr", "de", "2031-03-04T13:15:00+02:00"),
        ("04.03.2031 | 13:15", "de", "2031-03-04T13:15:00+02:00"),
        ("4 de marzo de 2031", "es", "2031-03-04T00:00:00+02:00"),
        ("le 4 février 2031 à 13h15", "fr", "2031-02-04T13:15:00+02:00"),
        ("4 марта 2031, 13:15", "ru", "2031-03-04T13:15:00+02:00"),
        ("2031年3月4日 13時15分", "ja", "2031-03-04T13:15:00+02:00"),
        ("2 hours ago", "en", "2031-03-05T12:00:00+02:00"),
    ],
)
def test_shown_times_are_read_in_the_sites_zone(text, language, iso):
    at = shown_time(text, "Europe/Helsinki", "2031-03-05T14:00:00+02:00", language)
    assert at is not None
    assert at.isoformat() == iso


def test_a_shown_day_without_year_lies_in_the_past():
    now = "2031-01-02T09:00:00+00:00"

    assert shown_time("December 31, 23:10", "UTC", now).isoformat() == "2030-12-31T23:10:00+00:00"  # type: ignore[union-attr]
    assert shown_time("January 2, 08:10", "UTC", now).isoformat() == "2031-01-02T08:10:00+00:00"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "html",
    [
        json_ld(datePublished="2031-03-04T08:00:00Z"),
        '<meta property="article:published_time" content="2031-03-04T08:00:00Z">',
        '<meta name="date" content="2031-03-04T08:00:00Z">',
        '<span itemprop="datePublished" content="2031-03-04T08:00:00Z"></span>',
        '<meta itemprop="datePublished" content="2031-03-04T08:00:00Z">',
        '<h1>Rain</h1><time datetime="2031-03-04T08:00:00Z"></time><time datetime="2031-03-01"></time>',
        "<h1>Rain</h1><p>4 March 2031, 08:00 UTC</p>",
    ],
    ids=["json-ld", "open graph", "meta", "itemprop", "meta itemprop", "time", "shown"],
)
def test_where_the_time_of_publication_is_found(html):
    published = article_of(html).published
    assert published is not None
    assert published.epoch == 1930377600


def test_a_time_of_day_or_a_number_near_the_headline_is_no_day():
    assert (
        article_of("<h1>Rain</h1><p>12:30</p><p>1,234 readers</p><p hidden>4 March 2031</p>").published
        is None
    )


def test_the_address_tells_the_day_where_nothing_else_does():
    published = article_of("<h1>Rain</h1>", url="https://news.example/2031/03/04/rain").published
    assert published is not None
    assert published.iso == "2031-03-04T00:00:00+00:00"


def test_the_hour_is_taken_from_another_source_that_agrees_on_the_day():
    day = json_ld(datePublished="2031-03-04")

    same = article_of(day + '<meta name="date" content="2031-03-04T08:00:00Z">').published
    other = article_of(day + '<meta name="date" content="2030-01-01T08:00:00Z">').published

    assert same is not None
    assert same.iso == "2031-03-04T08:00:00+00:00"
    assert other is not None
    assert other.iso == "2031-03-04T00:00:00+00:00"


def test_the_text_is_that_of_the_element_that_shows_the_time():
    html = (
        json_ld(datePublished="2031-03-04T08:00:00Z")
        + '<time datetime="2031-03-01T08:00:00Z">1 March</time>'
        + '<time datetime="2031-03-04T09:00+01:00">4 March</time>'
    )

    published = article_of(html).published

    assert published is not None
    assert published.text == "4 March"


def test_an_article_is_updated_when_that_is_after_it_was_published():
    at = "2031-03-04T08:00:00Z"

    assert article_of(json_ld(datePublished=at, dateModified=at)).updated is None
    updated = article_of(json_ld(datePublished=at, dateModified="2031-03-04T09:30:00Z")).updated
    assert updated is not None
    assert updated.iso == "2031-03-04T09:30:00+00:00"


def test_the_site_files_element_keeps_its_text_beside_its_own_value():
    elements = {"published": Element(selector=".when"), "updated": Element(selector=".again")}
    html = (
        json_ld(datePublished="2031-01-01T00:00:00Z")
        + '<p class="when">Filed <time datetime="2031-03-04T08:00:00+02:00">March 4, 08:00</time></p>'
        + '<p class="again">March 4, 10:15</p>'
    )

    page = page_of(html, elements=elements, time_zone="Europe/Helsinki", language="en")

    article = page.record
    assert isinstance(article, Article)
    assert article.published is not None
    assert (article.published.text, article.published.iso) == (
        "Filed March 4, 08:00",
        "2031-03-04T08:00:00+02:00",
    )
    assert article.updated is not None
    assert article.updated.iso == "2031-03-04T10:15:00+02:00"


def test_an_element_that_the_page_lacks_is_not_made_up_from_elsewhere():
    article = article_of(
        json_ld(datePublished="2031-03-04T08:00:00Z"), elements={"published": Element(selector=".when")}
    )

    assert article.published is None
