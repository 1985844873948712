"""What is read near the headline: the body, the shown time, the byline, the section."""

from __future__ import annotations

import pytest

from copydesk.records.article import Article
from tests.pages import page_of
from tests.reading.test_article_semantics import article_of, json_ld

HEADLINE = "The ferry calls again at the old pier"
OWN = [
    "The ferry called at the old pier on Monday for the first time since the autumn storms.",
    "Its captain said that the water under the planks was deep enough at every tide.",
    "Two cafés on the shore have opened their doors again, and a third is looking for a cook.",
]
OTHERS = [f"A paragraph of another text, number {n}, which is much longer. {' '.join(OWN)}" for n in range(6)]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def body_of(html: str) -> list[str]:
    return [line for block in article_of(html).body for line in block.text.split("\n")]


@pytest.mark.parametrize(
    "after",
    [
        f'<ol><li class="comment"><div class="said">{paragraphs(*OTHERS)}</div></li></ol>',
        f'<article class="next"><h1>Keeper sells his pears</h1><div>{paragraphs(*OTHERS)}</div></article>',
        f'<div class="latest"><ul>{"".join(f"<li><h4>One</h4>{text}</li>" for text in OTHERS)}</ul></div>',
        f"<table>{''.join(f'<tr><td>{text}</td></tr>' for text in OTHERS)}</table>",
    ],
    ids=["comments", "next story", "side list", "table"],
)
def test_more_text_elsewhere_does_not_outweigh_the_text_under_the_headline(after):
    assert (
        body_of(f'<main><article class="own"><h1>{HEADLINE}</h1>{paragraphs(*OWN)}</article>{after}</main>')
        == OWN
    )


def test_a_list_after_the_last_paragraph_is_of_the_story():
    items = ["The ferry calls four times a day from Monday on.", "Dogs travel free of charge on all boats."]
    told = "".join(f"<li>{item}</li>" for item in items)

    text = f"{paragraphs(*OWN)}<p>What changes:</p><ul>{told}</ul>"
    html = f"<article><h1>{HEADLINE}</h1><div>{text}</div></article>"

    assert body_of(html) == [*OWN, "What changes:", *items]


def test_a_list_of_links_after_the_last_paragraph_is_not():
    links = "".join(
        f'<li><a href="/{n}">Another story that is told elsewhere, number {n}</a></li>' for n in "abc"
    )

    assert (
        body_of(f"<article><h1>{HEADLINE}</h1><div>{paragraphs(*OWN)}<ul>{links}</ul></div></article>") == OWN
    )


def test_paragraphs_one_element_deeper_go_on_with_the_story():
    more = [f"Later that week, {text}" for text in OWN[:2]]

    html = (
        f"<article><h1>{HEADLINE}</h1><div>{paragraphs(*OWN)}<div>{paragraphs(*more)}</div></div></article>"
    )

    assert body_of(html) == [*OWN, *more]


def test_a_heading_that_ends_a_trail_of_links_is_not_the_headline():
    trail = '<ul class="{}"><li><a href="/">Home</a></li><li><h1>Ferry, pier: all facts</h1></li></ul>'
    story = f"<article><h2>{HEADLINE}</h2>{paragraphs(*OWN)}</article>"
    says = json_ld(headline="Ferry, pier: all facts") + f'<meta property="og:title" content="{HEADLINE}">'

    for names in ("breadcrumb", "trail"):
        assert article_of(trail.format(names) + story + says).headline == HEADLINE


def test_a_heading_alone_in_its_article_is_the_headline_whatever_programs_are_told():
    html = f"<article><h1>{HEADLINE}</h1>{paragraphs(*OWN)}</article>"

    assert (
        article_of(html + json_ld(headline="All about boats") + "<title>All about boats</title>").headline
        == HEADLINE
    )


def test_a_kicker_is_no_part_of_the_headline_unless_others_have_it_too():
    heading = f'<h1><span class="kicker">Harbour</span> - {HEADLINE}</h1>'

    assert article_of(heading).headline == HEADLINE
    assert article_of(heading + json_ld(headline=f"Harbour: {HEADLINE}")).headline == f"Harbour: {HEADLINE}"


AT = "2031-03-04T14:20:55-05:00"


def shown(beside: str, *, at: str = AT, language: str = "en", **more: str) -> str:
    head = json_ld(datePublished=at, **more)
    page = page_of(
        f"<article><h1>{HEADLINE}</h1>{beside}{paragraphs(*OWN)}</article>{head}", language=language
    )
    assert isinstance(page.record, Article)
    assert page.record.published
    return page.record.published.text


@pytest.mark.parametrize(
    "beside",
    [
        "<p>March 4, 2031 2:20pm EST</p>",
        "<div><b>Filed</b> <time>March 4, 2031 2:20pm EST</time></div>",
        '<p>Changed March 5, 2031</p><div class="when">March 4, 2031 2:20pm EST</div>',
    ],
)
def test_the_shown_time_needs_no_value_for_machines(beside):
    assert shown(beside) == "March 4, 2031 2:20pm EST"


def test_a_day_and_an_hour_in_two_elements_are_one_time():
    assert shown("<span>4.3.2031</span> <span>20:20 Uhr</span>", language="de") == "4.3.2031 20:20 Uhr"


def test_a_time_without_zone_agrees_in_any():
    assert shown("<p>4 March 2031, 22:20</p>") == "4 March 2031, 22:20"


def test_a_slash_is_read_as_it_agrees():
    assert shown("<p>04/03/2031 14:20</p>") == "04/03/2031 14:20"


def test_another_day_is_the_shown_one_only_where_it_calls_itself_the_day_of_publication():
    assert shown("<p>Published <span>March 9, 2031 2:20pm EST</span></p>") == "March 9, 2031 2:20pm EST"
    assert shown("<p>Updated <span>March 9, 2031 2:20pm EST</span></p>") == ""
    assert shown("<p>The pier was built on <span>March 9, 1931</span></p>") == ""
    changed = "2031-03-09T14:20:00-05:00"
    assert shown("<p>Published <span>March 9, 2031 2:20pm EST</span></p>", dateModified=changed) == ""


def test_the_day_of_a_related_story_is_none_of_this_one():
    also = '<div class="also"><h2>Storm over the bay <span>24.02.2031</span></h2><p>What it left.</p></div>'

    assert article_of(f"<article><h1>{HEADLINE}</h1>{paragraphs(*OWN)}{also}</article>").published is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>By Ida Falk and Ruben Aasen</p>", ["Ida Falk", "Ruben Aasen"]),
        ("<p>Von Ida Falk, Ruben Aasen und Mara Lind</p>", ["Ida Falk", "Ruben Aasen", "Mara Lind"]),
        ("<p>Par <a href='/ida'>Ida Falk</a></p>", ["Ida Falk"]),
        ("<p>Door Ida van der Falk</p>", ["Ida van der Falk"]),
        (
            '<p class="byline">Ida Falk <a href="mailto:ida@news.example">ida@news.example</a></p>',
            ["Ida Falk"],
        ),
        ('<p>by</p><div class="post-author"><p class="author-name">Ida Falk</p></div>', ["Ida Falk"]),
        (
            '<div class="info">Tue 04.03.31 | 14:07 | By <span class="authorname">Ida Falk</span></div>',
            ["Ida Falk"],
        ),
        ("<p>By the end of the year all will be well.</p>", []),
        ('<figure><p class="author">Ida Falk</p></figure>', []),
        ('<div class="comment"><p class="comment-author">Ida Falk</p></div>', []),
    ],
)
def test_a_byline_that_only_readers_see(byline, names):
    assert article_of(f"<article><h1>{HEADLINE}</h1>{byline}{paragraphs(*OWN)}</article>").authors == names


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("Ida Falk, Ruben Aasen and Mara Lind", ["Ida Falk", "Ruben Aasen", "Mara Lind"]),
        ("By Ida Falk", ["Ida Falk"]),
        ("Ida Falk; Ruben Aasen", ["Ida Falk", "Ruben Aasen"]),
        ("Ida Falk/Ruben Aasen", ["Ida Falk", "Ruben Aasen"]),
        ("Trudi Falk (trf)", ["Trudi Falk"]),
        ("Ida Falk, Jr.", ["Ida Falk, Jr."]),
        ("The Strand and Shore Desk", ["The Strand and Shore Desk"]),
        ("Sand & Sons", ["Sand & Sons"]),
        ([{"@type": "Person", "givenName": "Ida", "familyName": "Falk"}], ["Ida Falk"]),
        (["Ida Falk", "ida-falk"], ["Ida Falk"]),
    ],
)
def test_each_author_stands_by_himself(told, names):
    assert article_of(json_ld(author=told)).authors == names


def test_the_sites_own_name_is_the_author_only_where_nobody_else_is():
    own = json_ld(author={"@type": "Organization", "name": "The Lamp"})
    site = '<meta property="og:site_name" content="The Lamp">'
    byline = '<a rel="author" href="/ida">Ida Falk</a>'

    assert article_of(own + site).authors == ["The Lamp"]
    assert article_of(own + site + byline).authors == ["Ida Falk"]


def test_a_pictures_author_is_not_the_storys():
    author = '<meta itemprop="author" content="Bay Pictures">'
    picture = f'<figure itemscope itemtype="http://schema.org/ImageObject">{author}</figure>'

    assert article_of(f'<h1>{HEADLINE}</h1><a rel="author" href="/i">Ida Falk</a>{picture}').authors == [
        "Ida Falk"
    ]


def test_a_notice_is_no_lead():
    notice = "<p>You can save this story. You have to be registered to do that.</p>"

    assert (
        article_of(f"<article><h1>{HEADLINE}</h1>{notice}<div>{paragraphs(*OWN)}</div></article>").lead == ""
    )


def test_the_section_is_the_label_that_is_shown_with_its_link():
    label = '<a href="https://news.example/shore-life/">Shore life</a>'
    slug = '<meta property="article:section" content="shore-life">'
    story = f"<h1>{HEADLINE}</h1>{paragraphs(*OWN)}"

    for says in (slug, json_ld(articleSection="Shore Life")):
        section = article_of(label + story + says).section
        assert section
        assert (section.text, section.url) == ("Shore life", "https://news.example/shore-life/")
    assert article_of(story + slug).section is None


@pytest.mark.parametrize("name", ["subscriber-only", "subscriber-preview", "asset subscription-content"])
def test_text_for_subscribers_is_the_storys(name):
    text = "".join(f'<div class="{name}"><p>{text}</p></div>' for text in OWN)
    other = f'<div class="teasers">{paragraphs(*OTHERS)}</div>'

    assert body_of(f"<article><h1>{HEADLINE}</h1><div>{text}</div></article>{other}") == OWN


def test_a_form_to_subscribe_is_not():
    form = f'<div class="subscribe"><p>{OTHERS[0]}</p></div>'

    assert body_of(f"<article><h1>{HEADLINE}</h1>{paragraphs(*OWN)}{form}</article>") == OWN
