"""The modules around an article, as the site file names them."""

from copydesk.records.common import Link, Tab
from copydesk.records.parts import Gallery, MostRead, NavigationItem, PageCount, Picture, Ranked
from copydesk.site.model import Element
from tests.reading.test_article_semantics import article_of


def test_headline_section_and_lead():
    elements = {
        "headline": Element(selector="h1"),
        "section": Element(selector=".label"),
        "lead": Element(selector=".lead"),
    }
    html = '<a class="label" href="/w">World</a><h1>Rain\n at <i>last</i></h1><p class="lead">It  rains.</p>'

    article = article_of(html + '<meta property="og:title" content="Other">', elements=elements)

    assert article.headline == "Rain at last"
    assert article.section == Link(text="World", url="https://news.example/w")
    assert article.lead == "It rains."


def test_navigation_with_its_current_section():
    element = Element(selector="nav", parts={"item": "a", "current": "[aria-current]"})
    html = '<nav><a href="/w">World</a><a href="/s" aria-current="page">Sport</a></nav>'

    assert article_of(html, elements={"navigation": element}).navigation == [
        NavigationItem(text="World", url="https://news.example/w"),
        NavigationItem(text="Sport", url="https://news.example/s", current=True),
    ]


def test_the_page_count_is_read_without_its_links():
    element = Element(selector=".count", parts={"link": "a"})
    html = '<p class="count">3 pages in this article <a href="?page=1">1</a> <a href="?page=2">2</a></p>'

    assert article_of(html, elements={"page-count": element}).page_count == PageCount(
        text="3 pages in this article", pages=3
    )


def test_persons_with_and_without_a_page():
    element = Element(selector=".persons", parts={"link": "a"})
    html = '<ul class="persons"><li><a href="/p/anna">Anna Marsh</a></li></ul>'

    assert article_of(html, elements={"persons": element}).persons == [
        Link(text="Anna Marsh", url="https://news.example/p/anna")
    ]


def test_a_list_of_stories_is_its_items_links():
    element = Element(selector=".related", parts={"item": "li", "link": "a.to"})
    html = """<div class="related"><h2>Related</h2><ul>
      <li><a href="/pic"><img src="a.jpg" alt=""></a> <a class="to" href="/b">Two ferries</a> <i>Sea</i></li>
      <li><a class="to" href="/c"><img src="c.jpg" alt="A crane"></a></li>
      <li>No link</li></ul></div>"""

    assert article_of(html, elements={"related": element}).related == [
        Link(text="Two ferries", url="https://news.example/b"),
        Link(text="A crane", url="https://news.example/c"),
        Link(text="No link"),
    ]


def test_other_media_top_stories_and_partner_news_are_such_lists():
    item = '<section class="{0}"><h2>T</h2><p class="i"><a href="/{0}">Story</a> by Desk</p></section>'
    names = {"other-media": "om", "top-stories": "ts", "partner-news": "pn"}
    elements = {
        name: Element(selector=f".{short}", parts={"heading": "h2", "item": ".i"})
        for name, short in names.items()
    }

    article = article_of("".join(item.format(short) for short in names.values()), elements=elements)

    assert article.other_media == [Link(text="Story", url="https://news.example/om")]
    assert article.top_stories == [Link(text="Story", url="https://news.example/ts")]
    assert article.partner_news == [Link(text="Story", url="https://news.example/pn")]


def test_a_photo_module_with_a_count_on_each_picture():
    element = Element(selector=".photo", parts={"count": ".n", "link": "a", "image": "img"})
    html = """<div class="photo">
      <a href="/p/1"><img src="1.jpg" alt="Quay"><b class="n">13</b> On the quay</a>
      <a href="/p/2"><img src="2.jpg" alt="A crane"></a></div>"""

    assert article_of(html, elements={"photo": element}).photo == Gallery(
        items=[
            Picture(text="On the quay", url="https://news.example/p/1", count=13),
            Picture(text="A crane", url="https://news.example/p/2"),
        ]
    )


def test_an_infographics_module_with_one_count():
    element = Element(selector=".info", parts={"count": ".n", "image": "img"})
    html = (
        '<div class="info"><h2>Infographics <span class="n">1</span></h2><img src="1.png" alt="Grain"></div>'
    )

    assert article_of(html, elements={"infographics": element}).infographics == Gallery(
        count=1, items=[Picture(text="Grain")]
    )


def test_the_most_read_list_with_its_tabs_and_ranks():
    elements = {
        "most-read": Element(
            selector=".most",
            parts={"tab": "button", "active": "[aria-selected=true]", "item": "li", "link": "a"},
        ),
        "ranks": Element(selector=".most ol", parts={"rank": "b"}),
    }
    html = """<div class="most"><button aria-selected="true">Now</button><button>Today</button>
      <ol><li><b>1</b> <a href="/a">Rain</a></li><li><a href="/b">Snow</a></li></ol></div>"""

    assert article_of(html, elements=elements).most_read == MostRead(
        tabs=[Tab(text="Now", active=True), Tab(text="Today")],
        items=[
            Ranked(rank=1, text="Rain", url="https://news.example/a"),
            Ranked(rank=None, text="Snow", url="https://news.example/b"),
        ],
    )


def test_modules_that_the_page_lacks():
    names = ("photo", "infographics", "most-read", "page-count", "related", "persons", "share", "navigation")
    article = article_of("<p>Text</p>", elements={name: Element(selector=f".{name}") for name in names})

    assert article.photo is article.infographics is article.most_read is article.page_count is None
    assert article.related == article.persons == article.share == article.navigation == []
