"""Labels in another language than the page's."""

from __future__ import annotations

import pytest

from copydesk.site.model import Site
from tests.rules.cases import Case, findings, judge, named, page

RUSSIAN = Site(language="ru")
UNSAID = Site()

CASES = [
    Case("language/label", "<p>Реклама</p>", "<p>Advertisement</p>"),
    Case(
        "language/label", "<p>Реклама</p>", '<a hreflang="ru" href="/ru">Русский</a> <p lang="ru">Реклама</p>'
    ),
    Case(
        "language/label", "<button>Читать</button>", '<div class="languages"><button>Русский</button></div>'
    ),
    Case("language/label", "<h2>Most read</h2><p>Реклама</p>", "<h2>Реклама</h2>", RUSSIAN),
    Case(
        "language/label",
        '<html lang="de"><nav><a href="/a">Rechercher</a></nav></html>',
        '<html lang="de"><nav><a href="/a">Recherche</a></nav></html>',
        UNSAID,
    ),
    Case("language/label", "<p>Publicidad</p>", "<h3>Сергей Лавров</h3>"),
    Case(
        "language/label",
        '<html lang="de"><p>Advertisement</p><p>Weiterlesen</p><button>Read more</button></html>',
        '<html lang="de"><p>Anzeige</p><p>Newsletter</p><p>Live</p><button>Search</button></html>',
        UNSAID,
    ),
    Case("language/label", "<h2>İlgili haberler</h2>", "<h2>Ilgi</h2>"),
    Case("language/label", "<p>DEVAMINI OKU</p>", "<p>Del Toro</p><p>Die Zeit</p><p>Cargo</p>"),
    Case("language/label", "<button>すべてのニュース</button>", "<button>NHK ニュース, in English</button>"),
    Case("language/label", '<input placeholder="Поиск">', '<input placeholder="Search">'),
    Case(
        "language/label",
        "<p>Реклама</p>",
        "<p>The word means <i>реклама</i></p><blockquote>Реклама</blockquote>",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_a_page_that_says_it_is_in_another_language_is_not_blamed_label_by_label() -> None:
    html = '<html lang="en"><p>Anzeige</p><p>Weiterlesen</p><p>Kommentare</p><p>Meistgelesen</p></html>'
    assert not findings("language/label", page(html, UNSAID))


def test_a_finding_names_both_languages() -> None:
    (finding,) = findings("language/label", page("<p>Реклама</p>"))
    assert "Russian" in finding.message
    assert "English" in finding.message
