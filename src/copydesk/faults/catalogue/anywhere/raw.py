"""What programs and servers print of their failures, and prose about it."""

from __future__ import annotations

from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom, Respond
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE

PHP = "<b>Warning</b>: Undefined array key 3 in <b>/srv/www/counter.php</b> on line <b>42</b><br>"
ABOUT = (
    "<h2>Something went wrong</h2><p>For an hour readers saw “502 Bad Gateway”, and the app could not "
    "load the news.</p><p>It prints <code>Traceback (most recent call last)</code>, engineers said.</p>"
)

for name, sees, html in (
    ("php-warning", "a warning of PHP above the text", f"<p>{PHP}</p>"),
    (
        "python-error",
        "an error of Python above the text",
        "<p>jinja2.exceptions.UndefinedError: 'post' is lost</p>",
    ),
    ("sql-error", "an error of the database", "<p>SQLSTATE[HY000] [2002] Connection refused</p>"),
    ("bad-gateway", "a proxy's words in a module", "<div><h1>502 Bad Gateway</h1><hr>nginx/1.25.3</div>"),
    (
        "module-not-loaded",
        "what a module says that could not be filled",
        "<p>Could not load the comments.</p>",
    ),
):
    fault(f"raw-{name}", "raw/error", sees).by(insert("body", html, "beforebegin"), kinds=ARTICLE)
look_alike("story-about-an-error", "raw/error", "a story about an outage, which quotes what was shown").by(
    insert("body", ABOUT, "beforeend"), kinds=ARTICLE
)

DRAWN = '<svg width="300" height="200"><rect width="300" height="200"/></svg>'
CAPTION = f"<figure>{DRAWN}<figcaption>{{}}</figcaption></figure>"
ALT = """(nodes, alt, { seen }) => {
  const picture = [...document.images].find((node) => seen(node));
  if (!picture) return "the page has no picture";
  picture.alt = alt;
  return 1;
}"""
for name, text in (
    ("camera", "DSC_4471"),
    ("desk", "harbour-fest_final2"),
    ("ending", "Quay at dawn (2).jpg"),
):
    fault(f"caption-of-the-{name}", "raw/file-name", "the name of a file under a picture").by(
        insert("body", CAPTION.format(text), "beforeend"), kinds=ARTICLE
    )
look_alike("caption-with-hyphens", "raw/file-name", "a caption that is one word with hyphens").by(
    insert("body", CAPTION.format("Stratford-upon-Avon"), "beforeend"), kinds=ARTICLE
)
look_alike("file-to-load", "raw/file-name", "a file that readers can load, with its name as the link").by(
    insert("body", '<p><a href="#" role="button">harbour-plan_2026.jpg</a></p>', "beforeend"), kinds=ARTICLE
)
fault("alt-of-the-camera", "raw/file-name-heard", "nothing amiss; a screen reader says “I M G 2041”").by(
    Dom(ALT, argument="IMG_2041.jpg"), kinds=ARTICLE
)
look_alike("alt-with-a-number", "raw/file-name-heard", "a picture described as “Pier 2041”").by(
    Dom(ALT, argument="Pier 2041"), kinds=ARTICLE
)

for name, rule, sees, bad in (
    (
        "slogan-of-the-system",
        "demo-text",
        "the slogan that the system came with",
        "Just another WordPress site",
    ),
    ("headline-of-the-theme", "demo-text", "what the theme says where a headline goes", "Your headline here"),
    ("label-of-a-program", "key", "the name of a text instead of the text", "LABEL_READ_MORE"),
    ("field-of-a-program", "key", "the name of a field instead of its value", "most_read_title"),
    (
        "answer-as-it-came",
        "source",
        "an answer of the server as it came",
        '{"error": "not found", "code": 12}',
    ),
    ("style-as-text", "source", "a style sheet over the text", ".header { color: red; margin: 0; }"),
    ("script-as-text", "source", "a script over the text", "function init() { return window.feed; }"),
    ("markdown-bold", "markup", "asterisks around words", "The vote was **unanimous**, the clerk said."),
    (
        "markdown-link",
        "markup",
        "a link as it was typed",
        "See [the report](https://example.org/r) for more.",
    ),
    ("forum-markup", "markup", "a forum's brackets", "[b]Important[/b] for all ships in the bay."),
    ("tk", "note", "what somebody meant to look up", "The mayor, TK years old, spoke first."),
    ("note-to-the-desk", "note", "a note of the desk to itself", "(DESK: please cut to 300 words)"),
    ("name-to-check", "note", "what somebody meant to check", "The clerk, [CHECK NAME], spoke last."),
    (
        "film-as-an-address",
        "address",
        "an address where a film should be",
        "https://www.youtube.com/watch?v=copydesk",
    ),
    ("time-as-stored", "machine-time", "a time as it is stored", "2026-03-31T07:15:00.000Z"),
    ("directive", "empty-place", "a letter that is no letter in the byline", "By %sMara Holt"),
    ("comments-in-nothing", "empty-place", "parentheses with nothing in them", "Comments ()"),
    ("by-by", "empty-place", "“by” twice", "By Written by Mara Holt"),
):
    where = {"where": "afterend", "part": "paragraph"} if rule == "address" else {"where": "beforebegin"}
    fault(f"raw-{name}", f"raw/{rule}", sees).by(insert("body", f"<p>{bad}</p>", **where), kinds=ARTICLE)
for name, rule, sees, good in (
    ("story-about-a-greeting", "demo-text", "a line that greets the world", "<h2>Hello world!</h2>"),
    (
        "name-in-a-comment",
        "key",
        "what somebody calls himself",
        '<p class="comment-author">harbour_pilot_7</p>',
    ),
    ("source-in-code", "source", "a script that is shown as one", "<pre>function init() { return 1; }</pre>"),
    (
        "footnote",
        "markup",
        "a footnote and a word that is spared",
        "<p>* The clerk said f**k. ** Off the record.</p>",
    ),
    (
        "super-bowl",
        "note",
        "XXX and TK as names",
        "<p>Super Bowl XXX was shown by the Techniker Kasse (TK).</p>",
    ),
    (
        "address-that-is-a-link",
        "address",
        "an address that is a link",
        '<p><a href="/">https://example.org/</a></p>',
    ),
    ("time-as-people-write", "machine-time", "a date in figures", "<p>2026-03-31 07:15, at the quay</p>"),
    (
        "percentage",
        "empty-place",
        "a percentage and a remark",
        "<p>Turnout was 62 % (as in 2021). Comments (3)</p>",
    ),
):
    look_alike(f"raw-{name}", f"raw/{rule}", sees).by(insert("body", good, "beforeend"), kinds=ARTICLE)
SLUG = """([body], [one, other]) => {
  const links = [["harbour", one], ["market", other], ["harbour", "harbour"], ["market", "market"]];
  const put = ([slug, name]) => `<p><a href="/copydesk/${slug}">${name}</a></p>`;
  body.insertAdjacentHTML("beforebegin", links.map(put).join(""));
  return 1;
}"""
SECTIONS = Respond("link", url="/copydesk/(?:harbour|market)", status=200)
fault("raw-slug-as-a-name", "raw/slug", "the address's word for a section where its name should be").by(
    Dom(SLUG, "body", argument=["Harbour &amp; Sea", "Trade"]), SECTIONS, kinds=ARTICLE
)
look_alike("raw-name-in-small-letters", "raw/slug", "a section's name in small letters").by(
    Dom(SLUG, "body", argument=["Harbour", "Market"]), SECTIONS, kinds=ARTICLE
)
