"""Whatever a page holds, its record is read, and in bounded time."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.page.capture import BLOCK, VISIBLE, Capture, Match, Node, Snapshot, State
from copydesk.page.jsonld import parse
from copydesk.page.page import Page
from copydesk.reading.article import read
from copydesk.reading.dates import machine_time, shown_time
from copydesk.records.article import Article
from copydesk.site.elements import ELEMENTS
from copydesk.site.model import Element, Site

_TAGS = "html body div p h1 h2 span a nav time meta link script li ul td table blockquote article br figure"
TAGS = _TAGS.split()
NAMES = [
    "class",
    "id",
    "href",
    "datetime",
    "content",
    "itemprop",
    "property",
    "name",
    "rel",
    "role",
    "alt",
    "type",
]
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "application/ld+json",
            "datePublished",
            "og:title",
            "canonical",
            "author",
            "lead",
            "share",
            "navigation",
            "2031-03-04T08:00:00Z",
            "9999-12-31",
            "https://[",
            "mailto:",
            "https://x.com/intent/post?url=1",
        ]
    ),
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["Rain fell in the south all day, the weather service said on Tuesday morning.", "March 4", "1:2"]
    ),
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=5)),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["@type", "@graph", "headline", "author", "datePublished", "about", "articleBody", "url"]
                ),
                st.one_of(inner, st.sampled_from(["NewsArticle", "Person"])),
                max_size=4,
            )
        ),
        max_leaves=8,
    ).map(json.dumps),
)


@st.composite
def captures(draw: st.DrawFn) -> Capture:
    """Captures of pages that no parser would make, with matches of all elements anywhere."""
    count = draw(st.integers(1, 25))
    nodes = [Node(-1, "html", flags=VISIBLE | BLOCK, box=(0, 0, 9, 9))]
    for index in range(1, count):
        node = Node(draw(st.integers(0, index - 1)), draw(st.sampled_from([*TAGS, "#text", "#text"])))
        if node.tag in ("#text", "script"):
            node.text = draw(TEXTS)
        if node.tag != "#text":
            node.attrs = draw(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3))
            node.flags = draw(st.integers(0, 3))
            node.box = draw(st.sampled_from([None, (0.0, 0.0, 9.0, 9.0)]))
        nodes.append(node)
    places = st.lists(st.integers(0, count - 1), max_size=3)
    named = draw(st.sets(st.sampled_from(sorted(ELEMENTS)), max_size=6))
    elements = {
        name: [Match(node, {part: draw(places) for part in ELEMENTS[name].parts}) for node in draw(places)]
        for name in named
    }
    url = "https://news.example/a"
    links = [(i, draw(VALUES)) for i, node in enumerate(nodes) if node.tag == "a" and "href" in node.attrs]
    snapshot = Snapshot(
        url=url, title=draw(VALUES), language=draw(st.sampled_from(["", "en", "xx-YY", "x"])), base=url,
        viewport=(9, 9), page=(9, 9), nodes=nodes, links=links, elements=elements,
    )  # fmt: skip
    state = State(name="loaded", snapshot=snapshot)
    return Capture(
        page="a", kind="article", url=url, final_url=url, moment="2031-03-05T12:00:00+00:00", states=[state],
        html=draw(TEXTS), offline=draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(captures())
def test_any_tree_of_nodes_gives_a_record(capture):
    named = capture.states[0].snapshot.elements
    elements = {name: Element(selector="x", parts=dict.fromkeys(ELEMENTS[name].parts, "y")) for name in named}

    for site in (Site(), Site(elements={"article": elements}, dateline="tass", agency="LANTERN")):
        assert isinstance(read(Page(capture, site)), Article)


@given(st.text(max_size=200))
def test_any_text_is_a_time_or_none(text):
    told = machine_time(text), shown_time(text, "Europe/Helsinki", "2031-03-05T12:00:00+00:00", "en")
    assert all(time is None or time.tzinfo for time in told)


@given(st.text(max_size=200))
def test_any_text_is_json_or_none(text):
    assert json.dumps(parse(text))


def tree(nodes: list[Node]) -> Capture:
    """A capture of these nodes, from an archive, so that every way of reading is tried."""
    url = "https://news.example/a"
    links = [(i, node.attrs["href"]) for i, node in enumerate(nodes) if "href" in node.attrs]
    snapshot = Snapshot(
        url=url, title="", language="en", base=url, viewport=(9, 9), page=(9, 9), nodes=nodes, links=links
    )
    return Capture(
        page="a", kind="article", url=url, final_url=url, moment="2031-03-05T12:00:00+00:00", offline=True,
        states=[State(name="loaded", snapshot=snapshot)],
    )  # fmt: skip


PROSE = "Rain fell in the south all day, the weather service said on Tuesday morning."
SIZE = 60_000


def deep(tag: str, **attrs: str) -> list[Node]:
    """Elements each inside the last, with prose in every second."""
    nodes = [Node(-1, "html", flags=3, box=(0, 0, 9, 9))]
    while len(nodes) < SIZE:
        nodes.append(Node(max(len(nodes) - 2, 0), tag, attrs=attrs, flags=3, box=(0, 0, 9, 9)))
        nodes.append(Node(len(nodes) - 1, "#text", PROSE))
    return nodes


def flat(tag: str, text: str = PROSE, **attrs: str) -> list[Node]:
    """Elements one after the other, each with a text."""
    nodes = [Node(-1, "html", flags=3, box=(0, 0, 9, 9))]
    while len(nodes) < SIZE:
        nodes.append(Node(0, tag, attrs=attrs, flags=3, box=(0, 0, 9, 9)))
        nodes.append(Node(len(nodes) - 1, "#text", text))
    return nodes


SHARE = "https://x.com/intent/post?url=1"


@pytest.mark.parametrize(
    "nodes",
    [
        deep("div"),
        deep("nav"),
        deep("h1"),
        deep("blockquote"),
        deep("li"),
        deep("time", datetime="2031-03-04"),
        deep("span", itemprop="datePublished author"),
        deep("a", href=SHARE),
        flat("p"),
        flat("a", href=SHARE),
        flat("meta", content="x", property="og:title"),
        flat("time", "4 March 2031"),
        flat("p", "1 " * 40),
        flat("h1", "- | " * 100),
    ],
    ids=lambda nodes: f"{nodes[1].tag} {nodes[3].parent}",
)
def test_no_page_takes_long(nodes):
    capture = tree(nodes)
    started = time.process_time()

    read(Page(capture, Site()))

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "source",
    [
        "[" * 300_000,
        '{"a":' * 60_000,
        " " * 300_000,
        "<!-- " * 60_000,
        "," * 300_000,
        '{"@type": "NewsArticle", "headline": "' + "<" * 290_000 + '"}',
        '{"@type": "NewsArticle", "headline": "' + "&" * 290_000 + '"}',
        '{"@type": "NewsArticle", "articleBody": "' + "a\\n" * 90_000 + '"}',
        "[" + ",".join(['{"@type": "NewsArticle"}'] * 11_000) + "]",
    ],
    ids=["brackets", "braces", "spaces", "comments", "commas", "tags", "entities", "lines", "articles"],
)
def test_no_json_ld_takes_long(source):
    nodes = [
        Node(-1, "html", flags=3),
        Node(0, "script", source, attrs={"type": "application/ld+json"}),
        Node(0, "p", flags=3),
        Node(2, "#text", PROSE),
    ]
    started = time.process_time()

    article = read(Page(tree(nodes), Site()))

    assert time.process_time() - started < 5
    assert len(article.headline) <= 500
