"""Text that was wrongly decoded, escaped or marked up on its way to the page, and text that only looks so."""

from __future__ import annotations

import re
from html import unescape

from copydesk.faults import documents
from copydesk.faults.answers import HEADLINES, LINKS, STORIES, field
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import insert, replace_attribute, set_attribute, shows
from copydesk.faults.fault import About, Change, Dom, NotHereError
from copydesk.faults.registry import LISTS, fault, look_alike
from copydesk.site.elements import ARTICLE


def paragraph(markup: str) -> Dom:
    """A paragraph at the end of the story."""
    return insert("body", f"<p>{markup}</p>", "beforeend")


REFERENCE = r"&#?\w+;"
"""A reference to a character, as a reader must not see one."""


def escaped_again(text: str) -> str:
    """Escape the text once too often. One with nothing to escape gets an “&” first."""
    return escape(text if escape(text) != text else f"{text} & more")


def read_as(wrong: str) -> Change:
    """Decode the body, which is UTF-8, in the wrong encoding; the head stays as it is."""

    def rewrite(text: str, about: About) -> str:
        start = text.find("<body")
        if text.isascii() or start < 0:
            raise NotHereError("the server's HTML has no letter that another encoding could spoil")
        spoilt = text[start:].encode().decode(wrong, "replace")
        return text[:start] + spoilt

    return rewrite


def lost(text: str, about: About) -> str:
    """Turn the body's quotes and dashes into replacement characters."""
    start = text.find("<body")
    changed = re.sub("[“”‘’–—]", "\ufffd", text[start:])
    if start < 0 or changed == text[start:]:
        raise NotHereError("the server's HTML has no quotes and dashes to lose")
    return text[:start] + changed


ADDRESS = "?w=1200&amp;h=630"


def in_a_paragraph(name: str, rule: str, sees: str, html: str) -> None:
    """A look-alike in a paragraph of the story."""
    look_alike(name, f"encoding/{rule}", sees).by(paragraph(html), kinds=ARTICLE)


fault("page-read-as-latin-1", "encoding/mojibake", "“â\x80\x9c” for a quote").by(
    html(read_as("latin-1")), kinds=ARTICLE
)
fault("page-read-as-windows-1252", "encoding/mojibake", "“â€œ” for a quote").by(
    html(read_as("cp1252")), kinds=ARTICLE
)
fault("headline-mojibake", "encoding/mojibake", "“CafÃ©” in the headline").by(
    html(documents.headline(lambda inner: f"CafÃ© owners: {inner}")), kinds=ARTICLE
)
fault("feed-story-mojibake", "encoding/mojibake", "“portâ€™s” in a story's headline").by(
    field(STORIES, HEADLINES, lambda text: f"The portâ€™s answer: {text}"), kinds=LISTS
)
fault("title-mojibake", "encoding/mojibake", "“MÃ¼nchen” in the tab").by(
    *documents.titled(documents.title(lambda inner: f"MÃ¼nchen: {inner}")), kinds=LISTS
)
fault("cyrillic-mojibake", "encoding/mojibake", "“РџСЂРёРІРµС‚” for “Привет”").by(
    paragraph("РџСЂРёРІРµС‚, РњРѕСЃРєРІР°"), kinds=ARTICLE
)
fault("quotes-lost", "encoding/replacement", "“�” for every quote").by(html(lost), kinds=ARTICLE)
fault("feed-story-letter-lost", "encoding/replacement", "“caf�” in a story's headline").by(
    field(STORIES, HEADLINES, lambda text: f"The caf\ufffd on the quay: {text}"), kinds=LISTS
)
fault("quotes-as-controls", "encoding/control", "boxes for quotes").by(
    paragraph("\u0093Nobody knows\u0094, it\u0092s said."), kinds=ARTICLE
)
fault("og-title-control", "encoding/control", "a box in the title where the page is shared").by(
    html(documents.meta("og:title", lambda text: escape(f"It\x92s so: {text}").replace("\x92", "\x1a"))),
    kinds=ARTICLE,
)
fault("headline-escaped-twice", "encoding/entity", "“&amp;” or “&quot;” in the headline").by(
    html(documents.headline(lambda inner: escape(escaped_again(unescape(inner))))), kinds=ARTICLE
)
fault("paragraph-entity", "encoding/entity", "“Marsh&#8217;s” in the text").by(
    paragraph("Marsh&amp;#8217;s answer&amp;nbsp;came."), kinds=ARTICLE
)
fault("feed-card-entity", "encoding/entity", "“&amp;” on the card in a list, and not in the article").by(
    field(STORIES, HEADLINES, escaped_again), shows(REFERENCE), kinds=LISTS, seen=(11,)
)
fault("feed-escaped-twice", "encoding/entity", "“&amp;” in all stories of a list").by(
    field(STORIES, HEADLINES, escaped_again, None), shows(REFERENCE), kinds=LISTS, seen=(14,)
)
fault("related-entity", "encoding/entity", "“&quot;” in a related story").by(
    field("related", HEADLINES, escaped_again), kinds=ARTICLE
)
fault("og-title-entity", "encoding/entity", "“&amp;” in the title where the page is shared").by(
    html(documents.meta("og:title", lambda text: escape(escaped_again(text)))), kinds=ARTICLE
)
fault("photo-description-entity", "encoding/entity", "“&#039;” in a photo's description").by(
    set_attribute("photo", "alt", "The master&#039;s ship", part="image"), kinds=ARTICLE
)
fault("og-image-escaped-twice", "encoding/entity-in-address", "no picture where the page is shared").by(
    html(documents.meta("og:image", lambda url: escape(url + ADDRESS))), kinds=ARTICLE, seen=(10,)
)
fault("canonical-escaped-twice", "encoding/entity-in-address", "another page's address in og:url").by(
    html(documents.meta("og:url", lambda url: escape(f"{url}?a=1&amp;b=2"))), kinds=("feed",)
)
fault("share-escaped-twice", "encoding/entity-in-address", "a share window without its text").by(
    replace_attribute("share", "href", "&", "&amp;", part="link"), kinds=ARTICLE
)
fault("feed-address-escaped-twice", "encoding/entity-in-address", "a story's link with “&amp;” in it").by(
    field(STORIES, LINKS, lambda url: f"{url}?from=feed&amp;place=1"), kinds=LISTS
)
fault("json-ld-entity", "encoding/entity-in-data", "“&amp;” in the headline that news apps show").by(
    html(documents.json_ld(lambda data: {**data, "headline": escaped_again(str(data.get("headline", "")))})),
    kinds=ARTICLE,
    seen=(81,),
)
fault("lead-markup", "encoding/markup", "“<p>” in the lead").by(
    Dom("prepend-text", "lead", argument="<p>"), kinds=ARTICLE
)
fault("feed-story-markup", "encoding/markup", "“<em>” in a story's headline").by(
    field(STORIES, HEADLINES, lambda text: f"<em>Live</em> {text}"), shows("<em>"), kinds=LISTS
)
fault("description-markup", "encoding/markup", "“<p>” in search results").by(
    html(documents.meta("description", lambda text: escape(f"<p>{text}</p>"))), kinds=ARTICLE, seen=(12,)
)
fault("front-description-markup", "encoding/markup", "“<a href>” in search results").by(
    html(documents.meta("description", escape('All news of <a href="/">the coast</a><br>'))),
    kinds=LISTS,
    seen=(12,),
)
fault("og-title-markup", "encoding/markup", "“<i>” in the title where the page is shared").by(
    html(documents.meta("og:title", lambda text: f"<i>{escape(text)}</i>")), kinds=ARTICLE, seen=(13,)
)
fault(
    "og-title-cut-at-quote",
    "headline/og-title-differs",
    "half a headline where the page is shared: its quotes ended the attribute",
).by(html(documents.meta("og:title", lambda text: f'Marsh: "{text}", she said')), seen=(13,))


in_a_paragraph(
    "ampersands",
    "entity",
    "ampersands in names and abbreviations",
    "Marrow &amp; Finch, AT&amp;T, R&amp;D, Q&amp;A; B&amp;B, AT&amp;T; and others, "
    "sails, ropes, &amp;c. are sold at Johnson &amp; amp makers.",
)
in_a_paragraph(
    "entities-in-code",
    "entity",
    "character references as an article on HTML shows them",
    "Write <code>&amp;amp;</code> or <kbd>&amp;#8217;</kbd> for it, the manual says.",
)
in_a_paragraph(
    "accents",
    "mojibake",
    "French, Swedish and Portuguese words with many accents",
    "À la carte, É…, Âge, Ångström, « été », Ãvila, Château d’Œx, NAÏVETÉ, Þórr, coração, ½ £5, £2 and €3.",
)
in_a_paragraph(
    "cyrillic",
    "mojibake",
    "Russian and Serbian words in Cyrillic letters",
    "“Привет”, “Реквием”, Србија, Ђорђевић and Рѕ are words or letters of other scripts.",
)
in_a_paragraph(
    "mojibake-in-code",
    "mojibake",
    "an example of a wrong encoding, marked as code",
    "It came out as <code>cafÃ©</code> and <samp>itâ€™s</samp>.",
)
in_a_paragraph(
    "question-marks",
    "replacement",
    "question marks, and the sign itself as code",
    "Who? What?? The diamond <code>\ufffd</code> stands for a lost letter.",
)
in_a_paragraph(
    "arithmetic-and-hearts",
    "markup",
    "signs for less and more, hearts and arrows",
    "5 &lt; 7, a &lt;3 b, x &gt; y, &lt;- here, 3 &lt;b and c&gt; 4, &lt;&lt; first, &lt;Anna&gt; wrote.",
)
in_a_paragraph(
    "tags-in-code",
    "markup",
    "tags as an article on HTML shows them",
    "Put it in <code>&lt;p&gt;</code> and close it with <code>&lt;/p&gt;</code>.",
)
in_a_paragraph(
    "invisible-joiners",
    "control",
    "soft hyphens, joiners and marks for the direction of writing",
    "Hafen\u00admeister, zero\u200bwidth, \u200eleft\u200f to right, non\u00a0breaking, a\u2028b.",
)
in_a_paragraph(
    "address-escaped-once",
    "entity-in-address",
    "a link whose parts are joined by & as they should be",
    '<a href="/search?q=tide&amp;page=1&amp;copy=2">The tide tables</a>',
)
look_alike(
    "json-ld-with-html-text", "encoding/entity-in-data", "an article's text in the JSON-LD, which may be HTML"
).by(
    html(documents.in_json_ld(articleBody="<p>Marrow &amp; Finch have sold the quay.</p>")),
    kinds=ARTICLE,
)
for name, sees, text in (
    ("apostrophes-lost", "“It?s” for “It’s”", "It?s a start, the clerk said, and doesn?t cost much."),
    (
        "quotes-lost",
        "question marks around what somebody said",
        "He called it ?a start and no end? on Tuesday.",
    ),
):
    fault(f"encoding-{name}", "encoding/question-mark", sees).by(paragraph(text), kinds=ARTICLE)
in_a_paragraph(
    "questions-in-two-languages",
    "question-mark",
    "questions as English, Spanish and French people write them",
    "Why? Who? «¿Quién fue?» «Vraiment ?» dit-il. Is it “safe”? Ask /search?q=tide.",
)
