"""The tabs of the feed panel: none or the wrong one active, all with the same list, one empty."""

from copydesk.faults.answers import data
from copydesk.faults.dom import set_attribute
from copydesk.faults.edits import feed
from copydesk.faults.fault import Dom, Early
from copydesk.faults.registry import fault, look_alike

WALK = ("feed-tabs",)
# Sends the first request for each path again, whatever its parameters are.
FIRST = """(() => {
  const asked = {};
  const same = (address) => {
    const url = new URL(address, location.href);
    return (asked[url.pathname] ??= url.href);
  };
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    return open.call(this, method, same(url), ...rest);
  };
  const { fetch } = window;
  window.fetch = (input, init) => fetch(typeof input === "string" ? same(input) : input, init);
})()"""
# Empties every list once the reader has pressed something.
EMPTY = """(() => {
  let pressed = false;
  addEventListener("click", () => (pressed = true), true);
  const bare = (one) => Array.isArray(one) ? [] : one && typeof one === "object"
    ? Object.fromEntries(Object.entries(one).map(([key, value]) => [key, bare(value)])) : one;
  const empty = (text) => {
    try { return pressed ? JSON.stringify(bare(JSON.parse(text))) : text; } catch { return text; }
  };
  for (const name of ["responseText", "response"]) {
    const { get } = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, name);
    Object.defineProperty(XMLHttpRequest.prototype, name, {
      configurable: true,
      get() { const value = get.call(this); return typeof value === "string" ? empty(value) : value; },
    });
  }
  const { text } = Response.prototype;
  Response.prototype.text = async function () { return empty(await text.call(this)); };
  Response.prototype.json = async function () { return JSON.parse(await this.text()); };
})()"""
FIRST_MARKED = """(nodes) => {
  nodes.forEach((node, i) => node.setAttribute("aria-selected", String(i === 0)));
  return nodes.length;
}"""

fault("tabs-none-active", "feed-tabs/wrong-active", "no tab is marked as the one whose list is shown").by(
    set_attribute("feed-tabs", "aria-selected", "false", part="tab", which="all")
)
fault("tabs-two-active", "feed-tabs/wrong-active", "every tab is marked as the one whose list is shown").by(
    set_attribute("feed-tabs", "aria-selected", "true", part="tab", which="all")
)
fault(
    "tabs-mark-stays-behind", "feed-tabs/wrong-active", "the first tab is marked, whichever was pressed"
).by(Dom(FIRST_MARKED, "feed-tabs", "tab", which="all", state="*"), kinds=("feed",), journeys=WALK)
fault(
    "tabs-same-list",
    "feed-tabs/same-list",
    "the same stories under two tabs: every tab asks for the same data",
).by(Early(FIRST), kinds=("feed",), journeys=WALK)
fault("tabs-empty-list", "feed-tabs/empty-list", "nothing under a tab that was pressed").by(
    Early(EMPTY), kinds=("feed",), journeys=WALK
)
look_alike(
    "tabs-marked-as-current", "feed-tabs/wrong-active", "tabs with a tooltip, and one of them still marked"
).by(set_attribute("feed-tabs", "title", "Show this list", part="tab", which="all"))
look_alike(
    "tabs-short-lists", "feed-tabs/same-list", "two tabs with the same two stories, on a quiet day"
).by(data(feed(lambda found: found[:1])), kinds=("feed",), journeys=WALK)
look_alike("tabs-one-story", "feed-tabs/empty-list", "a single story under a tab").by(
    data(feed(lambda found: found[1:2])), kinds=("feed",), journeys=WALK
)
