"""The layout: text that overlaps, is cut off, tiny, invisible or squeezed; parts that slip or grow."""

from copydesk.faults.dom import insert, style
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

CARD = (
    '<div role="presentation" style="position: relative; width: 400px; margin: 0 0 20px">'
    '<img alt="" width="400" height="200" style="display: block" src="data:image/svg+xml,'
    "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='200'>"
    "<rect width='400' height='200'/></svg>\">"
    '<span style="{}">Ships leave the bay</span></div>'
)

NARROW = """(nodes, _, { style }) => {
  const words = document.createRange();
  words.selectNodeContents(nodes[0]);
  style([nodes[0]], { "white-space": "nowrap", overflow: "hidden", display: "block" });
  return style([nodes[0]], { width: `${words.getBoundingClientRect().width / 2}px` });
}"""
LOW = """(nodes, _, { seen, style }) => {
  const { bottom, height } = nodes[0].getBoundingClientRect();
  const top = (node) => node.getBoundingClientRect().top;
  const below = (node) => top(node) >= bottom - 1 && node.textContent.trim() && seen(node);
  if (height < 120) return "it is as low as that";
  if (![...document.body.querySelectorAll("*")].some(below)) return "nothing is below it";
  return style([nodes[0]], { height: "60px", "min-height": "0" });
}"""

fault("headline-runs-into-lead", "layout/overlap", "the headline printed over the lead").by(
    style("headline", height="10px", margin="0"), kinds=("article",)
)
fault(
    "stories-over-each-other", "layout/overlap", "the stories of the most-read list printed over each other"
).by(Dom("style", "most-read", "item", which="all", argument={"height": "12px", "padding": "0"}))
fault(
    "module-too-wide",
    "layout/sideways",
    "a page that slides to the side, because the top stories are wider than the window",
).by(style("top-stories", width="130vw", max_width="none"))
fault("lead-beside-the-page", "layout/off-page", "the ends of the lead's lines, beyond the left edge").by(
    style("lead", margin_left="-10vw")
)
fault(
    "module-beside-the-page", "layout/off-page", "the half of the currency converter, beyond the left edge"
).by(style("currency", position="absolute", left="-90px", top="300px"))
fault("headline-slipped", "layout/displaced", "the headline 70 pixels to the right of its column").by(
    style("headline", transform="translateX(70px)"), kinds=("article",)
)
fault(
    "module-slipped",
    "layout/displaced",
    "the partner news over what follows or precedes them, and a gap in their place",
).by(style("partner-news", position="relative", left="45px", top="60px"))
fault("list-in-a-low-box", "layout/spills", "the stories of the feed over what is below it").by(
    Dom(LOW, "feed")
)
fault("lead-cut-off", "layout/cut-off", "the upper half of the lead's first line").by(
    style("lead", height="0.7em", overflow="hidden")
)
fault("headline-cut-off", "layout/cut-off", "a headline that ends in the middle of a word").by(
    Dom(NARROW, "headline"), kinds=("article",)
)
fault(
    "list-cut-off", "layout/cut-off", "a feed that ends in the middle of a line, with no way to the rest"
).by(style("top-stories", height="75px", overflow="hidden"))
fault("lead-tiny", "layout/tiny-text", "a grey line in the place of the lead").by(
    style("lead", font_size="4px")
)
fault("body-tiny", "layout/tiny-text", "an article in letters of three pixels").by(
    style("body", part="paragraph", font_size="0.2em")
)
for element in ("headline", "lead", "body", "published", "dateline"):
    fault(
        f"{element}-invisible",
        "layout/invisible-text",
        f"an empty place where the {element} is, in the colour of the page",
    ).by(Dom("recolour", element), kinds=("article",))
fault("feed-invisible", "layout/invisible-text", "a list of stories in the colour of the page").by(
    Dom("recolour", "feed")
)
fault("navigation-invisible", "layout/invisible-text", "a bar with no sections in it").by(
    Dom("recolour", "navigation")
)
fault("button-invisible", "layout/invisible-text", "a bar in the place of the button for more news").by(
    style("load-more", color="#333", background="#333")
)
fault("body-squeezed", "layout/squeezed", "an article with one word a line").by(style("body", width="24px"))
fault("lead-squeezed", "layout/squeezed", "a lead with three letters a line").by(
    style("lead", width="40px", overflow_wrap="anywhere")
)

fault("text-without-size", "layout/invisible-text", "a gap in the place of the sections' names").by(
    Dom("style", "navigation", "item", which="all", argument={"font-size": "0"})
)
fault("rank-too-large", "layout/odd-one-out", "ten ranks, the last of them twice as high").by(
    Dom("style", "ranks", "rank", which="last", argument={"font-size": "3.2rem"})
)
look_alike(
    "headline-on-picture", "layout/invisible-text", "a white line of text on the lower edge of a picture"
).by(
    insert("share", CARD.format("position: absolute; left: 16px; bottom: 16px; color: #fff"), "afterend"),
    kinds=("article",),
)
look_alike(
    "card-over-picture", "layout/displaced", "a line of text that is drawn up over the picture above it"
).by(
    insert(
        "share",
        CARD.format(
            "position: relative; top: -60px; left: 24px; background: #fff; padding: 8px; color: #000"
        ),
        "afterend",
    ),
    kinds=("article",),
)
look_alike("text-on-gradient", "layout/invisible-text", "white letters on a dark gradient").by(
    style("lead", color="#fff", background_image="linear-gradient(#222, #555)")
)
look_alike(
    "skip-link",
    "layout/off-page",
    "nothing: a link to the left of the page, which comes when it is reached with the keyboard",
).by(
    insert(
        "navigation",
        '<span style="position: absolute; left: -9999px">Sections of the site</span>',
        "beforeend",
    )
)
look_alike(
    "label-for-screen-readers", "layout/cut-off", "nothing: a label of one pixel, for those who listen"
).by(
    insert(
        "share",
        '<span style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);'
        ' white-space: nowrap">Share this article with others</span>',
        "beforeend",
    )
)
look_alike("lead-with-ellipsis", "layout/cut-off", "a lead of one line that ends with an ellipsis").by(
    style("lead", overflow="hidden", text_overflow="ellipsis", white_space="nowrap", width="300px")
)
look_alike("lead-of-one-line", "layout/cut-off", "a lead that is shortened after its first line").by(
    style(
        "lead",
        display="-webkit-box",
        overflow="hidden",
        _webkit_line_clamp="1",
        _webkit_box_orient="vertical",
        width="300px",
    )
)
look_alike(
    "list-that-scrolls", "layout/spills", "a list in a low frame of its own, which can be scrolled"
).by(style("top-stories", height="150px", overflow="auto"))
look_alike(
    "row-that-slides",
    "layout/sideways",
    "a row of cards of which one is cut off by the frame that they slide in",
).by(
    insert(
        "photo",
        '<div role="presentation" style="display: flex; overflow: hidden; width: 500px">'
        + "".join(
            f'<p style="flex: none; width: 220px; margin: 0">The quay in the {when}</p>'
            for when in ("morning", "noonday sun", "evening", "night", "rain", "snow")
        )
        + "</div>",
        "afterend",
    )
)
look_alike("wide-table", "layout/sideways", "a table in a frame of its own, which slides to the side").by(
    insert(
        "body",
        '<div tabindex="0" style="overflow-x: auto; width: 100%"><table style="width: 2400px"><tr>'
        "<td>Ships</td><td>Tonnes</td><td>Port</td></tr></table></div>",
        "afterend",
    )
)
look_alike(
    "drop-cap",
    "layout/overlap",
    "an article that begins with a large letter, which the first lines go around",
).by(
    Dom(
        "head", argument="<style>.copydesk-drop::first-letter { float: left; font: 3.2em/0.8 serif }</style>"
    ),
    Dom(
        "(nodes) => (nodes.forEach((node) => node.classList.add('copydesk-drop')), nodes.length)",
        "body",
        "paragraph",
        which="last",
    ),
    kinds=("article",),
)
look_alike("lines-close-together", "layout/overlap", "a headline whose lines stand close").by(
    style("headline", line_height="0.95"), kinds=("article",)
)
look_alike(
    "full-bleed-module", "layout/displaced", "a module that is a little wider than its column, on both sides"
).by(style("partner-news", margin_left="-16px", margin_right="-16px"))
look_alike("badge-moved-up", "layout/displaced", "a section's label that is set two pixels higher").by(
    style("section", position="relative", top="-2px")
)
look_alike("small-print", "layout/tiny-text", "the time in letters of nine pixels").by(
    style("published", font_size="9px")
)
look_alike("narrow-column", "layout/squeezed", "a lead in a column for three or four words").by(
    style("lead", width="240px")
)
look_alike(
    "first-story-larger", "layout/odd-one-out", "a list whose first story is set in larger letters"
).by(style("ranks", "link", font_size="1.3rem"))
