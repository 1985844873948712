"""Nouns that do not agree with their numbers, and numbers with nouns that only look wrong.

The labels are English, so they need a site in English.
"""

from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE

RULE = "plurals/wrong-form"


def label(element: str, html: str) -> Dom:
    """Put a line of its own at the end of an element."""
    return insert(element, f"<p>{html}</p>", "beforeend")


for name, wrong, element, kinds in (
    ("photos-one", "1 photos", "photo", ARTICLE),
    ("photos-in-brackets", "Gallery (1 photos)", "photo", ("article", "feed")),
    ("infographics-three", "3 infographic", "infographics", ARTICLE),
    ("pages-two", "2 page", "body", ARTICLE),
    ("comments-one", "1 comments", "body", ARTICLE),
    ("comments-none", "0 comment", "body", ARTICLE),
    ("comments-capitals", "1 COMMENTS", "body", ARTICLE),
    ("hours-one", "1 hours ago", "most-read", ("article", "feed")),
    ("minutes-many", "21 minute ago", "most-read", ("filter",)),
    ("readers-one", "Now: 1 readers", "most-read", ARTICLE),
    ("results-one", "1 results", "filter", ("feed", "filter")),
    ("stories-one", "1 stories", "feed", ("feed", "filter")),
):
    fault(name, RULE, f"“{wrong}”").by(label(element, wrong), kinds=kinds)
fault("photos-one-in-a-state", RULE, "“1 stories” once more has been loaded").by(
    insert("feed", "<p>1 stories</p>", "beforeend", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
)

for name, sees, html in (
    (
        "right-plurals",
        "numbers and nouns that agree",
        "1 page</p><p>2 pages</p><p>0 comments</p><p>21 photos",
    ),
    (
        "compounds",
        "compounds, which have no plural",
        "A 5 minute read</p><p>2 page letter</p><p>24 hour news",
    ),
    (
        "numbers-in-prose",
        "numbers in prose",
        "Of the 1 pages that were printed, 2 page 3 were lost, he joked.",
    ),
    ("decimals", "decimals and scores", "1.5 hours</p><p>2:1 goals</p><p>1/2 pages</p><p>Page 2 of 5 pages"),
    ("years", "a year beside a noun, and a rank", "Photos of 2021</p><p>No. 1 stories of the year"),
    (
        "foreign-plurals",
        "numbers and nouns of languages that have more plurals",
        '<span lang="ru">21 страница</span></p><p lang="ru">22 страницы</p><p lang="fr">0 commentaire',
    ),
):
    look_alike(name, RULE, sees).by(label("body", html), kinds=ARTICLE)
