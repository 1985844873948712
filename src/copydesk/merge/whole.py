"""One run from its shards, as events. Pure: the output depends only on the input."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta

from copydesk.report import codes, events
from copydesk.report.order import by_page
from copydesk.report.run import Part, Run, Said


def name_of(runs: Sequence[Run]) -> str:
    """The name of the merged run, with the start time of the first shard; always the same for the same
    shards.
    """
    names = "\0".join(sorted(run.name for run in runs))
    started = min(run.started for run in runs)
    return f"{started:%Y%m%d-%H%M%S}-{hashlib.sha256(names.encode(errors='replace')).hexdigest()[:4]}"


def events_of(runs: Sequence[Run]) -> Iterator[events.Event]:
    """The events of the merged run. The shards are at least one, all of one run, each with its number.

    Verdicts come in the order of the site file, however the run was split. The end is missing if a shard is
    missing or unfinished.
    """
    parts = parts_of(runs)
    kinds = {said.verdict.page: said.verdict.kind for run in runs for said in run.said.values()}
    first = min(runs, key=lambda run: run.started)
    yield events.Started(
        run=name_of(runs),
        site=first.site,
        site_name=first.site_name,
        embedded=first.embedded,
        site_file=first.site_file,
        base_url=next((run.base_url for run in runs if run.base_url), ""),
        faults=first.faults,
        started=first.started,
        commit=first.commit,
        pages=[events.Planned(name=page, kind=kinds.get(page, "")) for page in first.order],
        shaped=first.shaped,
        parts=parts,
    )
    for run in runs:
        for kept in run.kept.values():
            yield events.Captured(kept=kept)
    place = {page: index for index, page in enumerate(first.order)}

    def where(said: Said) -> tuple[object, ...]:
        verdict = said.verdict
        return (
            place.get(verdict.page, len(place)),
            verdict.page,
            said.browser,
            by_page(verdict.subject),
        )

    everything = {key: said for run in runs for key, said in run.said.items()}
    for said in sorted(everything.values(), key=where):
        yield events.Spoken(said=said)
    for run in runs:
        if run.stopped:
            yield events.Stopped(why=f"{run.shard}: {run.stopped}")
    if all(part.finished for part in parts):
        ends = [run.started + timedelta(seconds=run.seconds) for run in runs]
        yield events.Finished(
            seconds=(max(ends) - first.started).total_seconds(),
            code=codes.of_all(run.code or 0 for run in runs),
            unfinished=[page for run in runs for page in run.unfinished],
        )


def parts_of(runs: Sequence[Run]) -> list[Part]:
    """All shards of the run, including missing ones."""
    found = {run.shard.group: run for run in runs if run.shard}
    (of, split) = next((run.shard.of, run.shard.split) for run in runs if run.shard)
    parts = []
    for group in range(1, of + 1):
        run = found.get(group)
        parts.append(
            Part(
                group=group,
                of=of,
                split=split,
                run=run.name if run else "",
                finished=bool(run and run.finished),
            )
        )
    return parts
