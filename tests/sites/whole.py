"""The whole catalogue of faults on each of the small sites, or on those that are named.

    .venv/bin/python -m tests.sites.whole weblog live

What came of each fault is in build/proof-<site>.json. Exit code 1: a rule that names a fault has missed too
many, or a healthy page was blamed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from copydesk.commands.prove import execute
from tests.sites.serving import SITES, served

LEAST = 0.97
"""This part of the faults that can be applied has to be caught by the rule that names them."""
BUILD = Path("build")


def proved(name: str) -> bool:
    """Prove a site, print what came of it, and say whether that is good enough."""
    BUILD.mkdir(exist_ok=True)
    written = BUILD / f"proof-{name}.json"
    with served(name) as base_url:
        site = BUILD / f"{name}.toml"
        named = Path(__file__).with_name(site.name).read_text()
        site.write_text(named.replace("[site]\n", f'[site]\nbase_url = "{base_url}"\n', 1))
        execute(site, (), 1, written)
    found = json.loads(written.read_text())
    counts, applied = found["counts"], found["applied"]
    caught, alarms = counts.get("caught", 0), counts.get("false alarm", 0)
    print(f"{name}: {caught} of {applied} by the rule that names the fault, {alarms} false alarms\n")
    return caught >= LEAST * applied and not alarms and not counts.get("did not take")


if __name__ == "__main__":
    good = [proved(name) for name in sys.argv[1:] or SITES]
    sys.exit(0 if all(good) else 1)
