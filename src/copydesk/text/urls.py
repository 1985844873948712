"""Taking addresses apart as the standard library does, but without its errors: pages hold what is none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib import parse
from urllib.parse import SplitResult


def urlsplit(url: str) -> SplitResult:
    """The parts of an address; all of it is the path where it is none (`http://[section]/`)."""
    try:
        return parse.urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def urljoin(base: str, url: str) -> str:
    """An address on a page at `base`, whole; as it is where it is none."""
    try:
        return parse.urljoin(base, url)
    except ValueError:
        return url


def urldefrag(url: str) -> str:
    """An address without its fragment."""
    return url.partition("#")[0]


_COUNTING = re.compile(
    r"(?:utm|mtm|mkt|pk|hsa|mc|at|wt|ns|oly|vero|cm|ga|itm|spm|scm)_\w+|\w*clid|_ga|_gl|gclsrc|xtor|ito|"
    r"(?:i?cmp|(?:int|ext)cmp|campaign)(?:_?(?:id|name))?|ref(?:errer|_?src|_?url)?|smid|smtyp|spref|sr_share|"
    r"guccounter|ncid|taid|tpcc|srnd|__twitter_impression",
    re.IGNORECASE,
)
"""Parameters that say how a reader came, and never which page they came to."""
_PAGING = re.compile(r"page|pg?|paged|seite|pagina|start|offset|part|lang|hl|format|amp|print", re.IGNORECASE)
_FRONT = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")
_LAST = re.compile(r"(?:/index\.\w+|/amp)?/*$")
# A story's own name: several words, or a number. A script's name (`show-the-story.php`) needs its parameters.
_OWN_NAME = re.compile(r"(?:[^\W_]+[-_]){2,}[^\W_]+|[^/]*\d{4,}[^/]*")
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jspx?|cgi|pl|do|cfm)$", re.IGNORECASE)


class PageName(NamedTuple):
    """What in an address names a page: host, path, and the parameters that do not count readers."""

    host: str
    path: str
    query: tuple[tuple[str, str], ...]


class PageAddress(str):
    """An address as it is written, without fragment and last slash. It is equal to all that name the same
    page: without "www.", encoded in another way, or with parameters that say how a reader came.
    """

    __slots__ = ()

    def __new__(cls, url: str) -> PageAddress:
        return super().__new__(cls, urldefrag(url).rstrip("/"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self.named == page_named(str(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.named)

    @property
    def named(self) -> PageName:
        """What in it names the page."""
        return page_named(str(self))

    @property
    def is_front(self) -> bool:
        """Whether it is that of a site's front page. `/?cat=3` is another page."""
        return bool(self.named.host) and not self.named.path and not self.named.query

    def is_page(self, other: PageAddress) -> bool:
        """Whether both lead to one page. Where the path is a story's own name, a parameter that one of the
        two lacks says how a reader came, whatever it is called, unless it counts the pages of the story.
        """
        mine, others = self.named, other.named
        if mine == others:
            return True
        last = mine.path.rpartition("/")[2]
        story = not _SCRIPT.search(last) and _OWN_NAME.fullmatch(last.partition(".")[0])
        if mine[:2] != others[:2] or not story:
            return False
        apart = {name for name, _ in {*mine.query} ^ {*others.query}}
        both = {name for name, _ in mine.query} & {name for name, _ in others.query}
        return not apart & both and not any(_PAGING.fullmatch(name) for name in apart)


@lru_cache(maxsize=8192)
def page_named(url: str) -> PageName:
    """What in an address names a page."""
    parts = urlsplit(urldefrag(url))
    host = _FRONT.sub("", parts.netloc.lower().rpartition("@")[2])
    path = _LAST.sub("", parse.unquote(parts.path))
    if parts.scheme not in ("", "http", "https"):
        path = f"{parts.scheme}:{path}"
    pairs = sorted(parse.parse_qsl(parts.query, keep_blank_values=True))
    return PageName(host, path, tuple(pair for pair in pairs if not _COUNTING.fullmatch(pair[0])))
