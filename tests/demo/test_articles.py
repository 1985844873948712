"""The embedded site's articles: what an editor would have checked before they went out.

The files hold text only, so every check here reads TOML and nothing else. A check that needs a
rendered page belongs to the regression suite.
"""

import calendar
import re
import tomllib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import copydesk

FOLDER = Path(copydesk.__file__).parent / "demo" / "articles"
ARTICLES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}

ZONE = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 3, 31, 10, 15, tzinfo=ZONE)
FIRST_DAY = date(2026, 3, 24)
SECTIONS = {"politics", "world", "business", "security", "science", "culture", "sport", "press"}
REQUIRED = {"headline", "sections", "published", "city", "lead", "persons", "topics", "pages"}
OPTIONAL = {"updated", "dateline_date", "read_also", "other_media", "photos", "infographic"}
WEEKDAYS = list(calendar.day_name)
MONTHS = list(calendar.month_name)[1:]

every_article = pytest.mark.parametrize("slug", ARTICLES)


def paragraphs(article: dict[str, Any]) -> list[str]:
    return [paragraph for page in article["pages"] for paragraph in page["paragraphs"]]


def prose(article: dict[str, Any]) -> list[str]:
    """Everything that a reader sees as running text: lead, paragraphs, captions."""
    return [article["lead"], *paragraphs(article), *(photo["caption"] for photo in article.get("photos", []))]


def without_names(article: dict[str, Any], text: str) -> str:
    """The text with persons' names cut out: a straight apostrophe is right in O'Hara and nowhere else."""
    for part in {part for person in article["persons"] for part in [person, *person.split()]}:
        text = text.replace(part, "")
    return text


def sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in re.split(r"(?<=[.?!])”?\s+", text)]


def pages_of(slug: str) -> int:
    return len(ARTICLES[slug]["pages"])


# One file


@every_article
def test_file_has_the_known_keys_only(slug: str) -> None:
    keys = set(ARTICLES[slug])
    assert keys >= REQUIRED
    assert keys <= REQUIRED | OPTIONAL


@every_article
def test_slug_can_stand_in_an_address(slug: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)


@every_article
def test_sections_exist_and_differ(slug: str) -> None:
    sections = ARTICLES[slug]["sections"]
    assert len(sections) in (1, 2)
    assert len(set(sections)) == len(sections)
    assert set(sections) <= SECTIONS


@every_article
def test_times_carry_the_offset_of_the_zone_on_that_day(slug: str) -> None:
    article = ARTICLES[slug]
    for key in ("published", "updated"):
        if key in article:
            assert article[key].utcoffset() == article[key].astimezone(ZONE).utcoffset()


@every_article
def test_published_within_the_week_and_updated_after_it(slug: str) -> None:
    article = ARTICLES[slug]
    published = article["published"]
    assert published.astimezone(ZONE).date() >= FIRST_DAY
    assert published < article.get("updated", NOW) <= NOW


@every_article
def test_dateline_date_is_given_only_where_it_differs(slug: str) -> None:
    article = ARTICLES[slug]
    if "dateline_date" in article:
        day = article["published"].astimezone(ZONE).date()
        assert article["dateline_date"] == day - timedelta(days=1)


@every_article
def test_lead_is_one_sentence_and_not_the_headline(slug: str) -> None:
    lead = ARTICLES[slug]["lead"]
    assert lead.endswith((".", "?"))
    assert not re.search(r"[a-z][.?!] ", lead)
    assert lead.rstrip(".?").casefold() != ARTICLES[slug]["headline"].rstrip(".?").casefold()


@every_article
def test_persons_are_listed_once_and_named_in_the_text(slug: str) -> None:
    article = ARTICLES[slug]
    persons = article["persons"]
    assert len(set(persons)) == len(persons)
    text = "\n".join(paragraphs(article))
    missing = [person for person in persons if not re.search(rf"(?<!\w){re.escape(person)}(?!\w)", text)]
    assert missing == []


@every_article
def test_topics_are_one_to_four(slug: str) -> None:
    topics = ARTICLES[slug]["topics"]
    assert 1 <= len(topics) <= 4
    assert len(set(topics)) == len(topics)


@every_article
def test_read_also_is_an_older_article(slug: str) -> None:
    article = ARTICLES[slug]
    if "read_also" in article:
        assert ARTICLES[article["read_also"]]["published"] < article["published"]


@every_article
def test_media_outside_have_title_outlet_and_an_address_that_nobody_owns(slug: str) -> None:
    for item in ARTICLES[slug].get("other_media", []):
        assert set(item) == {"title", "outlet", "url"}
        assert item["title"]
        assert item["outlet"]
        assert item["url"].startswith("https://example.com/")


@every_article
def test_photos_have_caption_and_another_alternative_text(slug: str) -> None:
    photos = ARTICLES[slug].get("photos", [])
    assert len(photos) <= 6
    for photo in photos:
        assert set(photo) == {"caption", "alt"}
        assert photo["caption"]
        assert photo["alt"]
        assert photo["caption"] != photo["alt"]


@every_article
def test_every_page_has_paragraphs(slug: str) -> None:
    pages = ARTICLES[slug]["pages"]
    assert pages
    for page in pages:
        assert set(page) == {"paragraphs"}
        assert len(page["paragraphs"]) >= 2
        assert all(paragraph == paragraph.strip() and len(paragraph) > 30 for paragraph in page["paragraphs"])


@every_article
def test_first_paragraph_comes_without_its_dateline(slug: str) -> None:
    article = ARTICLES[slug]
    first = paragraphs(article)[0]
    assert "/LANTERN/" not in first
    assert not first.startswith(article["city"].upper())


@every_article
def test_quotes_are_curly_and_balanced_in_each_paragraph(slug: str) -> None:
    article = ARTICLES[slug]
    for text in prose(article):
        depth = 0
        for character in text:
            depth += {"“": 1, "”": -1}.get(character, 0)
            assert depth in (0, 1), text
        assert depth == 0, text
        assert not set("\"'`‘„") & set(without_names(article, text)), text


@every_article
def test_text_has_no_markup_no_braces_and_no_doubled_spaces(slug: str) -> None:
    for text in [ARTICLES[slug]["headline"], *prose(ARTICLES[slug])]:
        assert not re.search(r"[<>{}\[\]]|&\w+;|  |\.\.|\s[.,;:?!]", text), text


@every_article
def test_weekday_beside_a_date_is_that_dates(slug: str) -> None:
    pattern = rf"\b({'|'.join(WEEKDAYS)}), ({'|'.join(MONTHS)}) (\d+)\b"
    for text in prose(ARTICLES[slug]):
        for weekday, month, day in re.findall(pattern, text):
            assert date(2026, MONTHS.index(month) + 1, int(day)).weekday() == WEEKDAYS.index(weekday), text


# All files together


def test_there_are_enough_articles_in_every_section() -> None:
    assert len(ARTICLES) >= 40
    main = Counter(article["sections"][0] for article in ARTICLES.values())
    assert set(main) == SECTIONS
    assert min(main.values()) >= 4


def test_no_two_articles_share_a_minute_or_a_headline() -> None:
    minutes = [a["published"].astimezone(UTC).replace(second=0) for a in ARTICLES.values()]
    assert len(set(minutes)) == len(ARTICLES)
    assert len({a["headline"] for a in ARTICLES.values()}) == len(ARTICLES)


def test_every_day_of_the_week_has_news_and_today_has_most_of_a_page() -> None:
    days = Counter(a["published"].astimezone(ZONE).date() for a in ARTICLES.values())
    assert sorted(days) == [FIRST_DAY + timedelta(days=n) for n in range(8)]
    assert 6 <= days[NOW.date()] <= 10


def test_no_paragraph_and_no_sentence_stands_twice() -> None:
    texts = [text for article in ARTICLES.values() for text in [article["lead"], *paragraphs(article)]]
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    counted = Counter(sentence for text in texts for sentence in sentences(text) if len(sentence) > 25)
    assert [sentence for sentence, count in counted.items() if count > 1] == []


def test_times_lie_on_both_sides_of_every_edge() -> None:
    times = {a["published"].isoformat() for a in ARTICLES.values()}
    assert times >= {
        "2026-03-30T23:58:00+03:00",  # two minutes before midnight, and two after
        "2026-03-31T00:02:00+03:00",
        "2026-03-28T00:30:00+02:00",  # still the day before in UTC
        "2026-03-26T01:30:00+02:00",
        "2026-03-29T02:55:00+02:00",  # ten minutes apart, over the change to summer time
        "2026-03-29T04:05:00+03:00",
    }


def test_the_night_desk_filed_the_evening_before() -> None:
    article = ARTICLES["night-desk"]
    assert article["published"].hour == 0
    assert article["dateline_date"] < article["published"].date()


def test_page_counts_cover_the_plurals() -> None:
    assert pages_of("long-read") == 3
    assert {len(a["pages"]) for a in ARTICLES.values()} == {1, 2, 3, 5}


def test_persons_cover_the_difficult_names() -> None:
    assert ARTICLES["tide-tables"]["persons"] == []
    persons = {person for article in ARTICLES.values() for person in article["persons"]}
    assert persons >= {"Νίκος Αλεξίου", "김하늘", "Олена Гай", "Siobhan O'Hara", "Mirelle", "Tomáš Dráha"}
    surnames = [Counter(name.split()[-1] for name in a["persons"]) for a in ARTICLES.values()]
    assert any(max(count.values(), default=0) > 1 for count in surnames), "two of one surname in an article"


@pytest.mark.parametrize("part", ['"', "'We", "&", "O'Hara", "+", "#", "%", "?", "김하늘", "Αλεξίου", "Гай"])
def test_headlines_cover_what_breaks_addresses_and_markup(part: str) -> None:
    assert any(part in article["headline"] for article in ARTICLES.values())


def test_lengths_run_from_a_brief_to_a_feature() -> None:
    lengths = {slug: len(paragraphs(article)) for slug, article in ARTICLES.items()}
    assert lengths["mariners-keeper"] == 2
    assert lengths["bridge-league"] >= 8
    assert sum(4 <= length <= 7 for length in lengths.values()) > len(lengths) / 2


def test_bridge_league_stands_in_two_sections() -> None:
    assert len(ARTICLES["bridge-league"]["sections"]) == 2


def test_placeholder_words_stand_in_one_article_only_and_there_as_prose() -> None:
    word = re.compile(r"\b(NaN|null|undefined)\b")
    assert {slug for slug, a in ARTICLES.items() if word.search("\n".join(prose(a)))} == {"printed-nan"}
    assert set(word.findall("\n".join(paragraphs(ARTICLES["printed-nan"])))) == {"NaN", "null", "undefined"}
    assert not any(word.search(a["headline"]) for a in ARTICLES.values())


def test_some_articles_have_photos_infographics_and_outside_media_and_some_have_not() -> None:
    for key in ("photos", "infographic", "other_media", "read_also", "updated"):
        having = sum(bool(article.get(key)) for article in ARTICLES.values())
        assert 4 <= having < len(ARTICLES), key
    assert {len(a.get("photos", [])) for a in ARTICLES.values()} == set(range(7))
