"""The forms of datelines: the wire services' usual ones by name, and a site's own as a pattern."""

from __future__ import annotations

import re

from copydesk.text.spelling import suggest

FORMS: dict[str, str] = {
    "tass": "{city}, {date}. /{agency}/.",
    "ap": "{city} ({agency}) —",
    "reuters": "{city}, {date} ({agency}) -",
    "afp": "{city}, {date} ({agency}) -",
    "dpa": "{city} ({agency}) -",
    "interfax": "{city}. {date} ({agency}) -",
    "xinhua": "{city}, {date} ({agency}) --",
    "ansa": "({agency}) - {city}, {date} -",
    "efe": "{city}, {date} ({agency}).-",
    "yonhap": "{city}, {date} ({agency}) --",
    "apa": "{city} ({agency}) -",
}
"""Form names and their patterns. `{city}`, `{date}` and `{agency}` stand for what varies."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("city", "date", "agency")


def problem_with(form: str) -> str | None:
    """What is wrong with a form's name or a pattern, as the end of a sentence; None when it is in order."""
    if form in FORMS:
        return None
    if "{" not in form and "}" not in form:
        return (
            f"no dateline form is called '{form}'{suggest(form, FORMS)}"
            " (a pattern has the placeholders {city}, {date}, {agency})"
        )
    names = PLACEHOLDER.findall(form)
    for name in names:
        if name not in PLACEHOLDERS:
            return f"unknown placeholder '{{{name}}}'{suggest(name, PLACEHOLDERS)}"
    if re.search(r"[{}]", PLACEHOLDER.sub("", form)):
        return "an unmatched brace"
    repeated = [name for name in PLACEHOLDERS if names.count(name) > 1]
    if repeated:
        return f"'{{{repeated[0]}}}' is in the pattern more than once"
    if "city" not in names and "agency" not in names:
        return "a dateline needs at least {city} or {agency}"
    return None
