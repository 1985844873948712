"""`copydesk report` makes a run's page from its events, and serves it with the traces that it links."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from copydesk.commands.cli import main
from copydesk.report import events, html, loopback, serve
from copydesk.report.events import Planned, Spoken, Started, Stream
from copydesk.report.run import Run, Said
from tests import limits
from tests.report.runs import finding, verdict

OLD, NEW = "20260330-101500-aa11", "20260331-101500-bb22"


def told(reports: Path, name: str, message: str, **more: str) -> Path:
    """The stream of a run that was killed after one finding."""
    with Stream(reports, name) as stream:
        started = datetime(2026, 3, int(name[6:8]), 7, 15, tzinfo=UTC)
        pages = [Planned(name="dialogue", kind="article"), Planned(name="ferry", kind="article")]
        stream.write(Started(run=name, site="Lantern", started=started, pages=pages))
        said = Said(verdict=verdict("dialogue", "dateline", finding(message=message)), **more)  # type: ignore[arg-type]
        stream.write(Spoken(said=said))
        return stream.path


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    told(folder, OLD, "of the old run")
    told(folder, NEW, "of the new run")
    return folder


def test_the_newest_run_is_made_anew_though_it_was_killed(reports: Path) -> None:
    shown = CliRunner().invoke(main, ["report", "--reports", str(reports)])
    assert (shown.exit_code, shown.output) == (0, f"Report: {reports / 'index.html'}\n")
    assert "of the new run" in (reports / "index.html").read_text("utf-8")
    assert {path.name for path in reports.iterdir() if path.is_file()} == {
        "index.html",
        "findings.json",
        "ctrf.json",
        "findings.sarif",
    }


def test_a_run_is_named_by_its_folder_or_its_file(reports: Path) -> None:
    for name in (OLD, str(reports / OLD / "events.jsonl")):
        (reports / "index.html").unlink(missing_ok=True)
        assert CliRunner().invoke(main, ["report", name, "--reports", str(reports)]).exit_code == 0
        assert "of the old run" in (reports / "index.html").read_text("utf-8")


def test_a_stream_from_elsewhere_has_its_report_beside_it(reports: Path, tmp_path: Path) -> None:
    file = tmp_path / "download" / "events.jsonl"
    file.parent.mkdir()
    (reports / NEW / "events.jsonl").rename(file)
    assert CliRunner().invoke(main, ["report", str(file)]).exit_code == 0
    assert "of the new run" in (file.parent / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "there is no run in this folder; give another with --reports"),
        (["nowhere/events.jsonl"], "there is no such file"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(tmp_path: Path, arguments: list[str], says: str) -> None:
    shown = CliRunner().invoke(main, ["report", *arguments, "--reports", str(tmp_path)])
    assert shown.exit_code == 2
    assert says in shown.output
    assert shown.output.count("\n") == 1


def test_a_run_that_there_is_none_of_is_answered_with_the_nearest(reports: Path) -> None:
    shown = CliRunner().invoke(main, ["report", NEW[:-1], "--reports", str(reports)])
    assert shown.exit_code == 2
    assert NEW in shown.output


@contextmanager
def serving(folder: Path, run: Run) -> Iterator[int]:
    html.write(run, folder)
    with loopback.listen(0, "report") as listening:
        server, _ = serve.server(run, folder, listening)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            limits.join(thread)


def get(
    port: int, path: str, host: str = "", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask() -> tuple[int, dict[str, str], bytes]:
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": host or f"127.0.0.1:{port}", **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    try:
        return limits.in_time(ask)
    finally:
        connection.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    top = tmp_path_factory.mktemp("project")
    reports = top / "reports"
    trace, video = "../test-results/dialogue/trace.zip", "../test-results/dialogue/video.webm"
    stream = told(reports, NEW, "of the new run", trace=trace, video=video)
    (top / "secret.txt").write_text("secret")
    (top / "test-results/dialogue").mkdir(parents=True)
    with zipfile.ZipFile(top / "test-results/dialogue/trace.zip", "w") as archive:
        archive.writestr("trace.trace", "")
    (top / "test-results/dialogue/video.webm").write_bytes(b"video")
    (top / "test-results/dialogue/other.zip").write_bytes(b"secret")
    (reports / "evil.html").write_text("<script>secret</script>")
    (reports / "link.json").symlink_to(top / "secret.txt")
    (reports / NEW / "screenshots").mkdir()
    (reports / NEW / "screenshots/dialogue.webp").write_bytes(b"picture")
    with serving(reports, events.read(stream)) as port:
        yield port, top


def test_the_report_is_served_with_what_belongs_to_it(served: tuple[int, Path]) -> None:
    port, _ = served
    status, headers, _ = get(port, "/")
    assert (status, headers["location"]) == (307, "/reports/index.html")
    status, headers, body = get(port, "/reports/index.html")
    assert status == 200
    assert b"of the new run" in body
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    status, headers, body = get(port, f"/reports/{NEW}/screenshots/dialogue.webp")
    assert (status, headers["content-type"], body) == (200, "image/webp", b"picture")
    assert headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert headers["x-content-type-options"] == "nosniff"
    assert get(port, f"/reports/{NEW}/events.jsonl")[0] == 200
    assert get(port, "/test-results/dialogue/video.webm")[2] == b"video"
    assert get(port, "/test-results/dialogue/trace.zip")[2].startswith(b"PK")


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/reports/../secret.txt",
        "/reports/%2e%2e/secret.txt",
        "/reports/..%2fsecret.txt",
        "/reports/..%5csecret.txt",
        "/reports//etc/passwd",
        "/reports/%00",
        "//etc/passwd",
        "/test-results/dialogue/other.zip",
        "/test-results/dialogue/../../secret.txt",
        "/reports/evil.html",
        "/reports/link.json",
        "/reports/",
        f"/reports/{NEW}",
        "/trace/index.html",
        "/" + "x/" * 3000,
    ],
)
def test_no_path_leads_to_anything_else(served: tuple[int, Path], path: str) -> None:
    status, _, body = get(served[0], path)
    assert status == 404
    assert b"secret" not in body
    assert b"root:" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/reports/index.html",
        "/trace/../package.json",
        "/trace/%2e%2e/%2e%2e/package.json",
        "/trace//etc/passwd",
        "/recording/7/trace.zip",
        "/recording/-1/trace.zip",
        "/recording/%C2%B2/trace.zip",
        "/recording/../secret.txt",
        "/trace",
        "/",
    ],
)
def test_the_viewers_origin_has_the_viewer_and_the_traces_only(served: tuple[int, Path], path: str) -> None:
    status, _, _ = get(served[0], path, host=f"localhost:{served[0]}")
    assert status == 404


@pytest.mark.parametrize("host", ["news.example", "127.0.0.1", "localhost", "127.0.0.1:1", "0.0.0.0:80"])
def test_another_name_for_this_machine_is_refused(served: tuple[int, Path], host: str) -> None:
    assert get(served[0], "/reports/index.html", host=host)[0] == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(served: tuple[int, Path], method: str) -> None:
    assert get(served[0], "/reports/index.html", method=method)[0] == 405


def test_a_trace_that_is_followed_opens_in_the_viewer(served: tuple[int, Path]) -> None:
    port, _ = served
    status, headers, _ = get(port, "/test-results/dialogue/trace.zip", sec_fetch_dest="document")
    assert status == 307
    trace = f"http%3A%2F%2Flocalhost%3A{port}%2Frecording%2F0%2Ftrace.zip"
    assert headers["location"] == f"http://localhost:{port}/trace/index.html?trace={trace}"
    assert get(port, "/trace/index.html", host=f"localhost:{port}")[0] == 200
    assert get(port, "/recording/0/trace.zip", host=f"localhost:{port}")[2].startswith(b"PK")


def test_what_a_run_calls_its_recordings_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "trace.zip").write_bytes(b"PK")
    (tmp_path / "top/reports").mkdir(parents=True)
    (tmp_path / "top/secret.txt").write_text("secret")
    stream = told(tmp_path / "top/reports", NEW, "x", trace="../../trace.zip", video="../secret.txt")
    assert serve.recordings(events.read(stream), (tmp_path / "top/reports").resolve()) == []


def test_a_port_that_is_taken_is_told_in_a_sentence(reports: Path) -> None:
    with loopback.listen(0, "report") as other:
        port = str(other.getsockname()[1])
        shown = CliRunner().invoke(main, ["report", "--reports", str(reports), "--serve", "--port", port])
    assert shown.exit_code == 2
    assert f"The report cannot be served at 127.0.0.1:{port}" in shown.output


def test_it_serves_until_it_is_told_to_stop(reports: Path) -> None:
    command = [sys.executable, "-m", "copydesk", "report", "--serve", "--reports", str(reports)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = limits.in_time(process.stdout.readline).strip()
            assert b"of the new run" in limits.fetch(address)
        finally:
            process.send_signal(signal.SIGINT)
        assert limits.communicate(process)[1] == ""
        assert process.returncode == 0


def test_a_recorded_trace_is_shown_in_a_browser(tmp_path: Path, browser: Browser) -> None:
    recorded = tmp_path / "test-results/dialogue/trace.zip"
    context = limits.patient(browser.new_context())
    context.tracing.start(screenshots=True, snapshots=True)
    page = context.new_page()
    page.goto("data:text/html,<title>Quay</title><h1>The ferry sails again</h1>")
    page.get_by_role("heading").click()
    context.tracing.stop(path=recorded)
    context.close()
    stream = told(tmp_path / "reports", NEW, "x", trace="../test-results/dialogue/trace.zip")
    with serving(tmp_path / "reports", events.read(stream)) as port:
        context = limits.patient(browser.new_context())
        page, problems = context.new_page(), []
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        page.goto(f"http://127.0.0.1:{port}/reports/index.html?p=dialogue#dialogue")
        assert not problems
        page.goto(f"http://127.0.0.1:{port}/test-results/dialogue/trace.zip")
        page.get_by_text("Click").first.click()
        shown = page.frame_locator("iframe.snapshot-visible").get_by_role("heading")
        assert shown.inner_text() == "The ferry sails again"
        context.close()
