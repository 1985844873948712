"""The manual of the rules, on the command line: `copydesk rules` and `copydesk explain NAME`."""

from __future__ import annotations

import sys

import click
import msgspec

from copydesk.rules.registry import PARTS, Rule, load_rules
from copydesk.spelling import suggest


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, with their whole manual.")
def rules(as_json: bool) -> None:
    """List all rules and what a reader would see."""
    registry = load_rules()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode([_as_data(rule) for rule in registry])).decode())
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Rule", no_wrap=True)
    table.add_column("Pages", no_wrap=True)
    table.add_column("Severity", no_wrap=True)
    table.add_column("A reader sees")
    for rule in registry:
        style = "red" if rule.severity == "error" else "yellow"
        table.add_row(
            Text(rule.name),
            Text(_kinds(rule)),
            Text(rule.severity, style=style),
            Text(rule.manual.reader_sees),
        )
    # In a pipe or a log there is no width to fit.
    Console(width=None if sys.stdout.isatty() else 200).print(table)


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
    lines = [f"{click.style(rule.name, bold=True)}  ({rule.severity}; {_kinds(rule)})"]
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


def _kinds(rule: Rule) -> str:
    return "all" if len(rule.kinds) == 3 else ", ".join(rule.kinds)
