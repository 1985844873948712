"""What social networks show of a shared page: its picture, its title, its card."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from copydesk.faults.catalogue.head.head import HOST, meta, within, without
from copydesk.faults.documents import html
from copydesk.faults.fault import About, Dom, NotHereError
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE

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


ANOTHER_SHAPE = """(nodes, argument, { ops }) => {
  const said = document.querySelector('meta[property="og:image"]')?.content;
  const picture = said && new URL(said, document.baseURI).href;
  const one = (image) => !image.srcset && !image.closest("picture");
  const shown = [...document.images].find((image) => image.src === picture && one(image));
  if (!shown || !shown.naturalHeight) return "the page does not show its picture for sharing";
  const height = shown.naturalWidth > shown.naturalHeight ? "1200" : "300";
  ops.meta([], { key: "og:image:width", value: "600" });
  ops.meta([], { key: "og:image:height", value: height });
  return 2;
}"""


def small(text: str, about: About) -> str:
    """Say that og:image is small, in the place of what the page says of its size."""
    if not re.search(r'<meta (?:name|property)="og:image" content="[^"]', text):
        raise NotHereError("the page has no og:image")
    text = re.sub(r'<meta (?:name|property)="og:image:(?:width|height)"[^>]*>', "", text)
    return text.replace("</head>", '<meta property="og:image:width" content="96">\n</head>', 1)


def lost_picture(text: str, about: About) -> str:
    """Make og:image, and the same picture on the page, a file that the server does not have."""
    found = re.search(r'<meta property="og:image" content="([^"]+)"', text)
    if not found:
        raise NotHereError("the page has no og:image")
    return text.replace(urlsplit(found[1]).path, "/images/renamed-since.jpg")


fault("og-image-lost", "head/no-og-image", "a preview without a picture").by(
    html(without(r'<meta property="og:image"[^>]*>', "og:image"))
)
fault("og-image-relative", "head/og-image-address", "a picture for sharing without its host").by(
    within("og:image", HOST, ""), seen=(70,)
)
fault("og-image-undefined", "head/og-image-address", "“undefined” as the picture for sharing").by(
    meta("og:image", "undefined")
)
fault(
    "og-image-of-another-size", "head/og-image-size", "a picture for sharing of another shape than is said"
).by(
    Dom(ANOTHER_SHAPE),
    seen=(70,),
)
fault("og-image-too-small", "head/og-image-size", "a picture for sharing that is too small to be shown").by(
    html(small), seen=(70,)
)
fault("twitter-card-of-no-kind", "head/twitter-card", "a card on X of a kind that there is none of").by(
    meta("twitter:card", "large_image"), kinds=ARTICLE
)
fault(
    "og-title-ends-at-a-quote",
    "headline/og-title-differs",
    "a shared headline that ends at its first quote, which was not escaped",
).by(
    within("og:title", r'([^"]*?)(?:&#34;|&quot;|“)', r'\2"', "quote in og:title"),
    seen=(13,),
)
fault(
    "og-image-lost-on-the-server", "head/og-image-broken", "a preview without a picture: it was renamed since"
).by(html(lost_picture), seen=(70,))

look_alike(
    "og-image-that-nobody-asked-for",
    "head/og-image-broken",
    "a picture for sharing on another host, which the visit did not ask for",
).by(meta("og:image", "https://images.lantern.example/harbour.jpg"))
look_alike(
    "og-image-is-the-sites-mark", "head/no-og-image", "the site's own mark as the picture for sharing"
).by(within("og:image", rf'({HOST})[^"]*', r"\2/static/logo.svg?card"))
look_alike(
    "twitter-card-lost", "head/twitter-card", "no card for X, which then takes what is there for all"
).by(html(without(r'<meta name="twitter:card"[^>]*>', "card")), kinds=ARTICLE)
look_alike(
    "og-image-as-large-as-said",
    "head/og-image-size",
    "a picture for sharing that is served smaller than is said, and of the same shape",
).by(Dom(FOUR_TIMES_THE_SIZE), kinds=ARTICLE)
look_alike(
    "og-image-with-two-slashes",
    "head/og-image-address",
    "the address of the picture for sharing without “https:”",
).by(within("og:image", "https?:", ""))
