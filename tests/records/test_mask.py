"""Masks: what is not compared."""

import pytest

from copydesk.records import mask
from copydesk.records.mask import MASKED
from copydesk.site.elements import ELEMENTS


def test_values_are_masked_and_the_record_stays_as_it_was():
    record = {"most_read": {"items": [{"text": "A", "rank": 1}, {"text": "B", "rank": 2}]}, "lead": "x"}
    masked = mask.apply(record, [mask.parse("most_read.items[*].text"), mask.parse("lead")])
    assert masked == {
        "most_read": {"items": [{"text": MASKED, "rank": 1}, {"text": MASKED, "rank": 2}]},
        "lead": MASKED,
    }
    assert record["most_read"]["items"][0]["text"] == "A"


def test_one_item_and_whole_parts_are_masked():
    record = {"share": [[{"url": "a"}], [{"url": "b"}]], "published": {"text": "now"}}
    paths = [mask.parse("share[1][*].url"), mask.parse("published")]
    assert mask.apply(record, paths) == {"share": [[{"url": "a"}], [{"url": MASKED}]], "published": MASKED}


def test_what_is_gone_is_not_hidden_by_its_mask():
    assert mask.apply({"published": None}, [mask.parse("published.text"), mask.parse("lead")]) == {
        "published": None
    }


@pytest.mark.parametrize("path", ["", "a..b", "a[", "a[x]", "[*]", "a b", "a[-1]", ".a"])
def test_a_path_that_is_none_is_told(path: str):
    with pytest.raises(ValueError, match="is not a path into a record"):
        mask.parse(path)


@pytest.mark.parametrize(
    "path",
    [
        "headline",
        "published.iso",
        "share[*][*].url",
        "listings[*].groups[0].items[*].published",
        "chosen[*]",
        "shown.most_read",
        "letters.elsewhere[*]",
        "head.json_ld",
    ],
)
def test_paths_into_any_kind_of_record_are_in_order(path: str):
    assert mask.problem_with(path, ELEMENTS) is None


def test_an_element_that_there_is_none_of_is_told_with_the_nearest():
    assert mask.problem_with("shown.most_raed", ELEMENTS) == (
        "there is no element called 'most_raed'; did you mean 'most_read'?"
    )
    assert mask.apply({"shown": {"most_read": ["A"], "lead": ["B"]}}, [mask.parse("shown.most_read")]) == {
        "shown": {"most_read": MASKED, "lead": ["B"]}
    }
