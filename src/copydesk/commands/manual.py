"""The manual on the command line: `copydesk rules`, `copydesk explain NAME` and `copydesk faults`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
import msgspec

from copydesk.rules.registry import PARTS, Rule, load_rules
from copydesk.site.model import PageKind
from copydesk.text.counted import count
from copydesk.text.spelling import suggest

if TYPE_CHECKING:
    from rich.text import Text

    from copydesk.faults.fault import Fault


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with each rule's full manual.")
def rules(as_json: bool) -> None:
    """List all rules and what a reader would see."""
    registry = load_rules()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode([_as_data(rule) for rule in registry])).decode())
        return
    from rich.text import Text

    _table(
        ("Rule", "Pages", "Severity", "A reader sees"),
        [
            (
                Text(rule.name),
                Text(_kinds(rule.kinds)),
                Text(rule.severity, style="red" if rule.severity == "error" else "yellow"),
                Text(rule.manual.reader_sees),
            )
            for rule in registry
        ],
    )


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def faults(as_json: bool) -> None:
    """List the ways in which `copydesk prove` breaks pages, and the look-alikes that no rule may blame."""
    from copydesk.faults.registry import load_faults

    known = load_faults().values()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode([_fault_data(fault) for fault in known])).decode())
        return
    from rich.text import Text

    for title, rule, fine in (("Fault", "Caught by", False), ("Look-alike", "Let pass by", True)):
        rows = [
            (Text(fault.name), Text(fault.rule), Text(_kinds(fault.kinds)), Text(fault.sees))
            for fault in known
            if fault.fine == fine
        ]
        _table((title, rule, "Pages", "A reader sees"), rows)
        click.echo(f"{count(len(rows), title.lower())}\n")


@click.command()
@click.argument("name")
def explain(name: str) -> None:
    """Print the manual of a rule, or of all rules of a subject."""
    registry = load_rules()
    found = [rule for rule in registry if name in (rule.name, rule.subject)]
    if not found:
        known = [*(rule.name for rule in registry), *sorted({rule.subject for rule in registry})]
        raise click.UsageError(f"no rule is called '{name}'{suggest(name, known) or '; see copydesk rules'}")
    click.echo("\n\n".join(_page(rule) for rule in found))


def _page(rule: Rule) -> str:
    lines = [f"{click.style(rule.name, bold=True)}  ({rule.severity}; {_kinds(rule.kinds)})"]
    for part in PARTS:
        text = getattr(rule.manual, _field(part))
        lines += ["", click.style(part, bold=True), click.wrap_text(text, 90, "  ", "  ")]
    return "\n".join(lines)


def _as_data(rule: Rule) -> dict[str, object]:
    parts = {_field(part): getattr(rule.manual, _field(part)) for part in PARTS}
    return {
        "name": rule.name,
        "subject": rule.subject,
        "kinds": rule.kinds,
        "severity": rule.severity,
        **parts,
    }


def _field(part: str) -> str:
    return part.lower().replace(" ", "_")


def _kinds(kinds: tuple[PageKind, ...]) -> str:
    return "all" if len(kinds) == 3 else ", ".join(kinds)


def _table(columns: tuple[str, ...], rows: Sequence[tuple[Text, ...]]) -> None:
    """Print a table whose last column may wrap."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, no_wrap=column != columns[-1])
    for row in rows:
        table.add_row(*row)
    # In a pipe or a log there is no width to fit.
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def _fault_data(fault: Fault) -> dict[str, object]:
    return {
        "name": fault.name,
        "look_alike": fault.fine,
        "rule": fault.rule,
        "kinds": fault.kinds,
        "reader_sees": fault.sees,
        "journeys": fault.journeys,
        "seen_in_production": fault.seen,
    }
