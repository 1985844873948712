"""Numbers that the page gives of itself: how long a story takes to read, how many comments it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.page.dom import Dom
from copydesk.page.lines import HEADINGS, places
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.rules.restriction import is_restricted
from copydesk.rules.story import article_of, is_later_page
from copydesk.text.labels import NAMES, primary

SLOWEST = 40
"""Words a minute: nobody reads a story more slowly than that."""
FASTEST = 1000
SPARE = 4
"""Minutes that pictures, films and tables can take."""
FEW = 20
"""A page with more comments shows some of them first."""
_READING = re.compile(
    r"\W*(?:reading time:? )?(\d{1,4})[ -]?min(?:ute)?s?\.?(?: of)? read(?:ing)?(?: time)?\W*"
    r"|\W*(\d{1,4}) ?min\w*\.? (?:lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd)\W*"
    r"|\W*(?:lesezeit|lesedauer|reading time|temps de lecture|tiempo de lectura|tempo di lettura|leestijd)\W+"
    r"(?:ca\.? )?(\d{1,4}) ?min\w*\.?\W*",
    re.IGNORECASE,
)
_WORDS = {
    code: re.compile(rf"\W*{words}\W*", re.IGNORECASE)
    for code, words in (
        ("en", r"\d+[ -]?min(?:ute)?s? read"),
        ("de", r"(?:lese(?:zeit|dauer):? (?:ca\. )?\d+ ?min\w*\.?|\d+ ?min\w*\.? lesezeit)"),
        ("fr", r"(?:\d+ ?min\w*\.? de lecture|temps de lecture\W+\d+ ?min\w*\.?)"),
        ("es", r"\d+ ?min\w*\.? de lectura"),
        ("pt", r"\d+ ?min\w*\.? de leitura"),
        ("it", r"\d+ ?min\w*\.? di lettura"),
        ("nl", r"(?:\d+ ?min\w*\.? leestijd|leestijd:? \d+ ?min\w*\.?)"),
    )
}
_APART = re.compile(r" [·|•–—] ")
"""What stands between the parts of a line over a story."""
_COMMENTS = re.compile(
    r"\W*(?:(\d{1,3}) (?:comments?|kommentare?|commentaires?|comentarios?|reacties?|commenti|kommentarer)"
    r"|(?:comments?|kommentare?|commentaires?|comentarios?|reacties|commenti):? ?\(?(\d{1,3})\)?)\W*",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?:^|[\s_-])(?:comment|kommentar|commentaire)(?:[_-]{1,2}(?:item|entry|body))?(?:\s|$)",
    re.IGNORECASE,
)
_MORE = re.compile(r"more|all|older|show|load|mehr|alle|plus|tou|más|todos|meer|fler|vis", re.IGNORECASE)


@rule("reading-time/absurd", kinds=("article",))
def reading_time(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "0 min read", or "94 min read" over six paragraphs.

    Why: the number was made from another field than the text, or before the text was there.

    Catches: no minutes at all; more minutes than the slowest reader takes, or so few that nobody can.

    Lets pass: any number that some reader could need, and a few minutes more for pictures and films; a story
    that is cut for subscribers or goes on on other pages.
    """
    article = article_of(page)
    found = [
        (place, match)
        for place in places(page)
        for part in _APART.split(place.line.text)
        if (match := _READING.fullmatch(part))
    ]
    if article is None or not found:
        yield Nothing("the page does not say how long the story takes to read")
        return
    length = sum(len(block.text.split()) for block in article.body)
    whole = length > 0 and not is_restricted(page) and not is_later_page(page) and not _goes_on(page)
    for place, match in found[:1]:
        minutes = int(match[1] or match[2] or match[3])
        too_many = whole and minutes > length / SLOWEST + SPARE
        if minutes == 0 or too_many or (whole and minutes * FASTEST < length):
            yield rule.finding(
                f"The page says that the story takes {minutes} minutes to read",
                expected=f"a time for {length:,} words",
                actual=place.line.text,
                where=place.where(page),
            )


@rule("reading-time/wrong-language", kinds=("article",))
def in_another_language(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "4 min read" on a page in German.

    Why: the words come with the theme, and nobody has translated them.

    Catches: "min read", "Lesezeit", "de lecture" and their like on a page in another language.

    Lets pass: a page that does not say what language it is in; "4 min", which is of all languages.
    """
    language = primary(page.site.language or page.dom.snapshot.language)
    found = [
        (place, part, code)
        for place in places(page)
        for part in _APART.split(place.line.text)
        for code, words in _WORDS.items()
        if words.fullmatch(part)
    ]
    if not language or not found:
        yield Nothing("the page does not say how long the story takes to read, or in what language it is")
    for place, part, code in found:
        if language and code != language:
            yield rule.finding(
                f"How long the story takes to read is said in {NAMES.get(code, code)},"
                f" on a page in {NAMES.get(language, language)}",
                expected=f"words in {NAMES.get(language, language)}",
                actual=part,
                where=place.where(page),
            )


def _goes_on(page: Page) -> bool:
    """Whether the story has more pages than this one."""
    return any(len(match.parts.get("link", ())) > 1 for match in page.matches("page-count"))


@rule("comments/count", kinds=("article",))
def comments(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Comments (5)" over two comments.

    Why: the number comes from another place than the comments, and counts those that were removed.

    Catches: a heading that gives a number, and another number of comments under it, all of which are there.

    Lets pass: comments of which more can be loaded; a number in a link to them; more than twenty; comments in
    a frame of another site; a page from an archive.
    """
    dom = page.dom
    told = False
    if page.capture.offline:
        yield Nothing("on a page from an archive, comments that scripts bring are missing")
        return
    for index, node in enumerate(dom.nodes):
        if node.tag not in HEADINGS or not (match := _COMMENTS.fullmatch(" ".join(dom.text(index).split()))):
            continue
        number = int(match[1] or match[2])
        part = next(
            (i for i in dom.ancestors(index) if dom.tag(i) in ("section", "div", "aside", "article")), None
        )
        there = _comments(dom, part) if part is not None and number <= FEW else []
        if part is None or not there:
            continue
        told = True
        if len(there) != number and not _has_more(dom, part):
            yield rule.finding(
                "The number of comments is not the number that are there",
                expected=str(len(there)),
                actual=dom.text(index),
                where=page.where(index),
            )
    if not told:
        yield Nothing("no number over comments, none expected")


def _comments(dom: Dom, part: int) -> list[int]:
    """The comments in a part of the page, answers included; none where they stand in a frame."""
    found: list[int] = []
    for i in dom.subtree(part):
        if dom.tag(i) == "iframe":
            return []
        is_one = dom.tag(i) in ("li", "article", "div") and _COMMENT.search(dom.attr(i, "class") or "")
        within = any(above in found and dom.tag(above) == "div" for above in dom.ancestors(i))
        if is_one and dom.visible(i) and not (within and dom.tag(i) == "div"):
            found.append(i)
    return found


def _has_more(dom: Dom, part: int) -> bool:
    """Whether there is a control that brings more comments."""
    return any(
        dom.tag(i) in ("button", "a") and dom.visible(i) and _MORE.search(dom.text(i))
        for i in dom.subtree(part)
    )
