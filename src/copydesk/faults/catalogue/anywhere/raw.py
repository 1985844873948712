"""What programs and servers print of their failures, and prose about it."""

from __future__ import annotations

from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom
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
