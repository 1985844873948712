"""What a fault is: how it breaks a page, what a reader would see of it, and the rule that must notice.

A fault acts where a page meets its reader: on the server's answers on their way to the browser (`Rewrite`,
`Respond`), on what runs before the page's own scripts (`Early`), on the browser itself (`Setting`), or on the
document once it has settled (`Dom`). It finds what to break through the site file, so it works on any site.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from copydesk.site.model import PageEntry, PageKind, Site

What = Literal["document", "data", "script", "stylesheet", "image", "font", "link"]
"""Kinds of answers: the page's own document; `data` is what its scripts ask for (XHR and fetch); `link` is
the answer when a link of the page is checked."""


class NotHereError(Exception):
    """The page has nothing that this fault could break; the message says what is missing."""


class About(msgspec.Struct, frozen=True):
    """What a `Rewrite` knows of the answer that it changes."""

    url: str
    page: PageEntry
    site: Site


Change = Callable[[str, About], str]
"""Takes the text of an answer and returns the new one, or the same if there is nothing to change."""


class Dom(msgspec.Struct, frozen=True):
    """Changes the document once it has settled, as the last thing before it is read.

    `op` names a function in `browser/meddle.js`, or is the source of a JavaScript function
    `(targets, argument, kit) => number of places changed`, or a sentence that says why there is nothing to
    change. `targets` are the visible nodes (with `hidden`, all nodes) that the site file's `element`, or its
    `part`, matches, narrowed by `which`; without an element, `[document.documentElement]`. `state` names the
    state in which it is done; "*" means every state.
    """

    op: str
    element: str = ""
    part: str = ""
    which: Literal["first", "last", "all"] = "first"
    argument: Any = None
    hidden: bool = False
    state: str = "loaded"


class Rewrite(msgspec.Struct, frozen=True):
    """Changes the server's answers of one kind on their way to the browser.

    `status` and `headers` (in lower case; an empty one is left out) replace the server's.
    """

    what: What
    change: Change = lambda text, about: text
    status: int = 0
    headers: dict[str, str] = {}


class Respond(msgspec.Struct, frozen=True):
    """Answers requests of one kind in the server's place, or spoils how they are answered.

    `status` with `body` and `content_type` is an answer; `cut` ends the connection; `hold` gives no answer
    during the whole visit; `unrecorded` answers as a recording does that has none; `delay` is in seconds.
    `url` is a regular expression that the address must match; for a link, it must match method and address,
    as in `HEAD https://…`.
    """

    what: What
    status: int = 0
    body: str = ""
    content_type: str = "text/html; charset=utf-8"
    cut: bool = False
    hold: bool = False
    unrecorded: bool = False
    delay: float = 0
    url: str = ""
    headers: dict[str, str] = {}


class Early(msgspec.Struct, frozen=True):
    """Runs a script in the page before its own. `waits`: the page never settles because of it."""

    script: str
    waits: bool = False


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Visits with other settings: another time zone, locale or clock (hours ahead of the site's).

    `https`: the site is shown under https though its server speaks http, as behind a proxy.
    """

    time_zone: str = ""
    locale: str = ""
    clock: float = 0
    https: bool = False


class Served(msgspec.Struct, frozen=True):
    """A fault of the embedded site's own server, by its name in `copydesk.demo.faults`.

    `waits`: it holds an answer back for longer than a visit waits.
    """

    name: str
    waits: bool = False


Act = Dom | Rewrite | Respond | Early | Setting | Served


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A way to break a page on purpose, or (`fine`) a look-alike: a page that seems broken and is not.

    `sees` is what a reader would see. `rule` is the one that must catch it; for a look-alike, the one that
    could take it for a defect. `also` are rules that name the same defect on sites whose scripts take it in
    another way. Only its `journeys` are walked. `seen` are the numbers of such
    defects in the list of those that news sites shipped.
    """

    name: str
    sees: str
    rule: str
    acts: tuple[Act, ...]
    kinds: tuple[PageKind, ...]
    journeys: tuple[str, ...] = ()
    seen: tuple[int, ...] = ()
    fine: bool = False
    also: tuple[str, ...] = ()

    @property
    def own(self) -> set[str]:
        """The rules that name what it does."""
        return {self.rule, *self.also}

    @property
    def waits(self) -> bool:
        """Whether a visit runs out of patience because of it."""
        return any(
            (isinstance(act, Respond) and act.hold) or (isinstance(act, Served | Early) and act.waits)
            for act in self.acts
        )

    @property
    def asks(self) -> bool:
        """Whether links have to be checked again because of it."""
        return self.rule.startswith("links/") or any(
            isinstance(act, Respond | Rewrite) and act.what == "link" for act in self.acts
        )

    @property
    def served(self) -> str:
        """The name of the embedded site's fault behind it, or an empty string."""
        return next((act.name for act in self.acts if isinstance(act, Served)), "")
