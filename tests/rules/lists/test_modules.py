"""Modules that have come without what they are for."""

from __future__ import annotations

import pytest

from copydesk.site.model import Element, Site
from tests.rules.cases import Case, findings, judge, named, page

CASES = [
    Case(
        "modules/empty-heading",
        "<section><h2>Top stories</h2></section><section><h2>Other</h2><p>Text</p></section>",
        "<section><h2>Top stories</h2><ul><li><a href='/a'>A story</a></li></ul></section>",
    ),
    Case(
        "modules/empty-heading",
        "<div><h2>Partner news</h2><ul></ul></div><div><p>Something else</p></div>",
        "<div><div><h2>Partner news</h2></div><div><p>Something</p></div></div>",
    ),
    Case(
        "modules/empty-heading",
        "<aside><h3>In other media</h3><h3>Top stories</h3><p>Text</p></aside>",
        "<aside><h2>More</h2><h3>Top stories</h3><img src='/a.jpg' width='90' height='60'></aside>",
    ),
    Case(
        "modules/empty-heading",
        "<main><h2>Partner news</h2></main><footer>© News</footer>",
        "<main><h2 hidden>Partner news</h2></main><footer>© News</footer>",
    ),
    Case(
        "modules/empty-heading",
        "<div><h2>Latest</h2></div><main><p>A story</p></main>",
        "<section><div><h2>Latest</h2><main><a href='/a'>A story</a></main></div></section>",
    ),
    Case(
        "modules/empty-heading",
        "<section><h2>Video</h2><p hidden>Nothing</p></section>",
        "<section><h2>Video</h2><iframe width='90' height='60'></iframe></section>",
    ),
    Case(
        "modules/empty-heading",
        "<section><h2>Stories</h2></section>",
        "<section><h2><a href='/a'>A story</a></h2><h2><a href='/b'>Another</a></h2></section>",
    ),
    Case(
        "modules/empty-heading",
        "<section><h2>Stories</h2></section>",
        "<div><h2>Kicker</h2><h1>Headline</h1><p>Text</p></div>",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_modules_of_a_page_from_an_archive_were_filled_by_scripts() -> None:
    here = page("<section><h2>Top stories</h2></section>")
    here.capture.offline = True
    assert not findings("modules/empty-heading", here)


def test_a_module_that_the_site_file_names_has_a_rule_of_its_own() -> None:
    site = Site(elements={"article": {"top-stories": Element(selector=".top")}})
    one = page('<section class="top"><h2>Top stories</h2></section>', site)
    assert findings("top-stories/heading-only", one)
    assert not findings("modules/empty-heading", one)
