"""How the story's text is found among everything else on a page."""

import pytest

from copydesk.page.capture import Capture
from copydesk.page.page import Page
from copydesk.reading.article import read
from copydesk.records.article import Article
from copydesk.site.model import Element, Site
from tests.pages import capture_of
from tests.reading.test_article_semantics import article_of, json_ld

P1 = "Ships moved in and out of Kestrel Bay again on Tuesday, the harbour master said in a statement."
P2 = "“We have lost two cranes and no people,” he told reporters on the northern quay, where repairs go on."
P3 = "The fish market stays shut until Friday because the cold store has been without current since Sunday."
OTHER = (
    "Elsewhere, a completely different matter was dealt with at great length by people of no concern here."
)


def texts(html: str, **options: object) -> list[str]:
    """The texts of the body's blocks."""
    return [block.text for block in article_of(html, **options).body]


def story(*between: str) -> str:
    """A page with a story of three paragraphs, and something between the first two."""
    return (
        f"<main><article><h1>Harbour</h1><p>{P1}</p>{''.join(between)}<p>{P2}</p><p>{P3}</p></article></main>"
    )


def test_the_story_is_the_paragraphs_that_are_alike():
    menu = "".join(f'<li><a href="/{n}">{OTHER}</a></li>' for n in range(50))
    teasers = "".join(f'<div class="card"><div><span>{OTHER} {n}</span></div></div>' for n in range(2))

    assert texts(f"<ul>{menu}</ul>{story()}{teasers}<footer><p>{OTHER}</p></footer>") == [P1, P2, P3]


@pytest.mark.parametrize(
    "beside",
    [
        f"<figure><img src=a.jpg><figcaption>{OTHER}</figcaption></figure>",
        f"<aside><p>{OTHER}</p></aside>",
        f'<div class="newsletter-signup"><p>{OTHER}</p></div>',
        f'<div class="relatedArticles"><p>{OTHER}</p></div>',
        f'<p class="byline">{OTHER}</p>',
        f'<blockquote class="twitter-tweet"><p>{OTHER}</p></blockquote>',
        f'<ul><li><a href="/b">{OTHER}</a></li></ul>',
        f'<div class="box"><h3>Background</h3><div><p>{OTHER}</p></div></div>',
        f"<form><p>{OTHER}</p></form>",
        f'<div role="complementary"><p>{OTHER}</p></div>',
        f"<script>{OTHER}</script><style>{OTHER}</style>",
        f"<button>{OTHER}</button>",
    ],
)
def test_what_stands_between_the_paragraphs_is_not_the_story(beside):
    assert texts(story(beside)) == [P1, P2, P3]


def test_headings_lists_quotations_and_tables_belong_to_the_story():
    article = article_of(
        story(
            "<h2>What is still closed</h2>",
            "<ul><li>the fish market on the quay</li><li>the lower lock</li></ul>",
            f"<blockquote><p>{OTHER}</p></blockquote>",
            "<table><tr><td>Ferries</td><td>14</td></tr><tr><td>Cranes</td><td>2</td></tr></table>",
        )
    )

    assert [(block.kind, block.text) for block in article.body[1:5]] == [
        ("heading", "What is still closed"),
        ("list", "the fish market on the quay\nthe lower lock"),
        ("quote", OTHER),
        ("table", "Ferries 14\nCranes 2"),
    ]


def test_a_heading_with_nothing_under_it_is_not_the_storys():
    assert texts(story().replace("</article>", "<h2>More on this</h2></article>")) == [P1, P2, P3]


def test_phrases_do_not_part_a_paragraph_and_blank_lines_do():
    first = "Ships <b>moved</b> <a href=/b>in and out</a> of the bay, said the harbour master."

    assert texts(f"<div><div>{first}<br><br>{P2}<br>{P3}</div></div>") == [
        "Ships moved in and out of the bay, said the harbour master.",
        f"{P2} {P3}",
    ]


def test_paragraphs_may_each_stand_in_a_wrapper_of_their_own():
    wrapped = "".join(
        f'<div class="block"><div class="text"><p>{text}</p></div></div>' for text in (P1, P2, P3)
    )

    assert texts(f"<article><h1>Harbour</h1>{wrapped}</article>") == [P1, P2, P3]


def test_comments_longer_than_the_story_are_not_the_story():
    comments = "".join(f'<div class="comment"><p>{OTHER} {n}</p></div>' for n in range(6))

    assert texts(story() + f'<section id="comments">{comments}</section>') == [P1, P2, P3]


def test_the_next_article_on_the_page_is_another_story():
    following = story().replace(P1, OTHER).replace(P2, OTHER + "1").replace(P3, OTHER + "2")

    assert texts(story() + following) == [P1, P2, P3]


def test_an_inset_longer_than_the_story_is_not_the_story():
    inset = "".join(f"<p>{OTHER} {n}</p>" for n in range(4))

    assert texts(story(f'<div class="factbox"><div>{inset}</div></div>')) == [P1, P2, P3]


@pytest.mark.parametrize(
    "lead",
    [
        '<p class="standfirst">{}</p>',
        '<div class="article-intro"><span>{}</span></div>',
        '<h2 class="dek">{}</h2>',
        "<p>{}</p>",
        '<meta name="description" content="{0}"><div><strong>{0}</strong></div>',
    ],
)
def test_the_lead_stands_between_headline_and_text(lead):
    sentence = "Two days after the storm the first ferry has left the harbour of Kestrel Bay."
    head = f"<header><h1>Harbour</h1>{lead.format(sentence)}</header>"

    article = article_of(f"<article>{head}<div><p>{P1}</p><p>{P2}</p></div></article>")

    assert article.lead == sentence
    assert [block.text for block in article.body] == [P1, P2]


def test_a_first_paragraph_that_is_called_the_lead_is_the_lead():
    article = article_of(story().replace("<p>", '<p class="lead">', 1))

    assert article.lead == P1
    assert [block.text for block in article.body] == [P2, P3]


@pytest.mark.parametrize(
    "other",
    [
        f'<p class="caption">{OTHER}</p>',
        f"<figure><figcaption>{OTHER}</figcaption></figure>",
        "<p>By Anna Marsh</p>",
    ],
)
def test_what_else_stands_there_is_no_lead(other):
    assert (
        article_of(f"<article><header><h1>Rain</h1>{other}</header><p>{P1}</p><p>{P2}</p></article>").lead
        == ""
    )


def test_scripts_without_spaces_are_prose_too():
    paragraphs = [
        "港は火曜日に再開し、最初のフェリーが正午に出発したと港長が述べた。",
        "魚市場は金曜日まで閉鎖される見込みで、復旧作業が続いている。",
    ]

    assert texts("<article><h1>港</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs)) == paragraphs


def stored(capture: Capture) -> Article:
    """The record of a page that was replayed from an archive."""
    capture.offline = True
    return read(Page(capture, Site()))


def test_hidden_text_counts_only_on_stored_pages():
    html = story().replace("<article>", '<article style="display: none">')

    assert read(Page(capture_of(html), Site())).body == []
    assert [block.text for block in stored(capture_of(html)).body] == [P1, P2, P3]


def test_a_stored_page_whose_script_lost_the_story_is_read_from_the_servers_html():
    capture = capture_of("<h1>Something went wrong</h1>")
    capture.html = f'<html lang="en">{json_ld(headline="Harbour")}{story()}{story(OTHER)}'

    article = stored(capture)

    assert article.headline == "Harbour"
    assert [block.text for block in article.body] == [P1, P2, P3]


def test_json_lds_text_stands_in_where_a_stored_page_has_little():
    html = json_ld(articleBody=f"{P1}\n\n{P2}\n{P3}") + f"<article><p>{P1[:60]}</p></article>"

    assert [block.text for block in stored(capture_of(html)).body] == [P1, P2, P3]


MARKED = """
<div class="text">
  <p>One.</p>
  <aside class="also"><p>Read also</p><a href="/b">Two ferries</a></aside>
  <h2>Then</h2>
  <blockquote class="said"><p>Two.</p></blockquote>
  <p hidden>Three.</p>
</div>"""


def test_the_site_file_names_the_body_and_its_paragraphs():
    elements = {
        "body": Element(selector=".text", parts={"paragraph": "p"}),
        "read-also": Element(selector=".also", parts={"link": "a"}),
        "quotes": Element(selector=".said"),
    }

    article = article_of(MARKED, elements=elements)

    assert [(block.kind, block.text) for block in article.body] == [("paragraph", "One."), ("quote", "Two.")]
    assert [link.url for link in article.read_also] == ["https://news.example/b"]


def test_a_body_without_named_paragraphs_is_all_text_in_it():
    article = article_of(MARKED, elements={"body": Element(selector=".text")})

    assert [block.text for block in article.body] == ["One.", "Then", "Two."]


def test_a_body_that_the_page_lacks_is_empty():
    assert article_of(story(), elements={"body": Element(selector=".text")}).body == []
