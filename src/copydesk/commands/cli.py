"""The command line: the commands. Each is a module here, imported on demand."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from traceback import extract_tb

import click

from copydesk.browser.signals import ending, was_asked
from copydesk.disk.read import FileError, reason

COMMANDS = {
    "audit": ("audit", "Visit pages and print what is wrong with them."),
    "demo": ("demo", "Serve Lantern, the embedded news site, until Ctrl-C."),
    "doctor": ("doctor", "Check whether a run would work here, and say what to do if not."),
    "explain": ("manual", "Print the manual of a rule, or of all rules of a subject."),
    "faults": (
        "manual",
        "List the ways in which `copydesk prove` breaks pages, and the look-alikes that no rule may blame.",
    ),
    "merge": ("merge", "Merge the shards of a run that was split with --splits and --group into one report."),
    "prove": ("prove", "Break the site's pages in every known way, and show which rule notices."),
    "recheck": (
        "recheck",
        "Apply today's rules and site file to the pages that a run visited, without a browser.",
    ),
    "record": (
        "record",
        "Visit the site's pages and keep all that was answered, to check them later with the network closed.",
    ),
    "report": ("report", "Rebuild the report of a run from its events, and print where it is."),
    "review": ("review", "Look at a run in the browser, and decide about its changes and findings."),
    "rules": ("manual", "List all rules and what a reader would see."),
}
"""By name: the module that has the command, and the first sentence of its help."""


class Copydesk(click.Group):
    """The group of all commands. It lists them without importing them, and suggests the nearest name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, from its module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"copydesk.commands.{COMMANDS[cmd_name][0]}"), cmd_name
        )
        return command

    def invoke(self, ctx: click.Context) -> object:
        """As click does; but what a command did not foresee is a sentence too, and no result."""
        try:
            with ending():
                return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except (Exception, KeyboardInterrupt) as error:
            from copydesk.commands.shared import INTERRUPTED, CannotRunError

            if isinstance(error, KeyboardInterrupt) or was_asked():
                raise click.exceptions.Exit(INTERRUPTED) from None
            if isinstance(error, click.ClickException):
                raise
            raise CannotRunError(_told(error)) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with its sentence."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion."""
        from copydesk.text.spelling import suggest

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = suggest(args[0], self.list_commands(ctx)) if args else ""
            raise click.UsageError(f"{error.message.rstrip('.')}{hint}", ctx) from None


def _told(error: Exception) -> str:
    if isinstance(error, FileError):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be read or written ({reason(error)})"
    places = [frame for frame in extract_tb(error.__traceback__) if "copydesk" in frame.filename]
    place = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else "nowhere in it"
    return f"copydesk has broken down: please report {type(error).__name__} at {place} ({reason(error)})"


@click.group(cls=Copydesk, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="copydesk")
def main() -> None:
    """Read a news site's pages in a real browser before the public does.

    The regression suite itself runs with pytest: `pytest tests/site --site FILE`.
    """
