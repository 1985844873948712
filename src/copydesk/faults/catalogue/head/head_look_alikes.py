"""Heads that resemble broken ones and are fine."""

from __future__ import annotations

import json

from copydesk.faults.catalogue.head.head import (
    ARTICLE,
    added,
    canonical,
    json_ld,
    replaced,
    thing,
    without,
)
from copydesk.faults.documents import html
from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom, Setting
from copydesk.faults.registry import look_alike

FOUR_TIMES_THE_SIZE = """() => {
  const picture = document.querySelector('meta[property="og:image"]')?.content;
  const shown = [...document.images].find((image) => image.currentSrc === picture);
  if (!shown) return "the page does not show its picture for sharing";
  for (const [name, size] of [["width", shown.naturalWidth], ["height", shown.naturalHeight]]) {
    const meta = document.createElement("meta");
    meta.setAttribute("property", `og:image:${name}`);
    meta.content = size * 4;
    document.head.append(meta);
  }
  return 2;
}"""

look_alike(
    "canonical-with-a-slash", "head/canonical-differs", "the canonical address with a slash at its end"
).by(html(replaced(r'(<link rel="canonical" href="[^"?]+)(?=["?])', r"\1/", "canonical address")))
look_alike(
    "canonical-of-the-public-site",
    "head/canonical-host",
    "a copy of the page that names the public site everywhere, as on a rehearsal",
).by(
    html(canonical(r"https://lantern.example\2\3")),
    html(
        replaced(
            r'(<meta property="og:url" content=")https?://[^/"]+', r"\1https://lantern.example", "og:url"
        )
    ),
    kinds=("feed", "filter"),
)
look_alike(
    "canonical-with-two-slashes", "head/canonical-relative", "the canonical address without “https:”"
).by(html(replaced(r'(<link rel="canonical" href=")https?:', r"\1", "canonical address")))
look_alike(
    "canonical-of-the-whole-story",
    "head/canonical-first-page",
    "a later page that names the address of the whole story on one page",
).by(
    html(replaced(r'(<link rel="canonical" href="[^"?]+\?page=)\d+', r"\1all", "number in its address")),
    html(replaced(r'(<meta property="og:url" content="[^"?]+\?page=)\d+', r"\1all", "number in its address")),
    kinds=ARTICLE,
)
look_alike("robots-index", "head/noindex", "a word to search engines to show large pictures").by(
    html(added('<meta name="robots" content="index, follow, max-image-preview:large">'))
)
look_alike("language-of-a-region", "head/language-differs", "the language with a country's name").by(
    html(replaced(r'(?<=<html) lang="([^"]*)"', r' lang="\1-GB"', "language"))
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
).by(html(added('<meta http-equiv="refresh" content="900">')))
look_alike(
    "og-image-as-large-as-said",
    "head/og-image-size",
    "a picture for sharing that is served smaller than is said, and of the same shape",
).by(Dom(FOUR_TIMES_THE_SIZE), kinds=ARTICLE)
look_alike(
    "og-image-with-two-slashes",
    "head/og-image-address",
    "the address of the picture for sharing without “https:”",
).by(html(replaced(r'(<meta property="og:image" content=")https?:', r"\1", "og:image")))
look_alike("json-ld-as-a-graph", "head/json-ld-broken", "JSON-LD with everything in one @graph").by(
    html(
        json_ld(lambda source: json.dumps({"@context": "https://schema.org", "@graph": [json.loads(source)]}))
    ),
    kinds=ARTICLE,
)
look_alike(
    "json-ld-as-a-list", "head/json-ld-broken", "JSON-LD as a list, with a comma after its last value"
).by(html(json_ld(lambda source: f"[{source},\n]")), kinds=ARTICLE)
look_alike(
    "json-ld-with-an-escape", "head/json-ld-escaped", "an escape in a text of the JSON-LD that may be HTML"
).by(html(thing(articleBody="The &quot;new&quot; pier &amp; the old one")), kinds=ARTICLE)
look_alike(
    "story-for-subscribers", "head/not-free", "a story for subscribers that says which part of it is not free"
).by(
    html(
        thing(
            isAccessibleForFree=False,
            hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".story-rest"},
        )
    )
)
look_alike(
    "page-under-https",
    "document/mixed-content",
    "a page under https with all its files, and a link to a page without",
).by(Setting(https=True), insert("body", '<p><a href="http://old.example/">Old pages</a></p>'), kinds=ARTICLE)
