"""The reference of the site file, made of its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from copydesk.schemas import validators as schemas
from copydesk.schemas.sentences import TYPES
from copydesk.site.datelines import FORMS
from copydesk.text.spelling import listed
from docs.making.markdown import anchor, code, key, made_from, page, table, text, toml

Schema = dict[str, Any]
MADE = made_from("schemas/site.schema.json")
INTRO = """\
A site file is TOML, one file for each site, in the folder `sites/`. [Your own site](your-site.md) shows how
to write one step by step; this page has every key. Nothing is required: a file with no key at all is valid.

copydesk checks the file before any browser starts. It reports every mistake at once, with its line and,
where it can, a suggestion: see [When a run ends early](ends-early.md#the-site-file). `copydesk doctor
--site FILE` checks it too.

The schema itself is [schemas/site.schema.json](../schemas/site.schema.json); editors that know JSON Schema
can use it."""
ELEMENT = """\
An element has its own table: `[elements.KIND.NAME]`, where KIND is `all`, `article`, `feed` or `filter`.
[Elements and journeys](elements.md) has all names and their parts."""
OFF = "layout/overlap"
"""The rule that is switched off in examples of where that can be."""
KINDS = ("all", "article", "feed", "filter")


def pages() -> dict[str, str]:
    """The one page, by its path below `docs`."""
    schema = json.loads((schemas.folder() / "site.schema.json").read_text("utf-8"))
    rows = [
        (f"[`{_title(name)}`](#{anchor(_title(name))})", text(one["description"]))
        for name, one in _tables(schema)
    ]
    blocks = [MADE, "# The site file", INTRO, table(("Table", "What it says"), rows)]
    for name, one in _tables(schema):
        blocks += [f"## {_title(name)}", text(one["description"])]
        if name == "elements":
            blocks.append(ELEMENT)
        blocks += _keys(name, one, schema["$defs"]["off"])
    return {"site-file.md": page(*blocks, "## The dateline's forms", *_forms())}


def _tables(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The top tables, with the place of `elements` taken by what each element has."""
    for name, one in schema["properties"].items():
        if name == "elements":
            yield name, {**schema["$defs"]["element"], "description": one["description"]}
        else:
            yield name, one


def _title(table_name: str) -> str:
    return {"pages": "[[pages]]", "elements": "[elements.KIND.NAME]"}.get(table_name, f"[{table_name}]")


def _keys(name: str, schema: Schema, place: Schema) -> Iterator[str]:
    inner = schema.get("items", schema)
    if "properties" not in inner:
        ((rule, why),) = inner["examples"][0].items()
        yield "Each key is a rule's name, in quotes, and its value a text, a table or a list of tables."
        yield code("toml", f"[{name}]\n{toml(rule)} = {toml(why)}")
        yield from _keys_of_off(name, place)
        return
    for one, key_schema in inner["properties"].items():
        needed = one in inner.get("required", ())
        yield f"### {name}.{one}"
        yield text(key_schema["description"])
        default = f" Default: `{toml(key_schema['default'])}`." if "default" in key_schema else ""
        kind = _kind(key_schema)
        yield f"{kind[:1].upper()}{kind[1:]}.{' Required.' if needed else default}"
        yield code("toml", _example(name, one, key_schema["examples"][0]))


def _keys_of_off(name: str, schema: Schema) -> Iterator[str]:
    """The keys of the table that can stand in a reason's place."""
    for one, key_schema in schema["properties"].items():
        yield f"### {name}.RULE.{one}"
        yield text(key_schema["description"])
        default = f" Default: `{toml(key_schema['default'])}`." if "default" in key_schema else ""
        kind = "an element's name" if "$ref" in key_schema else _kind(key_schema)
        yield f"{kind[:1].upper()}{kind[1:]}.{' Required.' if one in schema['required'] else default}"
        shown = (
            key_schema["examples"][0]
            if key_schema.get("format") == "date"
            else toml(key_schema["examples"][0])
        )
        told = {"reason": toml(schema["properties"]["reason"]["examples"][0]), one: shown}
        inner = ", ".join(f"{key(name)} = {value}" for name, value in told.items())
        page = '[[pages]]\nname = "front"\nkind = "feed"\npath = "/"\n\n' if one == "page" else ""
        yield code("toml", f"{page}[{name}]\n{toml(OFF)} = {{ {inner} }}")


def _example(table_name: str, one: str, value: Any) -> str:
    """A site file that has the key, with no more than it needs to be valid."""
    line = f"{key(one)} = {value if one == 'now' else toml(value)}"
    if table_name == "pages":
        beside = {"name": '"ferry"', "kind": '"article"', "path": '"/2026/ferry.html"'}
        if one in ("query", "choose"):
            beside |= {
                "name": '"news"',
                "kind": '"filter"' if one == "choose" else '"feed"',
                "path": '"/news"',
            }
        if one == "query":
            beside["journeys"] = '["search"]'
        beside.pop("path" if one == "url" else one, None)
        lines = [*(f"{name} = {told}" for name, told in beside.items()), line]
        order = ("name", "kind", "path", "url", "journeys", "query", "choose")
        return "\n".join(["[[pages]]", *sorted(lines, key=lambda told: order.index(told.partition(" ")[0]))])
    if table_name == "elements":
        name = "related" if one == "items" else "share"
        selector = "" if one == "selector" else f'selector = ".{name}"\n'
        return f"[elements.article.{name}]\n{selector}{line}"
    return f"[{table_name}]\n{line}"


def _kind(schema: Schema) -> str:
    """What a value has to be, in words."""
    if "enum" in schema:
        return f"one of {listed((f'`{toml(one)}`' for one in schema['enum']), 'and')}"
    if "anyOf" in schema:
        return "a whole number, or a table with `min`, `max` or both"
    if schema["type"] == ["string", "array"]:
        return "a text, or a list of texts"
    if schema["type"] == "array":
        return f"a list; each item is {_kind(schema['items'])}"
    if schema["type"] == "object":
        return "a table of texts"
    told = TYPES[schema["type"]]
    if comment := schema.get("$comment"):
        told += f": {comment}"
    if moment := {"date-time": "a date and time", "date": "a date"}.get(schema.get("format", "")):
        told = moment
    return told + "".join(_bounds(schema))


def _bounds(schema: Schema) -> Iterator[str]:
    if "exclusiveMinimum" in schema:
        yield f", more than {schema['exclusiveMinimum']} and at most {schema['maximum']}"
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if least > 1 or most:
        bounds = [f"at least {least}"] * (least > 1) + [f"at most {most}"] * bool(most)
        yield f", with {' and '.join(bounds)} characters"


def _forms() -> Iterator[str]:
    yield (
        "The key [site.dateline](#sitedateline) takes one of these names, or a pattern of your own with the "
        "same placeholders."
    )
    yield table(("Name", "Pattern"), [(f"`{name}`", f"`{form}`") for name, form in FORMS.items()])
