"""What is read of an article that no site file describes: by JSON-LD, Open Graph and HTML's own elements."""

import json

import pytest

from copydesk.records.article import Article
from copydesk.records.common import Link, Moment
from tests.pages import page_of

STORY = """
<article>
  <h1>Harbour of Kestrel Bay reopens after the storm</h1>
  <p class="standfirst">The first ferry left at noon, two days after the waves had closed the quay.</p>
  <p>Ships moved in and out of Kestrel Bay again on Tuesday, the harbour master said in a short statement.</p>
  <p>“We have lost two cranes and no people,” he told reporters on the northern quay, where repairs go on.</p>
  <h2>What is still closed</h2>
  <p>The fish market stays shut until Friday because the cold store has been without current since Sunday.</p>
</article>
"""


def article_of(html: str, **options: object) -> Article:
    """The record of a page."""
    record = page_of(html, **options).record  # type: ignore[arg-type]
    assert isinstance(record, Article)
    return record


def json_ld(**fields: object) -> str:
    """A page's JSON-LD of a news article."""
    thing = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def test_plain_html_is_enough():
    article = article_of(f'<html lang="en-GB">{STORY}')

    assert article.headline == "Harbour of Kestrel Bay reopens after the storm"
    assert article.language == "en-GB"
    assert article.lead == "The first ferry left at noon, two days after the waves had closed the quay."
    assert [block.kind for block in article.body] == ["paragraph", "paragraph", "heading", "paragraph"]
    assert article.body[2].text == "What is still closed"


def test_what_the_page_does_not_say_is_empty():
    article = article_of("<p>Nothing to see here.</p>")

    assert (article.headline, article.lead, article.canonical, article.language) == ("", "", "", "")
    assert (article.published, article.updated, article.section, article.dateline) == (None,) * 4
    assert article.authors == article.persons == article.share == article.navigation == []


@pytest.mark.parametrize(
    "type_", ["NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting"]
)
def test_json_ld_may_call_an_article_by_any_of_its_types(type_):
    head = json_ld(
        **{"@type": type_, "headline": "Rain at last", "datePublished": "2031-03-04T08:00:00+02:00"}
    )

    article = article_of(head)

    assert article.headline == "Rain at last"
    assert article.published == Moment(text="", iso="2031-03-04T08:00:00+02:00", epoch=1930370400)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda thing: [{"@type": "Organization", "name": "Lantern"}, thing],
        lambda thing: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, thing]},
        lambda thing: {"@type": "WebPage", "mainEntity": thing},
    ],
    ids=["in a list", "in a graph", "in its page"],
)
def test_json_ld_may_hide_the_article_anywhere(wrap):
    thing = {"@type": ["NewsArticle", "Report"], "headline": "Rain at last"}

    article = article_of(f'<script type="application/ld+json">{json.dumps(wrap(thing))}</script>')

    assert article.headline == "Rain at last"


def test_a_related_article_in_json_ld_is_another_article():
    other = {"@type": "NewsArticle", "headline": "Snow", "url": "https://news.example/b"}
    own = {"@type": "NewsArticle", "headline": "Rain", "url": "https://news.example/a"}
    items = {"@type": "ItemList", "itemListElement": [other]}

    assert (
        article_of(f'<script type="application/ld+json">{json.dumps([items, own])}</script>').headline
        == "Rain"
    )
    assert (
        article_of(f'<script type="application/ld+json">{json.dumps([other, own])}</script>').headline
        == "Rain"
    )


@pytest.mark.parametrize(
    "source",
    [
        '{"@type": "NewsArticle", "headline": "Rain at last",}',
        '{"@type": "NewsArticle", "headline": "Rain at\nlast"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Rain at last"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "headline": "Rain at last"} -->',
        '{"@type": "NewsArticle", "headline": "Rain at last"};',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Rain at last&quot;}",
        '{"@type": "NewsArticle", "headline": "<b>Rain</b> at&nbsp;last"}',
    ],
    ids=["comma", "line break", "cdata", "comment", "semicolon", "escaped", "markup"],
)
def test_badly_written_json_ld_is_read(source):
    assert article_of(f'<script type="application/ld+json">{source}</script>').headline == "Rain at last"


def test_json_ld_that_cannot_be_read_is_left_out():
    broken = '<script type="application/ld+json">{"headline": {{title}}</script>'

    assert article_of(broken + json_ld(headline="Rain at last")).headline == "Rain at last"
    assert article_of(broken + STORY).headline == "Harbour of Kestrel Bay reopens after the storm"


def test_authors_come_from_json_ld_then_meta_then_links():
    byline = '<a rel="author" href="/c">Clara Wren</a>'
    meta = '<meta name="author" content="Boris Tern">'
    thing = json_ld(author=[{"@type": "Person", "name": "Anna Marsh"}, "Otto Finch", {"name": ["Ida"]}])

    assert article_of(byline).authors == ["Clara Wren"]
    assert article_of(meta + byline).authors == ["Boris Tern"]
    assert article_of(thing + meta + byline).authors == ["Anna Marsh", "Otto Finch", "Ida"]


def test_persons_are_whom_json_ld_says_the_story_is_about():
    head = json_ld(
        about=[{"@type": "Person", "name": "Anna Marsh", "sameAs": "https://news.example/anna"}],
        mentions=[{"@type": "Person", "name": "Anna Marsh"}, {"@type": "Place", "name": "Vostra"}],
    )

    assert article_of(head).persons == [Link(text="Anna Marsh", url="https://news.example/anna")]


def test_section_and_canonical_address():
    link = '<head><link rel="canonical" href="/world/harbour"></head>'
    meta = '<meta property="article:section" content="World">'

    assert article_of(link).canonical == "https://news.example/world/harbour"
    assert article_of(meta).section == Link(text="World")
    assert article_of(meta + json_ld(articleSection="Sea")).section == Link(text="Sea")


def test_navigation_is_the_first_landmark_with_several_links():
    html = """
    <nav><a href="#main">Skip</a></nav>
    <div role="navigation">
      <a href="/w">World</a><a href="/s" aria-current="page">Sport</a><a href="/c">Culture</a>
    </div>
    <nav><a href="/1">1</a><a href="/2">2</a><a href="/3">3</a></nav>"""

    navigation = article_of(html).navigation

    assert [(item.text, item.current) for item in navigation] == [
        ("World", False),
        ("Sport", True),
        ("Culture", False),
    ]
    assert navigation[1].url == "https://news.example/s"


def test_the_dateline_is_read_from_the_first_paragraph():
    paragraphs = "".join(
        f"<p>{start}The harbour has been open since noon, and {number} ferries have left it by now.</p>"
        for number, start in enumerate(["KESTREL BAY, March 4. /LANTERN/. ", "", ""])
    )

    article = article_of(
        json_ld(datePublished="2031-03-04T12:00:00Z") + paragraphs, agency="LANTERN", dateline="tass"
    )

    assert article.dateline is not None
    assert (article.dateline.city, article.dateline.date) == ("KESTREL BAY", "2031-03-04")
    assert article.body[0].text.startswith("KESTREL BAY, March 4. /LANTERN/. The harbour")
