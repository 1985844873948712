"""The server of the small sites: pages that differ from visit to visit where theirs do."""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from struct import pack

Answer = tuple[int, str, bytes]
Site = Callable[[str, int, str], Answer | None]
"""From a path, the number of the request, and the site's address to an answer."""

STORIES = ["Ferry is back", "Pier is closed for repairs", "Storm warning for the night", "Seals are counted"]
TEXT = (
    "<p>The ferry to Kestrel Bay sails again after nine days, the harbour's office said on Wednesday.</p>"
    "<p>Nobody had waited for it longer than the postman of the island, who has carried the letters of two "
    "villages over the water for thirty years. Ida Falk of the office thanked him, as did Otto Lind.</p>"
    "<p>The engine had stopped in the middle of the sound on a Sunday evening, with forty passengers and a "
    "horse on board. Fishing boats towed the ship home before the tide turned, and nobody was hurt.</p>"
    "<p>A spare part came by train from the shipyard. It is the second time in two years that the old engine "
    "had to be opened, and the council wants to talk about a new one before the summer.</p>"
)


def slug(headline: str) -> str:
    """A headline as a part of an address."""
    return headline.lower().replace(" ", "-")


def png(width: int = 240, height: int = 160) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height
    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def html(title: str, head: str, body: str) -> Answer:
    """A page."""
    text = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head><body>{body}</body></html>'
    )
    return 200, "text/html; charset=utf-8", text.encode()


def weblog(path: str, number: int, base: str) -> Answer | None:
    """Rendered by its server."""
    style = "<style>body { font: 17px/1.5 Georgia; margin: 2em } .menu a { margin-right: 1em }</style>"
    menu = (
        '<header><div class="menu"><p class="items"><a href="/c/harbour/">Harbour</a> '
        '<a href="/c/weather/">Weather</a></p></div></header>'
    )
    head = f'{style}<link rel="canonical" href="{base}{path}">'
    if path == "/":
        posts = "".join(
            f'<div class="post"><h2><a href="/2031/{slug(one)}/">{one}</a></h2>'
            f'<time datetime="2031-03-05T0{9 - place}:10:00+02:00">'
            f"March 5, 2031, 0{9 - place}:10</time></div>"
            for place, one in enumerate(STORIES)
        )
        return html("Harbour Weblog", head, f'{menu}<main><div class="posts">{posts}</div></main>')
    if path.startswith("/2031/"):
        one = next((one for one in STORIES if path == f"/2031/{slug(one)}/"), "")
        article = (
            f'<article class="entry"><div class="entry-header"><h1>{one}</h1>'
            '<time datetime="2031-03-05T09:10:00+02:00">March 5, 2031, 09:10</time></div>'
            f'<div class="entry-content" style="max-width: 40em">{TEXT}</div>'
            '<p class="tags"><a href="/tag/ida-falk/">Ida Falk</a> '
            '<a href="/tag/otto-lind/">Otto Lind</a></p></article>'
        )
        return html(f"{one} - Harbour Weblog", head, f"{menu}<main>{article}</main>") if one else None
    if path in ("/c/harbour/", "/c/weather/", "/tag/ida-falk/", "/tag/otto-lind/"):
        name = path.strip("/").rpartition("/")[2].replace("-", " ").title()
        return html(
            f"{name} - Harbour Weblog", head, f"{menu}<main><h1>{name}</h1><p>{name} here.</p></main>"
        )
    return None


SCRIPT = """
const get = async (url) => (await fetch(url)).json();
const card = ({ slug, headline, time }) => `<div class="card"><a href="/story/${slug}">${headline}</a>
  <time datetime="${time}">${time.slice(11, 16)}</time></div>`;
const nav = '<nav><a href="/">Front</a> <a href="/story/ferry-is-back">Ferry</a></nav>';
(async () => {
  fetch("/count").then(async (answer) => {
    const said = await answer.text();
    for (let i = 0; i < Number(said) % 3; i++) console.error(`visit ${said} could not be counted`, i);
    if (Number(said) % 2) console.error("socket " + said + " closed");
  });
  const stories = await get("/api/stories"), [, , name] = location.pathname.split("/");
  const story = name && stories.find((one) => one.slug === name);
  document.title = story ? `${story.headline} | Tidings` : "Tidings";
  document.querySelector("#app").innerHTML = nav + (story
    ? `<main><h1>${story.headline}</h1><div class="text">${story.text}</div></main>`
    : `<main><div class="cards">${stories.map(card).join("")}</div></main>`);
})();
"""


def application(path: str, number: int, base: str) -> Answer | None:
    """Draws itself from data."""
    if path == "/api/stories":
        stories = [
            {"slug": slug(one), "headline": one, "text": TEXT, "time": f"2031-03-05T0{9 - place}:10:00+02:00"}
            for place, one in enumerate(STORIES)
        ]
        return 200, "application/json", json.dumps(stories).encode()
    if path == "/app.js":
        return 200, "text/javascript", SCRIPT.encode()
    if path == "/count":
        return (500 if number % 3 else 200), "text/plain", str(number).encode()
    if path == "/" or path.startswith("/story/"):
        style = "<style>body { font: 16px sans-serif; margin: 1em }</style>"
        return html("Tidings", style, '<div id="app"></div><script src="/app.js"></script>')
    return None


def live(path: str, number: int, base: str) -> Answer | None:
    """A live blog and a gallery."""
    style = f'<style>body {{ font: 16px sans-serif }}</style><link rel="canonical" href="{base}{path}">'
    if path.endswith(".png"):
        return 200, "image/png", png()
    if path == "/live/storm":
        entries = "".join(
            f'<div class="entry"><p>Bulletin {one}: the wind blows from the north at {one % 9 + 11} metres a '
            "second, and the ferries stay in the harbour until it has died down.</p></div>"
            for one in range(number + 6, number, -1)
        )
        top = f"<h1>Storm over the bay</h1><p>{number} people read this now</p>"
        body = f'<main>{top}<div class="entries">{entries}</div></main>'
        return html("Storm over the bay", style, body)
    if path == "/gallery/pier":
        figures = "".join(
            f'<figure><img src="/p{one}.png" srcset="/p{one}.png 1x, /p{one}-large.png 2x" '
            f'alt="The pier at {one}" '
            f'width="240" height="160"><figcaption>The pier at {one} o\'clock</figcaption></figure>'
            for one in range(7, 11)
        )
        return html("The pier", style, f'<main><h1>The pier</h1><div class="gallery">{figures}</div></main>')
    return None


SITES: dict[str, Site] = {"weblog": weblog, "application": application, "live": live}


@contextmanager
def served(name: str) -> Iterator[str]:
    """One of the sites, while the block runs; its address."""
    numbers = count(1)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            base = f"http://{self.headers['host']}"
            status, kind, body = SITES[name](path, next(numbers), base) or (404, "text/plain", b"Not here")
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            with suppress(ConnectionError):  # a page that is left wants no answer any more
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
