"""What a failure prints."""

from __future__ import annotations

import pytest

from copydesk.plugin.items import repeat
from copydesk.report.text import describe_finding, plain
from copydesk.text.spelling import listed, suggest
from copydesk.verdicts.verdict import Verdict

CHANGES = 20
"""How many differences from the accepted record a failure prints."""


def describe(verdict: Verdict, item: pytest.Item) -> str:
    """A failed verdict for the terminal: what is wrong, where, and the command that shows only this."""
    lines = [f"{verdict.page}, {verdict.subject}: {verdict.url}", ""]
    for finding in verdict.findings:
        lines += [f"  {line}" for line in describe_finding(finding)] + [""]
    if verdict.changes:
        if not verdict.unaccepted:
            lines.append("  differs from the accepted record:")
        lines += [f"    {change}" for change in verdict.changes[:CHANGES]]
        if len(verdict.changes) > CHANGES:
            lines.append(f"    … and {len(verdict.changes) - CHANGES} more changes, all in the report")
        lines.append("")
        lines += [f"  accept it with:  {repeat(item, '--snapshot-update')}"]
    lines.append(f"  see it with:     {repeat(item, '--headed')}")
    return "\n".join(plain(line) for line in lines)


def unknown_subject(subject: str, kind: str, known: list[str]) -> str:
    """The sentence for a subject that there are no rules for."""
    hint = suggest(subject, known) or f"; there are {listed(known, 'and')}"
    return f"no rule is about {subject!r} on {kind} pages{hint}"
