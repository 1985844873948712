"""The list of related stories: not the article itself, and "Show more" that shows more."""

from copydesk.faults.answers import LINKS, Item, data, items, set_field, stories
from copydesk.faults.fault import About, Dom, Respond, Rewrite
from copydesk.faults.registry import fault, look_alike

RELATED = r"/[^/?]*related"


def with_article(end: str) -> Rewrite:
    """Give the first related story the address of the page, or of another page of the article."""

    def change(found: list[Item], about: About) -> list[Item]:
        own = about.page.url.split("?")[0] + end if end else about.page.url
        return [set_field(found[0], LINKS, own), *found[1:]]

    return data(items(RELATED, change))


fault("related-this-article", "related/this-article", "a related story that is the one just read").by(
    with_article(""), seen=(59,)
)
fault("related-more-dead", "related/more-shows-nothing", "the same stories after “Show more” was pressed").by(
    Dom("deaf", "related", "more"), journeys=("related",)
)
fault("related-more-repeats", "related/repeated", "the first stories again after “Show more” was pressed").by(
    stories(RELATED, lambda found: [*found[:4], *found[:4], *found[4:]]), journeys=("related",)
)
fault(
    "related-more-replaces",
    "related/more-loses",
    "the first related story gone after “Show more” was pressed",
).by(Dom("remove", "related", "item", state="related-more"), journeys=("related",))
fault("related-data-fails", "related/heading-only", "a heading over related stories that did not come").by(
    Respond("data", url=f"(?i){RELATED}", status=500), kinds=("article",)
)
fault("related-two-stories", "related/item-count", "two related stories instead of four or more").by(
    stories(RELATED, lambda found: found[:2]), kinds=("article",), seen=(54,)
)

look_alike(
    "related-next-page", "related/this-article", "a related story that is another page of the article"
).by(with_article("?page=9"))
look_alike(
    "related-all-shown", "related/item-count", "related stories without “Show more”, as all are shown"
).by(stories(RELATED, lambda found: found[:4]), kinds=("article",))
look_alike(
    "related-more-ends", "related/more-shows-nothing", "“Show more” that goes away once it has shown all"
).by(stories(RELATED, lambda found: found[:5]), journeys=("related",))
look_alike("related-more-before", "related/more-loses", "more stories before the first ones").by(
    Dom("reverse", "related", "item", which="all", state="related-more"), journeys=("related",)
)
