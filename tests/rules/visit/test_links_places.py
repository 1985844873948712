"""Links to places on their own page."""

from __future__ import annotations

import pytest

from tests.rules.cases import Case, findings, judge, named, page

LINK = '<p>First <a href="#bridge">The bridge has reopened</a>.</p>'


def mail(to: str) -> str:
    """A link that writes a message."""
    return f'<a href="mailto:{to}">Write to the desk</a>'


def comments(name: str) -> str:
    """The comments of a page, as a place of this name."""
    return f'<section class="comments" id="{name}"><p>Good.</p></section>'


CASES = [
    Case("links/no-place", LINK, f'{LINK}<h2 id="bridge">Bridge</h2>'),
    Case("links/no-place", LINK, f'{LINK}<a name="bridge"></a>'),
    Case(
        "links/no-place",
        LINK.replace("#bridge", "#br%C3%BCcke"),
        LINK.replace("#bridge", "#br%C3%BCcke") + '<h2 id="brücke">Brücke</h2>',
    ),
    Case("links/no-place", LINK, LINK.replace("#bridge", "#/bridge")),
    Case("links/no-place", LINK, LINK.replace("#bridge", "#")),
    Case("links/no-place", LINK, LINK.replace("<a ", '<a role="button" ')),
    Case("links/no-place", LINK, LINK.replace("<a ", '<a class="js-open" ')),
    Case("links/no-place", LINK, LINK.replace("<a ", '<a data-target="x" ')),
    Case("links/no-place", LINK, f"<nav>{LINK}</nav>"),
    Case("links/no-place", LINK, LINK.replace("#bridge", "/other#bridge")),
    Case(
        "links/no-place",
        f'<p><a href="#comments">4 comments</a></p>{comments("discussion")}',
        f'<p><a href="#comments">4 comments</a></p>{comments("comments")}',
    ),
    Case(
        "links/no-place",
        f'<p><a href="#comments">4 comments</a></p>{comments("discussion")}',
        f'<p><a href="#comments" data-open="x">4 comments</a></p>{comments("discussion")}',
    ),
    Case("links/bad-mail", mail("desk[at]news.example"), mail("desk@news.example")),
    Case("links/bad-mail", mail("@news.example"), mail("?subject=Tide")),
    Case("links/bad-mail", mail("desk@news"), mail("Desk%20<desk@news.example>,a@b.example?subject=x")),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_key_events_that_have_lost_their_posts_are_one_finding() -> None:
    events = "".join(f'<li><a href="#post-{n}">The water falls again</a></li>' for n in range(4))
    (found,) = findings("links/no-place", page(f"<ul>{events}</ul>"))
    assert found.more == "3 more places"


def test_on_a_page_from_an_archive_scripts_may_have_made_the_place() -> None:
    stored = page(LINK)
    stored.capture.offline = True
    assert not findings("links/no-place", stored)
