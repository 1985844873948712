"""A site that cannot be reached is one error; a page that cannot be had is one failure."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.plugin.projects import PAGE, Outcome, Project, project


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    pages = {name: PAGE.format("A", "B") for name in ("a", "b", "c")}
    with project(tmp_path_factory.mktemp("unreachable"), pages) as made:
        yield made


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize("parallel", [(), ("-n", "2")], ids=["alone", "parallel"])
def test_a_site_that_is_not_there_is_one_error(made: Project, parallel: tuple[str, ...]) -> None:
    address = f"127.0.0.1:{closed_port()}"
    ran = made.pytest(f"--base-url=http://{address}", *parallel)
    assert len(ran.of("ERROR")) == 1
    assert not ran.of("PASSED") | ran.of("FAILED")
    assert ran.code != pytest.ExitCode.OK
    assert f"The run ended: {address} cannot be reached" in ran.text
    assert f"The run ended: {address} cannot be reached" in made.report
    assert "Traceback" not in ran.text
    assert not made.requests


def test_a_page_that_is_missing_fails_its_visit_and_the_rest_of_the_site_is_checked(made: Project) -> None:
    (made.folder / "www/b.html").rename(made.folder / "www/b.txt")
    ran: Outcome = made.pytest("-k", "visit or toy")
    (made.folder / "www/b.txt").rename(made.folder / "www/b.html")
    assert "test_article.py::test_article[b-visit]" in ran.of("FAILED")
    assert "test_article.py::test_article[c-toy-template]" in ran.of("PASSED")
