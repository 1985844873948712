"""`copydesk doctor`: what it checks, and that it is right about the browser of this machine."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from copydesk.browser import probe
from copydesk.browser.find import Browser, find_browser
from copydesk.commands import doctor
from copydesk.commands.doctor import Check, diagnose
from copydesk.site.model import Site, SiteError
from tests import limits


@pytest.fixture(autouse=True)
def sound_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which a run works, with a site file that is right; each test breaks one thing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "find_browser", lambda named: Browser("/opt/chrome", "131.0", "stand-in"))
    monkeypatch.setattr(probe, "try_out", lambda browser: probe.Trial("131.0", []))
    monkeypatch.setattr(doctor, "load_site", lambda path, rules: Site())
    monkeypatch.setattr(doctor, "runs_as_root", lambda: False)


def check(name: str) -> Check:
    """The check of that name, out of all."""
    (found,) = (one for one in diagnose(None, None) if one.name.startswith(name))
    return found


def test_a_sound_machine_passes_every_check() -> None:
    checks = diagnose(None, None)
    assert [one for one in checks if not one.ok] == []
    assert [one.name for one in checks] == [
        "Python",
        "Playwright",
        "Browser",
        "Rendering",
        "Fonts",
        "Scratch space",
        "reports/",
        "snapshots/",
        "Site file sites/lantern.toml",
    ]


def test_whatever_fails_has_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (99, 0))
    monkeypatch.setattr(doctor, "find_browser", lambda named: None)
    failed = [one for one in diagnose(None, None) if not one.ok]
    assert [one.name for one in failed] == ["Python", "Browser"]
    assert all(one.remedy.endswith(".") for one in failed)


def test_a_wrong_browser_setting_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_browser", find_browser)
    found = diagnose(None, "/no/such/browser")
    (browser,) = (one for one in found if one.name == "Browser")
    assert not browser.ok
    assert "'/no/such/browser' does not exist" in browser.detail


def test_a_browser_that_does_not_start_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(browser: Browser) -> probe.Trial:
        raise probe.BrowserStartError("it lacks libnss3.so")

    monkeypatch.setattr(probe, "try_out", broken)
    rendering = check("Rendering")
    assert not rendering.ok
    assert rendering.detail == "it lacks libnss3.so"


def test_a_script_without_a_font_is_a_warning_that_says_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "try_out", lambda browser: probe.Trial("131.0", ["Chinese", "Korean"]))
    fonts = check("Fonts")
    assert fonts.ok
    assert "none for Chinese, Korean" in fonts.detail
    assert "boxes" in fonts.detail
    assert fonts.remedy


def test_root_is_told_that_the_sandbox_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "runs_as_root", lambda: True)
    sandbox = check("Sandbox")
    assert sandbox.ok
    assert sandbox.remedy


def test_a_file_in_place_of_the_reports_folder_fails() -> None:
    Path("reports").write_text("")
    reports = check("reports/")
    assert not reports.ok
    assert reports.detail == "is a file"


def test_a_folder_that_cannot_be_written_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    assert check("snapshots/").detail == "cannot be written: Permission denied"


def test_looking_at_the_folders_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    diagnose(None, None)
    assert [path.name for path in tmp_path.rglob("*")] == ["snapshots"]


def test_little_scratch_space_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "SCRATCH", 2**80)
    scratch = check("Scratch space")
    assert scratch.ok
    assert "TMPDIR" in scratch.remedy


def test_a_site_file_that_is_wrong_fails_with_all_its_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(path: Path, rules: object) -> Site:
        raise SiteError(["line 3: no such key", "line 9: not a selector"])

    monkeypatch.setattr(doctor, "load_site", wrong)
    site = check("Site file")
    assert not site.ok
    assert site.detail == "line 3: no such key\nline 9: not a selector"


def test_the_only_site_file_is_the_one_that_is_checked(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "mine.toml").touch()
    assert check("Site file").name == "Site file sites/mine.toml"


# The site's address


class Answer(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        limits.join(thread)


@pytest.mark.parametrize(("status", "mark"), [(200, "✓"), (404, "!"), (503, "✗")])
def test_the_sites_answer_decides(
    status: int, mark: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "load_site", lambda path, rules: Site(base_url=f"{server}/{status}"))
    answer = check("Site http")
    assert answer.detail.startswith(f"answers {status}")
    assert doctor.mark(answer)[0] == mark


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://127.0.0.1:port", "file:///etc", "nonsense"])
def test_a_site_that_cannot_be_reached_fails(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "load_site", lambda path, rules: Site(base_url=url))
    assert not check(f"Site {url}").ok


# The command


def test_the_command_prints_a_line_for_each_check_and_exits_0() -> None:
    run = CliRunner().invoke(doctor.doctor)
    assert run.exit_code == 0
    assert "✓ Browser" in run.output
    assert "131.0, stand-in, /opt/chrome" in run.output


def test_the_command_exits_1_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_browser", lambda named: None)
    run = CliRunner().invoke(doctor.doctor)
    assert run.exit_code == 1
    assert "✗ Browser" in run.output
    assert "Run `playwright install chromium`" in run.output


def test_quietly_it_says_only_what_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(doctor.doctor, ["--quiet"]).output == ""
    monkeypatch.setattr(doctor, "find_browser", lambda named: None)
    run = CliRunner().invoke(doctor.doctor, ["--quiet"])
    assert "✗ Browser" in run.output
    assert "Python" not in run.output


# This machine's browser, each time in a process of its own: Playwright allows only one of its kind in each.


def in_own_process(script: str) -> str:
    run = limits.run([sys.executable, "-c", script])
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_browser_of_this_machine_starts_and_is_read() -> None:
    report = in_own_process(
        "from copydesk.browser.find import require_browser; from copydesk.browser.probe import try_out\n"
        "browser = require_browser(); trial = try_out(browser)\n"
        "print(browser.version, trial.version, 'Latin' in trial.scripts_without_font)"
    )
    found, started, latin_missing = report.split()
    assert started == found
    assert latin_missing == "False"


def test_a_character_without_a_font_is_noticed() -> None:
    # A code point for private use, which no font of the system draws.
    report = in_own_process(
        "from copydesk.browser import find, probe\n"
        "probe.SAMPLES = {'none': chr(0x10FFFC), 'Latin': 'a'}\n"
        "print(probe.try_out(find.require_browser()).scripts_without_font)"
    )
    assert report == "['none']\n"


def test_the_browser_asks_nobody_on_its_own_account(tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    in_own_process(
        "from copydesk.browser import find, probe\n"
        f"find.ARGUMENTS += ('--log-net-log={log}',)\n"
        "probe.try_out(find.require_browser())"
    )
    events = json.loads(log.read_text())["events"]
    urls = {event["params"]["url"] for event in events if "url" in event.get("params", {})}
    assert {urlsplit(url).hostname for url in urls} <= {"127.0.0.1", None}
