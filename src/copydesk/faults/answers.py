"""Changes for `Rewrite` to the JSON that a page's scripts ask for.

An answer is recognised by its address ("…/most-read?period=now"), its stories by their shape: the longest
list of objects in it. So a change works on any site whose addresses are in English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from copydesk.faults.fault import About, Change, NotHereError, Rewrite

Item = dict[str, Any]

STORIES = "feed|news|stories"
NEXT_PAGE = r"[?&](?:before|after|cursor|offset|page)="
"""What the addresses of the list of stories look like, and of its next part."""
LINKS = ("url", "link", "href", "path", "uri", "permalink")
"""What data calls the address of a story."""
HEADLINES = ("headline", "title", "name")
"""What data calls its headline."""


def data(change: Change) -> Rewrite:
    """Change the JSON that the page's scripts ask for."""
    return Rewrite("data", change)


def items(address: str, change: Callable[[list[Item], About], list[Item]]) -> Change:
    """Change the stories of the answers whose address matches `address`, a regular expression."""

    def rewrite(text: str, about: About) -> str:
        if not re.search(address, about.url, re.IGNORECASE):
            raise NotHereError("none of the page's data comes from an address that is called like it")
        return changed(text, lambda data: _put(data, lambda found: change(found, about)))

    return rewrite


def stories(address: str, change: Callable[[list[Item]], list[Item]]) -> Rewrite:
    """Change the stories of such answers, whatever page they are for."""
    return data(items(address, lambda found, _: change(found)))


def field(
    address: str, names: tuple[str, ...], change: Callable[[str], str], stories: int | None = 1
) -> Rewrite:
    """Change the text of a field, by one of its names, in the first stories, or in all (None)."""

    def rewrite(found: list[Item], about: About) -> list[Item]:
        name = next((name for name in names if found and isinstance(found[0].get(name), str)), "")
        last = len(found) if stories is None else stories
        return [
            {**item, name: change(item[name])} if i < last and isinstance(item.get(name), str) else item
            for i, item in enumerate(found)
        ]

    return data(items(address, rewrite))


def changed(text: str, change: Callable[[Any], Any]) -> str:
    """Change JSON; any other text stays as it is."""
    try:
        data = json.loads(text)
    except ValueError:
        return text
    return json.dumps(change(data), ensure_ascii=False)


def _put(data: Any, change: Callable[[list[Item]], list[Item]]) -> Any:
    """Change the data's longest list of objects."""
    longest = max(_lists(data), key=len, default=None)
    if longest is not None:
        longest[:] = change([dict(item) for item in longest])
    return data


def _lists(data: Any) -> list[list[Item]]:
    """All lists of objects, without those inside others."""
    if isinstance(data, list) and data and all(isinstance(item, dict) for item in data):
        return [data]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [found for value in inner for found in _lists(value)]


def set_field(item: Item, names: tuple[str, ...], value: Any) -> Item:
    """Set the first field of a story that has one of the names."""
    name = next((name for name in names if name in item), None)
    return item if name is None else {**item, name: value}
