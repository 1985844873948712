"""Where accepted records are kept: a syrupy extension with one JSON file per page, and its comparison."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, ClassVar
from urllib.parse import quote

import msgspec
from syrupy.assertion import SnapshotAssertion
from syrupy.data import SnapshotCollection, SnapshotCollections
from syrupy.extensions.base import AbstractSyrupyExtension
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex

from copydesk.disk.read import FileError, MissingError, content, reason
from copydesk.disk.write import put
from copydesk.records import Record, mask
from copydesk.rules.findings import Finding
from copydesk.site.model import Site
from copydesk.snapshots.diff import describe
from copydesk.text.urls import urlsplit
from copydesk.verdicts.verdict import NO_RECORD, RECORD_LIMIT, Records, Status

FOLDER = "snapshots"
"""The folder of all accepted records, at the project's top."""


_LOOK = "look at the page, then run with --snapshot-update"


class Comparison(msgspec.Struct):
    """What changed on a page, in its own terms, and the two records; no changes where it is as accepted.

    Where the record was accepted just now, there are two records and no changes.
    """

    changes: list[str] = []
    records: Records | None = None
    digest: str = ""
    """Of the accepted record, where the page is as that says."""
    findings: list[Finding] = []
    """Why nothing could be compared or accepted: a record that cannot be read or written."""

    @property
    def status(self) -> Status:
        """What it says of the page."""
        return "failed" if self.findings else "changed" if self.changes else "passed"


def compare(
    assertion: SnapshotAssertion, record: Record | dict[str, Any], site: Site, page: str
) -> Comparison:
    """What changed on a page since its record was accepted.

    `assertion` is syrupy's `snapshot` fixture; with `--snapshot-update` the record is accepted instead.
    Where there is no accepted record, or it cannot be read, the one line that is returned says so.
    """
    if writes(assertion) and (refusal := update_refused(os.environ)):
        return Comparison([refusal])
    text = serialise(record, site, page)
    root = assertion.session.pytest_session.config.rootpath
    bound = assertion.use_extension(extension(root / FOLDER / file_name(site.name), _file_names(site)))
    # Asked before the comparison, which may write the file or leave that for later.
    accepting = _accepting(record_file(site, page, root), root, text) if writes(assertion) else None
    if bound(name=page) == text:
        return Comparison(records=accepting, digest=digest(text.encode(errors="replace")))
    if accepting and (why := PageSnapshots.unwritten.pop(root / accepting.file, "")):
        return _unusable(f"{accepting.file}: cannot be written ({why}), and is as it was")
    return against(text, site, page, root)


def against(text: str, site: Site, page: str, root: Path) -> Comparison:
    """What is another in a record, as `serialise` gives it, than in the accepted one of a project."""
    file = record_file(site, page, root)
    shown = file.relative_to(root)
    records = Records(file=shown.as_posix(), accepted=None, found=_bounded(text))
    try:
        kept = content(file)
        records.accepted = _bounded(kept.decode("utf-8", "replace"))
        accepted = msgspec.json.decode(kept, type=dict[str, Any])
        changes = describe(mask.apply(accepted, _masks(site)), msgspec.json.decode(text))
    except MissingError:
        return Comparison([f"{shown}: {NO_RECORD}; {_LOOK} to accept this one"], records)
    except FileError as error:
        return _unusable(f"{shown}{str(error).removeprefix(str(file))}")
    except Exception as error:
        words = f"{shown}: not an accepted record ({reason(error)}); {_LOOK} to accept it again"
        return Comparison([words], records)
    return Comparison(changes, records, "" if changes else digest(kept))


def _unusable(message: str) -> Comparison:
    return Comparison(findings=[Finding(rule="snapshot/file", severity="error", message=message)])


def record_file(site: Site, page: str, root: Path) -> Path:
    """Where the accepted record of a page is, under a project's top folder."""
    return root / FOLDER / file_name(site.name) / f"{file_name(page)}.json"


def digest(kept: bytes) -> str:
    """What an accepted record is told from any other by."""
    return sha256(kept).hexdigest()


def _accepting(file: Path, root: Path, text: str) -> Records | None:
    """What a run that accepts puts in the place of what; None where the record is just that already."""
    before = None
    with suppress(FileError):
        before = content(file).decode("utf-8", "replace")
    if before == text:
        return None
    accepted = None if before is None else _bounded(before)
    return Records(file=file.relative_to(root).as_posix(), accepted=accepted, found=_bounded(text))


def _bounded(text: str) -> str:
    return text if len(text) <= RECORD_LIMIT else ""


def update_refused(environ: Mapping[str, str]) -> str | None:
    """Why records cannot be accepted in this environment, as a sentence; None where they can.

    In continuous integration nobody has looked at the page, and a suite that accepts what it finds cannot
    fail.
    """
    if environ.get("CI", "").lower() in ("", "0", "false"):
        return None
    return (
        "--snapshot-update accepts records, but nobody looks at pages in continuous integration (CI is set): "
        "accept them on your own machine and commit the files"
    )


def writes(assertion: SnapshotAssertion) -> bool:
    """Whether this run accepts records."""
    return assertion.update_snapshots or assertion.update_new_snapshots_only


def serialise(record: Record | dict[str, Any], site: Site, page: str) -> str:
    """A record as it is stored: masked, keys in alphabetical order, indented by two spaces.

    Addresses on the host that served the page are told from there on (`site:/world`), so that the same
    records hold whatever host or port serves the site. A page that the site file gives an absolute address
    is always on that host, and its addresses stay whole.
    """
    data = record if isinstance(record, dict) else msgspec.to_builtins(record)
    masked = mask.apply(data, _masks(site))
    text = msgspec.json.format(msgspec.json.encode(masked, order="sorted"), indent=2).decode() + "\n"
    fixed = any(entry.name == page and "://" in entry.url for entry in site.pages)
    base = "" if fixed else _origin(data.get("url"))
    return _own_addresses(base).sub("site:", text) if base else text


def cannot_write(site: Site, root: Path) -> str | None:
    """Why no record can be written under a project's top folder, as a sentence; None where it can."""
    folder = root / FOLDER / file_name(site.name)
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with TemporaryFile(dir=existing):
            return None
    except OSError as error:
        return f"--snapshot-update cannot write to {existing}: {error.strerror}"


def orphans(site: Site, root: Path) -> list[Path]:
    """The accepted records, under a project's top folder, that belong to no page of the site file."""
    return _orphans(root / FOLDER / file_name(site.name), _file_names(site))


def file_name(name: str) -> str:
    """A page's or site's name as the name of one file or folder: no path, not hidden, not too long."""
    safe = quote(name, safe=" ,()'").strip(" ") or "%20"
    safe = f"%2E{safe[1:]}" if safe.startswith(".") else safe
    return safe if len(safe) <= 150 else f"{safe[:120]}-{sha256(name.encode()).hexdigest()[:16]}"


class PageSnapshots(SingleFileSnapshotExtension):
    """Stores one site's accepted records, each as a file of its page's name in the site's folder.

    Which test asks does not matter, so syrupy's ways of telling a snapshot's test from its name do not apply:
    a stored record is unused when the site file has no page of its name, whatever part of the suite runs.
    """

    _write_mode = WriteMode.TEXT
    file_extension = "json"
    write_immediately = True
    folder: ClassVar[Path]
    pages: ClassVar[frozenset[str]]
    unwritten: ClassVar[dict[Path, str]] = {}

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """The site's folder."""
        return str(cls.folder)

    @classmethod
    def get_file_basename(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:
        """The page's name."""
        return file_name(str(index))

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        """The test's name and the page's."""
        return AbstractSyrupyExtension.get_snapshot_name(test_location=test_location, index=index)

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        """Any test may compare any page."""
        return True

    def discover_snapshots(
        self, *, test_location: PyTestLocation, ignore_extensions: list[str] | None = None
    ) -> SnapshotCollections:
        """The records that belong to no page.

        Their paths go by way of the test's folder (`tests/site/../../snapshots/…`): when pytest is given a
        folder, syrupy looks just at what its path puts inside, and the suite's own folder has to count.
        """
        found = SnapshotCollections()
        here = Path(test_location.filepath).parent
        for path in _orphans(self.folder, self.pages):
            found.add(
                self.read_snapshot_collection(snapshot_location=str(here / os.path.relpath(path, here)))
            )
        return found

    def read_snapshot_data_from_location(
        self, *, snapshot_location: str, snapshot_name: str, session_id: str
    ) -> str | None:
        """The stored text, also of a file that is not UTF-8, so that it can be accepted anew."""
        try:
            return content(Path(snapshot_location)).decode("utf-8", "replace")
        except MissingError:
            return None

    @classmethod
    def write_snapshot_collection(
        cls, *, snapshot_collection: SnapshotCollection, name_order: dict[str, int] | None = None
    ) -> None:
        """Write the file, and remember why it could not be: syrupy does not tell whoever asked it to."""
        path = Path(snapshot_collection.location)
        try:
            put(path, str(next(iter(snapshot_collection)).data).encode(errors="replace"))
        except OSError as error:
            cls.unwritten[path] = reason(error)
            raise


@cache
def extension(folder: Path, pages: frozenset[str]) -> type[PageSnapshots]:
    """The extension for a site's folder; one class for each, as syrupy asks the class where things are."""
    # The name of an importable class: a controller of parallel runs makes one to delete what is unused.
    return type(
        PageSnapshots.__name__, (PageSnapshots,), {"__module__": __name__, "folder": folder, "pages": pages}
    )


def _orphans(folder: Path, pages: frozenset[str]) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if path.stem not in pages and path.name[0] != ".")


def _file_names(site: Site) -> frozenset[str]:
    return frozenset(file_name(page.name) for page in site.pages)


def _masks(site: Site) -> list[tuple[mask.Step, ...]]:
    return [mask.parse(path) for path in site.mask]


def _origin(url: object) -> str:
    parts = urlsplit(url) if isinstance(url, str) else None
    return f"{parts.scheme}://{parts.netloc}" if parts and parts.netloc else ""


@cache
def _own_addresses(base: str) -> re.Pattern[str]:
    """The site's address, plain and as it stands within other addresses, not as a part of a longer name."""
    forms = sorted({base, quote(base, safe=""), quote(base, safe="/")})
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms))})(?![\w.:@-]|%3A)", re.IGNORECASE)
