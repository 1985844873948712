"""Template text: found wherever a reader meets it, and not where it belongs or only looks like it."""

from __future__ import annotations

import pytest

from tests.rules.cases import Case, findings, judge, named, page

CASES = [
    Case("template/text", "<h3>{{item.group_date}}</h3>", "<h3>7 February</h3>"),
    Case(
        "template/text",
        '<li>{{item.suffix?", "+item.suffix:""}}</li>',
        "<p>The set {{1, 2}, {3}} has two members.</p>",
    ),
    Case("template/text", "<p>By [[author]]</p>", "<p>So it was written.[[1]] [[citation needed]]</p>"),
    Case("template/text", "<p>&lt;%= story.title %&gt;</p>", "<p>5 <% of them, and 10 %> of us</p>"),
    Case("template/text", "<p>Hello ${user.name}</p>", "<p>It cost ${5 million} and $7.</p>"),
    Case("template/text", "<p>{% if story %}</p>", "<p>50% of voters, 20% of others</p>"),
    Case("template/text", "<p>%%title%%</p>", "<p>Up 5 %, down 3 %</p>"),
    Case("template/text", "<p>__HEADLINE__</p>", "<p>A method called __init__ starts it.</p>"),
    Case("template/text", "<p>#{item.title}</p>", "<p>#harbour #1</p>"),
    Case(
        "template/text", "<p>&lt;&lt;item.group_date&gt;&gt;</p>", "<p>Il dit : &lt;&lt;bonjour&gt;&gt;.</p>"
    ),
    Case("template/text", "<h3><<item.group_date>></h3>", "<p>x <<b>bold</b>> y</p>"),
    Case("template/text", "<p>%s comments</p>", "<p>100 %s</p>"),
    Case("template/text", "<p>{{name}}</p>", "<p>Write <code>{{name}}</code> or:</p><pre>{{#each}}</pre>"),
    Case("template/text", "<p>{{name}}</p>", '<div class="highlight-source">{{name}}</div>'),
    Case("template/text", "<p>{{name}}</p>", "<p hidden>{{name}}</p><textarea>{{name}}</textarea>"),
    Case("template/text", "<p>By {$author.name}</p>", "<p>It cost {$5} and $7.50$ more, US$ 8</p>"),
    Case(
        "template/text",
        "<p>$item.title$</p>",
        "<p>$AAPL and $BRK.B rose; $x$, $n+1$ and $i.e.$ are maths</p>",
    ),
    Case("template/text", "<p>Dear *|FNAME|*</p>", "<p>* | * and *Anna*</p>"),
    Case("template/text", "<p>[% item.title %]</p>", "<p>[% of GDP] [50%] [% change from 1990 %]</p>"),
    Case(
        "template/text",
        "<p>@item.Name</p><p>By @Model.Author</p>",
        "<p>@anna.Marsh on @the.page and @guardian.The paper, story.Name@paper.example</p>",
    ),
    Case("template/text", "<p>{0} comments</p>", "<p>The set {0}, x^{2}, a{3} and the group {1}</p>"),
    Case("template/text", "<p>By {author}</p>", "<p>{sic} and {laughs}</p>"),
    Case("template/text", "<p>%1$s of %2$s</p><p>%(count)d readers</p>", "<p>100 %d</p>"),
    Case("template/text", "<p>ARTICLE.SHARE_LABEL</p>", "<p>U.S.A., N.Y.C., IMG_2024.JPG, A_B.C</p>"),
    Case(
        "template/text",
        "<p>article.share.label</p><p>comments.loadMore</p>",
        "<p>www.share.example, news.share, Node.js, app.vote, anna_marsh.photography, page.Title</p>",
    ),
    Case(
        "template/text", "<p>translation missing: en.article.share</p>", "<p>Translation missing: Finnish</p>"
    ),
    Case("template/text", "<p>@@title@@ ###HEADLINE###</p>", "<p>### END ### ##harbour##</p>"),
    Case("template/text", "<p>&lt;#if story.lead&gt;</p>", "<p>&lt;#1&gt;</p>"),
    Case("template/url", '<a href="/person/{id}">A</a>', """<a href='/a?b={"c":1}'>A</a>"""),
    Case("template/url", '<a href="/person/{{id}}">A</a><a href="/s?u=%s">A</a>', '<a href="/50%25s">A</a>'),
    Case(
        "template/url",
        '<img src="https://pictures.example/{{id}}.jpg" width="600" height="400" alt="">',
        '<img src="https://counts.example/p?gdpr=${GDPR}&t=[[time]]" width="1" height="1" alt="">',
    ),
    Case("template/url", '<img src="/{0}.jpg" alt="">', '<img src="/%7B.jpg" alt="">'),
    Case("template/url", '<a href="/*|SLUG|*">A</a>', '<a href="/a*|b">A</a>'),
    Case(
        "template/attribute", '<img src="/a.jpg" alt="{{photo.caption}}">', '<img src="/a.jpg" alt="A quay">'
    ),
    Case("template/attribute", '<a href="/" title="<%= t %>">x</a>', '<a href="/" data-title="{{t}}">x</a>'),
    Case("template/attribute", '<input placeholder="[[hint]] {{hint}}">', '<input placeholder="Search">'),
    Case(
        "template/url",
        '<a href="/person/{{id}}">Marsh</a>',
        '<a href="/caf%C3%A9?a[]=1&b={%22c%22:1}">Café</a>',
    ),
    Case(
        "template/url",
        '<a href="https://x.com/?url=%7B%7B%20id%20%7D%7D">X</a>',
        '<a href="/50%25-off">y</a>',
    ),
    Case("template/url", '<a href="/?u=%257B%257Burl%257D%257D">X</a>', '<a href="/?q=%5B%5B1%5D%5D">y</a>'),
    Case("template/url", '<a href="/%seo_title%/">a</a>', '<a href="/%D0%A0%D0%B5%D0%BA">b</a>'),
    Case("template/url", '<img src="${photo.url}" alt="">', '<template><img src="${photo.url}"></template>'),
    Case("template/head", "<title>%%title%% - News</title>", "<title>50% off - News</title>"),
    Case(
        "template/head",
        '<meta property="og:title" content="[[headline]]">',
        '<meta name="site-verification" content="{{a.b}}">',
    ),
    Case(
        "template/json-ld",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "{{story.title}}"}</script>',
        '<script type="application/ld+json">{"target": "/?q={search_term_string}", "name": "A"}</script>',
    ),
    Case(
        "template/server-html",
        "<article><h3 hidden>{{item.group_date}}</h3></article>",
        "<script>let a = '{{item.group_date}}'</script><!-- {{x.y}} --><code>{{x.y}}</code>",
    ),
    Case(
        "template/server-html",
        "<h1 hidden>{{headline}}</h1><h1>Ferry is back</h1>",
        "<h1>Ferry is back</h1><ul hidden><li>{{item.headline}}</li></ul>",
    ),
    Case(
        "template/server-html",
        "<article><h3 hidden>{{ story.tags }}</h3></article>",
        "<article><?php //$tags = get_the_tags(); echo {{ $tags }} ?></article>",
    ),
    Case(
        "template/server-html",
        "<h1 hidden>$item.title$</h1>",
        f"<h1 data-player='{'x' * 5000} $link$'>Ferry is back</h1>",
    ),
    Case(
        "template/server-html",
        '<p hidden title="{{item.title}}">A</p>',
        """<p :class="`${share}` < 50 ? 'a' : 'b'" ng-href="{{item.url}}">A</p>""",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_a_finding_says_what_a_reader_sees_and_where() -> None:
    (finding,) = findings("template/text", page('<h3 class="day">{{item.group_date}}</h3>'))
    assert "{{item.group_date}}" in finding.message
    assert finding.where.selector.endswith("h3.day")
    assert finding.where.box is not None


def test_template_text_that_stays_through_all_states_is_told_once() -> None:
    here = page("<h3>{{item.group_date}}</h3>")
    loaded = here.capture.states[0]
    here.capture.states.append(type(loaded)(name="load-more", snapshot=loaded.snapshot))
    assert len(findings("template/text", here)) == 1


def test_another_sites_macro_is_let_pass_on_a_page_from_an_archive() -> None:
    html = '<a href="https://www.linkedin.com/sharing/?url=${page:link}">in</a>'
    here = page(html)
    assert findings("template/url", here)
    here.capture.offline = True
    assert not findings("template/url", here)
