"""What axe-core found, with a rule for each severity."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.page.capture import Violation
from copydesk.page.page import Page
from copydesk.page.where import Where
from copydesk.rules.findings import Finding, Nothing, Severity
from copydesk.rules.registry import Rule, registry

MANUAL = """
    Reader sees: {sees}

    Why: not every reader sees the screen or uses a mouse; {why}

    Catches: what axe-core calls {impact}: {catches}

    Lets pass: {passes}; pages whose entry in the site file has no journey `axe`.
"""
IMPACTS: dict[str, tuple[Severity, dict[str, str]]] = {
    "critical": (
        "error",
        {
            "sees": "perhaps nothing wrong; with a screen reader they hear “button”, “image”, “edit text”.",
            "why": "some readers cannot use these things at all.",
            "catches": "a button without a name, a picture without alt, a field without a label.",
            "passes": "a picture with an empty alt, which says that it is decoration; a button named by "
            "`aria-label`; a field inside its label",
        },
    ),
    "serious": (
        "error",
        {
            "sees": "pale text on a pale background; with a screen reader, links without a name.",
            "why": "some readers can hardly use these things.",
            "catches": "grey on light grey, a link without text, a page without a language.",
            "passes": "pale text that is large, a logo, a control that is switched off",
        },
    ),
    "moderate": (
        "warning",
        {
            "sees": "perhaps nothing wrong; with a screen reader, two parts of the page with the same name.",
            "why": "these things make it harder to find one's way on the page.",
            "catches": "two navigations with the same name, a skipped heading level.",
            "passes": "two navigations, each with a name of its own",
        },
    ),
    "minor": (
        "warning",
        {
            "sees": "perhaps nothing wrong; with a screen reader, an element that says nothing.",
            "why": "these things are a nuisance.",
            "catches": "an empty heading, a role that the element may not have.",
            "passes": "an empty element that is hidden",
        },
    ),
}


def violations(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    found = page.capture.accessibility
    if found is None:
        yield Nothing("axe-core did not run: the page's entry has no journey axe")
    elif found.error:
        yield Nothing(found.error)
    else:
        impact = rule.name.partition("/")[2]
        for violation in found.violations:
            if (violation.impact or "minor") == impact:
                yield _finding(rule, violation, found.state)


def _finding(rule: Rule, violation: Violation, state: str) -> Finding:
    first = violation.places[0] if violation.places else None
    others = f", in {violation.count} places" if violation.count > 1 else ""
    why = " ".join(first.why.split()) if first else ""
    return rule.finding(
        f"{violation.help} (axe-core: {violation.rule}{others})",
        expected=why,
        actual=", ".join(place.selector for place in violation.places[:5]),
        where=Where(state=state, selector=first.selector, box=first.box) if first else None,
    )


for _impact, (_severity, _words) in IMPACTS.items():
    registry.add(
        f"accessibility/{_impact}",
        violations,
        severity=_severity,
        manual=MANUAL.format(impact=_impact, **_words),
    )
