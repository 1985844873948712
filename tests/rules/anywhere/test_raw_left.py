"""What is left of the systems that a text came through, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text import leftovers
from tests.rules.cases import ARTICLE, TEXT, Case, article, judge, named

FINDERS = (
    leftovers.demo_text,
    leftovers.key,
    leftovers.source,
    leftovers.markup,
    leftovers.note,
    leftovers.address,
    leftovers.machine_time,
    leftovers.empty_place,
)
LINK = "<p>The council {}<a href='/a'>voted on Tuesday</a> to lengthen the pier by a third of it.</p>"


def slugs(*names: str) -> str:
    """Sections by their names, and again by the words of their addresses."""
    pairs = list(zip(("harbour", "market"), names, strict=False))
    named = "".join(f"<a href='/{slug}/'>{name}</a> " for slug, name in pairs)
    return f"<nav>{named}</nav>" + "".join(f"<p><a href='/{slug}/'>{slug}</a></p>" for slug, _ in pairs)


def story(last: str) -> str:
    """An article whose text ends with this."""
    return article(body=f"<p>{TEXT}</p><p>{TEXT[::-1]}</p>{last}<p>{TEXT.upper()}</p>")


CASES = [
    Case("raw/demo-text", "<p>Just another WordPress site</p>", "<h1>Hello world!</h1>"),
    Case(
        "raw/demo-text",
        "<h2><a href='/hello-world/'>Hello world!</a></h2>",
        "<p>Your text here reads well.</p>",
    ),
    Case("raw/key", "<button>LABEL_READ_MORE</button>", "<button>READ MORE</button>"),
    Case("raw/key", "<h2>most_read_title</h2>", "<p class='comment-author'>harbour_pilot</p>"),
    Case("raw/slug", slugs("Harbour &amp; Sea", "Trade"), slugs("Harbour", "Market")),
    Case("raw/slug", slugs("Harbour &amp; Sea", "Trade"), slugs("Harbour &amp; Sea")),
    Case("raw/source", "<p>.header { color: red; }</p>", "<pre>.header { color: red; }</pre>"),
    Case("raw/markup", "<p>It was **unanimous**.</p>", "<p>It was f**k. **</p>"),
    Case("raw/note", "<p>The mayor, TK years old</p>", "<p>Techniker Krankenkasse (TK)</p>"),
    Case(
        "raw/address",
        story("<p>https://youtu.be/abc</p>"),
        story("<p><a href='https://youtu.be/abc'>https://youtu.be/abc</a></p>"),
        ARTICLE,
    ),
    Case(
        "raw/address",
        story("<p>https://youtu.be/abc</p>"),
        article(again="<p>https://news.example/short</p>"),
        ARTICLE,
    ),
    Case("raw/machine-time", "<p>2026-03-31T07:15:00.000Z</p>", "<p>2026-03-31 07:15</p>"),
    Case("raw/empty-place", "<p>By %sMara Holt</p>", "<p>Turnout was 62 %, she said</p>"),
    Case("encoding/question-mark", "<p>It?s a start</p>", "<p>Is it a start? So it is.</p>"),
    Case("body/run-together", LINK.format("then"), LINK.format("then ")),
    Case("body/run-together", LINK.format("then"), LINK.format("re")),
    Case("body/run-together", LINK.format("at"), LINK.format("un")),
    Case(
        "body/run-together",
        LINK.format("then ").replace("</a> to", "</a>with"),
        LINK.format("then ").replace("</a> to", "</a>ship"),
    ),
    Case("body/run-together", LINK.format("then"), LINK.format("then").replace(">voted", "> voted")),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize(
    ("find", "line"),
    [
        (leftovers.demo_text, "Welcome to WordPress. This is your first post. Edit or delete it"),
        (leftovers.demo_text, "asdf"),
        (leftovers.key, "123e4567-e89b-12d3-a456-426614174000"),
        (leftovers.key, "post.tags_label: church, bells"),
        (leftovers.empty_place, "Publié le Publié le 26 novembre 2026"),
        (leftovers.source, '{"error":"not found"}'),
        (leftovers.source, "var ads = [];"),
        (leftovers.source, "<!-- teaser -->"),
        (leftovers.markup, "The *Lady Anne*, which was built in 1998"),
        (leftovers.note, "its largest intake [check w/ Reddy before 5pm – OT]"),
        (leftovers.markup, "![The quay](/quay.jpg)"),
        (leftovers.markup, "### What happens next"),
        (leftovers.markup, "[url=https://example.org]the report[/url]"),
        (leftovers.note, "It cost XX million"),
        (leftovers.note, "[insert name here] said so"),
        (leftovers.note, "The vote TKTK"),
        (leftovers.machine_time, "Tue Mar 31 2026 10:15:00 GMT+0300 (Eastern European Summer Time)"),
        (leftovers.empty_place, "By By Mara Holt"),
        (leftovers.empty_place, "-1 comments"),
        (leftovers.empty_place, "No. 0"),
        (leftovers.empty_place, "By [object Object]Mara"),
        (leftovers.separator, "By Mara Holt, Otto Finch,"),
        (leftovers.separator, "Mara Holt · · 5 min read"),
        (leftovers.question_marks, "?We have waited for it?, she said"),
        (leftovers.question_marks, "Le caf?s et les th?s"),
    ],
)
def test_what_is_left(find: object, line: str) -> None:
    assert find(line)  # type: ignore[operator]


@pytest.mark.parametrize(
    "line",
    [
        "Super Bowl XXX was played in Tempe",
        "Louis XX, a pretender, and siècle XX",
        "A 5 % rise, 100%Design, 62 %S",
        "Leser*innen und Autor*innen, *seufz*",
        "A 5* hotel and a 4* one",
        "“He [the mayor] said [sic] so”",
        "Read more -->",
        "f(x) = {x : x > 0}",
        "She scored 7 (of 10)",
        "* A footnote. ** Another.",
        "Why? Because! Who?",
        "¿Quién? — ¡Nadie!",
        "Vraiment ? Oui.",
        "Write to mara_holt.desk@news.example or see news.example/most_read",
        "New York, New York",
        "Link kopieren Link kopieren",
        "Duran Duran play Bora Bora",
        "https is what the “s” is for",
        "Stratford-upon-Avon",
        "By Von Miller",
        "Von Ursula von der Leyen",
        "#MeToo, ten years on",
        "[Music] plays",
        "2026-03-31 07:15",
        "TK 1987 from Istanbul, and TK Maxx",
    ],
)
def test_what_people_write(line: str) -> None:
    assert [find.__name__ for find in (*FINDERS, leftovers.question_marks) if find(line)] == []


@given(st.text(max_size=3000))
def test_any_line_is_looked_at(line: str) -> None:
    for find in FINDERS:
        assert find(line) in line
