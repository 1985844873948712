"""Claims of now: what calls itself breaking, live or just in is not days old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from copydesk.page import jsonld
from copydesk.page.dom import Dom
from copydesk.page.lines import HEADINGS
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.reading.days import is_day_word, relative_day
from copydesk.reading.headline import shown_heading
from copydesk.reading.listing import today, zone
from copydesk.reading.source import source_of
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.lists.feed import lists
from copydesk.rules.registry import Rule, rule
from copydesk.rules.story import article_of

STALE = timedelta(hours=36)
"""No news of this age is breaking, and no coverage that was last changed so long ago goes on."""
AROUND = 60
"""Nodes before and after a headline among which its label stands."""
WORDS = 3
"""A heading of more words says more than the day."""
STORIES = 2
"""So many stories with a time under a heading are a list."""
ELSEWHERE = frozenset(("a", "nav", "aside", "footer"))
"""A label in these is a link to other pages, or another story's."""
_LIVE = (
    r"live(?: now| updates?| blog)?|live(?:ticker|blog)|en direct|en vivo|en directo|in diretta|ao vivo"
    r"|nu live|na żywo|прямой эфир"
)
_NOW = re.compile(
    rf"\W*(?:{_LIVE}|breaking(?: news)?|just in|happening now|developing(?: story)?|eilmeldung|gerade eben"
    r"|urgent|dernière minute|última hora|urgente|ultim['’]ora|laatste nieuws|senaste nytt|siste nytt"
    r"|seneste nyt|pilne|z ostatniej chwili|срочно|молния)\W*",
    re.IGNORECASE,
)


class _Claim(NamedTuple):
    """A label, its place, and when the story that it stands beside was last changed."""

    label: str
    where: Where
    changed: datetime


@rule("claims/stale")
def stale(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Breaking" over a story of last week, "Live" over coverage that ended on Tuesday.

    Why: the label is set by hand, and nobody takes it off.

    Catches: "Breaking", "Live", "Just in" and their like in twelve languages, as a label beside the headline
    of an article, in a story of a list or over a list that was last changed more than a day and a half ago;
    "Live" after the `coverageEndTime` of the JSON-LD.

    Lets pass: such words in a sentence, a headline or a link; over a story of today; where the page does not
    say how old the story is.
    """
    claims = [] if page.capture.offline else [*_of_article(page), *_of_lists(page), *_of_modules(page)]
    if not claims:
        yield Nothing("nothing on the page claims to be of now")
    now = datetime.fromisoformat(page.capture.moment)
    ended = jsonld.text(source_of(page).article, "coverageEndTime") if page.kind == "article" else ""
    for claim in claims:
        over = _moment(ended) if re.fullmatch(rf"\W*(?:{_LIVE})\W*", claim.label, re.IGNORECASE) else None
        if now - claim.changed > STALE or (over and over < now):
            yield rule.finding(
                f"“{claim.label}” stands beside a story that is old",
                expected="a story of now",
                actual=f"ended {over:%Y-%m-%d %H:%M}"
                if over
                else f"last changed {claim.changed:%Y-%m-%d %H:%M}",
                where=claim.where,
            )


def _of_article(page: Page) -> Iterator[_Claim]:
    article = article_of(page)
    heading = shown_heading(source_of(page)) if article else None
    if article is None or heading is None:
        return
    thing = source_of(page).article
    told = [_moment(jsonld.text(thing, name)) for name in ("dateModified", "datePublished")]
    moments = (article.published, article.updated)
    told += [datetime.fromtimestamp(at.epoch, UTC) for at in moments if at and at.epoch is not None]
    changed = max((at for at in told if at), default=None)
    if changed is None:
        return
    dom = page.dom
    own = dom.subtree(heading.node)
    for index in range(max(0, heading.node - AROUND), min(heading.node + AROUND, len(dom.nodes))):
        label = " ".join(dom.nodes[index].text.split()) if dom.tag(index) == "#text" else ""
        if not _NOW.fullmatch(label) or index in own or not dom.visible(index):
            continue
        if not dom.inside(index, ELSEWHERE) and _stands_alone(dom, index):
            yield _Claim(label, page.where(index), changed)


def _stands_alone(dom: Dom, index: int) -> bool:
    """Whether a text is all that its element says: a badge, and no word of a sentence."""
    return " ".join(dom.text(dom.nodes[index].parent).split()) == " ".join(dom.nodes[index].text.split())


def _of_modules(page: Page) -> Iterator[_Claim]:
    """Headings that claim it of a list of stories, as old as the newest of them."""
    dom = page.dom
    for index, node in enumerate(dom.nodes):
        label = " ".join(dom.text(index).split()) if node.tag in HEADINGS and node.tag != "h1" else ""
        if not _NOW.fullmatch(label) or not dom.visible(index):
            continue
        around = dom.subtree(node.parent)
        told = [_moment(dom.attr(i, "datetime") or "") for i in dom.find("time", node.parent) if i in around]
        times = [at for at in told if at]
        if len(times) >= STORIES:
            yield _Claim(label, page.where(index), max(times))


@rule("claims/wrong-day")
def other_day(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a story of yesterday under "Today".

    Why: the list under the heading is kept for longer than the day, or sorted by another zone.

    Catches: a heading that is "Today" or "Yesterday", in any of twenty languages, over a story of another day
    in the site's zone.

    Lets pass: a heading with more words; stories without a machine-readable time; the groups of days that the
    site file names, which `date-groups/…` looks at.
    """
    dom, found = page.dom, False
    named = [i for match in dom.matches("date-groups") for i in dom.subtree(match.node)]
    for index, node in enumerate([] if page.capture.offline else dom.nodes):
        if node.tag not in HEADINGS or node.tag == "h1" or not dom.visible(index) or index in named:
            continue
        words = " ".join(dom.text(index).split())
        day = relative_day(words, today(page)) if len(words.split()) <= WORDS else None
        if day is None or not is_day_word(words):
            continue
        found = True
        for i in _until_next(dom, index):
            at = _moment(dom.attr(i, "datetime") or "") if dom.tag(i) == "time" else None
            if at and at.astimezone(zone(page)).date() != day:
                yield rule.finding(
                    f"A story of another day stands under “{words}”",
                    expected=f"{day:%Y-%m-%d}",
                    actual=f"{at.astimezone(zone(page)):%Y-%m-%d %H:%M}",
                    where=page.where(i),
                )
    if not found:
        yield Nothing("no heading says today or yesterday")


def _until_next(dom: Dom, heading: int) -> Iterator[int]:
    """What stands under a heading: the rest of its section, up to the next heading of its rank."""
    rank = dom.tag(heading)
    for i in range(dom.end(heading), dom.end(dom.nodes[heading].parent)):
        if dom.tag(i) in HEADINGS and dom.tag(i) <= rank:
            return
        yield i


def _of_lists(page: Page) -> Iterator[_Claim]:
    for one in lists(page, found=True):
        for story in one.stories:
            if story.published is None or story.published.epoch is None:
                continue
            changed = datetime.fromtimestamp(story.published.epoch, UTC)
            for index in _texts(one.dom, story.node):
                label = " ".join(one.dom.nodes[index].text.split())
                if _NOW.fullmatch(label):
                    yield _Claim(label, page.where(index, one.state.name, one.dom), changed)


def _texts(dom: Dom, node: int) -> Iterator[int]:
    return (i for i in dom.subtree(node) if dom.tag(i) == "#text" and dom.visible(i))


def _moment(text: str) -> datetime | None:
    """A moment with its offset, or None."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
