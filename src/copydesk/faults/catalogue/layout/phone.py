"""The page on a phone: its list reordered, stories hidden, too wide, controls missing."""

from copydesk.faults.edits import new_story
from copydesk.faults.fault import Dom, Early
from copydesk.faults.registry import fault, look_alike

WALK = ("phone",)
UPSIDE_DOWN = """(nodes, argument, { style }) => style([nodes[0].parentElement, nodes[1].parentElement],
  { display: "flex", "flex-direction": "column-reverse" })"""
WIDE_LIST = """addEventListener("DOMContentLoaded", () => {
  const wide = document.createElement("style");
  wide.textContent = "main { min-width: 700px !important; }";
  document.head.append(wide);
});"""
MENU_BESIDE = """addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = "html { overflow-x: hidden }"
    + ".waits { position: absolute; left: 500px; top: 0; width: 300px }";
  document.head.append(style);
  const menu = document.createElement("div");
  menu.className = "waits";
  menu.textContent = "Menu";
  document.body.append(menu);
});"""
LATE_BANNER = """if (innerWidth < 500) addEventListener("load", () => setTimeout(() => {
  document.body.append(Object.assign(document.createElement("p"), { textContent: "Get our app" }));
}, 200));"""

fault(
    "phone-list-upside-down",
    "phone/other-list",
    "on a telephone the stories of a day from the oldest to the newest: the style sheet turns them round",
).by(Dom(UPSIDE_DOWN, "feed", "item", which="all", state="phone"), kinds=("feed",), journeys=WALK, seen=(53,))
fault("phone-top-story-hidden", "phone/other-list", "on a telephone the top story is not there").by(
    Dom("hide", "feed", "item", state="phone"), kinds=("feed",), journeys=WALK
)
fault(
    "phone-slides-sideways",
    "phone/too-wide",
    "on a telephone the page slides sideways, for the list is as wide as on a desk",
).by(Early(WIDE_LIST), kinds=("feed",), journeys=WALK)
fault("phone-without-more", "phone/lost-control", "on a telephone there is no “More news”").by(
    Dom("hide", "load-more", state="phone"), kinds=("feed",), journeys=WALK
)
fault(
    "phone-hangs",
    "phone/unread",
    "on a telephone nothing comes: a script that measures the window never ends",
).by(
    Early('if (innerWidth < 500 && location.protocol !== "about:") for (;;);', waits=True),
    kinds=("feed",),
    journeys=WALK,
)
look_alike("phone-side-by-side", "phone/other-list", "on a telephone the stories lie closer together").by(
    Dom("style", "feed", "item", which="all", argument={"margin": "0", "padding": "2px"}, state="phone"),
    kinds=("feed",),
    journeys=WALK,
)
look_alike(
    "phone-hides-what-is-beside",
    "phone/too-wide",
    "a menu that waits beside the page, where nobody can slide to",
).by(Early(MENU_BESIDE), kinds=("feed",), journeys=WALK)
look_alike(
    "phone-control-elsewhere", "phone/lost-control", "on a telephone “More news” is as wide as the list"
).by(Dom("style", "load-more", argument={"width": "100%"}, state="phone"), kinds=("feed",), journeys=WALK)
look_alike(
    "phone-new-story-on-top", "phone/other-list", "a story came in before the page was loaded on a telephone"
).by(new_story("phone"), kinds=("feed",), journeys=WALK)
look_alike("phone-slow-to-settle", "phone/unread", "on a telephone a banner comes a moment later").by(
    Early(LATE_BANNER), kinds=("feed",), journeys=WALK
)
