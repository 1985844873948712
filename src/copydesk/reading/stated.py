"""The time that readers see near the headline, whether or not its element has a value for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from copydesk.page.capture import Node
from copydesk.page.dom import Dom
from copydesk.reading.beside import OUTSIDE, spread
from copydesk.reading.dates import machine_time, shown_time
from copydesk.reading.headline import shown_heading
from copydesk.reading.source import Source

NEAR = 400
"""Nodes after the headline among which a time is looked for that only readers can read."""
BEFORE = 60
"""Nodes before the headline among which it is looked for where it must agree with what machines are told."""
TRIED = 20
"""Texts near the headline that are tried."""
SHORT = 80
"""Characters: a text that shows a time is no longer."""
BESIDE = 8
"""Nodes between a day and its hour at most."""
STEPS = 6
"""How far up from a text it is looked whose time it is."""
TEASER = 180
"""Nodes: an element with a heading that has no more is another story's teaser."""
LABEL = 60
"""Nodes: an element that says what kind of time it shows has no more."""
MINUTE = 60
QUARTER = 15 * 60
"""The zones of the world differ by whole quarters of an hour."""

_DAY = re.compile(r"\d\s?[^\W\d]{3}|[^\W\d]{3}\.?\s\d|\d\.?[./-]\s?\d{1,2}[./-]\s?\d|[年년]")
_CLOCK = re.compile(r"\d\s?[:.hH時시]\s?\d\d|\d\s?[ap]\.?m", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,4}([./-])\s?\d{1,2}\1\s?\d{1,4}")
_AFTER = re.compile(r"[\s|·•,–—-]+(?:by|von|par|por|da|di|door|av|af)?[\s|·•,–—:-]*$", re.IGNORECASE)
_ONLY_CLOCK = re.compile(
    r"[\s,|–—·•/-]*(?:um |at |à |a las |ore |kl\.? )?\d{1,2}\s?[:.hH]\s?\d\d(?::\d\d)?\s?"
    r"(?:Uhr|h|hrs|[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?[\s,|–—·•/-]*",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publish|publi[cé]|pubblic|pub-?date|posted|veröffentlicht|erschienen|erstellt|gepubliceerd|опубликован"
    r"|(?:article|entry|post|story|issue)-{1,2}date|date-?published"
)
_UPDATED = re.compile(
    r"updat|modif|aktualisiert|(?<!\w)stand(?!\w)|mis à jour|màj|actuali[sz]ad|aggiornat|atualizad|bijgewerkt"
    r"|обновл|uppdaterad|oppdatert"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def stated(
    source: Source,
    at: datetime | None,
    changed: datetime | None,
    zone: str,
    now: str,
    language: str,
) -> tuple[str, datetime | None]:
    """The text near the headline that shows when the story was published, and what it says.

    Where machines are told (`at`), that is the one that says the same in any zone, else one of that day, else
    one that calls itself the time of publication and says otherwise. Else it is the first that shows a day.
    `changed` is the time of the last change, which does not count as another time of publication.
    """
    same_day = other = ""
    for text, node, after in islice(_texts(source), TRIED):
        for said in _readings(text, zone, now, language):
            if at is None:
                if after:
                    return text, said
                continue
            if agrees(said, at, clock=has_hour(text)):
                return text, said
            if not same_day and after and said.date() == at.astimezone(said.tzinfo).date():
                same_day = text
        if at is not None and not other and after and _is_of_publication(source.dom, node, text):
            known = _readings(text, zone, now, language)
            if known and not any(changed and abs(one - changed) < timedelta(days=2) for one in known):
                other = text
    return (same_day or other), None


def exactly(source: Source, at: datetime, zone: str, now: str, language: str, besides: str) -> str:
    """The text near the headline that shows this hour and minute, other than that one."""
    for text, _, _ in islice(_texts(source), TRIED):
        if text != besides and has_hour(text):
            for said in _readings(text, zone, now, language):
                if agrees(said, at, clock=True):
                    return text
    return ""


def valued(source: Source, at: datetime, zone: str) -> str:
    """The text of the first `<time>` that has this value; else of one near the headline that has it in a zone
    that it does not tell."""
    dom = source.dom
    near = ""
    heading = shown_heading(source)
    start = heading.node if heading else 0
    for index in dom.find("time"):
        stamp = dom.nodes[index].attrs.get("datetime", "").strip()
        value = machine_time(stamp, zone) if stamp else None
        if value is None:
            continue
        text = dom.text(index, hidden=source.hidden).replace("\n", " ")
        if not text:
            continue
        if abs((value - at).total_seconds()) < MINUTE:
            return text
        bare = not re.search(r"[Zz]$|[+-]\d\d:?\d\d$", stamp)
        clock = ":" in stamp and ":" in text
        if not near and bare and clock and start < index < start + NEAR and agrees(value, at, clock=True):
            near = text
    return near


def has_hour(text: str) -> bool:
    """Whether a text that shows a day shows an hour too."""
    return bool(_CLOCK.search(_NUMBERS.sub(" ", text)))


def agrees(said: datetime, at: datetime, *, clock: bool) -> bool:
    """Whether two times may be one, told in zones of which one is not known."""
    apart = abs((said - at).total_seconds())
    if not clock:
        return abs(said.date() - at.date()) < timedelta(days=1)
    return apart < 14 * 3600 and min(apart % QUARTER, QUARTER - apart % QUARTER) < MINUTE


def _readings(text: str, zone: str, now: str, language: str) -> list[datetime]:
    """What a text can say: where a slash parts day and month, it is as the language has it, or else."""
    languages = [language, "en-GB", "en-US"] if re.search(r"\d/\d", text) else [language]
    found = [shown_time(text, zone, now, one) for one in languages]
    return list(dict.fromkeys(one for one in found if one))


def _texts(source: Source) -> Iterator[tuple[str, int, bool]]:
    """The texts near the headline that show a day, with the hour that stands beside it: text, node, and
    whether it stands after the headline."""
    dom = source.dom
    heading = shown_heading(source)
    start = heading.node if heading else 0
    end = min(start + NEAR, len(dom.nodes))
    for index in [*range(start, end), *range(max(0, start - BEFORE), start)]:
        node = dom.nodes[index]
        if node.tag != "#text" or not 6 <= len(node.text.strip()) <= SHORT or not _DAY.search(node.text):
            continue
        if not source.hidden and not dom.visible(index):
            continue
        if not _is_the_storys(source, index, start):
            continue
        text = _AFTER.sub("", " ".join(node.text.split()))
        if not has_hour(text) and (hour := _hour_beside(source, index)):
            text = f"{text} {hour}"
        yield text, index, index >= start


def _hour_beside(source: Source, index: int) -> str:
    """A text that is nothing but an hour, just after or before a day."""
    nodes = source.dom.nodes
    after = range(index + 1, min(index + 1 + BESIDE, len(nodes)))
    for nearby in (after, range(index - 1, max(-1, index - 1 - BESIDE), -1)):
        for one in nearby:
            node = nodes[one]
            if node.tag != "#text" or not (text := " ".join(node.text.split())):
                continue
            if source.hidden or source.dom.visible(one):
                if _ONLY_CLOCK.fullmatch(text):
                    return text
                if len(text) > 1:
                    break
    return ""


def _is_the_storys(source: Source, index: int, heading: int) -> bool:
    """Whether a text stands with the headline, and not in another story's teaser or beside the story."""
    dom = source.dom
    for above in islice(dom.ancestors(index), STEPS):
        if heading and heading in dom.subtree(above):
            return True
        tag = dom.nodes[above].tag
        if tag in OUTSIDE or (tag in _HEADINGS and above != heading):
            return False
        if tag == "a" and dom.hrefs.get(above, "").partition("#")[0] not in (
            "",
            source.url,
            source.canonical,
        ):
            return False
        if tag in ("li", "article", "section", "div") and any(
            dom.tag(one) in _HEADINGS or _leads_on(dom, one) for one in dom.subtree(above)
        ):
            return tag in ("section", "div") and dom.end(above) - above > TEASER
    return True


def _leads_on(dom: Dom, index: int) -> bool:
    """Whether a link's text is long enough for another story's headline."""
    return index in dom.hrefs and len(dom.text(index, hidden=True)) > 2 * LABEL


def _is_of_publication(dom: Dom, index: int, text: str) -> bool:
    """Whether a text or a small element around it calls itself the time of publication, not of a change."""
    said = [text]
    for above in islice(dom.ancestors(index), 3):
        if dom.end(above) - above > LABEL:
            break
        said.append(_names(dom.nodes[above]))
        said.append(dom.text(above, hidden=True)[: 2 * SHORT])
    words = spread(" ".join(said)) if len(" ".join(said)) < 300 else " ".join(said).lower()
    return bool(_PUBLISHED.search(words)) and not _UPDATED.search(words)


def _names(node: Node) -> str:
    return f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"
