"""What is in the document: its ids, and the hosts and protocols of its addresses.

Whether it is complete is checked in `document_whole.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote

from copydesk.page.addresses import addresses, same_site
from copydesk.page.dom import Dom
from copydesk.page.heads import canonicals, pictures, place
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.hosts import host_of, is_development, is_home, is_staging

REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "list",
    "headers",
)
"""Attributes that name elements by their ids."""
SPOKEN = ("aria-labelledby", "aria-describedby")
"""Those that lend an element another's text: two with the same text are as good as one."""
LOADED = {"script": "src", "link": "href"}
"""Where, beside what is shown, an address stands that the page loads from."""


def _referred(dom: Dom) -> dict[str, tuple[int, str]]:
    """The ids that something on the page refers to, with the referring element and its attribute."""
    found: dict[str, tuple[int, str]] = {}
    for index, node in enumerate(dom.nodes):
        attrs = node.attrs
        for name in REFERENCES:
            for value in attrs.get(name, "").split() if name in attrs else ():
                found.setdefault(value, (index, name))
        href = attrs.get("href", "") if node.tag == "a" else ""
        if href.startswith("#") and len(href) > 1:
            found.setdefault(unquote(href[1:]), (index, "href"))
    return found


@rule("document/repeated-id")
def repeated_id(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a label that activates the wrong field, or a link to the wrong place on the page; a screen
    reader announces the wrong thing.

    Why: a block that appears twice, or is inserted again after an update, repeats its ids, and every
    reference finds only the first.

    Catches: two visible elements with id="comment-7" and a link to "#comment-7"; two fields with one id, and
    a label for it.

    Lets pass: a second one that is hidden (for phones); ids that nothing on the page refers to; two labels
    with the same text; a page from an archive, which lacks the
    style sheets that hide things.
    """
    dom = page.dom
    if page.capture.offline:
        yield Nothing("without its style sheets, nobody knows what is hidden")
        return
    found: dict[str, list[int]] = {}
    for index, node in enumerate(dom.nodes):
        if "id" in node.attrs and dom.visible(index):
            found.setdefault(node.attrs["id"].strip(), []).append(index)
    repeated = {identity: nodes for identity, nodes in found.items() if identity and len(nodes) > 1}
    referred = _referred(dom) if repeated else {}
    for identity, nodes in repeated.items():
        if identity not in referred or dom.inside(nodes[1], {"svg"}):
            continue
        index, attribute = referred[identity]
        if attribute in SPOKEN and len({dom.text(node) for node in nodes}) == 1:
            continue
        yield rule.finding(
            f"{len(nodes)} elements have the id “{identity}”, to which a <{dom.tag(index)}> refers",
            expected="one element with that id",
            actual=str(len(nodes)),
            where=page.where(nodes[1]),
        )


@rule("document/wrong-host")
def wrong_host(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: pictures that do not load and links that lead nowhere; in the newsroom, all is well.

    Why: a staging configuration was published: its host answers only inside.

    Catches: a picture on staging.news.example, a link to localhost or 192.168.0.7, a canonical address or an
    og:image on the site's own dev.news.example.

    Lets pass: the page's own host, when you check a staging site; another site's "dev.…" or "test.…"; a site
    whose own name is one of these words.
    """
    here = page.capture.final_url or page.capture.url
    told: set[tuple[str, str]] = set()
    for url, about in _said(page):
        host = host_of(url)
        if not _is_wrong(host, here):
            continue
        what, where = about()
        if (host, what) not in told:
            told.add((host, what))
            yield rule.finding(
                f"{what} is on a host that readers cannot reach: {host}",
                expected="the public host",
                actual=url,
                where=where,
            )


def _said(page: Page) -> Iterator[tuple[str, Callable[[], tuple[str, Where]]]]:
    """The addresses that the page gives its readers, each with its kind and place (computed only on
    demand).
    """
    for found in addresses(page):
        yield found.raw, lambda found=found: (f"The address of {found.what}", found.where(page))  # type: ignore[misc]
    for link in canonicals(page):
        yield link.url, lambda link=link: ("The canonical address", place(page, link.node))  # type: ignore[misc]
    for meta in pictures(page):
        what = f"The picture for sharing ({meta.name})"
        yield meta.content, lambda meta=meta, what=what: (what, place(page, meta.node))  # type: ignore[misc]


def _is_wrong(host: str, here: str) -> bool:
    """Whether a host belongs to a staging site, as seen from a page; a staging page has its own."""
    own = host_of(here)
    if not host or host == own:
        return False
    rehearsal = is_home(own) or is_staging(own) or is_development(own)
    if is_home(host):
        return not rehearsal
    ours = same_site(f"//{host}", here)
    return not (rehearsal and ours) if is_staging(host) else ours and not rehearsal and is_development(host)


@rule("document/mixed-content")
def mixed_content(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a picture, a video or a form that does not work; "not secure" beside the address.

    Why: browsers do not load unencrypted content into an encrypted page.

    Catches: <img src="http://…">, a script, a style sheet, a frame or a form's target without encryption, in
    a page under https.

    Lets pass: links, which lead to another page; a page that is itself unencrypted.
    """
    here = page.capture.final_url or page.capture.url
    if not here.startswith("https:"):
        yield Nothing("the page itself is not encrypted")
        return
    dom = page.dom
    for found in addresses(page):
        if found.raw.lower().startswith("http://") and found.dom.tag(found.node) not in ("a", "area"):
            yield rule.finding(
                f"The address of {found.what} is without encryption, in a page with it",
                expected="https://",
                actual=found.raw,
                where=found.where(page),
            )
    for tag, name in LOADED.items():
        for index in dom.find(tag):
            raw = (dom.attr(index, name) or "").strip()
            used = tag == "script" or "stylesheet" in (dom.attr(index, "rel") or "").lower()
            if used and raw.lower().startswith("http://"):
                yield rule.finding(
                    f"The page loads a {'script' if tag == 'script' else 'style sheet'} without encryption",
                    expected="https://",
                    actual=raw,
                    where=place(page, index),
                )
