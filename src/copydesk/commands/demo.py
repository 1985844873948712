"""`copydesk demo`: serve the embedded news site."""

from __future__ import annotations

from contextlib import suppress

import click

from copydesk.demo import server
from copydesk.demo.faults import FAULTS, check


def _faults(ctx: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    try:
        check(names)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return names


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: a free port."
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="NAME",
    callback=_faults,
    help="Break the site in this way (may be given several times).",
)
@click.option("--articles", type=click.IntRange(min=1), help="Generate more articles, up to this number.")
@click.option("--list-faults", is_flag=True, help="List the faults and exit.")
def demo(port: int, faults: tuple[str, ...], articles: int | None, list_faults: bool) -> None:
    """Serve Lantern, the embedded news site, until Ctrl-C."""
    if list_faults:
        for name, what in FAULTS.items():
            click.echo(f"{name:<20} {what}")
        return
    arguments = ["--port", str(port), *(word for name in faults for word in ("--fault", name))]
    if articles is not None:
        arguments += ["--articles", str(articles)]
    # Ctrl-C is how this is meant to end.
    with suppress(KeyboardInterrupt):
        raise SystemExit(server.main(arguments))
