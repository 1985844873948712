"""What surrounds the news in the wrong place, and ordinary layouts of real sites."""

from copydesk.faults.dom import AT_THE_FOOT, BEFORE_HEADLINE, BETWEEN_PARAGRAPHS, END_OF_TEXT, move
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.page.parts import NOUNS
from copydesk.rules.anywhere.misplaced import FURNITURE

COLUMN = {"position": "absolute", "left": "0", "top": "0", "width": "120px"}
BLACK_ON_WHITE = """(nodes, _, { style }) => {
  const all = nodes.flatMap((node) => [node, ...node.querySelectorAll("*")]);
  return style(all, { color: "#111", background: "#fff" });
}"""

fault("navigation-under-the-news", "navigation/misplaced", "the sections at the foot of the page").by(
    move("navigation", AT_THE_FOOT)
)
for name in FURNITURE:
    fault(
        f"{name}-in-the-text", f"{name}/misplaced", f"the {NOUNS[name]} between two paragraphs of the article"
    ).by(move(name, BETWEEN_PARAGRAPHS), kinds=("article",))
for name in (name for name in FURNITURE if name != "navigation"):
    look_alike(
        f"{name}-after-the-text",
        f"{name}/misplaced",
        f"the {NOUNS[name]} after the last paragraph, in what the site file takes for the text",
    ).by(move(name, END_OF_TEXT), Dom(BLACK_ON_WHITE, name), kinds=("article",))
fault(
    "ranks-away-from-their-list",
    "ranks/misplaced",
    "ranks at the foot of the page, and the most-read list elsewhere",
).by(move("ranks", AT_THE_FOOT), kinds=("article",))
for name in ("related", "other-media"):
    fault(f"{name}-over-the-headline", f"{name}/misplaced", f"the {NOUNS[name]} over the headline").by(
        move(name, BEFORE_HEADLINE), kinds=("article",)
    )
    look_alike(
        f"{name}-in-an-inset", f"{name}/misplaced", f"the {NOUNS[name]} in an inset between two paragraphs"
    ).by(move(name, BETWEEN_PARAGRAPHS), kinds=("article",))
look_alike(
    "navigation-in-a-column",
    "navigation/misplaced",
    "the sections in a column at the left, and last in the code",
).by(
    move("navigation", AT_THE_FOOT),
    Dom("style", "navigation", argument={**COLUMN, "top": "30px"}),
)
look_alike(
    "navigation-also-at-the-foot", "navigation/misplaced", "the sections at the foot of the page as well"
).by(
    Dom(
        "(nodes) => { const copy = document.createElement('nav');"
        " copy.append(...[...nodes[0].children].map((node) => node.cloneNode(true)));"
        " document.body.append(copy); return 1; }",
        "navigation",
    )
)
look_alike("ranks-first-in-their-list", "ranks/misplaced", "ranks over the tabs of the most-read list").by(
    Dom("move", "ranks", argument={"element": "most-read", "where": "afterbegin"})
)
