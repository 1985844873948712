"""Take the pictures of the report that the manual shows, of a run of Lantern that is broken on purpose.

python docs/report_pictures.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from copydesk.browser.start import started_browser

HERE = Path(__file__).resolve().parent
FAULTS = ("dateline-two-days-before", "most-read-null", "share-twice")
PAGES = "dialogue or lost-hour or all-news"
LARGE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
VIEWS = {
    "report-faults": (LARGE, "light", ""),
    "report-change": (LARGE, "light", "#q=s:changed"),
    "report-dark": (LARGE, "dark", "#group=page"),
    "report-phone": (PHONE, "light", ""),
}


def main() -> None:
    """Run the suite over some pages, and open its report in each view."""
    with tempfile.TemporaryDirectory() as folder:
        broken = [f"--fault={fault}" for fault in FAULTS]
        command = [sys.executable, "-m", "pytest", "tests/site", "--report", folder, "-k", PAGES]
        subprocess.run([*command, *broken], cwd=HERE.parent, stdout=subprocess.DEVNULL, check=False)
        address = (Path(folder) / "index.html").as_uri()
        with started_browser() as browser:
            for name, (size, colours, view) in VIEWS.items():
                page = browser.new_page(viewport=size, color_scheme=colours)  # type: ignore[arg-type]
                page.goto(address + view)
                page.wait_for_selector("html[data-ready]")
                page.screenshot(path=HERE / f"{name}.png")
                page.close()


if __name__ == "__main__":
    main()
