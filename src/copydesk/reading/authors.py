"""Who wrote an article: of JSON-LD, the meta data, marked elements, else of the byline that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.reading.beside import spread
from copydesk.reading.headline import key, shown_heading, site_names
from copydesk.reading.pieces import is_prose
from copydesk.reading.source import Source

METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
AUTHORS = 50
"""How many authors are read."""
LONGEST = 60
"""Characters: a longer text is no name."""
LINE = 200
"""Characters: a longer text is no byline."""
BEFORE = 60
"""Nodes before the headline among which a byline is looked for."""
AFTER = 250
"""Nodes after the headline among which it is looked for, at most."""
SMALL = 60
"""Nodes: a byline has no more."""
STEPS = 8

_BY = re.compile(
    r"\A\s*(?:(?:written |reported |words |text |texte |story )?by|by:|from:|von|par|por|door|di|av|af|od"
    r"|tekst:|texte? ?:|text:|autor(?:in|en)?:|author:|auteurs?:|autore:|автор:|による)\s+(?=\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:by|from|von|par|por|door|di|av|af|autor(?:in|en)?|author)\s*:?", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?(?:-?(?:name|list))?|writers?|autor(?:en|in)?|auteur|vcard)(?![a-z])"
)
_OTHER = re.compile(
    r"(?<![a-z])(?:comments?|image|photo|picture|caption|credit|related|teasers?|recommend|social|share|follow|bio"
    r"|avatar|time|date|role|job|position|description|desc|sidebar)(?![a-z])"
)
_APART = re.compile(
    r"\s*[,;、]\s*|\s+[|•·&]\s+|\s+(?:and|und|et|en|og|och|oraz)\s+|\s+(?:y|e|i)\s+(?=[A-ZÀ-Ý])"
)
_TITLES = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "cfa", "esq", "dr"])
_MAIL = re.compile(r"\S+@\S+\.\w+|https?://\S+|\+?\d[\d\s()/-]{5,}\d")
_INITIALS = re.compile(r"\s*\([a-zäöü.]{1,5}\)$")
_STAFF = frozenset(
    ("nachrichten", "news", "redaktion", "online", "staff", "desk", "newsdesk", "team", "editors", "reporter")
)
"""What stands after a site's name in the name of its newsroom."""
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")
_PICTURES = frozenset({"figure", "figcaption", "nav", "footer", "aside", "form"})


def authors(source: Source) -> list[str]:
    """The authors' names, each by itself.

    A name of the site itself, or one made for addresses, counts only where nothing else tells a name.
    """
    people = jsonld.listed(source.article.get("author")) or jsonld.listed(source.article.get("creator"))
    found = [_told(person) for person in people[:AUTHORS]]
    metas = [value for name in METAS for value in source.meta.get(name, [])][:20]
    own = site_names(source)
    rest: list[str] = []
    for given in (found, metas):
        names = _names(jsonld.names([name for name in given if name]))
        sure = [name for name in names if not _is_weak(name, own)]
        if sure:
            return sure
        rest = rest or names
    return _names(_marked(source)) or _byline(source) or rest


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
    if _SLUG.fullmatch(name) or (" " not in name and "." in name):
        return True
    return any(words == one or (words.startswith(one) and words[len(one) :] in _STAFF) for one in own)


def _names(texts: Iterable[str]) -> list[str]:
    """The names in some texts: without "By", addresses and numbers, each once."""
    found: dict[str, str] = {}
    slugs: list[str] = []
    for text in texts:
        text = _BY.sub("", _MAIL.sub("", text), count=1).strip()
        for name in (_INITIALS.sub("", part) or part for part in split(text)):
            if _SLUG.fullmatch(name):
                slugs.append(name)
            elif key(name) and not key(name).isdigit():
                found.setdefault(key(name), name)
    for slug in slugs:
        found.setdefault(key(slug), slug)
    return list(found.values())[:AUTHORS]


def split(text: str) -> list[str]:
    """The names in one text: "Anna Marsh, Otto Finch and Ida Roe" are three, "The Arts and Sea Desk" one."""
    if len(text) > 20 * LONGEST:
        return []
    text = " ".join(text.split()).strip(" ,;:|•·–—-")
    if ";" not in text and "/" in text and all(len(part.split()) > 1 for part in text.split("/")):
        text = text.replace("/", ", ")
    parts: list[str] = []
    marks = [match.group() for match in _APART.finditer(text)]
    for number, part in enumerate(_APART.split(text)):
        if not part:
            continue
        mark = marks[number - 1] if number else ""
        title = part.casefold().replace(".", "") in _TITLES
        if parts and (title or (mark.strip(" ,;、") and not _are_two(parts[-1], part, mark))):
            parts[-1] += f"{mark}{part}"
        else:
            parts.append(part)
    return parts


def _are_two(before: str, after: str, mark: str) -> bool:
    """Whether what stands on both sides of an "and" are two names, and not the two halves of one."""
    if mark.strip() in "|•·":
        return True
    halves = (before.split(), after.split())
    return all(len(half) > 1 and half[0].lower() != "the" for half in halves)


def _marked(source: Source) -> list[str]:
    """The texts of the elements marked as the author of a text, not of a picture."""
    dom = source.dom
    found = []
    for index, node in enumerate(dom.nodes):
        attrs = node.attrs
        if not attrs or not ("author" in attrs.get("rel", "").split() or attrs.get("itemprop") == "author"):
            continue
        if _is_of_another(dom, index):
            continue
        named = next((i for i in dom.subtree(index) if dom.attr(i, "itemprop") == "name"), index)
        text = dom.text(named, hidden=source.hidden)[:LINE] or attrs.get("content", "")[:LINE]
        if text.strip():
            found.append(text.replace("\n", ", "))
        if len(found) == 10:
            break
    return found


def _is_of_another(dom: Dom, index: int) -> bool:
    """Whether an element belongs to a picture, a comment or another story's teaser."""
    for above in (index, *islice(dom.ancestors(index), STEPS)):
        node = dom.nodes[above]
        if node.tag in _PICTURES or "ImageObject" in node.attrs.get("itemtype", ""):
            return True
        if "comment" in node.attrs.get("class", "").lower():
            return True
    return False


def _byline(source: Source) -> list[str]:
    """The names of the byline that readers see: near the headline, else below the story."""
    heading = shown_heading(source)
    if heading is None:
        return []
    nodes = source.dom.nodes
    start = heading.node
    prose = (piece.node for piece in source.pieces if piece.node > start and is_prose(piece))
    story = next(islice(prose, 2, None), len(nodes))
    end = min(start + AFTER, max(story, start + SMALL), len(nodes))
    return _names(_lines(source, range(max(0, start - BEFORE), end), start)) or _names(
        islice(_lines(source, range(end, min(end + 3 * AFTER, len(nodes))), start), 1)
    )


def shown_authors(source: Source) -> list[str]:
    """The names of the byline that readers see; none where it is not near the story."""
    return _byline(source)


def bare_byline(source: Source) -> int | None:
    """The element near the headline that is called a byline and in which a reader sees nothing; None if there
    is none, or if there is another byline with something in it.
    """
    heading = shown_heading(source)
    if heading is None:
        return None
    dom = source.dom
    bare = None
    for index in range(heading.node, min(heading.node + AFTER, len(dom.nodes))):
        node = dom.nodes[index]
        if node.tag == "#text" or not dom.visible(index) or _is_of_another(dom, index):
            continue
        names = spread(
            f"{node.attrs.get('class', '')} {node.attrs.get('rel', '')} {node.attrs.get('itemprop', '')}"
        )
        if _NAMED.search(names) and not _OTHER.search(_NAMED.sub("", names)):
            if _LABEL.sub("", dom.text(index)).strip(" :,"):
                return None
            bare = index if bare is None else bare
    return bare


def _lines(source: Source, where: range, heading: int) -> Iterator[str]:
    """The texts among some nodes that are bylines by their names or by their first word."""
    dom = source.dom
    done = 0
    label = False
    for index in where:
        node = dom.nodes[index]
        if index < done or node.tag in ("#text", "script", "style", "meta", "body", "main", "article"):
            continue
        if dom.end(index) - index > SMALL or heading in dom.subtree(index):
            continue
        if not source.hidden and not dom.visible(index):
            continue
        names = spread(f"{node.attrs.get('class', '')} {node.attrs.get('rel', '')}")
        text = dom.text(index, hidden=source.hidden).strip()
        if not text or len(text) > LINE:
            continue
        named = _NAMED.search(names) and not _OTHER.search(_NAMED.sub("", names))
        begun = _BY.match(text)
        if not (named or begun or label) or _is_of_another(dom, index):
            label = bool(_LABEL.fullmatch(text))
            continue
        name = _name_in(source, index) if not begun or named else text
        if name and (named or label or _looks_like_names(_BY.sub("", name, count=1))):
            yield name
            done = dom.end(index)
            label = False
        elif _LABEL.fullmatch(text):
            label = True


def _name_in(source: Source, index: int) -> str:
    """The names in a byline: its links', else its first line that looks like names."""
    dom = source.dom
    links = [dom.text(i, hidden=source.hidden) for i in dom.find("a", index)]
    named = [text for text in links if _looks_like_names(text)]
    if named:
        return ", ".join(dict.fromkeys(" ".join(text.split()) for text in named))
    lines = (line.strip() for line in re.split(r"\n|\s\|\s", dom.text(index, hidden=source.hidden)))
    bare = (_BY.sub("", line, count=1) for line in lines if not _LABEL.fullmatch(line))
    return next((line for line in bare if _looks_like_names(line)), "")


def _looks_like_names(text: str) -> bool:
    """Whether a text is made of names: each of two to six words, the first and last with a capital."""
    names = split(_MAIL.sub("", text))
    return bool(names) and _looks_like_name(names[0]) and not re.search(r"[.!?]\s*$|\d", text)


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if len(name) > LONGEST or not words or any(character.isdigit() for character in name):
        return False
    if any(character >= "\u2e80" for character in name):
        return len(name) <= 12
    return 2 <= len(words) <= 6 and words[0][0].isupper() and words[-1].strip("()")[:1].isupper()
