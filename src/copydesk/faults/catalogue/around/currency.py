"""The currency converter: its rates are numbers, its sums follow from them, both ways agree."""

import re
from collections.abc import Callable
from typing import Any

from copydesk.faults.answers import changed, data
from copydesk.faults.dom import set_text
from copydesk.faults.fault import About, Change, Dom, Respond
from copydesk.faults.registry import fault, look_alike

RATES = r"/[^/?]*(currenc|rates?\b|exchange)"
CODE = re.compile(r"[A-Z]{3}")
# Changes the text nodes in place, so that the page can go on updating them.
TIMES = """(nodes, factor, { texts }) => {
  let changed = 0;
  for (const text of nodes.flatMap(texts)) {
    const number = parseFloat(text.data.replaceAll(",", ""));
    if (Number.isFinite(number)) { text.data = (number * factor).toFixed(2); changed++; }
  }
  return changed || "it shows no number";
}"""
ROUNDED = """(nodes, _, { texts }) => {
  for (const text of nodes.flatMap(texts)) text.data = String(Math.round(parseFloat(text.data)));
  return nodes.length;
}"""
GROUPED = """(nodes, _, { texts }) => {
  for (const text of nodes.flatMap(texts)) {
    text.data = parseFloat(text.data).toLocaleString("en", { minimumFractionDigits: 2 });
  }
  return nodes.length;
}"""


def rates(change: Callable[[float], Any]) -> Change:
    """Change every rate in a converter's data: the numbers whose key is a currency code."""

    def walk(data: Any) -> Any:
        if isinstance(data, dict):
            return {
                key: change(value)
                if CODE.fullmatch(key) and isinstance(value, int | float) and value != 1
                else walk(value)
                for key, value in data.items()
            }
        return [walk(value) for value in data] if isinstance(data, list) else data

    def rewrite(text: str, about: About) -> str:
        return changed(text, walk) if re.search(RATES, about.url, re.IGNORECASE) else text

    return rewrite


for name, sees, change in (
    ("currency-rate-nan", "NaN as the rate", lambda rate: "n/a"),
    ("currency-rate-zero", "a rate of zero", lambda rate: 0),
    ("currency-rate-negative", "a rate below zero", lambda rate: -rate),
    ("currency-rate-null", "no rate where one should be", lambda rate: None),
):
    fault(name, "currency/not-a-number", sees).by(data(rates(change)))
fault("currency-data-fails", "currency/not-a-number", "a converter without rates, as they did not come").by(
    Respond("data", url=f"(?i){RATES}", status=503)
)
fault("currency-result-nan", "currency/not-a-number", "NaN as the sum, after an amount was typed in").by(
    set_text("currency", "NaN", part="result", state="currency-typed"), journeys=("currency",)
)
fault("currency-one-factor-both-ways", "currency/ways-disagree", "another amount on the way back").by(
    Dom(TIMES, "currency", "result", argument=1.17, state="currency-swapped"), journeys=("currency",)
)
fault(
    "currency-swap-dead",
    "currency/ways-disagree",
    "the currencies stay where they are when they are to be swapped",
).by(Dom("deaf", "currency", "swap"), journeys=("currency",))
fault(
    "currency-sum-against-rate", "currency/wrong-result", "a sum that does not follow from the rate beside it"
).by(Dom(TIMES, "currency", "result", argument=1.1))
fault(
    "currency-sum-not-updated", "currency/wrong-result", "the same sum after another amount was typed in"
).by(Dom("deaf", "currency", "amount"), journeys=("currency",))

look_alike("currency-tiny-rate", "currency/not-a-number", "a rate far below 1, with few of its digits").by(
    data(rates(lambda rate: round(rate / 1000, 6))), journeys=("currency",)
)
look_alike("currency-huge-rate", "currency/wrong-result", "a rate of many thousands").by(
    data(rates(lambda rate: rate * 25_000)), journeys=("currency",)
)
look_alike("currency-rounded", "currency/ways-disagree", "sums that are rounded to whole units").by(
    Dom(ROUNDED, "currency", "result", state="*"), journeys=("currency",)
)
look_alike("currency-thousands", "currency/wrong-result", "a sum of many thousands, set off by commas").by(
    data(rates(lambda rate: round(rate * 1000, 2))), Dom(GROUPED, "currency", "result", state="*")
)
