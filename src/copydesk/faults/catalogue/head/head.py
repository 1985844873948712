"""The document's head: what search engines, previews and browsers are told of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from copydesk.faults.documents import html
from copydesk.faults.dom import insert
from copydesk.faults.fault import About, Dom, NotHereError, Rewrite
from copydesk.faults.registry import fault
from copydesk.site.elements import ARTICLE

Change = Callable[[str, About], str]
_SCRIPT = re.compile(r'(<script type="?application/ld\+json"?[^>]*>)(.*?)(</script>)', re.DOTALL)


def replaced(pattern: str, by: str | Callable[[re.Match[str]], str], what: str) -> Change:
    """Replaces in the server's HTML what a pattern finds; `what` names it where there is none."""

    def change(text: str, about: About) -> str:
        found, count = re.subn(pattern, by, text, count=1, flags=re.IGNORECASE)
        if not count:
            raise NotHereError(f"the page has no {what}")
        return found

    return change


def added(markup: str) -> Change:
    """Puts markup at the end of the head."""
    return lambda text, about: text.replace("</head>", f"{markup}\n</head>", 1)


def canonical(by: str) -> Change:
    """Another address in the canonical link: groups 1 to 3 are the host, the path and the parameters."""
    return replaced(
        r'(?<=<link rel="canonical" href=")(https?://[^/"]+)([^?"]*)(\?[^"]*)?', by, "canonical address"
    )


def meta(name: str, by: str) -> Change:
    """Another content of a meta element."""
    pattern = rf'(<meta (?:name|property)="{re.escape(name)}" content=")[^"]*'
    return replaced(pattern, rf"\g<1>{by}", name)


def without(pattern: str, what: str) -> Change:
    """The server's HTML without what a pattern finds."""
    return replaced(pattern, "", what)


def json_ld(edit: Callable[[str], str]) -> Change:
    """The page's first JSON-LD script, edited as text."""

    def change(text: str, about: About) -> str:
        if not _SCRIPT.search(text):
            raise NotHereError("the page has no JSON-LD")
        return _SCRIPT.sub(lambda found: found[1] + edit(found[2]) + found[3], text, count=1)

    return change


def thing(**values: object) -> Change:
    """The page's JSON-LD with other values."""
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
    html(added('<meta name="robots" content="noindex, nofollow">'))
)
fault("noindex-in-a-header", "head/noindex", "the same word where nobody looks, in the answer's headers").by(
    Rewrite("document", headers={"x-robots-tag": "noindex"})
)
fault("charset-lost", "head/no-charset", "no word on how the page's letters are encoded").by(
    Rewrite("document", without(r"<meta charset=[^>]*>", "charset"), headers={"content-type": "text/html"}),
    kinds=ARTICLE,
)
fault(
    "charset-wrong",
    "encoding/mojibake",
    "“â€™” for every apostrophe, since the server names another encoding than the page is in",
).by(
    insert("headline", " – café"),
    Rewrite("document", headers={"content-type": "text/html; charset=windows-1252"}),
    kinds=ARTICLE,
)
fault("viewport-lost", "head/no-viewport", "a page in the smallest print on a telephone").by(
    html(without(r'<meta name="viewport"[^>]*>', "viewport"))
)
fault("language-lost", "head/no-language", "no word on the page's language").by(
    html(without(r'(?<=<html) lang="[^"]*"', "language"))
)
fault("language-of-another-edition", "head/language-differs", "another edition's language on the page").by(
    html(replaced(r'(?<=<html) lang="[^"]*"', ' lang="ru"', "language"))
)
fault(
    "rtl-page-from-left-to-right", "head/direction", "a page in Arabic that is laid out from left to right"
).by(html(replaced(r'(?<=<html) lang="[^"]*"', ' lang="ar"', "language")), seen=(86,))
fault("page-refreshes", "head/refresh", "a page that jumps back to its top every half minute").by(
    html(added('<meta http-equiv="refresh" content="30">'))
)
fault("og-image-lost", "head/no-og-image", "a preview without a picture").by(
    html(without(r'<meta property="og:image"[^>]*>', "og:image"))
)
fault("og-image-relative", "head/og-image-address", "a picture for sharing without its host").by(
    html(replaced(r'(<meta property="og:image" content=")https?://[^/"]+', r"\1", "og:image")), seen=(70,)
)
fault("og-image-undefined", "head/og-image-address", "“undefined” as the picture for sharing").by(
    html(meta("og:image", "undefined"))
)
fault(
    "og-image-of-another-size", "head/og-image-size", "a picture for sharing of another shape than is said"
).by(
    html(
        added(
            '<meta property="og:image:width" content="630"><meta property="og:image:height" content="1200">'
        )
    ),
    seen=(70,),
)
fault("og-image-too-small", "head/og-image-size", "a picture for sharing that is too small to be shown").by(
    html(added('<meta property="og:image:width" content="96">')), seen=(70,)
)
fault("twitter-card-of-no-kind", "head/twitter-card", "a card on X of a kind that there is none of").by(
    html(meta("twitter:card", "large_image")), kinds=ARTICLE
)
fault(
    "og-title-ends-at-a-quote",
    "headline/og-title-differs",
    "a shared headline that ends at its first quote, which was not escaped",
).by(
    html(
        replaced(
            r'(<meta property="og:title" content="[^"]*?)(?:&#34;|&quot;|“)', r'\1"', "quote in og:title"
        )
    ),
    seen=(13,),
)
fault("json-ld-escaped", "head/json-ld-escaped", "JSON-LD that was escaped as if it were text").by(
    html(json_ld(lambda source: source.replace('"', "&quot;"))), kinds=ARTICLE, seen=(81,)
)
fault("json-ld-broken-by-a-quote", "head/json-ld-broken", "JSON-LD that ends at a quote in the headline").by(
    html(json_ld(lambda source: re.sub(r'("headline": ")(\w+)', r'\1"\2"', source, count=1))),
    kinds=ARTICLE,
    seen=(82,),
)
fault("json-ld-cut-off", "head/json-ld-broken", "JSON-LD that ends in the middle").by(
    html(json_ld(lambda source: source[: len(source) // 2])), kinds=ARTICLE
)
fault(
    "story-marked-as-not-free",
    "head/not-free",
    "a story that is free on the page and for subscribers in the JSON-LD",
).by(Dom(NOT_FREE, "body"), seen=(83,))
