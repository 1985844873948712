"""The blocks that the README and the manual show: each is of a language that is tested, and files are right.

TOML is read by what reads it in a run: the site file's reader, or that of known issues where a comment above
says so. `test_commands.py` and `test_pytest_commands.py` are about shell, YAML, Python and output.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.rules.registry import rule_names
from copydesk.schemas import validators as schemas
from copydesk.site.file import load_site
from copydesk.verdicts import known
from tests.docs.blocks import NOT_RUN, blocks, pages

LANGUAGES = {"shell", "text", "toml", "python", "yaml"}
TOML = sorted({block.page for block in blocks("toml")})
KNOWN = "known-issues.toml"


def test_every_block_has_a_language_that_is_tested() -> None:
    assert {block.language for block in blocks()} == LANGUAGES


def test_only_commands_and_what_they_print_can_be_left_out() -> None:
    comments = {block.name: block for block in blocks() if block.comment and "Made by" not in block.comment}
    for block in comments.values():
        if block.comment == KNOWN:
            assert block.language == "toml"
        else:
            assert block.comment.startswith(NOT_RUN), block.name
            assert block.language in ("shell", "text"), block.name
            assert len(block.comment) > len(NOT_RUN) + 10, f"{block.name}: say why"


@pytest.mark.parametrize("where", TOML)
def test_toml_is_read_by_what_reads_it_in_a_run(where: str, tmp_path: Path) -> None:
    for kind in schemas.KINDS:
        (tmp_path / f"{kind}.strict.json").write_text("{}")
    for block in blocks("toml"):
        if block.page == where and block.comment == KNOWN:
            assert known.parse(block.source)
        elif block.page == where:
            path = tmp_path / f"{block.line}.toml"
            path.write_text(block.source, "utf-8")
            load_site(path, rule_names())


def test_no_page_has_code_without_a_fence() -> None:
    for path in pages():
        before, fenced = "", False
        for line in path.read_text("utf-8").splitlines():
            fenced ^= line.lstrip().startswith("```")
            indented = line.startswith("    ") and line.strip() and not before.strip()
            assert fenced or not indented, f"{path.name}: {line}"
            before = line
