"""What a site's titles may have around a headline. Declares no rule.

A headline's element may hold a kicker ("Opinion", "Live") beside it; a title may have the kind of story, a
topic and the site's name before and after it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.page.page import Page
from copydesk.records.article import Article
from copydesk.site.model import Site
from copydesk.text.compare import plain, words

KICKER = 4
"""Words that a kicker or a topic has at most."""
_APART = re.compile(r"\s*[|:·•»/]\s*|(?:^|\s+)-+(?:\s+|$)")


def says_headline(site: Site) -> bool:
    """Whether the site's titles are its headlines, as far as the site file says so."""
    return site.titles == "headline" or (
        not site.titles and bool(site.title_suffix or site.title_suffixes or site.title_prefixes)
    )


def headlines(page: Page, article: Article) -> list[str]:
    """The headline, and what is left of it without the kickers in its element."""
    dom = page.dom
    found = [article.headline]
    for match in page.matches("headline")[:1]:
        named = match.parts.get("kicker", [])
        guessed = [i for i in dom.children[match.node] if dom.nodes[i].tag not in ("#text", "br", "wbr")]
        for kickers in (named, guessed[:1], guessed[-1:]):
            kept = plain(article.headline)
            for i in kickers:
                text = plain(dom.text(i))
                if kickers is named or len(words(text)) <= KICKER:
                    kept = kept.removeprefix(text).removesuffix(text).strip(" |:·•-")
            if kept:
                found.append(kept)
    return list(dict.fromkeys(found))


def without_site(page: Page, title: str) -> list[str]:
    """A title, and what is left of it without what the site file says is around the headline."""
    site = page.site
    bare = plain(title)
    found = [bare]
    for suffix in filter(None, site.title_suffixes or [site.title_suffix]):
        if match := _form(suffix, "$").search(bare):
            found.append(bare[: match.start()].strip())
    for prefix in site.title_prefixes:
        found += [one[match.end() :].strip() for one in found if (match := _form(prefix, "").match(one))]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=200)
def _form(text: str, end: str) -> re.Pattern[str]:
    """What is around a headline, as a pattern."""
    parts = [re.escape(plain(part)) for part in text.split("*")]
    return re.compile(r"\s*" + r"\s*[^|]{1,80}?\s*".join(parts) + r"\s*" + end)


def framed(title: str, headline: str) -> bool:
    """Whether a title is the headline with a topic or the kind of story before or after it."""
    before, found, after = plain(title).partition(plain(headline))
    if not found or len(words(headline)) < 2:
        return False
    return _is_frame(before, -1) and _is_frame(after, 0)


def _is_frame(text: str, at: int) -> bool:
    """Whether a text is nothing, or a few words that a mark sets apart from what is on one side of it."""
    if not text.strip():
        return True
    pieces = _APART.split(text)
    return len(pieces) > 1 and not pieces[at].strip() and all(len(words(piece)) <= KICKER for piece in pieces)
