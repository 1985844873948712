"""The filter: ignored, losing stories, silently empty, forgotten, at odds with its controls."""

from __future__ import annotations

import re

from copydesk.faults.answers import data
from copydesk.faults.edits import (
    FEED,
    first,
    headline,
    in_page,
    names_section,
    narrowed,
    new_story,
    sections_are_empty,
    with_headline,
)
from copydesk.faults.fault import About, Dom, Early, Served
from copydesk.faults.registry import fault, look_alike

WALK = ("filter",)
# Drops the section from the page's requests, whatever the parameter is called.
FORGET = """(() => {
  if (performance.getEntriesByType("navigation")[0]?.type !== "reload") return;
  const own = () => [...new URLSearchParams(location.search).values()];
  const bare = (address) => {
    const url = new URL(address, location.href), kept = own();
    const named = [...url.searchParams].filter(([, value]) => kept.includes(value));
    for (const [name] of named) url.searchParams.delete(name);
    return url.href;
  };
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    return open.call(this, method, bare(url), ...rest);
  };
  const { fetch } = window;
  window.fetch = (input, init) => fetch(typeof input === "string" ? bare(input) : input, init);
})()"""
CHECK = """(nodes, on) => {
  const within = (node) => (node.matches("input") ? [node] : [...node.querySelectorAll("input")]);
  const inputs = nodes.flatMap(within);
  for (const input of inputs) input.checked = on;
  return inputs.length || "the sections are no fields";
}"""


def crashing(text: str, about: About) -> str:
    """Answer `null` where the chosen sections have no stories."""
    text = sections_are_empty(text, about)
    return "null" if re.search(FEED, about.url) and names_section(about) else text


ONE_OF_ANOTHER = """(stories, memory) => {
  memory.all ??= stories;
  const sections = (one) => JSON.stringify(one.sections ?? one.section ?? one.category);
  const other = memory.all.find((one) => stories.every((story) => sections(story) !== sections(one)));
  return memory.pressed && other ? [...stories, other] : stories;
}"""
DOUBLED = """(nodes, argument, { texts }) => {
  const numbers = nodes.flatMap(texts).filter((text) => /\\d/.test(text.data));
  for (const text of numbers) text.data = text.data.replace(/\\d+/, (number) => 2 * number);
  return numbers.length || "the filter shows no number";
}"""
SILENT = """(nodes, argument, { find, texts }) => {
  const [panel] = find("feed-tabs").map((tabs) => tabs.parentElement);
  const words = panel ? texts(panel).map((text) => text.parentElement) : [];
  const own = [...find("feed-tabs"), ...find("filter"), ...find("search"), ...find("feed")];
  const rest = words.filter((word) => !own.some((one) => one.contains(word)));
  for (const word of rest) word.style.setProperty("display", "none", "important");
  return rest.length;
}"""
ONE_OF_THE_LAST = """(stories, memory, url) => {
  const before = memory.before ?? [];
  memory.before = stories;
  return memory.pressed > 8 && /=/.test(url) ? [...stories, ...before.slice(0, 1)] : stories;
}"""

SECOND_SECTION = """(nodes) => {
  const copy = nodes[0].cloneNode(true);
  copy.textContent = "Fashion";
  nodes[0].after(copy);
  return 1;
}"""
NEW_STORY = """(nodes) => {
  const copy = nodes[0].cloneNode(true);
  for (const link of copy.querySelectorAll("a")) link.href = "/just-in";
  nodes[0].before(copy);
  nodes.at(-1).remove();
  return 2;
}"""
EDITED_MEANWHILE = """(stories, memory) => {
  const name = ["headline", "title", "name"].find((one) => one in (stories[0] ?? {}));
  if (!memory.pressed && !memory.reloaded) return stories;
  return stories.map((one) => ({ ...one, [name]: one[name].replace(/ (a|the|in|to) /, " ") }));
}"""
ANOTHER_OPTION = """(nodes) => {
  const copy = nodes[0].cloneNode(true);
  copy.querySelectorAll("span").forEach((one) => (one.textContent NAMED));
  nodes.at(-1).after(copy);
  return 1;
}"""

fault("filter-ignored", "filter/not-narrowed", "stories of every section, whatever was chosen").by(
    Served("filter-ignored"), kinds=("filter",), journeys=WALK
)
fault(
    "filter-lets-one-through", "filter/not-narrowed", "one story of another section in the narrowed list"
).by(in_page(ONE_OF_ANOTHER), kinds=("filter",), journeys=WALK)
fault(
    "filter-loses-a-story",
    "filter/loses",
    "the newest story of the chosen section is not in the narrowed list",
).by(data(narrowed(lambda found: found[1:])), kinds=("filter",), journeys=(*WALK, "load-more-end"))
fault("filter-shows-a-third", "filter/wrong-count", "“15 in World” and five stories").by(
    data(narrowed(lambda found: found[: max(1, len(found) // 3)])),
    kinds=("filter",),
    journeys=WALK,
    seen=(46,),
)
fault("filter-count-doubled", "filter/wrong-count", "a number of stories twice as high as there are").by(
    Dom(DOUBLED, "filter", "count", which="all", state="filtered"),
    kinds=("filter",),
    journeys=WALK,
    seen=(45,),
)
fault("apostrophe-section", "filter/loses", "nothing at all in a section with an apostrophe in its name").by(
    Served("apostrophe-section"), kinds=("filter",), journeys=(*WALK, "load-more-end"), seen=(51,)
)
fault(
    "filter-crashes-without-matches",
    "filter/silent-empty",
    "a blank list where the chosen section has no stories: the script broke off",
).by(data(crashing), kinds=("filter",), journeys=WALK, seen=(47,))
fault(
    "filter-empty-and-silent",
    "filter/silent-empty",
    "a blank list and not a word where the chosen section has no stories",
).by(data(sections_are_empty), Dom(SILENT, state="filtered"), kinds=("filter",), journeys=WALK)
fault(
    "filter-stale-headline", "filter/stale", "a headline in the section's list as it was before it was edited"
).by(
    data(narrowed(first(lambda item: with_headline(item, f"Earlier: {headline(item)}")))),
    kinds=("filter",),
    journeys=(*WALK, "load-more-end"),
    seen=(62,),
)
fault(
    "filter-lost-on-reload",
    "filter/not-kept",
    "all stories again after the page is loaded anew, though the address still carries the section",
).by(Early(FORGET), kinds=("filter",), journeys=WALK, seen=(50,))
fault("filter-empty-on-reload", "filter/not-kept", "no stories after the page is loaded anew").by(
    in_page("(stories, memory) => memory.reloaded ? [] : stories"), kinds=("filter",), journeys=WALK
)
fault("filter-back-does-nothing", "filter/not-restored", "the narrowed list still, after Back").by(
    Early('addEventListener("popstate", (event) => event.stopImmediatePropagation(), true);'),
    kinds=("filter",),
    journeys=WALK,
)
fault(
    "filter-controls-stay-after-back",
    "filter/control-disagrees",
    "after Back the list is whole, and the filter says that sections are chosen",
).by(
    Dom(CHECK, "filter", "option", which="all", hidden=True, argument=True, state="back"),
    kinds=("filter",),
    journeys=WALK,
    seen=(49,),
)
fault(
    "filter-controls-blank",
    "filter/control-disagrees",
    "a narrowed list, and no section chosen in the filter",
).by(
    Dom(CHECK, "filter", "option", which="all", hidden=True, argument=False, state="reloaded"),
    kinds=("filter",),
    journeys=WALK,
)
fault("filter-without-sections", "filter/few-sections", "a filter with nothing to choose from").by(
    Dom("remove", "filter", "option", which="all", hidden=True), kinds=("filter",), journeys=WALK
)
fault("filter-section-twice", "filter/repeated-section", "a section twice in the filter").by(
    Dom("duplicate", "filter", "option", hidden=True), kinds=("feed", "filter")
)
fault(
    "filter-each-mixes-sections",
    "filter/not-narrowed",
    "one section after another chosen: the list keeps the stories of the one before",
).by(in_page(ONE_OF_THE_LAST), kinds=("filter",), journeys=("filter-each",))

look_alike(
    "filter-rightly-empty",
    "filter/silent-empty",
    "a chosen section without stories, and a sentence that says so",
).by(data(sections_are_empty), kinds=("filter",), journeys=WALK)
look_alike(
    "filter-story-in-two-sections", "filter/not-narrowed", "a story in the chosen section and in another"
).by(Dom(SECOND_SECTION, "feed", "section", state="filtered"), kinds=("filter",), journeys=WALK)
look_alike("filter-count-with-words", "filter/wrong-count", "the number of stories in a sentence").by(
    Dom("append-text", "filter", "count", argument=" stories", state="filtered"),
    kinds=("filter",),
    journeys=WALK,
)
look_alike(
    "filter-new-story-after-reload",
    "filter/not-kept",
    "a new story of the chosen section on top after the page was loaded again",
).by(new_story("reloaded"), kinds=("filter",), journeys=WALK)
look_alike(
    "filter-new-story-after-clear",
    "filter/not-restored",
    "when the filter is cleared, a new story on top and the last one gone for it",
).by(Dom(NEW_STORY, "feed", "item", which="all", state="cleared"), kinds=("filter",), journeys=WALK)
look_alike(
    "filter-new-story-in-between",
    "filter/loses",
    "a new story of the chosen section comes in after the list was narrowed",
).by(new_story("load-more-end"), kinds=("filter",), journeys=(*WALK, "load-more-end"))
look_alike(
    "filter-headline-edited-meanwhile",
    "filter/stale",
    "a headline that the desk changes during the visit: the page has the new one from then on",
).by(in_page(EDITED_MEANWHILE), kinds=("filter",), journeys=WALK)
look_alike(
    "filter-controls-within-labels",
    "filter/control-disagrees",
    "the chosen sections' names in other letters in the filter",
).by(
    Dom(
        "(nodes) => (nodes.forEach((node) => (node.style.textTransform = 'uppercase')), nodes.length)",
        "filter",
        "option",
        which="all",
        hidden=True,
        state="filtered",
    ),
    kinds=("filter",),
    journeys=WALK,
)
look_alike("filter-two-sections", "filter/few-sections", "a filter that offers two more sections").by(
    Dom(ANOTHER_OPTION.replace("NAMED", '= "Weather"'), "filter", "option", which="all", hidden=True),
    kinds=("filter",),
)
look_alike("filter-options-alike", "filter/repeated-section", "two sections whose names begin alike").by(
    Dom(ANOTHER_OPTION.replace("NAMED", '+= " in brief"'), "filter", "option", which="all", hidden=True),
    kinds=("filter",),
)
