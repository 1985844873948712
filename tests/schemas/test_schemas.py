"""Records held against their schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from copydesk.disk.read import FileError
from copydesk.page.page import Page
from copydesk.records import Record
from copydesk.records.article import Article
from copydesk.records.common import Link, Moment, Tab
from copydesk.records.feed import Feed, Group, Item, Listing
from copydesk.records.filter import Choice, Filter, FilteredListing
from copydesk.records.parts import (
    Block,
    Dateline,
    Gallery,
    MostRead,
    NavigationItem,
    PageCount,
    Picture,
    Ranked,
    ShareLink,
)
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import load_rules
from copydesk.schemas import validators
from copydesk.schemas import validators as schemas
from copydesk.schemas.validators import violations
from copydesk.site.model import Site
from tests.pages import capture_of

URL = "https://news.example/quay"
LINK = Link(text="A. Marsh", url="https://news.example/person/a-marsh?from=a|b")
MOMENT = Moment(text="March 30, 10:00", iso="2026-03-30T10:00:00+03:00", epoch=1774854000)


def article(**fields: Any) -> Article:
    """An article that has everything."""
    whole = Article(
        url=URL,
        canonical=URL,
        language="en",
        headline="Quay reopens",
        section=Link(text="World", url=URL),
        published=MOMENT,
        updated=MOMENT,
        lead="It was closed.",
        authors=["B. Oduya"],
        dateline=Dateline(text="PORT ALMERY (L) —", city="PORT ALMERY", date="2026-03-30", agency="L"),
        body=[Block(kind=kind, text="x") for kind in ("paragraph", "heading", "quote", "list", "table")],
        persons=[LINK, LINK, LINK],
        share=[[ShareLink(network="email", url="mailto:?body=https%3A%2F%2Fnews.example")]],
        page_count=PageCount(text="2 pages", pages=2),
        read_also=[LINK],
        related=[LINK],
        other_media=[LINK],
        photo=Gallery(count=1, items=[Picture(text="")]),
        infographics=Gallery(),
        most_read=MostRead(
            tabs=[Tab(text="Now", active=True)],
            items=[Ranked(rank=1, text="x", url=URL), Ranked(rank=None, text="y")],
        ),
        top_stories=[LINK],
        partner_news=[Link(text="no link")],
        navigation=[NavigationItem(text="World", url=URL, current=True)],
    )
    return msgspec.structs.replace(whole, **fields)


ITEM = Item(headline="Quay reopens", url=URL, published=MOMENT, section="World")
RECORDS: list[Record] = [
    article(),
    Article(url=URL, headline="x"),
    Feed(
        url=URL,
        listings=[
            Listing(
                state="loaded",
                tabs=[Tab(text="All")],
                groups=[Group(text="March 30", date="2026-03-30", items=[ITEM, Item(headline="x")])],
                more=True,
            )
        ],
    ),
    Filter(
        url=URL,
        chosen=["World"],
        listings=[
            FilteredListing(
                state="filtered",
                url=URL,
                choices=[Choice(text="World", chosen=True)],
                groups=[Group(text="", items=[ITEM])],
            )
        ],
    ),
]


@pytest.mark.parametrize("record", RECORDS, ids=["all", "least", "feed", "filter"])
def test_a_record_that_is_in_order_violates_nothing(record: Record):
    assert violations(record) == []


@pytest.mark.parametrize("record", RECORDS, ids=["all", "least", "feed", "filter"])
def test_a_schema_knows_every_field_of_its_record_and_no_other(record: Record):
    data = msgspec.to_builtins(record)
    schema = schemas.own(data["kind"]).schema
    assert set(schema["properties"]) == set(schema["required"]) == set(data)
    data["headlin"] = "x"
    assert [str(v).partition(";")[0] for v in violations(data)] == ["headlin: unknown key"]


def test_every_violation_is_told_at_once_in_page_terms():
    record = article(
        url="/quay",
        headline="",
        published=Moment(text="March 30", iso="2026-03-30T10:00:00", epoch=None),
        persons=[LINK, LINK, Link(text="C", url="/person/{{id}}")],
        body=[Block(kind="poem", text="")],
        page_count=PageCount(text="-1 pages", pages=-1),
    )
    assert {str(violation) for violation in violations(record)} == {
        "url: must be an absolute address; it is '/quay'",
        "headline: must not be empty",
        "published.iso: must be a date and time with its offset, such as 2026-03-31T09:00:00+03:00;"
        " it is '2026-03-30T10:00:00'",
        "persons[2].url: must be an absolute address; it is '/person/{{id}}'",
        "body[0].kind: must be paragraph, heading, quote, list or table; it is 'poem'",
        "body[0].text: must not be empty",
        "page_count.pages: must be at least 0; it is -1",
    }


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://news.example", True),
        ("http://127.0.0.1:8000/a?b={c}", False),
        ("https://пример.example/путь", True),
        ("tel:+123", True),
        ("https://", False),
        ("https:///a", False),
        ("//news.example/a", False),
        ("https://news.example/a b", False),
        ("a", False),
        ("news.example/a:b", False),
    ],
)
def test_absolute_addresses(url: str, good: bool):
    assert (violations(article(url=url)) == []) is good


@pytest.mark.parametrize(
    "iso",
    ["2026-02-30T10:00:00+03:00", "2026-03-30", "2026-03-30 10:00:00Z", "soon", "2026-03-30T10:00:00+0300"],
)
def test_times_are_complete_and_possible(iso: str):
    (violation,) = violations(article(published=Moment(text="x", iso=iso)))
    assert violation.path == "published.iso"


@pytest.fixture
def tightened(tmp_path: Path) -> Any:
    """A site whose article schema is the given text."""

    def make(text: str) -> Site:
        (tmp_path / "strict.json").write_text(text, "utf-8")
        return Site(path=tmp_path / "site.toml", schemas={"article": "strict.json"})

    return make


def test_a_site_tightens_a_schema_and_loosens_nothing(tightened: Any):
    site = tightened(
        json.dumps(
            {
                "properties": {
                    "lead": {"minLength": 20, "pattern": r"\.$", "$comment": "a sentence with a full stop"},
                    "dateline": {"type": "object"},
                    "headline": {},
                }
            }
        )
    )
    record = article(lead="Closed", dateline=None, headline="")
    assert [str(violation) for violation in violations(record, site.schema_of("article"))] == [
        "headline: must not be empty",
        "lead: must have at least 20 characters; it has 6",
        "lead: must be a sentence with a full stop; it is 'Closed'",
        "dateline: must be a table; it is null",
    ]
    assert violations(Feed(url=URL), site.schema_of("feed")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "strict.json:1: not JSON"),
        ('{"type": "txt"}', "strict.json: not a JSON Schema: type: 'txt'"),
        ("[]", "strict.json: not a JSON Schema"),
        ('{"$ref": "#/$defs/nothing"}', "strict.json: its $ref '/$defs/nothing' does not exist"),
        ('{"$ref": "https://elsewhere.example/schema.json"}', "does not exist"),
        ('{"$ref": "#"}', "strict.json: its $ref values form a circle"),
    ],
)
def test_a_schema_that_is_none_is_told_by_its_file(tightened: Any, text: str, words: str):
    with pytest.raises(FileError) as told:
        validators.tightened(tightened(text).schema_of("article"))
    assert words in str(told.value)


def test_a_schema_that_shows_only_in_use_that_it_is_none_is_told_of_the_page(tightened: Any):
    site = tightened('{"properties": {"headline": {"$ref": "#/$defs/nothing"}}}')
    (told,) = violations(article(headline="Closed"), site.schema_of("article"))
    assert str(told).startswith("the site's schema strict.json cannot be used (")


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema that describes a value in a schema."""
    yield schema
    for keyword in ("properties", "$defs"):
        for inner in schema.get(keyword, {}).values():
            yield from subschemas(inner)
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict) and "$ref" not in schema[keyword]:
            yield from subschemas(schema[keyword])


@pytest.mark.parametrize("name", ["article", "feed", "filter", "site"])
def test_schemas_are_strict_and_describe_everything(name: str):
    schema = json.loads((schemas.folder() / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for inner in subschemas(schema):
        assert inner["description"].strip()
        if "properties" in inner:
            assert inner["additionalProperties"] is False


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(msgspec.to_builtins(article()))), JSON)
def test_whatever_stands_in_a_record_is_told_in_sentences(field: str, value: Any):
    record = {**msgspec.to_builtins(article()), field: value, "kind": "article"}
    for violation in violations(record):
        assert violation.path.startswith(field)
        assert violation.problem


def test_the_rule_says_each_violation_and_when_there_is_no_record(tightened: Any):
    rule = load_rules()["record/schema"]
    page = Page(capture_of("<h1>Harbour reopens</h1>"), Site())
    page.record = article(canonical="x", url="x")
    found = list(rule.check(rule, page))
    assert [finding.message for finding in found if isinstance(finding, Finding)] == [
        "The address of the page must be an absolute address; it is 'x'",
        "The canonical address of the page must be an absolute address; it is 'x'",
    ]
    page.record = None
    assert [type(said) for said in rule.check(rule, page)] == [Nothing]
