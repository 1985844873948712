"""A proof is to be believed on sites that are not like the embedded one.

A sample of the catalogue is tried here; `tests/sites/whole.py` tries all of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from copydesk.browser.links import Asker
from copydesk.browser.notes import Notes
from copydesk.commands.prove import spread
from copydesk.faults.registry import load_faults
from copydesk.proving.outcome import Outcome
from copydesk.proving.prove import Prover, walk
from copydesk.rules.registry import rule_names
from copydesk.site.file import load_site
from tests.sites.serving import SITES, served

ALIKE = [fault for fault in load_faults().values() if fault.fine]
SHAPED = {
    "weblog": {
        "persons-one-twice": "caught",
        "person-address-undefined": "caught",
        "canonical-of-the-section": "caught",
        "link-to-a-rehearsal": "caught",
        "navigation-links-shifted": "caught",
        "navigation-twice": "caught",
        "published-without-clock": "caught",
        "charset-wrong": "caught",
        "canonical-of-another-host": "caught",
        "persons-of-one-family": "silent",
        "template-compiled-late": "silent",
        "persons-with-a-slash": "not applicable",
        "persons-in-a-template": "not applicable",
        "og-image-of-another-size": "not applicable",
        "og-image-too-small": "not applicable",
        "author-is-the-newsroom": "not applicable",
        "data-is-slow": "not applicable",
        "navigation-in-the-text": "not applicable",
        "feed-twice": "not applicable",
        "published-with-the-year": "not applicable",
        "title-cut-with-an-ellipsis": "not applicable",
    },
    "application": {
        "noindex": "caught",
        "script-throws": "caught",
        "title-undefined": "caught",
        "data-answers-401": "caught",
        "data-is-a-page": "caught",
        "page-cut-off": "caught",
        "exception-caught": "silent",
        "body-absent": "not applicable",
        "headline-of-another-copy": "not applicable",
        "feed-story-markup": "not applicable",
    },
    "live": {
        "noindex": "caught",
        "picture-without-address": "caught",
        "headline-cut-off": "caught",
        "body-ends-in-a-sentence": "caught",
        "picture-loaded-later": "silent",
        "headline-edited-title-not": "not applicable",
        "body-of-another-story": "not applicable",
    },
}
"""Faults that were once shaped after one site, and what comes of them on another."""


def proved(browser: Browser, name: str, folder: Path, faults: list[str]) -> list[Outcome]:
    """What came of faults on a site, and of a visit to each of its pages as it is."""
    site = load_site(Path(__file__).with_name(f"{name}.toml"), rule_names())
    with served(name) as base_url:
        prover = Prover(browser, site, base_url, Asker(site.links, Notes(folder / "links")), folder / "pages")
        try:
            outcomes = [prover.unbroken(walk(entry, ())) for entry in site.pages]
            for turn, fault in enumerate(faults):
                outcomes += prover.prove(load_faults()[fault], turn)
        finally:
            prover.close()
    return outcomes


@pytest.mark.parametrize("name", SITES)
def test_a_sample_of_the_catalogue_on_a_site(name: str, browser: Browser, tmp_path: Path) -> None:
    """One proof for each site: what is fine is not blamed, and each fault works or says that it cannot."""
    alike = [fault.name for fault in spread(ALIKE, 30, "1")]
    outcomes = proved(browser, name, tmp_path, [*SHAPED[name], *alike])
    assert [outcome for outcome in outcomes if outcome.failed] == []
    assert sum(outcome.status == "silent" for outcome in outcomes) > 5
    said: dict[str, set[str]] = {}
    for outcome in outcomes:
        said.setdefault(outcome.fault, set()).add(outcome.status)
    assert {fault: status in said[fault] for fault, status in SHAPED[name].items()} == dict.fromkeys(
        SHAPED[name], True
    )
