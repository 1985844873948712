"""Lists of stories beside the text: related, top stories, partner news, other media, most read."""

from copydesk.faults.answers import HEADLINES, LINKS, Item, set_field, stories
from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.page.parts import NOUNS
from copydesk.rules.lists.side_lists import LISTS
from copydesk.site.elements import COUNTED

TOP = r"/[^/?]*top-?(stories|news)"
PARTNERS = r"/[^/?]*partner"
LAST_MONTH = "2024-01-04T09:00:00+02:00"
UNLINK = """(nodes) => {
  for (const node of nodes) {
    for (const link of [node, ...node.querySelectorAll("a")]) link.removeAttribute("href");
  }
  return nodes.length;
}"""
NO_HEADLINE = """(nodes) => {
  const [link] = nodes[0].querySelectorAll("a[href]");
  link.textContent = "";
  return 1;
}"""
COPY = """(nodes, element, { find }) => {
  const others = find(element, "item").map((node) => node.querySelector("a")).filter(Boolean);
  const links = nodes.map((node) => node.querySelector("a"));
  if (!others.length) return `there is no ${element}`;
  nodes.slice(others.length).forEach((node) => node.remove());
  links.slice(0, others.length).forEach((link, i) => {
    link.href = others[i].href;
    link.textContent = others[i].textContent;
  });
  return Math.min(links.length, others.length);
}"""
SECOND_LINK = """(nodes, _, { fragment }) => {
  const link = nodes[0].querySelector("a[href]");
  link.after(fragment(`<a href="${link.href}" tabindex="-1" aria-hidden="true"> …</a>`));
  return 1;
}"""
ONLY_HEADING = """(nodes) => {
  const heading = nodes[0].querySelector("h1, h2, h3, h4, h5, h6");
  const kept = (node) => node === heading || node.contains(heading) || heading.contains(node);
  const all = [...nodes[0].querySelectorAll("*")];
  const gone = all.filter((node) => !kept(node) && !node.closest("[role=tablist]"));
  gone.forEach((node) => node.remove());
  return gone.length;
}"""
DRAWN = """(nodes) => {
  const link = nodes[0].querySelector("a[href]"), text = link.textContent;
  link.innerHTML = "<svg width=60 height=40 role=img><circle r=9 /></svg>";
  link.firstChild.setAttribute("aria-label", text);
  return 1;
}"""


def shared(found: list[Item]) -> list[Item]:
    """Stories of which the last is another one."""
    return [*found[:-1], set_field(found[-1], LINKS, "/about-us")]


for name in LISTS:
    noun = NOUNS[name]
    fault(
        f"{name}-heading-only", f"{name}/heading-only", f"the heading of the {noun} with nothing under it"
    ).by(Dom(ONLY_HEADING, name))
    look_alike(
        f"{name}-text-instead", f"{name}/heading-only", f"a word to the reader beside what is in the {noun}"
    ).by(insert(name, "<p>More in the evening.</p>"))
    if name == "most-read":  # with its tabs and ranks, it has a module of its own
        continue
    fault(f"{name}-story-twice", f"{name}/repeated", f"a story twice in the {noun}").by(
        Dom("duplicate", name, "item")
    )
    look_alike(
        f"{name}-two-links-of-one-story",
        f"{name}/repeated",
        "a story whose picture and headline have a link each",
    ).by(Dom(SECOND_LINK, name, "item"))
    fault(f"{name}-no-headline", f"{name}/no-headline", f"an empty line in the {noun}").by(
        Dom(NO_HEADLINE, name, "item")
    )
    look_alike(
        f"{name}-headline-in-a-picture", f"{name}/no-headline", "a story that is told by a picture"
    ).by(Dom(DRAWN, name, "item"))
for name in COUNTED[:1] + COUNTED[2:]:
    noun = NOUNS[name]
    fault(f"{name}-dead-headline", f"{name}/no-link", f"a headline in the {noun} that leads nowhere").by(
        Dom(UNLINK, name, "item")
    )
    look_alike(
        f"{name}-label-without-link", f"{name}/no-link", "a word beside a headline that is no link"
    ).by(Dom("append-text", name, "item", argument=" Analysis"))
    fault(f"{name}-one-story", f"{name}/item-count", f"one story in the {noun}").by(
        Dom("(nodes) => (nodes.slice(1).forEach((node) => node.remove()), 1)", name, "item", "all"),
        seen=(54,),
    )

fault("top-stories-data-repeats", "top-stories/repeated", "top stories that are all the same one").by(
    stories(TOP, lambda found: [found[0]] * len(found))
)
fault(
    "top-stories-without-addresses",
    "top-stories/no-link",
    "top stories without links, as their data have no addresses",
).by(stories(TOP, lambda found: [set_field(item, LINKS, None) for item in found]))
fault("top-stories-of-last-month", "top-stories/stale", "top stories of last month").by(
    stories(
        TOP,
        lambda found: [{**item, "published": LAST_MONTH, "group_date": "January 4, 2024"} for item in found],
    ),
    seen=(56,),
)
fault("partner-news-without-headlines", "partner-news/no-headline", "partners' names and no headlines").by(
    stories(PARTNERS, lambda found: [set_field(item, HEADLINES, "") for item in found])
)
fault(
    "partner-news-unmarked-link",
    "partner-news/unmarked",
    "nothing; one of the partners' links does not say that it is paid for",
).by(
    Dom(
        "(nodes) => (nodes[0].querySelectorAll('a').forEach((link) => (link.rel = 'noopener')), 1)",
        "partner-news",
        "item",
    )
)
fault(
    "other-media-own-site", "other-media/own-site", "a headline of another paper that leads to this site"
).by(
    Dom(
        "(nodes) => (nodes[0].querySelector('a').setAttribute('href', '/diario.example/fee'), 1)",
        "other-media",
        "item",
    )
)
for name, other in (
    ("related", "top-stories"),
    ("most-read", "top-stories"),
    ("top-stories", "partner-news"),
):
    fault(
        f"{name}-copies-{other}",
        f"{name}/copies-a-list",
        f"the {NOUNS[other]} again in the place of the {NOUNS[name]}",
    ).by(
        Dom(COPY, name, "item", "all", other),
        kinds=("article",),
        seen=(58,) if name == "related" else (),
    )
fault(
    "partner-news-copies-top-stories", "top-stories/copies-a-list", "the top stories among the partners' news"
).by(
    Dom(COPY, "partner-news", "item", "all", "top-stories"),
    Dom("(nodes) => (nodes.slice(3).forEach((node) => node.remove()), 1)", "top-stories", "item", "all"),
    kinds=("article",),
)

look_alike("top-stories-evergreen", "top-stories/stale", "an old story among the top stories").by(
    stories(
        TOP,
        lambda found: [{**item, "published": LAST_MONTH} if i else item for i, item in enumerate(found)],
    )
)
look_alike(
    "top-stories-shares-stories",
    "top-stories/copies-a-list",
    "partners who tell three of the four top stories",
).by(Dom(COPY, "partner-news", "item", "all", "top-stories"), kinds=("article",))
look_alike(
    "related-shares-stories",
    "related/copies-a-list",
    "related stories of which all but one are also top stories",
).by(
    Dom(COPY, "related", "item", "all", "top-stories"),
    Dom("(nodes) => (nodes[0].querySelector('a').href = '/world/other', 1)", "top-stories", "item"),
    kinds=("article",),
)
look_alike(
    "most-read-shares-stories", "most-read/copies-a-list", "top stories that are all among the most read"
).by(Dom(COPY, "top-stories", "item", "all", "most-read"), kinds=("article",))
look_alike(
    "partner-news-other-stories", "partner-news/item-count", "as many partners' stories as ever, and others"
).by(stories(PARTNERS, shared))
look_alike(
    "partner-news-none-marked",
    "partner-news/unmarked",
    "partners' links of which none is marked, as of partners who pay nothing",
).by(
    Dom(
        "(nodes) => nodes.flatMap((node) => [...node.querySelectorAll('a')])"
        ".map((link) => (link.rel = 'noopener')).length",
        "partner-news",
        "item",
        "all",
    )
)
look_alike(
    "other-media-counted-link",
    "other-media/own-site",
    "a link to another paper that first counts its readers",
).by(
    Dom(
        "(nodes) => { const link = nodes[0].querySelector('a');"
        " link.setAttribute('href', '/go?to=' + encodeURIComponent(link.href)); return 1; }",
        "other-media",
        "item",
    )
)
look_alike(
    "top-stories-other-stories", "top-stories/item-count", "as many top stories as ever, and others"
).by(stories(TOP, shared))
