"""Datelines: reading and writing them."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reading.datelines import parse_date, parse_dateline
from copydesk.site.datelines import FORMS, PLACEHOLDER, problem_with

PUBLISHED = date(2018, 2, 8)


@pytest.mark.parametrize(
    ("text", "language", "city", "day", "agency"),
    [
        ("SOCHI, February 7. /TASS/. Talks began", "en", "SOCHI", "2018-02-07", "TASS"),
        ("МОСКВА, 7 февраля. /ТАСС/. Начались", "ru", "МОСКВА", "2018-02-07", "ТАСС"),
        ("WASHINGTON (AP) — Talks began", "en", "WASHINGTON", None, "AP"),
        ("LONDON, March 3 (Reuters) - Talks", "en", "LONDON", "2018-03-03", "Reuters"),
        ("PARIS, Texas, Jan. 3 (Reuters) - Talks", "en", "PARIS, Texas", "2018-01-03", "Reuters"),
        ("Paris, March 3, 2026 (AFP) - Talks", "en", "Paris", "2026-03-03", "AFP"),
        ("Berlin (dpa) - Gespräche", "de", "Berlin", None, "dpa"),
        ("Wien (APA) – Gespräche", "de", "Wien", None, "APA"),
        ("MOSCOW. March 3 (Interfax) - Talks", "en", "MOSCOW", "2018-03-03", "Interfax"),
        ("BEIJING, March 3 (Xinhua) -- Talks", "en", "BEIJING", "2018-03-03", "Xinhua"),
        ("(ANSA) - ROMA, 03 MAR - Colloqui", "it", "ROMA", "2018-03-03", "ANSA"),
        ("Madrid, 3 mar (EFE).- Conversaciones", "es", "Madrid", "2018-03-03", "EFE"),
        ("MOSCOW/KIEV, February 7. /TASS/. Talks", "en", "MOSCOW/KIEV", "2018-02-07", "TASS"),
        ("N'DJAMENA, 1er mars (AFP) - Des", "fr", "N'DJAMENA", "2018-03-01", "AFP"),
        ("WASHINGTON, D.C., March 3 (UPI) - Talks", "en", "WASHINGTON, D.C.", "2018-03-03", "UPI"),
        ("नई दिल्ली, 3 मार्च (PTI) - बातचीत", "hi", "नई दिल्ली", "2018-03-03", "PTI"),
    ],
)
def test_the_wire_services_datelines_are_read_without_a_form(
    text: str, language: str, city: str, day: str | None, agency: str
):
    found = parse_dateline(text, language=language, year_hint=PUBLISHED)
    assert found is not None
    assert (found.city, found.date, found.agency) == (city, day, agency)
    assert text.startswith(found.text)


@pytest.mark.parametrize(
    ("text", "city", "agency"),
    [
        ("NEW DELHI: Talks began", "NEW DELHI", ""),
        ("DUBLIN — Talks began", "DUBLIN", ""),
        ("Berlin. Die Gespräche haben am Montag begonnen.", "Berlin", ""),
        ("BERLIN. Die Gespräche haben am Montag begonnen.", "BERLIN", ""),
        ("Kiel (bpo) - Gespräche", "Kiel", "bpo"),
    ],
)
def test_a_place_set_apart_is_a_dateline(text: str, city: str, agency: str):
    found = parse_dateline(text)
    assert found is not None
    assert (found.city, found.agency, found.date) == (city, agency, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The minister (Labour) — who spoke first — left early.",
        "Talks began on March 3 and ended on March 4.",
        "the talks, March 3 (Reuters) - began",
        "2018, March 3 (Reuters) - began",
        "Well. It began as it ended.",
        "J.R. Roe said on Monday that the talks had begun.",
        "FOTOS. Die Gespräche haben am Montag begonnen, wie man sieht.",
        "LATE: and yet they began",
        "UPDATE — Talks began",
        "BREAKING NEWS: Talks began",
        "The minister (who spoke) - left early.",
    ],
)
def test_ordinary_text_is_no_dateline(text: str):
    assert parse_dateline(text, year_hint=PUBLISHED) is None


def test_a_form_is_held_strictly_and_its_agency_can_be_any():
    text = "PORT ALMERY, March 30. /LANTERN/. Talks"
    found = parse_dateline(text, "tass", "LANTERN", "en", date(2026, 3, 31))
    assert found is not None
    assert (found.text, found.date, found.agency) == (
        "PORT ALMERY, March 30. /LANTERN/.",
        "2026-03-30",
        "LANTERN",
    )
    assert parse_dateline(text, "reuters", "LANTERN", "en", date(2026, 3, 31)) is None
    assert parse_dateline(text, "{city} | {agency}", "LANTERN", "en") is None
    own = parse_dateline("Port Almery | LANTERN\nTalks", "{city} | {agency}", "LANTERN", "en")
    assert own is not None
    assert own.city == "Port Almery"


def test_the_year_is_the_one_nearest_to_the_published_day():
    assert parse_date("December 31", "en", date(2026, 1, 1)) == date(2025, 12, 31)
    assert parse_date("January 1", "en", date(2025, 12, 31)) == date(2026, 1, 1)
    assert parse_date("February 29", "en", date(2025, 2, 28)) == date(2024, 2, 29)
    assert parse_date("February 29", "en", date(2026, 6, 1)) is None
    assert parse_date("March 3", "en", None) is None
    assert parse_date("3月31日", "ja", date(2026, 3, 31)) == date(2026, 3, 31)
    assert parse_date("3 mai 2026", "xx") is None


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("tas", "did you mean 'tass'?"),
        ("{ctiy}, {date}", "unknown placeholder '{ctiy}'; did you mean 'city'?"),
        ("{city} {city}", "more than once"),
        ("{date} -", "at least {city} or {agency}"),
        ("{city} {", "an unmatched brace"),
    ],
)
def test_a_form_that_cannot_be_used_is_told(form: str, words: str):
    assert words in str(problem_with(form))


@pytest.mark.parametrize("form", [*FORMS, "{city}: {date} | {agency}"])
def test_forms_that_can_be_used_are_in_order(form: str):
    assert problem_with(form) is None


CITIES = st.from_regex(
    r"[A-ZÀ-ÖА-Я][A-Za-zÀ-Öа-яé]{0,9}([ '’/-][A-ZÀ-ÖА-Я][a-zа-яé]{0,9}){0,3}", fullmatch=True
)
DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31)).filter(lambda day: (day.month, day.day) != (2, 29))


@given(CITIES, DAYS, st.integers(-120, 120), st.sampled_from(sorted(FORMS)))
def test_what_is_written_in_a_form_is_read_from_it(city: str, day: date, apart: int, form: str):
    said = {"city": city, "date": f"{day:%B} {day.day}", "agency": "LANTERN"}
    text = PLACEHOLDER.sub(lambda match: said[match.group(1)], FORMS[form])
    hint = date.fromordinal(day.toordinal() + apart)
    found = parse_dateline(f"{text} Talks began.", form, "LANTERN", "en", hint)
    assert found is not None
    assert (found.text, found.city, found.agency) == (text, city, "LANTERN")
    assert found.date == (day.isoformat() if "{date}" in FORMS[form] else None)


@given(st.text(max_size=200), st.sampled_from(["", *FORMS]), st.sampled_from(["", "en", "zz", "pt-BR"]))
def test_no_text_breaks_the_reader(text: str, form: str, language: str):
    parse_dateline(text, form, "LANTERN", language, PUBLISHED)
    parse_date(text, language, PUBLISHED)


@pytest.mark.parametrize("piece", ["A", "A ", "A, ", "Aa-", "A, 3 (", "A, March ", "a 1 ", "(", "A. ", "/A"])
def test_hostile_text_costs_no_more_than_other_text(piece: str):
    parse_dateline("warm up")
    start = time.process_time()
    for _ in range(20):
        parse_dateline(piece * 5000, language="en", year_hint=PUBLISHED)
    assert (time.process_time() - start) / 20 < 0.02
