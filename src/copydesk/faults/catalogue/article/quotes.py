"""Quotation marks: unbalanced ones, and the many ways in which writers use them."""

from __future__ import annotations

from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

# Changes the first paragraph that has such a mark.
LOSE = """(nodes, { from, to }, { find, texts }) => {
  for (const node of find("body", "paragraph").flatMap((one) => texts(one))) {
    if (node.data.includes(from)) {
      node.data = node.data.replace(from, to);
      return 1;
    }
  }
  return `there is no ${from} in the text`;
}"""


def with_paragraphs(*texts: str) -> Dom:
    """Add paragraphs at the end of the text."""
    return insert("body", "".join(f"<p>{text}</p>" for text in texts))


for name, sees, change in (
    ("never-closed", "a quotation that opens and never closes", {"from": "”", "to": ""}),
    ("never-opened", "a quotation that closes and was never opened", {"from": "“", "to": ""}),
    ("the-wrong-way-round", "a quotation that begins with the mark that ends one", {"from": "“", "to": "”"}),
):
    fault(f"quotes-{name}", "quotes/unbalanced", sees).by(Dom(LOSE, "body", argument=change))

LONG = "We were out for nine days, and nobody on shore knew where we were, he said of that week."
for name, sees, told in (
    (
        "over-several-paragraphs",
        "a quotation of three paragraphs, opened at each and closed at the last",
        (f"“{LONG}", f"“{LONG.replace('nine', 'ten')}", f"“{LONG.replace('nine', 'two')}”"),
    ),
    (
        "within-quotes",
        "a quotation within a quotation",
        (f"“He said ‘no’ and “never”,” she said. {LONG}",),
    ),
    (
        "and-apostrophes",
        "apostrophes",
        (f"It was the ’90s, ’twas the skippers’ year. {LONG}",),
    ),
    ("and-inches", "inches and minutes of arc", (f'The hatch is 5\'10" by 24", at 60° 10\' 15". {LONG}',)),
    ("of-germans", "quotation marks as Germans set them", (f"„Nein“, said the skipper. {LONG}",)),
    ("of-the-french", "quotation marks as the French set them", (f"« Non », said the skipper. {LONG}",)),
    ("straight", "straight quotation marks", (f'"No," said the skipper. "Never." {LONG}',)),
):
    look_alike(f"quotes-{name}", "quotes/unbalanced", sees).by(with_paragraphs(*told), kinds=("article",))
