"""Captures as JSON: what is encoded is read again as it was, and what is no capture is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.page.capture import (
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
    decode,
    encode,
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
def test_what_is_encoded_is_read_again_as_it_was(capture: Capture) -> None:
    assert decode(encode(capture)) == capture


def test_half_a_character_does_not_keep_a_capture_from_being_encoded() -> None:
    capture = capture_of("<p>Text</p>")
    capture.console = [ConsoleLine(level="error", text="half of \ud83d here")]
    assert decode(encode(capture)).console[0].text == "half of ? here"


# What cannot be read


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"page": "a"}',
        b'{"page": "\xff", "kind": "article", "url": "", "moment": ""}',
        b'{"page": "a", "kind": "article", "url": "", "moment": "", "more": '
        + b"[" * 9999
        + b"]" * 9999
        + b"}",
    ],
    ids=["nothing", "another thing", "half of it", "another encoding", "nested without end"],
)
def test_json_that_is_no_capture(data: bytes) -> None:
    with pytest.raises(CaptureError, match="not a capture: "):
        decode(data)


@pytest.mark.parametrize(("parent", "match"), [(1, 0), (7, 0), (-1, 0), (-5, 0), (0, 2), (0, -1)], ids=str)
def test_a_tree_that_is_none_is_refused(parent: int, match: int) -> None:
    """A node that is its own parent would be walked up for ever."""
    capture = capture_of("<p>Text</p>")
    assert capture.loaded is not None
    capture.loaded.nodes = [Node(-1, "html"), Node(parent, "p")]
    capture.loaded.elements = {"body": [Match(match)]}
    with pytest.raises(CaptureError, match="'loaded' names nodes that do not exist"):
        decode(encode(capture))


# The states of a visit


def test_the_loaded_page_and_the_states_of_journeys_are_found_by_name() -> None:
    capture = capture_of("<p>Text</p>")
    capture.states.append(State(name="load-more", error="it is covered"))
    assert capture.loaded is capture.states[0].snapshot
    assert capture.state("load-more") is capture.states[1]
    assert capture.state("back") is None


def test_a_visit_that_brought_no_page_has_none_loaded() -> None:
    assert Capture(page="a", kind="article", url="", moment="", error="no answer").loaded is None
