"""Pages that do their worst, three at once and among good ones, in browsers that are stopped, killed and slowed.

    .venv/bin/python benchmarks/hostile.py [--seed N] [--only PART]

The bad pages are made here, of kinds that each have several members. Every third page is a good one, whose
reading must be the same each time. At moments that the seed decides the browser is stopped, killed or slowed. The last
lines are counts: a run that ended early, a good page that was read otherwise, a page that took more than its
patience and three seconds (times how slow the machine is), or memory over the limit, and it ends with 1.
"""

# One page is one line.
# ruff: noqa: E501
from __future__ import annotations

import argparse
import gzip
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from copydesk.browser import machine, pulse
from copydesk.browser.start import launching
from copydesk.browser.together import AT_ONCE, Living, visit_ahead
from copydesk.browser.visit import UnreachableError, Visitor
from copydesk.page.capture import Capture
from copydesk.site.model import PageEntry, Site

PATIENCE, OVER = 3.0, 3.0
MEMORY = 1_500_000_000
DISTURBED = 12
"""How many visits apart the browser is disturbed, about."""
TURNS, TURN = 20, 0.1
"""A browser that is slowed stands still so often, for so many seconds, and goes on for as many."""
GOOD = "<!doctype html><html lang=en><title>The ferry</title><h1>The ferry</h1><p>It sails <b>again</b>.</p>"
NAMES = [
    "title",
    "baseURI",
    "readyState",
    "documentElement",
    "body",
    "head",
    "querySelector",
    "querySelectorAll",
    "createRange",
    "fonts",
    "images",
    "getAnimations",
    "elementFromPoint",
    "forms",
    "cookie",
]
FIELDS = [
    "attributes",
    "children",
    "childNodes",
    "lastChild",
    "previousSibling",
    "nextSibling",
    "parentElement",
    "parentNode",
    "nodeType",
    "localName",
    "tagName",
    "checkVisibility",
    "getBoundingClientRect",
    "getClientRects",
    "querySelectorAll",
    "contains",
    "shadowRoot",
    "textContent",
    "hasAttribute",
    "ownerSVGElement",
    "style",
]
GLOBALS = [
    "Math.round",
    "Math.floor",
    "Math.imul",
    "Array.prototype.push",
    "Array.prototype.map",
    "Array.prototype.slice",
    "Array.from",
    "Array.prototype[Symbol.iterator]",
    "Map.prototype.set",
    "Map.prototype.get",
    "Map.prototype.forEach",
    "Set.prototype.has",
    "WeakSet.prototype.add",
    "WeakMap.prototype.get",
    "String.prototype.slice",
    "String.prototype.trim",
    "String.prototype.split",
    "RegExp.prototype.exec",
    "RegExp.prototype.test",
    "Promise.prototype.then",
    "window.Promise",
    "JSON.stringify",
    "Object.entries",
    "Object.keys",
    "Object.defineProperty",
    "Reflect.apply",
    "Function.prototype.call",
    "Function.prototype.apply",
    "Function.prototype.bind",
    "window.getComputedStyle",
    "window.setTimeout",
    "window.clearTimeout",
    "window.requestIdleCallback",
    "window.IntersectionObserver",
    "window.MutationObserver",
    "window.CustomEvent",
    "window.dispatchEvent",
    "EventTarget.prototype.dispatchEvent",
    "EventTarget.prototype.addEventListener",
    "Node.prototype.contains",
    "Element.prototype.getBoundingClientRect",
    "Element.prototype.checkVisibility",
    "Element.prototype.querySelectorAll",
    "Document.prototype.createRange",
    "performance.now",
    "performance.getEntriesByType",
    "window.URL",
    "window.Date",
    "Date.now",
    "Symbol.iterator",
]
GETTERS = [
    "Document.prototype.title",
    "Node.prototype.lastChild",
    "Node.prototype.nodeType",
    "Element.prototype.attributes",
    "Element.prototype.localName",
    "Element.prototype.tagName",
    "Node.prototype.parentElement",
    "Document.prototype.readyState",
    "Event.prototype.type",
    "Event.prototype.target",
    "CustomEvent.prototype.detail",
]
MUCH = "const much = 'x'.repeat(10000);"
SCRIPTS = {
    "busy": "while (true);",
    "busy-later": "setTimeout(() => { while (true); }, 20)",
    "stop": "setInterval(() => stop(), 0); stop()",
    "timers-ended": "setInterval(() => { for (let i = 0; i < 9999; i++) clearTimeout(i) })",
    "alerts": "while (true) alert('again')",
    "alert-interval": "setInterval(() => confirm('Look at me'), 0)",
    "prompt": "prompt('Who are you?')",
    "before-unload": "onbeforeunload = () => 'Stay'",
    "print": "print()",
    "popups": "setInterval(() => open('/good'), 1)",
    "opens-document": "setTimeout(() => { document.open(); document.write('<h1>New</h1>') })",
    "writes-for-ever": "setInterval(() => document.write('<p>more'), 1)",
    "removes-root": "onload = () => document.documentElement.remove()",
    "root-is-no-html": "onload = () => document.replaceChild(document.createElementNS('a', 'b'), document.documentElement)",
    "body-goes": "onload = () => document.body.remove()",
    "console-storm": f"{MUCH} setInterval(() => {{ for (let i = 0; i < 200; i++) console.error(much) }})",
    "console-kept": f"{MUCH} const say = console.log; setInterval(() => {{ for (let i = 0; i < 50; i++) say(much) }})",
    "error-storm": f"{MUCH} setInterval(() => {{ for (let i = 0; i < 100; i++) setTimeout(() => {{ throw Error(much) }}) }})",
    "rejection-storm": f"{MUCH} setInterval(() => {{ for (let i = 0; i < 100; i++) Promise.reject(Error(much)) }})",
    "fetch-storm": "setInterval(() => { for (let i = 0; i < 50; i++) fetch('/lost?' + Math.random()) })",
    "xhr-storm": "setInterval(() => { for (let i = 0; i < 50; i++) { const x = new XMLHttpRequest();"
    " x.open('GET', '/lost?' + Math.random()); x.send() } })",
    "picture-storm": "setInterval(() => { for (let i = 0; i < 20; i++) new Image().src = '/lost?' + Math.random() })",
    "element-storm": "setInterval(() => document.body.append(document.createElement('p')), 0)",
    "title-20mb": "document.title = 'x'.repeat(2e7)",
    "text-20mb": "document.body.append('word '.repeat(4e6))",
    "attribute-50mb": "document.body.setAttribute('data-x', 'x'.repeat(5e7))",
    "late-storm": "onload = () => setTimeout(() => setInterval(() => { for (let i = 0; i < 50; i++)"
    " { fetch('/lost?' + Math.random()); Promise.reject(1) } }), 400)",
    "script-storm": "setInterval(() => { for (let i = 0; i < 20; i++) document.head.append(Object.assign("
    "document.createElement('script'), { src: '/lost?' + Math.random() })) })",
    "worker-console-storm": "new Worker(URL.createObjectURL(new Blob([`const much = 'x'.repeat(10000);"
    " setInterval(() => { for (let i = 0; i < 100; i++) console.error(much) })`])))",
    "worker-error-storm": "new Worker(URL.createObjectURL(new Blob([`const much = 'x'.repeat(10000);"
    " setInterval(() => { for (let i = 0; i < 100; i++) Promise.reject(Error(much)) })`])))",
    "frame-storm": "document.body.append(Object.assign(document.createElement('iframe'), { srcdoc:"
    " `<script>setInterval(() => { for (let i = 0; i < 50; i++) { fetch('/lost?' + Math.random()); console.error(1) } })</`"
    " + 'script>' }))",
    "hash-storm": "setInterval(() => location.hash = Math.random(), 0)",
    "history-storm": "setInterval(() => history.pushState(null, '', '?' + Math.random()), 0)",
    "reload-loop": "location.reload()",
    "moves-on": "location.replace('?' + performance.now())",
    "goes-nowhere": "location = 'http://127.0.0.1:1/'",
    "goes-to-data": "location = 'data:text/html,<h1>x'",
    "goes-to-blob": "location = URL.createObjectURL(new Blob(['<h1>x'], { type: 'text/html' }))",
    "download": "location = '/download'",
    "mail": "location = 'mailto:a@b.example'",
    "workers": "for (let i = 0; i < 20; i++) new Worker(URL.createObjectURL(new Blob(['while (true);'])))",
    "worker-storm": "new Worker(URL.createObjectURL(new Blob(['setInterval(() => console.error(1), 0)'])))",
    "service-worker": "navigator.serviceWorker.register('/worker.js').then(() => location.reload())",
    "sockets": "for (let i = 0; i < 50; i++) new WebSocket('ws://' + location.host + '/')",
    "events": "for (let i = 0; i < 8; i++) new EventSource('/never')",
    "frames": "for (let i = 0; i < 30; i++) document.body.append(Object.assign(document.createElement('iframe'), { src: '/good' }))",
    "frame-in-itself": "document.body.append(Object.assign(document.createElement('iframe'), { src: location.href + '?' + Math.random() }))",
    "full-storage": "for (let i = 0; i < 100; i++) try { localStorage[i] = 'x'.repeat(1e6) } catch {}",
    "shadow": "let at = document.body; for (let i = 0; i < 300; i++) { const root = at.attachShadow({ mode: 'open' });"
    " at = root.appendChild(document.createElement('div')) }",
    "half-characters": "document.body.append('\\ud800'); document.title = '\\udfff'; console.error('\\ud800')",
    "full-screen": "document.documentElement.requestFullscreen()",
    "lock": "navigator.locks.request('a', () => new Promise(() => {}))",
    "picture-falls-back": "const i = new Image(); i.onerror = () => i.src = '/lost'; i.src = '/lost'; document.body.append(i)",
    "json-locked": "for (const one of [Object, Array, String]) Object.defineProperty(one.prototype, 'toJSON', { value: () => 1 })",
    "setters": "Object.defineProperty(Object.prototype, '0', { set() { throw 1 } })",
    "frozen": "Object.freeze(Array.prototype); Object.freeze(Object.prototype)",
    "crash": "location = 'chrome://crash'",
    "memory": "const kept = []; setInterval(() => kept.push(new Uint8Array(1e6)), 50)",
    "animations": "setInterval(() => document.body.animate({ opacity: [0, 1] }, 1e9), 1)",
}
MARKUP = {
    "deep": "<div>" * 20_000,
    "wide": "<li><a href=/x>x</a>" * 50_000,
    "tables": "<table><tr><td>" * 500,
    "selects": "<select>" + "<option>x" * 20_000 + "</select>",
    "form-cycle": "<form id=f></form><input form=f name=previousSibling><input form=f name=lastChild>",
    "refresh-at-once": "<meta http-equiv=refresh content=0>",
    "refresh-away": "<meta http-equiv=refresh content='0;url=http://127.0.0.1:1/'>",
    "base-elsewhere": "<base href='http://[bad'>",
    "no-end-of-comment": "<!-- " + "x" * 100_000,
    "no-end-of-script": "<script>" + "x" * 100_000,
    "no-end-of-textarea": "<textarea>" + "x" * 100_000,
    "plaintext": "<plaintext>" + "<p>x" * 1000,
    "frameset": "<frameset><frame src=/good></frameset>",
    "nul": "\0" * 1000,
    "object": "<object data=/pages/busy></object><embed src=/pages/alerts>",
    "refused-css": "<style>" + "a{b:c}" * 100_000 + "</style>",
    "portal": "<dialog open>x</dialog><p popover>y",
    "picture-50-mb": "<img src='data:image/svg+xml," + "x" * 1_000_000 + "'>",
}
CHARSETS = [
    "idna",
    "punycode",
    "undefined",
    "utf-7",
    "utf-16",
    "utf-32",
    "x-user-defined",
    "none",
    "rot13",
    "base64",
]
HEADERS: dict[str, dict[str, str]] = {
    "sandbox": {"Content-Security-Policy": "sandbox"},
    "no-scripts": {"Content-Security-Policy": "default-src 'none'"},
    "bad-gzip": {"Content-Encoding": "gzip"},
    "bad-brotli": {"Content-Encoding": "br"},
    "too-long": {"Content-Length": "100000"},
    "bad-type": {"Content-Type": "text/html; charset=idna"},
    "no-type": {"Content-Type": ""},
    "xml": {"Content-Type": "application/xhtml+xml"},
    "refresh": {"Refresh": "0"},
    "many": {f"X-{i}": "x" * 1000 for i in range(100)},
    "cookies": {"Set-Cookie": "a=" + "x" * 4000},
    "attachment": {"Content-Disposition": "attachment"},
    "clears": {"Clear-Site-Data": '"*"'},
    "isolated": {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"},
}
ANSWERS = (
    "never",
    "drips",
    "stops-in-between",
    "bad-chunks",
    "hangs-up",
    "loop",
    "bomb",
    "status-0",
    "204",
    "500",
)


def pages() -> dict[str, tuple[bytes, dict[str, str]]]:
    """The bad pages by their addresses: what is sent, and with which headers."""
    made: dict[str, tuple[bytes, dict[str, str]]] = {}

    def add(name: str, inside: str, headers: dict[str, str] | None = None) -> None:
        made[f"/pages/{name}"] = GOOD.replace("<h1>", f"{inside}<h1>").encode(), headers or {}

    for name in NAMES:
        add(f"named-{name}", f"<form name={name}></form><img name={name}>")
    for name in FIELDS:
        add(f"field-{name}", f"<form><input name={name}><input name={name}></form>")
    for number, name in enumerate(GLOBALS):
        add(f"global-{number}", f"<script>try {{ {name} = () => null }} catch {{}}</script>")
    for number, name in enumerate(GETTERS):
        owner, _, key = name.rpartition(".")
        add(
            f"getter-{number}",
            f"<script>Object.defineProperty({owner}, '{key}', {{ get: () => ({{}}) }})</script>",
        )
    for name, script in SCRIPTS.items():
        add(name, f"<body><script>{script}</script>")
    for name, markup in MARKUP.items():
        add(name, markup)
    for name in CHARSETS:
        add(f"charset-{name}", f"<meta charset={name}>\xe9")
    for name, headers in HEADERS.items():
        add(f"header-{name}", "", headers)
    for name in ANSWERS:
        made[f"/answers/{name}"] = b"", {}
    return made


PAGES = pages()


class Handler(BaseHTTPRequestHandler):
    """Answers as it should not."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        with suppress(OSError):
            if path.startswith("/answers/"):
                self.answer_badly(path.rpartition("/")[2])
            elif path == "/never":
                self.server.closing.wait()  # type: ignore[attr-defined]
            elif path == "/download":
                self.answer(200, b"x", {"Content-Type": "application/octet-stream"})
            elif path == "/worker.js":
                self.answer(200, b"onfetch = () => {}", {"Content-Type": "text/javascript"})
            elif path in PAGES:
                self.answer(200, *PAGES[path])
            else:
                self.answer(200 if path == "/good" else 404, GOOD.encode(), {})

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = "Content-Length" in headers

    def answer_badly(self, how: str) -> None:
        """Send what is no answer."""
        write, closing = self.wfile.write, self.server.closing  # type: ignore[attr-defined]
        self.close_connection = True
        if how == "loop":
            self.answer(302, b"", {"Location": self.path})
        elif how in ("204", "500"):
            self.answer(int(how), b"", {})
        elif how == "bomb":
            self.answer(200, gzip.compress(b"<p>x" * 5_000_000), {"Content-Encoding": "gzip"})
        elif how == "status-0":
            write(b"HTTP/1.1 000 \r\n\r\n")
        elif how == "bad-chunks":
            write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<h1>A\r\nxyz\r\n"
            )
        elif how != "never" and how != "hangs-up":
            write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><h1>A</h1>")
            while how == "drips" and not closing.wait(0.05):
                write(b"<p>more")
        if how in ("never", "stops-in-between"):
            closing.wait()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A browser that hangs up is none of its business."""

    daemon_threads = True
    request_queue_size = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.closing = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class Memory(threading.Thread):
    """Looks how much memory this process and all below it have, and remembers the most."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0

    def run(self) -> None:
        """Look, for as long as the process lives."""
        while True:
            self.most = max(self.most, used())
            time.sleep(0.3)


def used() -> int:
    """Bytes that this process and its descendants have for themselves, as far as the system tells."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in told.splitlines()]
    family, total = {os.getpid()}, 0
    for process, parent, size in sorted(rows):
        if process in family or parent in family:
            family.add(process)
            total += proportional(process) or size * 1024
    return total


def proportional(process: int) -> int:
    """What a process has of the memory that it shares with others, and all of its own; 0 where none is told."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in told if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def keep_factors() -> list[tuple[float, float]]:
    """How slow the machine was found to be from now on, and when: what the limits of visits went by."""
    found: list[tuple[float, float]] = []
    look = machine.slowness

    def slowness() -> float:
        found.append((time.monotonic(), look()))
        return found[-1][1]

    machine.slowness = slowness
    return found


def reading(capture: Capture) -> object:
    """What must be the same of a good page at each visit."""
    if capture.loaded is None:
        return capture.error
    return [(node.tag, node.text, node.box) for node in capture.loaded.nodes], capture.states[0].settled


def disturb(chance: random.Random) -> str:
    """Stop, kill or slow a browser, and say what was done."""
    how = chance.choice(["stop", "kill", "slow"])
    turns = {
        "stop": [signal.SIGSTOP],
        "kill": [signal.SIGKILL],
        "slow": [signal.SIGSTOP, signal.SIGCONT] * TURNS,
    }
    for turn in turns[how]:
        for group in list(pulse.alive):
            with suppress(OSError):
                os.killpg(group, turn)
        if how == "slow":
            time.sleep(TURN)
    return how


def go(
    paths: Sequence[str], chance: random.Random, disturbed: bool
) -> Iterator[tuple[str, Capture | str, bool]]:
    """The outcome of each visit, and whether a browser was disturbed while it was under way."""
    with ExitStack() as stack:
        server = stack.enter_context(Server())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.closing.set)
        url = f"http://127.0.0.1:{server.server_port}"
        launch = stack.enter_context(launching())
        living = Living(launch(), launch)
        site = Site(patience=PATIENCE)
        visitors = [
            stack.enter_context(Visitor(living.browser, site, base_url=url, relaunch=living.relaunch))
            for _ in range(AT_ONCE)
        ]
        entries = [PageEntry(name=str(at), kind="article", url=path) for at, path in enumerate(paths)]
        next_at = chance.randint(3, DISTURBED)
        since = 0
        for at, (_, coming) in enumerate(visit_ahead(visitors, entries)):
            try:
                outcome: Capture | str = coming.result()
            except UnreachableError as error:
                outcome = str(error)
            yield paths[at], outcome, at - since <= AT_ONCE and disturbed
            if disturbed and at >= next_at:
                threading.Timer(chance.random() / 2, disturb, [chance]).start()
                since, next_at = at + 1, at + chance.randint(3, DISTURBED)
        server.shutdown()


def main() -> None:
    """Visit everything, once left alone and once disturbed, and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="bad pages whose addresses contain this")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    bad = [path for path in PAGES if options.only in path]
    memory = Memory()
    memory.start()
    started = time.monotonic()
    factors = keep_factors()
    visited = missing = otherwise = late = deaths = 0
    good: object = None
    for disturbed in (False, True):
        chosen = chance.sample(bad, min(len(bad), max(20, len(bad) // 4))) if disturbed else bad
        paths = [
            "/good",
            *(path for at, one in enumerate(chosen) for path in ([one, "/good"] if at % 2 else [one])),
        ]
        seen = 0
        for path, outcome, hit in go(paths, chance, disturbed):
            seen += 1
            if isinstance(outcome, str):
                print(f"{path}: {outcome}", flush=True)
                continue
            deaths += len(outcome.died)
            seconds = outcome.seconds.navigation + outcome.seconds.rest
            if seconds > PATIENCE + OVER and not hit:
                machine.slowness()
                # The visits beside this one may have come to their ends before it.
                since = time.monotonic() - seconds - PATIENCE - OVER
                factor = max(factor for moment, factor in factors if moment > since)
                if seconds > (PATIENCE + OVER) * factor:
                    late += 1
                    print(f"{path}: took {seconds:.1f} s on a machine {factor:.1f} times slower", flush=True)
            if path == "/good":
                good = good or reading(outcome)
                if reading(outcome) != good:
                    otherwise += 1
                    print(f"{path}: read otherwise: {outcome.error or reading(outcome)}"[:300], flush=True)
        visited += seen
        missing += len(paths) - seen
    print(f"{len(bad)} bad pages, {visited} visits in {time.monotonic() - started:.0f} s, {deaths} deaths")
    print(f"most memory {memory.most / 1e6:.0f} MB")
    print(f"missing {missing}, good pages read otherwise {otherwise}, late {late}")
    if missing or otherwise or late or memory.most > MEMORY:
        sys.exit(1)


if __name__ == "__main__":
    main()
