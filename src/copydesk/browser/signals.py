"""The signals that ask to end: what they do while pages are visited."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_asked = False


def was_asked() -> bool:
    """Whether a signal has asked to end. It can strike within Playwright, which then breaks down in its own
    words: whatever is raised after it is the interruption.
    """
    return _asked


@contextmanager
def ending() -> Iterator[None]:
    """Ctrl-C, or a SIGTERM, ends what is being done, wherever it waits; whoever does it keeps what it has.

    A second one waits for nobody: neither for a page nor for a browser.
    """

    def ask(number: int, frame: object) -> None:
        global _asked
        if _asked:
            end_browsers()
            os._exit(130)
        _asked = True
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    global _asked
    _asked = False
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_browsers() -> None:
    """End the browsers that were started here, without a word to them."""
    if pulse := sys.modules.get("copydesk.browser.pulse"):
        for group in list(pulse.alive):
            pulse.kill(group)
