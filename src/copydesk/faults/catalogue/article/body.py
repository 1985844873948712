"""The text: shortened, repeated, replaced, reordered or hidden."""

from __future__ import annotations

import re
from itertools import zip_longest

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.dom import insert, replace_text
from copydesk.faults.elements import both, html_of, inside, of_one_page, said
from copydesk.faults.fault import About, Change, Dom, NotHereError
from copydesk.faults.registry import fault, look_alike

OTHER = (
    "Bakers voted by a narrow margin to sell rolls at sunrise, from Midsummer onwards.",
    "Customers welcome fresh rolls before sunrise, a poll suggests, while apprentices do not.",
)
STORY = (
    *OTHER,
    "Master bakers say that nobody buys bread at eight any more. Commuters eat on the tram, pupils eat at"
    " school, and pensioners, who have time, would rather have it still warm.",
    "Apprentices answer that ovens have to be lit three hours before. Whoever sells at five gets up at one,"
    " and whoever gets up at one has neither friends nor a football team.",
    "A compromise was rejected: dough that is shaped in the evening, cooled, and baked by a machine. Purists"
    " in the hall whistled, and somebody threw a bun.",
    "Customers were asked as well. Two in three welcome the plan; one in three of those admits to being"
    " asleep then.",
)
LAST = """(nodes, keep, { find }) => {
  const all = find("body", "paragraph").filter((one) => one.textContent.length > 60);
  if (all.length < 3) return "the text has no three paragraphs";
  const taken = all.slice(keep);
  CHANGE
  return taken.length;
}"""
REMOVE = "taken.forEach((one) => one.remove());"
WRAP = """const box = document.createElement("div");
  taken[0].before(box);
  box.append(...taken);
  box.style.display = "none";"""
_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)


def _paragraphs(html: str) -> list[str]:
    found = [one for one in _PARAGRAPH.findall(html) if len(said(one)) > 60]
    if len(found) < 3:
        raise NotHereError("the text has no three paragraphs")
    return found


def _twice(html: str) -> str:
    second = _paragraphs(html)[1]
    return html.replace(second, second + second, 1)


def _cut(html: str) -> str:
    """Cut off the end of the last sentence."""
    last = _paragraphs(html)[-1]
    if html.rindex("<p") != html.rindex(last):
        raise NotHereError("the last paragraph is a short one")
    return html.replace(last, re.sub(r"\W*\s\S+\s*</p>$", "</p>", last), 1)


def _exchanged(html: str) -> str:
    """Replace the text by another story's."""
    found = _paragraphs(html)
    for text, old in zip_longest(STORY[: len(found)], found, fillvalue=""):
        html = html.replace(old, f"<p>{text}</p>" if text else "", 1)
    return html + "".join(f"<p>{text}</p>" for text in STORY[len(found) :])


def _told(html: str) -> str:
    return "\n".join(said(one) for one in _paragraphs(html))


def _with_article_body(change: Change) -> Change:
    """Put the whole text into the JSON-LD, then change the page."""

    def rewrite(text: str, about: About) -> str:
        told = _told(html_of(text, about, "body"))
        text = documents.in_json_ld(articleBody=told)(text, about)
        return change(text, about)

    return rewrite


def _without_end(html: str) -> str:
    for old in _paragraphs(html)[2:]:
        html = html.replace(old, "", 1)
    return html


def _after_the_first(markup: str) -> Change:
    def broken(html: str) -> str:
        first, second = _paragraphs(html)[:2]
        if "</" in html[html.index(first) + len(first) : html.rindex(second)]:
            raise NotHereError("its paragraphs are in boxes of their own")
        return html.replace(first, first + markup, 1)

    return inside("body", broken)


PULL_QUOTE = """(nodes, _, { find, fragment }) => {
  const [first, second] = find("body", "paragraph");
  if (!second) return "the text has no second paragraph";
  const quote = document.createElement("blockquote");
  quote.textContent = second.textContent;
  first.after(quote);
  return 1;
}"""

VERSE = "".join("<p>No.</p><p>Why not?</p>" for _ in range(3))

fault("body-paragraph-twice", "body/repeated-paragraph", "the same paragraph twice").by(
    html(inside("body", _twice))
)
fault("body-ends-in-a-sentence", "body/cut-off", "a text that stops in the middle of a sentence").by(
    html(inside("body", _cut))
)
fault(
    "body-loses-its-end",
    "body/not-as-served",
    "a story that ends after its second paragraph, once an embed has broken",
).by(Dom(LAST.replace("CHANGE", REMOVE), "body", argument=2), seen=(72, 85))
fault(
    "body-loses-a-paragraph",
    "body/not-as-served",
    "a story without its second paragraph, once a script has drawn it again",
).by(Dom(LAST.replace("CHANGE", "taken.splice(1); " + REMOVE), "body", argument=1), seen=(31,))
fault("body-in-another-order", "body/not-as-served", "a story whose second paragraph comes first").by(
    Dom(LAST.replace("CHANGE", "taken.splice(1); all[0].before(taken[0]);"), "body", argument=1)
)
fault(
    "body-in-an-embed-that-is-not-closed",
    "body/not-as-served",
    "a story that ends after its first paragraph: a frame takes all that comes after it",
).by(html(_after_the_first('<iframe title="Map" src="about:blank">')), seen=(72,))
fault(
    "body-hidden-with-an-embed",
    "body/rest-hidden",
    "a story that ends after its first paragraph: the rest is in the box of an embed that shows nothing",
).by(html(_after_the_first('<div style="display: none" class="embed">')), seen=(72,))
fault(
    "body-hidden-by-a-script",
    "body/rest-hidden",
    "a story that ends after its first paragraph: a script has hidden the rest",
).by(Dom(LAST.replace("CHANGE", WRAP), "body", argument=1), seen=(72,))
fault(
    "body-shorter-than-in-json-ld",
    "body/json-ld-differs",
    "a story that ends after its second paragraph; news apps have all of it",
).by(html(of_one_page(_with_article_body(inside("body", _without_end)))), seen=(72,))
fault(
    "json-ld-body-of-another-story",
    "body/json-ld-differs",
    "nothing amiss; another story's text in news apps",
).by(html(of_one_page(documents.in_json_ld(articleBody=" ".join(OTHER)))))
fault("body-of-another-story", "body/other-story", "the headline of one story over the text of another").by(
    html(of_one_page(inside("body", _exchanged)))
)
look_alike(
    "body-with-a-refrain", "body/repeated-paragraph", "questions and answers, “No.” more than once"
).by(insert("body", VERSE))
look_alike("body-with-a-signature", "body/cut-off", "the writer's name and place in the last line").by(
    insert("body", "<p>A. Marsh, Kestrel Bay</p>")
)
look_alike(
    "body-with-a-pull-quote",
    "body/repeated-paragraph",
    "a paragraph of the text once more, as a quotation in large letters",
).by(Dom(PULL_QUOTE, "body"))
look_alike("body-with-more-from-a-script", "body/not-as-served", "a paragraph that a script has added").by(
    insert("body", f"<p>{OTHER[0]}</p>")
)
look_alike(
    "body-with-hyphens-from-a-script",
    "body/not-as-served",
    "long words that a script has given places to break",
).by(replace_text("body", r"(\w{5})(\w{4})", "$1\u00ad$2", "g"))
look_alike("body-that-opens", "body/rest-hidden", "a story whose rest is shown when a button is pressed").by(
    Dom(LAST.replace("CHANGE", WRAP), "body", argument=2),
    insert("body", '<button type="button" style="color:#111;background:#fff">Read on</button>'),
)
look_alike(
    "body-in-json-ld-its-beginning", "body/json-ld-differs", "the first paragraphs of the text in the JSON-LD"
).by(
    html(
        both(
            _with_article_body(lambda text, about: text),
            documents.json_ld(lambda data: {**data, "articleBody": data["articleBody"].split("\n")[0]}),
        )
    )
)
look_alike(
    "body-with-much-of-another-story", "body/other-story", "a story with two paragraphs on something else"
).by(html(inside("body", lambda html: html + "".join(f"<p>{text}</p>" for text in OTHER))))
LINKED = "<p>The council {}<a href='/council'>voted on Tuesday</a> to lengthen the pier by a third of it.</p>"
fault("body-words-run-together", "body/run-together", "two words that are one where a link begins").by(
    insert("body", LINKED.format("then"))
)
look_alike("body-link-after-a-bracket", "body/run-together", "a link right after a bracket").by(
    insert("body", LINKED.format("then ("))
)
