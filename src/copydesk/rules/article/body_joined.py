"""Words of the text that run together at a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.compare import words

PROSE = 8
"""Words that a paragraph has at least: links in shorter lines are often apart by style."""
_LETTERS = r"a-zß-öø-ÿāăąćčďđēėęěğīįıłńňőœřśşšţťūůűųźżžа-яёєіїґα-ωά-ώ"
_ENDS = re.compile(rf"[{_LETTERS}]{{3}}$")
_LETTER = re.compile(rf"[{_LETTERS}]{{2}}$", re.IGNORECASE)
_SMALL = (
    r"(?:and|the|was|were|will|has|had|for|from|with|that|who|said|says|und|die|das|zum|zur|mit|von|auf|sind|wird|hat"
    r"|sont|sera|que|qui|pour|par|dans|con|por|che|per|het|een|van)"
)
"""Words that stand after any other, and are no ending of one."""
_ENDS_SMALL = re.compile(r"(?:^|[\s(“„\"'])(?:at|of|to|we|he|le|la|et|du|au|ce)$", re.IGNORECASE)
_BEGINS_SMALL = re.compile(rf"{_SMALL}(?=[\s,.;:!?]|$)")
_BEGINS = re.compile(rf"[{_LETTERS}]{{2}}", re.IGNORECASE)


@rule("body/run-together", kinds=("article",))
def run_together(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "the councilvoted on Tuesday": two words that are one, where a link begins or ends.

    Why: spaces beside links get lost when a text goes from one editor to another.

    Catches: a link in a paragraph that begins with a letter right after a word of three or more letters, or
    after "at", "of", "la" and their like; such a word right after a link.

    Lets pass: a link after a space, a bracket or a quotation mark; an address; a quoted message; an ending
    after a link ("ships"); a link in a line that is no paragraph, where style keeps links apart.
    """
    dom = page.dom
    links = [i for i in dom.find("a") if i in dom.hrefs and dom.visible(i) and _is_in_prose(dom, i)]
    if not links:
        yield Nothing("no links in the text, none expected")
    for link in links:
        before, inside, after = _before(dom, link), _first(dom, link), _after(dom, link)
        ends = _ENDS.search(before) or _ENDS_SMALL.search(before)
        if ends and _BEGINS.match(inside) and not inside.startswith(("http", "www.", "pic.")):
            joined = words(before)[-1:] + words(inside)[:1]
        elif _BEGINS_SMALL.match(after) and re.search(
            rf"[{_LETTERS}]{{2}}$", _last(dom, link), re.IGNORECASE
        ):
            joined = words(_last(dom, link))[-1:] + words(after)[:1]
        else:
            joined = []
        if joined:
            yield rule.finding(
                f"Two words run together at a link: “{''.join(joined)}”",
                expected=" ".join(joined),
                actual=f"{before[-40:]}{dom.text(link)[:60]}{after[:40]}",
                where=page.where(link),
            )


def _is_in_prose(dom: Dom, index: int) -> bool:
    block = next((i for i in dom.ancestors(index) if dom.tag(i) in ("p", "li", "blockquote")), None)
    quoted = dom.inside(index, {"blockquote"})
    return (
        block is not None and not quoted and dom.tag(block) == "p" and len(dom.text(block).split()) >= PROSE
    )


def _before(dom: Dom, link: int) -> str:
    """The text right before a link, in the same element; "" where something else stands there."""
    before = link - 1
    same = before > 0 and dom.tag(before) == "#text" and dom.nodes[before].parent == dom.nodes[link].parent
    return dom.nodes[before].text if same else ""


def _first(dom: Dom, link: int) -> str:
    """The first text in a link, with the space that it begins with."""
    return next(
        (dom.nodes[i].text for i in dom.subtree(link) if dom.tag(i) == "#text" and dom.visible(i)), ""
    )


def _last(dom: Dom, link: int) -> str:
    """The last text in a link."""
    return next((dom.nodes[i].text for i in reversed(dom.subtree(link)) if dom.tag(i) == "#text"), "")


def _after(dom: Dom, link: int) -> str:
    """The text right after a link, in the same element; "" where something else stands there."""
    after = dom.end(link)
    same = after < len(dom.nodes) and dom.tag(after) == "#text"
    return dom.nodes[after].text if same and dom.nodes[after].parent == dom.nodes[link].parent else ""
