"""What a page is when nobody breaks it is set aside: what stands on it anyway, and what varies by itself."""

from __future__ import annotations

import msgspec
import pytest

from copydesk.faults.registry import load_faults
from copydesk.page.capture import Capture, ConsoleLine, Request
from copydesk.page.where import Where
from copydesk.proving.unbroken import Unbroken, fresh, vanished
from copydesk.rules.findings import Finding
from copydesk.site.model import Element, Site
from copydesk.verdicts.check import Checked, check
from tests.pages import capture_of

STORY = "<title>Ferry</title><h1>Ferry is back</h1><ul><li>One</li><li>Two</li></ul><p>It sails at six.</p>"
HEADLINE = {"headline": Element(selector="h1")}


def checked(html: str = STORY, **fields: object) -> Checked:
    capture = capture_of(html, elements=HEADLINE)
    for name, value in fields.items():
        setattr(capture, name, value)
    return check(capture, Site(elements={"article": HEADLINE}))


def lines(*texts: str) -> list[ConsoleLine]:
    return [ConsoleLine(level="error", text=text) for text in texts]


def finding(message: str, rule: str = "images/no-alt", selector: str = "img") -> Finding:
    return Finding(rule=rule, severity="warning", message=message, where=Where(selector=selector))


def takes(
    before: Checked, again: Checked, broken: Checked, fault: str = "noindex", own: bool = False
) -> bool:
    return Unbroken(before, again).takes(load_faults()[fault], broken, own)


@pytest.mark.parametrize(
    "html",
    [
        STORY.replace("six", "nine"),
        STORY.replace("<title>Ferry", "<title>Boat"),
        STORY.replace("<p>", "<p hidden>"),
        STORY.replace("<li>One</li><li>Two</li>", "<li>Two</li><li>One</li>"),
        STORY.replace("<h1>", '<h1 aria-label="x">'),
        STORY + '<meta name="robots" content="noindex">',
        STORY + "<script type=application/ld+json>{}</script>",
    ],
)
def test_what_a_reader_sees_or_a_crawler_reads_counts(html: str) -> None:
    assert takes(checked(), checked(), checked(html))


@pytest.mark.parametrize(
    "broken",
    [
        checked(STORY.replace("<h1>", '<h1 class="large" data-late="">')),
        checked(STORY + "<script>track()</script>"),
        checked(console=lines("could not count the visit")),
        checked(requests=[Request(url="https://news.example/count", status=500)]),
        checked(headers={"content-type": "text/html; charset=utf-8", "x-served-by": "7"}),
    ],
)
def test_what_nobody_sees_does_not(broken: Checked) -> None:
    assert not takes(checked(), checked(), broken)


def test_a_fault_of_the_console_is_measured_by_the_console() -> None:
    quiet, loud = checked(), checked(console=lines("could not render the list"))
    assert takes(quiet, quiet, loud, "script-reports-an-error", own=True)
    assert not takes(loud, loud, loud, "script-reports-an-error", own=True)


def test_what_differs_from_visit_to_visit_is_set_aside() -> None:
    def live(newest: str, text: str = "six") -> Checked:
        return checked(STORY.replace("<li>One", f"<li>{newest}").replace("six", text))

    first, second = live("One"), live("Three")
    assert not takes(first, second, live("Four"))
    assert takes(first, second, live("Four", "nine"))


def test_more_of_what_differs_is_learnt_from_later_visits() -> None:
    def ticking(text: str) -> Checked:
        return checked(STORY.replace("six", text))

    unbroken = Unbroken(ticking("six"), ticking("six"))
    assert unbroken.takes(load_faults()["noindex"], ticking("eight"), own=False)
    unbroken.learn(ticking("seven"))
    assert not unbroken.takes(load_faults()["noindex"], ticking("eight"), own=False)


def test_the_host_is_no_difference() -> None:
    def at(host: str) -> Checked:
        page = checked(f'{STORY}<a href="http://{host}/a">A</a>')
        page.capture.url = page.capture.final_url = f"http://{host}/a"
        return page

    assert not takes(at("127.0.0.1:1111"), at("127.0.0.1:1111"), at("127.0.0.1:2222"))


def test_findings_are_told_apart_by_rule_place_and_message_without_numbers() -> None:
    standing = [finding("3 of 4 pictures have no text", selector="main > img:nth-child(3)")]
    same = finding("4 of 5 pictures have no text", selector="main > img:nth-child(4)")
    assert fresh([same], standing) == []
    assert fresh([same, same], standing) == [same], "one more of them than before"
    for other in (
        finding("3 of 4 pictures are lost", selector="main > img:nth-child(3)"),
        finding("3 of 4 pictures have no text", selector="header img"),
        finding("3 of 4 pictures have no text", "images/broken", "main > img:nth-child(3)"),
    ):
        assert fresh([other], standing) == [other]


def test_a_restless_console_catches_nothing_for_others() -> None:
    said = finding("a script reports an error (2 times)", "console/error", "")
    silent, other = checked(), checked(console=lines("fetch 1 failed"))
    noisy = Unbroken(silent, other)
    assert noisy.new([said]) == []
    assert noisy.new([said], own="console/error") == [said]
    assert Unbroken(silent, silent).new([said]) == [said]


def test_a_rule_that_flips_by_itself_catches_nothing_for_others() -> None:
    one, other = checked(), checked(STORY.replace("Two", "undefined"))
    flips = {finding.rule for finding in fresh(other.findings, one.findings)}
    assert flips
    rule = min(flips)
    assert Unbroken(one, other).new([finding("something else", rule)]) == []


def test_an_element_that_is_no_longer_found_or_seen_has_vanished() -> None:
    def at(html: str) -> Capture:
        return msgspec.structs.replace(capture_of(html, elements=HEADLINE))

    assert vanished(at(STORY), at(STORY.replace("<h1>", "<h1 hidden>"))) == {"headline"}
    assert vanished(at(STORY), at(STORY.replace("h1>", "h2>"))) == {"headline"}
    assert vanished(at(STORY), at(STORY + "<h1>One more</h1>")) == set()
