"""The site file: where the pages are, which elements they must have, what is expected of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Literal, get_args

import msgspec

from copydesk.disk.read import FileError

PageKind = Literal["article", "feed", "filter"]


class Element(msgspec.Struct, kw_only=True):
    """An element of the site's pages.

    `parts` are selectors relative to the element. `count` is how many there must be, (least, most); None for
    either means no bound. `items` is how many items each must have.
    """

    selector: str
    required: bool = False
    count: tuple[int | None, int | None] = (None, None)
    items: tuple[int | None, int | None] = (None, None)
    parts: dict[str, str] = {}


class PageEntry(msgspec.Struct, kw_only=True):
    """A page to visit. `url` is absolute, or a path under the base URL.

    `choose` are the section names that a filter page's visit chooses; `journeys` are the things that the
    visit does beside loading the page; `query` is what the journey `search` types.
    """

    name: str
    kind: PageKind
    url: str
    journeys: list[str] = []
    choose: list[str] = []
    query: str = ""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Whether links are checked for answering, and how.

    `check` is whose links: the site's `own`, those to `all` sites, or none. `rate` is how many requests a
    second one host gets at most. `same_headlines`: lists and insets show an article's own headline.
    """

    check: Literal["own", "all", "off"] = "off"
    rate: float = 10.0
    same_headlines: bool = False


class Off(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that says nothing on the site, or only warns, and why; `until` is the last day of that.

    The others say where: on a `page`, on pages of a `kind`, in what is about an `element`, or in the
    `message`, in which * stands for anything. What is empty holds everywhere.
    """

    reason: str
    page: str = ""
    kind: PageKind | Literal[""] = ""
    element: str = ""
    message: str = ""
    until: date | None = None
    as_: Literal["off", "warning"] = msgspec.field(default="off", name="as")

    @property
    def told(self) -> str:
        """Reason and end in one line."""
        return f"{self.reason}, until {self.until.isoformat()}" if self.until else self.reason

    @property
    def everywhere(self) -> bool:
        """Whether the rule says nothing at all, on any page."""
        return self.as_ == "off" and not (self.page or self.kind or self.element or self.message)

    def over(self, today: date | None) -> bool:
        """Whether its last day is over."""
        return today is not None and self.until is not None and today > self.until


class Site(msgspec.Struct, kw_only=True):
    """A site file, checked and with its defaults filled in. `Site()` is the default for any page."""

    name: str = "default"
    title: str = ""
    path: Path | None = None
    base_url: str = ""
    embedded: bool = False
    language: str = ""
    time_zone: str = ""
    now: datetime | None = None
    agency: str = ""
    dateline: str = ""
    time_like: str = ""
    """A time as the site shows it over an article, for an example: "March 31, 08:47 UTC+3"."""
    title_suffix: str = ""
    """The first of `title_suffixes`."""
    title_suffixes: list[str] = []
    title_prefixes: list[str] = []
    """What a title may have after and before the headline; `*` stands for any words."""
    titles: Literal["", "headline", "free"] = ""
    """Whether titles say what the headline says; "" where the site file does not say so."""
    networks: list[str] = []
    sections: list[str] = []
    """The navigation's sections as readers see them, in their order; none where the site file is silent."""
    patience: float = 10.0
    stale_after: float = 48.0
    """Hours after which a feed whose newest story is older is stale."""
    pages: list[PageEntry] = []
    elements: dict[str, dict[str, Element]] = {}
    """By `all`, `article`, `feed` and `filter`, then by element name."""
    off: dict[str, list[Off]] = {}
    """Rules that are switched off, by name: where, and why."""
    mask: list[str] = []
    """Record paths whose value changes from run to run, left out of snapshots."""
    volatile: list[str] = []
    """Names of parameters whose values are not kept in recordings, and do not matter when one is replayed."""
    third_parties: list[str] | None = None
    """Other sites' hosts that pages may load files from, "*" for all; None, of no site file, allows all."""
    links: Links = msgspec.field(default_factory=Links)
    schemas: dict[str, str] = {}
    """By page kind: a schema file that tightens copydesk's own, relative to the site file."""

    def schema_of(self, kind: str) -> Path | None:
        """The site's own schema for the records of a kind of page, if it has one."""
        named = self.schemas.get(kind)
        return self.path.parent / named if self.path and named else None

    def elements_of(self, kind: str) -> dict[str, Element]:
        """The elements of a kind of page: those of every kind, overridden by its own."""
        return {**self.elements.get("all", {}), **self.elements.get(kind, {})}


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """The selectors of an element and its parts."""

    selector: str
    parts: dict[str, str] = {}


class Shaped(msgspec.Struct, kw_only=True):
    """What of a site file shapes the captures of its pages; all the rest is for the rules.

    `elements` are by page kind and name.
    """

    language: str = ""
    time_zone: str = ""
    now: datetime | None = None
    patience: float = 10.0
    links: Literal["own", "all", "off"] = "off"
    third_parties: list[str] | None = None
    pages: list[PageEntry] = []
    elements: dict[str, dict[str, Sought]] = {}


def shaped_by(site: Site) -> Shaped:
    """What of a site shapes captures."""
    return Shaped(
        language=site.language,
        time_zone=site.time_zone,
        now=site.now,
        patience=site.patience,
        links=site.links.check,
        third_parties=site.third_parties,
        pages=site.pages,
        elements={
            kind: {
                name: Sought(selector=element.selector, parts=element.parts)
                for name, element in site.elements_of(kind).items()
            }
            for kind in get_args(PageKind)
        },
    )


class SiteError(FileError):
    """A site file that cannot be used. Its text is every problem at once, one a line, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def default_site(base_url: str = "") -> Site:
    """The site for pages that no site file speaks of: everything is read by the page's own semantics."""
    return Site(base_url=base_url)
