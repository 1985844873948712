"""The manual's page on what ends a run has every sentence that the code can end one with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copydesk.browser.find import NO_BROWSER, NO_WINDOWS
from copydesk.plugin.fixtures import NO_SITE
from copydesk.snapshots import update_refused
from tests.docs.sentences import pattern, sentences

PAGE = (Path(__file__).parents[2] / "docs/ends-early.md").read_text("utf-8")
SHOWN = [
    # Code in code is shown between other quotes.
    " ".join(span.replace("`", "'").split())
    for span in re.findall(r"``(.+?)``(?!`)|`([^`]+)`", PAGE)
    for span in span
    if span
]
SENTENCES = sentences()


@pytest.mark.parametrize("place", SENTENCES)
def test_every_sentence_that_the_code_can_end_a_run_with_is_on_the_page(place: str) -> None:
    wanted = pattern(SENTENCES[place].replace("`", "'"))
    assert any(wanted.search(span) for span in SHOWN), SENTENCES[place]


@pytest.mark.parametrize("sentence", [NO_BROWSER, NO_WINDOWS, NO_SITE, update_refused({"CI": "true"})])
def test_so_are_those_that_have_a_name(sentence: str) -> None:
    assert sentence.replace("`", "'") in SHOWN


def test_the_code_is_found_to_have_sentences() -> None:
    assert len(SENTENCES) > 100
