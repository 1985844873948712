"""The document as a whole: ids, hosts, protocol, style, beginning and end."""

from __future__ import annotations

import pytest

from copydesk.page.capture import Request
from copydesk.text.hosts import is_development, is_home, is_staging
from tests.rules.cases import Case, findings, judge, named, page

COMMENT = '<p id="comment-7">A word</p>'
FIGURE = "<figure>{0}<figcaption>The pier</figcaption></figure>"
SECTIONS = ("Harbour", "Town", "Sea and weather", "Letters")


def row(*links: str) -> str:
    """A block of links."""
    return f"<aside>{' '.join(f'<a href=/{number}>{link}</a>' for number, link in enumerate(links))}</aside>"


PROMO = "<aside><h3>Our newsletter</h3><p>All of the day’s news at six in the morning.</p></aside>"

CASES = [
    Case(
        "document/repeated-id",
        COMMENT * 2 + '<a href="#comment-7">See</a>',
        COMMENT + '<p id="comment-8">Another</p><a href="#comment-7">See</a>',
    ),
    Case(
        "document/repeated-id",
        '<label for="q">Sort</label>'
        '<select id="q"><option>A</option></select><select id="q"><option>B</option></select>',
        COMMENT * 2,
    ),
    Case(
        "document/repeated-id",
        '<b id="t">One</b><b id="t">Two</b><ul aria-labelledby="t"><li>A</li></ul>',
        '<b id="t">One</b><b id="t">One</b><ul aria-labelledby="t"><li>A</li></ul>',
    ),
    Case(
        "document/repeated-id",
        '<b id="t">One</b><b id="t">Two</b><a href="#t">Up</a>',
        '<b id="t">One</b><b id="t" hidden>Two</b><a href="#t">Up</a>',
    ),
    Case(
        "document/wrong-host",
        '<img src="https://staging.news.example/a.jpg" width="90" height="60">',
        '<img src="https://img.news.example/a.jpg" width="90" height="60">',
    ),
    Case(
        "document/wrong-host",
        '<a href="http://localhost:3000/world">World</a>',
        '<a href="https://dev.tools.example/">Tools</a> <a href="https://www.test.example/">Test</a>',
    ),
    Case(
        "document/wrong-host",
        '<html><head><link rel="canonical" href="https://dev.news.example/a"></head><body>Text',
        '<html><head><link rel="canonical" href="https://news.example/a"></head><body>Text',
    ),
    Case(
        "document/mixed-content",
        '<img src="http://news.example/a.jpg" width="90" height="60">',
        '<img src="//news.example/a.jpg" width="90" height="60"><a href="http://old.example">Old</a>',
    ),
    Case(
        "document/mixed-content",
        '<script src="http://news.example/a.js"></script><p>Text</p>',
        '<link rel="canonical" href="http://news.example/a"><p>Text</p>',
    ),
    Case("document/blank", "<div><script>render()</script></div>", "<p>Soon</p>"),
    Case(
        "document/cut-off",
        "<html><body><div><p>The harbour of Kest",
        "<!doctype html><html><body><div><p>The harbour</div><p>and the sea",
    ),
    Case(
        "document/cut-off",
        "<html><body><p>Text<script>const a = '</div>",
        "<html><body><div><p>Text</body></html>",
    ),
    Case(
        "images/empty-figure",
        FIGURE.format('<img src="" alt="">'),
        FIGURE.format('<img data-src="/pier.jpg" alt="">'),
    ),
    Case(
        "images/empty-figure", FIGURE.format("<picture></picture>"), FIGURE.format("<table><tr><td>1</table>")
    ),
    Case(
        "images/empty-caption",
        '<figure><button aria-controls="c">Caption</button><p id="c" hidden></p></figure>',
        '<figure><button aria-controls="c">Caption</button><p id="c" hidden>The pier</p></figure>',
    ),
    Case(
        "images/empty-caption",
        FIGURE.format("<p>1</p>") * 2 + "<figure><p>2</p><figcaption> </figcaption></figure>",
        "<figure><p>2</p><figcaption> </figcaption></figure>" * 2,
    ),
    Case("modules/repeated", PROMO * 2, PROMO + PROMO.replace("six", "noon")),
    Case(
        "modules/repeated",
        row("Keeper sells his pears again", "A third café is open") * 2,
        row(*SECTIONS) * 2,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_unstyled() -> None:
    here = page("<p>Text</p>")
    assert not findings("document/unstyled", here)
    here.dom.snapshot.unstyled = True
    assert findings("document/unstyled", here)
    here.capture.requests = [Request(url="https://news.example/site.css", kind="link", status=404)]
    assert not findings("document/unstyled", here)


def test_an_archive_does_not_say_which_of_two_is_hidden() -> None:
    here = page('<p id="c">One</p><p id="c">Two</p><a href="#c">Comments</a>')
    assert findings("document/repeated-id", here)
    here.capture.offline = True
    assert not findings("document/repeated-id", here)


def test_a_rehearsal_is_let_pass_where_it_is_what_is_checked() -> None:
    picture = '<img src="//img.staging.news.example/a.jpg" width="90" height="60">'
    html = f'{picture}<a href="http://localhost/">A</a>'
    assert not findings("document/wrong-host", page(html, url="https://staging.news.example/a"))
    assert len(findings("document/wrong-host", page(html))) == 2


def test_a_page_without_encryption_has_nothing_to_mix() -> None:
    html = '<img src="http://news.example/a.jpg" width="90" height="60">'
    assert not findings("document/mixed-content", page(html, url="http://news.example/a"))


@pytest.mark.parametrize(
    "host", ["localhost", "app.local", "10.1.2.3", "192.168.0.7", "172.20.0.1", "127.0.0.1"]
)
def test_hosts_of_one_machine_or_network(host: str) -> None:
    assert is_home(host)


@pytest.mark.parametrize("host", ["news.example", "localhost.example", "10.example", "172.32.0.1", ""])
def test_hosts_of_the_public(host: str) -> None:
    assert not is_home(host)


def test_hosts_of_rehearsals() -> None:
    assert is_staging("staging.news.example")
    assert is_staging("images-stage2.news.example")
    assert not is_staging("stage.example")
    assert not is_staging("backstage.news.example")
    assert is_development("dev.news.example")
    assert not is_development("www.test.example")
    assert not is_development("latest.news.example")
