"""The pages that are made from the code are what the code makes."""

from __future__ import annotations

import json

import pytest

from copydesk.schemas import validators as schemas
from copydesk.site.model import Element, Links, Site
from docs import generate
from docs.making.markdown import anchor, text
from docs.making.rules import about, subjects

PAGES = generate.pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_committed_page_is_what_the_generator_makes(name: str) -> None:
    path = generate.DOCS / name
    assert path.exists(), "run `make docs`"
    assert path.read_text("utf-8") == PAGES[name], "run `make docs`"


def test_no_page_is_left_of_a_subject_that_is_gone() -> None:
    assert generate.stale(PAGES) == []


def test_every_subject_says_what_it_is_about() -> None:
    assert all(about(subject).endswith(".") for subject in subjects())


def test_nothing_in_a_docstring_is_taken_for_markup() -> None:
    assert text("“<br>”, *all*, `<b>` and a&nbsp;word") == r"“\<br>”, \*all\*, `<b>` and a\&nbsp;word"


def test_a_link_to_a_heading_ends_as_git_hosts_make_it() -> None:
    assert anchor("[elements.KIND.NAME]") == "elementskindname"
    assert anchor("network/not-recorded") == "networknot-recorded"


def test_the_defaults_that_the_schema_tells_are_those_of_the_code() -> None:
    schema = json.loads((schemas.folder() / "site.schema.json").read_text("utf-8"))
    tables = {
        "site": (schema["properties"]["site"], Site()),
        "links": (schema["properties"]["links"], Links()),
        "element": (schema["$defs"]["element"], Element(selector="a")),
    }
    told = {
        (table, key): one["default"]
        for table, (described, _) in tables.items()
        for key, one in described["properties"].items()
        if "default" in one
    }
    assert len(told) >= 6
    assert told == {(table, key): getattr(tables[table][1], key) for table, key in told}
