"""The persons in a story and its author: twice, of another story, with another's link."""

from __future__ import annotations

from typing import Any

from copydesk.faults import documents
from copydesk.faults.elements import both
from copydesk.faults.fault import Dom, Rewrite
from copydesk.faults.registry import fault, look_alike

LINK: dict[str, Any] = {"element": "persons", "part": "link"}
SHARED = """(nodes, _, { find }) => {
  const [one, other] = find("persons", "link");
  if (!other) return "there are no two persons";
  CHANGE
  return 1;
}"""


def person(name: str) -> dict[str, str]:
    """An author, as JSON-LD tells one."""
    return {"@type": "Person", "name": name}


def authors(json_ld: object, meta: str) -> Rewrite:
    """An author in the JSON-LD and one in a meta element."""
    told = documents.json_ld(lambda data: {**data, "author": json_ld})
    return Rewrite(what="document", change=both(told, documents.meta("author", meta)))


fault(
    "persons-one-twice",
    "persons/twice",
    "the same name twice in the list of persons",
    Dom(op="duplicate", **LINK),
)
fault(
    "persons-one-twice-in-capitals",
    "persons/twice",
    "the same name in two ways",
    Dom(
        op="(nodes) => { const copy = nodes[0].cloneNode(true); nodes[0].after(' ', copy);"
        " copy.textContent = copy.textContent.toUpperCase(); return 1; }",
        **LINK,
    ),
)
fault(
    "persons-to-one-page",
    "persons/same-page",
    "two names that lead to one person's page",
    Dom(op=SHARED.replace("CHANGE", "other.href = one.href;"), element="persons"),
    seen=(63,),
)
for name, sees, address in (
    ("to-nowhere", "leads nowhere", "#"),
    ("to-a-script", "leads nowhere", "javascript:void(0)"),
    ("to-another-site", "leads away from the site", "https://example.org/people"),
):
    fault(
        f"persons-{name}",
        "persons/no-link",
        f"a name that {sees}",
        Dom(op="set-attribute", **LINK, argument={"name": "href", "value": address}),
    )
fault(
    "persons-without-link",
    "persons/no-link",
    "a name that is no link",
    Dom(op="remove-attribute", **LINK, argument="href"),
)
fault(
    "persons-of-another-story",
    "persons/not-in-text",
    "a name under a story in which nobody of that name occurs",
    Dom(
        op="(nodes, name, { find }) => find('page-count', 'link').length ? 'the text goes on on another page'"
        " : (nodes[0].textContent = name, 1)",
        **LINK,
        argument="Ottokar Quillfeather",
    ),
)
fault(
    "persons-with-anothers-address",
    "persons/wrong-link",
    "a name with somebody else's address behind it",
    Dom(
        op="replace-attribute",
        **LINK,
        argument={"name": "href", "from": "[^/]+/?$", "to": "ottokar-quillfeather"},
    ),
    seen=(63,),
)
for name, to in (
    ("over-the-headline", {"element": "headline", "where": "beforebegin"}),
    ("in-the-text", {"element": "body", "part": "paragraph", "where": "afterend"}),
):
    fault(
        f"persons-{name}",
        "persons/misplaced",
        f"the persons {name.replace('-', ' ')}",
        Dom(op="move", element="persons", argument=to),
    )
fault(
    "author-in-meta-another",
    "byline/sources-differ",
    "nothing amiss; two authors, depending on where one looks",
    authors(person("Ida Falk"), "Ruben Aasen"),
    kinds=("article",),
    seen=(64,),
)
fault(
    "byline-of-another",
    "byline/sources-differ",
    "one author over the text and another in search results",
    Rewrite(what="document", change=documents.json_ld(lambda data: {**data, "author": [person("Ida Falk")]})),
    Dom(
        op="insert",
        element="body",
        argument={"where": "beforebegin", "html": '<p>By <a rel="author" href="/about">Ruben Aasen</a></p>'},
    ),
    seen=(64,),
)

look_alike(
    "persons-of-one-family",
    "persons/twice",
    "two persons with one surname",
    Dom(
        op="""(nodes) => {
          const copy = nodes[0].cloneNode(true), names = copy.textContent.trim().split(" ");
          copy.textContent = ["Eleonora", ...names.slice(1)].join(" ");
          copy.href = copy.href.replace(/[^/]+$/, "eleonora-" + names.at(-1).toLowerCase());
          nodes[0].after(" ", copy);
          return 1;
        }""",
        **LINK,
    ),
)
look_alike(
    "persons-told-by-a-number",
    "persons/same-page",
    "persons whose pages differ by a number in the address",
    Dom(
        op=SHARED.replace("CHANGE", 'one.href = "/person?id=1"; other.href = "/person?id=2";'),
        element="persons",
    ),
)
look_alike(
    "persons-with-a-slash",
    "persons/no-link",
    "a person's address in full, with a slash at its end",
    Dom(op="(nodes) => { nodes[0].setAttribute('href', nodes[0].href + '/'); return 1; }", **LINK),
)
for name, sees, change in (
    (
        "by-initials",
        "by first letter and surname",
        'names.length > 1 ? names[0][0] + ". " + names.at(-1) : ""',
    ),
    ("by-one-name", "by surname alone", 'names.length > 1 ? names.at(-1) : ""'),
    ("in-capitals", "in capitals", 'names.join(" ").toUpperCase()'),
):
    look_alike(
        f"persons-{name}",
        "persons/not-in-text",
        f"a person {sees}",
        Dom(
            op="(nodes) => { const names = nodes[0].textContent.trim().split(/\\s+/); "
            f"const told = {change}; if (!told) return 'the person has one name'; "
            "nodes[0].textContent = told; return 1; }",
            **LINK,
        ),
    )
look_alike(
    "persons-address-with-a-number",
    "persons/wrong-link",
    "a person's address that is a number",
    Dom(op="replace-attribute", **LINK, argument={"name": "href", "from": "[^/]+/?$", "to": "p-4711"}),
)
look_alike(
    "persons-beside-the-headline",
    "persons/misplaced",
    "the persons between headline and text",
    Dom(op="move", element="persons", argument={"element": "body", "where": "beforebegin"}),
)
look_alike(
    "author-and-another",
    "byline/sources-differ",
    "two authors in the JSON-LD, one of them in the meta element",
    authors([person("Ida Falk"), person("Ruben Aasen")], "R. Aasen"),
    kinds=("article",),
)
look_alike(
    "author-is-the-newsroom",
    "byline/sources-differ",
    "the newsroom in the JSON-LD, a reporter in the meta element",
    Rewrite(what="document", change=documents.meta("author", "Ruben Aasen")),
    kinds=("article",),
)
look_alike(
    "person-with-a-title",
    "persons/not-in-text",
    "a name with the title that its bearer has",
    Dom(op="prepend-text", element="persons", part="link", argument="Dr. "),
)
look_alike(
    "person-with-parameters",
    "persons/no-link",
    "a person's link with something for the site's statistics",
    Dom(
        op="replace-attribute",
        element="persons",
        part="link",
        argument={"name": "href", "from": "$", "to": "?from=article"},
    ),
)
look_alike(
    "person-once-more-for-telephones",
    "persons/twice",
    "a second list of the persons that only telephones show",
    Dom(
        op="(nodes) => { const copy = nodes[0].cloneNode(true); copy.hidden = true; "
        "copy.style.display = 'none'; nodes[0].after(copy); return 1 }",
        element="persons",
    ),
)
