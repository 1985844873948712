"""Finding and installing a browser. The browsers here are small programs that answer as one would."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.browser import find, install, probe
from copydesk.browser.find import Browser, BrowserSettingError, find_browser, launch_arguments
from tests import limits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in programs are shell scripts")

MakeProgram = Callable[[str, str], Path]


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


@pytest.fixture
def program(bin_folder: Path) -> MakeProgram:
    """Put a shell script on PATH."""

    def make(name: str, script: str) -> Path:
        path = bin_folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return make


@pytest.fixture(autouse=True)
def bare_machine(bin_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any browser: nothing on PATH, nothing at the usual places, nothing downloaded."""
    monkeypatch.setenv("PATH", str(bin_folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloaded"))
    monkeypatch.delenv(find.SETTING, raising=False)
    monkeypatch.setattr(find, "USUAL_PATHS", {})


def download(name: str, *, complete: bool = True) -> str:
    """Lay down what Playwright leaves of a browser that it downloaded; returns the version."""
    listing = Path(sys.modules["playwright"].__file__ or "").parent / "driver/package/browsers.json"
    build = next(one for one in json.loads(listing.read_text())["browsers"] if one["name"] == name)
    folder = find.playwright_folder() / f"{name.replace('-', '_')}-{build['revision']}"
    folder.mkdir(parents=True)
    if complete:
        (folder / "INSTALLATION_COMPLETE").touch()
    return str(build["browserVersion"])


# Finding


def test_a_machine_without_a_browser_has_none() -> None:
    assert find_browser() is None
    with pytest.raises(BrowserSettingError, match="run `playwright install chromium`"):
        find.require_browser()


@pytest.mark.parametrize(
    ("command", "answer", "version"),
    [
        ("chromium", "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", "156.0.8078.79"),
        ("google-chrome", "Google Chrome 131.0.6778.85 ", "131.0.6778.85"),
        ("chrome", "Google Chrome for Testing 159.0.8154.6", "159.0.8154.6"),
        ("microsoft-edge", "Microsoft Edge 129.0.2792.52", "129.0.2792.52"),
    ],
)
def test_an_installed_browser_is_found_by_its_command(
    program: MakeProgram, command: str, answer: str, version: str
) -> None:
    path = program(command, f"echo '{answer}'")
    assert find_browser() == Browser(str(path), version, "installed on this system")


def test_a_browser_at_a_usual_place_is_found_off_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: MakeProgram
) -> None:
    path = program("anywhere", "echo Chromium 1.2.3.4")
    monkeypatch.setattr(find, "USUAL_PATHS", {sys.platform: ("$PLACE/missing", "$PLACE/anywhere")})
    monkeypatch.setenv("PLACE", str(path.parent))
    found = find_browser()
    assert found is not None
    assert found.path == str(path)


def test_one_without_windows_comes_first_unless_it_is_to_be_watched(program: MakeProgram) -> None:
    small = program("chromium-headless-shell", "echo Chromium 131.0.6778.85")
    with pytest.raises(BrowserSettingError, match="has no windows"):
        find.require_browser(headed=True)
    full = program("google-chrome", "echo Google Chrome 131.0.6778.85")
    found, watched = find_browser(), find_browser(headed=True)
    assert (found and found.path, watched and watched.path) == (str(small), str(full))


def test_a_command_that_only_says_what_to_install_is_passed_over(program: MakeProgram) -> None:
    program("google-chrome", "echo 'Chrome 1.2 requires a snap to be installed'; exit 10")
    real = program("chromium", "echo Chromium 131.0.6778.85")
    found = find_browser()
    assert found is not None
    assert found.path == str(real)


def test_playwrights_own_comes_before_an_installed_one(program: MakeProgram) -> None:
    program("chromium", "echo Chromium 131.0.6778.85")
    version = download("chromium-headless-shell")
    assert find_browser() == Browser(None, version, "Playwright's own")


def test_playwrights_full_chromium_is_enough(program: MakeProgram) -> None:
    version = download("chromium")
    found = find_browser()
    assert found == Browser(None, version, "Playwright's own", "chromium")
    assert launch_arguments(found)["channel"] == "chromium"


def test_a_download_that_broke_off_does_not_count() -> None:
    download("chromium-headless-shell", complete=False)
    assert find_browser() is None


# The explicit setting


def test_the_setting_comes_before_everything_else(
    program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    download("chromium-headless-shell")
    program("chromium", "echo Chromium 131.0.6778.85")
    mine = program("mine", "echo Chromium 99.0.1.2")
    monkeypatch.setenv(find.SETTING, str(mine))
    assert find_browser() == Browser(str(mine), "99.0.1.2", f"named by COPYDESK_BROWSER={str(mine)!r}")


def test_the_option_comes_before_the_environment(
    program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(find.SETTING, "/no/such/file")
    mine = program("mine", "echo Chromium 99.0.1.2")
    found = find_browser("mine")
    assert found is not None
    assert found.path == str(mine)


def test_the_setting_can_ask_for_playwrights_own(program: MakeProgram) -> None:
    version = download("chromium-headless-shell")
    assert find_browser("playwright") == Browser(None, version, "Playwright's own")


def test_the_setting_can_name_a_server_of_another_machine_whose_secrets_are_kept() -> None:
    address = "wss://user:secret@grid.example:3000/chrome?token=secret"
    found = find_browser(address)
    named = "named by the browser setting 'wss://grid.example:3000/chrome'"
    assert found == Browser(None, "", named, address=address)
    assert "--no-sandbox" not in launch_arguments(found)["args"]
    with pytest.raises(BrowserSettingError, match="names no machine"):
        find_browser("ws://")


def test_where_playwright_uses_a_grid_no_browser_is_looked_for_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(find.GRID, "http://grid.example:4444")
    assert find_browser() == Browser(None, "", "of the Selenium Grid at http://grid.example:4444")


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("/no/such/browser", "does not exist"),
        ("no-such-command", "neither a file nor a command on PATH"),
        ("/", "is not a program"),
        (__file__, "is not a program"),
        ("playwright", "is not installed: run `playwright install chromium`"),
    ],
)
@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_setting_that_is_wrong_is_named_and_not_passed_over(
    setting: str, complaint: str, by: str, program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("chromium", "echo Chromium 131.0.6778.85")
    if by == "environment":
        monkeypatch.setenv(find.SETTING, setting)
    with pytest.raises(BrowserSettingError, match=complaint) as error:
        find_browser(setting if by == "option" else None)
    name = find.SETTING if by == "environment" else "the browser setting"
    assert str(error.value).startswith(name)
    assert setting in str(error.value)


@pytest.mark.parametrize(
    "answer",
    ["echo ls 9.1", "echo Mozilla Firefox 130.0", "echo ChromeDriver 156.0.8078.79", "exit 3", "sleep 60"],
)
def test_a_program_that_is_no_chromium_is_refused(
    answer: str, program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "VERSION_PATIENCE", 0.3 if answer.startswith("sleep") else 20)
    monkeypatch.setenv("PATH", "/bin:/usr/bin", prepend=":")
    path = program("mine", answer.replace("sleep", "exec sleep"))
    with pytest.raises(BrowserSettingError, match="is not a Chrome or Chromium"):
        find_browser(str(path))


# Starting


def test_the_executable_is_named_only_when_it_is_not_playwrights_own() -> None:
    assert launch_arguments(Browser("/opt/chrome", "1.2", ""))["executable_path"] == "/opt/chrome"
    assert "executable_path" not in launch_arguments(Browser(None, "1.2", ""))


def test_headed_and_slow_motion_are_left_to_the_caller() -> None:
    assert not {"headless", "slow_mo"} & set(launch_arguments(Browser("/opt/chrome", "1.2", "")))


@pytest.mark.parametrize(("user", "sandbox_off"), [(0, True), (1000, False)])
def test_the_sandbox_is_given_up_only_for_root(
    user: int, sandbox_off: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    arguments = launch_arguments(Browser("/opt/chrome", "1.2", ""))["args"]
    assert ("--no-sandbox" in arguments) is sandbox_off


def test_a_browser_that_ends_at_once_is_reported_in_one_line(program: MakeProgram) -> None:
    path = program("broken", "echo 'broken: error while loading shared libraries: libnss3.so' >&2; exit 127")
    script = (
        "import sys; from copydesk.browser.find import Browser; from copydesk.browser.probe import *\n"
        "try: try_out(Browser(sys.argv[1], '1.2', ''))\n"
        "except BrowserStartError as error: print(error)"
    )
    # A process of its own, as Playwright allows only one of its kind in each.
    run = limits.run([sys.executable, "-c", script, str(path)], check=True)
    assert run.stdout == f"{path} does not start: error while loading shared libraries: libnss3.so\n"


# Installing


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the installation says; the browsers that it brings are taken to start."""
    monkeypatch.setattr(install, "try_out", lambda browser: probe.Trial(browser.version, []))
    return []


def playwright_command(monkeypatch: pytest.MonkeyPatch, program: MakeProgram, script: str) -> None:
    """Let a script stand for `python -m playwright`."""
    monkeypatch.setattr(sys, "executable", str(program("python", script)))


def be(user: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)


CHROMIUM_BY_APT = """
echo "$@" >> "${0%/*}/../apt.log"
case "$*" in
*" install "*headless-shell) echo 'E: Unable to locate package'; exit 100;;
*" install "*)
    printf '#!/bin/sh\\necho Chromium 120.0.1.2\\n' > "${0%/*}/chromium"; /bin/chmod +x "${0%/*}/chromium";;
esac
"""
"""An apt-get that has Chromium, as older systems have it: only with windows."""


def test_nothing_is_installed_where_a_browser_is_found(program: MakeProgram, said: list[str]) -> None:
    path = program("chromium", "echo Chromium 131.0.6778.85")
    assert install.install_browser(said.append).path == str(path)
    assert said == []


def test_playwrights_download_is_tried_first(
    program: MakeProgram, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    be(0, monkeypatch)
    program("apt-get", CHROMIUM_BY_APT)
    download("chromium-headless-shell")
    folder = find.playwright_folder()
    folder.rename(tmp_path / "arriving")
    playwright_command(
        monkeypatch, program, f"echo '|##  | 50% of 110 MiB'; /bin/mv {tmp_path / 'arriving'} {folder}"
    )
    assert install.install_browser(said.append).source == "Playwright's own"
    assert said[1:] == ["  |##  | 50% of 110 MiB"]
    assert not (tmp_path / "apt.log").exists()


def test_root_gets_the_systems_chromium_where_the_download_fails(
    program: MakeProgram, said: list[str], monkeypatch: pytest.MonkeyPatch, bin_folder: Path, tmp_path: Path
) -> None:
    be(0, monkeypatch)
    playwright_command(monkeypatch, program, "echo Error: no such host; exit 1")
    program("apt-get", CHROMIUM_BY_APT)
    assert install.install_browser(said.append).path == str(bin_folder / "chromium")
    assert "  that failed: Error: no such host" in said
    updated, tried, installed = (tmp_path / "apt.log").read_text().splitlines()
    assert updated.endswith("update")
    assert tried.endswith("install --yes --no-install-recommends chromium-headless-shell")
    assert installed.endswith("install --yes --no-install-recommends chromium")


def test_another_user_does_not_touch_the_system(
    program: MakeProgram, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    be(1000, monkeypatch)
    playwright_command(monkeypatch, program, "exit 1")
    program("apt-get", CHROMIUM_BY_APT)
    with pytest.raises(install.BrowserInstallError, match="run `playwright install chromium`"):
        install.install_browser(said.append)
    assert not (tmp_path / "apt.log").exists()


def test_a_download_that_hangs_is_given_up(
    program: MakeProgram, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    be(1000, monkeypatch)
    monkeypatch.setattr(install, "DOWNLOAD_LIMIT", 0.3)
    playwright_command(monkeypatch, program, "/bin/sleep 60")
    with pytest.raises(install.BrowserInstallError):
        install.install_browser(said.append)
    assert said[-1] == "  given up after 0 seconds"


def test_libraries_that_a_downloaded_browser_lacks_are_installed(
    program: MakeProgram, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    be(0, monkeypatch)
    program("apt-get", "exit 1")
    download("chromium-headless-shell")
    folder = find.playwright_folder()
    folder.rename(tmp_path / "arriving")
    playwright_command(
        monkeypatch,
        program,
        f'case "$*" in *install-deps*) /bin/touch {tmp_path}/libraries;; '
        f"*) /bin/mv {tmp_path / 'arriving'} {folder};; esac",
    )

    def starts_with_libraries(browser: Browser) -> probe.Trial:
        if not (tmp_path / "libraries").exists():
            raise probe.BrowserStartError("it lacks libnss3.so")
        return probe.Trial(browser.version, [])

    monkeypatch.setattr(install, "try_out", starts_with_libraries)
    assert install.install_browser(said.append).source == "Playwright's own"
    assert "  it lacks libnss3.so" in said


def test_the_command_says_which_browser_it_is(
    program: MakeProgram, capsys: pytest.CaptureFixture[str]
) -> None:
    path = program("chromium", "echo Chromium 131.0.6778.85")
    assert install.main() == 0
    assert capsys.readouterr().out == f"Browser: 131.0.6778.85, installed on this system ({path})\n"


def test_the_command_fails_with_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(find.SETTING, "/no/such/browser")
    assert install.main() == 1
    assert capsys.readouterr().err == (
        "COPYDESK_BROWSER='/no/such/browser' does not exist: give the path of a Chrome or Chromium.\n"
    )
