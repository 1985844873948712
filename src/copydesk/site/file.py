"""Reading a site file: its TOML, its shape (`schemas/site.schema.json`), and what no schema can tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from copydesk.disk import read
from copydesk.records import mask
from copydesk.schemas import validators as schemas
from copydesk.schemas.sentences import sentences
from copydesk.schemas.toml import parsed
from copydesk.schemas.toml_lines import KeyPath, dotted, key_lines, line_of
from copydesk.site import datelines, selectors
from copydesk.site.elements import COUNTED, ELEMENTS
from copydesk.site.model import Element, Links, Off, PageEntry, Site, SiteError
from copydesk.text.spelling import listed, nearest, suggest

Problem = tuple[KeyPath, str]

MOST = 50
"""So many problems are told at most: nobody reads more, and each takes its time."""


def load_site(path: Path, rules: Collection[str]) -> Site:
    """Read and check a site file (TOML), with its defaults filled in, before any browser starts.

    `rules` are the names that `[off]` may have. Raises `FileError` for a file that cannot be read, and
    `SiteError` with the problems that it has: file and line, what was expected, and what was probably meant.
    """
    try:
        text = read.written(path)
    except read.MissingError:
        # By what differs: `.toml` alone makes no two names alike.
        others = {other.stem: other.name for other in path.parent.glob("*.toml")}
        near = f"; did you mean '{others[stem]}'?" if (stem := nearest(path.stem, others)) else ""
        raise SiteError([f"{path}: there is no such site file{near}"]) from None
    data = parsed(text, str(path))
    found = chain(sentences(schemas.own("site").iter_errors(data)), _check(path, data, rules))
    if problems := list(islice(found, MOST)):
        lines = key_lines(text)
        told = sorted({(line_of(lines, where), dotted(where), what) for where, what in problems})
        raise SiteError(
            [f"{path}:{line}: {f'{where}: ' if where else ''}{what}" for line, where, what in told]
        )
    return _site(path, data)


def _check(path: Path, data: dict[str, Any], rules: Collection[str]) -> Iterator[Problem]:
    """What the schema cannot tell. Values of a wrong shape are passed over: the schema has spoken of them."""
    yield from _check_site(_table(data, "site"))
    yield from _check_pages(data.get("pages"))
    for kind, elements in _table(data, "elements").items():
        for name, element in _entries(elements):
            yield from _check_element(("elements", kind, name), kind, name, element)
    yield from _check_off(_table(data, "off"), rules, _list(data.get("pages")))
    for number, masked in enumerate(_list(_table(data, "snapshots").get("mask"))):
        if isinstance(masked, str) and (words := mask.problem_with(masked, ELEMENTS)):
            yield ("snapshots", "mask", number), words
    for kind, name in _table(data, "schemas").items():
        if kind in schemas.KINDS and isinstance(name, str):
            yield from _check_schema(path, kind, name)


def _check_site(site: dict[str, Any]) -> Iterator[Problem]:
    zone = site.get("time_zone")
    known = isinstance(zone, str) and zone in _zones()
    if isinstance(zone, str) and not known:
        # Most people know a zone by its city, so the city alone is looked for as well.
        zones = sorted(_zones(), reverse=True)
        cities = {name.rpartition("/")[2]: name for name in zones}
        city = nearest(zone.rpartition("/")[2], cities)
        meant = nearest(zone, zones) or (cities[city] if city else None)
        hint = f"; did you mean '{meant}'?" if meant else "; use a name such as Europe/Vienna"
        yield ("site", "time_zone"), f"no time zone is called '{zone}'{hint}"
    if now := _moment(site.get("now")):
        if now.year not in read.YEARS:
            yield ("site", "now"), f"must be in a year from {read.YEARS[0]} to {read.YEARS[-1]}; it is {now}"
        elif known and now.utcoffset() != (local := now.astimezone(ZoneInfo(str(zone)))).utcoffset():
            told = f"the offset is not that of {zone} at that moment; write {local.isoformat()}"
            yield ("site", "now"), told
    form = site.get("dateline")
    if isinstance(form, str) and form and (words := datelines.problem_with(form)):
        yield ("site", "dateline"), words


def _check_pages(pages: object) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, page in enumerate(_list(pages)):
        if not isinstance(page, dict):
            continue
        name, kind = page.get("name"), page.get("kind")
        if isinstance(name, str) and seen.setdefault(name, number) != number:
            yield ("pages", number, "name"), f"there is already a page called '{name}'"
        if ("path" in page) == ("url" in page):
            yield ("pages", number), "a page needs either a path (under base_url) or a url"
        if kind == "filter" and "choose" not in page:
            yield (
                ("pages", number, "choose"),
                "is missing: which sections does the visit choose in the filter?",
            )
        if "search" in _list(page.get("journeys")) and "query" not in page:
            yield ("pages", number, "query"), "is missing: what does the journey search look for?"
        if kind in ("article", "feed") and "choose" in page:
            yield (
                ("pages", number, "choose"),
                f"only a filter page has sections to choose; this is a {kind} page",
            )


def _check_element(where: KeyPath, kind: str, name: str, element: dict[str, Any]) -> Iterator[Problem]:
    known = ELEMENTS.get(name)
    if known and kind in schemas.KINDS and kind not in known.kinds:
        tables = listed(f"[elements.{other}.{name}]" for other in known.kinds)
        yield where, f"not an element of {kind} pages; it belongs under {tables}"
    selector = element.get("selector")
    if isinstance(selector, str) and (words := selectors.problem_with(selector)):
        yield (*where, "selector"), words
    for part, selector in _table(element, "parts").items():
        if known and part not in known.parts:
            parts = f"; its parts are {listed(known.parts, 'and')}" if known.parts else "; it has none"
            yield (*where, "parts", part), f"unknown part{suggest(part, known.parts) or parts}"
        elif isinstance(selector, str) and (words := selectors.problem_with(selector)):
            yield (*where, "parts", part), words
    if "items" in element and known and name not in COUNTED:
        yield (*where, "items"), f"items are counted in {listed(COUNTED, 'and')} only"
    for key in ("count", "items"):
        bounds = _table(element, key)
        least, most = bounds.get("min"), bounds.get("max")
        if isinstance(least, int) and isinstance(most, int) and least > most:
            yield (*where, key), f"min is {least} and max is {most}, so no page can match"


def _check_off(off: dict[str, Any], rules: Collection[str], pages: list[Any]) -> Iterator[Problem]:
    kinds = {
        page["name"]: page.get("kind")
        for page in pages
        if isinstance(page, dict) and isinstance(page.get("name"), str)
    }
    for name, told in off.items():
        if name not in rules:
            yield ("off", name), f"there is no rule with this name{suggest(name, rules)}"
        for number, one in enumerate(told if isinstance(told, list) else [told]):
            if not isinstance(one, dict):
                continue
            where = ("off", name, number) if isinstance(told, list) else ("off", name)
            page, kind, element = one.get("page"), one.get("kind"), one.get("element")
            if isinstance(page, str) and page not in kinds:
                yield (*where, "page"), f"there is no page called '{page}'{suggest(page, kinds)}"
            elif isinstance(page, str) and kind in schemas.KINDS and kinds[page] != kind:
                yield (*where, "kind"), f"the page '{page}' is of another kind, so this holds nowhere"
            known = ELEMENTS.get(element) if isinstance(element, str) else None
            if known and kind in schemas.KINDS and kind not in known.kinds:
                yield (*where, "element"), f"{kind} pages have no element '{element}', so this holds nowhere"


def _check_schema(path: Path, kind: str, name: str) -> Iterator[Problem]:
    if not read.within(path.parent / name, path.parent):
        yield ("schemas", kind), f"'{name}' is outside the site file's folder"
        return
    try:
        schemas.tightened(path.parent / name)
    except read.FileError as error:
        yield ("schemas", kind), str(error)


@cache
def _zones() -> set[str]:
    """All names of time zones, which takes a walk through the system's folder of them."""
    return available_timezones()


def _moment(value: object) -> datetime | None:
    """A moment with its offset; None for what is none."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _entries(value: object) -> list[tuple[str, dict[str, Any]]]:
    return [(k, v) for k, v in value.items() if isinstance(v, dict)] if isinstance(value, dict) else []


def _site(path: Path, data: dict[str, Any]) -> Site:
    """The site, from data that has been found in order."""
    values = dict(data.get("site", {}))
    values.setdefault("name", re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "site")
    values["embedded"] = "base_url" not in values
    values["base_url"] = values.get("base_url", "").rstrip("/")
    for name in ("suffix", "prefix"):
        told = values.pop(f"title_{name}", [])
        values[f"title_{name}es"] = [told] if isinstance(told, str) else told
    values["title_suffix"] = values["title_suffixes"][0] if values["title_suffixes"] else ""
    if "now" in values:
        values["now"] = datetime.fromisoformat(values["now"])
    return Site(
        **values,
        path=path,
        pages=[_page(page) for page in data.get("pages", [])],
        elements={
            kind: {name: _element(element) for name, element in elements.items()}
            for kind, elements in data.get("elements", {}).items()
        },
        off={name: _off(told) for name, told in data.get("off", {}).items()},
        mask=data.get("snapshots", {}).get("mask", []),
        volatile=data.get("recording", {}).get("volatile", []),
        third_parties=data.get("third_parties", {}).get("allow", []),
        links=Links(**data.get("links", {})),
        schemas=data.get("schemas", {}),
    )


def _page(page: dict[str, Any]) -> PageEntry:
    values = {key: value for key, value in page.items() if key != "path"}
    return PageEntry(**{"url": page.get("path", ""), **values})


def _element(element: dict[str, Any]) -> Element:
    values = {key: value for key, value in element.items() if key not in ("count", "items")}
    return Element(**values, count=_bounds(element.get("count")), items=_bounds(element.get("items")))


def _off(told: str | dict[str, Any] | list[dict[str, Any]]) -> list[Off]:
    """Where a rule is switched off: a reason alone, a table, or a list of tables."""
    if isinstance(told, str):
        return [Off(reason=told)]
    return msgspec.convert(told if isinstance(told, list) else [told], list[Off])


def _bounds(told: float | dict[str, float] | None) -> tuple[int | None, int | None]:
    """The least and the most of a count: a number, or a table with either. 2.0 is a whole number, too."""
    table = {"min": told, "max": told} if isinstance(told, int | float) else told or {}
    least, most = (table.get(name) for name in ("min", "max"))
    return None if least is None else int(least), None if most is None else int(most)
