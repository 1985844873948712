"""Why two runs judge a page differently: because the site changed, or because the rules did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from copydesk.recheck.again import VISIT, Again, Difference, outcome
from copydesk.report.run import Run, Said

Why = Literal["site", "rules", "unknown"]
Look = Callable[[str, str], Again | str]
"""Looks at a page in a browser with the rules of today, or says why that cannot be."""


class Explained(msgspec.Struct, kw_only=True):
    """A difference between the verdicts of two runs, and its reason; `more` says why that is unknown."""

    difference: Difference
    why: Why
    more: str = ""


def explain(old: Run, new: Run, look_old: Look, look_new: Look) -> list[Explained]:
    """Why each verdict differs between the new run and the old.

    If today's rules judge both captures the same, the site cannot be the reason; if they judge them
    differently, nothing else can.
    """
    before = {_key(said): said for said in old.said.values()}
    found = []
    for said in new.said.values():
        then = before.get(_key(said))
        if then is None or outcome(then.verdict) == outcome(said.verdict):
            continue
        now = said.verdict
        difference = Difference(
            page=now.page, browser=said.browser, subject=now.subject, then=then.verdict, now=now
        )
        one, other = look_old(now.page, then.browser), look_new(now.page, said.browser)
        # Where one of the visits brought no page, that is all there is to tell.
        if now.subject != VISIT and any(isinstance(again, Again) and again.empty for again in (one, other)):
            continue
        found.append(_explained(difference, one, other))
    return found


def _explained(difference: Difference, one: Again | str, other: Again | str) -> Explained:
    for again in (one, other):
        if isinstance(again, str):
            return Explained(difference=difference, why="unknown", more=again)
        if again.anew:
            return Explained(difference=difference, why="unknown", more="; ".join(again.anew))
    assert isinstance(one, Again)
    assert isinstance(other, Again)
    a, b = one.of(difference.subject), other.of(difference.subject)
    if a is None or b is None:
        more = f"there are no rules about {difference.subject} today"
        return Explained(difference=difference, why="unknown", more=more)
    return Explained(difference=difference, why="rules" if outcome(a) == outcome(b) else "site")


def _key(said: Said) -> tuple[str, str, str]:
    """By the browser's name without its version, which grows."""
    return said.browser.partition(" ")[0], said.verdict.page, said.verdict.subject
