"""Asking whether a page's links answer: without the browser, politely, each address once in a run.

Several are asked at a time, no host more often than the site file says. A host that asks for patience (429,
or 503 with a Retry-After) is left alone for as long as it says. HEAD is asked first; what it refuses is asked
for with GET before anybody believes it.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from copydesk.browser.document import decode
from copydesk.browser.fetch import Reply, fetch
from copydesk.browser.notes import Notes
from copydesk.page.addresses import same_site
from copydesk.page.capture import Capture, LinkAnswer
from copydesk.page.heads import to_ask
from copydesk.page.page import Page
from copydesk.reading import linked
from copydesk.reading.listing import reading
from copydesk.site.model import Links, Site

FLIGHT = 6
"""How many requests are under way at a time."""
MOST = 400
"""How many addresses of one page are asked at most."""
PATIENCE = 60.0
"""Seconds after which the links of one page that are left are not asked any more."""
HOPS = 20
"""Redirects that are followed: as many as browsers follow."""
REST = 30.0
"""Seconds for which a host that asks for patience is left alone, where it does not say how long."""
LONGEST_REST = 600.0
READ = 5
"""How many of the pages that a list or inset leads to are read, not only asked for."""
_REDIRECTS = (301, 302, 303, 307, 308)

Fetch = Callable[[str, str, CookieJar], Reply]


class Asker:
    """Asks addresses, and remembers in `notes` what came of it; processes that share those share the work.

    `share` is among how many processes the rate is divided. `fetch` sends a request.
    """

    def __init__(self, links: Links, notes: Notes, share: int = 1, fetch: Fetch = fetch) -> None:
        self.links = links
        self.notes = notes
        self.share = share
        self.fetch = fetch
        self._pause = share / links.rate
        self._next: defaultdict[str, float] = defaultdict(float)
        self._lock = threading.Lock()

    def look(self, capture: Capture, site: Site) -> None:
        """Ask what the links of a captured page come to, and write it into the capture."""
        if self.links.check == "off" or capture.offline or capture.loaded is None:
            return
        wanted = addresses(capture, site)
        todo: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()
        for item in list(wanted.items())[:MOST]:
            todo.put(item)
        found: dict[str, LinkAnswer] = {}
        over = threading.Event()

        def work() -> None:
            while not over.is_set():
                try:
                    url, read = todo.get_nowait()
                except queue.Empty:
                    return
                found[url] = self.ask(url, read)

        # Daemons: a server that never comes to an end must not keep the run from ending.
        threads = [threading.Thread(target=work, daemon=True) for _ in range(min(FLIGHT, todo.qsize()))]
        end = time.monotonic() + PATIENCE
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
        over.set()
        late = LinkAnswer(unasked="there was no time left for it")
        many = LinkAnswer(unasked=f"the page has more than {MOST} links")
        capture.links = {url: found.get(url, late if at < MOST else many) for at, url in enumerate(wanted)}

    def ask(self, url: str, read: bool = False) -> LinkAnswer:
        """What comes of an address, asked unless that is known in this run; `read` the page there too."""
        with self.notes.of(url, read) as note:
            if note.answer is None:
                answer = self._ask(url, read)
                if answer.unasked:
                    return answer
                note.answer = answer
            return note.answer

    def known(self, capture: Capture, site: Site) -> None:
        """Write into the capture what is known of its links already, and ask nothing."""
        if self.links.check == "off" or capture.offline or capture.loaded is None:
            return
        known = {url: self.notes.known(url) for url in addresses(capture, site)}
        capture.links = {url: answer for url, answer in known.items() if answer is not None}

    def _ask(self, url: str, read: bool) -> LinkAnswer:
        cookies = CookieJar()
        home, seen = url, Counter[str]()
        method = "GET" if read else "HEAD"
        while True:
            host = urlsplit(url).netloc
            if self.notes.resting(host):
                return LinkAnswer(unasked=f"{host} asks to be left alone for a while")
            self._take_turn(host)
            reply = self.fetch(method, url, cookies)
            if reply.unasked:
                return LinkAnswer(unasked=reply.unasked)
            if reply.status == 429 or (reply.status == 503 and "retry-after" in reply.headers):
                self.notes.rest(host, min(seconds_of(reply.headers.get("retry-after", "")), LONGEST_REST))
                return LinkAnswer(unasked=f"{host} asks to be left alone for a while ({reply.status})")
            if method == "HEAD" and (reply.status >= 400 or reply.error):
                method = "GET"
                continue
            place = reply.headers.get("location", "")
            if reply.status not in _REDIRECTS or not place:
                break
            seen[url] += 1
            # Some set a cookie and send the reader back to the same address: once is no loop.
            if seen[url] > 2 or seen.total() > HOPS:
                return LinkAnswer(status=reply.status, url=url, loop=True)
            following = urldefrag(urljoin(url, escaped(place))).url
            if not following.startswith(("http://", "https://")) or not self._ours(following, home):
                return LinkAnswer(status=reply.status, url=following)
            url = following
        if not reply.status:
            return LinkAnswer(url=url, unanswered=reply.error)
        page = None
        if reply.body:
            page = linked.read(decode(reply.body, reply.headers.get("content-type", "")), url)
        return LinkAnswer(status=reply.status, url=url, page=page)

    def _ours(self, url: str, home: str) -> bool:
        return self.links.check == "all" or same_site(url, home)

    def _take_turn(self, host: str) -> None:
        """Wait until the host can be asked again without being asked too often."""
        with self._lock:
            now = time.monotonic()
            at = max(self._next[host], now)
            self._next[host] = at + self._pause
        if at > now:
            time.sleep(at - now)


def seconds_of(retry_after: str) -> float:
    """How long a host asks to be left alone: seconds, or until a date."""
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return REST


def escaped(location: str) -> str:
    """An address from a header, which may hold any bytes, with those escaped that no address can hold."""
    text = location.encode("latin-1", errors="replace").decode(errors="replace")
    return quote(text, safe="%/:=&?~#+!$,;'@()*[]|")


def addresses(capture: Capture, site: Site) -> dict[str, bool]:
    """The addresses that a page leads to, without fragments, and whether the page there is to be read.

    They are those of the site's own unless the site file asks for all. In every state of the visit: what
    "More news" brings has to answer too. What the head names for programs is among them.
    """
    page = Page(capture, site)
    home = capture.final_url or capture.url
    found = dict.fromkeys(to_read(page), True)
    for _, dom in page.states:
        for href in dom.hrefs.values():
            if href.startswith(("http://", "https://")):
                found.setdefault(urldefrag(href).url, False)
    for url in to_ask(page):
        if url.startswith(("http://", "https://")):
            found.setdefault(urldefrag(url).url, False)
    found.pop(urldefrag(home).url, None)
    return {url: read for url, read in found.items() if site.links.check == "all" or same_site(url, home)}


def to_read(page: Page) -> list[str]:
    """The pages that others of this page say something of: the first of the list, insets, persons."""
    dom = page.dom
    urls = [
        dom.hrefs[i]
        for name in ("read-also", "persons")
        for match in dom.matches(name)
        for i in [i for i in dom.subtree(match.node) if i in dom.hrefs][:READ]
    ]
    first = reading(page, "loaded") if page.element("feed") else None
    urls += [story.url for story in (first.stories if first else [])[:READ] if story.url]
    home = page.capture.final_url or page.capture.url
    return [
        urldefrag(url).url for url in urls if url.startswith(("http://", "https://")) and same_site(url, home)
    ]
