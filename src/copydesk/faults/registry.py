"""The registry of faults and look-alikes: how one is declared and found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from copydesk.faults.fault import Act, Fault
from copydesk.rules.registry import load_rules
from copydesk.site.model import PageKind
from copydesk.text.spelling import suggest

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_faults: dict[str, Fault] = {}


def fault(
    name: str,
    rule: str,
    sees: str,
    *acts: Act,
    kinds: tuple[PageKind, ...] | None = None,
    journeys: tuple[str, ...] = (),
    seen: tuple[int, ...] = (),
    fine: bool = False,
) -> Fault:
    """Declare a fault under a name that must be new; by default for every kind of page its rule looks at.

    Raises ValueError for a name that is none, or is taken, and for a rule that there is none of.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"fault {name!r}: a name is words in lower case, with hyphens between them")
    if name in _faults:
        raise ValueError(f"fault {name}: there is one of that name already")
    rules = load_rules()
    if rule not in rules:
        raise ValueError(f"fault {name}: there is no rule {rule!r}")
    if not acts:
        raise ValueError(f"fault {name}: it does nothing")
    made = Fault(
        name=name,
        rule=rule,
        sees=sees,
        acts=acts,
        kinds=kinds or rules[rule].kinds,
        journeys=journeys,
        seen=seen,
        fine=fine,
    )
    _faults[name] = made
    return made


def look_alike(
    name: str,
    rule: str,
    sees: str,
    *acts: Act,
    kinds: tuple[PageKind, ...] | None = None,
    journeys: tuple[str, ...] = (),
) -> Fault:
    """Declare a look-alike: what `rule` could take for a defect and must let pass, as must every other."""
    return fault(name, rule, sees, *acts, kinds=kinds, journeys=journeys, fine=True)


@cache
def load_faults() -> dict[str, Fault]:
    """All faults and look-alikes by name, in alphabetical order."""
    package = import_module("copydesk.faults.catalogue")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return dict(sorted(_faults.items()))


def chosen(names: Iterable[str]) -> list[Fault]:
    """The faults of those names. Raises ValueError, with a suggestion, for one that there is none of."""
    faults = load_faults()
    for name in names:
        if name not in faults:
            hint = suggest(name, faults) or "; `copydesk faults` lists them"
            raise ValueError(f"there is no fault called {name!r}{hint}")
    return [faults[name] for name in names]
