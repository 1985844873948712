"""Every kind of file that somebody else may have made: a good one, others, and what reads it."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from hypothesis import strategies as st

from copydesk.browser.archive import ArchivedPage, read_index, read_page
from copydesk.browser.notes import Notes
from copydesk.merge import files as merging
from copydesk.merge.given import find
from copydesk.merge.whole import events_of
from copydesk.page.capture import LinkAnswer, Seconds, encode
from copydesk.recording import har, store
from copydesk.report import captures, events, history, html, outputs
from copydesk.report.captures import Occasion, apart
from copydesk.review.issues import Issues
from copydesk.rules.registry import rule_names
from copydesk.schemas.validators import tightened, violations
from copydesk.site.file import load_site
from copydesk.site.model import PageEntry, Site
from copydesk.snapshots.store import against, record_file, serialise
from copydesk.verdicts import known
from tests.disk.strangers import COMPRESSION, as_json, as_lines, bent, miswritten, spoilt, zipped
from tests.pages import capture_of, page_of
from tests.recording.test_store import Answer, one, recording
from tests.report.runs import at, finding, run_of, verdict

Read = Callable[[Path, bytes], object]


class Kind(NamedTuple):
    """`read` puts bytes where such a file is looked for in a folder, and reads it as copydesk does."""

    good: bytes
    contents: st.SearchStrategy[bytes]
    read: Read


def _plain(value: Any) -> Any:
    return json.loads(msgspec.json.encode(value))


def _file(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


SITE = """[site]
title = "Harbour"
base_url = "https://news.example"
language = "en"
time_zone = "UTC"
now = 2026-03-31T10:15:00+00:00
dateline = "ap"
patience = 5
[[pages]]
name = "front"
kind = "article"
path = "/"
[elements.article.share]
selector = "a.share"
count = { min = 1, max = 2 }
parts = { link = "a" }
[off]
"share/missing" = "none here"
"headline/missing" = [{ page = "front", reason = "none" }]
[snapshots]
mask = ["most_read.items[*].text"]
"""
KNOWN = """[[issue]]
page = "front"
rule = "dateline/wrong-date"
message = "The date is wrong"
reason = "soon"
expires = 2026-04-30
"""
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:x",
    "type": "object",
    "properties": {
        "language": {"type": "string", "pattern": "^[a-z]*$", "minLength": 0},
        "kind": {"$ref": "#/$defs/k"},
    },
    "required": ["kind"],
    "$defs": {"k": {"enum": ["article"]}},
}
PAGE = Answer(status=200, headers=(("content-type", "text/html"),), body=b"Harbour")
RECORDING = recording({"home": one(PAGE)})
MANIFEST = _plain(RECORDING.manifest)
TRAFFIC, BODIES = har.written(RECORDING)
FILES = {store.MANIFEST: as_json(MANIFEST), store.HAR: TRAFFIC, **BODIES}
NOW = Occasion(moment="", seconds=Seconds())
BREAK = finding("dateline/wrong-date", where=at(1, 2, 30, 40))
RUN = run_of(verdict("front", "dateline", BREAK), verdict("front", "headline", status="absent"))
STARTED = events.Started(
    run="20260331-071500-00aa",
    site="Harbour",
    started=RUN.started,
    pages=[events.Planned(name="front", kind="article")],
    shard=events.Shard(group=1, of=2),
)
STREAM = [
    STARTED,
    *(events.Spoken(said=said) for said in RUN.said.values()),
    events.Captured(kept=events.Kept(page="front", capture="0" * 64, occasion=NOW)),
    events.Stopped(why="no"),
    events.Finished(seconds=3.0, code=1),
]
PAST = _plain(history.past_of(RUN))
CAPTURE, OCCASION = apart(capture_of("<h1>Harbour reopens</h1><p>It does."))
RECORD = page_of("<h1>Harbour reopens</h1>").record
HERE = Site(name="harbour", pages=[PageEntry(name="front", kind="article", url="/")])
ACCEPTED = serialise(RECORD, HERE, "front")


def _archive(folder: Path, data: bytes) -> None:
    _file(folder / "index.json", data)
    read_index(folder, ArchivedPage)


def _page(folder: Path, data: bytes) -> None:
    read_page(_file(folder / "a.html.gz", data))


def _recording(folder: Path, data: bytes) -> None:
    store.load(_file(folder / "a.zip", data))


def _site(folder: Path, data: bytes) -> None:
    load_site(_file(folder / "a.toml", data), rule_names())


def _schema(folder: Path, data: bytes) -> None:
    path = _file(folder / "a.json", data)
    tightened(path)
    violations(RECORD, path)


def _known(folder: Path, data: bytes) -> None:
    path = _file(folder / known.FILE, data)
    Issues(folder, RUN).marks(date(2026, 3, 31))
    known.read(path)


def _record(folder: Path, data: bytes) -> None:
    _file(record_file(HERE, "front", folder), data)
    against(ACCEPTED, HERE, "front", folder)


def _stream(folder: Path, data: bytes) -> None:
    """Read a shard's events, and make of them all that is made of a run."""
    given = find(_file(folder / "shard" / STARTED.run / events.FILE, data).parents[1])
    merged = folder / "merged"
    with events.Stream(merged, "run") as stream:
        for event in events_of([merging.Bringer(given, "run", merged / "run").bring()]):
            stream.write(event)
    run = events.read(stream.path)
    html.write(run, merged)
    outputs.write(run, merged, history.compare(run, history.recall(merged, run)))


def _history(folder: Path, data: bytes) -> None:
    path = _file(folder / history.FILE, data)
    history.compare(RUN, history.recall(folder, RUN))
    history.remember(folder, RUN, [path])


def _capture(folder: Path, data: bytes) -> None:
    digest = sha256(data).hexdigest()
    _packed(folder, gzip.compress(data, 1), digest)


def _packed(folder: Path, data: bytes, digest: str = sha256(encode(CAPTURE)).hexdigest()) -> None:
    path = captures.place(folder, digest)
    assert path
    _file(path, data)
    captures.get(folder, digest, OCCASION)


def _durations(folder: Path, data: bytes) -> None:
    _file(folder / merging.DURATIONS, data)
    merging.durations([], folder)


def _note(folder: Path, data: bytes) -> None:
    notes = Notes(folder)
    for read in (True, False):
        path = _file(notes._file("https://news.example/", read), data)
        _file(path.with_suffix(".rest"), data)
    notes.known("https://news.example/")
    notes.resting("https://news.example/")


def _bytes(good: bytes, read: Read, *more: st.SearchStrategy[bytes]) -> Kind:
    return Kind(good, st.one_of(*more, bent(good), st.binary(max_size=200)), read)


def _json(good: Any, read: Read) -> Kind:
    return _bytes(as_json(good), read, spoilt(good).map(as_json))


def _lines(good: list[Any], read: Read) -> Kind:
    return _bytes(as_lines(good), read, spoilt(good).map(as_lines))


def _toml(good: str, read: Read) -> Kind:
    return _bytes(good.encode(), read, miswritten(good))


def _members(manifest: bytes, traffic: bytes, kind: int) -> bytes:
    return zipped({**FILES, store.MANIFEST: manifest, store.HAR: traffic}, kind)


KINDS = {
    "archive": _json([{"file": "a.html", "url": "https://news.example/a"}], _archive),
    "stored page": _bytes(gzip.compress(b"<h1>Harbour" * 50), _page),
    "recording": Kind(
        zipped(FILES, zipfile.ZIP_DEFLATED),
        st.builds(
            _members,
            st.just(as_json(MANIFEST)) | spoilt(MANIFEST).map(as_json),
            st.just(TRAFFIC) | spoilt(json.loads(TRAFFIC)).map(as_json),
            st.sampled_from(COMPRESSION),
        ),
        _recording,
    ),
    "zip file": Kind(
        zipped(FILES, zipfile.ZIP_LZMA),
        st.sampled_from(COMPRESSION).flatmap(lambda kind: bent(zipped(FILES, kind))),
        _recording,
    ),
    "site file": _toml(SITE, _site),
    "schema": _json(SCHEMA, _schema),
    "known issues": _toml(KNOWN, _known),
    "accepted record": _json(json.loads(ACCEPTED), _record),
    "events": _lines([_plain(event) for event in STREAM], _stream),
    "history": _lines([PAST, PAST | {"run": "b"}, PAST | {"run": "c"}], _history),
    "capture": _json(json.loads(encode(CAPTURE)), _capture),
    "packed capture": _bytes(gzip.compress(encode(CAPTURE)), _packed),
    "durations": _json({"a": 1.5, "b": 2}, _durations),
    "note": _json(_plain(LinkAnswer(url="https://news.example/")), _note),
}
