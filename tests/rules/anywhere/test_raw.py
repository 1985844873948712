"""Errors of programs and servers that readers see, and stories about them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.errors import program_error
from copydesk.text.files import file_name
from tests.rules.cases import Case, judge, named

CASES = [
    Case(
        "raw/error",
        "<b>Warning</b>:  Undefined array key 3 in <b>/srv/www/counter.php</b> on line <b>42</b>",
        "<p>Warning: strong winds in the harbour until noon, the office said.</p>",
    ),
    Case("raw/error", "<h1>502 Bad Gateway</h1><hr>nginx", "<h1>502 Bad Gateway</h1><p>What it means.</p>"),
    Case(
        "raw/error", "<p>Could not load content</p>", "<h2>Could not load content</h2><p>What users saw.</p>"
    ),
    Case(
        "raw/error",
        "<p>Traceback (most recent call last):</p>",
        "<pre>Traceback (most recent call last):</pre>",
    ),
    Case(
        "raw/file-name",
        "<figure><img src='/a.jpg' alt=''><figcaption>DSC_4471</figcaption></figure>",
        "<figure><img src='/a.jpg' alt=''><figcaption>Stratford-upon-Avon</figcaption></figure>",
    ),
    Case("raw/file-name", "<p>quay_final (2).jpg</p>", '<p><a href="/quay.jpg">quay.jpg</a></p>'),
    Case("raw/file-name-heard", "<img src='/a.jpg' alt='IMG_2041'>", "<img src='/a.jpg' alt='Pier 2041'>"),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


@pytest.mark.parametrize(
    "line",
    [
        "PHP Fatal error:  Uncaught Error: Call to undefined function wp_head()",
        "jinja2.exceptions.UndefinedError: 'post' is undefined",
        "NoMethodError: undefined method `name' for nil:NilClass",
        "Server Error in '/' Application.",
        "System.NullReferenceException: Object reference not set to an instance of an object.",
        "java.lang.NullPointerException at news.Feed.render(Feed.java:88)",
        "TypeError: Cannot read properties of undefined (reading 'title')",
        "at renderFeed (https://news.example/app.js:12:4409)",
        "You have an error in your SQL syntax; check the manual",
        'ERROR: relation "stories" does not exist',
        "Error establishing a database connection",
        "503 Service Temporarily Unavailable",
        "HTTP Status 500 – Internal Server Error",
        "upstream connect error or disconnect/reset before headers. reset reason: overflow",
        "Failed to load comments. Please try again later.",
        "Die Kommentare konnten nicht geladen werden.",
        "Impossible de charger les commentaires",
        "No se han podido cargar los comentarios",
        "Impossibile caricare i contenuti",
        "Não foi possível carregar as notícias",
        "De reacties konden niet worden geladen",
        "Nie udało się załadować komentarzy",
    ],
)
def test_what_programs_say(line: str) -> None:
    assert program_error(line)


@pytest.mark.parametrize(
    "line",
    [
        "Warning: rain in the east, the office said",
        "Notice: the library is closed on Monday",
        "The page said “502 Bad Gateway” for an hour",
        "Customers could not load the page for most of Tuesday, the bank admitted",
        "Something went wrong at the harbour",
        "An error occurred during the count, officials say",
        "He could not load the cart alone",
        "Visit www.example.com.Error for more",
        "Die Kommentare der Woche",
    ],
)
def test_what_people_say(line: str) -> None:
    assert not program_error(line)


@pytest.mark.parametrize(
    "text",
    ["DSC_4471", "IMG-20260331-WA0004.jpg", "Screenshot 2026-03-31 at 09.47", "image003", "my photo.PNG"],
)
def test_names_of_files(text: str) -> None:
    assert file_name(text, sure=True)


def test_joined_words_are_a_file_only_where_a_caption_should_be() -> None:
    assert file_name("harbour-fest_final2")
    assert not file_name("harbour-fest_final2", sure=True)


@pytest.mark.parametrize(
    "text", ["", "The quay", "Pier 2041", "Photo: Ada Quill", "B-52", "G20", "example.org", "A.M."]
)
def test_words_that_are_no_file(text: str) -> None:
    assert not file_name(text)


@given(st.text(max_size=3000))
def test_any_text_is_looked_at_and_what_is_found_is_in_it(line: str) -> None:
    assert program_error(line) in line
