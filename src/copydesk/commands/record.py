"""`copydesk record`: visit every page of a site file, check its links, and keep all answers."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import click
import msgspec

from copydesk.browser.fetch import fetch
from copydesk.browser.find import BrowserSettingError
from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.browser.others import Others
from copydesk.browser.probe import BrowserStartError
from copydesk.browser.recording import RecordingFetch, RecordingVisitor
from copydesk.browser.start import BrowserError, launching, why
from copydesk.browser.together import Living
from copydesk.browser.visit import UnreachableError
from copydesk.commands.progress_bar import progress_bar
from copydesk.commands.shared import INTERRUPTED, CannotRunError, check_writable, site_of
from copydesk.demo.server import serve
from copydesk.page.capture import Capture
from copydesk.recording.plain import Plain
from copydesk.recording.recorder import Recorder
from copydesk.recording.store import save
from copydesk.recording.traffic import Manifest, Recording
from copydesk.report.text import one_line
from copydesk.site.model import Site
from copydesk.text.breakdown import broken_down
from copydesk.text.counted import count
from copydesk.text.urls import urlsplit

FOLDER = Path("recordings")
EMBEDDED = "http://127.0.0.1:8000"
"""Where the embedded site is in recordings, whatever port it was given: where `copydesk demo` serves it."""
PATIENCE = 6
"""A page that is recorded is given so many times its patience: what comes late then need not be missing."""


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    help="The site file whose pages are visited. Default: sites/lantern.toml.",
)
def record(file: Path | None, site_file: Path | None) -> None:
    """Visit the site's pages and keep all answers, so that you can check the pages later with the network
    closed.

    FILE is where to write the recording. Default: recordings/NAME.zip, by the site's name. `pytest tests/site
    --replay FILE` then runs the suite on it. A recording contains no cookies, and no values of parameters
    that are secret or differ from visit to visit.

    Exit code: 0; 1 if a page could not be visited completely, so that a part of it may be missing; 2 if the
    site or the browser was not available, in which case an earlier recording stays as it is.
    """
    raise SystemExit(execute(site_file, file))


def execute(site_file: Path | None, file: Path | None) -> int:
    """Record, write, print; returns the exit code. Raises click's own errors for invalid input."""
    site, _ = site_of(site_file)
    path = file or FOLDER / f"{site.name}.zip"
    check_writable(path)
    session = Session(site)
    try:
        trouble = _visit(session)
    except KeyboardInterrupt:
        click.echo(f"Interrupted before all pages were visited; {_untouched(path)}.")
        return INTERRUPTED
    except (UnreachableError, BrowserSettingError, BrowserStartError, RuntimeError) as error:
        raise CannotRunError(f"{error} ({_untouched(path)})") from None
    except BrowserError as error:
        raise CannotRunError(f"{why(error)} ({_untouched(path)})") from None
    for url in session.left_out:
        click.echo(f"! too large, so not in the recording: {one_line(url)}")
    recording = session.recording()
    try:
        size = save(recording, path)
    except OSError as error:
        raise CannotRunError(f"{path} cannot be written: {error.strerror or error}") from None
    answers = sum(len(given) for exchanges in recording.pages.values() for given in exchanges.values())
    pages, links = count(len(recording.manifest.pages), "page"), count(len(recording.links), "link")
    moment = recording.manifest.moment.isoformat()
    click.echo(f"{pages} with {count(answers, 'answer')}, and {links}, as of {moment}.")
    click.echo(f"Written to {path} ({size / 1e6:.1f} MB).")
    return int(trouble)


def _visit(session: Session) -> bool:
    """Visit all pages, with a progress bar. Whether one could not be visited completely."""
    trouble = False
    shown = progress_bar()
    with closing(session.pages()) as pages, shown:
        task = shown.add_task("pages", total=len(session.site.pages))
        for capture in pages:
            for words in _trouble(capture):
                trouble = True
                click.echo(f"! {capture.page}: {one_line(words)}")
            shown.advance(task)
    return trouble


def _trouble(capture: Capture) -> Iterator[str]:
    """Why a page may be recorded only in part."""
    if capture.error:
        yield capture.error
    for state in capture.states:
        if state.error:
            yield state.error
        elif "still changing" not in state.settled and state.settled:
            yield f"still busy when its time ran out: {state.settled}"


def _untouched(path: Path) -> str:
    return f"{path} is unchanged" if path.exists() else "nothing was written"


class Session:
    """One recording of a site in progress. `pages()` visits, `recording()` returns the result."""

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
            launch = stack.enter_context(launching(wishes=wishes))
            living = Living(launch(), launch)
            browser = living.browser
            self._browser = f"{browser.browser_type.name} {browser.version}"
            visitor = RecordingVisitor(
                browser, self.site, self._recorder, base_url=base_url, relaunch=living.relaunch
            )
            stack.enter_context(visitor)
            notes = Notes(Path(stack.enter_context(TemporaryDirectory(prefix="copydesk-"))))
            asker = Asker(self.site.links, notes, fetch=RecordingFetch(self._recorder, fetch))
            for entry in self.site.pages:
                capture = visitor.visit(entry)
                try:
                    asker.look(capture, self.site)
                except Exception as error:
                    capture.error = f"{capture.url}: its links could not be asked: {broken_down(error)}"
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
