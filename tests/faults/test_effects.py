"""What of a change a reader sees or a crawler reads."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.faults.effects import FEW, SHADE, Look, Thing, effects

whole = st.integers(-2000, 20_000)
boxes = st.tuples(whole, whole, st.integers(1, 2000), st.integers(1, 2000))
colours = st.builds(
    "rgb({}, {}, {})".format, st.integers(0, 255), st.integers(0, 255), st.integers(0, 255)
) | st.just("color(srgb 0.1 0.2 0.3)")
things = st.lists(st.builds(Thing, what=st.text(max_size=5), box=boxes, colour=colours), max_size=6)
texts = st.lists(st.text(max_size=8), max_size=6)
looks = st.builds(
    Look,
    words=things,
    pictures=things,
    surfaces=things,
    fields=things,
    labels=texts,
    links=texts,
    head=texts,
)


@given(looks)
def test_what_was_not_changed_has_no_effect(look: Look):
    assert effects(look, msgspec.json.decode(msgspec.json.encode(look), type=Look)) == []


@given(looks, looks)
def test_what_differs_beyond_what_is_seen_has_an_effect_both_ways(one: Look, other: Look):
    assert bool(effects(one, other)) == bool(effects(other, one))
    if [thing.what for thing in one.words] != [thing.what for thing in other.words]:
        assert effects(one, other)
    if (one.head, one.links, one.labels) != (other.head, other.links, other.labels):
        assert effects(one, other)


@given(looks, st.integers(-FEW, FEW))
def test_a_few_pixels_are_not_seen(look: Look, by: int):
    moved = [
        msgspec.structs.replace(word, box=(word.box[0] + by, word.box[1] - by, *word.box[2:]))
        for word in look.words
    ]
    assert effects(look, msgspec.structs.replace(look, words=moved)) == []


WORDS = [
    Thing(word, (10 * n, 0, 9, 20), "rgb(20, 20, 20)")
    for n, word in enumerate(("the", "ferry", "is", "back"))
]
PAGE = Look(words=WORDS, links=["/a", "/b"], labels=["title=Tip"], head=["title Ferry", "lang en"])


@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        ({"words": WORDS[1:]}, "text", "“the” gone"),
        ({"words": [*WORDS, Thing("again", (50, 0, 9, 20))]}, "text", "“again” new"),
        ({"words": WORDS[::-1]}, "order of text", "in another order"),
        (
            {"words": [Thing("the", (0, 9, 9, 20), "rgb(20, 20, 20)"), *WORDS[1:]]},
            "place of text",
            "“the” elsew",
        ),
        (
            {"words": [Thing("the", (0, 0, 9, 20), "rgb(20, 20, 90)"), *WORDS[1:]]},
            "colour",
            "“the” of another",
        ),
        ({"words": [Thing("the", (0, 0, 9, 20), "rgba(20, 20, 20, 0.5)"), *WORDS[1:]]}, "colour", "“the”"),
        ({"pictures": [Thing("img /pier.jpg", (0, 0, 90, 50))]}, "picture", "“img /pier.jpg” new"),
        ({"surfaces": [Thing("red", (0, 0, 90, 50))]}, "surface", "“red” new"),
        ({"fields": [Thing("input 42", (0, 0, 90, 50))]}, "field", "“input 42” new"),
        ({"links": ["/b", "/a"]}, "order of link", "in another order"),
        ({"links": ["/a", "/c"]}, "link", "“/b” gone, “/c” new"),
        ({"labels": []}, "label", "“title=Tip” gone"),
        ({"head": ["title Ferry", "lang de"]}, "head", "“lang en” gone, “lang de” new"),
    ],
)
def test_what_is_not_as_it_was_is_told(change: dict[str, list[Thing]], kind: str, told: str):
    [effect] = effects(PAGE, msgspec.structs.replace(PAGE, **change))
    assert effect.kind == kind
    assert told in effect.told


def test_a_shade_is_not_seen():
    near = Thing("the", WORDS[0].box, f"rgb({20 + SHADE}, 20, 20)")
    assert effects(PAGE, msgspec.structs.replace(PAGE, words=[near, *WORDS[1:]])) == []
