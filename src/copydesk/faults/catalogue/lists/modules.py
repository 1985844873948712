"""Modules without content, or shown more than once."""

from __future__ import annotations

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

BEFORE = """(nodes, html, { fragment }) => (nodes[0].before(fragment(html)), 1)"""
PROMO = "<aside><h3>Our newsletter</h3><p>All of the day’s news in your letter box at six.</p></aside>"


def before(html: str) -> Dom:
    """Insert markup before the first visible advertisement."""
    return Dom(BEFORE, "advertisement", argument=html)


fault("module-without-stories", "modules/empty-heading", "a heading over an empty list").by(
    before("<section><h2>Editors’ choice</h2><ul></ul></section>")
)
fault("module-heading-alone", "modules/empty-heading", "a heading, and the next one right under it").by(
    before("<section><h2>Weather</h2><h2>Tides</h2><p>High water at six.</p></section>")
)
fault("module-with-hidden-stories", "modules/empty-heading", "a heading over a list that cannot be seen").by(
    before('<section><h2>Editors’ choice</h2><ul style="display:none"><li>One</li></ul></section>')
)
fault("promo-repeated", "modules/repeated", "the same invitation again, some paragraphs further down").by(
    before(f"{PROMO}<p>High water at six, low water at noon.</p>{PROMO}"), seen=(75,)
)

look_alike(
    "heading-over-another", "modules/empty-heading", "a heading over a smaller one with a text under it"
).by(before("<section><h2>Weather</h2><h3>Tides</h3><p>High water at six.</p></section>"))
look_alike("heading-over-a-drawing", "modules/empty-heading", "a heading over a drawing").by(
    before('<section><h2>Tides</h2><svg width="90" height="60"><path d="M0 0h90v60z"/></svg></section>')
)
look_alike("promos-of-two-kinds", "modules/repeated", "two invitations of one form to two things").by(
    before(f"{PROMO}{PROMO.replace('six', 'noon').replace('Our newsletter', 'Our midday letter')}")
)
