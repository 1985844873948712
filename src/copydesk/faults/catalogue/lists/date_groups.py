"""Days in a list: stories under the wrong day; days out of order, repeated, empty, misnamed."""

from copydesk.faults.answers import Item, data
from copydesk.faults.dom import replace_text, set_text
from copydesk.faults.edits import by_day, feed, new_story
from copydesk.faults.fault import Dom, Served
from copydesk.faults.registry import LISTS, fault, look_alike

DAYS = "date-groups"
LAST_TO_NEXT_DAY = """(nodes, argument, { find }) => {
  const all = find("date-groups", "item");
  const [one, other] = nodes.slice(0, 2).map((day) => all.filter((item) => day.contains(item)));
  if (!other || !one.length || !other.length) return "the list has no two days";
  other[0].before(one.at(-1));
  return 1;
}"""
ONE_DAY_EARLY = """(nodes, argument, { texts }) => {
  const first = (node) => texts(node).filter((text) => /\\d/.test(text.data)).slice(0, 1);
  const days = nodes.flatMap(first);
  for (const text of days) text.data = text.data.replace(/\\d+/, (day) => Math.max(1, day - 1));
  return days.length || "no day has a number";
}"""
IN_TWO_PARTS = """(nodes, argument, { find }) => {
  const all = find("date-groups", "item");
  const day = nodes.find((node) => all.filter((item) => node.contains(item)).length > 1);
  if (!day) return "no day has two stories";
  const stories = all.filter((item) => day.contains(item));
  const places = stories.map((item) => [...day.querySelectorAll("*")].indexOf(item));
  const copy = day.cloneNode(true), inner = [...copy.querySelectorAll("*")];
  const half = stories.length >> 1;
  stories.slice(half).forEach((item) => item.remove());
  places.slice(0, half).forEach((place) => inner[place].remove());
  day.after(copy);
  return 1;
}"""
NO_STORIES = """(nodes, argument, { find }) => {
  const inside = find("date-groups", "item").filter((item) => nodes[0].contains(item));
  inside.forEach((item) => item.remove());
  return inside.length || "the day has no stories";
}"""
OUTSIDE_DAYS = """(nodes, argument, { find }) => {
  const [list] = find("feed");
  const stories = find("date-groups", "item").slice(-3);
  if (stories.length < 3) return "the list has too few stories";
  list.append(...stories);
  return stories.length;
}"""
WITH_YEAR = """(nodes, argument, { texts }) => {
  const days = nodes.flatMap(texts).filter((text) => /[a-z] \\d+$/i.test(text.data.trim()));
  const year = new Date().getFullYear();
  for (const text of days) text.data = `${text.data.trim()}, ${year}`;
  return days.length || "no day is written so";
}"""
COPIED_ASIDE = """(nodes, argument, { find }) => {
  const stories = find("date-groups", "item").filter((item) => nodes[0].contains(item));
  const copy = nodes[0].cloneNode(true);
  const inner = [...nodes[0].querySelectorAll("*")].map((node) => stories.slice(1).includes(node));
  [...copy.querySelectorAll("*")].forEach((node, i) => inner[i] && node.remove());
  const aside = document.createElement("aside");
  aside.append(copy);
  document.body.append(aside);
  return 1;
}"""
PINNED = """(nodes, argument, { find }) => {
  const [list] = find("feed");
  list.prepend(nodes[0]);
  return 1;
}"""


def without_second_day(found: list[Item]) -> list[Item]:
    """The stories of every day but the second."""
    days = list(dict.fromkeys(by_day(item) for item in found))
    return [item for item in found if by_day(item) not in days[1:2]]


def one_story_of_the_first_day(found: list[Item]) -> list[Item]:
    """The first story, and those of all days after its own."""
    return [item for place, item in enumerate(found) if not place or by_day(item) != by_day(found[0])]


fault("dates-in-utc", "date-groups/wrong-day", "stories from just after midnight under the day before").by(
    Served("dates-in-utc"), kinds=LISTS, seen=(21,)
)
fault(
    "day-of-the-next-group", "date-groups/wrong-day", "the last story of the newest day under the day before"
).by(Dom(LAST_TO_NEXT_DAY, DAYS, which="all"), kinds=LISTS, seen=(22,))
fault(
    "day-of-another-edition",
    "date-groups/wrong-day",
    "every day of the list one day early, as readers of another edition have it",
).by(Dom(ONE_DAY_EARLY, DAYS, "title", which="all"), kinds=LISTS, seen=(23,))
fault("days-oldest-first", "date-groups/not-in-order", "yesterday above today").by(
    Dom("swap", DAYS), kinds=LISTS
)
fault(
    "day-twice", "date-groups/repeated", "a day, some of its stories, and the same day again with the others"
).by(Dom(IN_TWO_PARTS, DAYS, which="all"), kinds=LISTS)
fault("day-empty", "date-groups/empty", "a day with nothing under it").by(
    Dom(NO_STORIES, DAYS, which="last"), kinds=LISTS
)
fault(
    "days-only-of-the-first-part",
    "date-groups/no-day",
    "what “More news” brings under no day: the days were made of the first stories only",
).by(
    Dom(OUTSIDE_DAYS, DAYS, which="all", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
    seen=(48,),
)
fault("day-misprinted", "date-groups/unreadable", "a day that no calendar has").by(
    set_text(DAYS, "47/13", part="title", which="last"), kinds=LISTS
)
fault("day-yesterday-for-today", "date-groups/wrong-word", "“yesterday” beside the date of today").by(
    replace_text(DAYS, "\\btoday\\b", "yesterday", part="title"), kinds=LISTS
)

look_alike(
    "day-without-stories-left-out",
    "date-groups/not-in-order",
    "a day without stories that is not in the list",
).by(data(feed(without_second_day)), kinds=("feed",), journeys=("load-more",))
look_alike("day-with-its-year", "date-groups/unreadable", "the days with the year beside them").by(
    Dom(WITH_YEAR, DAYS, "title", which="all"), kinds=LISTS
)
look_alike("day-of-one-story", "date-groups/empty", "a day with a single story").by(
    data(feed(one_story_of_the_first_day)), kinds=LISTS
)
look_alike(
    "day-in-another-list", "date-groups/repeated", "a list of the same day's stories beside the feed"
).by(Dom(COPIED_ASIDE, DAYS, which="first"), kinds=("feed",))
look_alike("day-under-a-pinned-story", "date-groups/no-day", "a pinned story over the first day").by(
    Dom(PINNED, DAYS, "item", which="first"), kinds=LISTS
)
look_alike(
    "day-of-the-update",
    "date-groups/wrong-day",
    "a story that was updated later on its day, and is shown with the time of the change",
).by(new_story(text="Updated: both sides confirm it", after=12), kinds=LISTS)
look_alike(
    "day-named-by-its-word", "date-groups/wrong-word", "“Today” over today's stories, with no date"
).by(set_text(DAYS, "Today", part="title"), kinds=("feed",))
