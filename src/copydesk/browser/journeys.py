"""Journeys: what a visit does on a page beside loading it. Each step ends in a state of the capture."""

from __future__ import annotations

from playwright.sync_api import Page

from copydesk.capture import Capture
from copydesk.site import PageEntry, Site


def run(page: Page, entry: PageEntry, site: Site, capture: Capture) -> None:
    """Do the page's journeys, adding a state for each step."""
