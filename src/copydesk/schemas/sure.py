"""Whether data is surely valid by a schema: told in a tenth of the time that looking for errors takes.

Most records have nothing wrong. The keywords that copydesk's own schemas use are made into functions once; a
schema with any other keyword, and whatever is not surely right, is left to jsonschema.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jsonschema import FormatChecker

Sure = Callable[[Any], bool]
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_SAYS_NOTHING = {"$schema", "$id", "$comment", "title", "description", "examples", "default"}
_OF_OBJECTS = {"properties", "required", "additionalProperties"}
_CONDITION = {"if", "then"}


class _UnknownError(Exception):
    """A keyword that there is no function for."""


def surely_valid(schema: Any, formats: FormatChecker) -> Sure:
    """A function that is true only for data that is valid by the schema, and may be false for some of it."""
    try:
        return _sure(schema, formats)
    except _UnknownError:
        return lambda _: False


def _sure(schema: Any, formats: FormatChecker) -> Sure:
    if isinstance(schema, bool):
        return lambda _: schema
    checks = [
        _keyword(name, wanted, formats)
        for name, wanted in schema.items()
        if name not in _SAYS_NOTHING | _OF_OBJECTS | _CONDITION
    ]
    if _OF_OBJECTS & schema.keys():
        checks.append(_object(schema, formats))
    if _CONDITION & schema.keys():
        # A condition must be told for certain, both ways, so only the one form is known.
        condition = schema.get("if")
        if "then" not in schema or not isinstance(condition, dict) or condition.keys() != {"minLength"}:
            raise _UnknownError
        least, then = condition["minLength"], _sure(schema["then"], formats)
        checks.append(lambda value: (isinstance(value, str) and len(value) < least) or then(value))
    if len(checks) == 1:
        return checks[0]
    return lambda value: all([check(value) for check in checks])  # noqa: C419 - a list is the faster of the two


def _keyword(name: str, wanted: Any, formats: FormatChecker) -> Sure:
    match name:
        case "type":
            types = {one for each in ([wanted] if isinstance(wanted, str) else wanted) for one in TYPES[each]}
            return lambda value: type(value) in types
        case "minLength":
            return lambda value: not isinstance(value, str) or len(value) >= wanted
        case "minimum":
            return lambda value: not isinstance(value, int | float) or value >= wanted
        case "const" if isinstance(wanted, str):
            return lambda value: bool(value == wanted)
        case "enum" if all(isinstance(one, str) for one in wanted):
            return lambda value: value in wanted
        case "format" if wanted in formats.checkers:
            return lambda value: formats.conforms(value, wanted)
        case "items":
            one = _sure(wanted, formats)
            return lambda value: not isinstance(value, list) or all(map(one, value))
    raise _UnknownError


def _object(schema: dict[str, Any], formats: FormatChecker) -> Sure:
    required: list[str] = schema.get("required", [])
    known = {name: _sure(inner, formats) for name, inner in schema.get("properties", {}).items()}
    others = _sure(schema.get("additionalProperties", True), formats)

    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        if not all([name in value for name in required]):  # noqa: C419
            return False
        return all([known.get(name, others)(inner) for name, inner in value.items()])  # noqa: C419

    return check
