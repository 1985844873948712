"""What a visit showed, in pieces that can be compared with those of another visit.

A fault counts only where a reader sees or a crawler reads something else because of it. So a page is taken
apart: into what it says and where, its record, its head, what its server sends. Class names and styles are no
pieces, nor are scripts: of those a reader sees what comes of them. Requests, lines of the console and times
vary by themselves, and are pieces only for faults of rules that are about nothing else (`ASIDE`).
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec

from copydesk.page.capture import Capture, Snapshot
from copydesk.verdicts.check import Checked

Place = tuple[str, ...]
Pieces = dict[Place, Counter[str]]
"""By place, what is there and how often."""

_UNSEEN = re.compile(r"(class|style|id|nonce|integrity|data-.*)\Z")
_SILENT = {"script", "style", "template", "noscript"}
_ONLY_FILES = re.compile(r"\b(stylesheet|preload|modulepreload|prefetch|preconnect|dns-prefetch)\b")
_NUMBERS = re.compile(r"\d+")
SLOW = 1000.0
"""Milliseconds from which an answer counts as late."""


def pieces(checked: Checked) -> Pieces:
    """What a reader sees and a crawler reads of a page, without its host, which can be another one."""
    capture = checked.capture
    found: Pieces = defaultdict(Counter)
    hidden = without_host(capture)
    for place, what in _told(checked):
        found[place][hidden(what)] += 1
    return found


def aside(subject: str, capture: Capture) -> Pieces:
    """What faults of some subjects act on beside the page: nothing for all others."""
    found: Pieces = defaultdict(Counter)
    hidden = without_host(capture)
    for place, what in ASIDE.get(subject, _none)(capture):
        found[tuple(hidden(word) for word in place)][hidden(what)] += 1
    return found


def unlike(one: Pieces, other: Pieces) -> set[Place]:
    """The places at which two visits differ."""
    return {place for place in one.keys() | other.keys() if one.get(place) != other.get(place)}


def numberless(text: str) -> str:
    """A text without its numbers, which count what varies."""
    return _NUMBERS.sub("#", text)


def without_host(capture: Capture) -> Callable[[str], str]:
    """What takes the page's host out of a text, in the forms in which addresses have it."""
    host = urlsplit(capture.url).netloc
    forms = [form for form in {host, quote(host, safe=""), quote(quote(host, safe=""), safe="")} if form]

    def hidden(text: str) -> str:
        for form in forms:
            text = text.replace(form, "")
        return text

    return hidden


def _told(checked: Checked) -> Iterator[tuple[Place, str]]:
    capture = checked.capture
    yield ("answer",), f"{capture.final_url} {capture.status} {capture.error}"
    yield ("answer", "robots"), capture.headers.get("x-robots-tag", "")
    for state in capture.states:
        yield ("state", state.name), state.error
        if state.snapshot:
            yield from _looks(state.name, state.snapshot)
    for url, answer in (capture.links or {}).items():
        yield ("link", url), repr(answer)
    record = msgspec.to_builtins(checked.record) if checked.record else {}
    yield from _record(("record",), record)
    reader = _Reader()
    reader.feed(capture.html)
    yield from reader.told


def _looks(state: str, seen: Snapshot) -> Iterator[tuple[Place, str]]:
    """What the page shows in a state: each text and element, where it is, and what comes before it."""
    yield (state, "page"), f"{seen.title} {seen.language} {seen.direction} {seen.unstyled}"
    yield (state, "size"), f"{seen.page}"
    chains: list[str] = []
    before = ""
    for node in seen.nodes:
        chain = f"{chains[node.parent]}>{node.tag}" if node.parent >= 0 else node.tag
        chains.append(chain)
        if node.tag in _SILENT and not node.text:
            continue
        if node.tag == "link" and _ONLY_FILES.search(node.attrs.get("rel", "")):
            continue
        if node.tag == "#text" and not node.text.strip():
            continue
        yield (state, "said", chain), node.text + _attributes(node.attrs)
        if node.text:
            yield (state, "order", chain), f"{before} {node.text}"
            before = node.text
        box = [round(side) for side in node.box] if node.box else None
        yield (state, "look", chain), f"{node.text[:40]} {box} {node.flags}"
    for line, *sides in seen.lines:
        printed = f"{seen.nodes[line].text[:40]} {[round(side) for side in sides]}"
        yield (state, "line", chains[line]), printed
    for letters, nodes in seen.letters.items():
        for index in nodes:
            yield (state, "letters", chains[index]), letters
    for node_index, layer in seen.layers:
        yield (state, "layer", chains[node_index]), str(layer)
    for link, address in seen.links:
        yield (state, "address", chains[link]), address
    for image in seen.images:
        what = f"{image.src} {image.width} {image.height} {image.complete}"
        yield (state, "picture", chains[image.node]), what
    for field in seen.fields:
        what = f"{field.value} {field.checked} {field.disabled}"
        yield (state, "field", chains[field.node]), what


def _attributes(attrs: dict[str, str]) -> str:
    return "".join(f" {name}={value}" for name, value in sorted(attrs.items()) if not _UNSEEN.match(name))


def _record(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    """The record, by the names on the way to each of its values."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _record((*place, name), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            # What belongs together and in which order is in the items as wholes.
            yield place, f"{number} {json.dumps(inner, ensure_ascii=False, sort_keys=True)}"
    else:
        yield place, str(value)


class _Reader(HTMLParser):
    """What a crawler reads in the server's HTML: texts, attributes that say something, JSON-LD."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[Place, str]] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent = tag if tag in _SILENT and "json" not in given.get("type", "") else ""
        if not self._silent and not _ONLY_FILES.search(given.get("rel", "")):
            self.told.append((("sent", tag), _attributes(given)))

    def handle_endtag(self, tag: str) -> None:
        self._silent = ""

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent:
            self.told.append((("sent", "text"), data.strip()))


def _none(capture: Capture) -> Iterator[tuple[Place, str]]:
    return iter(())


def _console(capture: Capture) -> Iterator[tuple[Place, str]]:
    for line in capture.console:
        yield ("console", line.level, numberless(line.text)), ""


def _requests(capture: Capture) -> Iterator[tuple[Place, str]]:
    yield ("answer", "kept"), capture.headers.get("cache-control", "")
    for one in [*capture.requests, *capture.refused]:
        what = f"{one.status} {one.type} {one.failure} {one.milliseconds >= SLOW}"
        yield ("request", one.kind, numberless(one.url.partition("?")[0])), what


def _visit(capture: Capture) -> Iterator[tuple[Place, str]]:
    for state in capture.states:
        yield ("settled", state.name), numberless(state.settled)
    for one in capture.interruptions:
        yield ("interruption", one.kind), one.text


def _accessibility(capture: Capture) -> Iterator[tuple[Place, str]]:
    for one in capture.accessibility.violations if capture.accessibility else []:
        yield ("accessibility", one.rule), str(one.count)


ASIDE = {
    "console": _console,
    "network": _requests,
    "visit": _visit,
    "loading": _visit,
    "accessibility": _accessibility,
}
"""By the subject of a fault's rule, what its faults act on that is neither seen nor read."""
