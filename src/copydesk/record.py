"""Recording a site: visit every page of its site file, ask its links, and keep what was answered."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import msgspec

from copydesk.browser.fetch import fetch
from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.browser.others import Others
from copydesk.browser.recording import RecordingFetch, RecordingVisitor
from copydesk.browser.start import started_browser
from copydesk.capture import Capture
from copydesk.demo.server import serve
from copydesk.recording.plain import Plain
from copydesk.recording.recorder import Recorder
from copydesk.recording.traffic import Manifest, Recording
from copydesk.site import Site
from copydesk.urls import urlsplit

EMBEDDED = "http://127.0.0.1:8000"
"""Where the embedded site is in recordings, whatever port it was given: where `copydesk demo` serves it."""
PATIENCE = 6
"""A page that is recorded is given so many times its patience: what comes late then need not be missing."""


class Session:
    """One recording of a site as it is made. `pages()` visits, `recording()` is what came of it."""

    def __init__(self, site: Site) -> None:
        now = datetime.now(ZoneInfo(site.time_zone) if site.time_zone else UTC)
        moment = site.now or now.replace(microsecond=0)
        self.site = msgspec.structs.replace(site, now=moment, patience=site.patience * PATIENCE)
        self._plain = Plain(moment, site.volatile)
        self._recorder = Recorder(self._plain)
        self._browser = ""

    def pages(self) -> Generator[Capture]:
        """Visit the pages, one after the other, with what their links come to.

        Raises `UnreachableError`, `BrowserSettingError`, `BrowserStartError`, and RuntimeError where the
        embedded site does not start.
        """
        with ExitStack() as stack:
            base_url = self.site.base_url
            if self.site.embedded:
                base_url = stack.enter_context(serve()).rstrip("/")
                renamed = urlsplit(base_url).netloc, urlsplit(EMBEDDED).netloc
                self._recorder = Recorder(self._plain, renamed)
            wishes = Others(self.site, base_url).arguments
            browser = stack.enter_context(started_browser(wishes=wishes))
            self._browser = f"{browser.browser_type.name} {browser.version}"
            visitor = RecordingVisitor(browser, self.site, self._recorder, base_url=base_url)
            stack.enter_context(visitor)
            notes = Notes(Path(stack.enter_context(TemporaryDirectory(prefix="copydesk-"))))
            asker = Asker(self.site.links, notes, fetch=RecordingFetch(self._recorder, fetch))
            for entry in self.site.pages:
                capture = visitor.visit(entry)
                asker.look(capture, self.site)
                yield capture

    @property
    def left_out(self) -> list[str]:
        """Addresses whose answers are too large to keep."""
        return self._recorder.left_out

    def recording(self) -> Recording:
        """What was recorded."""
        assert self.site.now is not None
        return self._recorder.recording(
            Manifest(
                site=self.site.name,
                base_url=EMBEDDED if self.site.embedded else self.site.base_url,
                moment=self.site.now,
                browser=self._browser,
                pages=[entry.name for entry in self.site.pages],
            )
        )
