"""The headline: stale in one of its places, repeated, or not above the text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, quote_plus

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.dom import AFTER_TEXT, BETWEEN_PARAGRAPHS, insert, move, replace_text
from copydesk.faults.elements import text_of, written
from copydesk.faults.fault import About, Change, NotHereError
from copydesk.faults.registry import fault, look_alike
from copydesk.rules.article.titles import says_headline

ROOM = 38
"""So many letters of a headline have room in a title."""


def of_headline(change: Callable[[str, str], Change]) -> Change:
    """A change that gets the headline and the title suffix, both as HTML."""

    def rewrite(text: str, about: About) -> str:
        headline = text_of(text, about, "headline")
        return change(escape(headline), escape(about.site.title_suffix))(text, about)

    return rewrite


def renamed(new: Callable[[str], str]) -> Change:
    """Change the headline everywhere on the page."""

    def rewrite(text: str, about: About) -> str:
        old = text_of(text, about, "headline")
        told = new(old)
        forms: tuple[Callable[[str], str], ...] = (
            str,
            escape,
            lambda one: escape(one, quote=False),
            lambda one: escape(one).replace("&quot;", "&#34;").replace("&#x27;", "&#39;"),
            lambda one: json.dumps(one, ensure_ascii=False)[1:-1].replace("&", "\\u0026"),
            quote,
            lambda one: quote(one, safe=""),
            quote_plus,
        )
        known = {form(old): form(told) for form in reversed(forms)}
        pattern = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
        return re.sub(pattern, lambda found: known[found[0]], text)

    return rewrite


def shortened(headline: str) -> str:
    """A headline, in HTML, as far as a title has room for it."""
    if len(unescape(headline)) <= ROOM:
        raise NotHereError("the headline is too short to be cut")
    return escape(unescape(headline)[:ROOM].rstrip())


def of_titles(change: Change) -> Change:
    """A change of a title that only a site can call wrong whose titles are its headlines."""

    def rewrite(text: str, about: About) -> str:
        if not says_headline(about.site):
            raise NotHereError("the site file does not say what titles have around the headline")
        return change(text, about)

    return rewrite


def yesterday(text: str) -> str:
    """A headline as it was before it was edited."""
    return re.sub(r"^\S+", "Officials", text)


fault("headline-is-the-site-name", "headline/site-name", "the site's name where the headline should be").by(
    html(lambda text, about: written("headline", about.site.title)(text, about))
)
fault(
    "headline-edited-title-not",
    "headline/title-differs",
    "the headline as it was before, in the browser's tab",
).by(*documents.titled(of_titles(documents.title(yesterday))), seen=(62,))
fault(
    "headline-stale-on-the-page", "headline/title-differs", "the headline as it was before, on the page alone"
).by(html(of_titles(written("headline", yesterday))), seen=(62,))
fault(
    "og-title-stale", "headline/og-title-differs", "the headline as it was before, where the story is shared"
).by(html(of_titles(documents.meta("og:title", lambda text: escape(yesterday(text))))), seen=(62,))
fault(
    "twitter-title-stale",
    "headline/og-title-differs",
    "the headline of another story, where this one is shared on X",
).by(html(of_titles(documents.meta("twitter:title", "Officials count the boats of Hollin"))), seen=(62,))
fault(
    "json-ld-headline-stale", "headline/json-ld-differs", "the headline as it was before, in news search"
).by(
    html(
        of_titles(documents.json_ld(lambda data: {**data, "headline": yesterday(data.get("headline", ""))}))
    ),
    seen=(62,),
)
fault("headline-and-a-second-h1", "headline/second-h1", "another main heading over the text").by(
    insert("body", "<h1>From this section</h1>", "beforebegin")
)
fault(
    "headline-of-another-copy", "headline/changed-by-script", "a headline that changes when scripts have run"
).by(replace_text("headline", r"^\s*\S+", "Officials"), seen=(31,))
for name, to in (
    ("under-the-text", AFTER_TEXT),
    ("in-the-text", BETWEEN_PARAGRAPHS),
):
    fault(f"headline-{name}", "headline/misplaced", f"the headline {name.replace('-', ' ')}").by(
        move("headline", to), kinds=("article",)
    )

look_alike(
    "headline-with-other-quotes",
    "headline/title-differs",
    "a headline with typographic quotes, a title with straight ones",
).by(html(written("headline", lambda text: re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’"))))
look_alike(
    "headline-with-hard-spaces", "headline/title-differs", "a headline in which a space does not break"
).by(html(written("headline", lambda text: text.replace(" ", "\u00a0", 1))))
look_alike(
    "title-cut-with-an-ellipsis", "headline/title-differs", "a title in which the headline is cut to a length"
).by(html(of_headline(lambda headline, suffix: documents.title(f"{shortened(headline)}…{suffix}"))))
look_alike(
    "og-title-with-the-site",
    "headline/og-title-differs",
    "the site's name after the headline, where the story is shared",
).by(html(of_headline(lambda headline, suffix: documents.meta("og:title", headline + suffix))))
look_alike(
    "json-ld-headline-cut", "headline/json-ld-differs", "a headline in the JSON-LD that is cut at 61 letters"
).by(html(documents.json_ld(lambda data: {**data, "headline": data.get("headline", "")[:61]})))
look_alike("headline-and-a-hidden-h1", "headline/second-h1", "a second main heading that is not shown").by(
    insert("body", "<h1 hidden>News</h1>", "beforebegin")
)
look_alike("headline-about-the-site", "headline/site-name", "a headline that begins with the site's name").by(
    html(lambda text, about: renamed(lambda old: f"{about.site.title}: {old}")(text, about))
)
look_alike(
    "headline-with-a-soft-hyphen",
    "headline/changed-by-script",
    "a headline whose long words a script has given places to break",
).by(replace_text("headline", r"(\w{4})(\w{3})", "$1\u00ad$2"))
look_alike("headline-under-a-notice", "headline/misplaced", "a notice over the headline").by(
    insert("headline", "<p>This story was put together from several reports.</p>", "beforebegin"),
    kinds=("article",),
)
