"""Where the keys of a TOML file stand."""

import json
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.toml_lines import dotted, key_lines, line_of


def test_tables_keys_and_list_items_have_lines():
    lines = key_lines(
        "\n".join(
            [
                "# a comment with [brackets] = and 'quotes",  # 1
                "[site]",  # 2
                'title = "[[pages]]" # not a table',  # 3
                'text = """',  # 4
                "[off]",  # 5, within a text
                'name = "x" \\"" """',  # 6
                "[[pages]]",  # 7
                "name = 'a'",  # 8
                "journeys = [",  # 9
                "  'one', # ] }",  # 10
                "  'two',",  # 11
                "]",  # 12
                "[[pages]]",  # 13
                'parts = { link = "a", "odd.key" = [1, 2] }',  # 14
                "a.b.c = 1",  # 15
                '[off]\n"share/missing" = "why"',  # 16, 17
            ]
        )
    )
    assert lines[("site",)] == 2
    assert lines[("site", "title")] == 3
    assert lines[("pages", 0, "name")] == 8
    assert lines[("pages", 0, "journeys", 1)] == 11
    assert lines[("pages", 1)] == 13
    assert lines[("pages", 1, "parts", "odd.key", 0)] == 14
    assert lines[("pages", 1, "a", "b", "c")] == 15
    assert lines[("off",)] == 16
    assert lines[("off", "share/missing")] == 17


def test_what_is_not_there_has_the_line_of_what_is_around_it():
    lines = key_lines("\n[site]\ntitle = 'x'\n")
    assert line_of(lines, ("site", "language")) == 2
    assert line_of(lines, ("pages", 3, "name")) == 1


def test_paths_are_written_as_people_write_them():
    assert dotted(("pages", 2, "kind")) == "pages[2].kind"
    assert dotted(("off", "share/missing")) == 'off."share/missing"'
    assert dotted(("a b", "c")) == '"a b".c'
    assert dotted(()) == ""


BLANK = st.sampled_from(["", " ", "\t"])
KEY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6)
BARE = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
TRICKY = st.lists(
    st.sampled_from(["[", "]", "{", "}", "=", ",", "#", "'", '"', "\\", "\n", "x", " "]), max_size=8
).map("".join)


def _key(name: str) -> str:
    return json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")


STRINGS = st.one_of(
    TRICKY.map(json.dumps),
    TRICKY.map(lambda text: f"'{text}'" if not set(text) & {"'", "\n"} else '""'),
    TRICKY.map(lambda text: '"""' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""'),
    TRICKY.map(lambda text: f"'''{text}'''" if "''" not in text and text[-1:] != "'" else "''"),
    st.sampled_from(['""""a""""', '"""""a"""""', "''''a''''", '""""""', "''''''"]),
)
SCALARS = st.one_of(
    STRINGS,
    st.sampled_from(
        ["1", "-1.5e3", "true", "inf", "0x1F", "2026-03-31T10:00:00+03:00", "10:00:00", "2026-03-31"]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n# ]\n" + ",\n".join(items) + "]"),
        st.dictionaries(KEY_TEXT, inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{_key(k)} = {v}" for k, v in table.items()) + "}"
        ),
    ),
    max_leaves=6,
)
ENTRIES = st.lists(st.tuples(st.lists(KEY_TEXT, min_size=1, max_size=3), BLANK, VALUES), max_size=4)
HEADERS = st.lists(st.one_of(KEY_TEXT, BARE), min_size=1, max_size=3)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Valid TOML, mostly; what `tomllib` refuses is left out by the test."""
    lines = []
    for number in range(draw(st.integers(0, 4))):
        if number:
            name = ".".join(_key(key) for key in draw(HEADERS))
            lines.append(draw(st.sampled_from(["[{}]", "[[{}]]", "[ {} ] # [x]"])).format(name))
        for keys, blank, value in draw(ENTRIES):
            lines.append(f"{blank}{'.'.join(_key(key) for key in keys)}{blank}={blank}{value}{blank}# =")
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


def paths(value: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The paths of everything in nested data."""
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        return {path}
    return {path}.union(*(paths(item, (*path, key)) for key, item in inner))


@given(documents())
def test_every_key_of_valid_toml_has_a_line_and_nothing_else_has(text: str):
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = key_lines(text)
    assert set(lines) == paths(data)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
