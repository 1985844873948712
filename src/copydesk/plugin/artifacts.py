"""pytest-playwright's --tracing, --video and --screenshot for visits, which several items share.

That plugin records one test at a time; here the unit is the page. Its files go to `<--output>/<page>/`.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from copydesk.browser.visit import Visitor


class Artifacts:
    """The recordings of one visit, kept or discarded when it is over."""

    def __init__(self, config: pytest.Config, page: str) -> None:
        self._tracing = str(config.getoption("--tracing", "off"))
        self._video = str(config.getoption("--video", "off"))
        self._screenshot = str(config.getoption("--screenshot", "off"))
        self._folder = Path(str(config.getoption("--output", "test-results"))).absolute() / slug(page)
        self._recordings: Path | None = None

    @property
    def recorded(self) -> bool:
        """Whether the visit needs its own browser context: recordings are per context."""
        return self._tracing != "off" or self._video != "off"

    @property
    def of_failure(self) -> tuple[Path | None, Path | None]:
        """Where the trace and the video will be when the visit is over, if something fails on it."""
        return (
            self._folder / "trace.zip" if self._tracing != "off" else None,
            self._folder / "video.webm" if self._video != "off" else None,
        )

    def context_options(self, options: dict[str, Any]) -> dict[str, Any]:
        """The options for that context."""
        if self._video == "off":
            return options
        self._recordings = Path(tempfile.mkdtemp(prefix="copydesk-video-"))
        return {**options, "record_video_dir": str(self._recordings)}

    def start(self, visitor: Visitor) -> None:
        """Begin to record, before the visit."""
        if self._tracing != "off":
            visitor.context.tracing.start(screenshots=True, snapshots=True)

    def finish(self, visitor: Visitor, *, failed: bool) -> None:
        """Keep the wanted recordings of a visit that is over, while its page is still open."""
        from copydesk.browser.start import BrowserError

        # What cannot be recorded of a page that is gone must not make a failure of its own.
        with suppress(BrowserError, LookupError):
            if self._screenshot == "on" or (self._screenshot == "only-on-failure" and failed):
                visitor.screenshot(self._folder / "screenshot.jpg")
        with suppress(BrowserError):
            if self._tracing == "on" or (self._tracing == "retain-on-failure" and failed):
                visitor.context.tracing.stop(path=self._folder / "trace.zip")

    def closed(self, *, failed: bool) -> None:
        """Keep what is complete only after the context is closed."""
        if self._recordings is None:
            return
        if self._video == "on" or failed:
            self._folder.mkdir(parents=True, exist_ok=True)
            for recording in self._recordings.glob("*.webm"):
                shutil.move(recording, self._folder / "video.webm")
        shutil.rmtree(self._recordings, ignore_errors=True)


def slug(name: str) -> str:
    """A page's name as a file name that cannot lead out of a folder."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80]
    return (
        plain
        if plain == name
        else f"{plain}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:6]}"
    )
