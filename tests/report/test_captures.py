"""Captures that are kept: found again as they were, each content once, never more than there is room for."""

from __future__ import annotations

import gzip
import os
import resource
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.page.capture import Capture, CaptureError, Request, Seconds
from copydesk.report import captures, events
from copydesk.report.captures import Occasion, Store, apart, get
from copydesk.report.events import Started, Stream
from tests.page.test_capture import CAPTURES
from tests.pages import capture_of
from tests.report.test_events import STARTED

NOW = Occasion(moment="", seconds=Seconds())


def seen(html: str = "<h1>Harbour reopens</h1>", took: float = 1.5, moment: str = "12:00") -> Capture:
    """The capture of a page, with the times of one visit."""
    capture = capture_of(html, moment=f"2031-03-05T{moment}:00+00:00")
    capture.seconds = Seconds(navigation=took, rest=took / 2)
    capture.states[0].seconds = took
    capture.requests = [Request(url="https://news.example/a", status=200, milliseconds=took * 100)]
    capture.slowness = took
    capture.headers = {"date": moment}
    return capture


def put(reports: Path, *found: Capture, room: int = captures.ROOM) -> list[tuple[str, Occasion] | None]:
    store = Store(reports, room)
    try:
        return [store.put(capture) for capture in found]
    finally:
        store.close()


def files(reports: Path) -> list[Path]:
    return sorted((reports / captures.FOLDER).glob("??/*"))


@given(CAPTURES)
def test_what_is_put_is_got_as_it_was(capture: Capture) -> None:
    before = deepcopy(capture)
    with TemporaryDirectory() as folder:
        (kept,) = put(Path(folder), capture)
        assert kept
        assert get(Path(folder), *kept) == before
    assert capture == before, "keeping a capture changes nothing about it"


def test_a_page_that_is_the_same_is_kept_once_however_long_its_visits_took(tmp_path: Path) -> None:
    first, second, other = seen(), seen(took=9.25, moment="18:30"), seen("<h1>Harbour closes</h1>")
    kept = put(tmp_path, first, second, other)
    put(tmp_path, second)
    assert len(files(tmp_path)) == 2
    for capture, one in zip((first, second, other), kept, strict=True):
        assert one
        assert get(tmp_path, *one) == capture


def test_a_file_has_the_name_of_its_content(tmp_path: Path) -> None:
    put(tmp_path, seen())
    (path,) = files(tmp_path)
    digest = sha256(gzip.decompress(path.read_bytes())).hexdigest()
    assert path == tmp_path / "captures" / digest[:2] / f"{digest}.json.gz"


# Where it cannot be written


def test_a_folder_that_cannot_be_made_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "captures").write_text("in the way")
    store = Store(tmp_path)
    store.put(seen())
    store.close()
    assert (tmp_path / "captures").read_text() == "in the way"


def test_a_file_that_could_not_be_written_whole_is_not_there(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    noise = os.urandom(20_000).hex()
    store = Store(tmp_path)
    # SIGXFSZ is ignored by Python: writing past the limit fails as it does on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        store.put(seen(f"<p>{noise}</p>"))
        store.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files(tmp_path) == []


def test_when_there_is_no_room_left_no_more_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path, room=1)
    assert store.put(seen())
    store.close()
    store = Store(tmp_path, room=0)
    assert store.put(seen("<p>Another</p>")) is None
    store.close()
    assert len(files(tmp_path)) == 1


# What cannot be read


@given(st.data())
@settings(max_examples=50)
def test_a_damaged_file_is_told_and_never_believed(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        (kept,) = put(Path(folder), seen())
        assert kept
        (path,) = files(Path(folder))
        damaged = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(damaged) - 1))
        if data.draw(st.booleans()):
            del damaged[at:]
        else:
            damaged[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(damaged)
        # Some bytes of a gzip file, such as its time, say nothing of what is in it.
        with suppress(CaptureError):
            assert get(Path(folder), *kept) == seen()


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="there is no such file"):
        get(tmp_path, "0" * 64, NOW)


@pytest.mark.parametrize("name", ["", "../../../etc/passwd", "0" * 63, "0" * 65, "A" * 64, "0" * 62 + "/."])
def test_a_name_that_is_none_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaptureError, match="do not name it"):
        get(tmp_path, name, NOW)


def test_a_file_that_unpacks_without_end_is_not_unpacked(tmp_path: Path) -> None:
    (kept,) = put(tmp_path, seen())
    assert kept
    (path,) = files(tmp_path)
    path.write_bytes(gzip.compress(b"[" * (captures.LARGEST + 9), 1))
    with pytest.raises(CaptureError, match="is damaged"):
        get(tmp_path, *kept)


def test_an_occasion_of_another_capture_is_told(tmp_path: Path) -> None:
    (kept,) = put(tmp_path, seen())
    assert kept
    with pytest.raises(CaptureError, match="not the one"):
        get(tmp_path, kept[0], Occasion(moment="", seconds=Seconds(), states=[1.0, 2.0]))


# What is removed


@given(st.lists(st.sets(st.integers(0, 5), max_size=3), min_size=1, max_size=12))
@settings(max_examples=30)
def test_a_run_that_is_kept_has_all_its_captures(runs: list[set[int]]) -> None:
    """Each run, an hour and more after the one before, sees some of six pages; three runs are kept."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(events, "KEPT", 3)
        reports = Path(folder)
        named: list[set[str]] = []
        for number, pages in enumerate(runs):
            at = 1_800_000_000 + 10_000 * number
            with Stream(reports, f"20270115-{number:02}0000-ab12") as stream:
                stream.write(began(at))
            kept = put(reports, *(seen(f"<p>{page}</p>") for page in sorted(pages)))
            named.append({one[0] for one in kept if one})
            for digest in named[-1]:
                os.utime(reports / captures.FOLDER / digest[:2] / f"{digest}.json.gz", (at + 1, at + 1))
        with Stream(reports, "20270116-000000-ab12"):
            left = {path.name.partition(".")[0] for path in files(reports)}
        # The run that begins is one of the three.
        assert left == set().union(*named[-2:])


def began(at: float) -> Started:
    return Started(run=STARTED.run, site="Lantern", started=datetime.fromtimestamp(at, UTC))


def test_what_was_seen_last_is_kept_when_there_is_too_much(tmp_path: Path) -> None:
    kept = put(tmp_path, *(seen(f"<p>{number}</p>") for number in range(4)))
    paths = [tmp_path / "captures" / one[0][:2] / f"{one[0]}.json.gz" for one in kept if one]
    for at, path in enumerate(paths):
        os.utime(path, (at, at))
    put(tmp_path, seen("<p>0</p>"))
    captures.prune(tmp_path, since=0.0, room=paths[0].stat().st_size + paths[3].stat().st_size)
    assert set(files(tmp_path)) == {paths[0], paths[3]}


def test_the_page_is_told_from_the_visit() -> None:
    bare, occasion = apart(seen())
    assert (bare.moment, bare.headers, bare.seconds) == ("", {}, Seconds())
    assert (bare.requests[0].milliseconds, bare.slowness) == (0.0, 1.0)
    assert (occasion.headers, occasion.slowness) == ({"date": "12:00"}, 1.5)
