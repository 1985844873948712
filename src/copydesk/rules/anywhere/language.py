"""Labels in a language other than the page's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.page.attributes import labels
from copydesk.page.dom import Dom
from copydesk.page.lines import places
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.labels import NAMES, SCRIPTS, foreign_script, languages_of, primary

CONTROLS = frozenset(("button", "label", "legend", "summary"))
"""Elements whose text is the site's own and never a story's."""
QUOTING = frozenset(("blockquote", "q", "cite", "i", "em", "figcaption", "table"))
LABEL = 40
"""Characters: what is longer is no label."""
MOSTLY = 3
"""So many labels of one other language, and fewer of its own: the page is in another than it says."""

ENGLISH = frozenset(("en",))
LOANS = 2
"""Fewer English labels than this are loanwords, in languages that are written in the same letters: "Search"
is a word of every newsroom. Where translations are missing, more than one is."""
LATIN = frozenset(NAMES) - frozenset().union(*SCRIPTS.values())
"""Languages of the vocabulary that are written in Latin letters alone."""

_SWITCH = re.compile(
    r"(?:^|[\s_-])(?:lang|language|languages|locale|i18n|translat\w*)(?:$|[\s_-])", re.IGNORECASE
)


class _Label(NamedTuple):
    text: str
    languages: frozenset[str]
    script: str
    where: Where


@rule("language/label")
def label(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: "Реклама" over an advertisement on an English page.

    Why: an untranslated label tells the reader that nobody looked at the page.

    Catches: the usual words of a news page (advertisement, read more, share, comments, most read, related,
    loading, search, show more, back to top) in a language other than the page's; a button or a tab in a
    script that the page's language does not use.

    Lets pass: links to other languages ("Русский", "Deutsch"), anything marked with `lang`, names, quotes,
    headlines of foreign stories; a single English label on a page in German, French and the like.
    """
    declared = page.site.language or page.dom.snapshot.language
    language = primary(declared)
    if not language:
        yield Nothing("neither the site file nor the page says what language it is in")
        return
    found = list(_labels(page, language))
    foreign = [label for label in found if label.script or language not in label.languages]
    if not page.site.language:
        own = sum(language in label.languages for label in found)
        counts = Counter(code for label in foreign for code in label.languages)
        if counts and counts.most_common(1)[0][1] >= max(MOSTLY, own + 1):
            told = NAMES.get(counts.most_common(1)[0][0], "")
            yield Nothing(f"the page says that it is in “{declared}”, but its labels are in {told}")
            return
    english = [label for label in foreign if label.languages == ENGLISH]
    if len(english) < LOANS and language in LATIN:
        foreign = [label for label in foreign if label not in english]
    for text, languages, script, where in foreign:
        of = " or ".join(sorted(NAMES[code] for code in languages if code in NAMES)) or f"{script} letters"
        yield rule.finding(
            f"The label “{text}” is in {of}, on a page in {NAMES.get(language, declared)}",
            expected=f"a label in {NAMES.get(language, declared)}",
            actual=text,
            where=where,
        )


def _labels(page: Page, language: str) -> Iterator[_Label]:
    """The page's labels that are well known, or in a foreign script; each text once."""
    seen: set[str] = set()
    known = language in NAMES
    for place in places(page):
        nodes = place.dom.nodes
        if len(place.line.text) <= LABEL:
            texts = [(place.line.text, place.line.texts[0])]
        elif len(place.line.texts) > 1:
            texts = [(nodes[i].text.strip(), i) for i in place.line.texts if len(nodes[i].text) <= LABEL]
        else:
            continue
        for text, index in texts:
            if text in seen:
                continue
            languages = languages_of(text) if known else frozenset()
            control = not languages and not text.isascii() and _is_control(place.dom, index)
            script = foreign_script(text, language) if control else ""
            if (languages or script) and not _other_language(place.dom, index, language):
                seen.add(text)
                yield _Label(text, languages, script, page.where(index, place.state, place.dom))
    for state, dom, index, name, value in labels(page):
        if name in ("alt", "title") or len(value) > LABEL or value in seen:
            continue
        languages = languages_of(value) if known else frozenset()
        script = foreign_script(value, language) if not languages and name in ("placeholder", "value") else ""
        if (languages or script) and not _other_language(dom, index, language):
            seen.add(value)
            yield _Label(value, languages, script, page.where(index, state, dom))


def _is_control(dom: Dom, index: int) -> bool:
    for ancestor in list(dom.ancestors(index))[:3]:
        node = dom.nodes[ancestor]
        if node.tag in CONTROLS or node.attrs.get("role") in ("tab", "button"):
            return True
    return False


def _other_language(dom: Dom, index: int, language: str) -> bool:
    """Whether another language is fine here: the text is marked as such, quoted, or in a language switch."""
    for ancestor in dom.ancestors(index):
        node = dom.nodes[ancestor]
        if node.tag in ("html", "body"):
            return False
        attrs = node.attrs
        if primary(attrs.get("lang", language)) != language or "hreflang" in attrs or node.tag in QUOTING:
            return True
        if _SWITCH.search(attrs.get("class", "")) or _SWITCH.search(attrs.get("id", "")):
            return True
    return False
