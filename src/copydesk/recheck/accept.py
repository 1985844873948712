"""Accepting what today's rules read from an earlier run's captures, if only the reading has changed.

A record may be rewritten without a new visit when the run's own reading of the same capture was the accepted
record: then the page is as it was accepted, and only the reading differs.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from copydesk.recheck.again import SNAPSHOT, Again
from copydesk.report.run import Run
from copydesk.review.files import RefusedError, content, put
from copydesk.site.model import Site
from copydesk.snapshots.store import digest, record_file
from copydesk.verdicts.verdict import Verdict


class Accepted(msgspec.Struct, kw_only=True):
    """A page whose record should be accepted: its changes, and why it was refused, if it was."""

    page: str
    changes: list[str]
    refused: str = ""


def accept(run: Run, pages: dict[str, list[Again]], site: Site, root: Path) -> list[Accepted]:
    """Accept the records of all pages that differ and may be accepted; their verdicts are changed to passed.

    `pages` has each page in all browsers of the run.
    """
    told = []
    for page, agains in pages.items():
        verdicts = [verdict for again in agains for verdict in again.verdicts]
        changes = next((one.changes for one in verdicts if one.subject == SNAPSHOT and one.changes), [])
        if not changes:
            continue
        one = Accepted(page=page, changes=changes)
        told.append(one)
        try:
            _accept(run, page, agains, record_file(site, page, root))
        except RefusedError as error:
            one.refused = str(error)
            continue
        for again in agains:
            again.verdicts = [_passed(one) if one.subject == SNAPSHOT else one for one in again.verdicts]
    return told


def _accept(run: Run, page: str, agains: list[Again], path: Path) -> None:
    for again in agains:
        if again.anew:
            raise RefusedError("It must be visited again.")
        for verdict in again.verdicts:
            if verdict.status == "failed":
                rule = next((one.rule for one in verdict.findings if one.level == "error"), verdict.subject)
                raise RefusedError(f"The rule {rule} fails on it, so its record would contain the defect.")
    kept = content(path)
    for again in agains:
        said = run.said.get((again.browser, page, SNAPSHOT))
        if said is None:
            raise RefusedError(f"The run {run.name} did not compare it with its accepted record.")
        if said.verdict.status != "passed":
            raise RefusedError(
                "It already differed from its accepted record in that run: look at it, and accept it with "
                "pytest --snapshot-update."
            )
        if kept is None or said.verdict.accepted != digest(kept):
            raise RefusedError("Its accepted record has changed since that run: run pytest again.")
    texts = {again.record for again in agains}
    if len(texts) > 1:
        raise RefusedError("Its record differs between browsers.")
    put(path, texts.pop().encode(errors="replace"), kept)


def _passed(verdict: Verdict) -> Verdict:
    return replace(verdict, status="passed", changes=[], records=None, remarks=["accepted by the recheck"])
