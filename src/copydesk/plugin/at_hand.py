"""A page that the browser has visited and still has open: what you can ask of it until it is closed."""

from __future__ import annotations

import os
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.plugin import options
from copydesk.plugin.artifacts import Artifacts, slug
from copydesk.plugin.places import unmoved
from copydesk.plugin.suite import Suite
from copydesk.report.run import PICTURES, Kept, Picture

if TYPE_CHECKING:
    from copydesk.browser.visit import Visitor
    from copydesk.page.capture import Capture
    from copydesk.verdicts.check import Checked


class AtHand:
    """An open page. `scope` identifies its visit, `browser` is the browser's name and version."""

    def __init__(
        self,
        suite: Suite,
        scope: str,
        browser: str,
        artifacts: Artifacts,
        visitor: Visitor,
        coming: Future[Capture],
    ) -> None:
        self.suite = suite
        self.scope = scope
        self.browser = browser
        self.artifacts = artifacts
        self.visitor = visitor
        self.coming = coming
        self.capture: Capture | None = None
        self.kept: Kept | None = None
        self.owed = 0.0
        """Seconds of the visits that are this page's and that another's item has spent, or the reverse."""
        self.failed = True
        """Whether an item has failed on it; it counts as failed until one has looked."""
        self.left = False

    def picture(self, checked: Checked) -> Picture | None:
        """A screenshot of the page after its visit, in the report's folder."""
        from copydesk.browser.start import BrowserError

        capture = checked.capture
        last = capture.states[-1] if capture.states else None
        if self.left or last is None or last.snapshot is None:
            return None
        folder = f"{self.suite.run_name}/{PICTURES}"
        try:
            written = self.visitor.picture(
                options.report_folder(self.suite.config) / folder / slug(self.scope)
            )
        except (BrowserError, LookupError, OSError):
            # Of a page in a very bad state, or where there is no room, there is no picture; its findings are
            # told all the same.
            return None
        also = unmoved(capture, checked.findings, last.name)
        return Picture(
            file=f"{folder}/{written.name}", width=last.snapshot.viewport[0], state=last.name, also=also
        )

    def take_owed(self) -> float:
        """Seconds to add to the time of the page's first item, told once: pages share the time of visits."""
        owed, self.owed = 0.0 if self.left else self.owed, 0.0
        return owed

    def recordings(self) -> tuple[str, str]:
        """The trace and the video of the page, which has failed, as seen from the report's folder."""
        if self.left:
            return "", ""
        folder = options.report_folder(self.suite.config).resolve()
        trace, video = (
            Path(os.path.relpath(path, folder)).as_posix() if path else ""
            for path in self.artifacts.of_failure
        )
        return trace, video
