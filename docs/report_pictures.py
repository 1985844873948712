"""Take the pictures of the report that the manual shows, of runs of Lantern that is broken on purpose.

python docs/report_pictures.py

They are set in the typefaces of the demo site, where the packages that hold them are installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from copydesk.browser.start import started_browser
from copydesk.demo.fonts import FILES

HERE = Path(__file__).resolve().parent
PAGES = "dialogue or lost-hour or all-news"
RUNS = (("most-read-null",), ("dateline-two-days-before", "most-read-null", "published-invalid-date"))
"""The faults of one run after the other: the report of the last one knows what is new in it."""
LARGE, PHONE = {"width": 1280, "height": 1000}, {"width": 390, "height": 844}
VIEWS = {
    "report-faults": (LARGE, "light", ""),
    "report-change": (LARGE, "light", "#q=s:changed"),
    "report-dark": (LARGE, "dark", "#group=page&at=page-0"),
    "report-phone": (PHONE, "light", ""),
}


def main() -> None:
    """Run the suite over some pages, and open its report in each view."""
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder) / "share" / "fonts"
        fonts.mkdir(parents=True)
        for path in FILES.values():
            shutil.copy(path, fonts)
        os.environ["XDG_DATA_HOME"] = str(fonts.parent)
        reports = Path(folder) / "reports"
        for faults in RUNS:
            broken = [f"--fault={fault}" for fault in faults]
            command = [sys.executable, "-m", "pytest", "tests/site", "--report", str(reports), "-k", PAGES]
            subprocess.run([*command, *broken], cwd=HERE.parent, stdout=subprocess.DEVNULL, check=False)
        address = (reports / "index.html").as_uri()
        with started_browser() as browser:
            for name, (size, colours, view) in VIEWS.items():
                page = browser.new_page(viewport=size, color_scheme=colours)  # type: ignore[arg-type]
                page.goto(address + view)
                page.wait_for_selector("html[data-ready]")
                page.screenshot(path=HERE / f"{name}.png")
                page.close()


if __name__ == "__main__":
    main()
