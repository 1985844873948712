"""What programs and servers print of their failures, and prose about it."""

from __future__ import annotations

from copydesk.faults.dom import insert
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
