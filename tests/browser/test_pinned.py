"""What differs from visit to visit by itself is pinned: chance, movement, lazy pictures, endless lists."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser

from copydesk.browser.visit import Visitor
from copydesk.page.capture import Capture
from copydesk.page.dom import Dom
from copydesk.site.model import PageEntry, Site

CHANCE = """<!doctype html><h1>Chance</h1><p id=out></p><script>
let last = Math.random(), next;
do { next = Math.random() } while (next === last);
const bytes = crypto.getRandomValues(new Uint8Array(4));
const words = crypto.getRandomValues(new BigUint64Array(1));
let refused = 0;
for (const bad of [new Float32Array(1), new Uint8Array(65537)]) {
  try { crypto.getRandomValues(bad) } catch (error) { refused++ }
}
const draws = Array.from({ length: 10000 }, Math.random);
const fine = draws.every((one) => one >= 0 && one < 1) && new Set(draws).size === draws.length;
const mean = draws.reduce((sum, one) => sum + one) / draws.length;
const named = [crypto.randomUUID(), crypto.randomUUID()];
out.textContent = [next, bytes, words, ...named, refused, fine, mean].join("|");
</script>"""
MOVES = """<!doctype html><style>
@keyframes appear { from { opacity: 0 } to { opacity: 1 } }
@keyframes pulse { from { opacity: 0 } to { opacity: 1 } }
@keyframes slide { from { margin-left: 0 } to { margin-left: 200px } }
#soon { animation: appear 60s both } #moved { animation: slide 60s both }
#ever { animation: pulse 1s infinite }
</style><h1>Moves</h1><p id=soon>soon</p><p id=ever>ever</p><p id=moved>moved</p>"""
PICTURES = "<!doctype html><h1>Pictures</h1>" + "".join(
    f"<div style='height:3000px'></div><img loading=lazy alt='' src=/picture-{number}.svg>"
    for number in range(3)
)
# Its second address is given to a picture when the first one has come, and answers late.
EXCHANGED = """<!doctype html><h1>Exchanged</h1><img alt="" src="/one.svg"><script>
const picture = document.querySelector("img");
picture.addEventListener("load", () => (picture.src = "/late/other.svg"), { once: true });
</script>"""
# More comes whenever the end of the list is in sight, as on pages without an end.
ENDLESS = """<!doctype html><h1>Endless</h1><ul id=list></ul><div id=end style="height:1px"></div><script>
let batch = 0;
const add = () => {
  batch++;
  const items = Array.from({ length: 10 }, (_, i) => `<li style="height:60px">${batch}.${i}</li>`);
  list.insertAdjacentHTML("beforeend", items.join(""));
  sight.unobserve(end);
  sight.observe(end);
};
const sight = new IntersectionObserver(([one]) => one.isIntersecting && fetch("/more").then(add));
sight.observe(end);
addEventListener("scroll", add);
</script>"""
UNDRAWN = """<!doctype html><h1>Undrawn</h1><details>in a closed one</details>
<details open>in an open one</details>
<video>no video</video><p id="host">no slot</p><iframe>no frames</iframe>
<script>host.attachShadow({ mode: "open" }).innerHTML = "<b>in the shadow</b>"</script>"""
PAGES = {
    "/undrawn": UNDRAWN,
    "/chance": CHANCE,
    "/moves": MOVES,
    "/pictures": PICTURES,
    "/exchanged": EXCHANGED,
    "/endless": ENDLESS,
}
LATE = 0.4
"""Seconds; a page that nothing is waited for on has settled long before."""
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>"


class Handler(BaseHTTPRequestHandler):
    """Serves these pages, and a small drawing."""

    def do_GET(self) -> None:
        if self.path.startswith("/late/"):
            threading.Event().wait(LATE)
        body = PAGES.get(self.path, SVG).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path in PAGES else "image/svg+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Visitor]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    with Visitor(browser, Site(), base_url=f"http://127.0.0.1:{server.server_port}") as visitor:
        yield visitor
    server.shutdown()
    server.server_close()


def visit(visitor: Visitor, path: str) -> tuple[Capture, Dom]:
    capture = visitor.visit(PageEntry(name="a", kind="article", url=path))
    assert capture.loaded is not None
    assert capture.states[0].settled == ""
    return capture, Dom(capture.loaded)


def test_chance_is_the_same_in_each_visit_and_still_chance(visitor: Visitor) -> None:
    doms = [visit(visitor, "/chance")[1] for _ in range(2)]
    first, second = (dom.text(next(iter(dom.find("p")))) for dom in doms)
    assert first == second
    _, _, _, one, other, refused, fine, mean = first.split("|")
    assert re.fullmatch(r"[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}", one)
    assert one != other
    assert (refused, fine) == ("2", "true")
    assert 0.45 < float(mean) < 0.55


def test_what_moves_is_at_its_end_and_what_moves_for_ever_stands_still(visitor: Visitor) -> None:
    _, dom = visit(visitor, "/moves")
    seen = {dom.text(p, hidden=True): (dom.visible(p), dom.box(p)) for p in dom.find("p")}
    assert seen["soon"][0]
    assert seen["ever"][0]
    assert seen["moved"][1] is not None
    assert seen["moved"][1][0] == 208


def test_bare_text_that_is_not_drawn_is_not_seen(visitor: Visitor) -> None:
    _, dom = visit(visitor, "/undrawn")
    assert dom.text(0).split("Undrawn")[1].split() == ["in", "an", "open", "one", "in", "the", "shadow"]
    hidden = dom.text(0, hidden=True)
    assert "in a closed one" in hidden
    assert "no frames" not in hidden
    drawn = {dom.nodes[line[0]].text for line in dom.snapshot.lines}
    assert drawn == {"Undrawn", "in an open one", "in the shadow"}


def test_lazy_pictures_have_come_wherever_they_are(visitor: Visitor) -> None:
    capture, dom = visit(visitor, "/pictures")
    assert capture.loaded is not None
    assert [(image.complete, image.width) for image in capture.loaded.images] == [(True, 40)] * 3
    assert {dom.attr(img, "loading") for img in dom.find("img")} == {"lazy"}


def test_the_address_that_a_picture_is_given_later_is_waited_for(visitor: Visitor) -> None:
    capture, _ = visit(visitor, "/exchanged")
    assert capture.loaded is not None
    (image,) = capture.loaded.images
    assert (image.src.rpartition("/")[2], image.complete, image.width) == ("other.svg", True, 40)


def test_a_list_without_an_end_is_as_it_stands_at_the_top_of_the_page(visitor: Visitor) -> None:
    """What is in sight is filled, and nobody scrolls: 900 pixels of window, 600 of each batch, one screen."""
    lists = [
        [dom.text(li) for li in dom.find("li")] for _, dom in (visit(visitor, "/endless") for _ in range(2))
    ]
    assert lists[0] == lists[1]
    assert lists[0][-1] == "2.9"
