"""The most-read list with its tabs and ranks."""

import json

from copydesk.faults.answers import HEADLINES, LINKS, Item, data, items, set_field, stories
from copydesk.faults.dom import insert, set_attribute
from copydesk.faults.fault import About, Dom, Early, Respond
from copydesk.faults.registry import fault, look_alike

POPULAR = r"/[^/?]*(most-?(read|viewed)|popular|trending)"
LATER = rf"{POPULAR}.*\b(today|day|week)"
"""The data for the tabs that are not shown first."""
SAME_DATA = """(() => {
  const popular = new RegExp(ADDRESS, "i"), send = window.fetch, open = XMLHttpRequest.prototype.open;
  let first;
  const once = (url) => (popular.test(url) ? (first ??= String(url)) : url);
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    return open.call(this, method, once(url), ...rest);
  };
  window.fetch = (what, how) => send(typeof what === "string" ? once(what) : what, how);
})();""".replace("ADDRESS", json.dumps(POPULAR))
# Keeps the marks that were set when the page was loaded.
STUCK_MARK = """(nodes) => {
  for (const node of nodes) {
    for (const { name, value } of [...node.attributes].filter((one) => /^(aria-|class)/.test(one.name))) {
      const keep = () => node.getAttribute(name) === value || node.setAttribute(name, value);
      new MutationObserver(keep).observe(node, { attributes: true, attributeFilter: [name] });
    }
  }
  return nodes.length;
}"""
NUMBER = """(nodes, numbers) => {
  nodes.forEach((node, i) => (node.textContent = numbers[i] ?? i + 1));
  return nodes.length;
}"""
AGED = """(nodes) => {
  nodes.forEach((node) => node.append(Object.assign(document.createElement("time"), {
    textContent: "January 4, 2024", dateTime: "2024-01-04T09:00:00Z",
  })));
  return nodes.length;
}"""


def in_another_order(found: list[Item], about: About) -> list[Item]:
    """The same stories under every tab, each beginning with another one."""
    same = [
        set_field(set_field(item, LINKS, f"/world/story-{i}"), HEADLINES, f"What was read {i} times")
        for i, item in enumerate(found, 2)
    ]
    turn = len(about.url) % len(same)
    return same[turn:] + same[:turn]


def same_headline(found: list[Item]) -> list[Item]:
    """Stories of which the last has the headline of the first."""
    headline = {name: found[0][name] for name in HEADLINES if name in found[0]}
    return [*found[:-1], {**found[-1], **headline}]


fault(
    "most-read-frozen",
    "most-read/same-list",
    "the same list whichever tab is pressed, as each asks for the same data",
).by(Early(SAME_DATA), journeys=("most-read",), seen=(56,))
fault(
    "most-read-tab-data-fails",
    "most-read/same-list",
    "the list of the tab before, as the data of this one did not come",
).by(Respond("data", url=f"(?i){LATER}", status=500), journeys=("most-read",), seen=(56,))
fault("most-read-tabs-dead", "most-read/wrong-active", "tabs that do nothing").by(
    Dom("deaf", "most-read", "tab", which="all"), journeys=("most-read",)
)
fault(
    "most-read-mark-stays", "most-read/wrong-active", "another list under the tab that was active before"
).by(Dom(STUCK_MARK, "most-read", "tab", which="all"), journeys=("most-read",))
fault("most-read-no-tab-active", "most-read/wrong-active", "no tab marked as the active one").by(
    set_attribute("most-read", "aria-selected", "false", part="tab", which="all")
)
fault("most-read-all-tabs-active", "most-read/wrong-active", "every tab marked as the active one").by(
    set_attribute("most-read", "aria-selected", "true", part="tab", which="all")
)
fault("most-read-tab-empty", "most-read/empty-list", "a tab with nothing under it").by(
    stories(LATER, lambda found: []), journeys=("most-read",)
)
fault(
    "most-read-tabs-differ-in-length",
    "most-read/item-count",
    "four stories under one tab and seven under another",
).by(stories(LATER, lambda found: found[:4]), journeys=("most-read",), seen=(54,))
fault("most-read-two-stories", "most-read/item-count", "two stories instead of seven").by(
    stories(POPULAR, lambda found: found[:2]), seen=(54,)
)
fault("most-read-tab-repeats", "most-read/repeated", "a story twice under a tab that is not shown first").by(
    stories(LATER, lambda found: [*found[:-1], found[0]]), journeys=("most-read",)
)
fault(
    "most-read-tab-dead-link",
    "most-read/no-link",
    "a headline that leads nowhere under a tab that is not shown first",
).by(stories(LATER, lambda found: [*found[:-1], set_field(found[-1], LINKS, None)]), journeys=("most-read",))
fault(
    "most-read-tab-no-headline",
    "most-read/no-headline",
    "a rank with an empty line beside it under a tab that is not shown first",
).by(stories(LATER, lambda found: [set_field(found[0], HEADLINES, ""), *found[1:]]), journeys=("most-read",))
fault(
    "most-read-of-two-years-ago",
    "most-read/stale",
    "the most read stories of two years ago, as their times say",
).by(Dom(AGED, "most-read", "item", which="all"), seen=(56,))
for name, sees, numbers in (
    ("ranks-from-zero", "ranks that begin at 0", list(range(50))),
    ("ranks-from-two", "ranks that begin at 2", list(range(2, 50))),
    ("ranks-gap", "no rank 3", [1, 2, *range(4, 50)]),
    ("ranks-doubled", "rank 2 twice", [1, 2, 2, *range(3, 50)]),
    ("ranks-backwards", "ranks that count down", list(range(50, 0, -1))),
    ("ranks-undefined", "undefined in the place of a rank", [1, 2, "undefined"]),
    ("ranks-one-blank", "a rank without its number", [1, "", 3]),
):
    fault(name, "ranks/not-contiguous", sees).by(Dom(NUMBER, "ranks", "rank", which="all", argument=numbers))
fault("ranks-first-story-gone", "ranks/not-contiguous", "a list that begins with its second story").by(
    Dom("remove", "most-read", "item")
)
fault("ranks-story-twice", "ranks/repeated", "the first story at rank 2 again").by(
    stories(POPULAR, lambda found: [found[0], found[0], *found[2:]])
)
fault("ranks-without-links", "ranks/no-link", "ranks and headlines, and no links").by(
    stories(POPULAR, lambda found: [set_field(item, LINKS, None) for item in found]), seen=(57,)
)
fault("ranks-one-without-headline", "ranks/no-link", "a rank with nothing beside it").by(
    stories(POPULAR, lambda found: [*found[:-1], set_field(found[-1], HEADLINES, "")]), seen=(57,)
)

look_alike(
    "most-read-other-order",
    "most-read/same-list",
    "the same stories under each tab in another order, as early in the day",
).by(data(items(POPULAR, in_another_order)), journeys=("most-read",))
look_alike(
    "most-read-this-article", "related/this-article", "the article that is being read among the most read"
).by(data(items(POPULAR, lambda found, about: [set_field(found[0], LINKS, about.page.url), *found[1:]])))
look_alike("most-read-tabs-as-long", "most-read/item-count", "other stories under each tab, and as many").by(
    stories(POPULAR, lambda found: found[::-1]), journeys=("most-read",)
)
look_alike("most-read-short-headlines", "most-read/no-headline", "headlines of one word").by(
    stories(POPULAR, lambda found: [set_field(item, HEADLINES, "Obituary") for item in found]),
    journeys=("most-read",),
)
look_alike("most-read-tab-with-sign", "most-read/wrong-active", "a tab with a sign beside its name").by(
    insert("most-read", '<i aria-hidden="true"></i>', part="tab")
)
look_alike("most-read-slow-tab", "most-read/empty-list", "a tab whose list takes a moment to come").by(
    Respond("data", url=f"(?i){LATER}", delay=0.5), journeys=("most-read",)
)
look_alike(
    "most-read-with-new-times", "most-read/stale", "most read stories of which all but one are old"
).by(
    Dom(AGED, "most-read", "item", which="all"),
    Dom(
        "(nodes) => (nodes[0].querySelector('time').dateTime = new Date().toISOString(), 1)",
        "most-read",
        "item",
        which="last",
    ),
)
look_alike("most-read-tab-shares-stories", "most-read/repeated", "a story that is under two tabs").by(
    stories(POPULAR, lambda found: [*found[:-1], set_field(found[-1], LINKS, "/about-us")]),
    journeys=("most-read",),
)
look_alike(
    "most-read-picture-and-headline",
    "most-read/no-link",
    "an item whose picture leads to the same story as its headline",
).by(
    Dom(
        "(nodes, _, { fragment }) => (nodes.forEach((node) => node.append(fragment("
        "`<a href='${node.querySelector('a').href}' aria-hidden='true' tabindex='-1'></a>`))), nodes.length)",
        "most-read",
        "item",
        which="all",
    )
)
for name, sees, numbers in (
    ("ranks-with-signs", "ranks as “#1” and “2.”", [f"#{i}" if i % 2 else f"{i}." for i in range(1, 50)]),
    ("ranks-circled", "ranks in circles", [chr(0x2460 + i) for i in range(20)]),
    ("ranks-two-digits", "ranks as 01, 02", [f"{i:02}" for i in range(1, 50)]),
    ("ranks-drawn-by-style", "ranks that a style sheet draws", [""] * 50),
):
    look_alike(name, "ranks/not-contiguous", sees).by(
        Dom(NUMBER, "ranks", "rank", which="all", argument=numbers)
    )
look_alike("ranks-within-links", "ranks/no-link", "ranks that stand within their links").by(
    Dom(
        "(nodes) => (nodes.forEach((node) => node.parentElement.querySelector('a')?.prepend(node)),"
        " nodes.length)",
        "ranks",
        "rank",
        which="all",
    ),
    Dom("style", "most-read", "item", which="all", argument={"display": "block"}),
)
look_alike("ranks-same-headline", "ranks/repeated", "two stories with one headline").by(
    stories(POPULAR, same_headline)
)
