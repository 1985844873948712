"""The same checks of the same pages as two other tools do them, and as copydesk does.

    python benchmarks/peers.py [--pages N ...]

Eight subjects of Lantern's articles are asserted: headline, section, time of publication, lead, share blocks,
text, related list, most-read list. Each tool does it as its documentation tells its users to: assertions that
wait by themselves, a test for each page and subject, a fresh `page` for each test, one worker. As that is not
the only way, it is also told what the other two take with all assertions of a page in one test.

    pytest-playwright   the `page` fixture, `expect`
    @playwright/test    the same with Node, installed by npm into a temporary folder
    copydesk            `article.check(subject)`: its rules about the subject, which assert more

All have the same browser with the same arguments, size, language and zone, and no retries. Wall time is
that of the whole command, start of the tool and of the browser included. Where Node or the package is not to
be had, this is said, and the rest goes on. The last line is `ratio N`, of the first number of pages: the wall
time of the faster of the other two, with a test for each page and subject, ÷ copydesk's. How far it is,
it tells on standard error.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # where it is run as a script

from benchmarks.projects import articles, pytest, seconds, write_site
from copydesk.browser.find import launch_arguments, require_browser
from copydesk.browser.visit import VIEWPORT

LANGUAGE, ZONE = "en", "Europe/Helsinki"

# Each assertion of a subject: what to find, and what is said of it. Both tools get theirs from here.
SUBJECTS: dict[str, list[tuple[str, str, str | int]]] = {
    "headline": [("h1.headline", "visible", ""), ("h1.headline", "text", r"\w")],
    "section": [(".article .section-label >> nth=0", "visible", "")],
    "published": [
        (".published", "visible", ""),
        (".published", "text", r"[A-Z][a-z]+ \d+, \d\d:\d\d"),
    ],
    "lead": [(".lead", "visible", ""), (".lead", "text", r"\w")],
    "share": [(".share", "count", 2), (".share-top .share-link", "count", 5)],
    "body": [(".article-body p >> nth=0", "visible", "")],
    "related": [(".related-item >> nth=0", "visible", "")],
    "most-read": [(".most-read-item", "count", 7), (".most-read-link >> nth=0", "visible", "")],
}
PYTHON = {
    "visible": "expect(page.locator({0!r})).to_be_visible()",
    "text": "expect(page.locator({0!r})).to_have_text(re.compile({1!r}))",
    "count": "expect(page.locator({0!r})).to_have_count({1})",
}
NODE = {
    "visible": "await expect(page.locator({0})).toBeVisible();",
    "text": "await expect(page.locator({0})).toHaveText(new RegExp({1}));",
    "count": "await expect(page.locator({0})).toHaveCount({1});",
}


def write_copydesk(folder: Path, base_url: str, paths: Sequence[str]) -> list[str]:
    """copydesk's project: its site file and one test. Returns the command that runs it."""
    write_site(folder / "sites" / "pages.toml", base_url, paths)
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_article.py").write_text(
        "import pytest\n\n\n"
        f"@pytest.mark.parametrize('subject', {list(SUBJECTS)!r})\n"
        "def test_article(article, subject):\n    article.check(subject)\n"
    )
    return pytest("test_article.py", "--site", "sites/pages.toml")


def write_plain(folder: Path, base_url: str, paths: Sequence[str], *, together: bool) -> list[str]:
    """pytest-playwright's project: a test a subject, or a test a page. Returns the command that runs it."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    launch = launch_arguments(require_browser())
    context = {"viewport": VIEWPORT, "locale": LANGUAGE, "timezone_id": ZONE}
    (folder / "conftest.py").write_text(
        "import pytest\n\n\n"
        "@pytest.fixture(scope='session')\ndef browser_type_launch_args(browser_type_launch_args):\n"
        f"    return {{**browser_type_launch_args, **{launch!r}}}\n\n\n"
        "@pytest.fixture(scope='session')\ndef browser_context_args(browser_context_args):\n"
        f"    return {{**browser_context_args, **{context!r}}}\n"
    )
    lines = ["import re", "", "import pytest", "from playwright.sync_api import expect", ""]
    lines += [f"pytestmark = pytest.mark.parametrize('path', {list(paths)!r})", ""]
    for name, asserted in _tests(together):
        lines += ["", f"def test_{name}(page, path):", "    page.goto(path)"]
        lines += [f"    {PYTHON[how].format(selector, what)}" for selector, how, what in asserted]
    (folder / "test_pages.py").write_text("\n".join(lines) + "\n")
    return pytest("test_pages.py", "-p", "no:copydesk", "--base-url", base_url)


def write_node(folder: Path, base_url: str, paths: Sequence[str], *, together: bool) -> list[str]:
    """The project of @playwright/test, which is installed in the folder. Returns the command that runs it."""
    launch = launch_arguments(require_browser())
    options = {"args": launch["args"], "executablePath": launch.get("executable_path")}
    if "channel" in launch:
        options["channel"] = launch["channel"]
    use = {
        "baseURL": base_url,
        "viewport": VIEWPORT,
        "locale": LANGUAGE,
        "timezoneId": ZONE,
        "launchOptions": options,
    }
    config = {"workers": 1, "retries": 0, "reporter": "line", "testMatch": "pages.spec.js", "use": use}
    (folder / "playwright.config.js").write_text(f"module.exports = {json.dumps(config)};\n")
    lines = ["const { test, expect } = require('@playwright/test');", ""]
    lines += [f"for (const path of {json.dumps(list(paths))}) {{"]
    for name, asserted in _tests(together):
        lines += [f"  test(`{name} ${{path}}`, async ({{ page }}) => {{", "    await page.goto(path);"]
        lines += [
            f"    {NODE[how].format(json.dumps(selector), json.dumps(what))}"
            for selector, how, what in asserted
        ]
        lines += ["  });"]
    (folder / "pages.spec.js").write_text("\n".join([*lines, "}"]) + "\n")
    return [str(Path("node_modules", ".bin", "playwright")), "test"]


def _tests(together: bool) -> list[tuple[str, list[tuple[str, str, str | int]]]]:
    if together:
        return [("page", [one for asserted in SUBJECTS.values() for one in asserted])]
    return [(name.replace("-", "_"), asserted) for name, asserted in SUBJECTS.items()]


def install_node(folder: Path) -> str:
    """Install @playwright/test there, without a browser of its own. Returns why that is not possible."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "Node is not installed"
    (folder / "package.json").write_text('{"private": true}\n')
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "@playwright/test"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return "npm did not come to an end within 300 s"
    return (
        ""
        if done.returncode == 0
        else f"npm could not install @playwright/test: {done.stderr.strip()[-200:]}"
    )


def measure(pages: int, node: Path | None) -> dict[str, float]:
    """Seconds of each command over so many pages, by name, copydesk's last; `node` has @playwright/test."""
    taken: dict[str, float] = {}

    def take(name: str, command: list[str], folder: Path) -> None:
        taken[name] = seconds(command, folder)
        print(f"{pages} pages, {name}: {taken[name]:.1f} s", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as name, articles(pages) as (base_url, paths):
        root = Path(name)
        for together in (False, True):
            how = "a test a page" if together else "a test a subject"
            plain = root / f"plain-{together}"
            plain.mkdir()
            take(f"pytest-playwright, {how}", write_plain(plain, base_url, paths, together=together), plain)
            if node is not None:
                take(f"@playwright/test, {how}", write_node(node, base_url, paths, together=together), node)
        own = root / "copydesk"
        own.mkdir()
        take("copydesk", write_copydesk(own, base_url, paths), own)
    return taken


def show(pages: int, taken: dict[str, float]) -> None:
    """Print the table of one number of pages."""
    print(f"{pages} pages, {len(SUBJECTS)} subjects each, cold start included")
    for name, elapsed in taken.items():
        print(
            f"  {name:36} {elapsed:7.1f} s   {elapsed / pages * 1000:7.0f} ms a page"
            f"   {elapsed / taken['copydesk']:5.1f} × copydesk"
        )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[12, 200], help="how many articles, in turn")
    options = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        why = install_node(Path(name))
        if why:
            print(f"@playwright/test is not measured: {why}")
        for pages in options.pages:
            taken = measure(pages, None if why else Path(name))
            show(pages, taken)
            others = [elapsed for tool, elapsed in taken.items() if tool.endswith("a test a subject")]
            ratios.append(min(others) / taken["copydesk"])
    print(f"ratio {ratios[0]:.2f}")


if __name__ == "__main__":
    main()
