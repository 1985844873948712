"""How late an answer is depends on the seed, the address and how often it was asked for: on nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from copydesk.demo import delays
from copydesk.demo.delays import Delayed


def lateness(seed: int, addresses: list[str]) -> dict[tuple[str, int], float]:
    """By address and how manieth answer of it: the seconds for which it is held back."""
    waited: list[float] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        """Answers nothing."""

    async def wait_for(awaitable: Awaitable[object], seconds: float) -> None:
        awaitable.close()  # type: ignore[attr-defined]
        waited.append(seconds)
        raise TimeoutError

    async def ask() -> None:
        delayed = Delayed(app, 800, seed, asyncio.Event())
        for address in addresses:
            await delayed({"type": "http", "path": address, "query_string": b""}, None, None)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delays.asyncio, "wait_for", wait_for)
        # In a thread of its own: tests of the browser leave a loop running in this one.
        with ThreadPoolExecutor(1) as other:
            other.submit(lambda: asyncio.run(ask())).result()
    count: dict[str, int] = {}
    told = {}
    for address, seconds in zip(addresses, waited, strict=True):
        count[address] = count.get(address, 0) + 1
        told[address, count[address]] = seconds
    return told


def test_the_order_of_the_questions_changes_nothing() -> None:
    once = lateness(7, ["/a", "/b", "/a", "/c"])
    assert once == lateness(7, ["/c", "/a", "/a", "/b"])
    assert len(set(once.values())) == 4
    assert all(0 <= seconds <= 0.8 for seconds in once.values())
    assert once != lateness(8, ["/a", "/b", "/a", "/c"])
