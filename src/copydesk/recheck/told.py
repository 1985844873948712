"""What a recheck prints, and the same as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from copydesk.recheck.accept import Accepted
from copydesk.recheck.again import Again, Difference
from copydesk.recheck.between import Explained
from copydesk.report.run import Run
from copydesk.report.text import one_line
from copydesk.text.counted import count
from copydesk.verdicts.messages import shape
from copydesk.verdicts.verdict import Verdict

SHOWN = 5
"""So many findings or changes of one subject are printed."""
_WORDS = {"passed": "passed", "failed": "failed", "changed": "changed", "absent": "nothing to look at"}
_HEADINGS = {
    "site": "The site changed: today's rules judge the two captures differently.",
    "rules": "The rules changed (or the site file, known issues or accepted records): today's rules "
    "judge both captures the same.",
    "unknown": "The reason is unknown.",
}


class Result(msgspec.Struct, kw_only=True):
    """The result of a recheck. `left_out` are sentences on what was not checked."""

    run: str
    of: str
    pages: int
    differences: list[Difference] = []
    anew: list[Again] = []
    left_out: list[str] = []
    accepted: list[Accepted] = []
    against: str = ""
    explained: list[Explained] = []


def lines(result: Result) -> Iterator[str]:
    """What is printed above the summary."""
    of, before = one_line(result.of), one_line(result.against)
    differ = [one for one in result.differences if one.then]
    if differ:
        number = count(len(differ), "verdict")
        yield f"The rules changed: on the same captures, {number} {_s('differ', differ)} from {of}."
        yield from _by_page(differ, {})
    else:
        yield f"On the captures of {of}, today's rules say the same as that run."
    if unasked := [one for one in result.differences if not one.then]:
        yield f"{count(len(unasked), 'subject')} that {of} did not check {_s('fail', unasked)}:"
        yield from _by_page(unasked, {})
    yield ""
    if result.anew:
        yield f"{count(len(result.anew), 'page')} cannot be rechecked and must be visited again with pytest:"
        for again in result.anew:
            yield f"  {one_line(again.page, 60)}: {one_line('; '.join(again.anew), 200)}"
        yield ""
    for sentence in result.left_out:
        yield f"! {one_line(sentence, 300)}"
    yield from _accepted(result.accepted)
    if result.against:
        yield f"Between {before} and {of} {count(len(result.explained), 'verdict')} changed."
        for why, heading in _HEADINGS.items():
            found = [one for one in result.explained if one.why == why]
            if found:
                yield f"  {heading}"
                more = {id(one.difference): one.more for one in found}
                yield from (f"  {line}" for line in _by_page([one.difference for one in found], more))
        yield ""


def _s(verb: str, subjects: list[Difference]) -> str:
    return f"{verb}s" if len(subjects) == 1 else verb


def _accepted(accepted: list[Accepted]) -> Iterator[str]:
    for one in accepted:
        page = one_line(one.page, 60)
        if one.refused:
            yield f"! {page}: its record is not accepted. {one_line(one.refused, 200)}"
            continue
        yield f"{page}: its record is accepted again, with {count(len(one.changes), 'change')}:"
        yield from (f"    {one_line(change, 160)}" for change in one.changes[:SHOWN])
        if len(one.changes) > SHOWN:
            yield f"    … and {len(one.changes) - SHOWN} more"
    if accepted:
        yield ""


def _by_page(differences: Iterable[Difference], more: dict[int, str]) -> Iterator[str]:
    page = ""
    several = len({one.browser for one in differences}) > 1
    for one in differences:
        where = f"{one_line(one.page, 60)}{f' in {one_line(one.browser, 40)}' if several else ''}"
        if where != page:
            page = where
            yield f"  {page}"
        then = _WORDS[one.then.status] if one.then else "not looked at"
        yield f"    {one_line(one.subject, 60)}: {then} then, {_WORDS[one.now.status]} now"
        if why := more.get(id(one)):
            yield f"      {one_line(why, 160)}"
        yield from (f"      {line}" for line in _what(one.then, one.now))


def _what(then: Verdict | None, now: Verdict) -> Iterator[str]:
    """The findings on one side only: first the new, then the gone, and the reason."""
    old = {(one.level, one.rule, shape(one.message)) for one in then.findings} if then else set()
    new = {(one.level, one.rule, shape(one.message)) for one in now.findings}
    lines = [
        f"{mark} {one.rule}: {one_line(one.message, 120)}"
        for mark, findings, known in (("+", now.findings, old), ("-", then.findings if then else [], new))
        for one in findings
        if (one.level, one.rule, shape(one.message)) not in known
    ]
    said = list(dict.fromkeys(lines))
    yield from said[:SHOWN]
    if len(said) > SHOWN:
        yield f"… and {len(said) - SHOWN} more"
    before = then.changes if then else []
    for change in [one for one in now.changes if one not in before][:SHOWN]:
        yield f"~ {one_line(change, 140)}"
    remarks = then.remarks if then else []
    for remark in [one for one in now.remarks if one not in remarks][:2]:
        yield f"({one_line(remark, 140)})"


def data(result: Result) -> object:
    """The same as data, for programs."""

    def told(one: Difference) -> dict[str, object]:
        then = {"status": one.then.status, "findings": one.then.findings} if one.then else None
        now = {"status": one.now.status, "findings": one.now.findings, "changes": one.now.changes}
        return {"page": one.page, "browser": one.browser, "subject": one.subject, "then": then, "now": now}

    return {
        "run": result.run,
        "of": result.of,
        "pages": result.pages,
        "differences": [told(one) for one in result.differences],
        "anew": [{"page": one.page, "browser": one.browser, "why": one.anew} for one in result.anew],
        "left_out": result.left_out,
        "accepted": result.accepted,
        "against": result.against,
        "explained": [{**told(one.difference), "why": one.why, "more": one.more} for one in result.explained],
    }


def not_looked_at(run: Run, planned: set[str], named: set[str]) -> Iterator[str]:
    """Sentences on pages: `planned` are those of the run's site file, `named` those of today's."""
    looked = {verdict.page for verdict in run.verdicts} | {page for _, page in run.kept}
    if gone := sorted(looked - named):
        yield f"No longer in the site file, so left out: {', '.join(gone)}"
    if new := sorted(named - planned - looked):
        yield f"New in the site file, to be visited with pytest: {', '.join(new)}"
    if other := sorted((named & planned) - looked):
        yield f"Not checked by {run.name}, nor now: {', '.join(other)}"
