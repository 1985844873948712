"""The difference between two records, in the terms of the page."""

import copy
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
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


def test_what_belongs_to_a_story_is_told_as_the_storys():
    story = {"headline": "Ferry, late", "url": "https://x/1", "published": None, "section": "World"}
    story |= {"picture": "https://x/a.jpg", "alt": "A quay", "teaser": "It waits."}
    other = {**story, "headline": "Budget passes", "url": "https://x/2"}

    def listed(*stories: dict[str, Any]) -> dict[str, Any]:
        return {
            "listings": [{"state": "loaded", "groups": [{"text": "March 30", "items": [*stories]}]}],
            "shown": {"feed": [f"[![{one['alt']} <{one['picture']}>] <{one['url']}>]" for one in stories]},
        }

    moment = {"text": "10:00", "iso": None, "epoch": None}
    changed = {**story, "picture": "https://x/b.jpg", "section": "Sport", "published": moment}
    assert describe(listed(story, other), listed(changed, {**other, "alt": "A boat", "teaser": ""})) == [
        "loaded, March 30, the time of 'Ferry, late': '10:00' is new",
        "loaded, March 30, the section of 'Ferry, late': 'World' became 'Sport'",
        "loaded, March 30, the picture of 'Ferry, late': 'https://x/a.jpg' became 'https://x/b.jpg'",
        "loaded, March 30, the picture's text of 'Budget passes': 'A quay' became 'A boat'",
        "loaded, March 30, the teaser of 'Budget passes': 'It waits.' is gone",
    ]
    assert describe(listed(story, other), listed(other, changed))[0] == (
        "loaded, March 30, the time of 'Ferry, late': '10:00' is new"
    )


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
    for record in (old, new):
        items = [item for group in record["listings"][0]["groups"] for item in group["items"]]
        lines = [f"[![ <{one['url']}.jpg>] {one['headline']} and more <{one['url']}>]" for one in items]
        record["shown"] = {"feed": lines}
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
LINES = st.lists(
    st.sampled_from(["a", "# a", "[a <b>]", "![a <b>]", "{x: a}", "(unseen: a b)", "a b"]), max_size=4
)
SHOWN = JSON | st.dictionaries(
    st.sampled_from(["headline", "persons", "body", "elsewhere"]), LINES, max_size=3
)
FIELDS = st.dictionaries(st.sampled_from(["headline", "persons", "body", "most_read", "authors"]), JSON)
RECORDS = FIELDS | st.builds(lambda fields, shown: {**fields, "shown": shown}, FIELDS, SHOWN)


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
    assert describe(old, new) == ["listings: 'B' is new", "shown, feed: 'x' is new"]


def test_an_element_that_shows_nothing_any_more_is_told():
    old, new = {"shown": {"lead": ["One"], "body": ["Two"]}}, {"shown": {"body": ["Two"]}}
    assert describe(old, new) == ["shown, lead: a list of 1 is gone"]
    assert describe(new, old) == ["shown, lead: a list of 1 is new"]


def test_an_edited_headline_hides_no_picture():
    pictures = [f"![A quay <https://x/{n}.jpg>]" for n in range(20)]
    others = [f"![A quay <https://x/other-{n}.jpg>]" for n in range(20)]
    old = {"headline": "Quay shut", "shown": {"headline": ["# Quay shut", *pictures]}}
    new = {"headline": "Quay opens", "shown": {"headline": ["# Quay opens", *others]}}
    lines = describe(old, new)
    assert lines[0] == "headline: 'Quay shut' became 'Quay opens'"
    assert len(lines) == 41
    assert describe(old, {**new, "shown": {"headline": ["# Quay opens", *pictures]}}) == lines[:1]


def test_a_line_that_became_another_beside_its_text_is_told():
    old = {"headline": "Quay shut", "shown": {"headline": ["# Quay shut"]}}
    for line in (
        "## Quay opens",
        "# (unseen: Quay opens)",
        "# Quay opens now",
        "# [Quay opens <https://x/>]",
    ):
        new = {"headline": "Quay opens", "shown": {"headline": [line]}}
        assert describe(old, new)[1:] == [
            "shown, headline: '# Quay shut' is gone",
            f"shown, headline: '{line}' is new",
        ]
    twice = {"headline": "Quay opens", "shown": {"headline": ["# Quay opens", "---", "# Quay opens"]}}
    assert len(describe(old, twice)) == 3


def test_a_story_more_brings_its_lines_with_it_and_no_others():
    def shown(*texts: str, picture: str = "a") -> list[str]:
        return [f"[![ <https://x/{picture}.jpg>] {text} <https://news.example/{text}>]" for text in texts]

    old = {"related": links("A", "B"), "shown": {"related": ["## Related", *shown("A", "B")]}}
    new = {"related": links("C", "A", "B"), "shown": {"related": ["## Related", *shown("C", "A", "B")]}}
    assert describe(old, new) == ["related: 'C' is new"]
    new["shown"]["related"][2] = shown("A", picture="b")[0]
    assert describe(old, new) == [
        "related: 'C' is new",
        f"shown, related: '{shown('A')[0]}' is gone",
        f"shown, related: '{shown('A', picture='b')[0]}' is new",
    ]


def test_a_story_that_moves_hides_no_picture_of_its_own():
    old = {
        "related": links("A", "B", "C"),
        "shown": {"related": [f"[![ <1>] {text} <https://news.example/{text}>]" for text in "ABC"]},
    }
    moved = [old["shown"]["related"][n] for n in (1, 2, 0)]
    new = {"related": links("B", "C", "A"), "shown": {"related": moved}}
    assert describe(old, new) == ["related: 'A' moved from 1 to 3"]
    other = {"related": links("B", "C", "A"), "shown": {"related": [*moved[:2], moved[2].replace("1", "2")]}}
    assert len(describe(old, other)) == 3


def test_an_edited_paragraph_with_links_is_told_once():
    text = "The ferry to Hale leaves at ten on working days, the port says."
    line = "The ferry to [Hale <https://x/hale>] leaves at ten on working days, the port says."
    old = {"body": blocks(text), "shown": {"body": [f"(dateline) {line}"]}}
    new = {
        "body": blocks(text.replace("ten", "nine")),
        "shown": {"body": [f"(dateline) {line.replace('ten', 'nine')}"]},
    }
    assert describe(old, new) == ["paragraph 1: 'ten' became 'nine'"]
    new["shown"]["body"][0] = new["shown"]["body"][0].replace("x/hale", "x/other")
    assert len(describe(old, new)) == 3


def test_a_byline_is_told_as_the_byline_wherever_it_stands():
    old = {"authors": ["Jane Roe"], "shown": {"elsewhere": ["By [Jane Roe <https://x/jane>]", "Updated"]}}
    new = {"authors": ["Jane Doe"], "shown": {"elsewhere": ["By [Jane Doe <https://x/jane>]", "Updated"]}}
    assert describe(old, new) == ["byline: 'Jane Roe' is gone", "byline: 'Jane Doe' is new"]
    new["shown"]["elsewhere"][1] = "Live"
    assert describe(old, new)[2:] == [
        "shown, elsewhere: 'Updated' is gone",
        "shown, elsewhere: 'Live' is new",
    ]


ACCEPTED = sorted((Path(__file__).parents[2] / "snapshots" / "lantern").glob("*.json"))
Place = tuple[str | int, ...]


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from leaves(one, (*place, key))
    if not isinstance(value, dict | list):
        yield place, value


@cache
def places(file: Path) -> tuple[dict[str, Any], list[tuple[Place, Any]]]:
    record = msgspec.json.decode(file.read_bytes(), type=dict[str, Any])
    return record, list(leaves(record))


def put(record: dict[str, Any], place: Place, value: Any) -> None:
    at: Any = record
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value


def other(value: Any) -> st.SearchStrategy[Any]:
    kinds = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
    if isinstance(value, str) and value:
        kinds |= st.sampled_from(
            [value[1:], f"{value} x", value.upper(), value.replace("a", "e"), f"# {value}"]
        )
    return kinds.filter(lambda made: made != value)


@given(st.data())
def test_no_single_change_of_a_real_record_is_untold(data: st.DataObject):
    record, all_leaves = places(data.draw(st.sampled_from(ACCEPTED)))
    place, value = data.draw(st.sampled_from(all_leaves))
    changed = copy.deepcopy(record)
    put(changed, place, data.draw(other(value)))
    assert describe(record, changed)
    assert describe(changed, record)


@given(st.data())
def test_no_change_of_what_is_shown_hides_behind_a_change_of_a_field(data: st.DataObject):
    record, all_leaves = places(data.draw(st.sampled_from(ACCEPTED)))
    fields = [one for one in all_leaves if one[0][0] not in ("shown", "letters")]
    lines = [one for one in all_leaves if one[0][0] == "shown"]
    place, value = data.draw(st.sampled_from(fields))
    line, said = data.draw(st.sampled_from(lines))
    changed = copy.deepcopy(record)
    put(changed, place, data.draw(other(value)))
    put(changed, line, f"![Zebra <https://x/1.jpg>] {said}")
    assert any("Zebra" in told for told in describe(record, changed))
