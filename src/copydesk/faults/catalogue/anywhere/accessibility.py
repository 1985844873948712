"""What keeps some readers out of a page, and what only looks as if it did."""

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

JOURNEYS = ("axe",)
_PIXEL = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='40'/%3E"


def _add(html: str) -> Dom:
    # In the main part of the page: axe wants everything in a landmark.
    op = "(nodes, html) => ((document.querySelector('main') || document.body).append(document.createRange()"
    return Dom(f"{op}.createContextualFragment(html)), 1)", argument=html)


fault("field-without-label", "accessibility/critical", "a field that a screen reader calls “edit text”").by(
    _add("<input>"), journeys=JOURNEYS
)
fault("choice-without-label", "accessibility/critical", "a list to choose from that has no name").by(
    _add("<select><option>Morning</option><option>Evening</option></select>"), journeys=JOURNEYS
)
fault(
    "accessibility-picture-without-alt",
    "accessibility/critical",
    "a picture that a screen reader can only call “image”",
).by(_add(f'<img src="{_PIXEL}" width="40" height="40">'), journeys=JOURNEYS, seen=(71,))
fault(
    "button-without-name", "accessibility/critical", "a button that a screen reader can only call “button”"
).by(
    _add('<button type="button"><svg width="20" height="20" aria-hidden="true"></svg></button>'),
    journeys=JOURNEYS,
)
fault(
    "aria-role-unknown", "accessibility/critical", "a part of the page with a role that there is none of"
).by(_add('<div role="newsbox">Harbour news every morning</div>'), journeys=JOURNEYS)
fault("aria-value-unknown", "accessibility/critical", "a button that says that it is “sometimes” open").by(
    _add('<button type="button" aria-expanded="sometimes">More weather</button>'), journeys=JOURNEYS
)
fault("list-item-role-alone", "accessibility/critical", "a tab that stands outside any list of tabs").by(
    _add('<div role="listitem">Ferries run on time</div><span role="tab" tabindex="0">Ferries</span>'),
    journeys=JOURNEYS,
)
fault("low-contrast", "accessibility/serious", "pale grey text on white").by(
    _add('<p style="color: #bbb; background: #fff">The next ferry leaves at noon</p>'), journeys=JOURNEYS
)
fault("link-without-name", "accessibility/serious", "a link that a screen reader can only call “link”").by(
    _add('<a href="/"><svg width="20" height="20" aria-hidden="true"></svg></a>'), journeys=JOURNEYS
)
fault("item-outside-list", "accessibility/serious", "an item that belongs to no list").by(
    _add("<li>Ferries run on time</li>"), journeys=JOURNEYS
)
fault("frame-without-title", "accessibility/serious", "a frame that a screen reader calls nothing").by(
    _add('<iframe srcdoc="<p>Weather</p>" width="300" height="60"></iframe>'), journeys=JOURNEYS
)
fault(
    "hidden-and-focusable",
    "accessibility/serious",
    "a button that is hidden from screen readers and not from the keyboard",
).by(_add('<div aria-hidden="true"><button type="button">More weather</button></div>'), journeys=JOURNEYS)
fault("second-main", "accessibility/moderate", "two main parts of one page").by(
    _add("<main><p>Harbour news</p></main>"), journeys=JOURNEYS
)
fault("landmarks-of-one-name", "accessibility/moderate", "two navigations that are called the same").by(
    _add(
        '<nav aria-label="Ferries"><a href="/">North</a></nav>'
        '<nav aria-label="Ferries"><a href="/">South</a></nav>'
    ),
    journeys=JOURNEYS,
)
fault(
    "heading-level-left-out", "accessibility/moderate", "a heading of the sixth level after one of the second"
).by(_add("<h2>Harbours</h2><h6>Ferries</h6><p>They run on time</p>"), journeys=JOURNEYS)
fault("heading-without-text", "accessibility/minor", "a heading that says nothing").by(
    _add("<h2></h2>"), journeys=JOURNEYS
)
look_alike("field-in-label", "accessibility/critical", "a field whose label is around it").by(
    _add("<label>Harbour <input></label>"), journeys=JOURNEYS
)
look_alike(
    "picture-that-decorates",
    "accessibility/critical",
    "a picture with an empty alt, which says that it only decorates",
).by(_add(f'<img src="{_PIXEL}" alt="" width="40" height="40">'), journeys=JOURNEYS)
look_alike(
    "button-named-by-aria", "accessibility/critical", "a button with a symbol, and a name for screen readers"
).by(
    _add(
        '<button type="button" aria-label="Close">'
        '<svg width="20" height="20" aria-hidden="true"></svg></button>'
    ),
    journeys=JOURNEYS,
)
look_alike("dark-grey-text", "accessibility/serious", "dark grey text on white").by(
    _add('<p style="color: #555; background: #fff">The next ferry leaves at noon</p>'), journeys=JOURNEYS
)
look_alike("pale-text-large", "accessibility/serious", "paler grey in letters that are large").by(
    _add('<p style="color: #888; background: #fff; font-size: 40px">The next ferry leaves at noon</p>'),
    journeys=JOURNEYS,
)
look_alike(
    "landmarks-of-two-names", "accessibility/moderate", "two navigations, each with a name of its own"
).by(
    _add(
        '<nav aria-label="Ferries north"><a href="/">North</a></nav>'
        '<nav aria-label="Ferries south"><a href="/">South</a></nav>'
    ),
    journeys=JOURNEYS,
)
look_alike("hidden-heading-without-text", "accessibility/minor", "an empty heading that is hidden").by(
    _add("<h2 hidden></h2>"), journeys=JOURNEYS
)
