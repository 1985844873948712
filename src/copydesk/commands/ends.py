"""How commands end."""

from __future__ import annotations

import click

INTERRUPTED = 130
"""What a program that was ended with Ctrl-C ends with."""


class CannotRunError(click.ClickException):
    """The command cannot do its work; the message is for the user."""

    exit_code = 2
