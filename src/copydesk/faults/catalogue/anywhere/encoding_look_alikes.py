"""Text that looks as if it were decoded or escaped wrongly, and is not."""

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.fault import Dom
from copydesk.faults.registry import look_alike


def paragraph(name: str, rule: str, sees: str, html: str) -> None:
    """A look-alike that stands in a paragraph of the story."""
    argument = {"where": "beforeend", "html": f"<p>{html}</p>"}
    act = Dom("insert", "body", argument=argument)
    look_alike(name, f"encoding/{rule}", sees).by(act, kinds=("article",))


paragraph(
    "ampersands",
    "entity",
    "ampersands in names and abbreviations",
    "Marrow &amp; Finch, AT&amp;T, R&amp;D, Q&amp;A; B&amp;B, AT&amp;T; and others, "
    "sails, ropes, &amp;c. are sold at Johnson &amp; amp makers.",
)
paragraph(
    "entities-in-code",
    "entity",
    "character references as an article on HTML shows them",
    "Write <code>&amp;amp;</code> or <kbd>&amp;#8217;</kbd> for it, the manual says.",
)
paragraph(
    "accents",
    "mojibake",
    "French, Swedish and Portuguese words with many accents",
    "À la carte, É…, Âge, Ångström, « été », Ãvila, Château d’Œx, NAÏVETÉ, Þórr, coração, ½ £5, £2 and €3.",
)
paragraph(
    "cyrillic",
    "mojibake",
    "Russian and Serbian words in Cyrillic letters",
    "“Привет”, “Реквием”, Србија, Ђорђевић and Рѕ are words or letters of other scripts.",
)
paragraph(
    "mojibake-in-code",
    "mojibake",
    "an example of a wrong encoding, marked as code",
    "It came out as <code>cafÃ©</code> and <samp>itâ€™s</samp>.",
)
paragraph(
    "question-marks",
    "replacement",
    "question marks, and the sign itself as code",
    "Who? What?? The diamond <code>\ufffd</code> stands for a lost letter.",
)
paragraph(
    "arithmetic-and-hearts",
    "markup",
    "signs for less and more, hearts and arrows",
    "5 &lt; 7, a &lt;3 b, x &gt; y, &lt;- here, 3 &lt;b and c&gt; 4, &lt;&lt; first, &lt;Anna&gt; wrote.",
)
paragraph(
    "tags-in-code",
    "markup",
    "tags as an article on HTML shows them",
    "Put it in <code>&lt;p&gt;</code> and close it with <code>&lt;/p&gt;</code>.",
)
paragraph(
    "invisible-joiners",
    "control",
    "soft hyphens, joiners and marks for the direction of writing",
    "Hafen\u00admeister, zero\u200bwidth, \u200eleft\u200f to right, non\u00a0breaking, a\u2028b.",
)
paragraph(
    "address-escaped-once",
    "entity-in-address",
    "a link whose parts are joined by & as they should be",
    '<a href="/search?q=tide&amp;page=1&amp;copy=2">The tide tables</a>',
)
look_alike(
    "json-ld-with-html-text", "encoding/entity-in-data", "an article's text in the JSON-LD, which may be HTML"
).by(
    html(
        documents.json_ld(
            lambda data: {**data, "articleBody": "<p>Marrow &amp; Finch have sold the quay.</p>"}
        )
    ),
    kinds=("article",),
)
