"""The JSON Schemas: copydesk's own, a site's own that tighten them, and what a record violates.

copydesk's schemas are the files in `schemas/` at the top of the checkout; the package links to that folder,
so an installed copydesk carries the same files. A site's own schema stands beside its site file.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable

from copydesk.disk.read import FileError, reason, written
from copydesk.schemas.sentences import Path as ErrorPath
from copydesk.schemas.sentences import sentences
from copydesk.schemas.sure import Sure, surely_valid
from copydesk.schemas.toml_lines import dotted

LONGEST = 300
"""Characters of what is said against a schema, at most."""
KINDS = ("article", "feed", "filter")


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a record, as `persons[2].url`, and what is wrong there, without the place.

    `steps` are the place's keys and numbers, one by one.
    """

    path: str
    problem: str
    steps: ErrorPath = ()

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" if self.path else self.problem


def violations(record: msgspec.Struct | dict[str, Any], tighter: Path | None = None) -> list[Violation]:
    """Everything in a record that the schema of its kind, or the site's own, does not allow; page order.

    `record` may be what `msgspec.to_builtins` makes of one; `tighter` is the site's own schema for the kind.
    One that shows only in use that it cannot be used, such as by a reference to nowhere, is a violation.
    """
    data = record if isinstance(record, dict) else msgspec.to_builtins(record)
    found: dict[tuple[ErrorPath, str], None] = {}
    try:
        for validator, surely in _validators(data["kind"], tighter):
            if not surely(data):
                found.update(dict.fromkeys(sentences(validator.iter_errors(data))))
    except Exception as error:
        if tighter is None:
            raise
        found[(), f"the site's schema {tighter.name} cannot be used ({reason(error)})"] = None
    return [Violation(path=dotted(path), problem=problem, steps=path) for path, problem in found]


def folder() -> Path:
    """Where copydesk's own schemas are: in the package, or at the top where a system makes no links."""
    room = Path(__file__).parent
    installed = room / "files"
    return installed if installed.is_dir() else room.parents[2] / "schemas"


@cache
def own(name: str) -> Draft202012Validator:
    """The validator of one of copydesk's own schemas: article, feed, filter or site."""
    path = folder() / f"{name}.schema.json"
    return compiled(json.loads(path.read_text("utf-8")))


def tightened(path: Path) -> Draft202012Validator:
    """The validator of a schema that a site brings. Raises `FileError`."""
    try:
        schema = json.loads(written(path))
        Draft202012Validator.check_schema(schema, FORMATS)
        validator = compiled(schema)
        # A first use shows what reading a schema does not: references to nowhere, and in circles.
        next(validator.iter_errors({}), None)
    except FileError:
        raise
    except json.JSONDecodeError as error:
        raise FileError(f"{path}:{error.lineno}: not JSON: {error.msg}") from None
    except SchemaError as error:
        place = dotted(tuple(error.absolute_path)) or "the file"
        raise FileError(f"{path}: not a JSON Schema: {place}: {error.message[:LONGEST]}") from None
    except Unresolvable as error:
        raise FileError(f"{path}: its $ref '{error.ref}' does not exist") from None
    except RecursionError:
        raise FileError(f"{path}: its $ref values form a circle, or it is nested too deeply") from None
    except Exception as error:
        raise FileError(f"{path}: not a JSON Schema ({reason(error)})") from None
    return validator


def compiled(schema: Any) -> Draft202012Validator:
    """A validator that asserts formats and fetches nothing."""
    registry: Registry[Any] = Registry()
    if isinstance(schema, dict) and isinstance(schema.get("$id"), str):
        registry = registry.with_resource(schema["$id"], Resource.from_contents(schema))
    return Draft202012Validator(schema, registry=registry, format_checker=FORMATS)


@cache
def _validators(kind: str, tighter: Path | None) -> tuple[tuple[Draft202012Validator, Sure], ...]:
    validators = [own(kind)]
    if tighter is not None:
        validators.append(tightened(tighter))
    return tuple((validator, surely_valid(validator.schema, FORMATS)) for validator in validators)


FORMATS = FormatChecker()
_URI = re.compile(r"(?:https?://[^\s<>\"{}\\/?#@:]+|(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:)[^\s<>\"{}\\]*", re.I)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    """An address that a browser can go to from anywhere.

    The grammar of RFC 3986 takes milliseconds for each address, and refuses characters that browsers leave
    in queries as they are, so this asks for a scheme, a host where there must be one, and nothing that
    browsers encode.
    """
    return not isinstance(value, str) or bool(_URI.fullmatch(value))


@FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(_DATE.fullmatch(value) and date.fromisoformat(value))


@FORMATS.checks("date-time", raises=ValueError)
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or bool(_DATE_TIME.fullmatch(value) and datetime.fromisoformat(value))
