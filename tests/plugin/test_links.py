"""Links are asked once in a run, however many pages have them and however many workers look at those."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.plugin.projects import PAGE, project

LINKED = '<a href="/shared.html">Harbour</a> <a href="/gone.html">Quay</a>'


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "parallel"])
def test_a_link_that_is_broken_fails_each_page_and_is_asked_once(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    pages = {name: PAGE.format(name.title(), f"It sails. {LINKED}") for name in ("one", "two")}
    with project(tmp_path, pages) as made:
        made.write("www/shared.html", "<title>Harbour</title>")
        site = (tmp_path / "sites/small.toml").read_text()
        made.write("sites/small.toml", f'{site}\n[links]\ncheck = "own"\nrate = 100\n')
        ran = made.pytest("-k", "links", *workers)
        assert len(ran.of("FAILED")) == 2
        assert "The link “Quay”" in ran.text
        assert "it answers 404" in ran.text
        # The one that is gone was asked for with HEAD and, in doubt, with GET.
        asked = Counter(made.requests)
        assert (asked["/shared.html"], asked["/gone.html"]) == (1, 2)


def test_links_are_left_alone_unless_the_site_file_says_so(tmp_path: Path) -> None:
    with project(tmp_path, {"one": PAGE.format("One", LINKED)}) as made:
        ran = made.pytest("-k", "links", "-rs")
        assert not ran.of("FAILED")
        assert "[links] check" in ran.text
        assert made.requests == ["/one.html"]
