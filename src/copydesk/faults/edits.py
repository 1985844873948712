"""Changes to the answers that fill a page's list of stories, for faults that break lists.

Answers are recognised by their address, and the stories in them by their shape: the longest list of objects.
What depends on the reader (which answer came first, whether something was pressed) happens in the page:
`Early` scripts change answers as the page's own scripts read them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import unquote_plus, urlsplit

from copydesk.faults.answers import HEADLINES, Item, changed, items, set_field
from copydesk.faults.fault import About, Change, Dom, Early

FEED = (
    r"^\w+://[^/]+/(?:[^?]*[/_.])?(?:feed|latest|articles|stories|posts|news|wire|timeline|newest)(?![\w-])"
)
"""What the addresses of answers with the list of stories look like."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_WORD = re.compile(r"\w{4,}")


def feed(change: Callable[[list[Item]], list[Item]]) -> Change:
    """Change the list of stories, whatever is asked of it."""
    return items(FEED, lambda found, about: change(found))


def narrowed(change: Callable[[list[Item]], list[Item]]) -> Change:
    """Change the list of stories where it is requested for the sections that the visit chooses."""
    return items(FEED, lambda found, about: change(found) if names_section(about) else found)


def names_section(about: About) -> bool:
    """Whether an address is for one of the page's chosen sections: its query has a word of the name."""
    query = unquote_plus(urlsplit(about.url).query).casefold()
    return any(word.casefold() in query for name in about.page.choose for word in _WORD.findall(name))


def sections_are_empty(text: str, about: About) -> str:
    """Leave out the stories of the sections that the visit chooses; once they are chosen, there are none."""
    text = items(FEED, lambda found, about: [one for one in found if not _in_chosen(one, about)])(text, about)
    if not re.search(FEED, about.url) or not names_section(about):
        return text
    return changed(text, lambda data: {name: _none(value) for name, value in data.items()})


def _in_chosen(item: Item, about: About) -> bool:
    return any(name in json.dumps(item, ensure_ascii=False) for name in about.page.choose)


def _none(value: object) -> object:
    """What an answer without stories has in place of a number or a list."""
    return type(value)() if isinstance(value, bool | int | list) else None


def headline(item: Item) -> str:
    """A story's headline."""
    return str(next((item[name] for name in HEADLINES if name in item), ""))


def with_headline(item: Item, text: str) -> Item:
    """A story with another headline."""
    return set_field(item, HEADLINES, text)


def first(change: Callable[[Item], Item], at: int = 0) -> Callable[[list[Item]], list[Item]]:
    """Change one story, the first by default."""
    return lambda found: [change(item) if place == at else item for place, item in enumerate(found)]


def moved(hours: float) -> Callable[[Item], Item]:
    """Set all times of a story so many hours later."""

    def later(item: Item) -> Item:
        return {
            name: (datetime.fromisoformat(value) + timedelta(hours=hours)).isoformat()
            if isinstance(value, str) and _TIME.match(value)
            else value
            for name, value in item.items()
        }

    return later


def by_day(item: Item) -> str:
    """A story's day, from its first time."""
    times = (value[:10] for value in item.values() if isinstance(value, str) and _TIME.match(value))
    return next(times, "")


def new_story(state: str = "loaded", at: int = 0, text: str = "", after: float = 0, ahead: float = 0) -> Dom:
    """Insert a partner's story above the one at that place, with the same time.

    `text` is its headline, by default that of the story below. It is `after` minutes newer than that story,
    or `ahead` minutes ahead of the page's clock.
    """
    argument = {"at": at, "text": text, "after": after, "ahead": ahead}
    return Dom(op=_NEW, element="feed", part="item", which="all", argument=argument, state=state)


_NEW = """(nodes, { at, text, after, ahead }) => {
  if (nodes.length <= at) return "the list has too few stories";
  const copy = nodes[at].cloneNode(true);
  const links = [...copy.querySelectorAll("a")];
  const link = links.reduce((one, other) => other.textContent.length > one.textContent.length ? other : one);
  for (const same of links) if (same.href === link.href) same.href = `https://partner.example/just-in-${at}`;
  if (text) link.textContent = text;
  const time = copy.querySelector("time[datetime]");
  if (time && (after || ahead)) {
    const moment = new Date(ahead ? Date.now() + ahead * 60000 : Date.parse(time.dateTime) + after * 60000);
    time.dateTime = moment.toISOString();
    const clock = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    time.textContent = time.textContent.replace(/\\d\\d?:\\d\\d/, clock);
  }
  nodes[at].before(copy);
  return 1;
}"""


def in_page(edit: str) -> Early:
    """Change the list of stories as the page's scripts read it.

    `edit` is the source of a JavaScript function `(stories, memory, url) => stories`, called once for each
    answer. It can store anything in `memory`; `memory.pressed` is how often the reader has pressed something,
    and `memory.reloaded` whether the page was loaded again.
    """
    return Early(_IN_PAGE.replace("EDIT", edit).replace("FEED", json.dumps(FEED)))


_IN_PAGE = """(() => {
  const edit = EDIT, feed = new RegExp(FEED);
  const [navigation] = performance.getEntriesByType("navigation");
  const memory = { pressed: 0, reloaded: !!navigation && navigation.type === "reload" };
  addEventListener("click", () => memory.pressed++, true);
  const lists = (data) => {
    const things = Array.isArray(data) && data.length && data.every((one) => one && typeof one === "object");
    if (Array.isArray(data)) return things ? [data] : [];
    return data && typeof data === "object" ? Object.values(data).flatMap(lists) : [];
  };
  const changed = (text, url) => {
    if (!feed.test(url)) return text;
    try {
      const data = JSON.parse(text);
      const [stories] = lists(data).sort((one, other) => other.length - one.length);
      if (stories) stories.splice(0, stories.length, ...edit([...stories], memory, url));
      return JSON.stringify(data);
    } catch {
      return text;
    }
  };
  const known = new WeakMap();
  const once = (key, text, url) => {
    if (!known.has(key)) known.set(key, changed(text, url));
    return known.get(key);
  };
  for (const name of ["responseText", "response"]) {
    const { get } = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, name);
    Object.defineProperty(XMLHttpRequest.prototype, name, {
      configurable: true,
      get() {
        const value = get.call(this);
        const done = this.readyState === 4 && typeof value === "string";
        return done ? once(this, value, this.responseURL) : value;
      },
    });
  }
  const { text } = Response.prototype;
  Response.prototype.text = async function () { return once(this, await text.call(this), this.url); };
  Response.prototype.json = async function () { return JSON.parse(await this.text()); };
})()"""
