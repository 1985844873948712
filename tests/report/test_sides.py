"""Two records side by side: what differs, word by word, and what is alike folded away."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.report.sides import MARKS, ROWS, pieces, side_by_side

RECORD = {
    "headline": "Ferry is back",
    "body": [{"kind": "paragraph", "text": "It sails."}, {"kind": "quote", "text": "Good."}],
    "most_read": {
        "items": [{"rank": 1, "text": "One", "url": "/1"}, {"rank": 2, "text": "Two", "url": "/2"}]
    },
    "published": {"text": "March 31", "iso": "2026-03-31"},
}
TEXTS = st.text(max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(TEXTS, VALUES, max_size=5)


def told(old: object, new: object) -> list[tuple[str, str, str]]:
    rows = side_by_side(json.dumps(old), json.dumps(new))
    return [
        (row.label, "".join(text for _, text in row.old or []), "".join(text for _, text in row.new or []))
        for row in rows
        if not row.same
    ]


def test_a_word_that_became_another_is_one_row() -> None:
    assert told(RECORD, {**RECORD, "headline": "Ferry is late"}) == [
        ("headline", "Ferry is back", "Ferry is late")
    ]


def test_an_item_that_is_gone_is_one_row_though_those_after_it_moved_up() -> None:
    fewer = {"items": [{"rank": 1, "text": "Two", "url": "/2"}]}
    assert told(RECORD, {**RECORD, "most_read": fewer}) == [("most read, items", "One · /1", "")]


def test_a_paragraph_that_is_new_is_one_row() -> None:
    body = [*RECORD["body"][:1], {"kind": "paragraph", "text": "Soon."}, *RECORD["body"][1:]]  # type: ignore[index]
    assert told(RECORD, {**RECORD, "body": body}) == [("paragraph", "", "Soon.")]


def test_what_is_alike_is_counted() -> None:
    (row,) = side_by_side(json.dumps(RECORD), json.dumps(RECORD))
    assert row.same == 6


def test_all_is_new_where_nothing_was_accepted() -> None:
    assert all(row.old is None for row in side_by_side(None, json.dumps(RECORD)))


def test_a_file_that_is_no_record_is_shown_as_it_is() -> None:
    assert ("record", "{", "") in told_raw("{", json.dumps(RECORD))


def told_raw(old: str, new: str) -> list[tuple[str, str, str]]:
    return [
        (row.label, "".join(text for _, text in row.old or []), "".join(text for _, text in row.new or []))
        for row in side_by_side(old, new)
    ]


def test_very_long_lists_are_bounded() -> None:
    old, new = {"items": [f"story {n}" for n in range(9000)]}, {"items": [f"tale {n}" for n in range(9000)]}
    rows = side_by_side(json.dumps(old), json.dumps(new))
    assert len(rows) == ROWS + 1
    assert rows[-1].label == "… and more differences"


@given(RECORDS)
def test_a_record_does_not_differ_from_itself(record: dict[str, object]) -> None:
    assert told(record, record) == []


@example(old={"": None}, new={"": {"": [None]}})
@given(RECORDS, RECORDS)
def test_any_two_records_can_be_shown(old: dict[str, object], new: dict[str, object]) -> None:
    rows = side_by_side(json.dumps(old), json.dumps(new))
    assert all(row.same or row.old != row.new for row in rows)


@given(st.text(), st.text())
def test_the_pieces_of_a_text_are_the_text(old: str, new: str) -> None:
    left, right = pieces(old, new)
    assert "".join(text for _, text in left) == old
    assert "".join(text for _, text in right) == new
    assert [text for differs, text in left if not differs] == [text for differs, text in right if not differs]


def test_a_text_with_many_differences_is_marked_to_its_end_from_some_point() -> None:
    old = " ".join(f"same old{n}" for n in range(200))
    new = " ".join(f"same new{n}" for n in range(200))
    for text, side in zip((old, new), pieces(old, new), strict=True):
        assert "".join(piece for _, piece in side) == text
        assert sum(differs for differs, _ in side) <= MARKS + 1
        assert side[-1][0]
