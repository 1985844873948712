"""What the filter may do: find nothing and say so, bring a story of two sections, show new ones."""

from copydesk.faults.answers import data
from copydesk.faults.edits import in_page, new_story, sections_are_empty
from copydesk.faults.fault import Dom
from copydesk.faults.registry import look_alike

WALK = ("filter",)
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
  copy.querySelectorAll("span").forEach((one) => (one.textContent = "Weather"));
  nodes.at(-1).after(copy);
  return 1;
}"""
SIMILAR_OPTION = """(nodes) => {
  const copy = nodes[0].cloneNode(true);
  copy.querySelectorAll("span").forEach((one) => (one.textContent += " in brief"));
  nodes.at(-1).after(copy);
  return 1;
}"""

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
    Dom(ANOTHER_OPTION, "filter", "option", which="all", hidden=True), kinds=("filter",)
)
look_alike("filter-options-alike", "filter/repeated-section", "two sections whose names begin alike").by(
    Dom(SIMILAR_OPTION, "filter", "option", which="all", hidden=True), kinds=("filter",)
)
