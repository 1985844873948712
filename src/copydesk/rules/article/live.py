"""The posts of a live page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import has_content
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule

POSTS = 2
"""So many posts with a text are a row that another one can fall out of."""


@rule("live/empty-post", kinds=("article",))
def empty_post(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a time on a live page, and no news under it.

    Why: the frame of the post came from one place and its text from another, which did not answer.

    Catches: a post among others, each in an element of the same kind with a time of its own, that has its
    time and nothing else.

    Lets pass: a post that is a picture, a film or an embedded message; a table of times; a page with one
    post.
    """
    rows = list(_rows(page.dom))
    if not rows:
        yield Nothing("no posts of a live page, none expected")
    for posts in rows:
        bare = [post for post in posts if not _says_something(page.dom, post)]
        if bare and len(posts) - len(bare) >= max(POSTS, len(bare)):
            for post in bare:
                yield rule.finding(
                    "A post of the live page has its time and no news",
                    expected="a text, a picture or a film",
                    actual=page.dom.text(post) or "nothing",
                    where=page.where(post),
                )


def _rows(dom: Dom) -> Iterator[list[int]]:
    """The posts: elements beside each other of one kind, each with a time at its top."""
    rows: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for time in dom.find("time"):
        above = [i for i in dom.ancestors(time) if dom.nodes[i].tag in ("article", "section", "li", "div")]
        for post in above[:2]:
            node = dom.nodes[post]
            classes = node.attrs.get("class", "").split()
            if node.tag in ("article", "section") or any("post" in one or "entry" in one for one in classes):
                row = rows[node.parent, node.tag, classes[0] if classes else ""]
                if post not in row and dom.visible(post):
                    row.append(post)
                break
    yield from (row for row in rows.values() if len(row) > POSTS)


def _says_something(dom: Dom, post: int) -> bool:
    """Whether there is anything to read or see in a post besides its time and its controls."""
    besides = [i for i in dom.subtree(post) if dom.nodes[i].tag in ("time", "button") or _is_control(dom, i)]
    return has_content(dom, post, besides)


def _is_control(dom: Dom, index: int) -> bool:
    """Whether it is a link that only repeats the time, or shares the post."""
    return dom.nodes[index].tag == "a" and (dom.attr(index, "href") or "").startswith(("#", "mailto:"))
