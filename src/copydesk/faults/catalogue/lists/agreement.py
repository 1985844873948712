"""Pages that disagree with those they link to, and pages that only word it differently."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from copydesk.faults.answers import data
from copydesk.faults.fault import About, Dom, NotHereError, Rewrite
from copydesk.faults.registry import fault, look_alike
from copydesk.reading import linked
from copydesk.text import stories

_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")

_PUBLISHED = re.compile(r"(published_time\" content=\"|\"datePublished\": ?\")([^\"]+)")
_MODIFIED = re.compile(r"(modified_time\" content=\"|\"dateModified\": ?\")([^\"]+)")


def _stories(change: Callable[[stories.Thing], Any]) -> Callable[[str, About], str]:
    """Change the first story of every list in the data."""

    def rewrite(text: str, about: About) -> str:
        try:
            data = json.loads(text)
        except ValueError:
            raise NotHereError("what its scripts ask for is no JSON") from None
        for found in stories.lists(data):
            change(found[0])
        return json.dumps(data, ensure_ascii=False)

    return rewrite


def _older(thing: stories.Thing) -> None:
    if key := stories.headline_key(thing):
        thing[key] = re.sub(r"\S+$", "say officials", thing[key])


def _shifted(hours: float) -> Callable[[str, About], str]:
    def later(stamp: re.Match[str]) -> str:
        return (datetime.fromisoformat(stamp[0]) + timedelta(hours=hours)).isoformat()

    return lambda text, about: _STAMP.sub(later, text)


def _edited(text: str, about: About) -> str:
    """Edit the headline of the linked article."""
    headline = linked.read(text, about.url).headline
    if not headline:
        return text
    new = re.sub(r"^\S+", "Officials:", headline)
    return text.replace(html.escape(headline, quote=False), html.escape(new, quote=False)).replace(
        headline, new
    )


def _just_edited(text: str, about: About) -> str:
    now = about.site.now or datetime.now().astimezone()
    modified = linked.read(text, about.url).modified
    edited = _edited(text, about)
    return edited.replace(modified, (now - timedelta(minutes=2)).isoformat()) if modified else text


def _published_before(text: str, about: About) -> str:
    """Let the list's time be that of the article's last change, two hours after its publication."""
    at = linked.read(text, about.url).published
    if not at:
        return text
    text = _MODIFIED.sub(rf"\g<1>{at}", text)
    return _PUBLISHED.sub(lambda found: found[1] + _shifted(-2)(found[2], about), text)


def _name_turned(text: str, about: About) -> str:
    return re.sub(r"(<h1[^>]*>)\s*([^<,]+) ([^<, ]+)\s*(</h1>)", r"\1\3, \2\4", text)


_CUT = """(nodes) => {
  const words = nodes[0].textContent.trim().split(" ").slice(0, -1);
  nodes[0].textContent = `${words.join(" ").replace(/[,:;]$/, "")} …`;
  return 1;
}"""
_EXCHANGE = """(nodes) => {
  const [one, other] = nodes.flatMap((node) => [...node.querySelectorAll("a[href]")]);
  if (!other) return "there are no two persons";
  [one.href, other.href] = [other.href, one.href];
  return 2;
}"""
_ELSEWHERE = """(nodes, argument, { find }) => {
  const link = nodes[0].querySelector("a[href]"), others = find("feed", "link", true);
  const other = others.find((one) => one.href !== link.href && one.pathname !== location.pathname);
  if (!other) return "there is no other story to lead to";
  link.href = other.href;
  return 1;
}"""
_OTHER_SECTION = """(nodes, argument, { find }) => {
  const own = nodes[0].parentElement.textContent;
  const other = find("navigation", "item", true).find((one) => !own.includes(one.textContent.trim()));
  if (!other) return "there is no other section";
  for (const node of nodes[0].parentElement.children) node.textContent = other.textContent.trim();
  return 1;
}"""
_LAST_WORD = {"from": r"\S+\s*$", "to": "say officials"}

fault(
    "feed-headline-stale",
    "feed/headline-differs",
    "a headline in the list as it was before the article was edited",
).by(data(_stories(_older)), seen=(62,))
fault(
    "article-edited-list-not",
    "feed/headline-differs",
    "an article whose headline was edited an hour ago, and the list that does not know of it",
).by(Rewrite("link", _edited), seen=(62,))
fault("feed-times-an-hour-off", "feed/time-differs", "the list's times an hour before the articles' own").by(
    data(_shifted(-1)), seen=(38,)
)
fault(
    "feed-section-of-another",
    "feed/section-differs",
    "a story in the list that is labelled with a section that it is not in",
).by(Dom(_OTHER_SECTION, "feed", "section"))
fault(
    "read-also-headline-stale",
    "read-also/headline-differs",
    "an inset with the headline as it was before the article was edited",
).by(Dom("replace-text", "read-also", "link", argument=_LAST_WORD), seen=(62,))
fault(
    "read-also-leads-elsewhere",
    "read-also/headline-differs",
    "an inset whose headline is one story's and whose link another's",
).by(Dom(_ELSEWHERE, "read-also"))
fault(
    "persons-exchanged", "persons/other-page", "two persons' names, each of which leads to the other's page"
).by(Dom(_EXCHANGE, "persons"), seen=(63,))

look_alike(
    "feed-headline-cut", "feed/headline-differs", "a headline in the list that is cut off with an ellipsis"
).by(Dom(_CUT, "feed", "link"))
look_alike(
    "feed-headline-with-kicker", "feed/headline-differs", "a headline in the list with a word before it"
).by(Dom("prepend-text", "feed", "link", argument="Live: "))
look_alike(
    "article-edited-just-now", "feed/headline-differs", "an article whose headline was edited two minutes ago"
).by(Rewrite("link", _just_edited))
look_alike(
    "feed-time-of-last-change", "feed/time-differs", "a list that gives the time of the last change"
).by(Rewrite("link", _published_before))
look_alike(
    "article-in-one-more-section", "feed/section-differs", "articles that are in another section as well"
).by(
    Rewrite(
        "link",
        lambda text, about: text.replace(
            "</head>", '<meta property="article:section" content="Archive"></head>', 1
        ),
    )
)
look_alike(
    "read-also-with-kicker",
    "read-also/headline-differs",
    "an inset with a word before the article's headline",
).by(Dom("prepend-text", "read-also", "link", argument="Video: "))
look_alike(
    "person-family-name-first", "persons/other-page", "a person's page that is headed by the family name"
).by(Rewrite("link", _name_turned))
