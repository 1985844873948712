"""The registry of faults and look-alikes: how one is declared and found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import msgspec

from copydesk.faults.fault import Act, Fault
from copydesk.rules.registry import load_rules
from copydesk.site.model import PageKind
from copydesk.text.spelling import suggest

LISTS: tuple[PageKind, ...] = ("feed", "filter")
"""The kinds of pages that are lists of stories."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_faults: dict[str, Fault] = {}
_without_acts: set[str] = set()


class Declaration(msgspec.Struct, frozen=True):
    """A fault that has a name, and no acts yet."""

    name: str
    rule: str
    sees: str
    fine: bool

    def by(
        self,
        *acts: Act,
        kinds: tuple[PageKind, ...] = (),
        journeys: tuple[str, ...] = (),
        seen: tuple[int, ...] = (),
        also: tuple[str, ...] = (),
    ) -> Fault:
        """Break pages by these acts, in this order; `Fault` says what the other arguments are.

        Without `kinds`, it breaks every kind of page that its rule looks at. Raises ValueError without acts.
        """
        if not acts:
            raise ValueError(f"fault {self.name}: it does nothing")
        made = Fault(
            name=self.name,
            rule=self.rule,
            sees=self.sees,
            acts=acts,
            kinds=kinds or load_rules()[self.rule].kinds,
            journeys=journeys,
            seen=seen,
            fine=self.fine,
            also=also,
        )
        _faults[self.name] = made
        _without_acts.discard(self.name)
        return made


def fault(name: str, rule: str, sees: str, *, fine: bool = False) -> Declaration:
    """Declare a fault, as in `fault(name, rule, sees).by(act)`.

    Raises ValueError if the name is malformed or taken, or if the rule does not exist.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"fault {name!r}: a name is words in lower case, with hyphens between them")
    if rule not in load_rules():
        raise ValueError(f"fault {name}: there is no rule {rule!r}")
    if name in _faults or name in _without_acts:
        raise ValueError(f"fault {name}: there is one of that name already")
    _without_acts.add(name)
    return Declaration(name, rule, sees, fine)


def look_alike(name: str, rule: str, sees: str) -> Declaration:
    """Declare a look-alike: `rule` could take it for a defect, and must let it pass, as must every other."""
    return fault(name, rule, sees, fine=True)


@cache
def load_faults() -> dict[str, Fault]:
    """All faults and look-alikes by name, in alphabetical order."""
    package = import_module("copydesk.faults.catalogue")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    if _without_acts:
        raise ValueError(f"faults without acts: {', '.join(sorted(_without_acts))}")
    return dict(sorted(_faults.items()))


def chosen(names: Iterable[str]) -> list[Fault]:
    """The faults of those names. Raises ValueError, with a suggestion, for an unknown one."""
    faults = load_faults()
    for name in names:
        if name not in faults:
            hint = suggest(name, faults) or "; `copydesk faults` lists them"
            raise ValueError(f"there is no fault called {name!r}{hint}")
    return [faults[name] for name in names]
