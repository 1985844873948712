"""Text that was decoded, escaped or marked up wrongly on its way to the page."""

import re
from collections.abc import Callable
from html import unescape

from copydesk.faults import answers, documents
from copydesk.faults.answers import HEADLINES, LINKS, data
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import insert, replace_attribute, set_attribute
from copydesk.faults.fault import About, Act, Dom, NotHereError, Rewrite
from copydesk.faults.registry import LISTS, fault
from copydesk.site.elements import ARTICLE
from copydesk.site.model import PageKind

FEED = "feed|news|stories"


def stories(
    where: str, names: tuple[str, ...], change: Callable[[str], str], count: int | None = 1
) -> Rewrite:
    """A change to a field of the first stories of a JSON answer."""
    return data(answers.field(where, names, change, count))


def paragraph(markup: str) -> Dom:
    """A paragraph at the end of the story."""
    return insert("body", f"<p>{markup}</p>", "beforeend")


def escaped_again(text: str) -> str:
    """The text escaped once too often; one with nothing to escape in it gets something."""
    return escape(text if escape(text) != text else f"{text} & more")


def read_as(wrong: str) -> documents.Change:
    """The body of the page, which is UTF-8, read in another encoding; its other texts stay as they are."""

    def rewrite(text: str, about: About) -> str:
        start = text.find("<body")
        if text.isascii() or start < 0:
            raise NotHereError("the server's HTML has no letter that another encoding could spoil")
        spoilt = text[start:].encode().decode(wrong, "replace")
        return text[:start] + spoilt

    return rewrite


def lost(text: str, about: About) -> str:
    """The body's quotes and dashes as bytes that UTF-8 has no letter for."""
    start = text.find("<body")
    changed = re.sub("[“”‘’–—]", "\ufffd", text[start:])
    if start < 0 or changed == text[start:]:
        raise NotHereError("the server's HTML has no quotes and dashes to lose")
    return text[:start] + changed


ADDRESS = "?w=1200&amp;h=630"


def declare(
    name: str,
    rule: str,
    sees: str,
    act: Act,
    kinds: tuple[PageKind, ...] = ARTICLE,
    seen: tuple[int, ...] = (),
) -> None:
    """A fault of this family, on articles where nothing else is said."""
    fault(name, f"encoding/{rule}", sees).by(act, kinds=kinds, seen=seen)


declare("page-read-as-latin-1", "mojibake", "“â\x80\x9c” for a quote", html(read_as("latin-1")))
declare("page-read-as-windows-1252", "mojibake", "“â€œ” for a quote", html(read_as("cp1252")))
declare(
    "headline-mojibake",
    "mojibake",
    "“CafÃ©” in the headline",
    html(documents.headline(lambda inner: f"CafÃ© owners: {inner}")),
)
declare(
    "feed-story-mojibake",
    "mojibake",
    "“portâ€™s” in a story's headline",
    stories(FEED, HEADLINES, lambda text: f"The portâ€™s answer: {text}"),
    kinds=LISTS,
)
declare(
    "title-mojibake",
    "mojibake",
    "“MÃ¼nchen” in the tab",
    html(documents.title(lambda inner: f"MÃ¼nchen: {inner}")),
    kinds=LISTS,
)
declare(
    "cyrillic-mojibake", "mojibake", "“РџСЂРёРІРµС‚” for “Привет”", paragraph("РџСЂРёРІРµС‚, РњРѕСЃРєРІР°")
)
declare("quotes-lost", "replacement", "“�” for every quote", html(lost))
declare(
    "feed-story-letter-lost",
    "replacement",
    "“caf�” in a story's headline",
    stories(FEED, HEADLINES, lambda text: f"The caf\ufffd on the quay: {text}"),
    kinds=LISTS,
)
declare(
    "quotes-as-controls",
    "control",
    "boxes for quotes",
    paragraph("\u0093Nobody knows\u0094, it\u0092s said."),
)
declare(
    "og-title-control",
    "control",
    "a box in the title where the page is shared",
    html(documents.meta("og:title", lambda text: escape(f"It\x92s so: {text}").replace("\x92", "\x1a"))),
)
declare(
    "headline-escaped-twice",
    "entity",
    "“&amp;” or “&quot;” in the headline",
    html(documents.headline(lambda inner: escape(escaped_again(unescape(inner))))),
)
declare(
    "paragraph-entity",
    "entity",
    "“Marsh&#8217;s” in the text",
    paragraph("Marsh&amp;#8217;s answer&amp;nbsp;came."),
)
declare(
    "feed-card-entity",
    "entity",
    "“&amp;” on the card in a list, and not in the article",
    stories(FEED, HEADLINES, escaped_again),
    kinds=LISTS,
    seen=(11,),
)
declare(
    "feed-escaped-twice",
    "entity",
    "“&amp;” in all stories of a list",
    stories(FEED, HEADLINES, escaped_again, None),
    kinds=LISTS,
    seen=(14,),
)
declare(
    "related-entity", "entity", "“&quot;” in a related story", stories("related", HEADLINES, escaped_again)
)
declare(
    "og-title-entity",
    "entity",
    "“&amp;” in the title where the page is shared",
    html(documents.meta("og:title", lambda text: escape(escaped_again(text)))),
)
declare(
    "photo-description-entity",
    "entity",
    "“&#039;” in a photo's description",
    set_attribute("photo", "alt", "The master&#039;s ship", part="image"),
)
declare(
    "og-image-escaped-twice",
    "entity-in-address",
    "no picture where the page is shared",
    html(documents.meta("og:image", lambda url: escape(url + ADDRESS))),
    seen=(10,),
)
declare(
    "canonical-escaped-twice",
    "entity-in-address",
    "another page's address in og:url",
    html(documents.meta("og:url", lambda url: escape(f"{url}?a=1&amp;b=2"))),
    kinds=("feed",),
)
declare(
    "share-escaped-twice",
    "entity-in-address",
    "a share window without its text",
    replace_attribute("share", "href", "&", "&amp;", part="link"),
)
declare(
    "feed-address-escaped-twice",
    "entity-in-address",
    "a story's link with “&amp;” in it",
    stories(FEED, LINKS, lambda url: f"{url}?from=feed&amp;place=1"),
    kinds=LISTS,
)
declare(
    "json-ld-entity",
    "entity-in-data",
    "“&amp;” in the headline that news apps show",
    html(documents.json_ld(lambda data: {**data, "headline": escaped_again(str(data.get("headline", "")))})),
    seen=(81,),
)
declare("lead-markup", "markup", "“<p>” in the lead", Dom("prepend-text", "lead", argument="<p>"))
declare(
    "feed-story-markup",
    "markup",
    "“<em>” in a story's headline",
    stories(FEED, HEADLINES, lambda text: f"<em>Live</em> {text}"),
    kinds=LISTS,
)
declare(
    "description-markup",
    "markup",
    "“<p>” in search results",
    html(documents.meta("description", lambda text: escape(f"<p>{text}</p>"))),
    seen=(12,),
)
declare(
    "front-description-markup",
    "markup",
    "“<a href>” in search results",
    html(documents.meta("description", escape('All news of <a href="/">the coast</a><br>'))),
    kinds=LISTS,
    seen=(12,),
)
declare(
    "og-title-markup",
    "markup",
    "“<i>” in the title where the page is shared",
    html(documents.meta("og:title", lambda text: f"<i>{escape(text)}</i>")),
    seen=(13,),
)
fault(
    "og-title-cut-at-quote",
    "headline/og-title-differs",
    "half a headline where the page is shared: its quotes ended the attribute",
).by(html(documents.meta("og:title", lambda text: f'Marsh: "{text}", she said')), seen=(13,))
