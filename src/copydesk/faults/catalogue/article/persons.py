"""The persons in a story and its author: repeated, from another story, with the wrong link."""

from __future__ import annotations

from typing import Any

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.dom import (
    BEFORE_HEADLINE,
    BEFORE_TEXT,
    BETWEEN_PARAGRAPHS,
    LAST_SEGMENT,
    insert,
    move,
    replace_attribute,
    set_attribute,
)
from copydesk.faults.elements import both
from copydesk.faults.fault import About, Dom, NotHereError, Rewrite
from copydesk.faults.registry import fault, look_alike
from copydesk.page.jsonld import names
from copydesk.text.compare import words

SHARED = """(nodes, _, { find }) => {
  const [one, other] = find("persons", "link");
  if (!other) return "there are no two persons";
  CHANGE
  return 1;
}"""


def person(name: str) -> dict[str, str]:
    """An author in JSON-LD."""
    return {"@type": "Person", "name": name}


def authors(json_ld: object, meta: str) -> Rewrite:
    """Set the author in the JSON-LD and in the meta element."""
    told = documents.in_json_ld(author=json_ld)
    return html(both(told, documents.meta("author", meta)))


NAMELESS = """(nodes) => {
  const bylines = document.querySelectorAll(
    ":is(h1, article) ~ * [rel~=author], main :is([rel~=author], [itemprop=author], [class*=byline i])");
  for (const byline of bylines) byline.replaceChildren("By ");
  if (!bylines.length) nodes[0].insertAdjacentHTML("beforebegin", '<p class="byline">By <span></span></p>');
  return 1;
}"""
"""Takes the names out of the bylines; makes one without where there is none."""
RENAMED = """(nodes, name) => {
  const named = ":is([rel~=author], [itemprop=author], [class*=byline i], [class*=author i], address)";
  for (const byline of document.querySelectorAll(`main ${named}`)) byline.remove();
  nodes[0].insertAdjacentHTML("beforebegin", `<p class="byline">By ${name}</p>`);
  return 1;
}"""
"""Puts a byline in the place of those that are there."""
LINKED = '<p>By <a rel="author" href="/people/{}" onclick="return false">{}</a></p>'


RELATIVE = """(nodes, _, { find }) => {
  const copy = nodes[0].cloneNode(true), names = copy.textContent.trim().split(" ");
  const named = find("body").some((body) => body.textContent.includes(names.at(-1)));
  if (find("body").length && !named) return "the text does not name the person";
  copy.textContent = ["Eleonora", ...names.slice(1)].join(" ");
  copy.href = copy.href.replace(/[^/]+([/]?)$/, `eleonora-${names.at(-1).toLowerCase()}$1`);
  if (copy.href === nodes[0].href) return "the person's address cannot be changed";
  nodes[0].after(" ", copy);
  return 1;
}"""

WITH_A_SLASH = """(nodes) => {
  if (nodes[0].href.endsWith("/")) return "the person's address has a slash at its end already";
  nodes[0].setAttribute("href", nodes[0].href + "/");
  return 1;
}"""


def newsroom(text: str, about: About) -> str:
    """The HTML as it is, where its JSON-LD names the newsroom as the author."""

    def checked(data: dict[str, Any]) -> dict[str, Any]:
        house = [about.site.title, about.site.agency, *names(data.get("publisher"))]
        known = {word for name in house for word in words(name)}
        if not known & {word for name in names(data.get("author")) for word in words(name)}:
            raise NotHereError("the JSON-LD does not name the newsroom as the author")
        return data

    return documents.json_ld(checked)(text, about)


fault("persons-one-twice", "persons/twice", "the same name twice in the list of persons").by(
    Dom("duplicate", "persons", "link")
)
fault("persons-one-twice-in-capitals", "persons/twice", "the same name in two ways").by(
    Dom(
        "(nodes) => { const copy = nodes[0].cloneNode(true); nodes[0].after(' ', copy);"
        " copy.textContent = copy.textContent.toUpperCase(); return 1; }",
        "persons",
        "link",
    )
)
fault("persons-to-one-page", "persons/same-page", "two names that lead to one person's page").by(
    Dom(SHARED.replace("CHANGE", "other.href = one.href;"), "persons"), seen=(63,)
)
for name, sees, address in (
    ("to-nowhere", "leads nowhere", "#"),
    ("to-a-script", "leads nowhere", "javascript:void(0)"),
    ("to-another-site", "leads away from the site", "https://example.org/people"),
):
    fault(f"persons-{name}", "persons/no-link", f"a name that {sees}").by(
        set_attribute("persons", "href", address, part="link")
    )
fault("persons-without-link", "persons/no-link", "a name that is no link").by(
    Dom("remove-attribute", "persons", "link", argument="href")
)
fault(
    "persons-of-another-story",
    "persons/not-in-text",
    "a name under a story in which nobody of that name occurs",
).by(
    Dom(
        "(nodes, name, { find }) => find('page-count', 'link').length ? 'the text goes on on another page'"
        " : (nodes[0].textContent = name, 1)",
        "persons",
        "link",
        argument="Ottokar Quillfeather",
    )
)
fault(
    "persons-with-anothers-address", "persons/wrong-link", "a name with somebody else's address behind it"
).by(replace_attribute("persons", "href", LAST_SEGMENT, "ottokar-quillfeather", part="link"), seen=(63,))
for name, to in (
    ("over-the-headline", BEFORE_HEADLINE),
    ("in-the-text", BETWEEN_PARAGRAPHS),
):
    fault(f"persons-{name}", "persons/misplaced", f"the persons {name.replace('-', ' ')}").by(
        move("persons", to)
    )
fault(
    "author-in-meta-another",
    "byline/sources-differ",
    "nothing amiss; two authors, depending on where one looks",
).by(authors(person("Ida Falk"), "Ruben Aasen"), seen=(64,))
fault(
    "byline-of-another", "byline/sources-differ", "one author over the text and another in search results"
).by(
    html(documents.in_json_ld(author=[person("Ida Falk")])),
    insert("body", '<p>By <a rel="author" href="/about">Ruben Aasen</a></p>', "beforebegin"),
    seen=(64,),
)
fault("byline-not-the-json-ld-s", "byline/shown-differs", "one author over the text, another in search").by(
    html(documents.in_json_ld(author=[person("Ida Falk")])), Dom(RENAMED, "body", argument="Ruben Aasen")
)
look_alike("byline-of-a-shortened-name", "byline/shown-differs", "the first name's letter over the text").by(
    html(documents.in_json_ld(author=[person("Ida Falk")])), Dom(RENAMED, "body", argument="I. Falk")
)
fault("byline-link-to-another", "byline/wrong-link", "an author's name that opens somebody else's page").by(
    insert("body", LINKED.format("ruben-aasen", "Ida Falk"), "beforebegin")
)
look_alike("byline-link-by-a-short-name", "byline/wrong-link", "an author's page under a shortened name").by(
    insert("body", LINKED.format("ida-f", "Ida Falk"), "beforebegin")
)
fault("byline-with-a-comma-left", "byline/left-over", "a comma behind the last author").by(
    html(documents.in_json_ld(author=[person("Ida Falk"), person("Ruben Aasen")])),
    insert("body", '<p class="byline">By Ida Falk, Ruben Aasen,</p>', "beforebegin"),
)
look_alike("byline-and-an-icon", "byline/left-over", "a bar between the author and a picture").by(
    html(documents.in_json_ld(author=[person("Ida Falk")])),
    insert(
        "body",
        '<p class="byline">By Ida Falk | <svg width="20" height="20"><circle r="10"/></svg></p>',
        "beforebegin",
    ),
)
fault("byline-cut-at-and", "byline/cut-in-two", "for programs, one author's name as two").by(
    html(documents.in_json_ld(author=[person("The Str"), person("Desk")])),
    insert("body", '<p class="byline">By The Strand Desk</p>', "beforebegin"),
)
look_alike("byline-of-two", "byline/cut-in-two", "two authors in one line, and as two").by(
    html(documents.in_json_ld(author=[person("Ida Falk"), person("Ruben Aasen")])),
    insert("body", '<p class="byline">By Ida Falk and Ruben Aasen</p>', "beforebegin"),
)
fault("byline-without-a-name", "byline/empty", "“By”, and nothing behind it").by(
    html(documents.in_json_ld(author=[person("Ida Falk")])), Dom(NAMELESS, "body")
)

look_alike("persons-of-one-family", "persons/twice", "two persons with one surname").by(
    Dom(RELATIVE, "persons", "link")
)
look_alike(
    "persons-told-by-a-number", "persons/same-page", "persons whose pages differ by a number in the address"
).by(Dom(SHARED.replace("CHANGE", 'one.href = "/person?id=1"; other.href = "/person?id=2";'), "persons"))
look_alike(
    "persons-with-a-slash", "persons/no-link", "a person's address in full, with a slash at its end"
).by(Dom(WITH_A_SLASH, "persons", "link"))
for name, sees, change in (
    (
        "by-initials",
        "by first letter and surname",
        'names.length > 1 ? names[0][0] + ". " + names.at(-1) : ""',
    ),
    ("by-one-name", "by surname alone", 'names.length > 1 ? names.at(-1) : ""'),
    ("in-capitals", "in capitals", 'names.join(" ").toUpperCase()'),
):
    look_alike(f"persons-{name}", "persons/not-in-text", f"a person {sees}").by(
        Dom(
            "(nodes) => { const names = nodes[0].textContent.trim().split(/\\s+/); "
            f"const told = {change}; if (!told) return 'the person has one name'; "
            "nodes[0].textContent = told; return 1; }",
            "persons",
            "link",
        )
    )
look_alike("persons-address-with-a-number", "persons/wrong-link", "a person's address that is a number").by(
    replace_attribute("persons", "href", LAST_SEGMENT, "p-4711", part="link")
)
look_alike("persons-beside-the-headline", "persons/misplaced", "the persons between headline and text").by(
    move("persons", BEFORE_TEXT)
)
look_alike(
    "author-and-another",
    "byline/sources-differ",
    "two authors in the JSON-LD, one of them in the meta element",
).by(authors([person("Ida Falk"), person("Ruben Aasen")], "R. Aasen"))
look_alike(
    "author-is-the-newsroom",
    "byline/sources-differ",
    "the newsroom in the JSON-LD, a reporter in the meta element",
).by(html(both(newsroom, documents.meta("author", "Ruben Aasen"))))
look_alike("byline-with-a-portrait", "byline/empty", "the author's portrait, and no name").by(
    html(documents.in_json_ld(author=[person("Ida Falk")])),
    insert("body", '<p class="byline"><svg width="40" height="40"><circle r="20"/></svg></p>', "beforebegin"),
)
look_alike("person-with-a-title", "persons/not-in-text", "a name with the title that its bearer has").by(
    Dom("prepend-text", "persons", "link", argument="Dr. ")
)
look_alike(
    "person-with-parameters", "persons/no-link", "a person's link with something for the site's statistics"
).by(replace_attribute("persons", "href", "$", "?from=article", part="link"))
look_alike(
    "person-once-more-for-telephones",
    "persons/twice",
    "a second list of the persons that only telephones show",
).by(
    Dom(
        "(nodes) => { const copy = nodes[0].cloneNode(true); copy.hidden = true; "
        "copy.style.display = 'none'; nodes[0].after(copy); return 1 }",
        "persons",
    )
)
