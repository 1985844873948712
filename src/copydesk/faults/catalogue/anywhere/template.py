"""Template text that nothing filled in: every family of delimiters, in the places that it leaks to.

`FAMILIES` are the ways in which a template is written, `PLACES` where it can come to light, and `LEAKS` says
which of them are tried where: each family in a text and in some place where it is easily overlooked.
"""

from collections.abc import Callable, Iterator

from copydesk.faults import documents
from copydesk.faults.answers import HEADLINES, LINKS, NEXT_PAGE, STORIES, field
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import replace_attribute, set_attribute, set_text
from copydesk.faults.fault import Act
from copydesk.faults.registry import LISTS, fault
from copydesk.site.elements import ARTICLE
from copydesk.site.model import PageKind

FAMILIES = {
    "angular": "{{item.group_date}}",
    "expression": '{{item.suffix?", "+item.suffix:""}}',
    "handlebars": "{{#each stories}}",
    "angles": "<<item.group_date>>",
    "squares": "[[author]]",
    "jinja": "{% if story.lead %}",
    "ejs": "<%= story.title %>",
    "literal": "${story.title}",
    "percent": "%NAME%",
    "seo": "%%title%% %%sep%% %%sitename%%",
    "seo-title": "%seo_title%",
    "underscores": "__HEADLINE__",
    "smarty": "{$item.title}",
    "dollars": "$item.title$",
    "mailchimp": "*|NAME|*",
    "toolkit": "[% item.title %]",
    "razor": "@item.Name",
    "razor-model": "@Model.Title",
    "numbered": "{0} comments",
    "printf": "%1$s comments",
    "field": "{headline}",
    "key": "ARTICLE.SHARE_LABEL",
    "small-key": "article.share.label",
    "encoded": "%7B%7B%20id%20%7D%7D",
}
"""A piece of template text of each kind."""


def text(element: str, part: str = "", state: str = "loaded") -> Callable[[str], Act]:
    """In an element's text."""
    return lambda leak: set_text(element, leak, part=part, state=state)


def attribute(name: str, element: str, part: str = "") -> Callable[[str], Act]:
    """In an attribute that a reader meets."""
    return lambda leak: set_attribute(element, name, leak, part=part)


def address(name: str, element: str, part: str = "") -> Callable[[str], Act]:
    """As the last part of an address."""
    return lambda leak: replace_attribute(element, name, "[^/]+$", leak.replace("$", "$$"), part=part)


def story(where: str, names: tuple[str, ...] = HEADLINES) -> Callable[[str], Act]:
    """In the first story of a JSON answer, in the field that has one of the names."""
    before = "/news/" if names is LINKS else ""
    return lambda leak: field(where, names, lambda _: f"{before}{leak}")


def in_html(change: Callable[[str], documents.Change]) -> Callable[[str], Act]:
    """In the HTML that the server sends."""
    return lambda leak: html(change(leak))


def raw(leak: str) -> documents.Change:
    """As it is, without escaping: a browser makes an element of <<item.group_date>>."""
    return documents.at_the_end(f"<h3>{leak}</h3><p>Ferries sail again from noon.</p>")


def rendered_late(leak: str) -> documents.Change:
    """A headline that only scripts fill in."""

    def change(inner: str) -> str:
        filled = inner.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$").replace("</", "<\\/")
        script = f"document.currentScript.parentElement.innerHTML = `{filled}`"
        return f"{escape(leak)}<script>{script}</script>"

    return documents.headline(change)


def in_meta(key: str) -> Callable[[str], documents.Change]:
    """As what a `<meta>` says."""
    return lambda leak: documents.meta(key, escape(leak))


def in_og_image(leak: str) -> documents.Change:
    """As the last part of the picture's address."""
    return documents.meta("og:image", lambda url: escape(f"{url}/{leak}"))


def in_json_ld(key: str) -> Callable[[str], documents.Change]:
    """As a value of the JSON-LD; the author's is a name."""

    def put(leak: str) -> documents.Change:
        value = {"@type": "Person", "name": leak} if key == "author" else leak
        return documents.in_json_ld(**{key: value})

    return put


Place = tuple[str, tuple[PageKind, ...], tuple[str, ...], Callable[[str], Act]]
PLACES: dict[str, Place] = {
    "headline": ("template/text", ARTICLE, (), in_html(lambda leak: documents.headline(escape(leak)))),
    "lead": ("template/text", ARTICLE, (), text("lead")),
    "paragraph": ("template/text", ARTICLE, (), text("body", "paragraph")),
    "published": ("template/text", ARTICLE, (), text("published")),
    "person": ("template/text", ARTICLE, (), text("persons", "link")),
    "section": ("template/text", ARTICLE, (), text("section")),
    "share-label": ("template/text", ARTICLE, (), text("share", "link")),
    "raw-html": ("template/text", ("article", "feed"), (), in_html(raw)),
    "related-story": ("template/text", ARTICLE, (), story("related")),
    "related-day": ("template/text", ARTICLE, (), text("related", "group")),
    "most-read-story": ("template/text", ("article", "feed"), (), story("most-?read|popular")),
    "top-stories-heading": ("template/text", ARTICLE, (), text("top-stories", "heading")),
    "navigation-item": ("template/text", ("article", "filter"), (), text("navigation", "item")),
    "feed-tab": ("template/text", ("feed",), (), text("feed-tabs", "tab")),
    "feed-story": ("template/text", LISTS, (), story(STORIES)),
    "feed-day": ("template/text", LISTS, (), text("date-groups", "title")),
    "story-after-more": ("template/text", ("feed",), ("load-more",), story(NEXT_PAGE)),
    "load-more-after-more": (
        "template/text",
        ("feed",),
        ("load-more",),
        text("load-more", state="load-more"),
    ),
    "photo-description": ("template/attribute", ARTICLE, (), attribute("alt", "photo", "image")),
    "section-tooltip": ("template/attribute", ("feed",), (), attribute("title", "navigation", "item")),
    "share-spoken": ("template/attribute", ARTICLE, (), attribute("aria-label", "share", "link")),
    "amount-hint": ("template/attribute", ARTICLE, (), attribute("placeholder", "currency", "amount")),
    "person-address": ("template/url", ARTICLE, (), address("href", "persons", "link")),
    "share-address": ("template/url", ARTICLE, (), address("href", "share", "link")),
    "photo-address": ("template/url", ARTICLE, (), address("src", "photo", "image")),
    "related-address": ("template/url", ARTICLE, (), story("related", LINKS)),
    "feed-address": ("template/url", LISTS, (), story(STORIES, LINKS)),
    "title": ("template/head", ("article", "feed"), (), in_html(lambda leak: documents.title(escape(leak)))),
    "description": ("template/head", ARTICLE, (), in_html(in_meta("description"))),
    "og-title": ("template/head", ARTICLE, (), in_html(in_meta("og:title"))),
    "og-image": ("template/head", ARTICLE, (), in_html(in_og_image)),
    "json-ld-headline": ("template/json-ld", ARTICLE, (), in_html(in_json_ld("headline"))),
    "json-ld-author": ("template/json-ld", ARTICLE, (), in_html(in_json_ld("author"))),
    "server-headline": ("template/server-html", ARTICLE, (), in_html(rendered_late)),
}
"""Where template text comes to light: the rule that must see it, the kinds of pages, the journeys, how."""

LEAKS = {
    "headline": "smarty jinja",
    "lead": "ejs field",
    "paragraph": "literal",
    "published": "razor",
    "person": "squares mailchimp",
    "section": "percent",
    "share-label": "key small-key",
    "raw-html": "angles",
    "related-story": "angles toolkit",
    "related-day": "angular expression",
    "most-read-story": "dollars numbered",
    "top-stories-heading": "handlebars razor-model",
    "navigation-item": "underscores small-key",
    "feed-tab": "key",
    "feed-story": "printf seo",
    "feed-day": "angular",
    "story-after-more": "expression seo-title",
    "load-more-after-more": "jinja",
    "photo-description": "angular literal dollars",
    "section-tooltip": "razor-model expression",
    "share-spoken": "key squares printf",
    "amount-hint": "small-key numbered",
    "person-address": "encoded underscores squares",
    "share-address": "encoded mailchimp",
    "photo-address": "literal ejs",
    "related-address": "angular seo-title toolkit smarty",
    "feed-address": "handlebars percent jinja",
    "title": "seo angular field razor",
    "description": "angles ejs",
    "og-title": "squares underscores",
    "og-image": "literal",
    "json-ld-headline": "angular toolkit",
    "json-ld-author": "squares percent",
    "server-headline": "angular ejs",
}
"""Which families are tried where."""

SEEN = {
    "person-squares": (1,),
    "json-ld-author-squares": (1,),
    "related-address-seo-title": (2,),
    "title-seo": (3, 4),
    "description-ejs": (3,),
    "share-address-encoded": (5,),
    "related-day-expression": (6,),
    "load-more-after-more-jinja": (7,),
}


def declare() -> Iterator[str]:
    """Declare a fault for each place and family in `LEAKS`; yields their names."""
    for place, families in LEAKS.items():
        rule, kinds, journeys, put = PLACES[place]
        for family in families.split():
            leak = FAMILIES[family]
            fault(name := f"{place}-{family}", rule, f"{leak} in the place “{place.replace('-', ' ')}”").by(
                put(leak), kinds=kinds, journeys=journeys, seen=SEEN.get(name, ())
            )
            yield name


DECLARED = frozenset(declare())

fault("headline-template", "template/text", "{{article.headline}} as the headline").by(
    set_text("headline", "{{article.headline}}"), kinds=ARTICLE
)
