"""Changes to the answers that fill a page's list of stories, for faults that break lists.

The answers are told by their address, and the stories in them by their shape: the longest list of objects
that have an address and a headline. What depends on the reader (which answer came first, whether something
was pressed) is done in the page, by `Early` scripts that change answers as the page's own scripts read them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import unquote_plus, urlsplit

from copydesk.faults.answers import HEADLINES, LINKS, Change, Item, items, set_field
from copydesk.faults.fault import About, Early

FEED = r"/(?!partner)[^?]*\b(feed|latest|articles|wire|timeline|newest)\b"
"""What the addresses of answers with the list of stories look like."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_WORD = re.compile(r"\w{4,}")


def feed(change: Callable[[list[Item]], list[Item]]) -> Change:
    """Change the list of stories, whatever is asked of it."""
    return items(FEED, lambda found, about: change(found))


def narrowed(change: Callable[[list[Item]], list[Item]]) -> Change:
    """Change the list of stories where it is asked for with the sections that the visit chooses."""
    return items(FEED, lambda found, about: change(found) if names_section(about) else found)


def names_section(about: About) -> bool:
    """Whether an address asks for one of the page's chosen sections: its query has a word of the name."""
    query = unquote_plus(urlsplit(about.url).query).casefold()
    return any(word.casefold() in query for name in about.page.choose for word in _WORD.findall(name))


def without_sections(found: list[Item], about: About) -> list[Item]:
    """The stories that say nothing of the sections that the visit chooses."""
    return [item for item in found if not any(name in json.dumps(item) for name in about.page.choose)]


def headline(item: Item) -> str:
    """A story's headline."""
    return str(next((item[name] for name in HEADLINES if name in item), ""))


def with_headline(item: Item, text: str) -> Item:
    """A story under another headline."""
    return set_field(item, HEADLINES, text)


def with_link(item: Item, url: str) -> Item:
    """A story at another address."""
    return set_field(item, LINKS, url)


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


def in_page(edit: str) -> Early:
    """Change the list of stories as the page's scripts read it.

    `edit` is the source of a JavaScript function `(stories, memory, url) => stories`. It can keep what it
    likes in `memory`, where `memory.pressed` is how often the reader has pressed something, and
    `memory.reloaded` whether the page was loaded again. It is called once for each answer.
    """
    return Early(_IN_PAGE.replace("EDIT", edit).replace("FEED", json.dumps(FEED)))


_IN_PAGE = """(() => {
  const edit = EDIT, feed = new RegExp(FEED);
  const [navigation] = performance.getEntriesByType("navigation");
  const memory = { pressed: 0, reloaded: !!navigation && navigation.type === "reload" };
  addEventListener("click", () => memory.pressed++, true);
  const lists = (data) => {
    if (Array.isArray(data)) return data.length && data.every((one) => one && typeof one === "object") ? [data] : [];
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
        return this.readyState === 4 && typeof value === "string" ? once(this, value, this.responseURL) : value;
      },
    });
  }
  const { text } = Response.prototype;
  Response.prototype.text = async function () { return once(this, await text.call(this), this.url); };
  Response.prototype.json = async function () { return JSON.parse(await this.text()); };
})()"""
