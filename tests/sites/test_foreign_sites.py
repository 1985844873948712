"""A proof is to be believed on sites that are not like the embedded one: what is fine is not blamed."""

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
def test_a_sample_of_look_alikes_gives_no_false_alarm(name: str, browser: Browser, tmp_path: Path) -> None:
    sample = spread(ALIKE, 30, "1")
    outcomes = proved(browser, name, tmp_path, [fault.name for fault in sample])
    alarms = [outcome for outcome in outcomes if outcome.status == "false alarm"]
    assert alarms == []
    assert sum(outcome.status == "silent" for outcome in outcomes) > 5


@pytest.mark.parametrize(
    ("name", "fault", "status"),
    [
        ("weblog", "persons-one-twice", "caught"),
        ("weblog", "person-address-undefined", "caught"),
        ("weblog", "persons-of-one-family", "silent"),
        ("weblog", "persons-with-a-slash", "not applicable"),
        ("weblog", "persons-in-a-template", "not applicable"),
        ("weblog", "og-image-of-another-size", "not applicable"),
        ("weblog", "og-image-too-small", "not applicable"),
        ("weblog", "author-is-the-newsroom", "not applicable"),
        ("weblog", "data-is-slow", "not applicable"),
        ("weblog", "canonical-of-the-section", "caught"),
        ("weblog", "link-to-a-rehearsal", "caught"),
        ("application", "noindex", "caught"),
        ("application", "script-throws", "caught"),
        ("application", "exception-caught", "silent"),
        ("live", "noindex", "caught"),
        ("live", "picture-loaded-later", "silent"),
        ("live", "picture-without-address", "caught"),
    ],
)
def test_faults_that_were_shaped_after_one_site(
    name: str, fault: str, status: str, browser: Browser, tmp_path: Path
) -> None:
    outcomes = proved(browser, name, tmp_path, [fault])
    assert status in {outcome.status for outcome in outcomes if outcome.fault == fault}, outcomes
    assert not [outcome for outcome in outcomes if outcome.failed]
