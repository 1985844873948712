"""Load more: stories that repeat, get lost, are skipped, change places or do not come."""

from copydesk.faults.edits import in_page, new_story
from copydesk.faults.fault import Dom, Early, Served
from copydesk.faults.registry import fault, look_alike

LOSE = """(nodes, count) => {
  if (nodes.length < count * 3) return "the list has too few stories";
  const lost = nodes.slice(count, count * 2);
  lost.forEach((node) => node.remove());
  return lost.length;
}"""
TOP_STORY_AGAIN = """(stories, memory) => {
  memory.top ??= stories[0];
  return memory.pressed ? [...stories, memory.top] : stories;
}"""
LAST_THREE_TWICE = """(nodes) => {
  const last = nodes.slice(-3);
  nodes.at(-1).after(...last.map((node) => node.cloneNode(true)));
  return last.length;
}"""
SKIPPED = """(nodes) => {
  const left = nodes.slice(-8, -4);
  left.forEach((node) => node.remove());
  return left.length;
}"""
FIRST_HALF_GONE = """(nodes) => {
  const gone = nodes.slice(0, nodes.length >> 1);
  gone.forEach((node) => node.remove());
  return gone.length;
}"""
NO_CLICKS_ON_MORE = """addEventListener("click", (event) => {
  if (/\\bmore\\b/i.test(event.target.textContent)) event.stopImmediatePropagation();
}, true);"""
ALWAYS_THERE = """(nodes, argument, { style }) => {
  for (const node of nodes) {
    const copy = node.cloneNode(true);
    copy.hidden = copy.disabled = false;
    node.replaceWith(copy);
    style([copy], { display: "block" });
  }
  return nodes.length;
}"""
HEADLINE_AGAIN = """(stories, memory) => {
  const name = ["headline", "title", "name"].find((one) => one in stories[0]);
  memory.headline ??= stories[0][name];
  if (memory.pressed) stories[0] = { ...stories[0], [name]: memory.headline };
  return stories;
}"""

fault("load-more-repeats", "load-more/repeats", "the same stories again under those that are there").by(
    Served("load-more-repeats"), kinds=("feed",), journeys=("load-more",), seen=(40,)
)
fault(
    "load-more-brings-the-top-story-again",
    "load-more/repeats",
    "the top story again in what “More news” brings",
).by(in_page(TOP_STORY_AGAIN), kinds=("feed",), journeys=("load-more",), seen=(42,))
fault("load-more-double-click-twice", "load-more/repeats", "after a double-click, the next stories twice").by(
    Dom(LAST_THREE_TWICE, "feed", "item", which="all", state="load-more-double"),
    kinds=("feed",),
    journeys=("load-more-double",),
    seen=(41,),
)
fault(
    "load-more-double-click-skips", "load-more/skips", "after a double-click, a part of the list is left out"
).by(
    Dom(SKIPPED, "feed", "item", which="all", state="load-more-double"),
    kinds=("feed",),
    journeys=("load-more", "load-more-double"),
)
fault("load-more-replaces", "load-more/loses", "the next stories in the place of those that were there").by(
    Dom(FIRST_HALF_GONE, "feed", "item", which="all", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
)
fault(
    "load-more-loses-some", "load-more/loses", "two stories that were there are gone once more was loaded"
).by(
    Dom(LOSE, "feed", "item", which="all", argument=2, state="load-more-end"),
    kinds=("feed",),
    journeys=("load-more-end",),
)
fault(
    "load-more-changes-places",
    "load-more/reorders",
    "stories of the same minute change places when more is loaded",
).by(Dom("swap", "feed", "item", state="load-more"), kinds=("feed",), journeys=("load-more",))
fault("load-more-dead", "load-more/does-nothing", "“More news” that does nothing").by(
    Early(NO_CLICKS_ON_MORE), kinds=("feed",), journeys=("load-more",)
)
fault(
    "load-more-without-end",
    "load-more/does-nothing",
    "“More news” still there after the last story, to be pressed in vain",
).by(
    Dom(ALWAYS_THERE, "load-more", hidden=True, which="all", state="load-more-end"),
    kinds=("feed",),
    journeys=("load-more-end",),
)
fault(
    "load-more-place-lost",
    "load-more/forgets-place",
    "the first stories only, after a story further down was read and left with Back",
).by(Early("history.replaceState = () => {};"), kinds=("feed",), journeys=("load-more-back",), seen=(61,))

look_alike(
    "load-more-new-story-after-back",
    "load-more/forgets-place",
    "after Back, a story that came in meanwhile on top",
).by(new_story("load-more-back"), kinds=("feed",), journeys=("load-more-back",))
look_alike(
    "load-more-new-story-on-top",
    "load-more/reorders",
    "a story came in between the page and “More news”, and stands on top",
).by(new_story("load-more"), kinds=("feed",), journeys=("load-more",))
look_alike("load-more-short-last-part", "load-more/loses", "“More news” brings two stories only").by(
    in_page("(stories, memory) => memory.pressed ? stories.slice(0, 2) : stories"),
    kinds=("feed",),
    journeys=("load-more",),
)
look_alike(
    "load-more-same-headline",
    "load-more/repeats",
    "“More news” brings a story under a headline that is there already",
).by(in_page(HEADLINE_AGAIN), kinds=("feed",), journeys=("load-more",))
look_alike(
    "load-more-story-withdrawn",
    "load-more/skips",
    "a story that is withdrawn between one press and a double-click",
).by(new_story("load-more-2", at=5), kinds=("feed",), journeys=("load-more", "load-more-double"))
look_alike(
    "load-more-gone-at-the-end",
    "load-more/does-nothing",
    "a list that is all there is, and a control that goes away when it is pressed",
).by(Dom("hide", "load-more", state="load-more"), kinds=("feed",), journeys=("load-more",))
OF_A_SECTION = """(nodes, later, { find }) => {
  const labels = find("feed", "section"), list = nodes[0];
  if (labels.length < 4) return "the stories have no labels with their sections";
  let heading = document.querySelector("h1");
  if (!heading) {
    heading = document.createElement("h1");
    list.before(heading);
  }
  heading.hidden = false;
  heading.textContent = "Sport";
  labels.forEach((label) => (label.textContent = "Sport"));
  labels.slice(-2).forEach((label) => (label.textContent = later));
  return labels.length;
}"""
"""Makes the list one of Sport, but for its last two stories."""
fault(
    "load-more-brings-another-section",
    "load-more/other-section",
    "in Sport, what “More news” brings is business",
).by(
    Dom(OF_A_SECTION, "feed", argument="Sport"),
    Dom(OF_A_SECTION, "feed", argument="Business", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
)
NAMED_AFTER_A_SECTION = """(nodes, _, { find }) => {
  const labels = find("feed", "section"), heading = document.querySelector("h1");
  if (labels.length < 4 || !heading) return "the stories have no labels with their sections, or the page no headline";
  heading.textContent = labels[0].textContent;
  return 1;
}"""  # noqa: E501
look_alike("load-more-in-a-mixed-list", "load-more/other-section", "a list of several sections under one").by(
    Dom(NAMED_AFTER_A_SECTION, "feed", state="*"),
    kinds=("feed",),
    journeys=("load-more",),
)
