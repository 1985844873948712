"""Reading a snapshot as a tree: what is below a node, what a reader sees of it, how people find it again."""

from __future__ import annotations

from collections.abc import Iterator

import soupsieve
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from copydesk.page.capture import BLOCK, COVERED, VISIBLE, Node, Snapshot
from copydesk.page.dom import Dom
from tests.pages import snapshot_of

ELEMENT = VISIBLE | BLOCK
BOX = (0.0, 0.0, 100.0, 20.0)


def dom_of(html: str) -> Dom:
    """The tree of a page with this HTML."""
    return Dom(snapshot_of(html))


def first(dom: Dom, tag: str) -> int:
    """The first element of that name."""
    return next(dom.find(tag))


def snapshot(nodes: list[Node]) -> Snapshot:
    """A snapshot of these nodes and nothing beside."""
    size = (1280.0, 900.0)
    return Snapshot(url="", title="", language="", base="", viewport=size, page=size, nodes=nodes)


# A reader's text


def test_text_has_a_line_for_each_block_and_one_space_between_words() -> None:
    dom = dom_of("<main><h1>Harbour \n  reopens</h1><p>Ships <b>left</b>.<br>All of them.</p></main>")
    assert dom.text(first(dom, "main")) == "Harbour reopens\nShips left.\nAll of them."


def test_text_is_what_is_shown_unless_hidden_text_is_asked_for() -> None:
    dom = dom_of("<p>Ships <span hidden>have not </span>left</p>")
    assert dom.text(first(dom, "p")) == "Ships left"
    assert dom.text(first(dom, "p"), hidden=True) == "Ships have not left"


def test_a_text_ends_where_its_block_ends() -> None:
    dom = dom_of("<div><p>One</p>two</div>")
    assert dom.text(first(dom, "div")) == "One\ntwo"


# What a reader can see


def test_an_element_is_seen_when_it_is_rendered_on_the_page_with_a_size() -> None:
    def seen(box: tuple[float, float, float, float] | None, flags: int = VISIBLE) -> bool:
        return Dom(snapshot([Node(-1, "html", flags=flags, box=box)])).visible(0)

    assert seen(BOX)
    assert not seen(BOX, flags=0)
    assert not seen(None)
    assert not seen((-500, 0, 400, 20)), "left of the page"
    assert not seen((0, -30, 400, 20)), "above the page"
    assert not seen((10, 10, 1, 1)), "what only screen readers read"
    assert seen((10, 10, 400, 0)), "an element whose children float has no height"


def test_a_text_is_seen_where_its_element_is() -> None:
    dom = dom_of("<p>Shown</p><p hidden>Hidden</p>")
    shown, hidden = (index for index, node in enumerate(dom.nodes) if node.tag == "#text")
    assert dom.visible(shown)
    assert not dom.visible(hidden)
    assert dom.box(shown) == dom.box(dom.nodes[shown].parent)


def test_covered_is_what_the_browser_said() -> None:
    dom = Dom(snapshot([Node(-1, "html", flags=VISIBLE | COVERED), Node(0, "p", flags=VISIBLE)]))
    assert dom.covered(0)
    assert not dom.covered(1)


# Finding the way


def test_attributes_and_addresses_are_named_by_index() -> None:
    dom = dom_of('<a href="b" title="Next">B</a>')
    link = first(dom, "a")
    assert dom.attr(link, "title") == "Next"
    assert dom.attr(link, "rel") is None
    assert dom.hrefs[link] == "https://news.example/b"


def test_inside_looks_at_the_element_itself_and_all_above() -> None:
    dom = dom_of("<nav><ul><li>World</li></ul></nav><p>Text</p>")
    assert dom.inside(first(dom, "li"), {"nav"})
    assert dom.inside(first(dom, "nav"), {"nav"})
    assert not dom.inside(first(dom, "p"), {"nav"})


def test_find_looks_only_below() -> None:
    dom = dom_of("<nav><a>1</a></nav><main><a>2</a><a>3</a></main>")
    assert [dom.text(index) for index in dom.find("a", first(dom, "main"))] == ["2", "3"]


def test_what_the_site_file_does_not_name_matches_nothing() -> None:
    assert dom_of("<p>Text</p>").matches("headline") == []


# Selectors


def test_a_selector_begins_at_the_nearest_id() -> None:
    dom = dom_of('<main id="story"><ul><li class="item first">One</li><li>Two</li></ul></main>')
    one, two = dom.find("li")
    assert dom.selector(one) == "main#story > ul > li.item:nth-of-type(1)"
    assert dom.selector(two) == "main#story > ul > li:nth-of-type(2)"


def test_a_texts_selector_is_its_elements() -> None:
    dom = dom_of("<main id='m'><p>Text</p></main>")
    assert dom.selector(first(dom, "p") + 1) == "main#m > p"


def test_names_that_are_no_plain_words_stay_out_of_a_selector() -> None:
    dom = dom_of('<main id="m"><p id="1" class="sm:flex {{state}} lead">Text</p></main>')
    assert dom.selector(first(dom, "p")) == "main#m > p.lead"


class Counting(list[int]):
    """A list that counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[int]:
        self.times += 1
        return super().__iter__()


def test_selectors_of_ten_thousand_siblings_go_through_them_once() -> None:
    nodes = [Node(-1, "html"), *(Node(0, "p") for _ in range(10_000))]
    dom = Dom(snapshot(nodes))
    counting = dom.children[0] = Counting(dom.children[0])
    assert [dom.selector(index) for index in (1, 5_000, 10_000)] == [
        f"html > p:nth-of-type({number})" for number in (1, 5_000, 10_000)
    ]
    for index in range(1, 10_001):
        dom.selector(index)
    assert counting.times == 1


# Whatever the page

WORDS = st.text(alphabet="ab \n\t", max_size=6)
NAMES = st.sampled_from(["", "a", "b", "main-story", "1", "sm:flex"])


@st.composite
def trees(draw: st.DrawFn) -> list[Node]:
    """Nodes as a browser lists them: each under one of those that are open at that place."""
    nodes = [Node(-1, "html", flags=ELEMENT, box=BOX)]
    path = [0]
    for _ in range(draw(st.integers(0, 25))):
        del path[draw(st.integers(1, len(path))) :]
        parent = path[-1]
        if draw(st.booleans()):
            nodes.append(Node(parent, "#text", draw(WORDS)))
            continue
        attrs = {"id": draw(NAMES), "class": draw(NAMES)}
        shown = nodes[parent].flags & VISIBLE and draw(st.integers(0, 4))
        flags = (VISIBLE if shown else 0) | (BLOCK if draw(st.booleans()) else 0)
        path.append(len(nodes))
        nodes.append(
            Node(parent, draw(st.sampled_from(["div", "p", "a"])), attrs=attrs, box=BOX, flags=flags)
        )
    return nodes


@given(trees())
def test_a_subtree_is_the_node_and_all_whose_ancestor_it_is(nodes: list[Node]) -> None:
    dom = Dom(snapshot(nodes))
    for index in range(len(nodes)):
        below = {other for other in range(len(nodes)) if index in dom.ancestors(other)}
        assert set(dom.subtree(index)) == {index} | below
        assert set(dom.children[index]) <= below


@given(trees())
def test_text_keeps_every_word_in_order_and_nothing_more(nodes: list[Node]) -> None:
    dom = Dom(snapshot(nodes))
    for index in range(len(nodes)):
        texts = [(dom.nodes[i].text, dom.visible(i)) for i in dom.subtree(index) if dom.tag(i) == "#text"]
        for hidden in (True, False):
            text = dom.text(index, hidden=hidden)
            letters = "".join("".join(data.split()) for data, shown in texts if shown or hidden)
            assert "".join(text.split()) == letters
            assert text == text.strip()
            assert "  " not in text
            assert "\n\n" not in text


@given(trees())
def test_a_selector_finds_its_element(nodes: list[Node]) -> None:
    dom = Dom(snapshot(nodes))
    soup = BeautifulSoup("", "lxml")
    tags: list[Tag | None] = []
    for node in nodes:
        tag = None if node.tag == "#text" else soup.new_tag(node.tag, attrs=dict(node.attrs))
        above = soup if node.parent < 0 else tags[node.parent]
        assert above is not None
        above.append(tag if tag is not None else node.text)
        tags.append(tag)
    for index, tag in enumerate(tags):
        if tag is not None:
            assert any(found is tag for found in soupsieve.select(dom.selector(index), soup))
