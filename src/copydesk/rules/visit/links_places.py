"""Links to places on their own page: the place is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.urls import urldefrag

CONTROL = frozenset(
    ("role", "onclick", "ng-click", "aria-controls", "aria-expanded", "aria-haspopup", "tabindex")
)
"""What a link has that a script takes for a button."""
AROUND = frozenset(("nav", "header", "footer", "form"))
"""Where links open menus and panels rather than lead to a place in the text."""
_SCRIPT = re.compile(
    r"(?<![a-z])(?:btn|button|toggle|open|close|modal|popup|dropdown|menu|tab|js|share|login|copy|print|more|top|skip"
    r"|comments?|next|prev|carousel|slide)(?![a-z])",
    re.IGNORECASE,
)
WORDS = 2
"""A link with fewer words is as likely a control."""


_MAIL = re.compile(r"[^@\s<>()\[\],;:]+@[^@\s<>()\[\],;:.]+(?:\.[^@\s<>()\[\],;:.]+)+")


@rule("links/bad-mail")
def bad_mail(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a new message that is addressed to nobody, or to "desk[at]news.example".

    Why: addresses are written so that robots do not read them, or put together from parts of which one is
    missing.

    Catches: mailto: with an address that has no "@", no host, a space or a bracket in it.

    Lets pass: mailto: with a subject and without an address, which lets the reader choose; several addresses;
    a name before an address in angle brackets.
    """
    dom = page.dom
    links = [i for i in dom.find("a") if (dom.attr(i, "href") or "").strip().lower().startswith("mailto:")]
    if not links:
        yield Nothing("no links that write a message, none expected")
    for index in links:
        raw = unquote((dom.attr(index, "href") or "").strip()[len("mailto:") :].partition("?")[0])
        for one in filter(None, (part.strip() for part in re.split(r"[,;]", raw))):
            bare = one.rpartition("<")[2].rstrip("> ") if one.endswith(">") else one
            if not _MAIL.fullmatch(bare) and "{" not in bare:
                yield rule.finding(
                    "A link writes a message to what is no address",
                    expected="an address such as desk@news.example",
                    actual=one,
                    where=page.where(index),
                )


@rule("links/no-place")
def no_place(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a link among the key events that leads nowhere: the page does not move.

    Why: the places were given other names than the links, or the post they are in has not been loaded.

    Catches: `<a href="#bridge-reopened">Bridge reopened for cars</a>` on a page without an element of that id
    or name, in any state; "#comments" on a page whose comments have the id "discussion".

    Lets pass: "#", "#top" and routes such as "#/sport"; a link that a script takes for a button: by its role,
    its class, its single word, or its place in the page's head, foot or navigation; a page from an archive.
    """
    if page.capture.offline:
        yield Nothing("on a page from an archive, places that scripts make are missing")
        return
    found = False
    places = {place for _, dom in page.states for place in _places(dom)}
    dom = page.dom
    own = {urldefrag(url) for url in (page.capture.final_url, page.capture.url)}
    for index, url in dom.hrefs.items():
        raw = (dom.attr(index, "href") or "").strip()
        _, hash_, place = raw.partition("#")
        if not hash_ or not _is_place(place) or urldefrag(url) not in own:
            continue
        found = True
        if {place, unquote(place)} & places or not dom.visible(index):
            continue
        if _is_control(dom, index) and not _is_renamed(dom, index, place):
            continue
        yield rule.finding(
            f"The link “{' '.join(dom.text(index).split())[:80]}” leads to a place that is not on the page",
            expected=f'an element with id="{unquote(place)}"',
            actual="none",
            where=page.where(index),
        )
    if not found:
        yield Nothing("no links to places on the page, none expected")


def _places(dom: Dom) -> Iterator[str]:
    for node in dom.nodes:
        if node.attrs:
            yield from (value for name in ("id", "name") if (value := node.attrs.get(name)))


def _is_place(place: str) -> bool:
    return bool(re.fullmatch(r"[^/!?=&:~\s{}<>]{2,200}", place)) and place.lower() != "top"


_HANDLED = ("data-", "on", "aria-", "role", "tabindex")


def _is_renamed(dom: Dom, index: int, place: str) -> bool:
    """Whether a plain link leads to a part of the page that is there, under the place's name as a class, with
    another id.
    """
    plain = not any(name.startswith(_HANDLED) for name in dom.nodes[index].attrs)
    return plain and any(
        place in node.attrs.get("class", "").split() and node.attrs.get("id") and dom.visible(i)
        for i, node in enumerate(dom.nodes)
        if node.attrs
    )


def _is_control(dom: Dom, index: int) -> bool:
    node = dom.nodes[index]
    names = " ".join(node.attrs.get(name, "") for name in ("class", "id"))
    data = any(name.startswith(("data-", "on", "ng-", "@", "v-")) for name in node.attrs)
    return (
        data
        or bool(CONTROL & node.attrs.keys())
        or bool(_SCRIPT.search(names) or _SCRIPT.search(node.attrs.get("href", "")))
        or len(dom.text(index).split()) < WORDS
        or dom.inside(index, AROUND)
    )
