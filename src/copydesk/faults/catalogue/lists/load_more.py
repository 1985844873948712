"""Load more: stories that come again, are lost, left out, change places, or do not come."""

from copydesk.faults.edits import in_page, new_story
from copydesk.faults.fault import Dom, Early, Served
from copydesk.faults.registry import fault, look_alike
from copydesk.site.model import PageKind

FEED: tuple[PageKind, ...] = ("feed",)
LOSE = """(nodes, count) => {
  if (nodes.length < count * 3) return "the list has too few stories";
  const lost = nodes.slice(count, count * 2);
  lost.forEach((node) => node.remove());
  return lost.length;
}"""

fault(
    "load-more-repeats",
    "load-more/repeats",
    "the same stories again under those that are there",
    Served("load-more-repeats"),
    kinds=FEED,
    journeys=("load-more",),
    seen=(40,),
)
fault(
    "load-more-brings-the-top-story-again",
    "load-more/repeats",
    "the top story again in what “More news” brings",
    in_page(
        """(stories, memory) => {
          memory.top ??= stories[0];
          return memory.pressed ? [...stories, memory.top] : stories;
        }"""
    ),
    kinds=FEED,
    journeys=("load-more",),
    seen=(42,),
)
fault(
    "load-more-double-click-twice",
    "load-more/repeats",
    "after a double-click, the next stories twice",
    Dom(
        op="""(nodes) => {
          const last = nodes.slice(-3);
          nodes.at(-1).after(...last.map((node) => node.cloneNode(true)));
          return last.length;
        }""",
        element="feed",
        part="item",
        which="all",
        state="load-more-double",
    ),
    kinds=FEED,
    journeys=("load-more-double",),
    seen=(41,),
)
fault(
    "load-more-double-click-skips",
    "load-more/skips",
    "after a double-click, a part of the list is left out",
    Dom(
        op="""(nodes) => {
          const left = nodes.slice(-8, -4);
          left.forEach((node) => node.remove());
          return left.length;
        }""",
        element="feed",
        part="item",
        which="all",
        state="load-more-double",
    ),
    kinds=FEED,
    journeys=("load-more", "load-more-double"),
)
fault(
    "load-more-replaces",
    "load-more/loses",
    "the next stories in the place of those that were there",
    Dom(
        op="""(nodes) => {
          const gone = nodes.slice(0, nodes.length >> 1);
          gone.forEach((node) => node.remove());
          return gone.length;
        }""",
        element="feed",
        part="item",
        which="all",
        state="load-more",
    ),
    kinds=FEED,
    journeys=("load-more",),
)
fault(
    "load-more-loses-some",
    "load-more/loses",
    "two stories that were there are gone once more was loaded",
    Dom(op=LOSE, element="feed", part="item", which="all", argument=2, state="load-more-end"),
    kinds=FEED,
    journeys=("load-more-end",),
)
fault(
    "load-more-changes-places",
    "load-more/reorders",
    "stories of the same minute change places when more is loaded",
    Dom(op="swap", element="feed", part="item", state="load-more"),
    kinds=FEED,
    journeys=("load-more",),
)
fault(
    "load-more-dead",
    "load-more/does-nothing",
    "“More news” that does nothing",
    Early(
        """addEventListener("click", (event) => {
          if (/\\bmore\\b/i.test(event.target.textContent)) event.stopImmediatePropagation();
        }, true);"""
    ),
    kinds=FEED,
    journeys=("load-more",),
)
fault(
    "load-more-without-end",
    "load-more/does-nothing",
    "“More news” still there after the last story, to be pressed in vain",
    Dom(
        op="""(nodes, argument, { style }) => {
          for (const node of nodes) {
            const copy = node.cloneNode(true);
            copy.hidden = copy.disabled = false;
            node.replaceWith(copy);
            style([copy], { display: "block" });
          }
          return nodes.length;
        }""",
        element="load-more",
        hidden=True,
        which="all",
        state="load-more-end",
    ),
    kinds=FEED,
    journeys=("load-more-end",),
)
fault(
    "load-more-place-lost",
    "load-more/forgets-place",
    "the first stories only, after a story further down was read and left with Back",
    Early("history.replaceState = () => {};"),
    kinds=FEED,
    journeys=("load-more-back",),
    seen=(61,),
)

look_alike(
    "load-more-new-story-after-back",
    "load-more/forgets-place",
    "after Back, a story that came in meanwhile on top",
    new_story("load-more-back"),
    kinds=FEED,
    journeys=("load-more-back",),
)
look_alike(
    "load-more-new-story-on-top",
    "load-more/reorders",
    "a story came in between the page and “More news”, and stands on top",
    new_story("load-more"),
    kinds=FEED,
    journeys=("load-more",),
)
look_alike(
    "load-more-short-last-part",
    "load-more/loses",
    "“More news” brings two stories only",
    in_page("(stories, memory) => memory.pressed ? stories.slice(0, 2) : stories"),
    kinds=FEED,
    journeys=("load-more",),
)
look_alike(
    "load-more-same-headline",
    "load-more/repeats",
    "“More news” brings a story under a headline that is there already",
    in_page(
        """(stories, memory) => {
          const name = ["headline", "title", "name"].find((one) => one in stories[0]);
          memory.headline ??= stories[0][name];
          if (memory.pressed) stories[0] = { ...stories[0], [name]: memory.headline };
          return stories;
        }"""
    ),
    kinds=FEED,
    journeys=("load-more",),
)
look_alike(
    "load-more-story-withdrawn",
    "load-more/skips",
    "a story that is withdrawn between one press and a double-click",
    new_story("load-more-2", at=5),
    kinds=FEED,
    journeys=("load-more", "load-more-double"),
)
look_alike(
    "load-more-gone-at-the-end",
    "load-more/does-nothing",
    "a list that is all there is, and a control that goes away when it is pressed",
    Dom(op="hide", element="load-more", state="load-more"),
    kinds=FEED,
    journeys=("load-more",),
)
