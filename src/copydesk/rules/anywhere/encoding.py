"""Text that was decoded, escaped or marked up wrongly on its way to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from copydesk.page.addresses import addresses
from copydesk.page.attributes import READ, head, json_ld_texts, labels
from copydesk.page.lines import places
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text import encoding
from copydesk.text.leftovers import question_marks


def _texts(page: Page) -> Iterator[tuple[str, str, Callable[[], Where]]]:
    """Everything that a reader reads: what it is, its text, and where it is (computed only on demand)."""
    for place in places(page):
        yield "A reader sees", place.line.text, lambda place=place: place.where(page)  # type: ignore[misc]
    for label in labels(page):
        what = f"The {READ[label.name]} of a <{label.dom.tag(label.node)}> has"
        yield what, label.value, lambda label=label: page.where(label.node, label.state, label.dom)  # type: ignore[misc]
    for name, value, where in head(page):
        if not name.endswith(("url", "image", "canonical", "next", "prev", "amphtml")):
            yield f"The page's {name} has", value, lambda where=where: where  # type: ignore[misc]


@rule("encoding/mojibake")
def mojibake(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: “itâ€™s” for “it’s”, “cafÃ©” for “café”, “РџСЂРёРІРµС‚” for “Привет”.

    Why: the text was decoded with the wrong encoding somewhere on its way; names and quotes break first.

    Catches: UTF-8 that was read as Windows-1252, Latin-1 or Windows-1251, in text, title and descriptions.

    Lets pass: words that only look like it ("À la carte", "É…", "Ångström"); an example of it in <code>.
    """
    for what, text, where in _texts(page):
        if piece := encoding.mojibake(text):
            yield rule.finding(
                f"{what} text in the wrong encoding: “{piece}”",
                expected="the text in its own letters",
                actual=text,
                where=where(),
            )


@rule("encoding/replacement")
def replacement(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: “caf�”: a black diamond with a question mark in place of a letter.

    Why: a byte could not be decoded, and the letter is lost.

    Catches: U+FFFD in text, title or descriptions.

    Lets pass: a question mark; an article about encodings that shows the character in <code>.
    """
    for what, text, where in _texts(page):
        if "\ufffd" in text:
            yield rule.finding(
                f"{what} a character that could not be decoded (�)",
                expected="the letter that was meant",
                actual=text,
                where=where(),
            )


@rule("encoding/question-mark")
def question_mark(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "It?s a start, said the mayor, ?and not an end?".

    Why: apostrophes and quotation marks went through an encoding that has none.

    Catches: a question mark within an English contraction, within two words of a line, or before a word with
    another one behind what follows.

    Lets pass: questions; Spanish and French question marks; addresses.
    """
    for what, text, where in _texts(page):
        if found := question_marks(text):
            yield rule.finding(
                f"{what} a question mark where an apostrophe or quotation mark was: “{found}”",
                expected="the mark that was meant",
                actual=text,
                where=where(),
            )


@rule("encoding/entity")
def entity(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: “Marrow &amp; Finch”, “Marsh &#8217;s”, “a&nbsp;word”.

    Why: the text was escaped one time too many; quotes and ampersands suffer first.

    Catches: a character reference shown as text, in a tooltip, in the title or og:title (`&amp;amp;` in the
    HTML).

    Lets pass: “AT&T; and others”, “Q&A;”, character references in <code>, "&copy=1" in an address.
    """
    for what, text, where in _texts(page):
        if piece := encoding.entity(text):
            yield rule.finding(
                f"{what} “{piece}” as it is",
                expected=encoding.unescaped(text)[:300],
                actual=text,
                where=where(),
            )


@rule("encoding/entity-in-address")
def entity_in_address(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a picture that does not load, a link to the wrong page, a share without a preview.

    Why: an address that is escaped twice is a different address: `?a=1&amp;b=2` asks for a parameter "amp;b".

    Catches: og:image "photo.jpg?w=1200&amp;h=630" once the HTML is parsed; the same in a link or a picture.

    Lets pass: `&amp;` in the HTML's source, where it belongs.
    """
    for address in addresses(page):
        if "&amp;" in address.raw or "&#38;" in address.raw:
            yield rule.finding(
                f"The address of {address.what} is escaped twice",
                expected=encoding.unescaped(address.raw)[:300],
                actual=address.raw,
                where=address.where(page),
            )
    for name, value, where in head(page):
        if name.endswith(("url", "image", "canonical", "next", "prev", "amphtml")) and "&amp;" in value:
            yield rule.finding(
                f"The address in the page's {name} is escaped twice",
                expected=encoding.unescaped(value)[:300],
                actual=value,
                where=where,
            )


@rule("encoding/entity-in-data", severity="warning")
def entity_in_data(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: “Marrow &amp; Finch” in search results and news apps, though the page itself is right.

    Why: JSON is not HTML: what is escaped in JSON-LD stays escaped wherever it is shown.

    Catches: "headline": "Marrow &amp; Finch" in the JSON-LD; also "&#8217;".

    Lets pass: an article's text, which may be HTML.
    """
    texts = json_ld_texts(page)
    if not texts:
        yield Nothing("no JSON-LD on the page")
    for key, value, where in texts:
        if key in ("headline", "name", "alternativeHeadline") and (piece := encoding.entity(value)):
            yield rule.finding(
                f"The page's JSON-LD has “{piece}” in its {key}",
                expected=encoding.unescaped(value)[:300],
                actual=value,
                where=where,
            )


@rule("encoding/markup")
def markup(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: “<p>The ferry</p>”, tags included.

    Why: the text was meant as HTML but shown as plain text; lists and leads break first.

    Catches: “<br>”, “</p>”, “<a href=…>” in text, in a tooltip, in the title or a description.

    Lets pass: "5 < 7", "<3", tags in <code>.
    """
    for what, text, where in _texts(page):
        if piece := encoding.markup(text):
            yield rule.finding(
                f"{what} an HTML tag as text: {piece}",
                expected="text without tags",
                actual=text,
                where=where(),
            )


@rule("encoding/control", severity="warning")
def control(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a box or nothing where a quote or a dash should be.

    Why: these characters are left over from Windows-1252 quotes and dashes that were read as Latin-1.

    Catches: U+0092 in “it\x92s”, U+0000, U+001A in text or title.

    Lets pass: line breaks, tabs, soft hyphens, joiners, marks for the writing direction.
    """
    for what, text, where in _texts(page):
        if piece := encoding.control(text):
            yield rule.finding(
                f"{what} a control character ({piece})",
                expected="the character that was meant",
                actual=text,
                where=where(),
            )
