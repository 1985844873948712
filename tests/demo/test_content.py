"""Article files: what is read from them, and what is said of one that cannot be used."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from copydesk.demo import content, dates, faults
from copydesk.demo.slugs import slugify

FILE = """
headline = "Lamp oil runs short"
sections = ["business"]
published = 2026-03-29T23:30:00+00:00
city = "Port Almery"
lead = "Ships wait for two days."
[[pages]]
paragraphs = ["First.", "Second."]
"""


def article(folder: Path, text: str = FILE, name: str = "lamp-oil") -> content.Article:
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return content.load(folder)[0]


def test_an_article_is_its_file(tmp_path: Path) -> None:
    read = article(tmp_path)
    assert read.path == "/business/lamp-oil"
    assert read.pages[0].paragraphs == ("First.", "Second.")
    assert read.persons == ()


def test_the_dateline_has_the_day_in_the_sites_zone(tmp_path: Path) -> None:
    assert article(tmp_path).dateline == "PORT ALMERY, March 30. /LANTERN/."


def test_a_dateline_of_its_own_wins(tmp_path: Path) -> None:
    text = "dateline_date = 2026-03-28\n" + FILE
    assert article(tmp_path, text).dateline == "PORT ALMERY, March 28. /LANTERN/."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[pages]]", "[[pages", "lamp-oil.toml: "),
        ('lead = "Ships wait for two days."', "", "lamp-oil.toml: .*lead"),
        ("city", "town", "lamp-oil.toml: .*town"),
        ("business", "weather", "sections must name"),
        ("+00:00", "", "needs an offset"),
        ('["First.", "Second."]', "[]", "needs a paragraph"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(content.ContentError, match=message):
        article(tmp_path, FILE.replace(old, new))


def test_a_file_name_must_be_a_slug(tmp_path: Path) -> None:
    with pytest.raises(content.ContentError, match="'lamp-oil'"):
        article(tmp_path, name="Lamp Oil")


def test_the_written_articles_lead_only_to_each_other() -> None:
    slugs = {a.slug for a in content.load()}
    assert {a.read_also for a in content.load() if a.read_also} <= slugs


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-03-31T06:49:00+00:00", "March 31, 09:49 UTC+3"),
        ("2026-03-29T00:59:00+00:00", "March 29, 02:59 UTC+2"),
        ("2026-03-29T01:00:00+00:00", "March 29, 04:00 UTC+3"),
        ("2025-12-31T21:59:00+00:00", "December 31, 2025, 23:59 UTC+2"),
    ],
)
def test_moments_are_shown_on_the_sites_clock(moment: str, shown: str) -> None:
    assert dates.moment_text(datetime.fromisoformat(moment)) == shown


@pytest.mark.parametrize(
    ("moment", "group"),
    [
        ("2026-03-30T21:00:00+00:00", ("March 31", "today")),
        ("2026-03-30T20:59:00+00:00", ("March 30", "yesterday")),
        ("2026-03-28T22:00:00+00:00", ("March 29", "")),
        ("2026-03-28T21:59:00+00:00", ("March 28", "")),
    ],
)
def test_days_begin_at_midnight_on_the_sites_clock(moment: str, group: tuple[str, str]) -> None:
    assert dates.group_of(datetime.fromisoformat(moment)) == group


def test_days_in_utc_differ_around_midnight() -> None:
    midnight = datetime(2026, 3, 31, 0, 30, tzinfo=dates.ZONE)
    assert dates.group_of(midnight, UTC) != dates.group_of(midnight)


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Europe/Helsinki", "UTC+3"),
        ("America/St_Johns", "UTC-2:30"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("UTC", "UTC"),
    ],
)
def test_offsets(zone: str, text: str) -> None:
    assert dates.offset_text(dates.NOW.astimezone(ZoneInfo(zone))) == text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Anna Marsh", "anna-marsh"),
        ("Zoë O'Hara", "zoe-ohara"),
        ("Άννα Μαρή", "αννα-μαρη"),
        ("김하늘", "김하늘"),
        ("A / B & C", "a-b-c"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify(name) == slug


def test_an_unknown_fault_is_answered_with_the_nearest() -> None:
    assert faults.check(faults.FAULTS) == faults.FAULTS.keys()
    with pytest.raises(ValueError, match=r"Did you mean 'filter-ignored'.*angular-missing"):
        faults.check(["filter-ignore"])
