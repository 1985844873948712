"""The lead: a sentence that says more than the headline."""

from __future__ import annotations

import pytest

from tests.rules.cases import ARTICLE, Case, article, judge, named

DESCRIBED = '<meta name="description" content="{}">'
CASES = [
    *(
        Case("lead/unfinished", article(lead="The harbour opened at"), article(lead=lead), ARTICLE)
        for lead in (
            "Will the harbour open?",
            "The harbour may open…",
            "It opened “at last”",
            'It opened. <a href="/b">Read more</a>',
        )
    ),
    Case(
        "lead/repeats-headline",
        article(headline="Harbour reopens", lead="Harbour reopens."),
        article(headline="Harbour reopens", lead="Harbour reopens after nine days."),
        ARTICLE,
    ),
    Case("lead/unfinished", article(lead="Ships left for the"), article(), ARTICLE),
    Case("lead/unfinished", article(lead="Ships left,"), article(lead="“Ships left.”"), ARTICLE),
    Case(
        "lead/unfinished",
        article(lead="Ships left. The harbour opened on"),
        article(lead="Ships left"),
        ARTICLE,
    ),
    Case(
        "lead/unfinished",
        article(
            lead="Ships left for the open", head=DESCRIBED.format("Ships left for the open sea before noon.")
        ),
        article(
            lead="Ships left for the open sea", head=DESCRIBED.format("Ships left for the open sea. At last.")
        ),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)
