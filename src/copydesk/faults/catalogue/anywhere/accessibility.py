"""What keeps some readers out of a page, and what only looks as if it did."""

from copydesk.faults.fault import Act, Dom
from copydesk.faults.registry import fault, look_alike

_JOURNEYS = ("axe",)
_PIXEL = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='40'/%3E"


def _fault(name: str, impact: str, sees: str, *acts: Act, seen: tuple[int, ...] = ()) -> None:
    fault(name, f"accessibility/{impact}", sees, *acts, journeys=_JOURNEYS, seen=seen)


def _fine(name: str, impact: str, sees: str, *acts: Act) -> None:
    look_alike(name, f"accessibility/{impact}", sees, *acts, journeys=_JOURNEYS)


def _add(html: str) -> Dom:
    # At the end of the page's own part: everything has to be in a landmark.
    op = "(nodes, html) => ((document.querySelector('main') || document.body).append(document.createRange()"
    return Dom(op=f"{op}.createContextualFragment(html)), 1)", argument=html)


_fault("field-without-label", "critical", "a field that a screen reader calls “edit text”", _add("<input>"))
_fault(
    "choice-without-label",
    "critical",
    "a list to choose from that has no name",
    _add("<select><option>Morning</option><option>Evening</option></select>"),
)
_fault(
    "accessibility-picture-without-alt",
    "critical",
    "a picture that a screen reader can only call “image”",
    _add(f'<img src="{_PIXEL}" width="40" height="40">'),
    seen=(71,),
)
_fault(
    "button-without-name",
    "critical",
    "a button that a screen reader can only call “button”",
    _add('<button type="button"><svg width="20" height="20" aria-hidden="true"></svg></button>'),
)
_fault(
    "aria-role-unknown",
    "critical",
    "a part of the page with a role that there is none of",
    _add('<div role="newsbox">Harbour news every morning</div>'),
)
_fault(
    "aria-value-unknown",
    "critical",
    "a button that says that it is “sometimes” open",
    _add('<button type="button" aria-expanded="sometimes">More weather</button>'),
)
_fault(
    "list-item-role-alone",
    "critical",
    "a tab that stands outside any list of tabs",
    _add('<div role="listitem">Ferries run on time</div><span role="tab" tabindex="0">Ferries</span>'),
)
_fault(
    "low-contrast",
    "serious",
    "pale grey text on white",
    _add('<p style="color: #bbb; background: #fff">The next ferry leaves at noon</p>'),
)
_fault(
    "link-without-name",
    "serious",
    "a link that a screen reader can only call “link”",
    _add('<a href="/"><svg width="20" height="20" aria-hidden="true"></svg></a>'),
)
_fault(
    "item-outside-list", "serious", "an item that belongs to no list", _add("<li>Ferries run on time</li>")
)
_fault(
    "frame-without-title",
    "serious",
    "a frame that a screen reader calls nothing",
    _add('<iframe srcdoc="<p>Weather</p>" width="300" height="60"></iframe>'),
)
_fault(
    "hidden-and-focusable",
    "serious",
    "a button that is hidden from screen readers and not from the keyboard",
    _add('<div aria-hidden="true"><button type="button">More weather</button></div>'),
)
_fault("second-main", "moderate", "two main parts of one page", _add("<main><p>Harbour news</p></main>"))
_fault(
    "landmarks-of-one-name",
    "moderate",
    "two navigations that are called the same",
    _add(
        '<nav aria-label="Ferries"><a href="/">North</a></nav>'
        '<nav aria-label="Ferries"><a href="/">South</a></nav>'
    ),
)
_fault(
    "heading-level-left-out",
    "moderate",
    "a heading of the sixth level after one of the second",
    _add("<h2>Harbours</h2><h6>Ferries</h6><p>They run on time</p>"),
)
_fault("heading-without-text", "minor", "a heading that says nothing", _add("<h2></h2>"))
_fine(
    "field-in-label", "critical", "a field whose label is around it", _add("<label>Harbour <input></label>")
)
_fine(
    "picture-that-decorates",
    "critical",
    "a picture with an empty alt, which says that it only decorates",
    _add(f'<img src="{_PIXEL}" alt="" width="40" height="40">'),
)
_fine(
    "button-named-by-aria",
    "critical",
    "a button with a symbol, and a name for screen readers",
    _add(
        '<button type="button" aria-label="Close">'
        '<svg width="20" height="20" aria-hidden="true"></svg></button>'
    ),
)
_fine(
    "dark-grey-text",
    "serious",
    "dark grey text on white",
    _add('<p style="color: #555; background: #fff">The next ferry leaves at noon</p>'),
)
_fine(
    "pale-text-large",
    "serious",
    "paler grey in letters that are large",
    _add('<p style="color: #888; background: #fff; font-size: 40px">The next ferry leaves at noon</p>'),
)
_fine(
    "landmarks-of-two-names",
    "moderate",
    "two navigations, each with a name of its own",
    _add(
        '<nav aria-label="Ferries north"><a href="/">North</a></nav>'
        '<nav aria-label="Ferries south"><a href="/">South</a></nav>'
    ),
)
_fine("hidden-heading-without-text", "minor", "an empty heading that is hidden", _add("<h2 hidden></h2>"))
