"""Labels that nobody translated, and the foreign words that a page may rightly have.

The labels are foreign on a page in English, French, Spanish or Polish; where a page is in the language of a
label, that fault changes nothing that is wrong there.
"""

from copydesk.faults.fault import Act, Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.site.model import PageKind

RULE = "language/label"
EVERYWHERE: tuple[PageKind, ...] = ("article", "feed", "filter")
ARTICLE: tuple[PageKind, ...] = ("article",)


def label(element: str, part: str, words: str, state: str = "loaded") -> Dom:
    """The words as an element's text."""
    return Dom(op="set-text", element=element, part=part, argument=words, state=state)


def attribute(element: str, part: str, name: str, words: str) -> Dom:
    """The words as an attribute's value."""
    return Dom(op="set-attribute", element=element, part=part, argument={"name": name, "value": words})


def insert(element: str, html: str) -> Dom:
    """A piece of HTML at the end of an element."""
    return Dom(op="insert", element=element, argument={"where": "beforeend", "html": html})


LABELS: dict[str, tuple[str, Act, tuple[PageKind, ...]]] = {
    "advertisement-russian": (
        "“Реклама” over an advertisement",
        label("advertisement", "label", "Реклама"),
        EVERYWHERE,
    ),
    "advertisement-german": ("“Werbung” over it", label("advertisement", "label", "Werbung"), ARTICLE),
    "advertisement-arabic": ("“إعلان” over it", label("advertisement", "label", "إعلان"), ("feed",)),
    "load-more-russian": ("“Показать ещё” to load more", label("load-more", "", "Показать ещё"), ("feed",)),
    "most-read-dutch": (
        "“Meest gelezen” over the most read",
        Dom(
            op="insert",
            element="most-read",
            argument={"where": "afterbegin", "html": "<p>Meest gelezen</p>"},
        ),
        EVERYWHERE,
    ),
    "top-stories-turkish": (
        "“İlgili haberler” over the top stories",
        label("top-stories", "heading", "İlgili haberler"),
        ARTICLE,
    ),
    "related-more-german": (
        "“Mehr anzeigen” under related stories",
        label("related", "more", "Mehr anzeigen"),
        ARTICLE,
    ),
    "read-more-german": ("“Weiterlesen” under the text", insert("body", "<p>Weiterlesen</p>"), ARTICLE),
    "comments-ukrainian": (
        "“Коментарі (12)” under the text",
        insert("body", "<p>Коментарі (12)</p>"),
        ARTICLE,
    ),
    "feed-tab-japanese": (
        "“すべてのニュース” as a tab",
        label("feed-tabs", "tab", "すべてのニュース"),
        ("feed",),
    ),
    "filter-button-greek": ("“Φίλτρο” on a button", label("filter", "open", "Φίλτρο"), ("feed", "filter")),
    "search-finnish": (
        "“Näytä lisää” as a spoken label",
        attribute("search", "", "aria-label", "Näytä lisää"),
        ARTICLE,
    ),
    "amount-hint-russian": (
        "“Введите сумму” as a hint",
        attribute("currency", "amount", "placeholder", "Введите сумму"),
        ARTICLE,
    ),
    "load-more-korean-after-more": (
        "“더보기” once more has been loaded",
        label("load-more", "", "더보기", state="load-more"),
        ("feed",),
    ),
}
for name, (sees, act, kinds) in LABELS.items():
    journeys = ("load-more",) if name.endswith("after-more") else ()
    fault(name, RULE, sees, act, kinds=kinds, journeys=journeys, seen=(15,))


def paragraph(name: str, sees: str, html: str) -> None:
    """A look-alike that stands at the end of the story."""
    look_alike(name, RULE, sees, insert("body", html), kinds=ARTICLE)


paragraph(
    "russian-name",
    "a Russian name and the Russian title of a book",
    "<p>Anna Akhmatova (Анна Ахматова) called it «Реквием».</p><h3>Анна Ахматова</h3>",
)
paragraph(
    "russian-quotation",
    "a quotation in Russian, marked and unmarked",
    "<blockquote>Реклама</blockquote><p>The sign read “Реклама”, which means advertising, and <i>реклама</i> "
    "is what they called it in the harbour ever since.</p>",
)
paragraph(
    "marked-language",
    "a label in another language that is marked as such",
    '<p lang="ru">Реклама</p><p><a hreflang="de" href="/about">Weiterlesen</a></p>',
)
paragraph(
    "language-switch",
    "links to the site in other languages",
    '<ul class="languages"><li><a href="/about">Русский</a></li><li><a href="/about">Deutsch</a></li>'
    "<li><button>中文</button></li></ul><p>Français · العربية · 日本語</p>",
)
paragraph(
    "loanwords",
    "names of other papers, and words that are English too",
    "<p>Die Zeit</p><p>Corriere della Sera</p><p>Interview</p><p>Del Toro</p><p>Cargo</p>",
)
paragraph(
    "foreign-headline",
    "the headline of a story in another paper",
    '<p><a href="/about">Стратегическое партнёрство: что дальше?</a></p>',
)
