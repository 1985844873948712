"""The loading state: gone once the list has loaded."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.lines import HEADINGS
from copydesk.page.page import Page
from copydesk.page.parts import every_state
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule

WORDS = frozenset(
    (
        *("loading", "wird geladen", "laden", "chargement", "cargando", "caricamento", "carregando"),
        *("загрузка", "завантаження", "ładowanie", "lädt", "laddar", "ladataan", "yükleniyor", "加载中"),
    )
)
"""What a loading state says, in small letters, where no site file names one."""

NAMES = HEADINGS | {"a"}
"""Elements in which the word is a story's or a page's name."""


@rule("loading/stuck")
def stuck(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The page still says that it is loading.

    Reader sees: "Loading", for ever, beside the list or instead of it.

    Why: either the list never arrived, or nothing removed the word when it did.

    Catches: "Loading" that is still visible when the page has settled, or when patience has run out.

    Lets pass: a loading state that is hidden; the word within a text, or as a headline or a link; one below
    the window, where a page may wait until you scroll there, unless the site file names it.
    """
    seen: set[str] = set()
    for state, dom, match in every_state(page, "loading"):
        selector = dom.selector(match.node)
        if selector in seen:
            continue
        seen.add(selector)
        yield rule.finding(
            "The page still says that it is loading" + (f" ({state.action})" if state.action else ""),
            expected="gone once the page has settled",
            actual=dom.text(match.node) or "shown",
            where=page.where(match.node, state.name, dom),
        )
    if page.element("loading") is not None:
        if not page.matches("loading"):
            yield nothing(page, "loading")
        return
    node = None if page.capture.offline else loading_text(page)
    if node is None:
        yield nothing(page, "loading")
    else:
        yield rule.finding(
            "The page still says that it is loading",
            expected="gone once the page has settled",
            actual=page.dom.text(node),
            where=page.where(node),
        )


def loading_text(page: Page) -> int | None:
    """An element in the window that says "Loading" and nothing else."""
    dom = page.dom
    for i, node in enumerate(dom.nodes):
        if node.tag == "#text" and len(node.text) < 40 and node.text.strip(" .…\n\t").lower() in WORDS:
            box = dom.box(i)
            parent = dom.nodes[i].parent
            if dom.inside(i, NAMES):
                continue
            if box and box[1] < dom.snapshot.viewport[1] and dom.visible(i) and len(dom.text(parent)) < 40:
                return parent
    return None
