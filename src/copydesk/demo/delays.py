"""Answers that come late, each by as long as a seed and its address say: a network as it is on a bad day."""

import asyncio
import random
from collections import Counter
from contextlib import suppress

from starlette.types import ASGIApp, Receive, Scope, Send


class Delayed:
    """An application whose every answer is held back for 0 to ``most`` milliseconds.

    The first, second … answer of an address is late by the same time in each run with the same seed, in
    whatever order the addresses are asked for. None is held back any longer once ``ending`` is set.
    """

    def __init__(self, app: ASGIApp, most: int, seed: int, ending: asyncio.Event) -> None:
        self._app = app
        self._most = most
        self._seed = seed
        self._ending = ending
        self._asked: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            address = f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
            self._asked[address] += 1
            drawn = random.Random(f"{self._seed} {self._asked[address]} {address}").uniform(0, self._most)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), drawn / 1000)
        await self._app(scope, receive, send)
