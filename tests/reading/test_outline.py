"""A record holds everything that a page says in the elements of its site file, as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.page.capture import BLOCK, VISIBLE, Node
from copydesk.page.page import Page
from copydesk.reading.outline import BETWEEN, LENGTH, LINES, Outline, read_outline
from copydesk.records.common import ELSEWHERE
from copydesk.site.model import Element
from tests.pages import page_of

HEADLINE = {"headline": Element(selector="h1")}


def outline(html: str, **selectors: str) -> Outline:
    """The outline of a page with elements of these selectors."""
    elements = {name.replace("_", "-"): Element(selector=selector) for name, selector in selectors.items()}
    return read_outline(page_of(html, elements=elements))


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<b>The ferry</b> is <i>back</i>.", ["The ferry is back."]),
        ("<p>One</p><p>Two<br>Three</p>", ["One", "Two", "Three"]),
        ("<h2>Ferries</h2>", ["## Ferries"]),
        ("See <a href=/tides>the tides</a>.", ["See [the tides <https://news.example/tides>]."]),
        (
            "<a href=/a><h3>Tides</h3>High at nine</a>",
            ["[### Tides", "High at nine <https://news.example/a>]"],
        ),
        ("<a rel=nofollow href=/a>Tides</a>", ["[{rel: nofollow} Tides <https://news.example/a>]"]),
        ("<img src=/p.jpg alt='A pier' width=90 height=60>", ["![A pier <https://news.example/p.jpg>]"]),
        ("<time datetime=2031-03-05>Wednesday</time>", ["{datetime: 2031-03-05} Wednesday"]),
        (
            "<p title=Tip aria-label=Note data-x=1 class=a id=b>Text</p>",
            ["{title: Tip} {aria-label: Note} Text"],
        ),
        ("<p aria-controls=c>Text</p>", ["Text"]),
        ("<svg style=height:9px;width:9px></svg>Search", ["(svg) Search"]),
        (
            "<input value=42 style=height:9px;width:9px> <input type=checkbox checked>",
            ["(input 42) (checkbox on) (unseen)"],
        ),
        ("<select><option>EUR<option selected>USD</select>", ["(select USD of EUR, USD)"]),
        ("<button disabled>Go</button>", ["(disabled) Go"]),
        ("Now <span hidden>Later</span>", ["Now (unseen: Later)"]),
        ("<a hidden href=/a>Later</a>", ["(unseen: <https://news.example/a>) (unseen: Later)"]),
        ("<div style='height:40px'></div>", ["(blank)"]),
        ("<!-- a remark --><script>let a</script>", []),
    ],
)
def test_what_is_read_is_told_in_lines(html: str, lines: list[str]):
    assert outline(f"<div class=lead>{html}</div>", lead=".lead").lines.get("lead", []) == lines


def test_an_element_within_another_is_told_by_its_name_and_for_itself():
    html = "<div class=b><p>One</p><aside>Read also <a href=/a>A</a></aside><p><i>RIGA.</i> Two</p></div>"
    found = outline(html, body=".b", read_also="aside", dateline="i")
    assert found.lines == {
        "body": ["One", "(read_also)", "(dateline) Two"],
        "read_also": ["Read also [A <https://news.example/a>]"],
        "dateline": ["RIGA."],
    }
    assert found.order == ["body"]


def test_several_of_a_name_are_told_one_after_the_other():
    found = outline("<ul><li>X</ul><ul><li>X</ul>", share="ul")
    assert found.lines == {"share": ["X", BETWEEN, "X"]}
    assert found.order == ["share"]


def test_the_order_of_the_elements_is_told_and_what_stands_between_them():
    html = "<h1>Ferry</h1><p class=l>Lead</p><p>Somebody</p><p class=d hidden>RIGA</p>"
    found = outline(html, lead=".l", headline="h1", dateline=".d", persons=".p")
    assert found.order == ["headline", "lead", ELSEWHERE, "dateline"]
    assert found.lines[ELSEWHERE] == ["Somebody"]


def test_one_node_can_be_two_elements():
    found = outline("<h1>Ferry</h1>", headline="h1", lead="h1")
    assert found.lines == {"headline": ["(lead)"], "lead": ["# Ferry"]}


def test_a_page_without_named_elements_has_no_outline():
    assert outline("<h1>Ferry</h1>", lead=".lead") == Outline([], {}, {})


def test_what_is_printed_beside_the_page_or_cut_off_is_unseen():
    page = page_of("<h1>Ferry <b>is back</b></h1>", elements=HEADLINE)
    ferry, back = (i for i, node in enumerate(page.dom.nodes) if node.tag == "#text")
    page.dom.snapshot.lines = [(ferry, 10.0, 10.0, 50.0, 20.0), (back, -900.0, 10.0, 50.0, 20.0)]
    lines = read_outline(Page(page.capture, page.site)).lines
    assert lines["headline"] == ["# Ferry (unseen: is back)"]


def test_the_letters_of_an_element_are_told_once_each():
    page = page_of("<h1>Ferry <i>is</i> <b>back</b></h1><p>Text</p>", elements=HEADLINE)
    ferry, is_, back, text = (i for i, n in enumerate(page.dom.nodes) if n.tag == "#text" and n.text.strip())
    page.dom.snapshot.letters = {"40px 700 rgb(27, 24, 21)": [ferry, back], "16px 400 blue": [is_, text]}
    assert read_outline(page).letters == {
        "headline": ["16px 400 blue", "40px 700 #1b1815"],
        ELSEWHERE: ["16px 400 blue"],
    }


words = st.text(alphabet="abcäöя .,", max_size=20)


@given(words, words)
def test_another_text_is_another_outline(one: str, other: str):
    first, second = (outline(f"<h1>x {text}</h1>", headline="h1").lines for text in (one, other))
    assert (first == second) == (one.split() == other.split())


def test_an_outline_is_kept_in_bounds():
    lines = outline(f"<main>{'<p>y</p>' * (LINES + 10)}</main>", body="main").lines["body"]
    assert len(lines) == LINES
    [line] = outline(f"<main>{'z' * (LENGTH + 10)}</main>", body="main").lines["body"]
    assert len(line) == LENGTH


def test_a_page_may_nest_deeper_than_the_stack_is_high():
    page = page_of("<main>x</main>", elements={"body": Element(selector="main")})
    nodes = page.dom.nodes
    main, text = (next(i for i, node in enumerate(nodes) if node.tag == tag) for tag in ("main", "#text"))
    del nodes[text:]
    nodes += [Node(main + n, "div", box=(0, 0, 9, 9), flags=VISIBLE | BLOCK) for n in range(5000)]
    nodes.append(Node(len(nodes) - 1, "#text", "x"))
    assert read_outline(Page(page.capture, page.site)).lines == {"body": ["x"]}
