"""Whether a part of a story is for subscribers: the one idea that all rules about a text's end ask.

Declares no rule.
"""

from __future__ import annotations

import re
from typing import Any

from copydesk.page.page import Page
from copydesk.reading.source import source_of

_WALL = re.compile(r"pay-?wall|subscri|premium|metered|regwall|abo-|locked|piano|plus-", re.IGNORECASE)


def is_restricted(page: Page) -> bool:
    """Whether the page says that not all of the story is free, or has something that looks like a paywall."""
    return declares(page) or has_wall(page)


def declares(page: Page) -> bool:
    """Whether the JSON-LD says so: of the article, or of a part of it."""
    thing = source_of(page).article
    parts = thing.get("hasPart")
    listed = parts if isinstance(parts, list) else [parts]
    return any(_is_closed(one) for one in (thing, *listed) if isinstance(one, dict))


def _is_closed(thing: dict[str, Any]) -> bool:
    return str(thing.get("isAccessibleForFree", "")).strip().rpartition("/")[2].lower() in (
        "false",
        "no",
        "0",
    )


def has_wall(page: Page) -> bool:
    """Whether something on the page is named like a paywall."""
    named = {(node.attrs.get("class", ""), node.attrs.get("id", "")) for node in page.dom.nodes if node.attrs}
    return any(_WALL.search(classes) or _WALL.search(identity) for classes, identity in named)
