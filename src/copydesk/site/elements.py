"""The elements of a news page that a site file can name, with their parts and the page kinds they are on."""

from __future__ import annotations

import msgspec

from copydesk.site.model import PageKind

EVERYWHERE: tuple[PageKind, ...] = ("article", "feed", "filter")
ARTICLE: tuple[PageKind, ...] = ("article",)


class Known(msgspec.Struct, frozen=True):
    """An element that copydesk can read: what it is, its parts with what each is, where it can stand."""

    about: str
    parts: dict[str, str] = {}
    kinds: tuple[PageKind, ...] = EVERYWHERE


ELEMENTS: dict[str, Known] = {
    "navigation": Known(
        "The section navigation.",
        {"item": "a section", "current": "the section that the page is in"},
    ),
    "city": Known(
        "The city selector.",
        {
            "button": "the control that opens it",
            "option": "a city in the list",
            "current": "the city that is chosen",
        },
    ),
    "currency": Known(
        "The currency converter.",
        {
            "amount": "the field for the amount",
            "from": "the control for the currency given",
            "to": "the control for the currency wanted",
            "result": "the converted amount",
            "rate": "a rate as shown",
            "swap": "the control that exchanges the two currencies",
        },
    ),
    "back-to-top": Known("The control that scrolls to the top."),
    "feed-tabs": Known(
        "The tabs of the feed panel.", {"tab": "a tab", "active": "the tab whose list is shown"}
    ),
    "filter": Known(
        "The filter panel.",
        {
            "open": "the control that opens it",
            "panel": "what is opened",
            "option": "a section to choose",
            "apply": "the control that applies the choice",
            "clear": "the control that clears the choice",
            "count": "how many stories the filter leaves, as shown",
        },
    ),
    "search": Known("The link or form that leads to search."),
    "loading": Known("The loading state; it has to be gone when the page has settled."),
    "load-more": Known("The control that appends the next items."),
    "feed": Known(
        "A list of stories.",
        {
            "item": "a story",
            "link": "the story's link, within the item",
            "time": "the story's time, within the item",
            "section": "the story's section, within the item",
        },
    ),
    "headline": Known(
        "The headline.",
        {"kicker": "words in it that are not its own: the kind of story, a topic, “Live”"},
    ),
    "section": Known("The label of the section that the article is in.", kinds=ARTICLE),
    "published": Known("The time of publication.", kinds=ARTICLE),
    "updated": Known("The time of the last change.", kinds=ARTICLE),
    "lead": Known("The lead: the sentence under the headline that sums up the story.", kinds=ARTICLE),
    "share": Known("A block of share links; a page can have several.", {"link": "a share link"}),
    "page-count": Known(
        "How many pages the article has, and the way to them.", {"link": "a link to a page"}, ARTICLE
    ),
    "dateline": Known("The dateline: city, date and agency at the start of the body.", kinds=ARTICLE),
    "body": Known("The text of the article.", {"paragraph": "a paragraph"}, ARTICLE),
    "read-also": Known(
        "An inset in the text that leads to another article.", {"link": "the link to it"}, ARTICLE
    ),
    "quotes": Known("A quotation in the text.", kinds=ARTICLE),
    "related": Known(
        "The list of related stories.",
        {
            "item": "a story",
            "link": "the story's link, within the item",
            "more": "the control that shows more",
            "group": "a day's heading",
        },
    ),
    "persons": Known("The persons in the story.", {"link": "the link to a person's page"}, ARTICLE),
    "other-media": Known("What other media say.", {"heading": "its heading", "item": "an item"}),
    "advertisement": Known(
        "An advertisement.", {"label": "the word that marks it as one", "slot": "the space for it"}
    ),
    "photo": Known(
        "The photo module.",
        {
            "count": "the number of photos, as shown",
            "image": "a photo",
            "link": "the link to a gallery",
            "heading": "its heading",
        },
    ),
    "infographics": Known(
        "The infographics module.",
        {
            "count": "the number of infographics, as shown",
            "image": "an infographic",
            "link": "the link to one",
            "heading": "its heading",
        },
    ),
    "most-read": Known(
        "The most-read list.",
        {
            "tab": "a tab",
            "active": "the tab whose list is shown",
            "item": "a story",
            "link": "the story's link, within the item",
        },
    ),
    "ranks": Known("A rank in the most-read list.", {"rank": "the number", "link": "the story's link"}),
    "top-stories": Known("The top stories.", {"heading": "its heading", "item": "a story"}),
    "partner-news": Known("Stories of partner sites.", {"heading": "its heading", "item": "a story"}),
    "date-groups": Known(
        "A day's stories in a list.", {"title": "the day as shown", "item": "a story under it"}
    ),
}

COUNTED = ("related", "most-read", "top-stories", "partner-news")
"""Elements whose items are counted where the site file says how many there must be."""

JOURNEYS: dict[str, str] = {
    "load-more": "press the control that appends the next items",
    "load-more-double": "double-click the control that appends the next items",
    "load-more-end": "press the control that appends the next items until it is gone",
    "load-more-back": "press the control that appends the next items, open the last one, go back",
    "feed-tabs": "go through the tabs of the feed panel",
    "filter": "choose sections, apply, reload, go back and forward, clear",
    "filter-each": "narrow the list to each section that the filter offers, one after another",
    "search": "search for the page's query",
    "city": "open the city selector and choose a city",
    "currency": "convert an amount both ways",
    "back-to-top": "scroll down and press the control that scrolls to the top",
    "most-read": "go through the tabs of the most-read list",
    "related": "press the control that shows more related stories",
    "axe": "have axe-core look for what keeps readers out",
    "phone": "load the page at the width of a telephone",
}
"""What a visit can do beside loading the page."""
