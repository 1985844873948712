"""What the served site answers, without a browser."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from lxml import etree, html

from copydesk.demo import content, fonts
from copydesk.demo.sections import SECTIONS

from .conftest import Site

ARTICLES = {article.slug: article for article in content.load()}


def page(site: Site, path: str) -> Any:
    answer = site.get(path)
    assert answer.status == 200, path
    return html.fromstring(answer.text)


def one(tree: Any, path: str) -> Any:
    (found,) = tree.xpath(path)
    return found


@pytest.mark.parametrize(
    "path", ["/", "/news", "/search?q=strait", "/about", *(f"/{s.slug}" for s in SECTIONS)]
)
def test_pages_answer(lantern: Site, path: str) -> None:
    assert "text/html" in lantern.get(path).headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/politics/nothing",
        "/sport/dialogue",
        "/politics/dialogue?page=2",
        "/politics/dialogue?page=0",
        "/politics/dialogue?page=",
        "/science/long-read?page=4",
        "/science/long-read?page=two",
        "/person/nobody",
        "/topic/nothing",
        "/photo/nothing",
        "/infographics/tram-seven",
        "/images/dialogue-3.svg",
        "/charts/tram-seven-1.svg",
        "/static/../app.py",
        "/a/b/c",
    ],
)
def test_what_is_not_there_is_a_true_404(lantern: Site, path: str) -> None:
    answer = lantern.get(path)
    assert answer.status == 404
    assert "No light on at this address" in answer.text


def test_an_article_in_two_sections_has_one_address(lantern: Site) -> None:
    tree = page(lantern, "/security/drenik-crossing")
    assert one(tree, "//link[@rel='canonical']/@href") == f"{lantern.base}/world/drenik-crossing"
    assert tree.xpath("//a[@class='section-label']/text()") == ["World", "Security & Defense"]


@pytest.mark.parametrize("slug", ARTICLES)
def test_every_written_article_says_the_same_everywhere(lantern: Site, slug: str) -> None:
    article = ARTICLES[slug]
    tree = page(lantern, article.path)
    data = json.loads(one(tree, "//script[@type='application/ld+json']").text)
    assert one(tree, "//h1").text_content() == article.headline == data["headline"]
    assert one(tree, "//title").text == f"{article.headline} - Lantern"
    assert one(tree, "//meta[@property='og:title']/@content") == article.headline
    assert one(tree, "//time[@class='published']/@datetime") == data["datePublished"]
    assert datetime.fromisoformat(data["datePublished"]) == article.published
    assert data["dateModified"] >= data["datePublished"]
    assert data["isAccessibleForFree"] is True
    assert one(tree, "//link[@rel='canonical']/@href") == data["url"] == lantern.base + article.path
    body = one(tree, "//div[@class='article-body']")
    assert body.text_content().strip().startswith(article.dateline)
    number = len(article.pages)
    counted = "1 page in this article" if number == 1 else f"{number} pages in this article"
    assert one(tree, "//span[@class='page-count-text']").text == counted
    assert [a.text for a in tree.xpath("//section[@class='persons']//a")] == list(article.persons)
    assert bool(tree.xpath("//section[contains(@class, 'other-media')]")) == bool(article.other_media)


@pytest.mark.parametrize("slug", ["dialogue", "strait-talks", "marrow-finch", "tram-seven", "pianist"])
def test_share_links_carry_address_and_headline_encoded_once(lantern: Site, slug: str) -> None:
    article = ARTICLES[slug]
    tree = page(lantern, article.path)
    above, below = (
        [a.get("href") for a in block.xpath(".//a")]
        for block in tree.xpath("//div[contains(@class, 'share ')]")
    )
    assert above == below
    assert len(above) == 5
    for link in above:
        values = [text for value in parse_qs(urlsplit(link).query).values() for text in value]
        assert lantern.base + article.path in " ".join(values)
        assert article.headline in " ".join(values)


def test_further_pages_have_their_own_address_and_no_second_dateline(lantern: Site) -> None:
    article = ARTICLES["long-read"]
    tree = page(lantern, article.path + "?page=2")
    assert one(tree, "//link[@rel='canonical']/@href") == f"{lantern.base}{article.path}?page=2"
    assert "/LANTERN/" not in one(tree, "//div[@class='article-body']").text_content()
    assert one(tree, "//link[@rel='next']/@href").endswith("?page=3")
    assert one(tree, "//link[@rel='prev']/@href") == lantern.base + article.path


def test_every_person_and_topic_of_an_article_has_a_page_that_lists_it(lantern: Site) -> None:
    for article in ARTICLES.values():
        tree = page(lantern, article.path)
        for link in tree.xpath("//section[@class='persons' or @class='article-topics']//a/@href"):
            listed = page(lantern, link).xpath("//a[@class='story-list-link']/@href")
            assert article.path in listed


def test_every_link_of_the_site_answers(lantern: Site) -> None:
    seen: set[str] = set()
    waiting = ["/", "/news", "/politics/dialogue", "/science/long-read", "/security/ohara-reserve"]
    while waiting:
        path = waiting.pop()
        for link in page(lantern, path).xpath("//a/@href | //img/@src | //link/@href | //script/@src"):
            own = link.removeprefix(lantern.base)
            if own.startswith("/") and own not in seen and "{{" not in own:
                seen.add(own)
                assert lantern.get(own).status == 200, f"{own} on {path}"
    assert len(seen) > 80


def test_no_page_asks_another_server_for_anything(lantern: Site) -> None:
    for path in ("/", "/news", "/politics/dialogue", "/photo/dialogue"):
        tree = page(lantern, path)
        loaded = tree.xpath("//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


def test_galleries_have_as_many_pictures_as_they_say(lantern: Site) -> None:
    tree = page(lantern, "/news")
    links = tree.xpath("//a[@class='photo-link' or @class='infographics-link']")
    assert len(links) == 7
    for link in links:
        (count,) = link.xpath(".//*[contains(@class, '-count')]/text()")
        pictures = page(lantern, link.get("href")).xpath("//figure/img")
        assert len(pictures) == int(count) > 0
        assert all(picture.get("alt") for picture in pictures)


def test_pictures_are_small_well_formed_and_always_the_same(lantern: Site) -> None:
    for article in ARTICLES.values():
        for number in range(1, len(article.photos) + 1):
            path = f"/images/{article.slug}-{number}.svg"
            answer = lantern.get(path)
            assert answer.headers["content-type"] == "image/svg+xml"
            assert len(answer.text) < 7_000
            assert etree.fromstring(answer.text.encode()).get("width") == "1200"
    assert lantern.get(path).text == answer.text


def test_what_readers_type_is_never_run_as_a_template(lantern: Site) -> None:
    tree = page(lantern, "/search?q=" + quote("{{7*7}}<b>"))
    for node in tree.xpath("//body//*[contains(text(), '{{7*7}}') or contains(@value, '{{7*7}}')]"):
        assert node.xpath("ancestor-or-self::*[@ng-non-bindable]")
    assert not tree.xpath("//p//b")


def test_feed_pages_joined_are_all_articles_newest_first(lantern: Site) -> None:
    items = [item for items in lantern.all_pages(limit=7) for item in items]
    assert [item["id"] for item in items] == list(ARTICLES)
    moments = [datetime.fromisoformat(item["published"]) for item in items]
    assert moments == sorted(moments, reverse=True)


def test_a_section_filter_gives_just_these_sections(lantern: Site) -> None:
    answer = lantern.feed(sections="world,sport", limit=50)
    expected = [a.slug for a in ARTICLES.values() if {"world", "sport"} & set(a.sections)]
    assert [item["id"] for item in answer["items"]] == expected
    assert answer["total"] == len(expected)


def test_a_section_with_an_apostrophe_can_be_named(lantern: Site) -> None:
    by_title, by_slug = lantern.feed(sections="People's Culture"), lantern.feed(sections="culture")
    assert by_title == by_slug
    assert by_title["items"]


def test_an_unknown_section_gives_nothing_rather_than_everything(lantern: Site) -> None:
    assert lantern.feed(sections="weather") == {"items": [], "total": 0, "more": False, "cursor": None}


@pytest.mark.parametrize("query", ["before=x", "before=-1", "limit=x"])
def test_a_senseless_feed_query_is_refused(lantern: Site, query: str) -> None:
    assert lantern.get(f"/api/feed?{query}").status == 400


def test_tabs_have_lists_of_their_own(lantern: Site) -> None:
    every = [item["id"] for item in lantern.feed(tab="all")["items"]]
    assert every != [item["id"] for item in lantern.feed(tab="feed")["items"]]
    found = lantern.feed(tab="search", q="observatory")["items"]
    assert "long-read" in [item["id"] for item in found]
    assert [s["title"] for s in lantern.get("/api/sections").json["items"]] == [s.title for s in SECTIONS]


def test_most_read_has_seven_a_period_without_the_article_itself(lantern: Site) -> None:
    lists = []
    for period in ("now", "today", "week"):
        items = lantern.get(f"/api/most-read?period={period}&without=dialogue").json["items"]
        ids = [item["id"] for item in items]
        assert len(set(ids)) == 7
        assert "dialogue" not in ids
        lists.append(ids)
    assert lists[0] != lists[1] != lists[2] != lists[0]
    assert lantern.get("/api/most-read?period=year").status == 400


def test_related_articles_are_others(lantern: Site) -> None:
    ids = [item["id"] for item in lantern.get("/api/related?slug=dialogue").json["items"]]
    assert "strait-talks" in ids
    assert "dialogue" not in ids
    assert len(set(ids)) == len(ids) > 4


def test_the_news_sitemap_lists_the_last_two_days(lantern: Site) -> None:
    root = etree.fromstring(lantern.get("/sitemap-news.xml").text.encode())
    places = [node.text for node in root.iter("{*}loc")]
    assert f"{lantern.base}/politics/dialogue" in places
    assert all(lantern.get(place.removeprefix(lantern.base)).status == 200 for place in places)
    dated = [datetime.fromisoformat(node.text) for node in root.iter("{*}publication_date")]
    assert len(dated) == len(places)
    assert min(dated) >= datetime.fromisoformat("2026-03-29T10:15+03:00")


def test_rss_has_headlines_as_text(lantern: Site) -> None:
    root = etree.fromstring(lantern.get("/rss.xml").text.encode())
    titles = root.xpath("//item/title/text()")
    assert 'Marsh says strait talks are "not a favour to anyone"' in titles
    assert "Tue, 31 Mar 2026 05:47:00 +0000" in root.xpath("//item/pubDate/text()")
    assert all(
        re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000", d) for d in root.xpath("//pubDate/text()")
    )
    assert "People's Culture" in root.xpath("//item/category/text()")


def test_robots_names_the_sitemap(lantern: Site) -> None:
    assert f"Sitemap: {lantern.base}/sitemap-news.xml" in lantern.get("/robots.txt").text


def test_pages_link_web_fonts_exactly_where_these_are_served(lantern: Site) -> None:
    links = page(lantern, "/").xpath("//link[@as='font']/@href")
    assert len(links) == len(fonts.ROUTES) * len(fonts.PACKAGES)
    for link in links:
        assert lantern.get_bytes(link)[:4] == b"\0\1\0\0"
    assert lantern.get("/fonts/nothing.ttf").status == 404
