"""Text from a web page is hostile: whatever it is, reading it ends, soon, without an error."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text import encoding
from copydesk.text.expressions import is_expression
from copydesk.text.labels import foreign_script, languages_of
from copydesk.text.placeholders import epoch, in_label, is_value
from copydesk.text.plurals import disagreement
from copydesk.text.quotes import unbalanced
from copydesk.text.source import template_text
from copydesk.text.templates import leaks, leaks_in_url

PIECES = [
    "{$", "*|", "|*", "[%", "%]", "@Model.", "@@", "##", "???", "{0", "$a.", "article.",
    "{{", "}}", "{", "}", "<%", "%>", "${", "#{",
    "[[", "]]", "{%", "%}", "%%", "%", "__", "<<", ">>", "<", ">",
    "a", ".b", " ", "'", '"', "|", "?", "(", "\\", "%7B", "&amp;", "&#39;",
    "Ã©", "<script", "</p>", "NaN", "1", "\x00",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=40).map("".join)
READERS = [
    leaks, leaks_in_url, template_text, is_value, in_label, epoch, encoding.mojibake, encoding.entity,
    encoding.markup, encoding.control, encoding.unescaped, languages_of,
]  # fmt: skip
SECONDS = 3.0
"""Far more than a linear reader takes for 200,000 characters, far less than one that is not."""


@given(TEXTS)
def test_every_text_can_be_read(text: str) -> None:
    for reader in READERS:
        reader(text)
    is_expression(text)
    disagreement(text, "en")
    foreign_script(text, "en")
    unbalanced([text, text], "de")


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z_]{1,8}){1,3}", fullmatch=True), st.sampled_from(["by ", "", "x; "]))
def test_a_path_between_delimiters_is_always_template_text(path: str, before: str) -> None:
    for opened, closed in (
        ("{{", "}}"),
        ("{{ ", " }}"),
        ("<%= ", " %>"),
        ("${", "}"),
        ("#{", "}"),
        ("[[", "]]"),
        ("[% ", " %]"),
    ):
        assert leaks(f"{before}{opened}{path}{closed}") == [f"{opened}{path}{closed}"]


@given(
    st.text(st.characters(categories=["L", "Nd", "Zs"], include_characters=".,;:!?-()’“”$€&/"), max_size=300)
)
def test_prose_without_delimiters_is_never_template_text(text: str) -> None:
    assert not leaks(text)


@pytest.mark.parametrize(
    "piece",
    [
        *PIECES,
        "{{a.b",
        "<a ",
        '<a "',
        "[[a[",
        "<% a",
        "{{{{a",
        "article.a",
        "{aa",
        "<h1 ",
        "<article>",
        '="',
        "{{a.b}}",
        "%a",
        "&#1",
        "‘a ",
    ],
)
def test_the_time_grows_with_the_length_alone(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    for reader in READERS:
        reader(text)
    assert time.process_time() - started < SECONDS
