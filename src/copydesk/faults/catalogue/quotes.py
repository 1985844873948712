"""Quotations: marks that are lost, and marks that only seem to be."""

from copydesk.faults.elements import inside
from copydesk.faults.fault import Dom, Rewrite
from copydesk.faults.registry import fault, look_alike

fault(
    "quote-never-closes",
    "quotes/unbalanced",
    "a quotation that opens and never closes",
    Dom(op="append-text", element="body", part="paragraph", argument=" “Nobody knows, she said."),
)
fault(
    "quote-never-opens",
    "quotes/unbalanced",
    "a quotation that ends and never began",
    Rewrite(
        what="document",
        change=inside("body", lambda html: f"{html} It was a good year” for the harbour.", part="paragraph"),
    ),
)

look_alike(
    "quote-over-two-paragraphs",
    "quotes/unbalanced",
    "a quotation of two paragraphs, each of which opens it, closed once at its end",
    Rewrite(
        what="document",
        change=inside(
            "body",
            lambda html: (
                f"{html}</p><p>“It was a good year, he said.</p><p>“And the next will be better,” he added."
            ),
            part="paragraph",
        ),
    ),
)
look_alike(
    "quote-in-a-quote",
    "quotes/unbalanced",
    "a quotation within a quotation",
    Rewrite(
        what="document",
        change=inside(
            "body", lambda html: f"{html} “She called it ‘a start’, no more,” he said.", part="paragraph"
        ),
    ),
)
look_alike(
    "apostrophes-and-inches",
    "quotes/unbalanced",
    "apostrophes, years and inches",
    Rewrite(
        what="document",
        change=inside(
            "body", lambda html: f"{html} The crew’s 6' boat of the ’90s had a 12\" plank.", part="paragraph"
        ),
    ),
)
