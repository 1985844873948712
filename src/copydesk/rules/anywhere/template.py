"""Unrendered template text, wherever a reader, a search engine or another site meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from copydesk.page.addresses import Address, addresses, same_site
from copydesk.page.attributes import READ, head, json_ld_texts, labels
from copydesk.page.capture import VISIBLE
from copydesk.page.dom import Dom
from copydesk.page.lines import is_code, places
from copydesk.page.page import Page
from copydesk.rules.findings import Finding, Nothing
from copydesk.rules.registry import Rule, rule
from copydesk.text.expressions import names_field
from copydesk.text.source import template_text
from copydesk.text.tags import SVG, TAGS
from copydesk.text.templates import leaks, leaks_in_url

PIXEL = 3.0
"""Pixels: a picture or frame of another site that is no larger shows nothing and counts."""
RENDERED = "rendered text, with a value in the template's place"


@rule("template/text")
def text(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: the site's own template instead of its value: {{item.group_date}} instead of a day, a byline
    that says [[author]], a lone <> between two headlines.

    Why: it is the plainest sign of a broken page, it replaces something the reader needed, and it survives in
    screenshots and search results.

    Catches: {{item.group_date}}, {{item.suffix?", "+item.suffix:""}}, <%= title %>, ${name}, [[author]], {%
    if %}, %%title%%, __HEADLINE__, #{item.title}, <<item.group_date>>, and the element that a browser makes
    of the last one when it is in the HTML as it is.

    Lets pass: text in <code>, <pre> or a text field; text that is hidden until it is compiled; "[[1]]", "{{1,
    2}}", "$5 million", "50% of 20%", "__init__", «ASCII <<quotes>>».
    """
    for place in places(page):
        for leak in leaks(place.line.text):
            nodes = place.dom.nodes
            here = next((i for i in place.line.texts if leak in nodes[i].text), place.line.texts[0])
            yield rule.finding(
                f"A reader sees template text: {leak}",
                expected=RENDERED,
                actual=place.line.text,
                where=page.where(here, place.state, place.dom),
            )
    seen: set[str] = set()
    for state, dom in page.states:
        for index in _elements(dom):
            tag = dom.tag(index)
            if tag not in seen:
                seen.add(tag)
                yield rule.finding(
                    f"The template text <<{tag}>> is in the HTML as it is, so the browser made an element"
                    f" called {tag} of it and a reader sees <>",
                    expected=RENDERED,
                    actual=f"<{tag}>",
                    where=page.where(index, state.name, dom),
                )


def _elements(dom: Dom) -> Iterator[int]:
    """The elements that a parser made of <<a.name>>: no HTML element has a dot or an underscore in its name,
    and before a plain word the other angle bracket is left over.
    """
    for index, node in enumerate(dom.nodes):
        tag = node.tag
        if tag in TAGS or "-" in tag or ":" in tag or "@" in tag or tag == "#text" or node.parent < 0:
            continue
        told = "." in tag and names_field(tag)
        if not (told or _follows_bracket(dom, index)) or tag.startswith("www."):
            continue
        if dom.nodes[node.parent].flags & VISIBLE and not dom.inside(index, SVG) and not is_code(dom, index):
            yield index


def _follows_bracket(dom: Dom, index: int) -> bool:
    before = dom.nodes[index - 1]
    return before.tag == "#text" and before.text.endswith("<")


@rule("template/attribute")
def attribute(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: template text in a tooltip, in a photo's description, on a button or as the hint in a search
    field. A screen reader reads it out.

    Why: proofreaders miss these texts, and for a blind reader they are the page.

    Catches: alt="{{photo.caption}}", title="<%= headline %>", aria-label="Share [[item.title]]".

    Lets pass: attributes that only scripts read (ng-bind, :title, data-template); attributes of hidden
    elements.
    """
    for state, dom, index, name, value in labels(page):
        for leak in leaks(value):
            yield rule.finding(
                f"The {READ[name]} of a <{dom.tag(index)}> is template text: {leak}",
                expected=RENDERED,
                actual=f'{name}="{value}"',
                where=page.where(index, state, dom),
            )


@rule("template/url")
def url(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: a link to an error page, a picture that does not load, a share window that offers an address
    such as news.example/{{id}}.

    Why: the link's text looks right, so nobody notices until readers complain.

    Catches: href="/person/{{id}}", src="${photo.url}", a share link with %7B%7B%20id%20%7D%7D in it (also
    encoded twice), "/%seo_title%/", "/[[slug]]".

    Lets pass: percent-encoded words ("/caf%C3%A9"), "?a[]=1", JSON in a query, macros in the addresses of
    other sites' counting pixels.
    """
    for address in addresses(page):
        for leak in leaks_in_url(address.raw):
            if _is_macro(page, address, leak):
                continue
            yield rule.finding(
                f"The address of {address.what} has template text in it: {leak}",
                expected="an address with the value in the template's place",
                actual=address.raw,
                where=address.where(page),
            )
            break


def _is_macro(page: Page, address: Address, leak: str) -> bool:
    """Whether template text in an address is a macro, which services that count readers write for a script of
    their own, or nobody, to fill in. A page from an archive has the macro and not the script.
    """
    if same_site(address.raw, page.capture.url):
        return False
    counting = address.dom.tag(address.node) in ("img", "iframe", "source")
    if page.capture.offline:
        return counting or leak.startswith("${")
    box = address.dom.box(address.node)
    return counting and (box is None or max(box[2], box[3]) <= PIXEL)


@rule("template/head")
def in_head(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: template text as the browser tab's name, in search results, and in the preview of a shared
    link.

    Why: until somebody opens the page, the head is all they see of it.

    Catches: <title>%%title%% - News</title>, a description that says {{lead}}, og:title "[[headline]]", a
    canonical address "/<%= slug %>".

    Lets pass: meta elements that people do not read (verification keys, policies); scripts in the head.
    """
    for name, value, where in head(page):
        is_address = name.endswith((":url", ":image", ":secure_url", "canonical", "next", "prev", "amphtml"))
        for leak in leaks_in_url(value) if is_address else leaks(value):
            yield rule.finding(
                f"The page's {name} has template text in it: {leak}",
                expected=RENDERED,
                actual=value,
                where=where,
            )


@rule("template/json-ld")
def json_ld(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing on the page; but search results, news aggregators and assistants show the template
    text, such as a story by {{author.name}}.

    Why: these services read the JSON-LD, not the page, and drop stories whose data makes no sense.

    Catches: "headline": "{{article.title}}", "author": {"name": "[[author]]"}, "url": "/%7B%7Bslug%7D%7D".

    Lets pass: the pattern of a search action ("?q={search_term_string}"); the text of an article about
    templates.
    """
    texts = json_ld_texts(page)
    if not texts:
        yield Nothing("no JSON-LD on the page")
    for key, value, where in texts:
        if key in ("articleBody", "text", "urlTemplate", "target", "query-input"):
            continue
        find: Callable[[str], list[str]] = leaks_in_url if "://" in value[:10] else leaks
        for leak in find(value):
            yield rule.finding(
                f"The page's JSON-LD has template text as its {key}: {leak}",
                expected=RENDERED,
                actual=value,
                where=where,
            )


@rule("template/server-html", severity="warning")
def server_html(rule: Rule, page: Page) -> Iterator[Finding | Nothing]:
    """
    Reader sees: nothing, while scripts run. Search engines, news aggregators, previews and text dumps that
    run no scripts show the template text as the server sent it.

    Why: this harness started from such a dump: {{item.group_date}} in the middle of a story. It is only a
    warning, because templates that the page compiles itself are in its HTML by design.

    Catches: {{headline}} in the title, a description, an <h1> or an <article> of the server's HTML, although
    the browser shows a headline there; anywhere in a page that has no <h1> and no <article>.

    Lets pass: modules beside the story, which the page renders itself; templates in <script>, <template>,
    <code>, <pre> and comments; bindings in attributes that nobody reads (ng-href, :title); text that the page
    shows even with scripts, which template/text and template/head report.
    """
    if not page.capture.html:
        yield Nothing("the server's own HTML was not kept")
        return
    found = template_text(page.capture.html)
    if found:
        told = {leak for place in places(page) for leak in leaks(place.line.text)}
        told.update(leak for said in head(page) for leak in leaks(said.value))
        told.update(leak for label in labels(page) for leak in leaks(label.value))
        told.update(f"<<{dom.tag(index)}>>" for _, dom in page.states for index in _elements(dom))
        found = [leak for leak in found if leak not in told and leak.lower() not in told]
    if found:
        several = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield rule.finding(
            f"Without its scripts, the page shows template text: {found[0]}{several}",
            expected="HTML that can be read as it is, or has its templates in <template> or <script>",
            actual=", ".join(found),
            served="actual",
        )
