"""The pages about the rules, made of their docstrings: an index, and a page for each subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.faults.fault import Fault
from copydesk.faults.registry import load_faults
from copydesk.report.order import by_page
from copydesk.rules.registry import ALL_KINDS, Rule, load_rules
from copydesk.site.elements import ELEMENTS
from copydesk.text.counted import count
from copydesk.text.spelling import listed
from docs.making.markdown import anchor, code, made_from, page, table, text
from docs.making.subjects import ABOUT, GROUPS

MADE = made_from("the docstrings of the rules in src/copydesk/rules")
REASON = "why the rule is wrong about this site"
FAULTS = 6
"""So many faults of a rule are named; `copydesk faults` has all."""


def pages() -> dict[str, str]:
    """Each page by its path below `docs`."""
    by_subject = {name: [rule for rule in load_rules() if rule.subject == name] for name in subjects()}
    faults: dict[str, list[Fault]] = {}
    for fault in load_faults().values():
        faults.setdefault(fault.rule, []).append(fault)
    made = {f"rules/{name}.md": _subject(name, of_it, faults) for name, of_it in by_subject.items()}
    return {"rules/index.md": _index(by_subject), **made}


def subjects() -> list[str]:
    """All subjects, in the order in which people meet them on a page."""
    return sorted({rule.subject for rule in load_rules()}, key=by_page)


def about(subject: str) -> str:
    """What a subject is, in a sentence."""
    return ABOUT[subject] if subject in ABOUT else ELEMENTS[subject].about


def _index(by_subject: dict[str, list[Rule]]) -> str:
    total = sum(len(of_it) for of_it in by_subject.values())
    blocks = [
        MADE,
        "# Rules",
        f"copydesk has {total} rules about {len(by_subject)} subjects. A rule's name is `subject/defect`. "
        "Its page says what a reader sees, why it matters, what the rule catches and what it lets pass. The "
        "command line says the same:",
        code("shell", "copydesk rules\ncopydesk explain dateline/wrong-date\ncopydesk explain dateline"),
        "- An **error** fails the page. A **warning** is only reported.\n"
        "- A rule with nothing to look at says so, and its item is skipped with that reason.\n"
        "- What the site file requires and the page does not have is an error, never a skip.\n"
        "- You [switch a rule off](../your-site.md#switch-a-rule-off) in the site file, with a reason.",
    ]
    group: list[tuple[str, str, str]] = []
    titles = {first: title for title, first in GROUPS}
    for subject, of_it in by_subject.items():
        if subject in titles:
            blocks += _group(group)
            group = []
            blocks.append(f"## {titles[subject]}")
        group.append((f"[{subject}]({subject}.md)", str(len(of_it)), text(about(subject))))
    return page(*blocks, *_group(group))


def _group(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    if rows:
        yield table(("Subject", "Rules", "About"), rows)


def _subject(subject: str, rules: list[Rule], faults: dict[str, list[Fault]]) -> str:
    element = ELEMENTS.get(subject)
    named = (
        f" The site file names it as the element [{subject}](../elements.md#{subject})." if element else ""
    )
    rows = [
        (
            f"[{rule.name}](#{anchor(rule.name)})",
            rule.severity,
            kinds(rule),
            text(_sentence(rule.manual.reader_sees)),
        )
        for rule in rules
    ]
    return page(
        MADE,
        f"# {subject}",
        f"{text(about(subject))}{named}",
        table(("Rule", "Severity", "Pages", "A reader sees"), rows),
        *(block for rule in rules for block in _rule(rule, faults.get(rule.name, []))),
        "[All rules](index.md)",
    )


def kinds(rule: Rule) -> str:
    """The kinds of pages that a rule looks at, in words."""
    return "all" if len(rule.kinds) == len(ALL_KINDS) else listed(rule.kinds, "and")


def _rule(rule: Rule, faults: list[Fault]) -> Iterator[str]:
    manual = rule.manual
    pages_ = "pages of every kind" if kinds(rule) == "all" else f"{kinds(rule)} pages"
    yield f"## {rule.name}"
    yield f"*{rule.severity.capitalize()}, on {pages_}.*"
    yield f"**A reader sees:** {text(_sentence(manual.reader_sees))}"
    yield f"**Why it matters:** {text(_sentence(manual.why))}"
    yield f"**It catches:** {text(_sentence(manual.catches))}"
    yield f"**It lets pass:** {text(_sentence(manual.lets_pass))}"
    if proofs := list(_proofs(faults)):
        yield f"**Proved by** {listed(proofs, 'and')}."
    yield "**Switch it off** in the site file:"
    yield code("toml", f'[off]\n"{rule.name}" = "{REASON}"')


def _proofs(faults: list[Fault]) -> Iterator[str]:
    for fine, what in ((False, "fault"), (True, "look-alike")):
        some = [fault.name for fault in faults if fault.fine == fine]
        if some:
            more = f" and {len(some) - FAULTS} more" if len(some) > FAULTS else ""
            yield f"{count(len(some), what)} (`{'`, `'.join(some[:FAULTS])}`{more})"


def _sentence(words: str) -> str:
    """Words with a capital letter, unless they begin with code, a quotation or a name such as og:image."""
    first = re.sub(r"['’-]|[,;:.]$", "", words.partition(" ")[0])
    return words[:1].upper() + words[1:] if first.isalpha() else words
