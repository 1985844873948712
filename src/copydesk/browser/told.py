"""What to tell a user of an error of Playwright's, whose own message is a page of its log."""

from __future__ import annotations

import re

_TELLING = re.compile(r"error while loading.*|.*missing dependencies.*|FATAL:.*|exitCode=\d+")
_KNOWN = (
    (
        re.compile(r"Missing X server|without having a XServer"),
        "a browser that is to be watched needs a screen, and there is none: leave out --headed, "
        "or put `xvfb-run` before the command",
    ),
    (re.compile(r"ffmpeg"), "a video needs Playwright's ffmpeg: run `playwright install ffmpeg`"),
    (
        re.compile(r"(?s)version mismatch.*?server version: (\S+).*?client version: (\S+)"),
        r"the Playwright server is of version \1 and the Playwright here of \2, which have to be the same",
    ),
    # What follows the address of a server may be a secret.
    (
        re.compile(r"WebSocket error: (?:wss?://\S+ )?([^\n]*)"),
        r"no Playwright server answers at the address that is set (\1)",
    ),
    (
        re.compile(r"connect: Executable doesn't exist at \S*?(chromium|firefox|webkit)"),
        r"the Playwright server has no \1: run `playwright install \1` there",
    ),
    (
        re.compile(r"Executable doesn't exist at \S*?(chromium|firefox|webkit)"),
        r"Playwright's \1 is not installed: run `playwright install \1`",
    ),
    (
        re.compile(r"(Chromium|Chrome|Edge) distribution '([^']+)' is not found"),
        r"there is no \1 of the channel \2 on this system",
    ),
)


def why(message: str) -> str:
    """The words for what is known, else the line of the message that tells most."""
    for pattern, words in _KNOWN:
        if found := pattern.search(message):
            return found.expand(words)
    return cause(message)


def cause(message: str) -> str:
    """The line that tells why, out of Playwright's report with the browser's own output."""
    telling = _TELLING.search(message)
    return (telling[0] if telling else message.splitlines()[0]).strip(" ║")[:300]
