"""Numbers that the page gives of itself, wrong ones and right ones."""

from __future__ import annotations

from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE


def comments(heading: str, number: int, more: str = "") -> str:
    """So many comments under a heading."""
    each = '<li class="comment">The quay has waited long enough.</li>'
    return f"<section><h2>{heading}</h2><ol>{each * number}</ol>{more}</section>"


AN_AFTERNOON = """([body], text, { find }) => {
  if (find("page-count", "link").length > 1) return "the story goes on on other pages";
  body.insertAdjacentHTML("beforebegin", `<p>${text}</p>`);
  return 1;
}"""

for name, text in (("nothing", "0 min read"), ("lesezeit", "Lesezeit: 0 Min.")):
    fault(f"reading-time-of-{name}", "reading-time/absurd", f"“{text}” over the story").by(
        insert("body", f"<p>{text}</p>", "beforebegin"), kinds=ARTICLE
    )
fault("reading-time-of-an-afternoon", "reading-time/absurd", "“940 min read” over the story").by(
    Dom(AN_AFTERNOON, "body", argument="940 min read"), kinds=ARTICLE
)
look_alike("reading-time-of-a-slow-reader", "reading-time/absurd", "“4 min read” over the story").by(
    insert("body", "<p>4 min read</p>", "beforebegin"), kinds=ARTICLE
)
fault("comments-miscounted", "comments/count", "“Comments (5)” over two comments").by(
    insert("body", comments("Comments (5)", 2), "afterend"), kinds=ARTICLE
)
fault("comments-uncounted", "comments/count", "“0 comments” over three comments").by(
    insert("body", comments("0 comments", 3), "afterend"), kinds=ARTICLE
)
look_alike("comments-in-part", "comments/count", "five comments, of which two are shown at first").by(
    insert(
        "body", comments("Comments (5)", 2, '<button type="button">Show all comments</button>'), "afterend"
    ),
    kinds=ARTICLE,
)
FOREIGN = """([body]) => {
  const german = /^de/i.test(document.documentElement.lang);
  body.insertAdjacentHTML("beforebegin", `<p>${german ? "3 min read" : "3 Min. Lesezeit"}</p>`);
  return 1;
}"""
fault(
    "reading-time-untranslated", "reading-time/wrong-language", "“3 Min. Lesezeit” on a page in English"
).by(Dom(FOREIGN, "body"), kinds=ARTICLE)
look_alike("reading-time-in-minutes", "reading-time/wrong-language", "“3 min”, in no language").by(
    insert("body", "<p>3 min</p>", "beforebegin"), kinds=ARTICLE
)
