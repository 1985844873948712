"""`copydesk audit`: its arguments, its output and its exit codes."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import get_args

import click

from copydesk.browser.archive import ArchivedPage, read_index
from copydesk.browser.find import BrowserSettingError
from copydesk.browser.probe import BrowserStartError
from copydesk.browser.signals import was_asked
from copydesk.browser.start import BrowserError, why
from copydesk.commands import audit_pages
from copydesk.commands.progress_bar import progress_bar
from copydesk.commands.shared import INTERRUPTED, CannotRunError, check_writable
from copydesk.disk.read import FileError
from copydesk.report.causes import causes
from copydesk.report.text import describe_finding, one_line
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from copydesk.site.model import PageKind, Site
from copydesk.text.counted import count
from copydesk.text.spelling import listed, suggest

CAUSES = 12


@click.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Replay a folder of stored pages, with index.json, instead of visiting URLs.",
)
@click.option(
    "--kind", default="article", show_default=True, help="What the pages are: article, feed or filter."
)
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    help="The site file to check against. Default: what any news page should be.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write records and findings to this file.",
)
@click.option("--browser-path", help="The Chrome or Chromium to use, or a Playwright server's address.")
def audit(
    urls: tuple[str, ...],
    archive: Path | None,
    kind: str,
    site_file: Path | None,
    json_file: Path | None,
    browser_path: str | None,
) -> None:
    """Visit pages and print what is wrong with them.

    Exit code: 0 if no page has an error, 1 if one has, 2 if the audit could not run.
    """
    raise SystemExit(execute(urls, archive, kind, site_file, json_file, browser_path))


def execute(
    urls: tuple[str, ...],
    archive: Path | None,
    kind: str,
    site_file: Path | None,
    json_file: Path | None,
    browser_path: str | None,
) -> int:
    """Audit, print, write; returns the exit code. Raises click's own errors for invalid input."""
    kind = _kind(kind)
    if bool(urls) == bool(archive):
        raise click.UsageError("give either URLs to visit or --archive")
    results = audit_pages.Results()
    started = time.monotonic()
    try:
        site = load_site(site_file, rule_names()) if site_file else Site()
        if json_file:
            check_writable(json_file)
        if archive:
            stored = read_index(archive, ArchivedPage)
            if not stored:
                raise CannotRunError(f"{archive / 'index.json'}: it lists no pages")
            total, pages = len(stored), audit_pages.archive(archive, stored, kind, site, browser_path)
        else:
            addresses = [_address(url, site) for url in urls]
            total, pages = len(urls), audit_pages.addresses(addresses, kind, site, browser_path)
        interrupted = _look(pages, total, results)
    except (FileError, BrowserSettingError, BrowserStartError) as error:
        raise CannotRunError(str(error)) from None
    except BrowserError as error:
        raise CannotRunError(why(error)) from None
    finally:
        # Whatever ends the audit, what was done by then is kept.
        if json_file and results.pages:
            _write(results, json_file)
    if interrupted:
        click.echo(f"Interrupted after {len(results.pages)} of {total} pages.")
    _sum_up(results, time.monotonic() - started, json_file)
    if interrupted:
        return INTERRUPTED
    return int(any(finding.severity == "error" for _, finding in results.found))


def _kind(name: str) -> PageKind:
    for kind in get_args(PageKind):
        if name == kind:
            return kind  # type: ignore[no-any-return]
    known = get_args(PageKind)
    hint = suggest(name, known) or f"; there are {listed(known, 'and')}"
    raise click.BadParameter(f"'{name}' is not a kind of page{hint}", param_hint="'--kind'")


def _address(url: str, site: Site) -> str:
    if url.lower().startswith(("http://", "https://")) or (site.base_url and url.startswith("/")):
        return url
    raise click.UsageError(f"'{url}' is not the address of a page: it must start with https:// or http://")


def _look(pages: Generator[audit_pages.Audited], total: int, results: audit_pages.Results) -> bool:
    """Check every page, printing as it goes. Whether the user stopped it before the last."""
    shown = progress_bar()
    try:
        with closing(pages), shown:
            task = shown.add_task("pages", total=total)
            for page in pages:
                if was_asked():
                    return True
                results.add(page)
                _print(page)
                shown.advance(task)
    except KeyboardInterrupt:
        return True
    except Exception:
        if was_asked():
            return True
        raise
    return False


def _print(page: audit_pages.Audited) -> None:
    if not page.findings:
        return
    click.echo(one_line(page.url))
    for finding in page.findings:
        first, *rest = describe_finding(finding)
        mark, colour = ("✗", "red") if finding.severity == "error" else ("!", "yellow")
        click.echo(f"  {click.style(f'{mark} {first}', fg=colour)}")
        for line in rest:
            click.echo(f"  {line}")
    click.echo()


def _sum_up(results: audit_pages.Results, seconds: float, json_file: Path | None) -> None:
    for cause in causes(results.found)[:CAUSES]:
        mark = "✗" if cause.severity == "error" else "!"
        click.echo(f"{mark} {cause.rule}: {one_line(cause.message, 90)} ({count(len(cause.pages), 'page')})")
    numbers = [
        count(sum(finding.severity == severity for _, finding in results.found), severity)
        for severity in ("error", "warning")
    ]
    pages = count(len(results.pages), "page")
    with_some = len({url for url, _ in results.found})
    found = f"{listed(numbers, 'and')} on {count(with_some, 'page')}" if with_some else "no findings"
    click.echo(f"{pages} in {seconds:.0f} s: {found}.")
    if json_file and results.pages:
        click.echo(f"Written to {json_file}.")


def _write(results: audit_pages.Results, path: Path) -> None:
    try:
        results.write(path)
    except OSError as error:
        raise CannotRunError(f"{path} cannot be written: {error.strerror or error}") from None
