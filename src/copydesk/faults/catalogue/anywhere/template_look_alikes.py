"""What looks like template text and is not: code, maths, money, handles, templates not yet compiled."""

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.dom import insert, set_attribute
from copydesk.faults.fault import Dom, Early
from copydesk.faults.registry import look_alike

TEXT = "template/text"


def paragraph(name: str, sees: str, html: str, rule: str = TEXT) -> None:
    """A look-alike in a paragraph of the story."""
    look_alike(name, rule, sees).by(insert("body", html, "beforeend"), kinds=("article",))


paragraph(
    "template-in-code",
    "template text in a block of code, where it belongs",
    "<pre><code>{{item.group_date}}</code></pre>",
)
paragraph(
    "template-in-a-lesson",
    "an article on programming, whose template text is marked as code",
    "<p>Write <code>&lt;%= story.title %&gt;</code>, <kbd>${name}</kbd> or <samp>@Model.Title</samp>, and "
    'the server fills it in, the manual says.</p><div class="highlight-source">{% if story %}</div>',
)
paragraph(
    "template-in-a-text-field",
    "a text field in which a reader edits a letter with {{name}} in it",
    "<label>Your letter <textarea>Dear {{name}}, the ferry is back.</textarea></label>",
)
paragraph(
    "template-hidden",
    "template text in an element that nobody sees",
    '<p class="ng-cloak" style="display: none">{{item.group_date}}</p><template><p>{{lead}}</p></template>',
)
paragraph(
    "prices",
    "sums of money, per cents and stock symbols",
    "<p>A berth costs $5, not $7.50; US$ 8 buys two, A$12 three. $AAPL rose by 5%, 20% of 50% of it, "
    "and 5 % since.</p>",
)
paragraph(
    "maths",
    "sets, powers and formulas",
    r"<p>The sets {{1, 2}, {3}} and {0} differ; x^{2}, a_{n} and \frac{a}{b} do not. Where $n$ is odd, "
    "$n+1$ is even, and [0, 1] ⊂ [[0, 2]].</p>",
)
paragraph(
    "square-brackets",
    "notes in square brackets, single and double",
    "<p>The harbour master [Mr Reed] spoke first.[1] [[citation needed]] [[Category:Ports]] "
    "[[“the old quay”]] [caption missing] [% of all ships] [sic]</p>",
)
paragraph(
    "angle-quotes",
    "«words» in angle quotes that were typed as << and >>",
    "<p>She said &lt;&lt;the quay is open&gt;&gt; and left. Ships &lt;&lt; berths &gt;&gt; pilots.</p>",
)
paragraph(
    "handles",
    "handles, e-mail addresses, hashtags and domains",
    "<p>Write to Anna.Marsh@news.example, @anna.marsh, @the.harbour or @guardian.The desk is open. #harbour "
    "##open## Node.js, Vue.js, news.share, anna_marsh.photography and www.share.example are names.</p>",
)
paragraph(
    "emoticons",
    "emoticons and embraces",
    "<p>Dear readers, {{{Anna}}} and :-} and ;-{) and ^_^ and &gt;_&lt; and ___ and *** and * | *.</p>",
)
paragraph(
    "abbreviations",
    "abbreviations, and names of files and photos",
    "<p>The U.S.A., N.Y.C. and S.H.I.E.L.D. are in IMG_2024.JPG, at 8 a.m., e.g. with A_B.C and Q.E.D.</p>",
)
paragraph(
    "double-underscores",
    "underscores around a word that is no template's",
    "<p>Python calls __init__ first; Windows keeps its files in %TEMP% and %APPDATA%\\mail.</p>",
)
look_alike(
    "template-compiled-late",
    TEXT,
    "a list that is hidden (ng-cloak) until the page's own scripts have filled it in",
).by(
    html(
        documents.at_the_end(
            "<p ng-cloak ng-non-bindable class='late' style='display: none'>{{item.group_date}}</p>",
            ("</main>", "</body>"),
        )
    ),
    Early(
        "addEventListener('load', () => { for (const node of document.querySelectorAll('.late')) "
        "{ node.textContent = 'More tomorrow.'; node.style.display = ''; } })"
    ),
)
look_alike(
    "template-in-a-script",
    "template/server-html",
    "templates where the page keeps them: in a script, a comment and a binding",
).by(
    html(
        documents.at_the_end(
            '<script type="text/ng-template"><b>{{item.title}}</b></script><!-- {{item.lead}} -->'
            '<p ng-non-bindable data-source="{{item.url}}">Ferries sail again from noon.</p>'
        )
    )
)
look_alike("address-with-escapes", "template/url", "links with escaped letters, lists and JSON in them").by(
    insert(
        "body",
        '<p><a href="/topic/caf%C3%A9-50%25-off?a[]=1&amp;b=%7B%22c%22:1%7D#s">The café</a> and '
        '<a href="/search?q=%5B%5B1%5D%5D&amp;sum=$5">the notes</a></p>',
    ),
    kinds=("article",),
)
look_alike(
    "attribute-bindings",
    "template/attribute",
    "bindings in attributes that only scripts read, a photo whose description is about money",
).by(
    set_attribute("headline", "data-title", "{{title}}"),
    set_attribute("photo", "alt", "A bill of $5 and a price of 50%", part="image"),
    kinds=("article",),
)
look_alike("head-without-texts", "template/head", "meta elements that are no text for people").by(
    Dom("meta", argument={"key": "site-verification", "value": "{{a.b}}"}),
    Dom("meta", argument={"key": "description", "value": "Berths at 50% of $5, and {sic} the rest"}),
    kinds=("feed",),
)
look_alike(
    "json-ld-search-action",
    "template/json-ld",
    "the pattern of a search address, which has to have a place for the words",
).by(
    html(
        documents.json_ld(
            lambda data: {
                **data,
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": "https://news.example/search?q={search_term_string}",
                    "query-input": "required name=search_term_string",
                },
            }
        )
    ),
    kinds=("article",),
)
