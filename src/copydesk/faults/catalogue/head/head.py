"""The document's head: what it tells search engines and browsers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.dom import insert
from copydesk.faults.fault import About, Change, Dom, NotHereError, Rewrite, Setting
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE

_SCRIPT = re.compile(r'(<script type="?application/ld\+json"?[^>]*>)(.*?)(</script>)', re.DOTALL)
CANONICAL = "canonical address"
CAFE = documents.at_the_end("<p>The café by the pier stays open</p>", ("</main>", "</body>"))
"""A letter at the end of the page that each encoding writes in its own way."""
HOST = r'https?://[^/"]+'


def replaced(pattern: str, by: str | Callable[[re.Match[str]], str], what: str) -> Change:
    """Replace what a pattern finds in the server's HTML; without a match, the error names `what`."""

    def change(text: str, about: About) -> str:
        found, count = re.subn(pattern, by, text, count=1, flags=re.IGNORECASE)
        if not count:
            raise NotHereError(f"the page has no {what}")
        return found

    return change


def within(name: str, pattern: str, by: str, what: str = "") -> Rewrite:
    """Replace what a pattern matches at the start of a meta element's content or the canonical address.

    The pattern's own groups count from 2.
    """
    tag = '<link rel="canonical" href' if name == CANONICAL else f'<meta (?:name|property)="{name}" content'
    return html(replaced(f'({tag}="){pattern}', rf"\g<1>{by}", what or name))


def meta(name: str, content: str) -> Rewrite:
    """Give a meta element other content."""
    return within(name, '[^"]*', content)


def language(by: str | Callable[[re.Match[str]], str]) -> Rewrite:
    """Replace the `lang` attribute of the page, whose value is group 1."""
    return html(replaced(r'(?<=<html) lang="([^"]*)"', by, "language"))


def added(markup: str) -> Rewrite:
    """Put markup at the end of the head."""
    return html(lambda text, about: added_to(text, markup))


def added_to(text: str, markup: str) -> str:
    """A page with markup at the end of its head."""
    return text.replace("</head>", f"{markup}\n</head>", 1)


def without_charset(text: str, about: About) -> str:
    """Remove what a page says of its letters, of which one is none of ASCII's."""
    return without(r"<meta charset=[^>]*>", "charset")(CAFE(text, about), about)


def without(pattern: str, what: str) -> Change:
    """Remove what a pattern finds from the server's HTML."""
    return replaced(pattern, "", what)


def json_ld(edit: Callable[[str], str]) -> Rewrite:
    """Edit the page's first JSON-LD script as text."""

    def change(text: str, about: About) -> str:
        if not _SCRIPT.search(text):
            raise NotHereError("the page has no JSON-LD")
        return _SCRIPT.sub(lambda found: found[1] + edit(found[2]) + found[3], text, count=1)

    return html(change)


def thing(**values: object) -> Rewrite:
    """Give the page's JSON-LD other values."""
    return json_ld(lambda source: json.dumps(json.loads(source) | values))


NOT_FREE = """(nodes) => {
  const data = document.querySelector('script[type="application/ld+json"]');
  if (!data) return "the page has no JSON-LD";
  const text = nodes[0].innerText.replace(/\\s+/g, " ");
  if (text.length < 900) return "the story is as short as the beginning of another";
  data.textContent = JSON.stringify({ ...JSON.parse(data.textContent), isAccessibleForFree: false });
  return 1;
}"""

fault("noindex", "head/noindex", "a word to search engines to leave the published story out").by(
    added('<meta name="robots" content="noindex, nofollow">')
)
fault("noindex-in-a-header", "head/noindex", "the same word where nobody looks, in the answer's headers").by(
    Rewrite("document", headers={"x-robots-tag": "noindex"})
)
fault("charset-lost", "head/no-charset", "no word on how the page's letters are encoded").by(
    Rewrite("document", without_charset, headers={"content-type": "text/html"}),
    kinds=ARTICLE,
)
fault(
    "charset-wrong",
    "encoding/mojibake",
    "“Ã©” for every “é”, since the server names another encoding than the page is in",
).by(
    Rewrite(
        "document",
        CAFE,
        headers={"content-type": "text/html; charset=windows-1252"},
    ),
    kinds=ARTICLE,
)


def alternate(path: str) -> Change:
    """Say that the page in its own language is at another address."""

    def rewrite(text: str, about: About) -> str:
        language = re.search(r"<html[^>]*\slang=[\"']?([\w-]+)", text)
        if language is None:
            raise NotHereError("the page does not say what language it is in")
        return text.replace(
            "</head>", f'<link rel="alternate" hreflang="{language[1]}" href="{path}"></head>', 1
        )

    return rewrite


fault("viewport-lost", "head/no-viewport", "a page in the smallest print on a telephone").by(
    html(without(r'<meta name="viewport"[^>]*>', "viewport"))
)
fault("language-lost", "head/no-language", "no word on the page's language").by(
    html(without(r'(?<=<html) lang="[^"]*"', "language"))
)
fault("language-of-another-edition", "head/language-differs", "another edition's language on the page").by(
    language(' lang="ru"')
)
fault(
    "rtl-page-from-left-to-right", "head/direction", "a page in Arabic that is laid out from left to right"
).by(language(' lang="ar"'), seen=(86,))
fault("page-refreshes", "head/refresh", "a page that jumps back to its top every half minute").by(
    added('<meta http-equiv="refresh" content="30">')
)
fault("json-ld-escaped", "head/json-ld-escaped", "JSON-LD that was escaped as if it were text").by(
    json_ld(lambda source: source.replace('"', "&quot;")), kinds=ARTICLE, seen=(81,)
)
fault("json-ld-broken-by-a-quote", "head/json-ld-broken", "JSON-LD that ends at a quote in the headline").by(
    json_ld(lambda source: re.sub(r'("headline": ")(\w+)', r'\1"\2"', source, count=1)),
    kinds=ARTICLE,
    seen=(82,),
)
fault("json-ld-cut-off", "head/json-ld-broken", "JSON-LD that ends in the middle").by(
    json_ld(lambda source: source[: len(source) // 2]), kinds=ARTICLE
)
fault(
    "story-marked-as-not-free",
    "head/not-free",
    "a story that is free on the page and for subscribers in the JSON-LD",
).by(Dom(NOT_FREE, "body"), seen=(83,))

look_alike("language-in-capitals", "head/no-language", "the language in capital letters").by(
    language(lambda found: f' lang="{found[1].upper()}"')
)
look_alike("viewport-of-another-form", "head/no-viewport", "a viewport that says no more than the width").by(
    meta("viewport", "width=device-width")
)
look_alike("robots-index", "head/noindex", "a word to search engines to show large pictures").by(
    added('<meta name="robots" content="index, follow, max-image-preview:large">')
)
look_alike("language-of-a-region", "head/language-differs", "the language with a country's name").by(
    language(r' lang="\1-GB"')
)
look_alike(
    "charset-in-the-header-only",
    "head/no-charset",
    "the encoding in the answer's headers, and not in the page",
).by(html(without(r"<meta charset=[^>]*>", "charset")))
look_alike("arabic-quotation", "head/direction", "a quotation in Arabic within an English story").by(
    insert("body", '<blockquote lang="ar" dir="rtl">البحر لا ينتظر أحدا.</blockquote>'), kinds=ARTICLE
)
look_alike(
    "list-refreshes-now-and-then", "head/refresh", "a page that loads itself anew every quarter of an hour"
).by(added('<meta http-equiv="refresh" content="900">'))
look_alike("json-ld-as-a-graph", "head/json-ld-broken", "JSON-LD with everything in one @graph").by(
    json_ld(lambda source: json.dumps({"@context": "https://schema.org", "@graph": [json.loads(source)]})),
    kinds=ARTICLE,
)
fault("json-ld-with-a-last-comma", "head/json-ld-broken", "JSON-LD with a comma after its last value").by(
    json_ld(lambda source: f"[{source},\n]"), kinds=ARTICLE
)
look_alike("json-ld-as-a-list", "head/json-ld-broken", "JSON-LD as a list, in comment marks").by(
    json_ld(lambda source: f"<!--\n[{source}]\n-->"), kinds=ARTICLE
)
fault(
    "hreflang-of-another-story",
    "head/hreflang-differs",
    "in search, another story for readers of this language",
).by(html(alternate("/copydesk-other-story-of-old")))
look_alike("hreflang-of-another-language", "head/hreflang-differs", "another story in another language").by(
    added('<link rel="alternate" hreflang="eo" href="/copydesk-alia-rakonto">')
)
look_alike(
    "json-ld-with-an-escape", "head/json-ld-escaped", "an escape in a text of the JSON-LD that may be HTML"
).by(thing(articleBody="The &quot;new&quot; pier &amp; the old one"), kinds=ARTICLE)
look_alike(
    "story-for-subscribers", "head/not-free", "a story for subscribers that says which part of it is not free"
).by(
    thing(
        isAccessibleForFree=False,
        hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".story-rest"},
    )
)
look_alike(
    "page-under-https",
    "document/mixed-content",
    "a page under https with all its files, and a link to a page without",
).by(Setting(https=True), insert("body", '<p><a href="http://old.example/">Old pages</a></p>'), kinds=ARTICLE)
