"""Asking the links of a page that is broken on purpose: faults answer in the server's place."""

from __future__ import annotations

import re
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from copydesk.browser.document import decode
from copydesk.browser.fetch import Reply
from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.faults.fault import About, Fault, Respond, Rewrite
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site


class SpoiledFetch:
    """Sends requests as `asker` does, but for those that a fault answers; `changed` counts them by fault."""

    def __init__(self, asker: Asker, faults: list[Fault], site: Site, entry: PageEntry) -> None:
        self.faults = faults
        self.changed: Counter[str] = Counter()
        self._fetch = asker.fetch
        self._site = site
        self._entry = entry

    def touches(self, url: str) -> bool:
        """Whether a fault has something to say of an address."""
        return any(
            isinstance(act, Rewrite) or re.search(act.url.removeprefix("HEAD "), url)
            for _, act in self._acts()
        )

    def __call__(self, method: str, url: str, cookies: CookieJar) -> Reply:
        """The answer to a request."""
        for fault, act in self._acts():
            if isinstance(act, Respond) and re.search(act.url, f"{method} {url}"):
                self.changed[fault.name] += 1
                if act.cut:
                    return Reply(error="the connection was closed")
                headers = {"content-type": act.content_type, **act.headers}
                return Reply(status=act.status or 200, headers=headers, body=act.body.encode())
        reply = self._fetch(method, url, cookies)
        for fault, act in self._acts():
            if isinstance(act, Rewrite) and reply.body:
                text = decode(reply.body, reply.headers.get("content-type", ""))
                changed = act.change(text, About(url=url, page=self._entry, site=self._site))
                self.changed[fault.name] += changed != text
                reply.body = changed.encode()
        return reply

    def _acts(self) -> list[tuple[Fault, Any]]:
        return [
            (fault, act)
            for fault in self.faults
            for act in fault.acts
            if isinstance(act, Respond | Rewrite) and act.what == "link"
        ]


def look_broken(
    asker: Asker, faults: list[Fault], site: Site, entry: PageEntry, capture: Capture
) -> Counter[str]:
    """As `Asker.look`, with the links broken; in how many answers each fault has changed something.

    What no fault touches is not asked again where `asker` knows it.
    """
    fetch = SpoiledFetch(asker, faults, site, entry)
    with TemporaryDirectory(prefix="copydesk-") as folder:
        notes = Notes(Path(folder), beneath=asker.notes, unless=fetch.touches)
        Asker(asker.links, notes, asker.share, fetch).look(capture, site)
    return fetch.changed
