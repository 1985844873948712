"""Values that a program printed because it had none, in the places where they stand on real pages."""

from copydesk.faults import answers, documents
from copydesk.faults.answers import HEADLINES, LINKS, data
from copydesk.faults.documents import html
from copydesk.faults.dom import insert, set_attribute, set_text
from copydesk.faults.fault import Act, Dom, Rewrite
from copydesk.faults.registry import LISTS, fault
from copydesk.site.elements import ARTICLE
from copydesk.site.model import PageKind

TIMES = ("time", "hour", "displayTime", "time_text")
DAYS = ("group_date", "day", "date", "dateText")
MOMENTS = ("published", "publishedAt", "published_at", "datePublished", "timestamp")
LEADS = ("lead", "summary", "description", "standfirst", "excerpt")
FEED = "feed|news|stories"
MORE = r"[?&](?:before|after|cursor|offset|page)="
EPOCH = "January 1, 1970"


def text(element: str, part: str, value: str, state: str = "loaded") -> Dom:
    """The value as an element's text."""
    return set_text(element, value, part=part, state=state)


def story(where: str, names: tuple[str, ...], value: str) -> Rewrite:
    """The value in a field of the first story of a JSON answer."""

    return data(answers.field(where, names, lambda _: value))


def line(element: str, markup: str) -> Dom:
    """A line of its own before an element."""
    return insert(element, markup, "beforebegin")


def attribute(element: str, part: str, name: str, value: str) -> Dom:
    """The value as an attribute's."""
    return set_attribute(element, name, value, part=part)


def address(element: str, part: str, name: str, value: str, instead_of: str = "[^/]+$") -> Dom:
    """The value as a part of an address."""
    argument = {"name": name, "from": instead_of, "to": value}
    return Dom("replace-attribute", element, part, argument=argument)


def declare(
    name: str,
    rule: str,
    sees: str,
    act: Act,
    kinds: tuple[PageKind, ...] = ARTICLE,
    journeys: tuple[str, ...] = (),
    seen: tuple[int, ...] = (),
) -> None:
    """A fault of this family, on articles where nothing else is said."""
    fault(name, f"placeholder/{rule}", sees).by(act, kinds=kinds, journeys=journeys, seen=seen)


for name, sees, act in (
    ("headline-undefined", "“undefined” as the headline", html(documents.headline("undefined"))),
    ("lead-undefined", "“undefined” as the lead", text("lead", "", "undefined")),
    ("byline-undefined", "“By undefined”", line("body", "<p>By undefined</p>")),
    ("comments-nan", "“NaN comments”", line("body", "<p>NaN comments</p>")),
    ("reading-time-nan", "“NaN min read”", line("body", "<p><span>NaN min read</span></p>")),
    ("published-invalid-date", "“Invalid Date” as the time", text("published", "", "Invalid Date")),
    ("published-nan", "“March NaN, NaN:NaN” as the time", text("published", "", "March NaN, NaN:NaN")),
    ("section-undefined", "“undefined” as the section", text("section", "", "undefined")),
    ("person-null", "“null” among the persons", text("persons", "link", "null")),
    ("read-also-undefined", "“undefined” as what to read also", text("read-also", "link", "undefined")),
    ("photo-count-nan", "“NaN” as the number of photos", text("photo", "count", "NaN")),
    ("city-undefined", "“undefined” as the chosen city", text("city", "current", "undefined")),
    ("amount-nan", "“NaN” as the converted amount", text("currency", "result", "NaN")),
    ("rank-nan", "“NaN” as a rank", text("ranks", "rank", "NaN")),
    ("related-story-undefined", "“undefined” as a related story", story("related", HEADLINES, "undefined")),
    ("most-read-null", "“null” as a story that is much read", story("most-?read", HEADLINES, "null")),
):
    declare(name, "text", sees, act)
for name, sees, act, seen in (
    ("feed-time-nan", "“NaN:NaN” as the time of a story", story(FEED, TIMES, "NaN:NaN"), ()),
    (
        "feed-day-invalid-date",
        "“Invalid Date” over the first story",
        story(FEED, DAYS, "Invalid Date"),
        (24,),
    ),
    ("feed-story-object", "“[object Object]” as a story", story(FEED, HEADLINES, "[object Object]"), ()),
):
    declare(name, "text", sees, act, LISTS, seen=seen)
declare(
    "story-after-more-undefined",
    "text",
    "“undefined” as the first of the stories that loading more brings",
    story(MORE, HEADLINES, "undefined"),
    ("feed",),
    ("load-more",),
)

for name, sees, act in (
    ("published-shows-1970", "a story of January 1, 1970", text("published", "", f"{EPOCH}, 02:00 UTC+2")),
    ("related-day-1970", "related stories of January 1, 1970", text("related", "group", EPOCH)),
):
    declare(name, "epoch", sees, act, seen=(25,))
for name, sees, act in (
    ("feed-day-1970", "a day in 1970 over the first story", story(FEED, DAYS, EPOCH)),
    (
        "feed-day-1969",
        "December 31, 1969 over the stories",
        text("date-groups", "title", "December 31, 1969"),
    ),
    (
        "feed-moment-1970",
        "a story that is of 1970 to a program",
        story(FEED, MOMENTS, "1970-01-01T00:00:00Z"),
    ),
):
    declare(name, "epoch", sees, act, LISTS, seen=(25,))

for name, sees, act in (
    (
        "person-address-undefined",
        "a link to /person/undefined",
        address("persons", "link", "href", "undefined"),
    ),
    ("related-address-null", "a link to /null", story("related", LINKS, "/news/null")),
    (
        "photo-address-object",
        "a photo at /[object Object]",
        address("photo", "image", "src", "[object Object]"),
    ),
    (
        "share-address-undefined",
        "a link that shares “undefined”",
        address("share", "link", "href", "u=undefined", r"\bu(rl)?=[^&]*"),
    ),
    ("section-address-nan", "a link to ?id=NaN", address("section", "", "href", "news?id=NaN")),
):
    declare(name, "url", sees, act)
declare("feed-address-undefined", "url", "a link to /undefined", story(FEED, LINKS, "/undefined"), LISTS)

for name, sees, act in (
    (
        "photo-description-undefined",
        "“undefined” for a photo",
        attribute("photo", "image", "alt", "undefined"),
    ),
    (
        "person-tooltip-object",
        "“[object Object]” as a tooltip",
        attribute("persons", "link", "title", "[object Object]"),
    ),
    ("share-spoken-null", "“null” as a spoken label", attribute("share", "link", "aria-label", "null")),
    (
        "amount-hint-undefined",
        "“undefined” as a hint",
        attribute("currency", "amount", "placeholder", "undefined"),
    ),
):
    declare(name, "attribute", sees, act)
declare(
    "section-spoken-nan",
    "attribute",
    "“NaN comments” as a spoken label",
    attribute("navigation", "item", "aria-label", "NaN comments"),
    LISTS,
)

for name, sees, act in (
    ("title-undefined", "“undefined” in the tab", html(documents.title("undefined - News"))),
    ("og-title-null", "“null” where the page is shared", html(documents.meta("og:title", "null"))),
    (
        "og-image-path-undefined",
        "no picture where it is shared",
        html(documents.meta("og:image", "/img/undefined")),
    ),
    (
        "description-object",
        "“[object Object]” in search results",
        html(documents.meta("description", "[object Object]")),
    ),
    (
        "json-ld-author-undefined",
        "a story by “undefined” in news apps",
        html(documents.json_ld(lambda data: {**data, "author": {"@type": "Person", "name": "undefined"}})),
    ),
    (
        "json-ld-headline-null",
        "“null” as the headline in news apps",
        html(documents.json_ld(lambda data: {**data, "headline": "null"})),
    ),
):
    declare(name, "head", sees, act)
declare(
    "title-undefined-null",
    "head",
    "“(undefined) null” in the tab",
    html(documents.title("(undefined) null")),
    LISTS,
    seen=(9,),
)
declare(
    "title-undefined-after-more",
    "head",
    "“undefined” in the tab once a reader has acted on the page",
    Dom("title", argument="undefined", state="load-more"),
    ("feed",),
    ("load-more",),
    seen=(8,),
)
fault(
    "title-only-site-name",
    "headline/title-differs",
    "the site's name alone in the tab, the same on every article",
).by(html(lambda text, about: documents.title(about.site.title)(text, about)), seen=(4,))

LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
for name, sees, act in (
    ("lead-lorem-ipsum", "the designers' filler text as the lead", text("lead", "", LOREM)),
    ("description-lorem-ipsum", "filler text in search results", html(documents.meta("description", LOREM))),
):
    declare(name, "lorem-ipsum", sees, act)
declare("teaser-lorem-ipsum", "lorem-ipsum", "filler text under a story", story(FEED, LEADS, LOREM), LISTS)
