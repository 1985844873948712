"""The loading state: gone once the list is there."""

from copydesk.faults.edits import new_story
from copydesk.faults.fault import Dom, Respond, Served
from copydesk.faults.registry import fault, look_alike

fault(
    "feed-api-slow",
    "loading/stuck",
    "“Loading” in the place of the stories: their data takes twelve seconds",
    Served("feed-api-slow", waits=True),
    kinds=("feed",),
)
fault(
    "loading-for-ever",
    "loading/stuck",
    "“Loading”, and no stories ever: their data does not come",
    Respond(what="data", hold=True, url=r"/[^?]*\bfeed\b"),
    kinds=("feed",),
)
fault(
    "loading-beside-the-list",
    "loading/stuck",
    "“Loading” beside the list that has come",
    Dom(
        op="""(nodes) => {
          for (const node of nodes) {
            node.hidden = false;
            node.style.setProperty("display", "block", "important");
          }
          return nodes.length;
        }""",
        element="loading",
        hidden=True,
    ),
)
fault(
    "loading-after-more",
    "loading/stuck",
    "“Loading” still standing after more has come",
    Dom(
        op="""(nodes) => {
          for (const node of nodes) node.style.setProperty("display", "block", "important");
          return nodes.length;
        }""",
        element="loading",
        hidden=True,
        state="load-more",
    ),
    kinds=("feed",),
    journeys=("load-more",),
)
look_alike(
    "loading-in-a-headline",
    "loading/stuck",
    "a story with the headline “Loading”",
    new_story(text="Loading"),
)
