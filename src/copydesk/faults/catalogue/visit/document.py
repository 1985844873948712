"""The document as a whole: cut off, blank, unstyled; repeated ids; hosts that readers cannot reach."""

from __future__ import annotations

import re

from copydesk.faults.documents import html
from copydesk.faults.dom import insert
from copydesk.faults.fault import About, Dom, NotHereError, Respond, Setting
from copydesk.faults.registry import LISTS, fault, look_alike
from copydesk.site.elements import ARTICLE

STAGING = "https://staging.lantern.example"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><path d="M0 0h9v9z"/></svg>'
PICTURE = Respond("image", status=200, body=DRAWING, content_type="image/svg+xml", url=re.escape(STAGING))
TWICE = """(nodes, attributes, { seen }) => {
  const named = (name) => `[${name}]`;
  for (const node of document.querySelectorAll(attributes.map(named).join())) {
    const name = attributes.find((one) => node.hasAttribute(one)), value = node.getAttribute(name);
    if (name === "href" && !/^#./.test(value)) continue;
    const target = document.getElementById(value.replace("#", "").split(" ")[0]);
    if (!target || target === document.body || !seen(target) || !seen(node)) continue;
    const copy = document.createElement("p");
    copy.id = target.id;
    copy.textContent = "A second one";
    target.after(copy);
    return 1;
  }
  return "nothing on the page refers to an id";
}"""
OVERLAY = """(nodes, over) => {
  document.body.insertAdjacentHTML("beforeend",
    `<div role="dialog" aria-label="Consent" style="position:fixed;z-index:9999;background:#333;color:#fff;${over}">` +
    "<p>We value what you allow</p><button>Allow</button></div>");
  return 1;
}"""  # noqa: E501
"""Lays a dialogue over the window: the argument says where."""


def cut(text: str, about: About) -> str:
    """The page as far as the middle of what can be seen."""
    start = max(text.lower().find("<body"), 0)
    return text[: (start + len(text)) // 2]


def first_picture(text: str, about: About) -> str:
    """Load the first picture of the main part from the staging host."""
    start = max(text.find("<main"), 0)
    found = re.compile(r'(<img [^>]*src=")/').sub(rf"\1{STAGING}/", text[start:], count=1)
    if found == text[start:]:
        raise NotHereError("the server's HTML has no picture")
    return text[:start] + found


LAST_LINK = """(nodes, host, { seen }) => {
  const links = [...document.links].filter((link) => link.origin === location.origin && seen(link));
  if (!links.length) return "the page has no link to its own site";
  const link = links.at(-1);
  link.href = host + link.pathname + link.search;
  return 1;
}"""


PLACE_TWICE = """(nodes) => {
  nodes[0].insertAdjacentHTML("beforebegin",
    '<p><a href="#latest-word">To the latest word</a></p><p id="latest-word">Old word</p>' +
    '<p id="latest-word">New word</p>');
  return 1;
}"""
OVER_THE_PAGE = "a dialogue over the page, before anything can be read"

UNUSED_IDS = """(nodes) => {
  nodes[0].insertAdjacentHTML("beforebegin",
    '<p id="slot-a">Tides turn at six</p><p id="slot-a">And at noon</p>');
  return 1;
}"""
NESTED_IDS = """(nodes) => {
  nodes[0].insertAdjacentHTML("beforebegin",
    '<div id="notes"><p id="notes-1">The first note</p></div>' +
    '<p><a href="#notes">All notes</a> <a href="#notes-1">The first</a></p>');
  return 1;
}"""
ROOM_ABOVE = """() => {
  document.body.insertAdjacentHTML("afterbegin", '<div style="height:300px"></div>');
  return 1;
}"""
INLINE_STYLE = """() => {
  const sheets = [...document.styleSheets];
  const rules = sheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
  document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.remove());
  document.head.insertAdjacentHTML("beforeend", "<style></style>");
  document.head.lastElementChild.textContent = rules.join("\\n");
  return rules.length;
}"""

fault("page-cut-off", "document/cut-off", "a page that ends in the middle").by(html(cut))
fault("page-blank", "document/blank", "a white page, with the server's word that all is well").by(
    Respond("document", status=200, body="")
)
fault(
    "page-taken-away", "document/blank", "a white page, since a script took everything away when it broke off"
).by(Dom("() => { document.body.replaceChildren(); return 1 }"), seen=(85,))
fault("consent-dialogue-over-the-story", "headline/covered", OVER_THE_PAGE).by(
    Dom(OVERLAY, argument="inset:0"), kinds=ARTICLE
)
fault("consent-dialogue-over-a-list", "navigation/covered", OVER_THE_PAGE).by(
    Dom(OVERLAY, argument="inset:0"), kinds=LISTS
)
fault("newsletter-over-the-story", "lead/covered", OVER_THE_PAGE).by(
    Dom(OVERLAY, "lead", argument="inset:150px 100px 100px"), kinds=ARTICLE
)
fault("stylesheet-link-lost", "document/unstyled", "black text from edge to edge, and blue links").by(
    html(lambda text, about: re.sub(r'<link rel="stylesheet"[^>]*>', "", text))
)
fault(
    "stylesheet-empty", "document/unstyled", "black text from edge to edge, since the style sheet came empty"
).by(Respond("stylesheet", status=200, body="", content_type="text/css"))
fault("id-of-a-field-twice", "document/repeated-id", "a label that leads to the wrong field").by(
    Dom(TWICE, argument=["for"]), seen=(76,)
)
fault("id-of-a-place-twice", "document/repeated-id", "a link that leads to the wrong place of the page").by(
    Dom(PLACE_TWICE, "advertisement"), seen=(76,)
)
fault("picture-from-a-rehearsal", "document/wrong-host", "a picture that is seen in the newsroom only").by(
    html(first_picture), PICTURE, seen=(67,)
)
fault("link-to-a-rehearsal", "document/wrong-host", "a link to a host that readers cannot reach").by(
    Dom(LAST_LINK, argument=STAGING), seen=(67,)
)
fault(
    "og-image-from-a-rehearsal",
    "document/wrong-host",
    "a preview without a picture: its host is the rehearsal's",
).by(
    html(
        lambda text, about: re.sub(
            r'(<meta property="og:image" content=")https?://[^/"]+', rf"\g<1>{STAGING}", text
        )
    ),
    seen=(67,),
)
fault("canonical-of-a-rehearsal", "document/wrong-host", "the rehearsal's address as the page's own").by(
    html(
        lambda text, about: re.sub(
            r'((?:<link rel="canonical" href|<meta property="og:url" content)=")https?://[^/"]+',
            rf"\g<1>{STAGING}",
            text,
        )
    ),
    seen=(67,),
)
fault(
    "picture-without-encryption",
    "document/mixed-content",
    "a picture that browsers do not load, or load elsewhere",
).by(
    Setting(https=True),
    html(
        lambda text, about: text.replace(
            "</main>", '<img src="http://images.lantern.example/a.svg" alt="" width="120" height="80"></main>'
        )
    ),
    Respond("image", status=200, body=DRAWING, content_type="image/svg+xml", url=r"images\.lantern\.example"),
)
fault(
    "script-without-encryption",
    "document/mixed-content",
    "a page on which something does not work: browsers refuse its script",
).by(
    Setting(https=True),
    html(
        lambda text, about: text.replace(
            "</body>", '<script src="http://static.lantern.example/a.js"></script></body>'
        )
    ),
)

look_alike(
    "ids-twice-and-not-used", "document/repeated-id", "two elements with one id that nothing refers to"
).by(Dom(UNUSED_IDS, "advertisement"))
look_alike(
    "ids-one-in-another",
    "document/repeated-id",
    "elements with ids of their own, one in the other, and links to both",
).by(Dom(NESTED_IDS, "advertisement"))
look_alike(
    "page-without-last-tags", "document/cut-off", "HTML that leaves out its last two tags, as it may"
).by(html(lambda text, about: re.sub(r"</body>\s*</html>\s*$", "", text)))
look_alike(
    "page-with-one-word-more",
    "document/blank",
    "a page with nothing but a line of text below what is wide and empty",
).by(Dom(ROOM_ABOVE))
look_alike(
    "style-in-the-page", "document/unstyled", "a page with its style in itself and no style sheet beside it"
).by(Dom(INLINE_STYLE))
look_alike(
    "link-to-another-sites-tools",
    "document/wrong-host",
    "a link to a page for developers, and one to a site called “Test”",
).by(
    insert(
        "body",
        '<p><a href="https://dev.tools.example/">For developers</a> '
        '<a href="https://www.test.example/">Test</a></p>',
    ),
    kinds=("article",),
)
