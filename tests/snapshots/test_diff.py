"""The difference between two records, in the terms of the page."""

import copy
import time
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from copydesk.snapshots import describe


def links(*texts: str) -> list[dict[str, str]]:
    return [{"text": text, "url": f"https://news.example/{text}"} for text in texts]


def blocks(*texts: str, kind: str = "paragraph") -> list[dict[str, str]]:
    return [{"kind": kind, "text": text} for text in texts]


def ranked(*texts: str) -> dict[str, Any]:
    return {"tabs": [], "items": [{"rank": n, **link} for n, link in enumerate(links(*texts), 1)]}


def test_equal_records_differ_in_nothing():
    assert describe({"headline": "x", "persons": links("A")}, {"persons": links("A"), "headline": "x"}) == []


def test_people_come_and_go():
    assert describe({"persons": links("A. Marsh", "C")}, {"persons": links("C", "B")}) == [
        "persons: 'A. Marsh' is gone",
        "persons: 'B' is new",
    ]


def test_a_text_is_told_by_the_words_that_changed():
    old = blocks("One.", "Two.", "There were two boats in the harbour.")
    new = blocks("One.", "Two.", "There were three boats in the old harbour.")
    assert describe({"body": old}, {"body": new}) == ["paragraph 3: 'two' became 'three'; 'old' is new"]


def test_a_paragraph_more_is_one_change():
    old = blocks("One.", "Two.", "Three.", "Four.")
    assert describe({"body": old}, {"body": [*old[:2], *blocks("And a half."), *old[2:]]}) == [
        "text: 'And a half.' is new"
    ]
    assert describe({"body": old}, {"body": old[1:]}) == ["text: 'One.' is gone"]


def test_blocks_are_numbered_by_their_kind():
    old = [*blocks("A heading", kind="heading"), *blocks("One boat came.")]
    new = [*blocks("A heading", kind="heading"), *blocks("No boat came.")]
    assert describe({"body": old}, {"body": new}) == ["paragraph 1: 'One' became 'No'"]


def test_single_values():
    old = {"headline": "Quay closed", "dateline": None, "lead": "", "section": {"text": "World", "url": "a"}}
    new = {"headline": "Quay open", "dateline": {"text": "SOCHI"}, "lead": "It is.", "section": None}
    assert describe(old, new) == [
        "headline: 'Quay closed' became 'Quay open'",
        "dateline: 'SOCHI' is new",
        "lead: 'It is.' is new",
        "section: 'World' is gone",
    ]


def test_a_time_is_told_once_by_what_a_reader_sees_of_it():
    old = {"text": "March 30, 10:00", "iso": "2026-03-30T10:00:00+03:00", "epoch": 1}
    later = {"text": "March 30, 11:00", "iso": "2026-03-30T11:00:00+03:00", "epoch": 2}
    assert describe({"published": old}, {"published": later}) == [
        "published: 'March 30, 10:00' became 'March 30, 11:00'"
    ]
    assert describe({"published": old}, {"published": {**old, "iso": "x", "epoch": 3}}) == [
        "published (iso): '2026-03-30T10:00:00+03:00' became 'x'"
    ]


def test_a_list_in_another_order():
    old, new = ranked("A", "X", "B", "C", "D"), ranked("A", "B", "C", "X", "D")
    assert describe({"most_read": old}, {"most_read": new}) == ["most read: 'X' moved from 2 to 4"]


def test_ranks_are_told_where_they_are_wrong():
    old, new = ranked("A", "B"), ranked("A", "B")
    new["items"][1]["rank"] = 7
    assert describe({"most_read": old}, {"most_read": new}) == ["most read, 'B', rank: 2 became 7"]


def test_a_list_turned_round_is_one_change():
    names = [str(n) for n in range(50)]
    assert describe({"related": links(*names)}, {"related": links(*reversed(names))}) == [
        "related: the order is another (49 of 50 moved)"
    ]


def test_the_same_story_under_another_headline_or_address():
    old, new = links("A", "B"), links("A", "B")
    new[0]["text"], new[1]["url"] = "Other", "https://news.example/moved"
    assert describe({"related": old}, {"related": new}) == [
        "related, 'Other': 'A' became 'Other'",
        "related, 'B', url: 'https://news.example/B' became 'https://news.example/moved'",
    ]


def feed(days: int, stories: int) -> dict[str, Any]:
    def story(day: int, number: int) -> dict[str, Any]:
        moment = {"text": "10:00", "iso": "2026-03-30T10:00:00+03:00", "epoch": number}
        return {"headline": f"Story {day}.{number}", "url": f"https://x/{day}/{number}", "published": moment}

    groups = [
        {
            "text": f"March {day}",
            "date": f"2026-03-{day:02}",
            "items": [story(day, n) for n in range(stories)],
        }
        for day in range(1, days + 1)
    ]
    return {"kind": "feed", "listings": [{"state": "loaded", "tabs": [], "groups": groups}]}


def test_a_shifted_list_of_three_hundred_gives_few_changes():
    old = feed(days=1, stories=300)
    new = copy.deepcopy(old)
    items = new["listings"][0]["groups"][0]["items"]
    items.insert(0, {"headline": "Late", "url": "https://x/late", "published": None})
    items.pop()
    assert describe(old, new) == [
        "loaded, March 1: 'Story 1.299' is gone",
        "loaded, March 1: 'Late' is new",
    ]


def test_a_record_of_ten_thousand_lines_is_compared_in_no_time():
    old = feed(days=10, stories=130)
    assert len(msgspec.json.format(msgspec.json.encode(old)).splitlines()) > 10_000
    new = copy.deepcopy(old)
    for group in new["listings"][0]["groups"]:
        group["items"].reverse()
        for item in group["items"]:
            item["headline"] += "!"
    text = {"body": blocks(*(f"word {n} " * 300 for n in range(1500)))}
    other = {"body": blocks(*(f"word {n + 1000} " * 300 for n in range(1500)))}
    start = time.process_time()
    lines = describe(old, new)
    describe(text, other)
    assert time.process_time() - start < 1
    assert len(lines) == 201
    assert lines[-1] == "… and more changes"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab \n1", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "url", "kind", "rank", "items", "groups", "state", "iso", "epoch", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.sampled_from(["headline", "persons", "body", "most_read"]), JSON)


@given(RECORDS)
def test_no_record_differs_from_itself(record: dict[str, Any]):
    assert describe(record, copy.deepcopy(record)) == []


@given(RECORDS, RECORDS)
def test_any_difference_is_told_and_no_record_breaks_the_telling(old: dict[str, Any], new: dict[str, Any]):
    lines = describe(old, new)
    assert bool(lines) == (old != new)
    assert all(line and "\n" not in line for line in lines)


def test_what_an_element_shows_is_told_once():
    old = {"headline": "Quay shut", "shown": {"headline": ["# Quay shut"], "lead": ["One", "Two"]}}
    new = {"headline": "Quay opens", "shown": {"headline": ["# Quay opens"], "lead": ["One", "Three"]}}
    assert describe(old, new) == [
        "headline: 'Quay shut' became 'Quay opens'",
        "shown, lead: 'Two' is gone",
        "shown, lead: 'Three' is new",
    ]
    assert describe(old, {**new, "headline": "Quay shut"})[0] == "shown, headline: '# Quay shut' is gone"


def test_what_a_list_shows_is_told_by_the_list_itself():
    old = {"listings": links("A"), "shown": {"date_groups": ["A"], "feed": ["(date_groups)"]}}
    new = {"listings": links("A", "B"), "shown": {"date_groups": ["A", "B"], "feed": ["(date_groups)", "x"]}}
    assert describe(old, new) == ["listings: 'B' is new"]


def test_an_element_that_shows_nothing_any_more_is_told():
    old, new = {"shown": {"lead": ["One"], "body": ["Two"]}}, {"shown": {"body": ["Two"]}}
    assert describe(old, new) == ["shown, lead: a list of 1 is gone"]
    assert describe(new, old) == ["shown, lead: a list of 1 is new"]
