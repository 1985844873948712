"""What is surely valid, held against what jsonschema finds."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from copydesk.schemas import validators as schemas
from copydesk.schemas.sure import surely_valid
from tests.schemas.test_schemas import JSON, RECORDS, URL, article

NAMES = st.sampled_from(["a", "b", "c"])
LEAVES = st.one_of(
    st.booleans(),
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["string", "integer", "number", "null", ["string", "null"], "boolean"]),
            "minLength": st.integers(0, 3),
            "maxLength": st.integers(0, 3),
            "minimum": st.integers(-2, 2),
            "const": st.sampled_from(["a", "bb", 1, None]),
            "enum": st.lists(st.sampled_from(["a", "bb", 1, None]), min_size=1),
            "format": st.sampled_from(["uri", "date", "date-time", "unheard-of"]),
            "if": st.just({"minLength": 1}) | st.booleans(),
            "then": st.just({"format": "uri"}),
            "description": st.just("Of no account."),
        },
    ),
)
SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["object", "array", ["array", "null"]]),
            "items": inner,
            "required": st.lists(NAMES, max_size=2),
            "properties": st.dictionaries(NAMES, inner, max_size=3),
            "additionalProperties": inner,
            "patternProperties": st.dictionaries(NAMES, inner, max_size=1),
        },
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | st.sampled_from(["", "a", "bb", URL]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(SCHEMAS, VALUES)
def test_what_is_surely_valid_has_no_errors(schema: Any, value: Any):
    validator = schemas.compiled(schema)
    if surely_valid(schema, schemas.FORMATS)(value):
        assert not list(validator.iter_errors(value))


@given(st.sampled_from(sorted(msgspec.to_builtins(article()))), JSON)
def test_a_record_with_a_wrong_field_is_not_surely_valid(field: str, value: Any):
    validator = schemas.own("article")
    record = {**msgspec.to_builtins(article()), field: value}
    assert surely_valid(validator.schema, schemas.FORMATS)(record) == (
        not list(validator.iter_errors(record))
    )


def test_records_in_order_are_surely_valid_by_their_schemas():
    for record in RECORDS:
        validator: Draft202012Validator = schemas.own(record.kind)
        assert surely_valid(validator.schema, schemas.FORMATS)(msgspec.to_builtins(record))
