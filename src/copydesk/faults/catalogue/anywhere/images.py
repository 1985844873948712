"""Pictures, the photo module and the infographics module."""

from __future__ import annotations

import re

from copydesk.faults.documents import html
from copydesk.faults.dom import set_attribute, set_text
from copydesk.faults.fault import About, Dom, NotHereError
from copydesk.faults.registry import fault, look_alike

PICTURE = """(nodes, change, {{ find, seen }}) => {{
  const modules = ["photo", "infographics"].flatMap((name) => find(name));
  const outside = (node) => !node.closest("header, footer, nav, aside") && !modules.some((one) => one.contains(node));
  const found = [...document.images].filter((node) => seen(node) && outside(node));
  if (!found.length) return "the page has no picture beside its modules";
  {0}
  return 1;
}}"""  # noqa: E501
"""Changes `found[0]`, the first picture outside of the modules."""
LAZY = """
  const late = found[0].cloneNode();
  late.removeAttribute("srcset");
  if (!late.hasAttribute("alt")) late.alt = "";
  late.loading = "lazy";
  late.src = ADDRESS;
  late.style.marginTop = "9000px";
  (document.querySelector("main") || document.body).append(late);"""
"""Puts a copy of that picture far down on the page."""
ADDED = """(nodes, html, { fragment }) => {
  const place = document.querySelector("main") || document.body;
  place.append(fragment(html));
  return 1;
}"""
"""Puts markup at the end of the page's main part."""


def no_address(text: str, about: About) -> str:
    """Remove the address of the first picture that has a caption."""
    for figure in re.finditer(r"<figure\b.*?</figure>", text, re.DOTALL):
        if re.search(r"<img\b[^>]*?\ssrc=", figure[0]):
            # With a choice of files left, the browser would take one of those.
            bare = re.sub(r"""\s(?:data-)?srcset=(?:"[^"]*"|'[^']*')""", "", figure[0])
            bare = re.sub(r"""(<img\b[^>]*?\ssrc=)(?:"[^"]*"|'[^']*'|[^\s>]+)""", r'\1""', bare, count=1)
            return text[: figure.start()] + bare + text[figure.end() :]
    raise NotHereError("the server's HTML has no figure with a picture")


def broken_picture(text: str, about: About) -> str:
    """Add a picture that the server does not have."""
    return text.replace("</main>", '<img src="/images/lost.jpg" alt="" width="120" height="80"></main>', 1)


NO_CAPTION = """(nodes) => {
  const figure = document.querySelector("figure");
  if (!figure) return "the page has no figure";
  figure.querySelector("figcaption")?.remove();
  figure.insertAdjacentHTML("beforeend",
    '<button aria-controls="caption-1" aria-expanded="false">Caption</button><p id="caption-1" hidden></p>');
  return 1;
}"""
LOST = """(nodes) => {
  const lost = nodes[0].cloneNode();
  lost.removeAttribute("srcset");
  lost.src = new URL(nodes[0].src).origin + "/images/lost.jpg";
  nodes[0].replaceWith(lost);
  return 1;
}"""
HEADING_ALONE = """(nodes) => {
  const [heading] = nodes, module = heading.parentElement;
  for (const node of [...module.children]) if (node !== heading) node.remove();
  return 1;
}"""
LATER = """(nodes) => {
  const late = nodes[0].cloneNode();
  late.removeAttribute("srcset");
  if (!late.hasAttribute("alt")) late.alt = "";
  late.loading = "lazy";
  late.src = `${nodes[0].src}?later`;
  late.style.marginTop = "9000px";
  nodes[0].after(late);
  return 1;
}"""
HEADING_AND_TEXT = """(nodes) => {
  const [heading] = nodes, module = heading.parentElement;
  for (const node of [...module.children]) if (node !== heading) node.remove();
  heading.insertAdjacentHTML("afterend", "<p>The day’s pictures come at nine.</p>");
  return 1;
}"""

fault("picture-lost", "images/broken", "an empty frame in the place of a picture").by(
    html(broken_picture), seen=(66,)
)
fault(
    "picture-loaded-later-lost",
    "images/broken",
    "an empty frame in the place of a picture that is loaded when it is scrolled to",
).by(Dom(PICTURE.format(LAZY.replace("ADDRESS", "'/images/lost-later.jpg'"))), kinds=("article",), seen=(66,))
fault("picture-without-address", "images/empty-figure", "a caption with no picture over it").by(
    html(no_address), kinds=("article",), seen=(66,)
)
fault(
    "caption-control-without-caption", "images/empty-caption", "a button for a caption that shows nothing"
).by(Dom(NO_CAPTION), kinds=("article",), seen=(68,))
fault("caption-dropped", "images/empty-caption", "one picture of several without its caption").by(
    Dom(
        ADDED,
        argument="<figure><p>A</p><figcaption>One</figcaption></figure>" * 2
        + "<figure><p>B</p><figcaption></figcaption></figure>",
    ),
    seen=(69,),
)
fault("picture-without-alt", "images/no-alt", "nothing; a screen reader reads out a file name").by(
    Dom(PICTURE.format('found[0].removeAttribute("alt"); found[0].removeAttribute("title");')),
    kinds=("article",),
    seen=(71,),
)
for module, noun in (("photo", "photo module"), ("infographics", "infographics module")):
    fault(f"{module}-picture-lost", f"{module}/broken", f"an empty frame in the {noun}").by(
        Dom(LOST, module, "image"), seen=(66,)
    )
    fault(
        f"{module}-picture-without-alt",
        f"{module}/no-alt",
        f"nothing; a screen reader reads out a file name in the {noun}",
    ).by(Dom("remove-attribute", module, "image", argument="alt"), seen=(71,))
    for number, name in (("0", "nought"), ("undefined", "undefined"), ("", "nothing")):
        fault(
            f"{module}-count-is-{name}", f"{module}/wrong-count", f"“{number}” as the number in the {noun}"
        ).by(set_text(module, number, part="count"))
    fault(
        f"{module}-heading-only", f"{module}/heading-only", f"the heading of the {noun} with nothing under it"
    ).by(Dom(HEADING_ALONE, module, "heading"))
    look_alike(
        f"{module}-count-in-words", f"{module}/wrong-count", f"“1,204 pictures” as the number in the {noun}"
    ).by(set_text(module, "1,204 pictures", part="count"))
    look_alike(
        f"{module}-picture-as-decoration",
        f"{module}/no-alt",
        f"a picture in the {noun} that says that it is decoration",
    ).by(set_attribute(module, "alt", "", part="image"))
    look_alike(
        f"{module}-picture-later",
        f"{module}/broken",
        f"a picture in the {noun} that is loaded when it is scrolled to",
    ).by(Dom(LATER, module, "image", which="last"))
    look_alike(
        f"{module}-heading-with-a-text",
        f"{module}/heading-only",
        f"the {noun} with a text under its heading and no pictures",
    ).by(Dom(HEADING_AND_TEXT, module, "heading"))

look_alike("picture-as-decoration", "images/no-alt", "a picture that says that it is decoration").by(
    Dom(PICTURE.format('found[0].setAttribute("alt", "");')), kinds=("article",)
)
look_alike(
    "picture-loaded-later", "images/broken", "a picture far below that is loaded when it is scrolled to"
).by(Dom(PICTURE.format(LAZY.replace("ADDRESS", "found[0].src + '?later'"))), kinds=("article",))
look_alike("figure-of-a-table", "images/empty-figure", "a figure of a table, with its caption").by(
    Dom(
        ADDED,
        argument="<figure><table><tr><td>Seals</td><td>41</td></tr></table>"
        "<figcaption>Counted on Sunday</figcaption></figure>",
    )
)
look_alike("caption-opened-by-its-button", "images/empty-caption", "a caption that a button opens").by(
    Dom(
        ADDED,
        argument='<figure><p>The pier</p><button type="button" aria-controls="caption-2">Caption</button>'
        '<figcaption id="caption-2" hidden>The pier in March</figcaption></figure>',
    )
)
TWICE = """([body], between, { seen }) => {
  const known = [...document.images].find((node) => seen(node) && /^http/.test(node.src));
  if (!known) return "the page has no picture";
  const show = () => {
    const picture = new Image(640, 360);
    Object.assign(picture, { src: known.src, alt: "The quay" });
    picture.style.cssText = "display: block; width: 640px; height: 360px; max-width: none";
    body.append(picture);
  };
  show();
  for (let i = 0; i < between; i++) body.insertAdjacentHTML("beforeend", `<p>What ferry ${i + 1} of the line did.</p>`);
  show();
  return 2;
}"""  # noqa: E501
"""Puts one picture into the text twice, with so many paragraphs in between."""
fault("lead-photo-twice", "images/twice", "the same photo again after a paragraph").by(
    Dom(TWICE, "body", argument=1), kinds=("article",)
)
look_alike("photo-comes-back", "images/twice", "the same photo again, much further down").by(
    Dom(TWICE, "body", argument=6), kinds=("article",)
)
DRAWN = """(nodes, [width, height, fit], { seen }) => {
  const photo = (one) => seen(one) && one.naturalWidth > 200 && one.naturalWidth < 2000 && !/svg/.test(one.currentSrc);
  const known = [...document.images].find(photo);
  if (!known) return "the page has no photo";
  const [w, h] = [known.naturalWidth * width, known.naturalHeight * height].map(Math.round);
  Object.assign(known.style, { width: `${w}px`, height: `${h}px`, maxWidth: "none", objectFit: fit, aspectRatio: "auto" });
  return 1;
}"""  # noqa: E501
"""Draws the first photo so many times as wide and high as it is."""
for name, rule, sees, drawn in (
    ("stretched", "images/stretched", "a photo twice as wide as its height wants", [1, 0.5, "fill"]),
    ("blown-up", "images/blown-up", "a blurred photo", [2.5, 2.5, "fill"]),
):
    fault(f"photo-{name}", rule, sees).by(Dom(DRAWN, "body", argument=drawn), kinds=("article",))
look_alike("photo-cut-to-its-place", "images/stretched", "a photo that is cut to another shape").by(
    Dom(DRAWN, "body", argument=[1, 0.5, "cover"]), kinds=("article",)
)
look_alike("photo-a-little-larger", "images/blown-up", "a photo a quarter larger than it is").by(
    Dom(DRAWN, "body", argument=[1.25, 1.25, "fill"]), kinds=("article",)
)
FIGURES = """([body], captions) => {
  for (const [number, caption] of captions.entries()) body.insertAdjacentHTML("beforeend", `<figure>
    <img width="300" height="200" alt="${["The quay", "The mayor"][number]}" src="${DOT}#${number}">
    <figcaption>${caption}</figcaption></figure>`);
  return 1;
}"""
DOT = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E"
QUAY, MAYOR = "Ships at the quay on Tuesday morning", "The mayor opens the quay on Tuesday"
fault("caption-of-the-last-photo", "images/same-caption", "the first photo's caption twice").by(
    Dom(FIGURES.replace("${DOT}", DOT), "body", argument=[QUAY, QUAY]), kinds=("article",)
)
look_alike("captions-of-two-photos", "images/same-caption", "two photos, each with its caption").by(
    Dom(FIGURES.replace("${DOT}", DOT), "body", argument=[QUAY, MAYOR]), kinds=("article",)
)
