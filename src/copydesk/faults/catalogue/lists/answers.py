"""Lists that lose or reorder what the site's API answered, and lists that may differ from it."""

import json

from copydesk.faults.answers import data
from copydesk.faults.fault import About, Dom, Rewrite
from copydesk.faults.registry import fault, look_alike
from copydesk.text import stories

# Not the last one: a list may be cut off at its end.
_LOSE = """(nodes) => {
  if (nodes.length < 4) return "there are too few stories";
  const asked = performance.getEntriesByType("resource").map((one) => one.initiatorType);
  if (!asked.some((how) => /fetch|xmlhttprequest/.test(how))) return "the page asks for no such data";
  nodes[1].remove();
  return 1;
}"""
_SECOND = "(nodes) => (nodes[1].remove(), 1)"
_SORT = """(nodes) => {
  const told = nodes.map((node) => [node.textContent, node.getAttribute("href")]);
  told.sort(([one], [other]) => (one < other ? -1 : 1));
  nodes.forEach((node, i) => { [node.textContent] = told[i]; node.setAttribute("href", told[i][1]); });
  return nodes.length;
}"""
_SORT_ITEMS = """(nodes) => {
  const list = nodes[0].parentElement, text = (node) => node.querySelector("a").textContent;
  list.append(...nodes.sort((one, other) => (text(one) < text(other) ? -1 : 1)));
  return nodes.length;
}"""
_BETWEEN = """(nodes) => {
  const between = nodes[0].cloneNode(true);
  for (const link of between.querySelectorAll("a[href]")) {
    link.href = "https://sponsor.example/spring-fair";
    link.textContent = "Spring fair opens on Saturday with forty stands";
  }
  nodes[0].after(between);
  return 1;
}"""
_EXCHANGE = """(nodes) => {
  if (nodes.length < 3) return "there are too few stories";
  const [one, other] = [nodes[0], nodes[2]], mark = document.createComment("");
  one.replaceWith(mark);
  other.replaceWith(one);
  mark.replaceWith(other);
  return 2;
}"""


def _with_second(url: str = "", **fields: str) -> Rewrite:
    """Add a second story to each long list in the data, at that address or at the page's own."""

    def rewrite(text: str, about: About) -> str:
        data = json.loads(text)
        long = [found for found in stories.lists(data) if len(found) >= 10]
        for found in long:
            for thing in found:
                thing["kind"] = "text"
            key = stories.address_key(found[0])
            found.insert(1, {**found[0], key: url or about.page.url, **fields})
        return json.dumps(data) if long else text

    return data(rewrite)


for _element, _noun in (
    ("feed", "list"),
    ("related", "list of related stories"),
    ("top-stories", "top stories"),
):
    fault(
        f"{_element}-story-lost-on-the-way",
        f"{_element}/not-as-answered",
        f"a story that the API has answered and the {_noun} does not show",
    ).by(Dom(_LOSE, _element, "item", which="all"), seen=(46,))
fault(
    "most-read-order-mixed-up",
    "most-read/not-as-answered",
    "the most read stories in another order than the API has answered",
).by(Dom(_EXCHANGE, "most-read", "link", which="all"))
fault(
    "partner-news-order-mixed-up",
    "partner-news/not-as-answered",
    "the partners' stories in another order than the API has answered",
).by(Dom(_EXCHANGE, "partner-news", "item", which="all"))

look_alike(
    "related-by-alphabet", "related/not-as-answered", "a list that the page sorts by the headlines"
).by(Dom(_SORT, "related", "link", which="all"))
look_alike(
    "most-read-by-alphabet", "most-read/not-as-answered", "a list that the page sorts by the headlines"
).by(Dom(_SORT, "most-read", "link", which="all"))
look_alike(
    "partner-news-by-alphabet",
    "partner-news/not-as-answered",
    "a module that the page sorts by the headlines",
).by(Dom(_SORT_ITEMS, "partner-news", "item", which="all"))
look_alike(
    "top-stories-by-alphabet", "top-stories/not-as-answered", "a module that the page sorts by the headlines"
).by(Dom(_SORT_ITEMS, "top-stories", "item", which="all"))
look_alike(
    "feed-leaves-out-the-page-itself",
    "feed/not-as-answered",
    "a list without the one thing of the answer that is this page",
).by(_with_second(), Dom(_SECOND, "feed", "item", which="all"), kinds=("feed", "filter"))
look_alike(
    "feed-leaves-out-videos",
    "feed/not-as-answered",
    "a list that leaves out the one story of the answer that is a video",
).by(
    _with_second(url="/copydesk/video", kind="video"),
    Dom(_SECOND, "feed", "item", which="all"),
    kinds=("feed", "filter"),
)
look_alike(
    "feed-sponsor-between",
    "feed/not-as-answered",
    "a sponsor's story between those that the API has answered",
).by(Dom(_BETWEEN, "feed", "item", which="all"))
