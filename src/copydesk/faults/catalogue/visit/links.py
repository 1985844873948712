"""Links that are broken, and links that only seem to be."""

from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom, Respond
from copydesk.faults.registry import fault, look_alike


def _link(address: str) -> Dom:
    return insert("body", f'<p><a href="{address}">What the harbour was like a hundred years ago</a></p>')


def _answer(url: str, status: int, **headers: str) -> Respond:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Respond("link", url=url, status=status, headers=given)


def _answered(address: str, status: int, **headers: str) -> tuple[Dom, Respond]:
    """A link to an address of the site's own, and the answer to it."""
    return _link(address), _answer(address, status, **headers)


# Changes an address to one that the site does not have; not every server says so.
_OTHER = """(nodes, _, { seen }) => {
  const links = nodes.flatMap((node) => (node.href ? [node] : [...node.querySelectorAll("a[href]")]));
  const link = links.find((one) => /^https?:$/.test(one.protocol) && seen(one));
  if (!link) return "it has no link to a page";
  const slash = /.[/]$/.test(link.pathname) ? "/" : "";
  link.pathname = `${slash ? link.pathname.slice(0, -1) : link.pathname}-first-edition${slash}`;
  return 1;
}"""

for _element, _part, _what in (
    ("persons", "", "a person's name"),
    ("read-also", "", "the read-also inset"),
    ("navigation", "item", "a section of the navigation"),
    ("related", "link", "a related story"),
    ("most-read", "link", "a story of the most-read list"),
    ("feed", "link", "a story of the list"),
    ("photo", "link", "a gallery"),
):
    fault(f"{_element}-link-gone", "links/broken", f"{_what} leads to “Page not found”").by(
        Dom(_OTHER, _element, _part), _answer("-first-edition", 404)
    )

fault("link-answers-410", "links/broken", "a link of the text leads to a story that was taken down").by(
    *_answered("/copydesk/taken-down", 410), kinds=("article",)
)
fault("link-answers-500", "links/broken", "a link of the text leads to “Internal server error”").by(
    *_answered("/copydesk/failing", 500), kinds=("article",)
)
fault(
    "link-redirects-to-nowhere",
    "links/broken",
    "a link of the text is redirected, and there is nothing where it leads",
).by(
    *_answered("/copydesk/moved", 301, location="/copydesk/nowhere"),
    _answer("/copydesk/nowhere", 404),
    kinds=("article",),
)
fault(
    "link-redirects-to-itself",
    "links/redirect-loop",
    "a link of the text leads to “redirected you too many times”",
).by(*_answered("/copydesk/round", 302, location="/copydesk/round"), kinds=("article",))
fault(
    "link-redirects-in-a-circle",
    "links/redirect-loop",
    "a link of the text leads to “redirected you too many times”",
).by(
    *_answered("/copydesk/there", 301, location="/copydesk/back"),
    _answer("/copydesk/back", 301, location="/copydesk/there"),
    kinds=("article",),
)
fault(
    "link-redirects-to-error-page",
    "links/to-error-page",
    "a link of the text leads to the error page, which says that all is well",
).by(
    *_answered("/copydesk/lost", 302, location="/404.html"),
    _answer("/404.html", 200),
    kinds=("article",),
    seen=(84,),
)
fault(
    "person-is-error-page",
    "links/to-error-page",
    "a person's name leads to “Page not found”, with status 200",
).by(
    Dom(_OTHER, "persons"),
    Respond("link", url="-first-edition", body="<title>Page not found</title><h1>Page not found</h1>"),
    seen=(84,),
)

look_alike(
    "link-redirects-once", "links/redirect-loop", "a link with an old address, which leads on to the new one"
).by(*_answered("/copydesk/old-address", 301, location="/"), kinds=("article",))
look_alike(
    "link-refuses-head",
    "links/broken",
    "a link whose server answers readers, and programs that only ask not at all (405)",
).by(
    _link("/copydesk/for-readers"),
    _answer("HEAD .*/copydesk/for-readers", 405),
    _answer("GET .*/copydesk/for-readers", 200),
    kinds=("article",),
)
look_alike("link-says-404-to-head-only", "links/broken", "a link whose server does not know what HEAD is").by(
    _link("/copydesk/for-readers-only"),
    _answer("HEAD .*/copydesk/for-readers-only", 404),
    _answer("GET .*/copydesk/for-readers-only", 200),
    kinds=("article",),
)
look_alike("link-for-members", "links/broken", "a link that asks for a password").by(
    *_answered("/copydesk/members", 401), kinds=("article",)
)
look_alike(
    "link-asked-too-often", "links/broken", "a link whose server asks to be left alone for a minute"
).by(*_answered("/copydesk/too-often", 429, retry_after="60"), kinds=("article",))
look_alike(
    "link-under-repair", "links/broken", "a link whose server is being repaired, and says when to come back"
).by(
    *_answered("/copydesk/under-repair", 503, retry_after="120"),
    kinds=("article",),
)
look_alike("link-cut-off", "links/broken", "a link whose connection breaks off this once").by(
    _link("/copydesk/cut-off"), Respond("link", url="/copydesk/cut-off", cut=True), kinds=("article",)
)
look_alike(
    "links-to-no-page", "links/broken", "links to mail, a telephone, a script and a place on the page"
).by(
    _link("mailto:desk@example.com"),
    _link("tel:+358000000"),
    _link("javascript:void(0)"),
    _link("#top"),
    kinds=("article",),
)
look_alike(
    "link-to-file", "links/to-error-page", "a link to a document for download that is called after a 404"
).by(
    _link("/copydesk/report-404.pdf"),
    Respond("link", url="/copydesk/report-404.pdf", content_type="application/pdf"),
    kinds=("article",),
)
look_alike(
    "link-to-other-site", "links/broken", "a link to another site, which refuses programs with 999"
).by(_link("https://other.example/profile"), _answer("https://other.example/", 999), kinds=("article",))

# Places on the page.

fault("link-to-no-place", "links/no-place", "a link of the text after which the page does not move").by(
    insert("body", '<p><a href="#copydesk-reopened">The bridge has reopened for cars</a></p>'),
    kinds=("article",),
)
look_alike("link-to-a-named-place", "links/no-place", "a link to a place that has a name, not an id").by(
    insert(
        "body",
        '<p><a href="#copydesk-n%C3%B6te">What the gauge showed</a></p><a name="copydesk-nöte"></a>',
    ),
    kinds=("article",),
)
look_alike("link-that-is-a-control", "links/no-place", "a control of the text that is made of a link").by(
    insert("body", '<p><a href="#copydesk-chart" role="button">Show the whole chart</a></p>'),
    kinds=("article",),
)

# Addresses of mail, and those that the head names.

for name, sees, address in (
    ("obscured", "a message to “desk[at]news.example”", "desk[at]news.example"),
    ("halved", "a message to half an address", "@news.example"),
):
    fault(f"mail-address-{name}", "links/bad-mail", sees).by(
        insert("body", f'<p><a href="mailto:{address}">Write to the desk</a></p>'), kinds=("article",)
    )
look_alike("mail-with-a-name", "links/bad-mail", "a message to two addresses, one of them with a name").by(
    insert("body", '<p><a href="mailto:Desk%20<desk@news.example>,a@b.example?subject=Tide">Write</a></p>'),
    kinds=("article",),
)
look_alike("mail-to-whom-one-likes", "links/bad-mail", "a message that the reader addresses").by(
    insert("body", '<p><a href="mailto:?subject=Tide">Tell a friend</a></p>'), kinds=("article",)
)
