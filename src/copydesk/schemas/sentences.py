"""JSON Schema's errors as sentences that somebody who has never heard of JSON Schema understands.

In a schema, `$comment` beside a `pattern` says in words what the pattern asks for ("lower-case letters").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from copydesk.text.spelling import listed, suggest

Path = tuple[str | int, ...]

TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "null",
}
FORMATS = {
    "uri": "an absolute address",
    "date-time": "a date and time with its offset, such as 2026-03-31T09:00:00+03:00",
    "date": "a date such as 2026-03-31",
    "time": "a time such as 09:00:00Z",
    "email": "an e-mail address",
    "regex": "a regular expression",
}
SHOWN = 120
"""A value is cut to this many characters in a sentence."""


def sentences(errors: Iterable[ValidationError]) -> Iterator[tuple[Path, str]]:
    """A path and a sentence about what stands there, for every violation that the errors speak of."""
    for error in errors:
        yield from _sentences(error, tuple(error.absolute_path))


def shown(value: object) -> str:
    """A value as it is told in a sentence: texts in quotes, lists and tables by their size, never long."""
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= SHOWN else f"'{value[:SHOWN]}…'"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, dict):
        return f"a table with {listed(list(value)[:4], 'and')}" if value else "an empty table"
    return str(value)[:SHOWN]


# An error's fields are typed as perhaps unset, which they are only while jsonschema makes one; hence Any.
def _sentences(error: Any, path: Path) -> Iterator[tuple[Path, str]]:
    found, wanted = error.instance, error.validator_value
    is_found = f"; it is {shown(found)}"
    if "propertyNames" in error.schema_path:
        yield (*path, found), _name(error)
        return
    match error.validator:
        case "anyOf" | "oneOf":
            yield from _branches(error, path, is_found)
        case "additionalProperties" | "unevaluatedProperties":
            known = error.schema.get("properties", {})
            patterns = error.schema.get("patternProperties", {})
            extra = [key for key in found if key not in known]
            if not patterns and extra:
                for key in extra:
                    yield (*path, key), f"unknown key{suggest(key, known) or _choice(known)}"
            else:
                yield path, error.message
        case "required":
            missing = [key for key in wanted if key not in found]
            if missing and error.message.startswith(repr(missing[0])):
                for key in missing:
                    yield (*path, key), "is missing"
        case "pattern":
            yield path, f"must be {error.schema.get('$comment') or f'of the form {wanted}'}{is_found}"
        case "format":
            yield path, f"must be {FORMATS.get(wanted) or f'a valid {wanted}'}{is_found}"
        case "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            yield path, f"must be {listed(TYPES.get(name, name) for name in names)}{is_found}"
        case "enum":
            hint = suggest(found, [w for w in wanted if isinstance(w, str)]) if isinstance(found, str) else ""
            yield path, f"must be {listed(map(str, wanted))}{is_found}{hint}"
        case "const":
            yield path, f"must be {shown(wanted)}{is_found}"
        case "minLength" | "minItems" | "minProperties" if wanted == 1:
            yield path, "must not be empty"
        case _:
            yield path, _size(error, is_found)


def _size(error: Any, is_found: str) -> str:
    found, wanted = error.instance, error.validator_value
    match error.validator:
        case "minLength":
            return f"must have at least {wanted} characters; it has {len(found)}"
        case "maxLength":
            return f"must have at most {wanted} characters; it has {len(found)}"
        case "minItems":
            return f"must have at least {wanted} items; it has {len(found)}"
        case "maxItems":
            return f"must have at most {wanted} items; it has {len(found)}"
        case "minimum":
            return f"must be at least {wanted}{is_found}"
        case "maximum":
            return f"must be at most {wanted}{is_found}"
        case "exclusiveMinimum":
            return f"must be more than {wanted}{is_found}"
        case "exclusiveMaximum":
            return f"must be less than {wanted}{is_found}"
        case "uniqueItems":
            return f"must not contain the same value twice{is_found}"
        case "not":
            return f"must be something else{is_found}"
    return error.message if len(error.message) <= 3 * SHOWN else f"{error.message[: 3 * SHOWN]}…"


def _name(error: Any) -> str:
    """What is wrong with a key of a table whose keys are names."""
    what = error.schema.get("$comment", "name")
    if error.validator == "enum":
        return f"unknown {what}{suggest(error.instance, error.validator_value)}"
    return f"the name must be {what}"


def _choice(known: Iterable[str]) -> str:
    names = list(known)
    return f"; known names are {listed(names, 'and')}" if names else ""


def _branches(error: Any, path: Path, is_found: str) -> Iterator[tuple[Path, str]]:
    """Where several forms are allowed: what is wrong with the one that was meant, else which there are."""
    branches: dict[Any, list[Any]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    of_type = [
        errors
        for errors in branches.values()
        if not any(inner.validator == "type" and not inner.path for inner in errors)
    ]
    if len(of_type) == 1:
        for inner in of_type[0]:
            yield from _sentences(inner, (*path, *inner.path))
        return
    wanted = [inner.validator_value for errors in branches.values() for inner in errors if not inner.path]
    names = [TYPES[name] for name in wanted if isinstance(name, str) and name in TYPES]
    yield path, f"must be {listed(names)}{is_found}" if names else f"has none of the allowed forms{is_found}"
