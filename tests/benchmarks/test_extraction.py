"""The measures of the extraction benchmark; the pages it runs on are not part of the project."""

import pytest

from benchmarks.extraction import (
    Body,
    Entry,
    Reading,
    Section,
    Truth,
    main,
    same_day,
    same_headline,
    same_names,
    score,
    token_f1,
    version_of,
)

TRUTH = Truth(
    title="Rain “at last”",
    publishing_date="2031-03-04T23:30:00-05:00",
    body=Body(
        summary=["It rains."],
        sections=[
            Section(paragraphs=["Rain fell in the south."]),
            Section(headline=["North"], paragraphs=["Dry."]),
        ],
    ),
)


def test_headlines_are_equal_whatever_their_white_space_and_quotes():
    assert same_headline('Rain  "at\xa0last"', TRUTH.title)
    assert not same_headline('Rain "at least"', TRUTH.title)


@pytest.mark.parametrize(
    ("ours", "same"),
    [
        ("2031-03-05T04:30:00+00:00", True),
        ("2031-03-05T05:30:00+00:00", False),
        ("2031-03-04", True),
        ("2031-03-05", False),
        ("", False),
    ],
)
def test_the_day_is_that_of_the_truths_offset(ours, same):
    assert same_day(ours, TRUTH.publishing_date) is same


def test_token_f1():
    assert token_f1("Rain fell", "rain FELL!") == 1
    assert token_f1("rain", "snow") == 0
    assert token_f1("rain rain", "rain") == pytest.approx(2 / 3)
    assert token_f1("港は再開", "港は閉鎖") == pytest.approx(1 / 2)
    assert token_f1("", "") == 1


def test_text_is_measured_without_and_with_the_lead():
    reading = Reading(
        headline=TRUTH.title, day="2031-03-04", text="Rain fell in the south. North Dry.", lead="It rains."
    )

    perfect = score(reading, TRUTH)

    assert (perfect.headline, perfect.date, perfect.text, perfect.whole) == (True, True, 1, 1)


def test_the_version_is_the_one_that_the_page_holds():
    other = Truth(title="Snow", body=Body(sections=[Section(paragraphs=["Snow fell in the north."])]))

    assert (
        version_of(Entry(file="a", url="b", truth=[other, TRUTH]), "<p>Rain fell in the <b>south</b>.")
        == TRUTH
    )


def test_a_folder_without_an_index_is_told(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "index.json: no such file" in capsys.readouterr().err


def test_authors_are_a_set_of_names():
    assert same_names(["Otto Finch", "IDA ROE"], ["Ida Roe", "Otto Finch"])
    assert not same_names(["Ida Roe"], ["Ida Roe", "Otto Finch"])
    assert same_names([], [])
