"""The currency converter: it shows numbers, and both directions agree."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from copydesk.page.capture import Match
from copydesk.page.dom import Dom
from copydesk.page.page import Page
from copydesk.page.parts import decimal, shown, templated
from copydesk.rules.findings import Finding, Nothing, nothing
from copydesk.rules.registry import Rule, rule

STEPS = ("currency-typed", "currency-swapped")
SLACK = 0.005
"""What both ways may differ by beside rounding, as a part of the amount: rates are rounded themselves."""


class Conversion(msgspec.Struct):
    """What the converter shows in one state: amount, result and its decimals, the two currencies."""

    state: str
    amount: float
    result: float
    decimals: int
    given: str
    wanted: str
    rate: tuple[float, int] | None
    """What one unit of the currency given is in the other by the rate shown, with its decimals."""


def text_of(dom: Dom, node: int) -> str:
    """A part's text; for a form control its live value."""
    field = next((field for field in dom.snapshot.fields if field.node == node), None)
    return field.value if field and dom.tag(node) != "button" else dom.text(node)


def value(page: Page, dom: Dom, match: Match, name: str) -> tuple[float, int] | None:
    """The number that the first such part shows."""
    nodes = match.parts.get(name, [])
    return decimal(text_of(dom, nodes[0]), page.site.language) if nodes else None


def conversions(page: Page, states: tuple[str, ...] = STEPS) -> list[Conversion]:
    """What the converter showed in these states, if it showed numbers."""
    found = []
    for state, dom in page.states:
        if state.name not in states:
            continue
        for match in shown(dom, "currency")[:1]:
            amount, result = value(page, dom, match, "amount"), value(page, dom, match, "result")
            given, wanted = (
                "".join(text_of(dom, node) for node in match.parts.get(name, [])[:1])
                for name in ("from", "to")
            )
            if amount and result:
                rate = rate_of(page, dom, match, given, wanted)
                found.append(Conversion(state.name, amount[0], result[0], result[1], given, wanted, rate))
    return found


def rate_of(page: Page, dom: Dom, match: Match, given: str, wanted: str) -> tuple[float, int] | None:
    """The rate of a line such as "1 EUR = 1.0843 USD" for these two currencies, with its decimals."""
    for node in match.parts.get("rate", ()):
        left, sign, right = text_of(dom, node).partition("=")
        one, other = decimal(left, page.site.language), decimal(right, page.site.language)
        if sign and given and given in left and wanted and wanted in right and one and other and one[0] == 1:
            return other
    return None


@rule("currency/not-a-number")
def not_a_number(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """A rate or a result of the currency converter is not a number.

    Reader sees: "NaN", "undefined", zero, or nothing where a rate or a sum should be.

    Why: the rates come from another service, and the page prints whatever arrives.

    Catches: `1 EUR = NaN USD`; `1 EUR = USD`; an empty result after 100 was typed in.

    Lets pass: `1 EUR = 1.0843 USD`, `1 084,30 kr`; a result that is empty before anything is typed in.
    """
    if not shown(page.dom, "currency"):
        yield nothing(page, "currency")
        return
    for state, dom in page.states:
        if state.name != "loaded" and state.name not in STEPS:
            continue
        for match in shown(dom, "currency"):
            nodes = [("rate", node) for node in match.parts.get("rate", ())]
            if state.name in STEPS:
                nodes += [("result", node) for node in match.parts.get("result", ())]
            for name, node in nodes:
                text = text_of(dom, node)
                if templated(text):
                    continue
                numbers = [decimal(side, page.site.language) for side in text.split("=")]
                if any(number is None or number[0] <= 0 for number in numbers) or "NaN" in text:
                    yield rule.finding(
                        f"The currency converter's {name} is not a number ({state.action or 'page loaded'})",
                        expected="a number above zero",
                        actual=text or "nothing",
                        where=page.where(node, state.name, dom),
                    )
                    return


@rule("currency/ways-disagree")
def ways_disagree(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """Converting an amount there and back does not give the same amount.

    Reader sees: 100 euros that are 108 dollars, and 108 dollars that are 117 euros.

    Why: one of the two directions uses the wrong rate, and readers act on such numbers.

    Catches: the same factor used in both directions; a factor instead of its inverse.

    Lets pass: differences that rounding explains: 100 yen are 0.62 euros, 0.62 euros are 100.35 yen.
    """
    done = conversions(page)
    if len(done) < 2 or not done[0].amount or not done[1].amount:
        what = Nothing("the visit did not convert both ways here")
        yield what if shown(page.dom, "currency") else nothing(page, "currency")
        return
    there, back = done[0], done[1]
    if (there.given, there.wanted) == (back.given, back.wanted) and there.given:
        yield rule.finding(
            "Swapping the two currencies of the converter does not swap them",
            expected=f"{there.wanted} to {there.given}",
            actual=f"{back.given} to {back.wanted}",
            where=page.where(page.matches("currency")[0].node, back.state),
        )
        return
    if there.result <= 0 or back.result <= 0:
        return  # currency/not-a-number says so
    rounding = sum(0.5 * 10**-one.decimals / one.result for one in (there, back))
    around = there.result / there.amount * back.result / back.amount
    if abs(around - 1) > SLACK + rounding:
        yield rule.finding(
            "The currency converter gives another amount on the way back",
            expected=f"{there.amount:g} {there.given} = {there.result:g} {there.wanted} holds both ways",
            actual=f"{back.amount:g} {back.given} = {back.result:g} {back.wanted}",
            where=page.where(page.matches("currency")[0].node, back.state),
        )


@rule("currency/wrong-result")
def wrong_result(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """The converter's result does not follow from the amount and the rate.

    Reader sees: 250 euros that are 108.43 dollars, the result for 100.

    Why: the page calculates the result when it loads and does not update it for a new amount.

    Catches: a result that stays the same when another amount is typed in; a result that does not match the
    rate beside it.

    Lets pass: differences that rounding the rate and the result explains; a rate for currencies other than
    the two that are chosen, or for more than one unit.
    """
    done = conversions(page, ("loaded", *STEPS))
    if not done:
        yield (
            Nothing("the visit did not convert anything here")
            if shown(page.dom, "currency")
            else nothing(page, "currency")
        )
    before: Conversion | None = None
    for one in done:
        rounding = 0.5 * 10**-one.decimals
        amount, decimals = one.rate or (0.0, 0)
        slack = rounding + one.amount * (0.5 * 10**-decimals + SLACK * amount)
        stays = before and (before.given, before.wanted, before.result) == (one.given, one.wanted, one.result)
        if one.rate and amount > 0 and abs(one.amount * amount - one.result) > slack:
            expected = f"{one.amount:g} {one.given} = {one.amount * amount:.2f} {one.wanted}"
        elif before and stays and before.amount != one.amount and one.result > 4 * rounding:
            expected = f"another sum than for {before.amount:g} {one.given}"
        else:
            before = one
            continue
        yield rule.finding(
            f"The sum of the currency converter does not follow from the amount and the rate ({one.state})",
            expected=expected,
            actual=f"{one.amount:g} {one.given} = {one.result:g} {one.wanted}",
            where=page.where(page.matches("currency")[0].node, one.state),
        )
        return
