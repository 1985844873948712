"""Who wrote an article: of JSON-LD, the meta data, marked elements, else of the byline that readers see."""

from __future__ import annotations

from copydesk.page import jsonld
from copydesk.reading.byline import LINE, byline, is_of_another
from copydesk.reading.names import AUTHORS, SLUG, names
from copydesk.reading.source import Source
from copydesk.reading.titles import key, site_names

METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")

_ACCOUNTS = frozenset(
    ("admin", "administrator", "superuser", "root", "webmaster", "wpadmin", "editor", "author")
)
"""Names that a system gives to whoever sets it up."""
_STAFF = frozenset(
    ("nachrichten", "news", "redaktion", "online", "staff", "desk", "newsdesk", "team", "editors", "reporter")
)
"""What stands after a site's name in the name of its newsroom."""


def authors(source: Source) -> list[str]:
    """The authors' names, each by itself.

    A name of the site itself, or one made for addresses, counts only where nothing else tells a name. Where
    one name is told and readers see it with others in the byline, it is the byline that counts.
    """
    people = jsonld.listed(source.article.get("author")) or jsonld.listed(source.article.get("creator"))
    found = [_told(person) for person in people[:AUTHORS]]
    metas = [value for name in METAS for value in source.meta.get(name, [])][:20]
    own = site_names(source)
    rest: list[str] = []
    for given in (found, metas):
        told = names(jsonld.names([name for name in given if name]))
        sure = [name for name in told if not _is_weak(name, own)]
        if sure:
            shown = byline(source) if len(sure) == 1 else []
            return shown if key(sure[0]) in map(key, shown) else sure
        rest = rest or told
    return names(_marked(source)) or byline(source) or rest


def _told(person: object) -> str:
    """The name of a person in JSON-LD, in one text or two."""
    if isinstance(person, dict):
        name = jsonld.text(person, "name")
        parts = (jsonld.text(person, "givenName"), jsonld.text(person, "familyName"))
        return name or " ".join(part for part in parts if part)
    return person if isinstance(person, str) else ""


def _is_weak(name: str, own: set[str]) -> bool:
    """Whether a name is the site's, or made for addresses."""
    words = key(name)
    if words in _ACCOUNTS or SLUG.fullmatch(name) or (" " not in name and "." in name):
        return True
    return any(words == one or (words.startswith(one) and words[len(one) :] in _STAFF) for one in own)


def _marked(source: Source) -> list[str]:
    """The texts of the elements marked as the author of a text, not of a picture."""
    dom = source.dom
    found = []
    for index, node in enumerate(dom.nodes):
        attrs = node.attrs
        if not attrs or not ("author" in attrs.get("rel", "").split() or attrs.get("itemprop") == "author"):
            continue
        if is_of_another(dom, index, -1):
            continue
        named = next((i for i in dom.subtree(index) if dom.attr(i, "itemprop") == "name"), index)
        text = dom.text(named, hidden=source.hidden)[:LINE] or attrs.get("content", "")[:LINE]
        if text.strip():
            found.append(text.replace("\n", ", "))
        if len(found) == 10:
            break
    return found
