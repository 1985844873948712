"""Share links: which network each is for, and the blocks they stand in."""

from __future__ import annotations

import re

from copydesk.page.page import Page
from copydesk.records.parts import ShareLink
from copydesk.text.urls import urlsplit

BLOCKS = 50
"""How many share blocks of a page are read."""

_NETWORKS = {
    "facebook": (r"(?:[\w-]+\.)?facebook\.com", r"/(?:sharer|share|dialog/(?:share|feed|send))"),
    "messenger": (r"fb-messenger", r""),
    "x": (r"(?:www\.|mobile\.)?(?:x|twitter)\.com", r"/(?:intent|share|home\?status)"),
    "telegram": (r"(?:t|telegram)\.me", r"/share"),
    "whatsapp": (r"whatsapp|wa\.me|(?:api|web|www)\.whatsapp\.com", r"(?:/?send|/?\?text|/$)"),
    "email": (r"mailto", r""),
    "sms": (r"sms", r""),
    "linkedin": (r"(?:www\.)?linkedin\.com", r"/(?:shareArticle|sharing|cws/share)"),
    "reddit": (r"(?:www\.)?reddit\.com", r"/(?:submit|r/\w+/submit)"),
    "pinterest": (r"(?:[\w-]+\.)?pinterest\.[a-z.]+", r"/pin/create"),
    "vk": (r"(?:www\.)?(?:vk\.com|vkontakte\.ru|vk\.ru)", r"/share"),
    "ok": (r"(?:www\.|connect\.)?(?:ok\.ru|odnoklassniki\.ru)", r"/(?:offer|dk)"),
    "bluesky": (r"bsky\.app", r"/intent"),
    "threads": (r"(?:www\.)?threads\.(?:net|com)", r"/intent"),
    "mastodon": (r"[\w.-]+", r"/share\?text="),
    "line": (r"(?:(?:social-plugins|lineit|timeline)\.)?line\.me", r"/(?:lineit/share|R/msg|msg)"),
    "line-app": (r"line", r"msg"),
    "hatena": (r"b\.hatena\.ne\.jp", r"/(?:entry|add)"),
    "kakao": (r"(?:story|sharer|accounts)\.kakao\.com|kakaolink|storylink", r""),
    "naver": (r"(?:share|blog)\.naver\.com", r"/(?:web/share|openapi)"),
    "band": (r"(?:www\.)?band\.us", r"/plugin/share"),
    "viber": (r"viber", r""),
    "xing": (r"(?:www\.)?xing\.com", r"/(?:spi/shares|social_plugins/share|app/user)"),
    "tumblr": (r"(?:www\.)?tumblr\.com", r"/(?:share|widgets/share)"),
    "flipboard": (r"share\.flipboard\.com", r""),
    "pocket": (r"getpocket\.com", r"/(?:save|edit)"),
    "weibo": (r"(?:service|v)\.(?:weibo\.com|t\.sina\.com\.cn)", r"/share"),
}  # fmt: skip
"""By network: its host, or its scheme where that is an app's own, and what follows it in a share link."""
_LIKELY = re.compile(
    r"shar|intent|submit|send|pin/create|mailto:|sms:|viber:|kakao|story|msg|entry|/add|offer|openapi|plugin"
    r"|status|save|edit|shares|user|messenger:|whatsapp|wa\.me",
    re.IGNORECASE,
)
_PATTERNS = [
    (name.removesuffix("-app"), re.compile(host), re.compile(path))
    for name, (host, path) in _NETWORKS.items()
]


def network(url: str) -> str:
    """The network that an address shares to, or empty when it is not the address of a share link."""
    url = url[:2000]
    if not _LIKELY.search(url):
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    web = parts.scheme in ("http", "https")
    place = (parts.netloc.lower() if web else parts.scheme.lower()).rpartition("@")[2]
    rest = f"{parts.path}?{parts.query}" if web else f"{parts.netloc}{parts.path}?{parts.query}"
    if place == "mailto" and parts.path:
        # A letter to somebody: the page's contact, not the reader's friend.
        return ""
    for name, host, path in _PATTERNS:
        if host.fullmatch(place) and path.search(rest):
            return name
    return ""


def share_blocks(page: Page) -> list[list[ShareLink]]:
    """One list per share block, in page order.

    With an element `share` its links are those of its part `link`, else all in it; one whose network is not
    known is called by its host. Without, links to the share addresses of known networks are gathered by the
    element they stand in.
    """
    if page.element("share") is None:
        return _gathered(page)
    dom = page.dom
    blocks = []
    for match in page.matches("share")[:BLOCKS]:
        links = match.parts.get("link") or list(dom.find("a", match.node))
        block = [ShareLink(network=_named(page, i), url=dom.hrefs[i]) for i in links if i in dom.hrefs]
        blocks.append(block)
    return blocks


def _named(page: Page, index: int) -> str:
    url = page.dom.hrefs[index]
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    shown = page.dom.text(index) or page.dom.attr(index, "aria-label") or "link"
    return network(url) or ((host or "").removeprefix("www.") if host else "") or shown.lower()[:50]


def _gathered(page: Page) -> list[list[ShareLink]]:
    dom = page.dom
    links = [(index, name, url) for index, url in dom.hrefs.items() if (name := network(url))]
    counts: dict[int, int] = {}
    for index, _, _ in links[:1000]:
        for depth, ancestor in enumerate(dom.ancestors(index)):
            if depth == 8:
                break
            counts[ancestor] = counts.get(ancestor, 0) + 1
    blocks: dict[int, list[ShareLink]] = {}
    for index, name, url in links[:1000]:
        near = (a for depth, a in enumerate(dom.ancestors(index)) if depth < 8 and counts.get(a, 0) > 1)
        block = next(near, dom.nodes[index].parent)
        blocks.setdefault(block, []).append(ShareLink(network=name, url=url))
    return list(blocks.values())[:BLOCKS]
