"""What is left in a text of the systems it came through: keys, markup, source, notes, empty places.

Each function takes one line as a reader sees it and gives what is left in it, or "".
"""

from __future__ import annotations

import re

LABEL = 80
"""Characters: a longer line is no label."""
LONGEST = 2000
"""Characters of a line that are looked at for pieces of source."""

_DEMO = re.compile(
    r"Welcome to WordPress\. This is your first post|Edit or delete it, then start (?:writing|blogging)"
    r"|Just another WordPress site|This is an example page\. It[’']s different from a blog post"
    r"|Hi, this is a comment\. To get started with moderating"
    r"|^\W*(?:Your|Insert|Add|Enter|Type)(?: your| the| a)?"
    r" (?:headline|title|text|caption|content|teaser|story) (?:goes )?here\W*$|\bClick here to edit\b"
    r"|\bThis is (?:a|the) (?:placeholder|dummy|sample|demo) (?:text|headline|title)"
    r"|\bHier (?:steht|kommt) (?:Ihr|Dein|der) (?:Text|Titel)\b|\bVotre (?:texte|titre) ici\b",
    re.IGNORECASE,
)
_DEMO_LINES = frozenset(
    ("sample page", "beispiel-seite", "test test", "test test test", "asdf", "asdfasdf", "test headline")
)
_KEY = re.compile(
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][a-z0-9]*(?:_[a-z0-9]+)+"
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|urn:[\w:-]{6,}"
)
_DOTTED = re.compile(
    r"(?<![\w/@.:-])[a-z][a-z0-9]*(?:\.[a-z0-9]+)*(?:\.[a-z0-9]+(?:_[a-z0-9]+)+)(?![\w/@.-])"
)
_SOURCE = re.compile(
    r"\{\s*\"\w{1,40}\"\s*:\s*(?:[\"{\[\d]|true|false|null)"
    r"|(?:^|[;}\s])(?:async )?function\s*\w*\s*\([\w, $]*\)\s*\{|\b(?:var|let|const) \w{1,40} = [\w\"'{\[(]"
    r"|\bwindow\.\w{1,40}\s?(?:=|\.|\()|\bdocument\.(?:getElementById|querySelector|write|createElement)\("
    r"|(?:^|[}\s])[.#]?[a-z][\w-]*\s?\{\s?[a-z-]{3,20}\s?:\s?[^;{}]{1,80};?\s?[}\w]"
    r"|\(function\s?\(|\)\s?=>\s?[{(]|<!--|@media\b[^{]{0,40}\{|!important;|<!\[CDATA\["
)
_MARKUP = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])[^*]{2,120}(?<=[^\s*])\*\*(?![\w*])"
    r"|(?<![\w*])\*(?=[A-ZÀ-Þ])[^*]{2,60}(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[A-ZÀ-Þ])[^_]{2,60}(?<=[^\s_])_(?!\w)"
    r"|(?<!\w)!?\[[^\]\[]{1,120}\]\((?:https?:/|/|#)\S*?\)|^#{2,5} (?=\w)|^```"
    r"|\[((?i:b|i|u|s|url|img|quote|color|size))(?:=[^\]]{1,80})?\].{0,300}\[/\1\]",
)
_NOTE = re.compile(
    r"\bTKTK(?:TK)*\b|\[TK\]|\$TK\b|\bTK (?:years?|per ?cent|million|people|tons|dollars|euros)\b"
    r"|\bXX+ (?:per ?cent|[mb]illions?|people|years|euros|dollars|pounds|Prozent|Millionen|Euro)\b|\bX{5,}\b"
    r"|[(\[](?:(?:PLEASE |TO )?CHECK|BITTE PRÜFEN|À VÉRIFIER|VERIFICAR)\b[^)\]]{0,80}[)\]]"
    r"|[(\[](?:DESK|SUBS?|EDS?|EDITORS?|PICTURE DESK) ?[:–-][^)\]]{0,200}[)\]]"
    r"|\[(?i:check|confirm|verify|ask|tbc|todo|desk|subs?|prüfen|vérifier)\b[^\]]{0,120}\]"
    r"|\bNOTE TO (?:DESK|EDITORS?|SUBS?)\b|\b(?:TODO|FIXME)\b ?:"
    r"|[(\[](?:insert|add)(?: (?:a|the))? (?:name|number|date|quote|link|photo|caption)(?: here)?[)\]]"
)
_ADDRESS = re.compile(r"https?://\S+")
_MACHINE_TIME = re.compile(
    r"(?<![\w/=])\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?(?!\w)"
    r"|(?<!\w)(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4}"
    r"|/Date\(\d+\)/"
)
_DIRECTIVE = re.compile(
    r"(?<![\w%])%(?:\d\$)?[sd](?=[A-Z])|\[object [A-Z]\w*\](?=\w)|(?<=\w)\[object [A-Z]\w*\]"
    r"|\b(?:undefined|null|NaN)(?=[A-Z][a-z])"
)
_SIGNS = ("%", "[object", "undefined", "null", "NaN")
_DOUBLED = re.compile(
    r"^(\w+ \w+(?: \w+)?):? \1\b(?=\W*\w)|^(?:by:? (?:(?:written|text|words|story|reported|report) )?by"
    r"|von:? (?:(?:text|bericht) von|text:)|par:? (?:texte )?par|por:? (?:texto )?por|published:? published"
    r"|updated:? updated)\b",
    re.IGNORECASE,
)
_COUNTED = r"(?:comments?|photos?|pictures?|views?|shares?|stor(?:y|ies)|articles?|replies|results?)"
_LOST = re.compile(rf"^[\w ]{{2,40}} \(\s*\)$|^-\d+ {_COUNTED}$|^(?:No|Nr)\. ?0$|^by:? none$", re.IGNORECASE)
_SEPARATED = re.compile(r"[,|·•]\s*[,|·•](?=\s|$)|[,|·•]\s*$")
_CONTRACTION = re.compile(r"[A-Za-z]\?(?:s|t|re|ll|ve)\b")
_IN_WORD = re.compile(r"[^\W\d_]+\?[^\W\d_]+")
_QUOTED = re.compile(r"(?:^|\s)\?[^\W\d_][^?]{3,200}[^\W\d_.,!]\?(?=[\s.,;:)]|$)")
_AROUND = 20
"""Characters of the line that are told with what was found in a word."""


def demo_text(line: str) -> str:
    """The text that a system or theme comes with: "Just another WordPress site", "Your headline here"."""
    if line.strip().lower() in _DEMO_LINES:
        return line.strip()
    found = _DEMO.search(line)
    return found.group() if found else ""


def key(line: str) -> str:
    """A name that programs use: LABEL_READ_MORE, most_read_title, a UUID as a whole line; post.tags_label."""
    bare = line.strip()
    if len(bare) <= LABEL and _KEY.fullmatch(bare):
        return bare
    found = _DOTTED.search(line) if "_" in line else None
    return found.group() if found else ""


def source(line: str) -> str:
    """A piece of a script, a style sheet or an answer: `{"error": …`, `.header { color: red; }`."""
    if not any(sign in line for sign in "{=(<@!"):
        return ""
    found = _SOURCE.search(line[:LONGEST])
    return found.group().strip() if found else ""


def markup(line: str) -> str:
    """Markdown or a forum's markup that nothing has turned into a page."""
    if not any(sign in line for sign in ("*", "_", "](", "##", "```", "[/")):
        return ""
    found = _MARKUP.search(line)
    return found.group().strip() if found else ""


def note(line: str) -> str:
    """A note of the desk to itself: "TKTK", "[CHECK NAME]", "XX percent"."""
    found = _NOTE.search(line)
    return found.group() if found else ""


def address(line: str) -> str:
    """An address that is the whole line."""
    return line.strip() if _ADDRESS.fullmatch(line.strip()) else ""


def machine_time(line: str) -> str:
    """A time in the form that is for programs."""
    found = _MACHINE_TIME.search(line) if ":" in line or "/Date" in line else None
    return found.group() if found else ""


def empty_place(line: str) -> str:
    """The place of a value that did not come, or came twice: "By %sMara", "Comments ()", "By By"."""
    if any(sign in line for sign in _SIGNS) and (found := _DIRECTIVE.search(line)):
        return line[max(0, found.start() - _AROUND) : found.end() + _AROUND].strip()
    bare = line.strip()
    return bare if len(bare) <= LABEL and (_LOST.search(bare) or _DOUBLED.search(bare)) else ""


def separator(line: str) -> str:
    """A line whose separator has nothing behind it: "By Mara Holt, Otto Finch,", "By Mara Holt · ·"."""
    return line.strip() if len(line) <= LABEL and _SEPARATED.search(line) else ""


def question_marks(line: str) -> str:
    """A question mark where an apostrophe or quotation marks stood: "It?s", "?and not an end?"."""
    if "?" not in line or "://" in line or "=" in line:
        return ""
    found = _CONTRACTION.search(line) or _QUOTED.search(line)
    if found is None and len(words := list(_IN_WORD.finditer(line))) > 1:
        found = words[0]
    return line[max(0, found.start() - _AROUND) : found.end() + _AROUND].strip() if found else ""
