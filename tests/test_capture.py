"""Keeping captures: what is saved is read again as it was, and what is no capture is told by its name."""

from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.capture import (
    Capture,
    CaptureError,
    ConsoleLine,
    Field,
    Image,
    Interruption,
    Match,
    Node,
    Request,
    Snapshot,
    State,
    load,
    save,
)
from tests.pages import capture_of

# What a browser hands over is whole characters: half a surrogate pair is a case of its own below.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBER = st.floats(-1e6, 1e6)


def snapshots() -> st.SearchStrategy[Snapshot]:
    """Snapshots of one to three nodes with all that is kept beside them."""
    return st.builds(
        Snapshot,
        url=TEXT,
        title=TEXT,
        language=TEXT,
        base=TEXT,
        viewport=st.tuples(NUMBER, NUMBER),
        page=st.tuples(NUMBER, NUMBER),
        nodes=st.tuples(
            st.builds(Node, parent=st.just(-1), tag=st.just("html"), attrs=st.dictionaries(TEXT, TEXT)),
            st.builds(
                Node,
                parent=st.just(0),
                tag=TEXT,
                box=st.none() | st.tuples(NUMBER, NUMBER, NUMBER, NUMBER),
                flags=st.integers(0, 7),
            ),
            st.builds(Node, parent=st.integers(0, 1), tag=st.just("#text"), text=TEXT),
        ).map(list),
        links=st.lists(st.tuples(st.integers(0, 2), TEXT), max_size=2),
        images=st.lists(
            st.builds(
                Image,
                node=st.integers(0, 2),
                src=TEXT,
                width=st.integers(0, 9),
                height=st.integers(0, 9),
                complete=st.booleans(),
            ),
            max_size=2,
        ),
        fields=st.lists(st.builds(Field, node=st.integers(0, 2), value=TEXT), max_size=2),
        elements=st.dictionaries(
            TEXT,
            st.lists(
                st.builds(
                    Match,
                    node=st.integers(0, 2),
                    parts=st.dictionaries(TEXT, st.lists(st.integers(0, 2)), max_size=2),
                ),
                max_size=2,
            ),
            max_size=2,
        ),
    )


CAPTURES = st.builds(
    Capture,
    page=TEXT,
    kind=TEXT,
    url=TEXT,
    moment=TEXT,
    html=TEXT,
    headers=st.dictionaries(TEXT, TEXT, max_size=2),
    states=st.lists(st.builds(State, name=TEXT, snapshot=st.none() | snapshots()), max_size=2),
    console=st.lists(st.builds(ConsoleLine, level=TEXT, text=TEXT, line=st.integers(0, 9)), max_size=2),
    requests=st.lists(st.builds(Request, url=TEXT, status=st.integers(0, 599)), max_size=2),
    interruptions=st.lists(
        st.builds(Interruption, kind=st.sampled_from(["dialog", "popup", "download"]), text=TEXT), max_size=2
    ),
    offline=st.booleans(),
    choose=st.lists(TEXT, max_size=2),
)


@given(CAPTURES)
def test_what_is_saved_is_read_again_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, capture: Capture
) -> None:
    path = tmp_path_factory.getbasetemp() / "kept" / "a.capture"
    save(capture, path)
    assert load(path) == capture


def test_one_capture_gives_the_same_file_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        save(capture_of("<h1>Harbour reopens</h1>"), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    save(capture_of("<p>Text</p>"), tmp_path / "new" / "folder" / "a.capture")
    assert load(tmp_path / "new" / "folder" / "a.capture").page == "page"


def test_half_a_character_does_not_keep_a_capture_from_being_saved(tmp_path: Path) -> None:
    capture = capture_of("<p>Text</p>")
    capture.console = [ConsoleLine(level="error", text="half of \ud83d here")]
    save(capture, tmp_path / "a.capture")
    assert load(tmp_path / "a.capture").console[0].text == "half of ? here"


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_file_is_complete_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a.capture"
    save(capture_of("<p>Before</p>"), path)
    before = path.read_bytes()
    write = Path.write_bytes

    def full(self: Path, data: bytes | Path) -> int:
        if isinstance(data, bytes):
            write(self, data[: len(data) // 2])
        raise OSError("no space left on the disk")

    monkeypatch.setattr(Path, step, full)
    with pytest.raises(OSError, match="no space"):
        save(capture_of("<p>After</p>"), path)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path], "nothing half-written is left"


# What cannot be read


@given(st.binary(max_size=200))
def test_rubbish_is_no_capture(tmp_path_factory: pytest.TempPathFactory, rubbish: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "rubbish.capture"
    for data in (rubbish, gzip.compress(rubbish)):
        path.write_bytes(data)
        with pytest.raises(CaptureError, match=r"rubbish\.capture: not a capture \(.+\); visit"):
            load(path)


@given(st.data())
def test_a_damaged_file_is_read_as_it_was_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.capture"
    capture = capture_of("<h1>Harbour reopens</h1>")
    save(capture, path)
    damaged = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(damaged) - 1))
    if data.draw(st.booleans()):
        del damaged[at:]
    else:
        damaged[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(damaged)
    with suppress(CaptureError):
        assert load(path) == capture


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match=r"none\.capture: no such capture"):
        load(tmp_path / "none.capture")


def test_a_folder_is_no_capture(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="not a capture"):
        load(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b'{"page": "a"}',
        b'{"page": "\xff", "kind": "article", "url": "", "moment": ""}',
        b'{"page": "a", "kind": "article", "url": "", "moment": "", "more": '
        + b"[" * 9999
        + b"]" * 9999
        + b"}",
    ],
    ids=["another thing", "half of it", "another encoding", "nested without end"],
)
def test_json_that_is_no_capture(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.capture").write_bytes(gzip.compress(data))
    with pytest.raises(CaptureError, match=r"a\.capture: not a capture"):
        load(tmp_path / "a.capture")


@pytest.mark.parametrize(("parent", "match"), [(1, 0), (7, 0), (-1, 0), (-5, 0), (0, 2), (0, -1)], ids=str)
def test_a_tree_that_is_none_is_refused(tmp_path: Path, parent: int, match: int) -> None:
    """A node that is its own parent would be walked up for ever."""
    capture = capture_of("<p>Text</p>")
    assert capture.loaded is not None
    capture.loaded.nodes = [Node(-1, "html"), Node(parent, "p")]
    capture.loaded.elements = {"body": [Match(match)]}
    save(capture, tmp_path / "a.capture")
    with pytest.raises(CaptureError, match="'loaded' names nodes that are not there"):
        load(tmp_path / "a.capture")


# The states of a visit


def test_the_loaded_page_and_the_states_of_journeys_are_found_by_name() -> None:
    capture = capture_of("<p>Text</p>")
    capture.states.append(State(name="load-more", error="it is covered"))
    assert capture.loaded is capture.states[0].snapshot
    assert capture.state("load-more") is capture.states[1]
    assert capture.state("back") is None


def test_a_visit_that_brought_no_page_has_none_loaded() -> None:
    assert Capture(page="a", kind="article", url="", moment="", error="no answer").loaded is None
