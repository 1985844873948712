"""Which of a page's many headlines is the article's."""

import json

import pytest

from copydesk.records.article import Article
from tests.pages import page_of


def headline_of(
    *, h1: str = "", og: str = "", title: str = "", ld: str = "", head: str = "", **options: str
) -> str:
    """The headline that is read when the page's sources say this."""
    thing = json.dumps({"@type": "NewsArticle", "headline": ld})
    html = (
        f"<head><title>{title}</title>{head}"
        + (f'<meta property="og:title" content="{og}">' if og else "")
        + (f'<script type="application/ld+json">{thing}</script>' if ld else "")
        + f"</head><body>{h1}</body>"
    )
    record = page_of(html, **options).record  # type: ignore[arg-type]
    assert isinstance(record, Article)
    return record.headline


@pytest.mark.parametrize(
    "sources",
    [
        {"h1": "<h1>Rain at last</h1>"},
        {"og": "Rain at last"},
        {"ld": "Rain at last"},
        {"title": "Rain at last"},
        {"h1": "<h1><span>Rain</span> at\n last</h1>", "title": "Weather"},
    ],
)
def test_any_one_source_is_enough(sources):
    assert headline_of(**sources) == "Rain at last"


def test_what_most_sources_agree_on_wins():
    assert headline_of(h1="<h1>Rain at last</h1>", og="Rain: what now?", ld="Rain at last") == "Rain at last"
    assert headline_of(h1="<h1>Rain at last</h1>", og="Rain at last", ld="All about rain") == "Rain at last"


def test_json_ld_and_the_title_do_not_outvote_what_is_shown():
    sources = {"h1": "<h1>Rain at last</h1>", "og": "Rain at last", "ld": "It rains in the south"}

    assert headline_of(**sources, title="Rain at last | The Lamp") == "Rain at last"
    assert headline_of(**sources, title="It rains in the south | The Lamp") == "Rain at last"


@pytest.mark.parametrize("end", [" | The Lamp", " - The Lamp", " – The Lamp", "：The Lamp", " » The Lamp"])
def test_the_sites_name_is_no_part_of_it(end):
    name = '<meta property="og:site_name" content="The Lamp">'

    assert headline_of(og=f"Rain at last{end}", head=name) == "Rain at last"


def test_what_follows_another_sources_headline_is_no_part_of_it():
    assert (
        headline_of(h1="<h1>Rain at last</h1>", title="Rain at last – Weather – The Lamp") == "Rain at last"
    )


def test_the_sites_name_may_be_that_of_its_host():
    assert (
        headline_of(title="Rain at last - thelamp.example", url="https://www.thelamp.example/a")
        == "Rain at last"
    )


def test_a_dash_in_the_headline_stays():
    assert headline_of(og="Rain - and no end in sight", title="Rain - and no end in sight") == (
        "Rain - and no end in sight"
    )


def test_a_kicker_that_the_others_do_not_have_is_no_part_of_it():
    shown = "<h1><span>Weather</span> <span>Rain reaches the south at last</span></h1>"

    assert headline_of(h1=shown, og="Rain reaches the south at last") == "Rain reaches the south at last"


def test_the_first_heading_may_be_the_sites_name():
    assert headline_of(h1="<h1>The Lamp</h1><h1>Rain at last</h1>", og="Rain at last") == "Rain at last"


def test_a_hidden_heading_is_not_read_from_a_live_page():
    assert headline_of(h1="<h1 hidden>Skip to content</h1><h1>Rain at last</h1>") == "Rain at last"


def prose(number: int = 3) -> str:
    """Paragraphs of a story."""
    return "".join(
        f"<p>The boats came in one after the other, and number {n} was last.</p>" for n in range(number)
    )


def test_without_any_h1_the_h2_that_opens_the_text_is_the_headline():
    body = (
        f"<div><h2>Rain reaches the south at last</h2>{prose()}<h2>Who has to pay for it</h2>{prose()}</div>"
    )

    assert headline_of(h1=body, title="The Lamp, digital edition") == "Rain reaches the south at last"


def test_a_heading_between_the_paragraphs_is_not():
    body = f"<div>{prose(1)}<h2>Who has to pay for it</h2>{prose()}</div>"

    assert headline_of(h1=body, title="Rain at last") == "Rain at last"


def test_nor_is_that_of_the_first_of_several_teasers():
    body = "".join(f"<div><h2>Story number {n} of today</h2>{prose(1)}</div>" for n in range(4))

    assert headline_of(h1=body, title="Rain at last") == "Rain at last"


def test_the_sites_name_before_it_is_no_part_of_it():
    assert headline_of(title="The Lamp - Rain at last", url="https://www.thelamp.example/a") == "Rain at last"
