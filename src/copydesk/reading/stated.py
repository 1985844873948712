"""The time that readers see near the headline, whether or not its element has a value for machines."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice

from copydesk.page.dom import Dom
from copydesk.reading.beside import spread
from copydesk.reading.dates import machine_time, shown_time
from copydesk.reading.headline import shown_heading
from copydesk.reading.near import BESIDE, LABEL, NEAR, SHORT, day_texts, has_hour, named
from copydesk.reading.source import Source

TRIED = 20
"""Texts near the headline that are tried."""
MINUTE = 60
QUARTER = 15 * 60
"""The zones of the world differ by whole quarters of an hour."""

_DIGIT = re.compile(r"\d")
_PUBLISHED = re.compile(
    r"publish|publi[cé]|pubblic|pub-?date|posted|veröffentlicht|erschienen|erstellt|gepubliceerd|опубликован"
    r"|(?:article|entry|post|story|issue)-{1,2}date|date-?published"
)
_UPDATED = re.compile(
    r"updat|modif|aktualisiert|(?<!\w)stand(?!\w)|mis à jour|màj|actuali[sz]ad|aggiornat|atualizad|bijgewerkt"
    r"|обновл|uppdaterad|oppdatert|opdateret|aangepast|gewijzigd|zaktualizowan|päivitetty|güncelle"
)


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
    for text, node, after in islice(day_texts(source), TRIED):
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


def stated_change(source: Source, zone: str, now: str, language: str) -> tuple[str, datetime | None]:
    """The text near the headline that says when the story was last changed, and the time: of the `<time>`
    that it stands in, or as it is shown."""
    dom = source.dom
    for text, index, _ in islice(day_texts(source), TRIED):
        before = [node.text for node in dom.nodes[max(0, index - BESIDE) : index] if node.tag == "#text"]
        label = next((one for one in reversed(before) if one.strip()), "")
        label = "" if _DIGIT.search(label) else label
        label = f"{label} {_DIGIT.split(text)[0]}".lower()
        if not _UPDATED.search(label) or _PUBLISHED.search(label):
            continue
        stamps = (dom.attr(above, "datetime") for above in islice(dom.ancestors(index), 2))
        value = next((at for stamp in stamps if stamp and (at := machine_time(stamp, zone))), None)
        if value := value or shown_time(text, zone, now, language):
            return text, value
    return "", None


def exactly(source: Source, at: datetime, zone: str, now: str, language: str, besides: str) -> str:
    """The text near the headline that shows this hour and minute, other than that one."""
    for text, _, _ in islice(day_texts(source), TRIED):
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
        clock = ":" in stamp and has_hour(text)
        if not near and bare and clock and start < index < start + NEAR and agrees(value, at, clock=True):
            near = text
    return near


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


def _is_of_publication(dom: Dom, index: int, text: str) -> bool:
    """Whether a text or a small element around it calls itself the time of publication, not of a change."""
    said = [text]
    for above in islice(dom.ancestors(index), 3):
        if dom.end(above) - above > LABEL:
            break
        said.append(named(dom.nodes[above]))
        said.append(dom.text(above, hidden=True)[: 2 * SHORT])
    words = spread(" ".join(said)) if len(" ".join(said)) < 300 else " ".join(said).lower()
    return bool(_PUBLISHED.search(words)) and not _UPDATED.search(words)
