"""The back-to-top control: it appears when the page is scrolled, and leads to the top."""

from copydesk.faults.fault import Dom, Early
from copydesk.faults.registry import fault, look_alike

NO_SCROLLING_HEARD = """
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...rest) {
  return type === "scroll" ? undefined : listen.call(this, type, ...rest);
};
window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };
"""
HALF_WAY = """
for (const name of ["scroll", "scrollTo"]) {
  const scroll = window[name];
  window[name] = (...to) => (to[0]?.top === 0 || to[1] === 0 ? scroll(0, scrollY / 2) : scroll(...to));
}
"""
ALWAYS = {"visibility": "visible", "opacity": "1", "display": "block"}

fault("back-to-top-at-the-top", "back-to-top/shown-at-top", "the way to the top at the top").by(
    Dom("style", "back-to-top", hidden=True, argument=ALWAYS)
)
fault(
    "back-to-top-never-comes",
    "back-to-top/does-not-appear",
    "no way up at the end of the page, as the page does not hear that it is scrolled",
).by(Early(NO_SCROLLING_HEARD), journeys=("back-to-top",))
fault(
    "back-to-top-off-the-window", "back-to-top/does-not-appear", "the way up stands below the window's edge"
).by(
    Dom("style", "back-to-top", hidden=True, argument={"transform": "translateY(200px)"}, state="*"),
    journeys=("back-to-top",),
)
fault("back-to-top-dead", "back-to-top/does-not-scroll", "nothing happens when the way up is pressed").by(
    Dom("deaf", "back-to-top", hidden=True), journeys=("back-to-top",)
)
fault("back-to-top-half-way", "back-to-top/does-not-scroll", "the way up leads to the middle of the page").by(
    Early(HALF_WAY), journeys=("back-to-top",)
)

look_alike(
    "back-to-top-in-the-footer", "back-to-top/shown-at-top", "a link to the top at the end of the page"
).by(Dom("style", "back-to-top", hidden=True, argument={**ALWAYS, "position": "static"}))
look_alike(
    "back-to-top-on-a-short-page",
    "back-to-top/does-not-appear",
    "a page that does not scroll, as its news scroll in a box of their own",
).by(
    Dom("style", argument={"overflow": "clip"}),
    Dom(
        "(_, rules, { style }) => style([document.body], rules)",
        argument={"position": "fixed", "inset": "0", "overflow": "auto", "margin": "0"},
    ),
    journeys=("back-to-top",),
)
look_alike(
    "back-to-top-scrolls-smoothly",
    "back-to-top/does-not-scroll",
    "a page that takes its time to come to its top",
).by(Dom("style", argument={"scroll-behavior": "smooth"}), journeys=("back-to-top",))
