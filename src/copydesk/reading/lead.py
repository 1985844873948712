"""The lead: the sentence between headline and text that sums up the story."""

from __future__ import annotations

import re

from copydesk.page import jsonld
from copydesk.reading.beside import OUTSIDE, spread
from copydesk.reading.headline import shown_heading
from copydesk.reading.names import BY
from copydesk.reading.pieces import HEADINGS, LINKED, PARAGRAPHS, Piece, is_prose, weight
from copydesk.reading.source import Source
from copydesk.reading.titles import key

SHORTEST = 25
"""Characters that a lead has at least."""
COMPARED = 50
"""Letters of a text that are compared with the page's description."""
DEPTH = 10
"""Steps up within which the lead and the text have an element around both."""

_NAMED = re.compile(
    r"(?<![a-z])(?:lead|lede|standfirst|intro|teaser|summary|dec?k|sub-?(?:title|head)|abstract|excerpt|perex"
    r"|ingress|sapo|chapo|entradilla|sommario|occhiello|einleitung|vorspann|anriss|desc|spot)"
)
_CAPTION = re.compile(r"caption|credit|image|photo|picture|author|byline")
_ABOUT = re.compile(
    r"[|·•]|(?<!\d)20\d\d(?!\d)|\d\s?min|^listen"
    r"|^(?:this|dieser|diese|cet|este|questo|dit|denne|den här)\s(?:article|story|post|page|artikel|beitrag"
    r"|text|artículo|articolo|artigo|stuk|artikkel|artikeln)(?!\w)",
    re.IGNORECASE,
)
"""What a line about the page has: topics beside a day, how long it takes to read, where it is from."""
_SENTENCE_END = re.compile(r"[.!?…。！？।][\"'”’»“」』)]*$")


_NOTICE = re.compile(
    r"(?<!\w)(?:regist(?:er|ered|ration)|sign(?:ed)? (?:in|up)|log(?:ged)? ?in|subscri(?:be|bers?|ption)"
    r"|newsletters?|cookies?|javascript|ad-?blocker|browser|terms of (?:use|service)|all rights reserved"
    r"|affiliate commission"
    r"|anmeld(?:en|ung)|registrier\w*|abonn\w*|einloggen|werbung|inscri(?:vez|re)|connectez|identif[ií]\w*"
    r"|suscr[ií]\w*|iscriviti|accedi|inloggen|aanmelden|logga in|prenumer\w*)(?!\w)"
    r"|^(?:photo|foto|image|bild|picture|credit|quelle|source|fotograf\w*)(?: credit| by)?\s?[:/]|^©",
    re.IGNORECASE,
)
"""Words of notices to readers and of credits."""
_YOU = re.compile(
    r"(?<!\w)(?:you|your|sie|ihr|ihre|du|dein|vous|votre|usted|tu|tus|uw|je|din)(?!\w)", re.IGNORECASE
)


def is_notice(text: str) -> bool:
    """Whether a text tells readers about the site, or whose a picture is, and not about the story."""
    found = _NOTICE.search(text)
    return found is not None and (found.start() == 0 or bool(_YOU.search(text)))


def is_named_lead(names: str) -> bool:
    """Whether classes call an element the lead."""
    names = spread(names)
    return bool(_NAMED.search(names)) and not _CAPTION.search(names)


def find_lead(source: Source, found: list[Piece], text: list[Piece], headline: str) -> str:
    """The lead among the blocks before the text, or empty.

    Surest is the block that says what the page's description says, then one whose classes call it so, then a
    paragraph, then any sentence, between headline and text, then what stands right under the headline.
    """
    dom = source.dom
    first = text[0].node
    headings = [index for index in dom.find("h1") if index < first]
    home = dom.nodes[first].parent
    around = {home, *_up(source, home)}
    told = [
        words[:COMPARED]
        for words in map(key, (jsonld.text(source.article, "description"), *_descriptions(source)))
        if len(words) >= SHORTEST
    ]
    best, rank = "", 0
    for piece in found:
        index = piece.node
        if index >= first:
            break
        if (
            (headings and index < headings[-1])
            or weight(piece.text) < SHORTEST
            or dom.nodes[index].tag == "h1"
        ):
            continue
        chain = [index]
        for ancestor in _up(source, index):
            if ancestor in around:
                break
            chain.append(ancestor)
        words = key(piece.text)
        linked = piece.linked >= LINKED * len(piece.text)
        if linked or words == key(headline) or any(dom.nodes[one].tag in OUTSIDE for one in chain):
            continue
        value = _value(source, piece, words, told, chain)
        if value > rank:
            best, rank = piece.text, value
    return best or _under(source, found, first)


def _under(source: Source, found: list[Piece], first: int) -> str:
    """What stands right under the headline in one element with it, where the text has another."""
    heading = shown_heading(source)
    if heading is None:
        return ""
    dom = source.dom
    home = dom.nodes[heading.node].parent
    after = next((piece for piece in found if piece.node >= dom.end(heading.node)), None)
    if after is None or dom.nodes[after.node].parent != home or home == dom.nodes[first].parent:
        return ""
    if dom.tag(after.node) not in PARAGRAPHS:
        return ""
    other = BY.match(after.text) or _ABOUT.search(after.text) or is_notice(after.text)
    if other or not is_prose(after) or after.node >= first or after.node in source.beside:
        return ""
    return after.text


def _value(source: Source, piece: Piece, words: str, told: list[str], chain: list[int]) -> int:
    nodes = source.dom.nodes
    if any(words.startswith(one) or (is_prose(piece) and words[:COMPARED] in one) for one in told):
        return 4
    if is_notice(piece.text):
        return 0
    if is_named_lead(" ".join(nodes[one].attrs.get("class", "") for one in chain[:3])):
        return 3
    if not is_prose(piece) or not _SENTENCE_END.search(piece.text) or source.beside.intersection(chain):
        return 0
    tag = nodes[piece.node].tag
    return 2 if tag == "p" else 0 if tag in HEADINGS else 1


def _up(source: Source, index: int) -> list[int]:
    return [ancestor for ancestor, _ in zip(source.dom.ancestors(index), range(DEPTH), strict=False)]


def _descriptions(source: Source) -> list[str]:
    return [jsonld.plain(source.first_meta(name)) for name in ("og:description", "description")]
