"""Mutations are drawn by lot, the same each time, and are made smaller where they escape."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.faults.mutations import HEAD, OF_THE_HEAD, OPERATIONS, Mutation, Place, draw
from copydesk.faults.shrink import TRIES, shrunk, smaller
from copydesk.site.model import Element, PageEntry, Site

names = st.sampled_from(["headline", "lead", "feed", "most-read", "share"])
elements = st.dictionaries(
    names,
    st.builds(
        Element,
        selector=st.just("p"),
        parts=st.dictionaries(st.sampled_from(["item", "link"]), st.just("a"), max_size=2),
    ),
    min_size=1,
)


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """Sites of a few pages that name a few elements."""
    kinds = draw(st.lists(st.sampled_from(["article", "feed", "filter"]), min_size=1, max_size=4))
    pages = [PageEntry(name=f"page {n}", kind=kind, url="/") for n, kind in enumerate(kinds)]
    return Site(pages=pages, elements={kind: draw(elements) for kind in set(kinds)})


@given(sites(), st.integers(0, 2**60), st.integers(0, 10**6))
def test_the_same_numbers_draw_the_same_mutation(site: Site, seed: int, index: int):
    assert draw(site, seed, index) == draw(site, seed, index)
    assert draw(site, seed, index).name == f"{seed}:{index}"


@given(sites(), st.integers(0, 2**60), st.integers(0, 10**6))
def test_a_mutation_is_of_a_page_and_has_a_place_in_each_of_its_elements(site: Site, seed: int, index: int):
    mutation = draw(site, seed, index)
    page = site.pages[index % len(site.pages)]
    assert mutation.page == page.name
    assert mutation.operation in OPERATIONS
    named = site.elements_of(page.kind)
    expected = {(name, part) for name, element in named.items() for part in ("", *element.parts)}
    drawn = [(place.element, place.part) for place in mutation.places]
    if drawn[0] == (HEAD, ""):
        assert mutation.operation in OF_THE_HEAD
        del drawn[0]
    assert len(drawn) == len(expected)
    assert set(drawn) == expected
    for place in mutation.places:
        assert 0 <= place.which < 1
        assert place.inside is None or 0 <= place.inside < 1


@given(sites(), st.integers(0, 2**60), st.integers(0, 10**6))
def test_a_mutation_can_be_sent_to_a_browser(site: Site, seed: int, index: int):
    mutation = draw(site, seed, index)
    entry = next(page for page in site.pages if page.name == mutation.page)
    [act] = mutation.fault(entry).acts
    assert msgspec.json.decode(msgspec.json.encode(act))["argument"]["operation"] == mutation.operation


def test_every_operation_is_drawn_and_the_pages_take_turns():
    pages = [PageEntry(name=name, kind="article", url="/") for name in ("one", "two")]
    site = Site(pages=pages, elements={"article": {"headline": Element(selector="h1")}})
    drawn = [draw(site, 1, index) for index in range(400)]
    assert {mutation.operation for mutation in drawn} == set(OPERATIONS)
    assert [mutation.page for mutation in drawn[:4]] == ["one", "two", "one", "two"]
    assert any(mutation.places[0].element == HEAD for mutation in drawn)


def displaced(x: int, y: int) -> Mutation:
    place = Place("headline", "", 0.5)
    how = {"x": x, "y": y}
    return Mutation(seed=1, index=2, page="one", operation="displace", places=(place,), how=how)


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(0, 500))
def test_what_escapes_is_made_smaller_and_still_escapes(x: int, y: int, needed: int):
    def escapes(mutation: Mutation) -> int | None:
        return 0 if abs(mutation.how["x"]) + abs(mutation.how["y"]) >= needed else None

    first = displaced(x, y)
    if escapes(first) is None:
        return
    last = shrunk(first, 0, escapes)
    assert escapes(last) is not None
    assert abs(last.how["x"]) <= abs(x)
    assert abs(last.how["y"]) <= abs(y)


@given(sites(), st.integers(0, 10**6), st.integers(0, 9))
def test_making_smaller_ends_whatever_escapes(site: Site, index: int, children: int):
    tried = []

    def escapes(mutation: Mutation) -> int | None:
        tried.append(mutation)
        return children

    mutation = draw(site, 7, index)
    last = shrunk(mutation, children, escapes)
    assert len(tried) <= TRIES
    assert last == (tried[-1] if tried else mutation)


@given(sites(), st.integers(0, 10**6))
def test_what_is_caught_when_smaller_is_left_as_it_was(site: Site, index: int):
    mutation = draw(site, 7, index)
    assert shrunk(mutation, 3, lambda _: None) == mutation


@pytest.mark.parametrize("children", [0, 2])
def test_the_same_is_done_to_a_child(children: int):
    paths = [one.places[0].path for one in smaller(displaced(0, 5), children) if one.places[0].path]
    assert paths == [(child,) for child in range(children)]
