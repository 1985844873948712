"""The command line. Each command is here or, where it is more than a few lines, in a module of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from copydesk.doctor import doctor
from copydesk.manual import explain, faults, rules


class Copydesk(click.Group):
    """The group of all commands. A name that is none of them is answered with the nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion."""
        from copydesk.spelling import suggest

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = suggest(args[0], self.list_commands(ctx)) if args else ""
            raise click.UsageError(f"{error.message.rstrip('.')}{hint}", ctx) from None


@click.group(cls=Copydesk, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="copydesk")
def main() -> None:
    """Read a news site's pages in a real browser before the public does.

    The regression suite itself runs with pytest: `pytest tests/site --site FILE`.
    """


main.add_command(doctor)
main.add_command(rules)
main.add_command(explain)
main.add_command(faults)


def _faults(ctx: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    from copydesk.demo.faults import check

    try:
        check(names)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return names


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: a free one.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="NAME",
    callback=_faults,
    help="Break the site in this way (may be given several times).",
)
@click.option(
    "--articles", type=click.IntRange(min=1), help="Extend the hand-written articles to this number."
)
@click.option("--list-faults", is_flag=True, help="Say which faults there are, and end.")
def demo(port: int, faults: tuple[str, ...], articles: int | None, list_faults: bool) -> None:
    """Serve Lantern, the embedded news site, until Ctrl-C."""
    from copydesk.demo import server
    from copydesk.demo.faults import FAULTS

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


@main.command()
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

    Ends with 0 where no page has an error, 1 where one has, 2 where the audit could not run.
    """
    from copydesk import audit_command

    raise SystemExit(audit_command.run(urls, archive, kind, site_file, json_file, browser_path))


@main.command()
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    help="The site file whose pages are broken. Default: sites/lantern.toml.",
)
@click.option(
    "--fault", "names", multiple=True, metavar="NAME", help="Only this fault (several times: these)."
)
@click.option(
    "--pages",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Try each fault on so many pages of each kind; the faults take turns among the pages.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what came of each fault to this file.",
)
@click.option(
    "--random",
    "number",
    type=click.IntRange(1, 100_000),
    help="Instead of the known faults, change so many things that are drawn by lot.",
)
@click.option(
    "--seed",
    default="1",
    show_default=True,
    help="The same seed draws the same. 7:123 begins with the mutation 123 of seed 7.",
)
def prove(
    site_file: Path | None,
    names: tuple[str, ...],
    pages: int,
    json_file: Path | None,
    number: int | None,
    seed: str,
) -> None:
    """Break the site's pages in every known way, and show which rule notices.

    With --random, change them in ways that nobody has chosen, and show what neither a rule nor the accepted
    record would notice.

    Ends with 0 where every fault is caught and nothing else is blamed, 1 where one escapes, 2 where the proof
    could not be run.
    """
    if number is not None:
        if names:
            raise click.UsageError("--fault and --random: give one of them")
        from copydesk import prove_random_command

        raise SystemExit(prove_random_command.run(site_file, number, seed, json_file))
    from copydesk import prove_command

    raise SystemExit(prove_command.run(site_file, names, pages, json_file))


@main.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    help="The site file whose pages are visited. Default: sites/lantern.toml.",
)
def record(file: Path | None, site_file: Path | None) -> None:
    """Visit the site's pages and keep all that was answered, to check them later with the network closed.

    FILE is where to write it. Default: recordings/NAME.zip, by the site's name. `pytest tests/site --replay
    FILE` then runs the suite on it. It has no cookies, and of parameters that are secret or differ from visit
    to visit no values.

    Ends with 0, with 1 where a page could not be gone through to its end, so that a part of it may be
    missing, and with 2 where the site or the browser was not to be had: then what was there before is left.
    """
    from copydesk import record_command

    raise SystemExit(record_command.run(site_file, file))


@main.command()
@click.argument("run", required=False)
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    default="reports",
    show_default=True,
    help="The folder of the reports.",
)
@click.option("--serve", is_flag=True, help="Serve it to this machine, and open traces in their viewer.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="For --serve. Default: a free one.")
def report(run: str | None, reports: Path, serve: bool, port: int) -> None:
    """Make the report of a run anew from its events, and say where it is.

    RUN is the name of a run's folder in the reports, or the path of an events.jsonl. Default: the newest run,
    also one that was killed.

    Ends with 0, or with 2 where there is no such run.
    """
    from copydesk import report_command

    raise SystemExit(report_command.run(run, reports, port if serve else None))


@main.command()
@click.argument("run", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the reports. Default: reports, at the project's top.",
)
def review(run: str | None, port: int, reports: Path | None) -> None:
    """Look at a run in the browser, and decide about its changes and findings.

    RUN is the name of a run's folder in the reports. Default: the newest. The report is served to this
    machine only, until Ctrl-C. What is accepted is written to snapshots/, what is known to known-issues.toml,
    and nothing anywhere else.
    """
    from copydesk.review import command

    raise SystemExit(command.run(run, port, reports))


@main.command()
@click.argument("run", required=False)
@click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path),
    help="The site file to check against. Default: the run's, as it is today.",
)
@click.option(
    "--against", metavar="OTHER", help="Say also why RUN came out differently from this earlier run."
)
@click.option(
    "--snapshot-update",
    "update",
    is_flag=True,
    help="Accept what is read otherwise today from pages that were as accepted in RUN.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what came out differently to this file.",
)
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the reports. Default: reports, at the project's top.",
)
def recheck(
    run: str | None,
    site_file: Path | None,
    against: str | None,
    update: bool,
    json_file: Path | None,
    reports: Path | None,
) -> None:
    """Apply today's rules and site file to the pages that a run has visited, without a browser.

    RUN is the name of a run's folder in the reports. Default: the newest. It prints what comes out
    differently from what RUN said, and writes a report.

    Ends with 0 where every page is in order, 1 where one is not or has to be visited anew, 10 where pages
    only differ from their accepted records, 2 where nothing could be rechecked.
    """
    from copydesk.recheck import command

    raise SystemExit(command.run(run, against, site_file, reports, json_file, update))


@main.command()
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    metavar="DIR...",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--report",
    type=click.Path(file_okay=False, path_type=Path),
    default="reports",
    show_default=True,
    help="Where the report of the whole run goes.",
)
def merge(folders: tuple[Path, ...], report: Path) -> None:
    """Join the shards of a run that was split with --splits and --group into one report.

    Each DIR is a shard's folder of reports, or the folder that it is in. Durations and accepted records are
    brought together in the current folder.

    Ends as pytest would have ended without splitting: 0, 1, 10 or 11; with 12 where a shard is missing or did
    not come to its end, with 2 where the folders cannot be merged.
    """
    from copydesk.merge import command

    raise SystemExit(command.run(folders, report, Path.cwd()))
