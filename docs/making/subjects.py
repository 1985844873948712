"""What those subjects of rules are that are no element of a page, and the groups of all of them."""

from __future__ import annotations

ABOUT = {
    "visit": "The visit itself: whether there was a page, and whether it could be read in peace.",
    "network": "What the page asked for and did not get.",
    "console": "What the page wrote to the browser's console, and scripts that broke off.",
    "document": "What is in the document: its ids, its end, and the hosts and protocols of its addresses.",
    "head": "The document's head: what it tells browsers and search engines about the page as a whole.",
    "links": "Where the page's links lead: each answers, and with what it promised.",
    "accessibility": "What axe-core found, by its own severities.",
    "template": "Template text that was not rendered, wherever a reader or a search engine meets it.",
    "raw": "What is for programmers and stands where readers read: errors of programs and servers.",
    "placeholder": "Values that a program printed because it had none: undefined, NaN, null, the epoch.",
    "encoding": "Text that was decoded, escaped or marked up wrongly on its way to the page.",
    "language": "Labels in another language than the page's.",
    "plurals": "Nouns that do not agree with their numbers.",
    "modules": "Modules of the page that came without what they are for.",
    "images": "Pictures: they load, and have a text for those who do not see them.",
    "layout": "The page as it is laid out: nothing printed over, moved away or beyond the edge.",
    "byline": "The author: the same person to readers and to programs.",
    "live": "The posts of a live page.",
    "claims": "Labels that claim to be of now: breaking, live, just in.",
    "reading-time": "How long the story is said to take to read.",
    "comments": "The comments, and their number.",
    "clock": "The date over the page.",
    "breadcrumbs": "The trail over the page: each part leads where it says.",
    "video": "Films and sounds: there is something to play.",
    "phone": "The page at the width of a phone: the same list, nothing wider than the window, its controls.",
    "record": "The record as a whole: what was read from the page, checked against its schema.",
}
"""Subjects that no site file names as an element."""

GROUPS = (
    ("The visit and the document", "visit"),
    ("Text, pictures and layout", "template"),
    ("Navigation and tools", "navigation"),
    ("Lists of stories", "feed-tabs"),
    ("The article", "headline"),
    ("Beside the text", "related"),
    ("The rest", "phone"),
)
"""The groups of the index, each with its first subject in the order of a page."""
