"""The page count: a wrong number, or bad grammar."""

from __future__ import annotations

import re

from copydesk.faults.documents import html
from copydesk.faults.dom import insert, replace_text
from copydesk.faults.elements import around
from copydesk.faults.fault import Change, Dom, Rewrite
from copydesk.faults.registry import fault, look_alike


def counted(change: str, pattern: str = r"\d+ pages?") -> Rewrite:
    """Replace the count that the server sends; links to pages stay."""
    given: Change = around("page-count", lambda html: re.sub(rf">\s*{pattern}", f">{change}", html, count=1))
    return html(given)


NEXT = """(nodes, argument) => {
  const count = parseInt(nodes[0].textContent);
  if ((count > 1) !== argument.several) return `the article has ${count} pages`;
  const link = document.createElement("link");
  link.rel = "next";
  link.href = location.pathname + "?page=2";
  document.head.querySelectorAll("link[rel=next]").forEach((one) => one.remove());
  document.head.append(link);
  return 1;
}"""

for number in (0, 2, 7):
    fault(
        f"page-count-says-{number}",
        "page-count/wrong-number",
        f"“{number} pages”, and another number of them",
    ).by(counted(f"{number} pages"))
fault("page-count-one-pages", "page-count/grammar", "“1 pages in this article”").by(counted("1 pages"))
fault("page-count-several-page", "page-count/grammar", "“3 page in this article”").by(counted("3 page"))
fault(
    "page-count-without-the-next-page",
    "page-count/next-differs",
    "“1 page”, where search engines are led to a second one",
).by(Dom(NEXT, "page-count", argument={"several": False}))
fault(
    "page-count-of-another-copy",
    "page-count/changed-by-script",
    "a page count that changes when scripts have run",
).by(replace_text("page-count", r"\d+ pages?", "9 pages"))

look_alike("page-count-one-of-one", "page-count/wrong-number", "“Page 1 of 1”, on articles of one page").by(
    counted("Page 1 of 1, all there is", r"1 page")
)
look_alike("page-count-with-a-comma", "page-count/grammar", "“1 page, and no more”").by(
    counted("1 page, and no more", r"1 page")
)
look_alike(
    "page-count-with-the-next-page", "page-count/next-differs", "several pages, and the next one in the head"
).by(Dom(NEXT, "page-count", argument={"several": True}))
look_alike(
    "page-count-with-a-word-more",
    "page-count/changed-by-script",
    "a word that a script has put after the page count",
).by(
    Dom("append-text", "page-count", argument=" "),
    Dom("append-text", "page-count", argument="(more to come)"),
)
look_alike("page-count-in-words", "page-count/grammar", "the number of pages in bold").by(
    Dom(
        "(nodes) => { const text = nodes[0].querySelector('span') || nodes[0]; const words = "
        "text.textContent; const number = words.match(/\\d+/); if (!number) return 'there is no number'; "
        "text.replaceChildren(words.slice(0, number.index), Object.assign(document.createElement('b'), "
        "{textContent: number[0]}), words.slice(number.index + number[0].length)); return 1 }",
        "page-count",
    )
)
look_alike(
    "page-count-in-other-spaces",
    "page-count/changed-by-script",
    "a space that does not break, put in by a script",
).by(replace_text("page-count", r"(\d) (pages?)", "$1\u00a0$2"))
look_alike(
    "page-count-with-next", "page-count/wrong-number", "a link to the page's own beginning beside the count"
).by(insert("page-count", ' <a href="#top">Top</a>'))
