"""What stands beside a story: what is, by its kind or its names, navigation, sharing, captions …"""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.page.dom import Dom

OUTSIDE = frozenset({"nav", "footer", "aside", "form", "figure", "figcaption"})
"""Elements whose text is not the story's."""
ROLES = frozenset({"navigation", "complementary", "contentinfo", "dialog", "alertdialog", "banner", "search"})
"""ARIA roles of elements whose text is not the story's."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS = re.compile(
    r"(?<![a-z])(?:"
    r"related|recommend|recirc|read-?(?:more|also|next)|more-?(?:on|from|stories|news|articles|about)|also-?read"
    r"|teaser|news-?letter|subscri(?!\w*-?(?:only|preview|premium|content|text|article))|sign-?up|promo|advert"
    r"|ads?(?![a-z])|sponsor|banner|outbrain|taboola"
    r"|tweet|twitter-|instagram|tik-?tok|facebook|embed|comments?(?![a-z])|disqus|shar(?:e|ing)|social|follow"
    r"|bread-?crumb|by-?line|author|credit|copyright|caption|tags?(?![a-z])|topics?(?![a-z])|keywords"
    r"|foot(?:er)?(?![a-z])|side-?bar|cookie|consent|gdpr|modal|popup|overlay|tool-?bar|nav(?![a-z])|navigation"
    r"|menu|paginat|pager|most-?read|popular|trending|player|toc(?![a-z])|poll(?![a-z])|quiz|login"
    r"|regist(?:er|ration)|donat|widget|sr-only|visually-?hidden|screen-?reader|skip|bio(?![a-z])|time-?stamp"
    r"|metadata|meta(?![a-z])"
    r")"
)


def outside(dom: Dom) -> set[int]:
    """The elements that are beside the story by what they are or are called, not those inside them."""
    found = set()
    for index, node in enumerate(dom.nodes):
        if node.tag == "#text":
            continue
        attrs = node.attrs
        names = f"{attrs.get('class', '')} {attrs.get('id', '')}" if attrs else ""
        if node.tag in OUTSIDE or attrs.get("role") in ROLES or (names and named_beside(names)):
            found.add(index)
    return found


@lru_cache(maxsize=20_000)
def named_beside(names: str) -> bool:
    """Whether classes and id name something beside the story."""
    return bool(_WORDS.search(spread(names)))


def spread(names: str) -> str:
    """Names in small letters, with their words apart: "relatedLinks" becomes "related-links"."""
    return _CAMEL.sub("-", names[:300]).lower()
