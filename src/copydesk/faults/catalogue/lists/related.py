"""The list of related stories: not the article itself, and "Show more" that shows more."""

from copydesk.faults.answers import LINKS, Item, items, set_field
from copydesk.faults.fault import About, Dom, Respond, Rewrite
from copydesk.faults.registry import fault, look_alike

RELATED = r"/[^/?]*related"


def with_article(end: str) -> Rewrite:
    """The address of the page, or of another page of the article, as that of the first related story."""

    def change(found: list[Item], about: About) -> list[Item]:
        own = about.page.url.split("?")[0] + end if end else about.page.url
        return [set_field(found[0], LINKS, own), *found[1:]]

    return Rewrite(what="data", change=items(RELATED, change))


fault(
    "related-this-article",
    "related/this-article",
    "a related story that is the one just read",
    with_article(""),
    kinds=("article",),
    seen=(59,),  # most-read-this-article is its look-alike: that list may rightly have it
)
fault(
    "related-more-dead",
    "related/more-shows-nothing",
    "the same stories after “Show more” was pressed",
    Dom(op="deaf", element="related", part="more"),
    journeys=("related",),
)
fault(
    "related-more-repeats",
    "related/repeated",
    "the first stories again after “Show more” was pressed",
    Rewrite(what="data", change=items(RELATED, lambda found, _: [*found[:4], *found[:4], *found[4:]])),
    journeys=("related",),
)
fault(
    "related-more-replaces",
    "related/more-loses",
    "the first related story gone after “Show more” was pressed",
    Dom(op="remove", element="related", part="item", state="related-more"),
    journeys=("related",),
)
fault(
    "related-data-fails",
    "related/heading-only",
    "a heading over related stories that did not come",
    Respond(what="data", url=f"(?i){RELATED}", status=500),
    kinds=("article",),
)
fault(
    "related-two-stories",
    "related/item-count",
    "two related stories instead of four or more",
    Rewrite(what="data", change=items(RELATED, lambda found, _: found[:2])),
    kinds=("article",),
    seen=(54,),
)

look_alike(
    "related-next-page",
    "related/this-article",
    "a related story that is another page of the article",
    with_article("?page=9"),
    kinds=("article",),
)
look_alike(
    "related-all-shown",
    "related/item-count",
    "related stories without “Show more”, as all are shown",
    Rewrite(what="data", change=items(RELATED, lambda found, _: found[:4])),
    kinds=("article",),
)
look_alike(
    "related-more-ends",
    "related/more-shows-nothing",
    "“Show more” that goes away once it has shown all",
    Rewrite(what="data", change=items(RELATED, lambda found, _: found[:5])),
    journeys=("related",),
)
look_alike(
    "related-more-before",
    "related/more-loses",
    "more stories before the first ones",
    Dom(op="reverse", element="related", part="item", which="all", state="related-more"),
    journeys=("related",),
)
