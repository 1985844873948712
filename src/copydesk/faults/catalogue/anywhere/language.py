"""Labels that nobody translated, and foreign words that a page may well have.

The labels are foreign on a page in English, French, Spanish or Polish. On a page in a label's own language,
its fault breaks nothing.
"""

from copydesk.faults.dom import insert, set_attribute, set_text
from copydesk.faults.fault import Act, Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE, EVERYWHERE
from copydesk.site.model import PageKind

RULE = "language/label"


def label(element: str, part: str, words: str, state: str = "loaded") -> Dom:
    """Make the words an element's text."""
    return set_text(element, words, part=part, state=state)


def last(element: str, html: str) -> Dom:
    """Put HTML at the end of an element."""
    return insert(element, html, "beforeend")


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
        insert("most-read", "<p>Meest gelezen</p>", "afterbegin"),
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
    "read-more-german": ("“Weiterlesen” under the text", last("body", "<p>Weiterlesen</p>"), ARTICLE),
    "comments-ukrainian": (
        "“Коментарі (12)” under the text",
        last("body", "<p>Коментарі (12)</p>"),
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
        set_attribute("search", "aria-label", "Näytä lisää"),
        ARTICLE,
    ),
    "amount-hint-russian": (
        "“Введите сумму” as a hint",
        set_attribute("currency", "placeholder", "Введите сумму", part="amount"),
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
    fault(name, RULE, sees).by(act, kinds=kinds, journeys=journeys, seen=(15,))


def paragraph(name: str, sees: str, html: str) -> None:
    """A look-alike at the end of the story."""
    look_alike(name, RULE, sees).by(last("body", html), kinds=ARTICLE)


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
