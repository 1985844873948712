"""Search: a link that leads nowhere, no field, a lost query, wrong results."""

import re

from copydesk.faults.documents import html
from copydesk.faults.dom import set_attribute
from copydesk.faults.fault import About, Dom, Early, Served
from copydesk.faults.registry import fault, look_alike

WALK = ("search",)


FIELDS = """(nodes) => {
  const fields = nodes.flatMap((node) => [...node.querySelectorAll("input")]);
  CHANGE
  return fields.length || "the way to search has no field";
}"""
WORD_SHOWN_ONCE = """(nodes, argument, { texts }) => {
  const words = [...new URLSearchParams(location.search).values()].at(-1).toLowerCase();
  const shows = (node) => node.textContent.toLowerCase().includes(words);
  const others = nodes.filter((node) => node !== nodes.find(shows));
  for (const text of others.flatMap(texts)) text.data = "Further down";
  return others.length < nodes.length ? others.length : "none of them shows the word";
}"""


def fields(change: str) -> Dom:
    """Run a JavaScript statement on the search `fields`."""
    return Dom(FIELDS.replace("CHANGE", change), "search", which="all")


def forgotten(text: str, about: About) -> str:
    """Remove the query from the fields."""
    return re.sub(rf'value="{re.escape(about.page.query)}"', 'value=""', text) if about.page.query else text


fault(
    "search-leads-to-the-front-page", "search/leads-nowhere", "“Go to Search” that leads to the front page"
).by(set_attribute("search", "href", "/", which="last"))
fault("search-link-without-address", "search/leads-nowhere", "“Go to Search” that does nothing").by(
    Dom("remove-attribute", "search", which="last", argument="href")
)
fault("search-without-field", "search/no-field", "a button “Search” and no place for the words").by(
    fields("fields.forEach((field) => field.remove());")
)
fault("search-forgets-query", "search/forgets-query", "an empty field over what was found").by(
    html(forgotten), kinds=("feed",), journeys=WALK
)
fault(
    "search-address-without-query",
    "search/forgets-query",
    "an address of what was found that cannot be sent to anybody",
).by(
    Early('if (location.search) history.replaceState(null, "", location.pathname);'),
    kinds=("feed",),
    journeys=WALK,
)
fault("search-ignored", "search/other-results", "the newest stories, whatever was searched for").by(
    Served("search-ignored"), kinds=("feed",), journeys=WALK
)
fault(
    "search-finds-nothing", "search/finds-nothing", "“Nothing was found” for a word that is in the news"
).by(Served("search-finds-nothing"), kinds=("feed",), journeys=WALK)
fault("search-field-disabled", "search/unusable", "a search field that takes no words").by(
    fields("for (const field of fields) field.disabled = true;"), kinds=("feed",), journeys=WALK
)
look_alike(
    "search-within-the-page", "search/leads-nowhere", "“Go to Search” that opens a field by script"
).by(set_attribute("search", "href", "#search", which="last"))
look_alike("search-field-of-another-kind", "search/no-field", "a search form whose field is a plain one").by(
    fields('fields.forEach((field) => field.setAttribute("type", "text"));')
)
look_alike(
    "search-address-with-more", "search/forgets-query", "an address that carries the query and more"
).by(
    Early('if (location.search) history.replaceState(null, "", location.href + "&from=masthead");'),
    kinds=("feed",),
    journeys=WALK,
)
look_alike("search-one-result", "search/finds-nothing", "a single story that was found").by(
    Dom(
        "(nodes) => (nodes.slice(1).forEach((node) => node.remove()), nodes.length - 1)",
        "feed",
        "item",
        which="all",
        state="search",
    ),
    kinds=("feed",),
    journeys=WALK,
)
look_alike(
    "search-word-in-the-text",
    "search/other-results",
    "results of which only one shows the word: the others have it in their text",
).by(Dom(WORD_SHOWN_ONCE, "feed", "item", which="all", state="search"), kinds=("feed",), journeys=WALK)
