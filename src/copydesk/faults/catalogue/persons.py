"""The persons of a story: names without a way, twice, of somebody else."""

from copydesk.faults.documents import json_ld
from copydesk.faults.fault import Dom, Rewrite
from copydesk.faults.registry import fault, look_alike

MISSPELT = "Ottokar Quillfeather"

fault(
    "person-without-address",
    "persons/no-link",
    "a person's name that leads nowhere",
    Dom(op="remove-attribute", element="persons", part="link", argument="href"),
)
fault(
    "person-leads-to-a-hash",
    "persons/no-link",
    "a person's name that leads to the top of the page",
    Dom(op="set-attribute", element="persons", part="link", argument={"name": "href", "value": "#"}),
)
fault(
    "person-of-another-story",
    "persons/not-in-text",
    "a name under a story in which nobody of that name occurs",
    Dom(
        op="(nodes, name, kit) => kit.find('page-count', 'link').length ? 'the text goes on elsewhere' : "
        "(nodes[0].textContent = name, 1)",
        element="persons",
        part="link",
        argument=MISSPELT,
    ),
)
fault(
    "person-named-twice",
    "persons/twice",
    "the same name twice in the list of persons",
    Dom(op="duplicate", element="persons", part="link"),
)
fault(
    "persons-share-one-page",
    "persons/same-page",
    "two names that lead to one person's page",
    Dom(
        op="(nodes) => nodes.length < 2 ? 'there are no two persons' : (nodes[1].href = nodes[0].href, 1)",
        element="persons",
        part="link",
        which="all",
    ),
    seen=(63,),
)
fault(
    "person-with-anothers-link",
    "persons/wrong-link",
    "a person's name, and somebody else's in the address behind it",
    Dom(
        op="replace-attribute",
        element="persons",
        part="link",
        argument={"name": "href", "from": "[^/]+$", "to": "ottokar-quillfeather"},
    ),
    seen=(63,),
)
fault(
    "persons-over-the-headline",
    "persons/misplaced",
    "the persons block over the headline",
    Dom(op="move", element="persons", argument={"element": "headline", "where": "beforebegin"}),
)
fault(
    "author-of-another-story",
    "byline/sources-differ",
    "one author over the story and another in search results",
    Rewrite(
        what="document",
        change=json_ld(lambda data: {**data, "author": {"@type": "Person", "name": MISSPELT}}),
    ),
    Dom(op="meta", argument={"key": "author", "value": "Ida Falk"}),
    kinds=("article",),
    seen=(64,),
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
    "person-with-a-number",
    "persons/wrong-link",
    "a person's page that is known by a number",
    Dom(
        op="replace-attribute",
        element="persons",
        part="link",
        argument={"name": "href", "from": "[^/]+$", "to": "48213"},
    ),
)
look_alike(
    "persons-over-the-text",
    "persons/misplaced",
    "the persons between the headline and the text",
    Dom(op="move", element="persons", argument={"element": "body", "where": "beforebegin"}),
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
look_alike(
    "persons-of-one-family",
    "persons/same-page",
    "two links that differ by what stands after the question mark",
    Dom(
        op="replace-attribute",
        element="persons",
        part="link",
        which="all",
        argument={"name": "href", "from": "$", "to": "?of=this-story"},
    ),
)
look_alike(
    "author-that-is-the-agency",
    "byline/sources-differ",
    "the agency as the author in both places",
    Rewrite(
        what="document",
        change=json_ld(lambda data: {**data, "author": {"@type": "Organization", "name": "Lantern"}}),
    ),
    Dom(op="meta", argument={"key": "author", "value": "LANTERN"}),
    kinds=("article",),
)
