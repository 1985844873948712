"""Changes for `Rewrite` to a page's own HTML, as the server sends it.

They change what every news page has: its head, its JSON-LD, its headline, the end of its story. They insert
HTML as it is: `escape` makes it from text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any

from copydesk.faults.fault import About, Change, Dom, NotHereError, Rewrite

_TITLE = re.compile(r"(<title\b[^>]*>)(.*?)(</title>)", re.IGNORECASE | re.DOTALL)
_HEADLINE = re.compile(r"(<h1\b[^>]*>)(.*?)(</h1>)", re.IGNORECASE | re.DOTALL)
_META = re.compile(
    r"""(<meta\b[^>]*?\b(?:name|property)=["']([^"']*)["'][^>]*?\bcontent=)(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_JSON_LD = re.compile(r"(<script\b[^>]*ld\+json[^>]*>)(.*?)(</script>)", re.IGNORECASE | re.DOTALL)
_KEPT = """() => {
  const title = document.querySelector("title[data-sent]");
  if (title) document.title = title.dataset.sent;
  return 0;
}"""
_ENDS = ("</article>", "</main>", "</body>")


def html(change: Change) -> Rewrite:
    """Change the HTML that the server sends."""
    return Rewrite("document", change)


def title(html: str | Callable[[str], str]) -> Change:
    """Change the title; a function gets the old one."""
    return _in(_TITLE, html, "the server's HTML has no title")


def titled(change: Change) -> tuple[Rewrite, Dom]:
    """Change the title in such a way for good: a script of the page that writes the title writes this one."""

    def rewrite(text: str, about: About) -> str:
        sent = _TITLE.search(changed := change(text, about))
        if sent is None:
            return changed
        told = sent[2].replace('"', "&quot;")
        return f'{changed[: sent.end(1) - 1]} data-sent="{told}"{changed[sent.end(1) - 1 :]}'

    return html(rewrite), Dom(_KEPT)


def headline(html: str | Callable[[str], str]) -> Change:
    """Change the content of the first `<h1>`; a function gets the old one."""
    return _in(_HEADLINE, html, "the server's HTML has no headline (h1)")


def meta(key: str, html: str | Callable[[str], str]) -> Change:
    """Change the content of a `<meta>`, or add it; a function gets the old content, as text."""

    def rewrite(text: str, about: About) -> str:
        for match in _META.finditer(text):
            if match[2].lower() == key:
                value = html if isinstance(html, str) else html(unescape(match[3] or match[4] or ""))
                return f'{text[: match.start()]}{match[1]}"{value}"{text[match.end() :]}'
        if not isinstance(html, str):
            raise NotHereError(f"the server's HTML has no {key}")
        kind = "property" if ":" in key else "name"
        return text.replace("</head>", f'<meta {kind}="{key}" content="{html}"></head>', 1)

    return rewrite


def json_ld(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Change:
    """Change the first object of the page's JSON-LD."""

    def rewrite(text: str, about: About) -> str:
        match = _JSON_LD.search(text)
        if match is None:
            raise NotHereError("the server's HTML has no JSON-LD")
        try:
            data = json.loads(match[2])
        except ValueError:
            raise NotHereError("the JSON-LD in the server's HTML cannot be read") from None
        data = [change(data[0]), *data[1:]] if isinstance(data, list) else change(data)
        told = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
        return f"{text[: match.start()]}{match[1]}{told}{match[3]}{text[match.end() :]}"

    return rewrite


def in_json_ld(**values: Any) -> Change:
    """Set fields of that object."""
    return json_ld(lambda data: {**data, **values})


def at_the_end(html: str, ends: tuple[str, ...] = _ENDS) -> Change:
    """Put HTML at the end of the story or, without one, of the page's main part."""

    def rewrite(text: str, about: About) -> str:
        end = next((place for place in (text.rfind(end) for end in ends) if place >= 0), len(text))
        return text[:end] + html + text[end:]

    return rewrite


def _in(pattern: re.Pattern[str], html: str | Callable[[str], str], why: str) -> Change:
    def rewrite(text: str, about: About) -> str:
        match = pattern.search(text)
        if match is None:
            raise NotHereError(why)
        inner = html if isinstance(html, str) else html(match[2])
        return f"{text[: match.start()]}{match[1]}{inner}{match[3]}{text[match.end() :]}"

    return rewrite


__all__ = ["at_the_end", "escape", "headline", "html", "in_json_ld", "json_ld", "meta", "title", "titled"]
