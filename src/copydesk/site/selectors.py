"""Whether a CSS selector of the site file parses, found out before any browser starts.

The browser has the last word (a capture names the selectors that it refused); this is for a mistyped one to
be told in the site file's own line.
"""

from __future__ import annotations

import re
import warnings

import soupsieve
from soupsieve.util import SelectorSyntaxError

from copydesk.disk.read import reason
from copydesk.text.spelling import suggest

LONGEST = 2000
"""Characters of a selector at most."""
# States of an element that Chromium's selectors know and soupsieve does not: soupsieve matches documents at
# rest, so it follows the specification's pseudo-classes for live pages only by and by. They are syntax that
# is in order, so each is read as "anything" and the rest of the selector is still checked.
_LIVE = (
    "active-view-transition",
    "autofill",
    "fullscreen",
    "host-context",
    "modal",
    "open",
    "picture-in-picture",
    "popover-open",
    "state",
    "user-valid",
    "xr-overlay",
)
_LIVE_USE = re.compile(rf"(?<![:\\]):(?:{'|'.join(_LIVE)})(?![\w-])(?:\([^()]*\))?")
_PSEUDO = frozenset(
    (
        "active",
        "any-link",
        "checked",
        "default",
        "defined",
        "dir",
        "disabled",
        "empty",
        "enabled",
        "first-child",
        "first-of-type",
        "focus",
        "focus-visible",
        "focus-within",
        "has",
        "hover",
        "indeterminate",
        "invalid",
        "is",
        "lang",
        "last-child",
        "last-of-type",
        "link",
        "not",
        "nth-child",
        "nth-last-child",
        "nth-last-of-type",
        "nth-of-type",
        "only-child",
        "only-of-type",
        "optional",
        "placeholder-shown",
        "read-only",
        "read-write",
        "required",
        "root",
        "scope",
        "target",
        "valid",
        "visited",
        "where",
    )
)
_TEXT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)
# Things that soupsieve reads and no browser does.
_NOT_CSS = (
    (
        re.compile(r":(?:-soup-)?contains(?:-own)?\("),
        "':contains()' is not CSS: a selector cannot match text",
    ),
    (re.compile(r"!="), "'[name!=…]' is not CSS; write ':not([name=…])'"),
    (re.compile(r"(?<![*\w|\[-])[\w-]+\|(?!=)\w"), "a namespace prefix cannot be used here"),
)
_UNKNOWN_PSEUDO = re.compile(r"':([\w-]+)' was detected as a pseudo-class")


def problem_with(selector: str) -> str | None:
    """What is wrong with a selector, as the end of a sentence, or None when a browser will take it."""
    if not selector.strip():
        return "the selector is empty"
    if len(selector) > LONGEST:
        return f"the selector has more than {LONGEST} characters"
    bare = _TEXT.sub('""', selector)
    if bare.lstrip()[0] in ">+~":
        return "a selector cannot start with a combinator; write ':scope > …'"
    for pattern, words in _NOT_CSS:
        if pattern.search(bare):
            return words
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            soupsieve.compile(_LIVE_USE.sub(":is(*)", selector))
    except NotImplementedError:
        return "a pseudo-element such as '::before' is not an element and matches nothing"
    except SelectorSyntaxError as error:
        words = str(error).partition("\n")[0]
        if unknown := _UNKNOWN_PSEUDO.search(words):
            name = unknown.group(1)
            return f"no pseudo-class is called ':{name}'{suggest(name, (*_PSEUDO, *_LIVE))}"
        return f"the selector is not valid: {words[:1].lower()}{words[1:]}"
    except (ValueError, RecursionError) as error:
        return f"the selector is not valid: {reason(error)}"
    return None
