"""Values that a program printed because it had none, in the places where they stand on real pages."""

from copydesk.faults import answers, documents
from copydesk.faults.answers import HEADLINES, LINKS, data
from copydesk.faults.documents import html
from copydesk.faults.dom import insert, replace_attribute, set_attribute, set_text
from copydesk.faults.fault import Dom, Rewrite
from copydesk.faults.registry import LISTS, fault
from copydesk.site.elements import ARTICLE

TIMES = ("time", "hour", "displayTime", "time_text")
DAYS = ("group_date", "day", "date", "dateText")
MOMENTS = ("published", "publishedAt", "published_at", "datePublished", "timestamp")
LEADS = ("lead", "summary", "description", "standfirst", "excerpt")
FEED = "feed|news|stories"
MORE = r"[?&](?:before|after|cursor|offset|page)="
LAST_SEGMENT = "[^/]+$"
EPOCH = "January 1, 1970"


def story(where: str, names: tuple[str, ...], value: str) -> Rewrite:
    """The value in a field of the first story of a JSON answer."""

    return data(answers.field(where, names, lambda _: value))


for name, sees, act in (
    ("headline-undefined", "“undefined” as the headline", html(documents.headline("undefined"))),
    ("lead-undefined", "“undefined” as the lead", set_text("lead", "undefined")),
    ("byline-undefined", "“By undefined”", insert("body", "<p>By undefined</p>", "beforebegin")),
    ("comments-nan", "“NaN comments”", insert("body", "<p>NaN comments</p>", "beforebegin")),
    ("reading-time-nan", "“NaN min read”", insert("body", "<p><span>NaN min read</span></p>", "beforebegin")),
    ("published-invalid-date", "“Invalid Date” as the time", set_text("published", "Invalid Date")),
    ("published-nan", "“March NaN, NaN:NaN” as the time", set_text("published", "March NaN, NaN:NaN")),
    ("section-undefined", "“undefined” as the section", set_text("section", "undefined")),
    ("person-null", "“null” among the persons", set_text("persons", "null", part="link")),
    (
        "read-also-undefined",
        "“undefined” as what to read also",
        set_text("read-also", "undefined", part="link"),
    ),
    ("photo-count-nan", "“NaN” as the number of photos", set_text("photo", "NaN", part="count")),
    ("city-undefined", "“undefined” as the chosen city", set_text("city", "undefined", part="current")),
    ("amount-nan", "“NaN” as the converted amount", set_text("currency", "NaN", part="result")),
    ("rank-nan", "“NaN” as a rank", set_text("ranks", "NaN", part="rank")),
    ("related-story-undefined", "“undefined” as a related story", story("related", HEADLINES, "undefined")),
    ("most-read-null", "“null” as a story that is much read", story("most-?read", HEADLINES, "null")),
):
    fault(name, "placeholder/text", sees).by(act, kinds=ARTICLE)
fault("feed-time-nan", "placeholder/text", "“NaN:NaN” as the time of a story").by(
    story(FEED, TIMES, "NaN:NaN"), kinds=LISTS
)
fault("feed-day-invalid-date", "placeholder/text", "“Invalid Date” over the first story").by(
    story(FEED, DAYS, "Invalid Date"), kinds=LISTS, seen=(24,)
)
fault("feed-story-object", "placeholder/text", "“[object Object]” as a story").by(
    story(FEED, HEADLINES, "[object Object]"), kinds=LISTS
)
fault(
    "story-after-more-undefined",
    "placeholder/text",
    "“undefined” as the first of the stories that loading more brings",
).by(story(MORE, HEADLINES, "undefined"), kinds=("feed",), journeys=("load-more",))

fault("published-shows-1970", "placeholder/epoch", "a story of January 1, 1970").by(
    set_text("published", f"{EPOCH}, 02:00 UTC+2"), kinds=ARTICLE, seen=(25,)
)
fault("related-day-1970", "placeholder/epoch", "related stories of January 1, 1970").by(
    set_text("related", EPOCH, part="group"), kinds=ARTICLE, seen=(25,)
)
fault("feed-day-1970", "placeholder/epoch", "a day in 1970 over the first story").by(
    story(FEED, DAYS, EPOCH), kinds=LISTS, seen=(25,)
)
fault("feed-day-1969", "placeholder/epoch", "December 31, 1969 over the stories").by(
    set_text("date-groups", "December 31, 1969", part="title"), kinds=LISTS, seen=(25,)
)
fault("feed-moment-1970", "placeholder/epoch", "a story that is of 1970 to a program").by(
    story(FEED, MOMENTS, "1970-01-01T00:00:00Z"), kinds=LISTS, seen=(25,)
)

fault("person-address-undefined", "placeholder/url", "a link to /person/undefined").by(
    replace_attribute("persons", "href", LAST_SEGMENT, "undefined", part="link"), kinds=ARTICLE
)
fault("related-address-null", "placeholder/url", "a link to /null").by(
    story("related", LINKS, "/news/null"), kinds=ARTICLE
)
fault("photo-address-object", "placeholder/url", "a photo at /[object Object]").by(
    replace_attribute("photo", "src", LAST_SEGMENT, "[object Object]", part="image"), kinds=ARTICLE
)
fault("share-address-undefined", "placeholder/url", "a link that shares “undefined”").by(
    replace_attribute("share", "href", r"\bu(rl)?=[^&]*", "u=undefined", part="link"), kinds=ARTICLE
)
fault("section-address-nan", "placeholder/url", "a link to ?id=NaN").by(
    replace_attribute("section", "href", LAST_SEGMENT, "news?id=NaN"), kinds=ARTICLE
)
fault("feed-address-undefined", "placeholder/url", "a link to /undefined").by(
    story(FEED, LINKS, "/undefined"), kinds=LISTS
)

fault("photo-description-undefined", "placeholder/attribute", "“undefined” for a photo").by(
    set_attribute("photo", "alt", "undefined", part="image"), kinds=ARTICLE
)
fault("person-tooltip-object", "placeholder/attribute", "“[object Object]” as a tooltip").by(
    set_attribute("persons", "title", "[object Object]", part="link"), kinds=ARTICLE
)
fault("share-spoken-null", "placeholder/attribute", "“null” as a spoken label").by(
    set_attribute("share", "aria-label", "null", part="link"), kinds=ARTICLE
)
fault("amount-hint-undefined", "placeholder/attribute", "“undefined” as a hint").by(
    set_attribute("currency", "placeholder", "undefined", part="amount"), kinds=ARTICLE
)
fault("section-spoken-nan", "placeholder/attribute", "“NaN comments” as a spoken label").by(
    set_attribute("navigation", "aria-label", "NaN comments", part="item"), kinds=LISTS
)

fault("title-undefined", "placeholder/head", "“undefined” in the tab").by(
    html(documents.title("undefined - News")), kinds=ARTICLE
)
fault("og-title-null", "placeholder/head", "“null” where the page is shared").by(
    html(documents.meta("og:title", "null")), kinds=ARTICLE
)
fault("og-image-path-undefined", "placeholder/head", "no picture where it is shared").by(
    html(documents.meta("og:image", "/img/undefined")), kinds=ARTICLE
)
fault("description-object", "placeholder/head", "“[object Object]” in search results").by(
    html(documents.meta("description", "[object Object]")), kinds=ARTICLE
)
fault("json-ld-author-undefined", "placeholder/head", "a story by “undefined” in news apps").by(
    html(documents.json_ld(lambda data: {**data, "author": {"@type": "Person", "name": "undefined"}})),
    kinds=ARTICLE,
)
fault("json-ld-headline-null", "placeholder/head", "“null” as the headline in news apps").by(
    html(documents.json_ld(lambda data: {**data, "headline": "null"})), kinds=ARTICLE
)
fault("title-undefined-null", "placeholder/head", "“(undefined) null” in the tab").by(
    html(documents.title("(undefined) null")), kinds=LISTS, seen=(9,)
)
fault(
    "title-undefined-after-more",
    "placeholder/head",
    "“undefined” in the tab once a reader has acted on the page",
).by(
    Dom("title", argument="undefined", state="load-more"), kinds=("feed",), journeys=("load-more",), seen=(8,)
)
fault(
    "title-only-site-name",
    "headline/title-differs",
    "the site's name alone in the tab, the same on every article",
).by(html(lambda text, about: documents.title(about.site.title)(text, about)), seen=(4,))

LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
fault("lead-lorem-ipsum", "placeholder/lorem-ipsum", "the designers' filler text as the lead").by(
    set_text("lead", LOREM), kinds=ARTICLE
)
fault("description-lorem-ipsum", "placeholder/lorem-ipsum", "filler text in search results").by(
    html(documents.meta("description", LOREM)), kinds=ARTICLE
)
fault("teaser-lorem-ipsum", "placeholder/lorem-ipsum", "filler text under a story").by(
    story(FEED, LEADS, LOREM), kinds=LISTS
)
