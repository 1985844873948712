"""What only a browser tells: what is hidden, covered, scrolled, pressed, gone after a reload.

Each case is a page with a defect that its rule must catch, and a healthy one like it that it must let pass.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from copydesk.browser.visit import Visitor
from copydesk.page.page import Page
from copydesk.reading.record import read
from copydesk.rules.findings import Finding
from copydesk.site.model import Element, PageEntry, Site
from tests.furniture import ELEMENTS, MOMENT, ZONE, element, said

SITE = Site(
    language="en",
    time_zone=ZONE,
    patience=5,
    elements={
        "all": {
            **{name: Element(selector=one.selector, parts=one.parts) for name, one in ELEMENTS.items()},
            "persons": element(".persons", required=True, link="a"),
        }
    },
)
PERSONS = '<p class="persons">{}<a href="/p">A. Marsh</a></p>'
STRETCHED = '<a href="/a" style="position: absolute; inset: 0"></a>'
OVER = "position: fixed; left: 0; right: 0; background: white;"
LIST = """<div class="feed"><ul></ul></div><button class="more">More news</button><script>
const list = document.querySelector("ul"), more = document.querySelector(".more");
let next = 0;
const add = (count) => { while (count--) { next += 1; list.insertAdjacentHTML("beforeend",
  `<li><a class="story" href="/s${next}">Story ${next}</a></li>`); } };
add(3);
more.onclick = () => { ACTION };
</script>"""
FILTER = """<div class="filter"><button class="open">Use filter</button><form hidden>
<label><input type="checkbox" value="world"> World</label>
<label><input type="checkbox" value="sport"> Sport</label>
<button class="apply">OK</button></form><button class="clear">Clear</button></div>
<div class="feed"><ul></ul></div><script>
const all = [["w1", "world"], ["s1", "sport"], ["w2", "world"]], form = document.querySelector("form");
const boxes = [...form.querySelectorAll("input")], list = document.querySelector("ul");
const chosen = () => (new URLSearchParams(location.search).get("sections") || "").split(",").filter(Boolean);
const show = () => {
  const only = chosen();
  CONTROLS
  const shown = all.filter(([, section]) => !only.length || only.includes(section));
  list.innerHTML = shown.map(([name, section]) => `<li><a class="story" href="/${name}">${name}</a>
    <a class="section" href="/${section}">${section}</a></li>`).join("");
};
const go = (sections) => {
  history.pushState(null, "", sections.length ? "?sections=" + sections : location.pathname);
  show();
};
document.querySelector(".open").onclick = () => { form.hidden = !form.hidden; };
form.onsubmit = (event) => {
  event.preventDefault();
  form.hidden = true;
  go(boxes.filter((box) => box.checked).map((box) => box.value));
};
document.querySelector(".clear").onclick = () => go([]);
addEventListener("popstate", show);
LOAD
</script>"""
CONTROLS = "for (const box of boxes) box.checked = only.includes(box.value);"
UP = """<div style="height: 3000px">News</div>
<a class="up" id="up" href="#" style="position: fixed; top: 500px{}">^</a>"""
APPEARS = (
    "<script>addEventListener('scroll', () => { up.hidden = scrollY < 500; }); up.hidden = true</script>"
)
CITY = """<div class="city"><button class="city-button">Select</button><span class="city-current"></span>
<ul hidden><li class="city-option">Oslo</li><li class="city-option">Bern</li></ul></div><script>
const list = document.querySelector("ul"), now = document.querySelector(".city-current");
now.textContent = localStorage.city || "Oslo";
document.querySelector(".city-button").onclick = () => { list.hidden = !list.hidden; };
list.onclick = ({ target }) => { now.textContent = target.textContent; KEEP list.hidden = true; };
</script>"""
MONEY = """<div class="currency"><input class="amount" value=""><select class="from"><option>EUR</option>
<option>USD</option></select><select class="to"><option>EUR</option><option selected>USD</option></select>
<output class="result"></output><button class="swap">swap</button>
<p class="rate">1 EUR = 1.08 USD</p></div><script>
const names = ["amount", "from", "to", "result", "swap"];
const [amount, from, to, result, swap] = names.map((name) => document.querySelector("." + name));
const rates = { EUR: 1, USD: 1.08 };
const show = () => { result.textContent = (amount.value * FACTOR).toFixed(2); };
amount.oninput = show;
swap.onclick = () => { [from.value, to.value] = [to.value, from.value]; show(); };
</script>"""
TABS = """<div class="most-read"><button>Now</button><button>Today</button><ol></ol></div><script>
const lists = { Now: ["a", "b", "c"], Today: ["d", "b", "a"] };
const tabs = [...document.querySelectorAll("button")];
const show = (tab) => {
  for (const one of tabs) one.setAttribute("aria-selected", one === tab);
  const item = (name) => `<li><a href="/${name}">Story ${name}</a></li>`;
  document.querySelector("ol").innerHTML = LIST.map(item).join("");
};
for (const tab of tabs) tab.onclick = () => show(tab);
show(tabs[0]);
</script>"""

# rule, the journey that it needs, a page that it must catch, a page like it that it must let pass
CASES = [
    ("persons/hidden", "", PERSONS.format("").replace("<p ", '<p style="opacity: 0" '), PERSONS.format("")),
    (
        "persons/hidden",
        "",
        f"<style>.persons {{ display: none }}</style>{PERSONS.format('')}",
        f"<style>@media print {{ .persons {{ display: none }} }}</style>{PERSONS.format('')}",
    ),
    (
        "persons/covered",
        "",
        f'{PERSONS.format("")}<div style="{OVER} top: 0; bottom: 0">We value your privacy</div>',
        f'{PERSONS.format("")}<div style="{OVER} bottom: 0; height: 90px">We value your privacy</div>',
    ),
    (
        "persons/covered",
        "",
        f'{PERSONS.format("")}<p style="{OVER} top: 0; height: 200px">Menu</p>',
        f'<div style="position: relative">{PERSONS.format("")}{STRETCHED}</div>',
    ),
    (
        "persons/empty",
        "",
        '<p class="persons" style="height: 40px"></p>',
        '<p class="persons"><svg width="30" height="30"><circle cx="9" cy="9" r="9"/></svg></p>',
    ),
    (
        "images/broken",
        "",
        '<img src="/nowhere.jpg" alt="A harbour">',
        '<img src="/harbour.svg" alt="A harbour">',
    ),
    (
        "images/broken",
        "",
        '<img src="/nowhere.svg" alt="A map">',
        '<div style="height: 9000px"></div><img src="/harbour.svg" loading="lazy" alt="A harbour">',
    ),
    (
        "advertisement/empty-space",
        "",
        '<div class="ad"><div class="ad-slot" style="min-height: 250px"></div></div>',
        '<div class="ad"><p class="ad-slot"></p></div><div class="ad"><p class="ad-slot">Tea</p></div>',
    ),
    (
        "advertisement/covers",
        "",
        f'{PERSONS.format("")}<div class="ad" style="{OVER} top: 0; height: 200px">Tea</div>',
        f'<div class="ad" style="float: right; width: 300px; height: 90px">Tea</div>{PERSONS.format("")}',
    ),
    (
        "loading/stuck",
        "",
        '<p class="loading">Loading</p>',
        '<p class="loading">Loading</p><script>setTimeout(() => document.body.innerText = "", 50)</script>',
    ),
    (
        "load-more/repeats",
        "load-more",
        LIST.replace("ACTION", "next = 0; add(3)"),
        LIST.replace("ACTION", "add(3)"),
    ),
    (
        "load-more/does-nothing",
        "load-more",
        LIST.replace("ACTION", ""),
        LIST.replace("ACTION", "more.remove()"),
    ),
    (
        "load-more/loses",
        "load-more",
        LIST.replace("ACTION", "list.innerHTML = ''; add(3)"),
        LIST.replace("ACTION", "add(1)"),
    ),
    (
        "load-more/unusable",
        "load-more",
        LIST.replace("ACTION", "add(1)")
        + f'<div style="{OVER} top: 0; bottom: 0">We value your privacy</div>',
        LIST.replace("ACTION", "add(1)"),
    ),
    (
        "filter/not-kept",
        "filter",
        FILTER.replace("CONTROLS", CONTROLS).replace("LOAD", "history.replaceState(null, '', '?'); show();"),
        FILTER.replace("CONTROLS", CONTROLS).replace("LOAD", "show();"),
    ),
    (
        "filter/control-disagrees",
        "filter",
        FILTER.replace("CONTROLS", "").replace("LOAD", "show();"),
        FILTER.replace("CONTROLS", CONTROLS).replace("LOAD", "show();"),
    ),
    (
        "filter/not-narrowed",
        "filter",
        FILTER.replace("CONTROLS", CONTROLS + "only.length = 0;").replace("LOAD", "show();"),
        FILTER.replace("CONTROLS", CONTROLS).replace("LOAD", "show();"),
    ),
    ("back-to-top/shown-at-top", "back-to-top", UP.format(""), UP.format("") + APPEARS),
    (
        "back-to-top/does-not-appear",
        "back-to-top",
        UP.format("; visibility: hidden"),
        UP.format("") + APPEARS,
    ),
    (
        "back-to-top/does-not-scroll",
        "back-to-top",
        UP.replace('href="#"', 'href="#nowhere"').format(""),
        UP.format("") + APPEARS,
    ),
    (
        "city/not-kept",
        "city",
        CITY.replace("KEEP", ""),
        CITY.replace("KEEP", "localStorage.city = target.textContent;"),
    ),
    (
        "currency/ways-disagree",
        "currency",
        MONEY.replace("FACTOR", "rates.USD"),
        MONEY.replace("FACTOR", "rates[to.value] / rates[from.value]"),
    ),
    (
        "currency/not-a-number",
        "currency",
        MONEY.replace("FACTOR", "rates.GBP"),
        MONEY.replace("FACTOR", "rates.USD"),
    ),
    (
        "most-read/same-list",
        "most-read",
        TABS.replace("LIST", "lists.Now"),
        TABS.replace("LIST", "lists[tab.textContent]"),
    ),
]
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'


class Handler(BaseHTTPRequestHandler):
    """Serves the cases' pages by number, and one picture."""

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].strip("/")
        number, _, which = name.partition("-")
        found = name == "harbour.svg" or number.isdigit()
        page = CASES[int(number)][2 if which == "broken" else 3] if number.isdigit() else DRAWING
        body = f"<!doctype html><title>Page</title>{page}" if number.isdigit() else page
        data = body.encode() if found else b"not found"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8" if number.isdigit() else "image/svg+xml")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Visitor]:
    """A browser at a small site on the loopback interface."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    with Visitor(browser, SITE, base_url=address) as visitor:
        yield visitor
    server.shutdown()
    server.server_close()


def found(visitor: Visitor, rule: str, path: str, journey: str) -> list[Finding]:
    """What a rule finds on a page, after the journey that it needs."""
    kind = "filter" if journey == "filter" else "feed"
    entry = PageEntry(name=path, kind=kind, url=path, journeys=[journey] if journey else [], choose=["World"])
    capture = visitor.visit(entry)
    assert not capture.error
    capture.moment = MOMENT
    page = Page(capture, SITE)
    page.record = read(page)
    return said(rule, page)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)])
def test_caught_in_a_browser_and_let_pass(visitor: Visitor, number: int) -> None:
    rule, journey, _, _ = CASES[number]
    assert found(visitor, rule, f"/{number}-broken", journey), "the broken page was let pass"
    assert not found(visitor, rule, f"/{number}-healthy", journey), "the healthy page was blamed"
