"""`copydesk audit` visits pages outside pytest, and prints and writes what is wrong with them."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from copydesk.commands.audit_pages import Results
from copydesk.commands.cli import main
from tests import forking, limits
from tests.plugin.projects import Project, project

ARTICLE = """<!doctype html><html lang="en"><head><title>Harbour reopens after the storm</title>
<meta property="og:title" content="Harbour reopens after the storm">
<meta property="og:type" content="article">
<meta property="article:published_time" content="2026-03-05T09:30:00+02:00">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Harbour reopens after the storm", "datePublished": "2026-03-05T09:30:00+02:00"}</script></head>
<body><article><h1>Harbour reopens after the storm</h1>
<p>The harbour opened again on Thursday after two days of high seas, its master said.</p>
<p>%s</p><p>Eleven ships that had waited in the bay came in before noon.</p></article></body></html>"""
GOOD = ARTICLE % "The first ferry left at dawn with forty passengers on board."
BROKEN = ARTICLE % "The first ferry left at {{item.departure}} with forty passengers on board."


def copydesk(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: a browser driven from this one may be another test's."""
    command = [sys.executable, "-m", "copydesk", *arguments]
    return forking.run(command, env={**os.environ, "COLUMNS": "120"})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project(tmp_path_factory.mktemp("site"), {"good": GOOD, "broken": BROKEN}) as made:
        yield made


@pytest.fixture(scope="module")
def audited(site: Project) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """One audit of a page in order, a broken one, one that is not there, and a site that is not there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/x.html"
        urls = [f"{site.base_url}/{page}.html" for page in ("good", "broken", "missing")]
        json_file = site.folder / "made/out.json"
        ran = copydesk("audit", *urls, nobody, "--json", str(json_file))
    return ran, json.loads(json_file.read_text())


def test_every_page_is_in_the_json_with_its_record_and_findings(
    audited: tuple[subprocess.CompletedProcess[str], dict[str, Any]],
) -> None:
    _, data = audited
    assert list(data) == ["pages"]
    assert [set(page) for page in data["pages"]] == [{"url", "record", "findings", "seconds"}] * 4
    good, broken, missing, nobody = data["pages"]
    assert {"headline", "published", "dateline", "persons", "share", "body"} <= set(good["record"])
    assert good["record"]["headline"] == "Harbour reopens after the storm"
    assert good["seconds"]["navigation"] > 0
    assert any(finding["rule"].startswith("template/") for finding in broken["findings"])
    assert not [finding for finding in good["findings"] if finding["rule"].startswith("template/")]
    assert {"rule", "severity", "message", "expected", "actual", "where"} <= set(broken["findings"][0])
    assert missing["findings"]
    assert nobody["record"] is None
    assert [finding for finding in nobody["findings"] if finding["severity"] == "error"]


def test_findings_are_printed_by_page_with_a_summary(
    audited: tuple[subprocess.CompletedProcess[str], dict[str, Any]], site: Project
) -> None:
    ran, _ = audited
    assert f"\n{site.base_url}/broken.html\n" in f"\n{ran.stdout}"
    assert "{{item.departure}}" in ran.stdout
    assert "4 pages in " in ran.stdout
    assert "4/4" in ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    assert ran.returncode == 1


def test_an_archive_is_replayed_under_its_own_addresses(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD)
    (tmp_path / "broken.html.gz").write_bytes(gzip.compress(BROKEN.encode()))
    index = [
        {"file": name, "url": f"https://news.example/{name}"}
        for name in ("good.html", "broken.html.gz", "gone.html")
    ]
    (tmp_path / "index.json").write_text(json.dumps(index))
    ran = copydesk("audit", "--archive", str(tmp_path), "--json", str(tmp_path / "out.json"))
    good, broken, gone = json.loads((tmp_path / "out.json").read_text())["pages"]
    assert good["url"] == "https://news.example/good.html"
    assert good["record"]["headline"] == "Harbour reopens after the storm"
    assert any(finding["rule"].startswith("template/") for finding in broken["findings"])
    assert "gone.html" in gone["findings"][0]["message"]
    assert "3/3" in ran.stderr
    assert ran.returncode == 1


def test_ctrl_c_keeps_what_was_done(site: Project, tmp_path: Path) -> None:
    urls = [f"{site.base_url}/good.html?{number}" for number in range(200)]
    out = tmp_path / "out.json"
    site.requests.clear()
    command = [sys.executable, "-m", "copydesk", "audit", *urls, "--json", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        limits.until(lambda: len(site.requests) >= 10 or running.poll() is not None)
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        printed = limits.communicate(running)[0]
    assert running.returncode == 130
    assert 1 <= len(json.loads(out.read_text())["pages"]) < 200
    assert "Interrupted after" in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("times", [1, 2])
def test_a_signal_does_not_wait_for_a_page(tmp_path: Path, times: int) -> None:
    site = tmp_path / "site.toml"
    site.write_text('[site]\ntitle = "A"\nbase_url = "https://a.example"\npatience = 600\n')
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        command = [sys.executable, "-m", "copydesk", "audit", url, "--site", str(site)]
        with subprocess.Popen(command, **pipes) as running:
            limits.in_time(silent.accept)
            for _ in range(times):
                running.send_signal(signal.SIGTERM)
            printed = limits.communicate(running)[0]
    assert running.returncode == 130
    assert "Traceback" not in printed
    if times == 1:
        assert "Interrupted after 0 of 1 pages." in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "give either URLs to visit or --archive"),
        (["https://news.example/", "--archive", "."], "give either URLs to visit or --archive"),
        (
            ["https://news.example/", "--kind", "artcle"],
            "'artcle' is not a kind of page; did you mean 'article'?",
        ),
        (["news.example/x"], "'news.example/x' is not the address of a page"),
        (["https://news.example/", "--site", "no-such.toml"], "no-such.toml: there is no such site file"),
        (["--archive", "no-such-folder"], "no-such-folder"),
        (["https://news.example/", "--browser-path", "/no/such/browser"], "/no/such/browser"),
    ],
)
def test_what_cannot_run_says_why_and_ends_with_2(arguments: list[str], words: str) -> None:
    shown = CliRunner().invoke(main, ["audit", *arguments])
    assert words in " ".join(shown.output.split())
    assert shown.exit_code == 2


def test_a_folder_that_is_no_archive_says_so(tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["audit", "--archive", str(tmp_path)])
    assert "index.json: no such file" in shown.output
    assert shown.exit_code == 2


def test_an_archive_of_no_pages_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text("[]")
    shown = CliRunner().invoke(main, ["audit", "--archive", str(tmp_path)])
    assert "index.json: it lists no pages" in " ".join(shown.output.split())
    assert shown.exit_code == 2


def test_a_place_that_cannot_be_written_is_told_before_the_first_page(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    command = ["audit", "http://127.0.0.1:1/", "--json", str(tmp_path / "file/out.json")]
    shown = CliRunner().invoke(main, command)
    assert "out.json cannot be written" in " ".join(shown.output.split())
    assert "pages" not in shown.output
    assert shown.exit_code == 2


def test_results_that_cannot_be_written_leave_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(OSError, match="file"):
        Results().write(tmp_path / "file/out.json")
    assert (tmp_path / "file").read_text() == "kept"
