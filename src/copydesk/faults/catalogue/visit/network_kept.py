"""What is kept too long, and what is asked for too often."""

from __future__ import annotations

from copydesk.faults.fault import Early, Rewrite
from copydesk.faults.registry import fault, look_alike

POLLS = """(() => {
  const ask = (left) => fetch("/copydesk/ticker.json").catch(() => 0).then(() => left && ask(left - 1));
  ask(TIMES);
})();"""

fault("page-kept-for-a-day", "network/kept-for-a-day", "yesterday's page on coming back").by(
    Rewrite("document", headers={"cache-control": "public, max-age=86400"})
)
look_alike("page-kept-by-the-network", "network/kept-for-a-day", "a page that the network keeps").by(
    Rewrite("document", headers={"cache-control": "max-age=60, s-maxage=86400"})
)
fault("data-asked-for-again", "network/asked-again", "nothing amiss; a telephone that gets warm").by(
    Early(POLLS.replace("TIMES", "7"))
)
look_alike("data-asked-for-twice", "network/asked-again", "data that two modules ask for").by(
    Early("for (const turn of [1, 2]) fetch(location.href).catch(() => 0);")
)
