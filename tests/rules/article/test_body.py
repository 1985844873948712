"""The body: every paragraph once, and to its end."""

from __future__ import annotations

import pytest

from tests.rules.cases import ARTICLE, DATELINE, MORE, TEXT, Case, article, judge, named

QUOTE = "“Every pilot on this coast has waited for it. We are glad that we can open again at last.”"
CLOSED = """<script type="application/ld+json">
{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>"""
CLOSED_PART = """<script type="application/ld+json">{"@type": "NewsArticle", "hasPart":
{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".body"}}</script>"""
ASKED = "Which dish would you cook for somebody who has never been to the coast, and why that one?"
SUNG = "And the tide goes out and the tide comes in,<br>and nobody counts the boats but you."
CASES = [
    Case(
        "body/repeated-paragraph",
        article(body=f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p><p>{MORE}</p>"),
        article(body=f"<p>{DATELINE} {TEXT}</p><p>Why?</p><p>{MORE}</p><p>Why?</p>"),
        ARTICLE,
    ),
    *(
        Case("body/repeated-paragraph", article(body=broken), article(body=healthy), ARTICLE)
        for broken, healthy in (
            (
                f"<p>{MORE}</p><p>{TEXT}</p><p>{MORE}</p>",
                f"<p>{ASKED}</p><p>{TEXT}</p><p>{ASKED}</p><p>{MORE}</p>",
            ),
            (
                f"<p>{TEXT}</p><p>{ASKED}</p><p>{ASKED}</p>",
                f"<p>{SUNG}</p><p>{TEXT}</p><p>{SUNG}</p><p>{MORE}</p>",
            ),
            (
                f"<h2>Monday</h2><p>{TEXT}</p><p>Tuesday was calm.</p><p>{TEXT}</p>",
                f"<h2>Monday</h2><p>{TEXT}</p><h2>Tuesday</h2><p>{TEXT}</p>",
            ),
            (f"<p>{TEXT}</p><p>{TEXT}</p>", f"<p>Breakfast: {TEXT}</p><p>{MORE}</p><p>Breakfast: {TEXT}</p>"),
            (f"<p>{TEXT}</p><p>{TEXT}</p>", f"<p>{TEXT}</p><p>{MORE}</p>" * 3),
        )
    ),
    Case(
        "body/cut-off",
        article(body=f"<p>{DATELINE} {TEXT}</p><p>{TEXT} It will stay open until</p>"),
        article(body=f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p><p>A. Marsh, Kestrel Bay</p>"),
        ARTICLE,
    ),
    Case(
        "body/cut-off",
        article(body=f"<p>{TEXT}</p><blockquote><p>{MORE} It will stay open until</p></blockquote>"),
        article(
            body=f"<p>{TEXT}</p><blockquote><p>{QUOTE} Anna Marsh, who is the harbour master</p></blockquote>"
        ),
        ARTICLE,
    ),
    *(
        Case(
            "body/cut-off",
            article(body=f"<p>{TEXT}</p><p>{TEXT} It will stay open until</p>"),
            article(body=f"<p>{TEXT}</p>{healthy}", head=head),
            ARTICLE,
        )
        for healthy, head in (
            (
                "<p>Styling by Odo Penn; hair by Rosa Quill for Kestrel Sea Salt, in Marrow Bay</p>",
                "",
            ),
            ("<p>Additional reporting by Ida Falk in Marrow Bay and Ruben Aasen in Kestrel Bay</p>", ""),
            (f"<p>{TEXT}<br><b>A. Marsh</b><br>Kestrel Bay</p>", ""),
            (
                "<p><em>Ida Falk is the author of a book on the lighthouses of this coast</em></p>",
                "",
            ),
            (f"<p>{TEXT} It will stay open until</p>", CLOSED),
            (f"<p>{TEXT} It will stay open until</p>", CLOSED_PART),
        )
    ),
    *(
        Case(
            "body/rest-hidden",
            article(body=f"<p>{DATELINE} {TEXT}</p><div hidden><p>{MORE}</p><p>{MORE} {TEXT}</p></div>"),
            article(body=healthy),
            ARTICLE,
        )
        for healthy in (
            f"<p>{DATELINE} {TEXT}</p><p>{MORE}</p><p hidden>{MORE} {TEXT}</p>",
            f"<p>{TEXT}</p><button>Show all</button><p hidden>{MORE}</p><p hidden>{MORE} {TEXT}</p>",
            f"<p hidden>{TEXT}</p><p hidden>{MORE}</p><p>{MORE} {TEXT}</p>",
        )
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
