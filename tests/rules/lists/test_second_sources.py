"""What a page says, held to what its links, its API and axe-core say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from copydesk.page.capture import Accessibility, Barrier, DataAnswer, LinkAnswer, LinkedPage, Violation
from copydesk.page.page import Page
from copydesk.reading import linked
from copydesk.rules.findings import Finding
from copydesk.rules.registry import load_rules
from copydesk.site.model import Element, Links
from copydesk.verdicts.check import run
from tests.pages import page_of

HERE = "https://news.example"
NOW = "2026-03-31T10:15:00+03:00"
ELEMENTS = {
    "feed": Element(selector=".feed", parts={"item": "li", "link": "a", "time": "time", "section": "b"}),
    "navigation": Element(selector="nav", parts={"item": "a"}),
    "persons": Element(selector=".persons", parts={"link": "a"}),
    "read-also": Element(selector=".also", parts={"link": "a"}),
}


def page(html: str, links: dict[str, LinkAnswer] | None = None, same_headlines: bool = True) -> Page:
    site_links = Links(check="own", same_headlines=same_headlines)
    made = page_of(html, elements=ELEMENTS, moment=NOW, links=site_links, time_zone="Europe/Helsinki")
    made.capture.links = {HERE + path: answer for path, answer in (links or {}).items()}
    return made


def said(rule: str, page: Page) -> tuple[list[Finding], list[str]]:
    return run(load_rules()[rule], page)


def findings(rule: str, page: Page) -> list[Finding]:
    return said(rule, page)[0]


def answer(status: int = 200, **more: Any) -> LinkAnswer:
    return LinkAnswer(status=status, **{"url": f"{HERE}/x", **more})


LINK = '<main><div class="persons"><a href="/x">Anna Marsh</a></div></main>'


@pytest.mark.parametrize("status", [404, 410, 500, 502])
def test_a_link_to_a_page_that_is_not_there(status: int) -> None:
    [finding] = findings("links/broken", page(LINK, {"/x": answer(status)}))
    assert finding.message == (
        f"The link “Anna Marsh” (persons block) leads to a page that is not there: it answers {status}"
    )
    assert finding.where.selector.endswith("a")


@pytest.mark.parametrize(
    "healthy",
    [answer(200), answer(302), answer(401), answer(403), answer(405), answer(0, unanswered="no answer"),
     answer(0, unasked="news.example asks to be left alone")],
)  # fmt: skip
def test_a_link_that_answers_or_that_nothing_can_be_said_of(healthy: LinkAnswer) -> None:
    assert not findings("links/broken", page(LINK, {"/x": healthy}))


@pytest.mark.parametrize(("status", "found"), [(404, 1), (410, 1), (403, 0), (429, 0), (500, 0), (999, 0)])
def test_other_sites_are_only_believed_that_a_page_is_gone(status: int, found: int) -> None:
    other = page('<a href="https://other.example/a">Other</a>')
    other.capture.links = {"https://other.example/a": answer(status)}
    assert len(findings("links/broken", other)) == found


def test_what_could_not_be_asked_is_remarked() -> None:
    remarks = said("links/broken", page(LINK, {"/x": answer(0, unasked="news.example asks for patience")}))[1]
    assert remarks == ["1 link not checked: news.example asks for patience"]
    unasked = page(LINK)
    unasked.capture.links = None
    assert "[links] check" in said("links/broken", unasked)[1][0]


def test_the_address_of_a_template_is_for_the_rules_about_templates() -> None:
    template = page('<a href="/%7B%7Bitem.url%7D%7D">A</a>', {"/%7B%7Bitem.url%7D%7D": answer(404)})
    assert not findings("links/broken", template)


def test_redirects_without_end_and_redirects_that_end() -> None:
    assert findings("links/redirect-loop", page(LINK, {"/x": answer(302, loop=True)}))
    assert not findings("links/redirect-loop", page(LINK, {"/x": answer(200, url=f"{HERE}/y")}))


@pytest.mark.parametrize(
    "broken",
    [answer(url=f"{HERE}/404"), answer(url=f"{HERE}/not-found.html"),
     answer(page=LinkedPage(title="Page not found - News")), answer(page=LinkedPage(headline="404"))],
)  # fmt: skip
def test_a_link_to_an_error_page(broken: LinkAnswer) -> None:
    assert findings("links/to-error-page", page(LINK, {"/x": broken}))


@pytest.mark.parametrize(
    "healthy",
    [answer(url=f"{HERE}/world/not-found-at-sea"), answer(url=f"{HERE}/y"),
     answer(page=LinkedPage(title="404 ships not found after storm - News")),
     answer(page=LinkedPage(title="Wreck not found, divers say", headline="Wreck not found, divers say"))],
)  # fmt: skip
def test_a_link_to_a_story_that_sounds_like_an_error_page(healthy: LinkAnswer) -> None:
    assert not findings("links/to-error-page", page(LINK, {"/x": healthy}))


# Pages that agree with each other

THERE = LinkedPage(
    title="Seven missing after storm - News",
    headline="Seven missing after storm",
    published="2026-03-31T08:00:00+03:00",
    modified="2026-03-31T08:30:00+03:00",
    sections=["World"],
)
ALSO = '<p class="also">Read also <a href="/x">{}</a></p>'
FEED = (
    '<nav><a href="/world">World</a><a href="/sport">Sport</a></nav><ul class="feed"><li>'
    '<time datetime="{time}">x</time><a href="/x">{headline}</a><b>{section}</b></li></ul>'
)


def feed(headline: str = THERE.headline, time: str = THERE.published, section: str = "World") -> str:
    return FEED.format(headline=headline, time=time, section=section)


BROKEN_HEADLINES = ["Five missing after storm", "Seven missing after storm off Kestrel Bay…", "Seven missing"]
HEALTHY_HEADLINES = [
    "Seven missing after storm", "Seven missing after…", "Seven missing ...", "SEVEN MISSING AFTER STORM",
    "Live: Seven missing after storm", "{{item.headline}}",
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "html"), [("read-also/headline-differs", ALSO), ("feed/headline-differs", "")]
)
@pytest.mark.parametrize("headline", BROKEN_HEADLINES)
def test_a_headline_that_is_another_than_the_article_s(rule: str, html: str, headline: str) -> None:
    html = html.format(headline) if html else feed(headline)
    assert findings(rule, page(html, {"/x": answer(page=THERE)}))
    assert not findings(rule, page(html, {"/x": answer(page=THERE)}, same_headlines=False))
    changed = LinkedPage(headline=THERE.headline, modified="2026-03-31T10:10:00+03:00")
    assert not findings(rule, page(html, {"/x": answer(page=changed)})), "changed five minutes ago"


@pytest.mark.parametrize(
    ("rule", "html"), [("read-also/headline-differs", ALSO), ("feed/headline-differs", "")]
)
@pytest.mark.parametrize("headline", HEALTHY_HEADLINES)
def test_a_headline_that_is_the_article_s_own(rule: str, html: str, headline: str) -> None:
    html = html.format(headline) if html else feed(headline)
    assert not findings(rule, page(html, {"/x": answer(page=THERE)}))


@pytest.mark.parametrize(
    "time", ["2026-03-31T08:00:00Z", "2026-03-31T07:00:00+03:00", "2026-03-31T08:02:00+03:00"]
)
def test_a_time_that_is_another_than_the_article_s(time: str) -> None:
    assert findings("feed/time-differs", page(feed(time=time), {"/x": answer(page=THERE)}))


@pytest.mark.parametrize(
    "time",
    ["2026-03-31T05:00:00Z", "2026-03-31T08:00:59+03:00", "2026-03-31T08:30:00+03:00", "2026-03-31", ""],
)
def test_a_time_that_is_one_of_the_article_s(time: str) -> None:
    assert not findings("feed/time-differs", page(feed(time=time), {"/x": answer(page=THERE)}))


def test_a_section_that_is_another_than_the_article_s() -> None:
    assert findings("feed/section-differs", page(feed(section="Sport"), {"/x": answer(page=THERE)}))


@pytest.mark.parametrize("section", ["World", "world", "Storms", ""])
def test_a_section_that_is_the_article_s_or_none_of_the_navigation_s(section: str) -> None:
    assert not findings("feed/section-differs", page(feed(section=section), {"/x": answer(page=THERE)}))


PERSONS = '<div class="persons"><a href="/x">Anna Marsh</a><a href="/y">Anna Berg</a></div>'


@pytest.mark.parametrize("headline", ["Peter Lund", "Anna Berg"])
def test_a_name_that_leads_to_somebody_else(headline: str) -> None:
    assert findings("persons/other-page", page(PERSONS, {"/x": answer(page=LinkedPage(headline=headline))}))


@pytest.mark.parametrize(
    "headline", ["Anna Marsh", "Marsh, Anna", "Minister A. Marsh", "Анна Марш", "", "Profile"]
)
def test_a_name_that_leads_to_its_own_page(headline: str) -> None:
    there = answer(page=LinkedPage(headline=headline))
    assert not findings("persons/other-page", page(PERSONS, {"/x": there}))


def test_what_a_linked_page_says_of_itself() -> None:
    read = linked.read(
        """<title>A  title</title><h1>Harbour <b>reopens</b></h1><meta property="og:title" content="Reopened">
        <script type="application/ld+json">{"@type": "NewsArticle", "headline": "H",
        "articleSection": ["World"], "datePublished": "2026-03-31T08:47:00+03:00"}</script>
        <meta property="article:section" content="Sport">""",
        f"{HERE}/a",
    )
    assert (read.title, read.headline, read.og_title) == ("A title", "Harbour reopens", "Reopened")
    assert (read.published, read.modified, read.sections) == (
        "2026-03-31T08:47:00+03:00",
        "",
        ["Sport", "World"],
    )
    assert linked.read("", HERE) == LinkedPage()
    assert linked.read("<h1>A</h1><h1>B</h1>", HERE).headline == ""


# What the API answered


def with_answers(shown: str, *answered: str, **more: Any) -> Page:
    """A page whose feed shows these stories (one letter each), after the API has answered those."""
    items = "".join(f'<li><a href="/{story}">Story {story}</a></li>' for story in shown)
    made = page(f'<ul class="feed">{items}</ul>{more.get("besides", "")}')
    things = more.get("things", {})
    for stories in answered:
        body = {"items": [{"url": f"/{s}", "title": f"Story {s}", **things.get(s, {})} for s in stories]}
        made.capture.answers.append(DataAnswer(url=f"{HERE}/api/feed", body=json.dumps(body)))
    return made


@pytest.mark.parametrize(
    ("shown", "answered"),
    [("bdefgh", ["bcdefgh"]), ("bdcefg", ["bcdefg"]), ("cbd", ["bcd"]), ("bcdegh", ["bcd", "efgh"])],
)
def test_a_list_that_is_not_as_the_api_answered(shown: str, answered: list[str]) -> None:
    things = {story: {"colour": "green"} for story in "bcdefgh"}
    assert len(findings("feed/not-as-answered", with_answers(shown, *answered, things=things))) == 1


@pytest.mark.parametrize(
    ("shown", "answered", "more"),
    [
        ("bcdef", ["bcdef"], {}),
        ("bcd", ["bcdef"], {}),
        ("bcdefg", ["bcd", "efg"], {}),
        ("bcdef", ["bacdef"], {}),  # /a is the page itself
        ("bcdef", ["bxcdef"], {"besides": '<a href="/x">elsewhere</a>'}),
        ("bcdef", ["bxcdef"], {"things": {s: {"type": "video" if s == "x" else "text"} for s in "bxcdef"}}),
        ("bcdef", ["fedcb"], {"things": {s: {"clicks": ord(s)} for s in "bcdef"}}),
        ("bXcYd", ["bcd"], {}),
        ("bcd", ["efghij"], {}),
        ("bd", ["bcd"], {}),
        ("bef", ["bxyzcdef"], {}),
    ],
)  # fmt: skip
def test_a_list_that_an_answer_explains(shown: str, answered: list[str], more: dict[str, Any]) -> None:
    assert not findings("feed/not-as-answered", with_answers(shown, *answered, **more))


def test_answers_that_are_no_lists_of_stories() -> None:
    odd = with_answers("bcd")
    for body in (
        "",
        "[",
        "[[[]]]",
        '{"items": [1, 2, 3]}',
        '[{"url": 1}, {"url": 2}, {"url": 3}]',
        "[" * 9999,
    ):
        odd.capture.answers.append(DataAnswer(url=f"{HERE}/api", body=body))
    assert not findings("feed/not-as-answered", odd)


# What axe-core said


def test_what_axe_found_is_told_with_its_own_severity() -> None:
    made = page("<input>")
    place = Barrier(
        selector="input", why="Fix any of the following:\n  Form element has no label", box=(1, 2, 3, 4)
    )
    made.capture.accessibility = Accessibility(
        violations=[Violation(rule="label", impact="critical", help="Form elements must have labels", count=3,
                              places=[place])]
    )  # fmt: skip
    [finding] = findings("accessibility/critical", made)
    assert finding.message == "Form elements must have labels (axe-core: label, in 3 places)"
    assert finding.severity == "error"
    assert (finding.where.selector, finding.where.box) == ("input", (1, 2, 3, 4))
    assert "no label" in finding.expected
    for other in ("serious", "moderate", "minor"):
        assert not findings(f"accessibility/{other}", made)


def test_axe_that_found_nothing_was_not_asked_or_did_not_run() -> None:
    made = page("<p>")
    assert said("accessibility/minor", made)[1] == [
        "axe-core did not run: the page's entry has no journey axe"
    ]
    made.capture.accessibility = Accessibility()
    assert said("accessibility/minor", made) == ([], [])
    made.capture.accessibility = Accessibility(error="axe-core was not done within 20 s")
    assert said("accessibility/minor", made) == ([], ["axe-core was not done within 20 s"])


SHELL = '<html><title>Wire</title><body><div id="root">Loading…</div><script>draw()</script></body></html>'


def test_a_page_that_a_script_draws_says_nothing_of_its_headline() -> None:
    shell = linked.read(SHELL, f"{HERE}/x")
    assert shell.shell
    assert not findings("feed/headline-differs", page(feed(), {"/x": answer(page=shell)}))
    for more in ("<h1>Five missing</h1>", '<meta property="og:title" content="Five missing">'):
        read = linked.read(SHELL.replace("<div", f"{more}<div"), f"{HERE}/x")
        assert not read.shell
        assert findings("feed/headline-differs", page(feed(), {"/x": answer(page=read)}))
    assert not linked.read("<title>Wire</title><body><p>Gone</p></body>", f"{HERE}/x").shell


def test_headlines_that_are_wrong_for_one_reason_are_told_once() -> None:
    items = "".join(f'<li><a href="/{at}">Port volumes climb {at}</a></li>' for at in "abcd")
    html = f'<main><ul class="feed">{items}</ul></main>'
    there = {f"/{at}": answer(page=LinkedPage(headline="Conduit")) for at in "abcd"}
    (found,) = findings("feed/headline-differs", page(html, there))
    assert found.message.endswith("“Port volumes climb a”, and so have 3 more stories")
    other = {f"/{at}": answer(page=LinkedPage(headline=f"Conduit {at}")) for at in "abcd"}
    (several,) = findings("feed/headline-differs", page(html, other))
    assert several.more == "3 more places"
