"""What a search comes to: the query kept, and stories on it."""

from __future__ import annotations

import pytest

from copydesk.page.capture import Field
from copydesk.page.page import Page
from tests.furniture import feed, remarks, said, story, visited

NEWS = [story(name) for name in ("harbour", "budget", "rail", "grain", "opera", "strait")]
FULL = feed(*NEWS) + '<form class="search"><input name="q"></form>'
FIELD = '<form class="search"><input name="q"></form>'


def searched(results: str, value: str = "strait", url: str = "https://news.example/search?q=strait") -> Page:
    """A visit that searched for "strait", and came to this page."""
    page = visited(FULL, search=FIELD + results)
    page.capture.query = "strait"
    _, dom = page.states[-1]
    dom.snapshot.url = url
    field = next(dom.find("input"))
    dom.nodes[field].box = (10, 10, 200, 30)
    dom.snapshot.fields = [Field(node=field, value=value)]
    # What was read of the tree before it was changed is not to be used again.
    changed = Page(page.capture, page.site)
    changed.record = page.record
    return changed


FOUND = feed(story("strait-talks"), story("strait-lane"), story("strait-marathon"))


@pytest.mark.parametrize(
    ("results", "values", "defects"),
    [
        (FOUND, {}, set()),
        (feed(story("strait-talks"), story("ferry"), story("pilots")), {}, set()),
        (feed(story("ferry"), story("pilots")), {}, set()),
        (FOUND, {"value": ""}, {"forgets-query"}),
        (FOUND, {"url": "https://news.example/search"}, {"forgets-query"}),
        (FOUND, {"value": " Strait ", "url": "https://news.example/search?w=Strait&p=1"}, set()),
        (feed(), {}, {"finds-nothing"}),
        (feed(story("ferry"), story("pilots"), story("opera")), {}, {"other-results"}),
        (feed(*NEWS), {}, {"other-results"}),
    ],
)
def test_one_defect_is_reported_by_one_rule(results: str, values: dict[str, str], defects: set[str]) -> None:
    page = searched(results, **values)
    rules = ("forgets-query", "finds-nothing", "other-results")
    assert {name for name in rules if said(f"search/{name}", page)} == defects


def test_a_query_of_two_words_in_an_address() -> None:
    page = searched(FOUND, "strait talks", "https://news.example/search?q=strait+talks")
    page.capture.query = "strait talks"
    assert not said("search/forgets-query", page)


def test_a_page_on_which_nobody_searched() -> None:
    for rule in ("forgets-query", "finds-nothing", "other-results"):
        assert remarks(f"search/{rule}", visited(FULL)) == ["the visit did not search here"]
