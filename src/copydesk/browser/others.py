"""Other sites: what a page asks of them is not loaded, unless the site file allows them by name.

Their advertisements, counters and posts differ from visit to visit, and are none of the site's doing. The
browser's own resolver finds no address for their names, which costs no request anything. Where the site is on
this machine, so are the other servers of whoever works on it, which are let be.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.addresses import domain, same_site
from copydesk.site.model import Site
from copydesk.text.hosts import host_of

EVERYBODY = "*"
"""What a site file allows to have all other sites' files loaded."""
EMBEDDED = "http://127.0.0.1"
"""Where the embedded site is, but for its port."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")
NOT_FOUND = "NAME_NOT_RESOLVED"
"""How the browser's error for a name without an address reads."""


class Others:
    """Tells a site's own addresses, and those that it allows, from all others.

    Its own are the hosts of its base address, of `base_url`, and of its pages, each with all names under the
    same domain.
    """

    def __init__(self, site: Site, base_url: str = "") -> None:
        self._allowed = site.third_parties
        pages = (entry.url for entry in site.pages if "://" in entry.url)
        self._own = list(dict.fromkeys(url for url in (base_url, site.base_url, *pages) if url))
        if self._allowed is not None and any(host_of(url) in LOOPBACK for url in self._own):
            self._allowed = [*self._allowed, *LOOPBACK]

    @property
    def arguments(self) -> list[str]:
        """Arguments for the browser, with which it finds no other names. None where everybody is allowed."""
        if self._allowed is None or EVERYBODY in self._allowed:
            return []
        excluded = ", ".join(f"EXCLUDE {pattern}" for pattern in dict.fromkeys(self._patterns()))
        return [f"--host-resolver-rules=MAP * ~NOTFOUND, {excluded}"]

    def refuses(self, url: str) -> bool:
        """Whether an address is one of those that are not loaded."""
        host = host_of(url)
        if not host or self._allowed is None or EVERYBODY in self._allowed:
            return False
        if any(same_site(url, own) for own in self._own):
            return False
        return not any(host == name or host.endswith(f".{name}") for name in self._allowed)

    def _patterns(self) -> Iterator[str]:
        hosts = [host_of(url) for url in self._own]
        for name in (*map(domain, hosts), *(self._allowed or ())):
            yield f"[{name}]" if ":" in name else name
            if not name.rpartition(".")[2].isdigit() and ":" not in name:
                yield f"*.{name}"
