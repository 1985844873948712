"""Known issues: findings that do not fail a run, each with a reason and, at best, a day on which it ends.

They stand in `known-issues.toml` at the project's top, which is reviewed like code::

    [[issue]]
    page = "dialogue"
    rule = "dateline/wrong-date"
    message = "The dateline says “March 30”, and the article is of March 31"
    reason = "The wire's clock is an hour behind; they repair it this week"
    ticket = "NEWS-123"
    expires = 2026-04-30

A finding is meant when page, rule and message are the same; of the message, quoted text, addresses and
numbers may differ. Nothing here reads a clock or, apart from `read`, a file.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec

from copydesk.disk.read import FileError, MissingError, written
from copydesk.rules.findings import Finding
from copydesk.schemas import validators as schemas
from copydesk.schemas.sentences import sentences
from copydesk.schemas.toml import parsed
from copydesk.schemas.toml_lines import dotted, key_lines, line_of
from copydesk.verdicts.messages import MORE, shape
from copydesk.verdicts.verdict import Verdict

FILE = "known-issues.toml"
SHAPE = 1000
"""Characters of a message's shape that are kept and compared."""
HEADER = "# Findings that are known and do not fail a run until they expire. Review this file like code.\n"
MOST = 50
"""So many problems of the file are told at most."""


class Issue(msgspec.Struct, kw_only=True, frozen=True):
    """One known issue. `expires` is its last day; `line` is where it stands in the file."""

    page: str
    rule: str
    message: str
    reason: str
    ticket: str = ""
    expires: date | None = None
    line: int = 0

    @property
    def told(self) -> str:
        """Reason, ticket and end in one line."""
        ticket = f" ({self.ticket})" if self.ticket else ""
        end = f", until {self.expires.isoformat()}" if self.expires else ""
        return f"{self.reason}{ticket}{end}"

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and today > self.expires


def form(message: str) -> str:
    """What of a message has to be the same from run to run."""
    return shape(message)[:SHAPE]


class Known:
    """The known issues of a project, found by what they are about."""

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self.issues = list(issues)
        self._by_place: dict[tuple[str, str], list[Issue]] = {}
        for issue in self.issues:
            self._by_place.setdefault((issue.page, issue.rule), []).append(issue)

    def __bool__(self) -> bool:
        return bool(self.issues)

    def of(self, page: str, rule: str, message: str) -> Issue | None:
        """The issue that a finding is, or None."""
        for issue in self._by_place.get((page, rule), ()):
            # As the review writes it, or as somebody has copied it from a report.
            if form(message) in (issue.message, form(issue.message)):
                return issue
        return None


def read(path: Path) -> Known:
    """The known issues in a file; none where there is no file. Raises `FileError`."""
    try:
        return parse(written(path, path.name), path.name)
    except MissingError:
        return Known()


def parse(text: str, name: str = FILE) -> Known:
    """The known issues in a text. Raises `FileError` with what is wrong in it, each problem with its line."""
    data = parsed(text, name)
    lines = key_lines(text)
    problems = list(islice(sentences(schemas.own("known-issues").iter_errors(data)), MOST))
    if problems:
        told = sorted({(line_of(lines, where), dotted(where), what) for where, what in problems})
        raise FileError("\n".join(f"{name}:{line}: {where}: {what}" for line, where, what in told))
    issues = [
        msgspec.convert({**entry, "line": line_of(lines, ("issue", number))}, Issue)
        for number, entry in enumerate(data.get("issue", []))
    ]
    seen: dict[tuple[str, str, str], Issue] = {}
    for issue in issues:
        first = seen.setdefault((issue.page, issue.rule, form(issue.message)), issue)
        if first is not issue:
            raise FileError(f"{name}:{issue.line}: the same issue is already in line {first.line}")
    return Known(issues)


def marked(verdict: Verdict, known: Known, today: date) -> Verdict:
    """A verdict with its known findings marked; it passes where nothing else is wrong.

    A finding whose issue has expired says so, and fails as before.
    """
    if not known or not verdict.findings:
        return verdict
    findings, remarks = [], list(verdict.remarks)
    for finding in verdict.findings:
        if issue := known.of(verdict.page, finding.rule, finding.message):
            if issue.expired(today):
                words = f"{issue.told}: expired"
                finding = msgspec.structs.replace(finding, expired=words)
            else:
                words = f"known: {issue.told}"
                finding = msgspec.structs.replace(finding, known=issue.told)
            if words not in remarks:
                remarks.append(words)
        findings.append(finding)
    findings = [_more(finding, findings) for finding in findings]
    made = msgspec.structs.replace(verdict, findings=findings, remarks=remarks)
    if made.status == "failed" and not any(finding.level == "error" for finding in findings):
        made.status = "passed"
    return made


def _more(finding: Finding, findings: list[Finding]) -> Finding:
    """What says that there are more of a rule's findings is known where all that are told are."""
    if not MORE.fullmatch(finding.message):
        return finding
    others = [one for one in findings if one.rule == finding.rule and one is not finding]
    if not others or not all(one.known for one in others):
        return finding
    return msgspec.structs.replace(finding, known=others[0].known)


def news(known: Known, verdicts: Iterable[Verdict], today: date) -> Iterator[str]:
    """What a run says of the known issues themselves: those that have expired, and those that are gone.

    An issue is gone where its page and subject were looked at, in every browser, and nothing said it.
    """
    met: set[Issue] = set()
    looked: set[tuple[str, str]] = set()
    unseen: set[str] = set()
    for verdict in verdicts:
        looked.add((verdict.page, verdict.subject))
        for finding in verdict.findings:
            if finding.subject == "visit" and finding.severity == "error":
                unseen.add(verdict.page)
            if issue := known.of(verdict.page, finding.rule, finding.message):
                met.add(issue)
    for issue in known.issues:
        subject = issue.rule.partition("/")[0]
        if issue in met:
            if issue.expired(today):
                over = f"it expired on {issue.expires}"
                yield f"{_where(issue)} is still there, and {over}: fix it, or decide again"
        elif (issue.page, subject) in looked and (subject == "visit" or issue.page not in unseen):
            yield f"{_where(issue)} no longer occurs: remove it from the known issues"


def _where(issue: Issue) -> str:
    return f"{FILE}:{issue.line}: {issue.rule} on {issue.page}"


def added(text: str, issue: Issue) -> str:
    """The text of a file with one more issue, everything else in it as it was."""
    message = issue.message if len(issue.message) <= SHAPE else form(issue.message)
    values = {
        "page": _quoted(issue.page),
        "rule": _quoted(issue.rule),
        "message": _quoted(message),
        "reason": _quoted(issue.reason),
        "ticket": _quoted(issue.ticket) if issue.ticket else "",
        "expires": issue.expires.isoformat() if issue.expires else "",
    }
    entry = "".join(f"{key} = {value}\n" for key, value in values.items() if value)
    before = text.rstrip() + "\n" if text.strip() else HEADER
    return f"{before}\n[[issue]]\n{entry}"


def removed(text: str, issue: Issue) -> str:
    """The text of a file without one issue, everything else in it as it was. Raises `FileError`.

    Comments above an issue belong to it; those below its last key belong to the next.
    """
    lines = text.splitlines(keepends=True)
    first = issue.line - 1
    end = first + 1
    while end < len(lines) and not lines[end].lstrip().startswith(("[", "#")):
        end += 1
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    if first == 0 and lines and lines[0] == HEADER:
        first = 1
    left = "".join([*lines[:first], *lines[end:]])
    wanted = list(tomllib.loads(text).get("issue", []))
    del wanted[[one.line for one in parse(text).issues].index(issue.line)]
    try:
        fits = tomllib.loads(left).get("issue", []) == wanted
    except tomllib.TOMLDecodeError:
        fits = False
    if not fits:
        raise FileError(f"{FILE}:{issue.line}: this entry is written in an unusual way: remove it by hand")
    return left.rstrip() + "\n"


def _quoted(text: str) -> str:
    """A TOML string of one line, in which nothing is hidden: what steers or hides text is written out."""
    made = []
    for char in text.encode(errors="replace").decode():
        if char in '"\\':
            made.append(f"\\{char}")
        elif char == " " or unicodedata.category(char)[0] not in "CZ":
            made.append(char)
        else:
            made.append(f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}")
    return f'"{"".join(made)}"'
