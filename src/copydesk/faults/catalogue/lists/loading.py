"""The loading state, which has to go once the list is there."""

from copydesk.faults.edits import new_story
from copydesk.faults.fault import Dom, Respond, Served
from copydesk.faults.registry import fault, look_alike

SHOWN = """(nodes) => {
  for (const node of nodes) {
    node.hidden = false;
    node.style.setProperty("display", "block", "important");
  }
  return nodes.length;
}"""
STILL_SHOWN = """(nodes) => {
  for (const node of nodes) node.style.setProperty("display", "block", "important");
  return nodes.length;
}"""

fault(
    "feed-api-slow", "loading/stuck", "“Loading” in the place of the stories: their data takes twelve seconds"
).by(Served("feed-api-slow", waits=True), kinds=("feed",))
fault("loading-for-ever", "loading/stuck", "“Loading”, and no stories ever: their data does not come").by(
    Respond("data", hold=True, url=r"/[^?]*\bfeed\b"), kinds=("feed",)
)
fault("loading-beside-the-list", "loading/stuck", "“Loading” beside the list that has come").by(
    Dom(SHOWN, "loading", hidden=True)
)
fault("loading-after-more", "loading/stuck", "“Loading” still standing after more has come").by(
    Dom(STILL_SHOWN, "loading", hidden=True, state="load-more"), kinds=("feed",), journeys=("load-more",)
)
look_alike("loading-in-a-headline", "loading/stuck", "a story with the headline “Loading”").by(
    new_story(text="Loading")
)
