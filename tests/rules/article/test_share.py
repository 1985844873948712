"""The share links: every network, the article's own address and headline, in every block."""

from __future__ import annotations

import pytest

from copydesk.rules.registry import load_rules
from tests.rules.cases import ARTICLE, SHARE, Case, article, findings, judge, named, page

FACEBOOK, X = SHARE.replace("</a><a", "</a>\n<a").split("\n")
BROKEN = FACEBOOK.replace("PAGE_ENCODED", "http%3Ahttp%3A%2F%2Fnews.example%2Fa")
MAIL = "<a href='mailto:?subject=Harbour%20reopens%20%26%20ships%20sail&amp;body=PAGE_ENCODED'>Mail</a>"
BESIDE = (
    '<a href="#">Copy link</a> <a href="javascript:print()">Print</a> <a href="#talk">Comments</a>'
    '<a href="https://x.com/news">Follow us</a> <a href="mailto:desk@news.example?subject=Oh">Tell us</a>'
)

NEXT = """<article><h2><a href="https://news.example/mill">Old flour mill sold</a></h2>
<div class="share">{}</div>
<p>The trust wants to build sixty flats behind the brick front.</p></article>"""
OTHERS = SHARE.replace("PAGE_ENCODED", "https%3A%2F%2Fnews.example%2Fmill").replace(
    "Harbour%20reopens%20%26%20ships%20sail", "Old%20flour%20mill%20sold"
)
CASES = [
    Case("share/network-missing", article(again=FACEBOOK), article(), ARTICLE),
    Case(
        "share/blocks-differ",
        article(again=SHARE.replace("sail", "sail%20at%20last")),
        article(again=X + FACEBOOK),
        ARTICLE,
    ),
    Case("share/broken-address", article(share=BROKEN), article(), ARTICLE),
    Case("share/broken-address", article(share=BROKEN, again=BROKEN), article()),
    Case("share/encoded-twice", article(share=SHARE.replace("%20", "%2520")), article(), ARTICLE),
    Case(
        "share/encoded-twice",
        article(share=FACEBOOK.replace("PAGE_ENCODED", "https%253A%252F%252Fa.example")),
        article(),
        ARTICLE,
    ),
    Case(
        "share/wrong-address",
        article(share=FACEBOOK.replace("PAGE_ENCODED", "PAGE_ENCODED-2")),
        article(),
        ARTICLE,
    ),
    *(
        Case(
            "share/wrong-address",
            article(share=FACEBOOK.replace("PAGE_ENCODED", "PAGE_ENCODED%2Fb" + more)),
            article(share=FACEBOOK.replace("PAGE_ENCODED", "PAGE_ENCODED" + more)),
            ARTICLE,
        )
        for more in ("%3FCMP%3Dshare_btn_url", "%3Futm_source%3Dx", "%2F%3Ffrom%3Dx%26at_medium%3Dy")
    ),
    *(
        Case(
            rule,
            article(share=SHARE, persons=NEXT.format(SHARE)),
            article(persons=NEXT.format(OTHERS)),
            ARTICLE,
        )
        for rule in ("share/wrong-address", "share/no-headline")
    ),
    Case("share/wrong-address", article(share=FACEBOOK.replace("?u=PAGE_ENCODED", "")), article(), ARTICLE),
    Case(
        "share/wrong-address",
        article(share=SHARE.replace("PAGE_ENCODED&amp;text", "PAGE&amp;text").replace("PAGE&", "PAGE/b&")),
        article(share=SHARE + BESIDE, again=SHARE + BESIDE),
        ARTICLE,
    ),
    Case(
        "share/no-headline",
        article(share=SHARE + MAIL.replace("Harbour", "Port"), again=SHARE),
        article(share=SHARE + MAIL + BESIDE, again=SHARE + MAIL),
        ARTICLE,
    ),
    Case("share/no-headline", article(share=SHARE.replace("%26", "&amp;")), article(), ARTICLE),
    Case(
        "share/no-headline",
        article(share=X.split("&amp;")[0] + '">X</a>'),
        article(share=FACEBOOK, again=FACEBOOK),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_two_blocks_are_no_duplicate() -> None:
    here = page(article(), ARTICLE)
    names = [rule.name for rule in load_rules() if rule.subject == "share"]
    assert not [finding for name in names for finding in findings(name, here)]


def test_an_address_with_escapes_of_its_own_is_encoded_once() -> None:
    url = "https://news.example/caf%C3%A9"
    here = page(article(), ARTICLE, url=url)
    assert not findings("share/encoded-twice", here)
    assert not findings("share/wrong-address", here)
