"""How many pages an article has: ungrammatical, another number than there are, not what the server sent."""

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

fault(
    "page-count-ungrammatical",
    "page-count/grammar",
    "“1 pages in this article”",
    Dom(op="replace-text", element="page-count", argument={"from": r"\b1 page\b", "to": "1 pages"}),
)
fault(
    "page-count-of-another-story",
    "page-count/wrong-number",
    "“7 pages in this article”, and links to three",
    Dom(op="replace-text", element="page-count", argument={"from": r"\b\d+ pages?\b", "to": "7 pages"}),
)
fault(
    "page-count-changes",
    "page-count/changed-by-script",
    "a page count that a script changes once the page is there",
    Dom(op="replace-text", element="page-count", argument={"from": r"\b\d+ pages?\b", "to": "9 pages"}),
)
fault(
    "page-count-hides-a-page",
    "page-count/next-differs",
    "“1 page in this article”, and a second one for search engines",
    Dom(
        op="(nodes) => { if (!/^\\s*1 /.test(nodes[0].textContent)) return 'the article has more pages'; "
        "const next = document.createElement('link'); next.rel = 'next'; next.href = '?page=2'; "
        "document.head.append(next); return 1 }",
        element="page-count",
    ),
)

look_alike(
    "page-count-in-words",
    "page-count/grammar",
    "the number of pages in bold",
    Dom(
        op="(nodes) => { const text = nodes[0].querySelector('span') || nodes[0]; const words = "
        "text.textContent; const number = words.match(/\\d+/); if (!number) return 'there is no number'; "
        "text.replaceChildren(words.slice(0, number.index), Object.assign(document.createElement('b'), "
        "{textContent: number[0]}), words.slice(number.index + number[0].length)); return 1 }",
        element="page-count",
    ),
)
look_alike(
    "page-count-with-next",
    "page-count/wrong-number",
    "a link to the page's own beginning beside the count",
    Dom(op="insert", element="page-count", argument={"html": ' <a href="#top">Top</a>'}),
)
look_alike(
    "page-count-in-other-spaces",
    "page-count/changed-by-script",
    "a space that does not break, put in by a script",
    Dom(op="replace-text", element="page-count", argument={"from": r"(\d) (pages?)", "to": "$1\u00a0$2"}),
)
look_alike(
    "page-count-and-next-story",
    "page-count/next-differs",
    "a hint of which file to fetch next",
    Dom(op="head", argument='<link rel="prefetch" href="/news">'),
    kinds=("article",),
)
