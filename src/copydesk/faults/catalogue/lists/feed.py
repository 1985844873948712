"""The list of stories: empty, out of order, stale; stories repeated, without headline or link."""

from copydesk.faults.answers import Item, data
from copydesk.faults.dom import set_text, shows
from copydesk.faults.edits import feed, first, headline, in_page, moved, new_story, with_headline
from copydesk.faults.fault import Dom, NotHereError, Served
from copydesk.faults.registry import LISTS, fault, look_alike

AGAIN_AT_THE_END = """(nodes) => {
  if (nodes.length < 3) return "the list has too few stories";
  const copy = nodes[0].cloneNode(true);
  nodes.at(-1).after(copy);
  return 1;
}"""
MORE_BY_ALPHABET = """(stories, memory) => memory.pressed
? stories.sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1) : stories"""
ADVERTISEMENT = """(nodes) => {
  const copy = nodes[0].cloneNode(false);
  copy.innerHTML = "<span>Sponsored</span> <button type=button>Close</button>";
  nodes[0].after(copy);
  return 1;
}"""
LINKED_ADVERTISEMENT = """(nodes) => {
  const copy = nodes[0].cloneNode(true);
  const [link] = copy.querySelectorAll("a");
  copy.replaceChildren(link);
  copy.style.display = "block";
  link.href = "https://advertiser.example/offer";
  link.textContent = "An offer from a house of tea";
  nodes[0].after(copy);
  return 1;
}"""


def later_ones(found: list[Item]) -> list[Item]:
    """The stories without the nine newest."""
    if len(found) < 12:
        raise NotHereError("the list has too few stories")
    return found[9:]


fault(
    "feed-empty", "feed/empty", "a page without a single story, though the server answers that all is well"
).by(data(feed(lambda found: [])), seen=(60,))
fault("feed-api-500", "feed/empty", "no stories, and an excuse: the list's data answers 500").by(
    Served("feed-api-500"), kinds=("feed",)
)
fault("feed-story-without-headline", "feed/no-headline", "a story that is a time and nothing else").by(
    data(feed(first(lambda item: with_headline(item, ""), at=1)))
)
fault("feed-story-without-link", "feed/no-link", "a headline that cannot be pressed").by(
    Dom("remove-attribute", "feed", "link", argument="href")
)
fault("feed-story-twice", "feed/repeated", "the newest story twice, one above the other").by(
    data(feed(lambda found: found[:1] + found)), seen=(44,)
)
fault("feed-story-in-two-blocks", "feed/repeated", "the same story at the top of the list and at its end").by(
    Dom(AGAIN_AT_THE_END, "feed", "item", which="all"), seen=(43,)
)
fault("feed-by-title", "feed/not-newest-first", "the stories in the order of the alphabet").by(
    data(feed(lambda found: sorted(found, key=headline))), kinds=LISTS, seen=(52,)
)
fault("feed-oldest-first", "feed/not-newest-first", "the oldest story on top").by(
    data(feed(lambda found: found[::-1]))
)
fault(
    "feed-more-out-of-order", "feed/not-newest-first", "what “More news” brings in the order of the alphabet"
).by(in_page(MORE_BY_ALPHABET), kinds=("feed",), journeys=("load-more",))
fault("feed-from-the-future", "feed/in-future", "the newest story has a time that is still to come").by(
    data(feed(first(moved(hours=5))))
)
fault("feed-stale", "feed/stale", "the news of four days ago as the newest").by(
    Served("feed-stale"), seen=(55,)
)
fault(
    "feed-entity-on-card", "encoding/entity", "&nbsp; in a headline of the list, while the article is right"
).by(
    data(feed(first(lambda item: with_headline(item, headline(item).replace(" ", "&nbsp;", 1))))),
    shows("&nbsp;"),
    kinds=LISTS,
    seen=(11,),
)
fault("feed-teaser-invalid-date", "placeholder/text", "“Invalid Date” over a story of the list").by(
    set_text("feed", "Invalid Date", part="time"), kinds=LISTS, seen=(24,)
)
fault(
    "feed-braces-when-empty",
    "template/text",
    "{{item.headline}} in the place of the stories, as there are none",
).by(
    data(feed(lambda found: [])),
    Dom("append-text", "feed", argument="{{item.headline}}", hidden=True),
    kinds=LISTS,
    seen=(6,),
)
fault(
    "feed-braces-while-loading-more",
    "template/text",
    "{{item.headline}} at the end of the list after “More news”",
).by(
    Dom("append-text", "feed", argument="{{item.headline}}", state="load-more"),
    kinds=("feed",),
    journeys=("load-more",),
    seen=(7,),
)

look_alike(
    "feed-same-headline-twice", "feed/repeated", "two stories under one headline, each at its own address"
).by(new_story())
look_alike("feed-same-minute", "feed/not-newest-first", "three stories of the same minute").by(
    new_story(at=3, text="The other side has answered within the minute"),
    new_story(at=4, text="The third side has, too"),
)
look_alike(
    "feed-advertisement-between-stories", "feed/no-headline", "an advertisement between the stories"
).by(Dom(ADVERTISEMENT, "feed", "item", which="all"))
look_alike(
    "feed-linked-advertisement", "feed/no-link", "a linked advertisement between the stories, with no time"
).by(Dom(LINKED_ADVERTISEMENT, "feed", "item", which="all"))
look_alike("feed-short", "feed/empty", "a list of four stories").by(
    data(feed(lambda found: found[:4])), kinds=LISTS
)
look_alike(
    "feed-clock-a-little-ahead", "feed/in-future", "a story that a partner's clock dates two minutes ahead"
).by(new_story(ahead=2))
look_alike("feed-quiet-morning", "feed/stale", "no story for fifteen hours").by(data(feed(later_ones)))
