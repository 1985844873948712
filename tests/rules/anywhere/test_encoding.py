"""Text that was decoded, escaped or marked up wrongly."""

from __future__ import annotations

import pytest

from tests.rules.cases import Case, judge, named

CASES = [
    Case(
        "encoding/mojibake",
        "<p>It is the cafÃ© of Kestrel Bay</p>",
        "<p>À la carte, É…, Âge, Ångström, « été »</p>",
    ),
    Case("encoding/mojibake", "<p>The portâ€™s office</p>", "<p>The port’s office – “closed”…</p>"),
    Case("encoding/mojibake", "<p>РџСЂРёРІРµС‚</p>", "<p>Привет, Россия</p>"),
    Case("encoding/mojibake", "<title>MÃ¼nchen - News</title>", "<title>München - News</title>"),
    Case("encoding/replacement", "<p>caf\ufffd</p>", "<p>caf?</p><code>\ufffd</code>"),
    Case("encoding/entity", "<p>Marrow &amp;amp; Finch</p>", "<p>Marrow &amp; Finch, Q&A; AT&T; R&D</p>"),
    Case("encoding/entity", "<p>Marsh &amp;#8217;s</p>", "<p>Write <code>&amp;#8217;</code></p>"),
    Case("encoding/entity", "<p>a&amp;nbsp;word</p>", "<p>a&nbsp;word</p>"),
    Case(
        "encoding/entity",
        '<meta property="og:title" content="A &amp;amp; B">',
        '<meta property="og:title" content="A &amp; B">',
    ),
    Case(
        "encoding/entity-in-address", '<a href="/a?b=1&amp;amp;c=2">A</a>', '<a href="/a?b=1&amp;c=2">A</a>'
    ),
    Case(
        "encoding/entity-in-address",
        '<meta property="og:image" content="/a.jpg?w=1&amp;amp;h=2">',
        '<meta property="og:image" content="/a.jpg?w=1&amp;h=2">',
    ),
    Case(
        "encoding/entity-in-data",
        '<script type="application/ld+json">{"headline": "Marrow &amp; Finch"}</script>',
        '<script type="application/ld+json">{"headline": "A & B", "articleBody": "a &amp; b"}</script>',
    ),
    Case(
        "encoding/markup",
        "<p>&lt;p&gt;The ferry&lt;/p&gt;</p>",
        "<p>5 &lt; 7, a &lt;3 b, <code>&lt;p&gt;</code></p>",
    ),
    Case(
        "encoding/markup", '<p>See &lt;a href="/x" rel=me&gt;</p>', "<p>3 &lt;b and c&gt; 4, &lt;Anna&gt;</p>"
    ),
    Case("encoding/markup", '<img alt="A &lt;br&gt; B" src="/a.jpg">', '<img alt="A" src="/a.jpg">'),
    Case("encoding/control", "<p>it\u0092s</p>", "<p>it’s\u00ad \u200b</p>"),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
