"""What two workers bring: the regression suite over many articles of Lantern, with `-n 2` and with `-n 0`.

    python benchmarks/workers.py [--pages N] [--rounds N] [--delay MS]

Wall time of the whole command, start of the workers and of their browsers included. The suite is tests/site
as it is, without the comparison with accepted records, as there are none of these articles. The two take
turns. The last line is `ratio N`: median of `-n 0` ÷ median of `-n 2`.

Each answer of the site comes 0 to 800 ms late by default, as in `soak.py`: on a site on the network, waiting
takes longer than work. With `--delay 0` nothing is ever waited for: as a worker visits several pages at once,
one and the processes of its browser keep two processors busy by themselves then, and a second one brings
nothing.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # where it is run as a script

from benchmarks.projects import ROOT, articles, pytest, seconds, write_site

WORKERS = ("0", "2")


def measure(pages: int, rounds: int, delay: int) -> float:
    """Run the suite with either number of workers in turn, print the table, return the ratio."""
    taken: dict[str, list[float]] = {workers: [] for workers in WORKERS}
    with tempfile.TemporaryDirectory() as name, articles(pages, delay) as (base_url, paths):
        folder = Path(name)
        (folder / "pytest.ini").write_text("[pytest]\n")
        shutil.copytree(
            ROOT / "tests" / "site", folder / "tests" / "site", ignore=shutil.ignore_patterns("__pycache__")
        )
        write_site(folder / "sites" / "pages.toml", base_url, paths)
        for _ in range(rounds):
            for workers in WORKERS:
                command = pytest(
                    "tests/site", "--site", "sites/pages.toml", "-k", "not snapshot", "-n", workers
                )
                taken[workers].append(seconds(command, folder))
    medians = {workers: statistics.median(times) for workers, times in taken.items()}
    for workers, median in medians.items():
        print(
            f"-n {workers}   median {median:7.1f} s   {median / pages * 1000:6.0f} ms a page   runs {rounds}"
        )
    return medians["0"] / medians["2"]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=200, help="how many articles")
    parser.add_argument("--rounds", type=int, default=3, help="how often either way")
    parser.add_argument("--delay", type=int, default=800, metavar="MS", help="answers come 0 to MS late")
    options = parser.parse_args()
    print(f"ratio {measure(options.pages, options.rounds, options.delay):.2f}")


if __name__ == "__main__":
    main()
