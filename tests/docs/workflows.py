"""The commands of the workflows that the manual shows, and of those that it has to copy."""

from __future__ import annotations

import re

import yaml

from tests.docs.blocks import ROOT, Command, blocks, command


def steps(text: str) -> list[str]:
    """The commands of a workflow."""
    loaded = yaml.safe_load(text)
    jobs = loaded["jobs"].values() if "jobs" in loaded else [loaded]
    return [step["run"] for job in jobs for step in job["steps"] if "run" in step]


def of_workflows() -> list[Command]:
    """The commands of the workflows that the manual shows and those to copy, for the site that it has."""
    texts = {block.name: block.source for block in blocks("yaml")}
    texts |= {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "docs").glob("*.yml")
    }
    found = []
    for place, text in texts.items():
        for line in steps(text):
            line = re.sub(r"\$\{\{ matrix\.group \}\}", "1", line).replace('"$SITE"', "sites/gazette.toml")
            found.append(command(place, line.replace("shards/*", "shard-1 shard-2 shard-3").split()))
    return found
