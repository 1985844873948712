"""The registry of rules: how one is declared, found, documented and run.

A rule is a generator over a `Page`. It yields a `Finding` for each defect, made with `Rule.finding`, and
`Nothing` when the page has nothing for it to look at. Its docstring is its manual and has four parts, each
starting a paragraph: "Reader sees:", "Why:", "Catches:", "Lets pass:".
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import msgspec

from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing, Served, Severity
from copydesk.site.model import PageKind

Check = Callable[["Rule", Page], Iterable[Finding | Nothing]]
PARTS = ("Reader sees", "Why", "Catches", "Lets pass")
ALL_KINDS: tuple[PageKind, ...] = ("article", "feed", "filter")
_NAME = re.compile(r"[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*")


class Manual(msgspec.Struct, frozen=True):
    """A rule's documentation, one paragraph a field."""

    reader_sees: str
    why: str
    catches: str
    lets_pass: str


class Rule(msgspec.Struct, frozen=True):
    """A named check. `kinds` are the page kinds it applies to."""

    name: str
    severity: Severity
    kinds: tuple[PageKind, ...]
    manual: Manual
    check: Check

    @property
    def subject(self) -> str:
        """The part of a page that it is about: the name before the slash."""
        return self.name.partition("/")[0]

    def finding(
        self,
        message: str,
        *,
        expected: str = "",
        actual: str = "",
        where: Where | None = None,
        served: Served = "",
    ) -> Finding:
        """A finding of this rule. `message` is a sentence that QA people understand without further context.

        `served` tells which of expected and actual is what the server's HTML says, if one is.
        """
        return Finding(
            rule=self.name,
            severity=self.severity,
            message=message,
            # Plain text: an address that is compared as such is none that can be written.
            expected=str(expected),
            actual=clip(str(actual)),
            where=where or Where(),
            served=served,
        )


def clip(text: str, limit: int = 300) -> str:
    """Text from a page, cut to a readable length."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def read_manual(text: str, name: str) -> Manual:
    """Split a rule's docstring into its four parts. Raises ValueError naming the part that is missing."""
    parts: dict[str, str] = {}
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        label, _, rest = paragraph.partition(":")
        if label in PARTS:
            parts[label] = " ".join(rest.split())
    missing = [label for label in PARTS if not parts.get(label)]
    if missing:
        raise ValueError(f"rule {name}: its docstring has no paragraph '{missing[0]}:'")
    return Manual(*(parts[label] for label in PARTS))


class Registry:
    """All rules by name."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def add(
        self,
        name: str,
        check: Check,
        *,
        severity: Severity = "error",
        kinds: tuple[PageKind, ...] = ALL_KINDS,
        manual: str | None = None,
    ) -> Rule:
        """Register a check under a name that must be new; `manual` stands in for the docstring."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"rule {name!r}: a name is subject/defect, in lower case with hyphens")
        if name in self._rules:
            raise ValueError(f"rule {name}: there is one of that name already")
        rule = Rule(name, severity, kinds, read_manual(manual or check.__doc__ or "", name), check)
        self._rules[name] = rule
        return rule

    def rule(
        self, name: str, *, severity: Severity = "error", kinds: tuple[PageKind, ...] = ALL_KINDS
    ) -> Callable[[Check], Check]:
        """Decorator: declare the function below as the rule of that name."""

        def declare(check: Check) -> Check:
            self.add(name, check, severity=severity, kinds=kinds)
            return check

        return declare

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.name))

    def __contains__(self, name: object) -> bool:
        return name in self._rules

    def __getitem__(self, name: str) -> Rule:
        return self._rules[name]

    def subjects(self, kind: str) -> list[str]:
        """The subjects that have rules for a kind of page, in alphabetical order."""
        return sorted({rule.subject for rule in self if kind in rule.kinds})


registry = Registry()
rule = registry.rule


@cache
def load_rules() -> Registry:
    """Import every module of `copydesk.rules`, so that all rules are registered, and return the registry."""
    package = import_module("copydesk.rules")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return registry


def rule_names() -> list[str]:
    """The names of all rules."""
    return [rule.name for rule in load_rules()]
