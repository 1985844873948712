"""The wire: hand-written articles first, any number of generated ones behind them."""

import sys
from datetime import UTC, datetime
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.demo import content, feed, generate
from copydesk.demo.sections import SECTIONS, parse
from copydesk.demo.wire import Wire

WRITTEN = content.load()
SLUGS = [section.slug for section in SECTIONS]


@pytest.fixture(scope="module")
def wire() -> Wire:
    return Wire(WRITTEN, 100_000)


def test_is_as_long_as_asked_but_never_shorter_than_what_is_written(wire: Wire) -> None:
    assert len(wire) == 100_000
    assert len(Wire(WRITTEN)) == len(Wire(WRITTEN, 3)) == len(WRITTEN) >= 40


def test_holds_no_generated_article_until_asked(wire: Wire) -> None:
    fresh = Wire(WRITTEN, generate.MOST)
    assert fresh._generated.cache_info().currsize == 0
    assert sum(map(sys.getsizeof, vars(fresh).values())) < 100_000
    assert fresh.article(generate.MOST - 1).headline


def test_has_a_limit() -> None:
    with pytest.raises(ValueError, match="10,000,000 articles at most"):
        Wire(WRITTEN, generate.MOST + 1)


def test_goes_back_in_time_without_a_jump(wire: Wire) -> None:
    moments = [wire.article(position).published for position in range(3000)]
    assert all(earlier <= later for later, earlier in pairwise(moments))
    assert moments[0] <= datetime(2026, 3, 31, 10, 15).astimezone(UTC)


def test_an_article_is_the_same_in_every_wire(wire: Wire) -> None:
    assert wire.article(54_321) == Wire(WRITTEN, 60_000).article(54_321)


def test_no_two_headlines_are_the_same(wire: Wire) -> None:
    headlines = [wire.article(position).headline for position in range(10_000)]
    assert len(set(headlines)) == len(headlines)


def test_generated_articles_are_complete(wire: Wire) -> None:
    for position in range(len(WRITTEN), len(WRITTEN) + 2000):
        article = wire.article(position)
        (page,) = article.pages
        assert article.persons[0] in page.paragraphs[0]
        assert len(set(page.paragraphs)) == len(page.paragraphs)
        assert "{" not in article.headline + article.lead + "".join(page.paragraphs)
        assert article.dateline.startswith(f"{article.city.upper()}, ")


@given(st.integers(0, 99_999))
def test_every_article_is_found_by_its_slug(position: int) -> None:
    wire = Wire(WRITTEN, 100_000)
    assert wire.position(wire.article(position).slug) == position


@pytest.mark.parametrize("slug", ["nothing", "storm-n5", "x-n99999999", "x-n-1", "", "x-n07", "x-n٣"])
def test_no_other_slug_leads_to_an_article(wire: Wire, slug: str) -> None:
    assert wire.position(slug) is None


@given(st.sets(st.sampled_from([*SLUGS, "nowhere"])), st.integers(0, 300))
def test_count_agrees_with_counting(sections: set[str], generated: int) -> None:
    wire = Wire(WRITTEN, len(WRITTEN) + generated)
    chosen = frozenset(sections)
    assert wire.count(chosen) == sum(1 for _ in wire.positions(chosen))
    assert wire.count(None) == len(list(wire.positions(None)))


@given(
    st.frozensets(st.sampled_from(SLUGS)),
    st.integers(0, 120),
    st.integers(1, 50),
    st.sampled_from(["all", "feed"]),
)
def test_pages_joined_are_the_whole_feed(
    chosen: frozenset[str], generated: int, limit: int, tab: str
) -> None:
    wire = Wire(WRITTEN, len(WRITTEN) + generated)
    sections = feed.chosen_sections(tab, chosen)
    joined, cursor = [], "-1"
    while cursor is not None:
        page = feed.page(
            wire, wire.positions(sections), after=int(cursor), limit=limit, total=wire.count(sections)
        )
        assert page["more"] == (page["cursor"] is not None)
        joined += [item["id"] for item in page["items"]]
        cursor = page["cursor"]
    assert joined == [wire.article(position).slug for position in wire.positions(sections)]
    assert len(set(joined)) == len(joined) == page["total"]


def test_the_end_of_a_long_feed_is_reached_without_its_beginning(wire: Wire) -> None:
    start = len(wire) - 20
    last = feed.page(wire, wire.positions(None, start), after=start - 1, limit=50, total=len(wire))
    assert len(last["items"]) == 20
    assert last["cursor"] is None
    assert wire._generated.cache_info().currsize <= 2000


def test_persons_and_topics_list_their_articles(wire: Wire) -> None:
    for name in (WRITTEN[2].persons[0], generate.PERSONS[4]):
        assert all(name in wire.article(p).persons for p in islice(wire.of_person(name), 40))
        assert next(wire.of_person(name), None) is not None
    for name in (WRITTEN[2].topics[0], generate.TOPICS[7]):
        assert all(name in wire.article(p).topics for p in islice(wire.of_topic(name), 40))
        assert next(wire.of_topic(name), None) is not None


def test_search_wants_every_word_and_looks_only_so_deep(wire: Wire) -> None:
    assert [wire.article(p).slug for p in wire.search("MARSH dialogue karsova")] == ["dialogue"]
    assert list(wire.search("")) == []
    assert list(wire.search("zzz")) == []
    assert max(wire.search("press", depth=500)) < 500


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("world,sport", {"world", "sport"}),
        ("People's Culture", {"culture"}),
        (" Politics & Diplomacy ,,", {"politics"}),
        ("weather", {"weather"}),
        ("", set()),
    ],
)
def test_a_filter_names_sections_by_slug_or_title(text: str, slugs: set[str]) -> None:
    assert parse(text) == slugs
