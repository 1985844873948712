"""Template text that was never filled in: every family of delimiters, in the places that it leaks to.

`FAMILIES` are the ways in which a template is written. `PLACES` are where it can come to light, each with the
families that are tried there: each family in a text and in some place where it is easily overlooked.
"""

from collections.abc import Callable
from typing import NamedTuple

from copydesk.faults import documents
from copydesk.faults.answers import HEADLINES, LINKS, NEXT_PAGE, STORIES, field
from copydesk.faults.documents import escape, html
from copydesk.faults.dom import LAST_SEGMENT, replace_attribute, set_attribute, set_text
from copydesk.faults.fault import Act, Change
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
    return lambda leak: replace_attribute(element, name, LAST_SEGMENT, leak.replace("$", "$$"), part=part)


def story(where: str, names: tuple[str, ...] = HEADLINES) -> Callable[[str], Act]:
    """In the first story of a JSON answer, in the field that has one of the names."""
    before = "/news/" if names is LINKS else ""
    return lambda leak: field(where, names, lambda _: f"{before}{leak}")


def in_html(change: Callable[[str], Change]) -> Callable[[str], Act]:
    """In the HTML that the server sends."""
    return lambda leak: html(change(leak))


def raw(leak: str) -> Change:
    """Unescaped: a browser makes an element of <<item.group_date>>."""
    return documents.at_the_end(f"<h3>{leak}</h3><p>Ferries sail again from noon.</p>")


def rendered_late(leak: str) -> Change:
    """A headline that only scripts fill in."""

    def change(inner: str) -> str:
        filled = inner.replace("\\", "\\\\").replace("`", "\\`").replace("$", "\\$").replace("</", "<\\/")
        script = f"document.currentScript.parentElement.innerHTML = `{filled}`"
        return f"{escape(leak)}<script>{script}</script>"

    return documents.headline(change)


def in_meta(key: str) -> Callable[[str], Change]:
    """As what a `<meta>` says."""
    return lambda leak: documents.meta(key, escape(leak))


def in_og_image(leak: str) -> Change:
    """As the last part of the picture's address."""
    return documents.meta("og:image", lambda url: escape(f"{url}/{leak}"))


def in_json_ld(key: str) -> Callable[[str], Change]:
    """As a value of the JSON-LD; the author's is a name."""

    def put(leak: str) -> Change:
        value = {"@type": "Person", "name": leak} if key == "author" else leak
        return documents.in_json_ld(**{key: value})

    return put


class Place(NamedTuple):
    """Where template text comes to light: the defect, the families that are tried, how, on which pages."""

    defect: str
    families: str
    put: Callable[[str], Act | tuple[Act, ...]]
    kinds: tuple[PageKind, ...] = ARTICLE
    journeys: tuple[str, ...] = ()


PLACES = {
    "headline": Place("text", "smarty jinja", in_html(lambda leak: documents.headline(escape(leak)))),
    "lead": Place("text", "ejs field", text("lead")),
    "paragraph": Place("text", "literal", text("body", "paragraph")),
    "published": Place("text", "razor", text("published")),
    "person": Place("text", "squares mailchimp", text("persons", "link")),
    "section": Place("text", "percent", text("section")),
    "share-label": Place("text", "key small-key", text("share", "link")),
    "raw-html": Place("text", "angles", in_html(raw), ("article", "feed")),
    "related-story": Place("text", "angles toolkit", story("related")),
    "related-day": Place("text", "angular expression", text("related", "group")),
    "most-read-story": Place("text", "dollars numbered", story("most-?read|popular"), ("article", "feed")),
    "top-stories-heading": Place("text", "handlebars razor-model", text("top-stories", "heading")),
    "navigation-item": Place(
        "text", "underscores small-key", text("navigation", "item"), ("article", "filter")
    ),
    "feed-tab": Place("text", "key", text("feed-tabs", "tab"), ("feed",)),
    "feed-story": Place("text", "printf seo", story(STORIES), LISTS),
    "feed-day": Place("text", "angular", text("date-groups", "title"), LISTS),
    "story-after-more": Place("text", "expression seo-title", story(NEXT_PAGE), ("feed",), ("load-more",)),
    "load-more-after-more": Place(
        "text", "jinja", text("load-more", state="load-more"), ("feed",), ("load-more",)
    ),
    "photo-description": Place("attribute", "angular literal dollars", attribute("alt", "photo", "image")),
    "section-tooltip": Place(
        "attribute", "razor-model expression", attribute("title", "navigation", "item"), ("feed",)
    ),
    "share-spoken": Place("attribute", "key squares printf", attribute("aria-label", "share", "link")),
    "amount-hint": Place("attribute", "small-key numbered", attribute("placeholder", "currency", "amount")),
    "person-address": Place("url", "encoded underscores squares", address("href", "persons", "link")),
    "share-address": Place("url", "encoded mailchimp", address("href", "share", "link")),
    "photo-address": Place("url", "literal ejs", address("src", "photo", "image")),
    "related-address": Place("url", "angular seo-title toolkit smarty", story("related", LINKS)),
    "feed-address": Place("url", "handlebars percent jinja", story(STORIES, LINKS), LISTS),
    "title": Place(
        "head",
        "seo angular field razor",
        lambda leak: documents.titled(documents.title(escape(leak))),
        ("article", "feed"),
    ),
    "description": Place("head", "angles ejs", in_html(in_meta("description"))),
    "og-title": Place("head", "squares underscores", in_html(in_meta("og:title"))),
    "og-image": Place("head", "literal", in_html(in_og_image)),
    "json-ld-headline": Place("json-ld", "angular toolkit", in_html(in_json_ld("headline"))),
    "json-ld-author": Place("json-ld", "squares percent", in_html(in_json_ld("author"))),
    "server-headline": Place("server-html", "angular ejs", in_html(rendered_late)),
}

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


for place, (defect, families, put, kinds, journeys) in PLACES.items():
    for family in families.split():
        name, leak = f"{place}-{family}", FAMILIES[family]
        acts = put(leak)
        fault(name, f"template/{defect}", f"{leak} in the place “{place.replace('-', ' ')}”").by(
            *(acts if isinstance(acts, tuple) else [acts]),
            kinds=kinds,
            journeys=journeys,
            seen=SEEN.get(name, ()),
        )
fault("headline-template", "template/text", "{{article.headline}} as the headline").by(
    set_text("headline", "{{article.headline}}"), kinds=ARTICLE
)
