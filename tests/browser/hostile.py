"""A loopback server of pages that misbehave, one per path."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGES: dict[str, str | bytes] = {
    "/plain": "<!doctype html><html lang=en><title>Plain</title><h1>A plain page</h1><p id=x>Text.</p>",
    "/empty": b"",
    "/missing": "<title>Not here</title><h1>Not found</h1>",
    "/broken": "<h1>Something went wrong</h1>",
    "/invalid-utf8": b"<!doctype html><meta charset=utf-8><title>Bytes</title><h1>Caf\xe9 \xff\xfe</h1>",
    "/latin1": "<!doctype html><meta charset=iso-8859-1><h1>Café</h1>".encode("latin-1"),
    "/links": "<!doctype html><h1>Links</h1>" + "<li><a href=/plain>x</a>" * 100_000,
    "/huge": "<!doctype html><h1>Huge</h1>" + "<p>" + "word " * 6_000_000,
    "/deep": "<!doctype html><h1>Deep</h1>" + "<div>" * 20_000 + "bottom",
    "/dialogs": "<!doctype html><h1>Dialogs</h1><script>setInterval(() => alert('Look at me'), 0)</script>",
    "/dialogs-for-ever": "<!doctype html><h1>Dialogs</h1><script>while (true) alert('again')</script>",
    "/busy": "<!doctype html><h1>Busy</h1><script>setTimeout(() => { while (true); }, 20)</script>",
    "/busy-at-once": "<!doctype html><h1>Busy</h1><script>while (true);</script>",
    "/restless": (
        "<!doctype html><h1>Restless</h1><p id=n>0</p>"
        "<script>setInterval(() => { n.textContent = +n.textContent + 1 }, 1)</script>"
    ),
    "/pills": (
        "<!doctype html><h1>Pills</h1><aside hidden><button class=more>More</button><b class=pill>Economy</b>"
        "<b class=pill>World</b></aside><aside><button class=more>More</button><b class=pill>Economy</b>"
        "<b class=pill>World</b><b class=pill>Culture</b></aside><ul class=feed></ul><script>"
        "const stories = { a: 'Economy', b: 'World', c: 'Economy', d: 'Culture' };"
        "const on = () => new URLSearchParams(location.search).getAll('tag');"
        "const draw = () => { document.querySelector('.feed').innerHTML = Object.entries(stories)"
        "  .filter(([, tag]) => !on().length || on().includes(tag))"
        "  .map(([key, tag]) => `<li><a href=/${key}>Port ${key}</a> <i>${tag}</i>`).join('');"
        "  for (const pill of document.querySelectorAll('.pill'))"
        "    pill.setAttribute('aria-pressed', on().includes(pill.textContent)) };"
        "for (const pill of document.querySelectorAll('.pill')) pill.onclick = () => {"
        "  const tag = pill.textContent, now = on();"
        "  const next = now.includes(tag) ? now.filter(one => one !== tag) : [...now, tag];"
        "  if (!location.hash) {"
        "    history.pushState(null, '', '?' + next.map(one => `tag=${one}`).join('&')); return draw() }"
        "  for (const one of document.querySelectorAll('.pill'))"
        "    if (one.textContent === tag) one.setAttribute('aria-pressed', true);"
        "  for (const li of document.querySelectorAll('li'))"
        "    li.hidden = !/Economy|World/.test(li.textContent) };"
        "addEventListener('popstate', draw); draw()</script>"
    ),
    "/goes-on": "<!doctype html><script>location.href = '/plain'</script>",
    "/leads-nowhere": "<!doctype html><h1>Away</h1><script>location.href = 'http://127.0.0.1:1/'</script>",
    "/reloads": "<!doctype html><h1>Reload</h1><script>location.reload()</script>",
    "/moves-on": "<!doctype html><script>location.replace('/moves-on?' + performance.now())</script>",
    "/stops": "<!doctype html><h1>Stops</h1><script>setInterval(() => stop(), 0); stop()</script>",
    "/storms": (
        "<!doctype html><h1>Storms</h1><script>const much = 'x'.repeat(10000);"
        "setInterval(() => { for (let i = 0; i < 100; i++) {"
        "  console.error(much); console.log(much); fetch('/missing?' + Math.random()).catch(() => {});"
        "  setTimeout(() => { throw new Error(much) }) } })</script>"
    ),
    "/floods/kept-console": "<!doctype html><h1>Floods</h1><script>const say = console.error;"
    "const much = 'x'.repeat(9e3); setInterval(() => { for (let i = 0; i < 200; i++) say(much) })</script>",
    "/floods/errors": "<!doctype html><h1>Floods</h1><script>fetch('/never'); setInterval(() => {"
    "for (let i = 0; i < 100; i++) setTimeout(() => { throw new Error('no') }) })</script>",
    "/floods/rejections": "<!doctype html><h1>Floods</h1><script>fetch('/never'); setInterval(() => {"
    "for (let i = 0; i < 100; i++) Promise.reject(new Error('no')) })</script>",
    "/floods/fetches": "<!doctype html><h1>Floods</h1><script>fetch('/never'); setInterval(() => {"
    "for (let i = 0; i < 100; i++) fetch('/missing?' + Math.random()) })</script>",
    "/floods/pictures": "<!doctype html><h1>Floods</h1><script>fetch('/never'); setInterval(() => {"
    "for (let i = 0; i < 100; i++) new Image().src = '/missing?' + Math.random() })</script>",
    "/floods/by-a-worker": "<!doctype html><h1>Floods</h1><script>fetch('/never');"
    "new Worker(URL.createObjectURL(new Blob(['setInterval(() => { for (let i = 0; i < 20; i++)"
    " console.error(i) })'])))</script>",
    "/floods/another-site": "<!doctype html><h1>Floods</h1><script>for (let i = 0; i < 1500; i++)"
    " fetch('http://127.0.0.2:1/?' + i).catch(() => {})</script>",
    "/falls-back": "<!doctype html><h1>Falls back</h1><img onerror=\"this.src = '/missing'\" src=/missing>",
    "/popup": "<!doctype html><h1>Popup</h1><script>window.open('/plain')</script>",
    "/tampering": (
        "<!doctype html><h1>Tampering</h1><script>Array.prototype.toJSON = () => 'gotcha';"
        "Object.prototype.toJSON = () => 'gotcha'; String.prototype.toJSON = () => 'gotcha';"
        "JSON.stringify = () => '{}'; window.setTimeout = null; window.getComputedStyle = null</script>"
    ),
    "/stores": (
        "<!doctype html><h1>Stores</h1><p id=seen></p><script>"
        "seen.textContent = [localStorage.a, sessionStorage.a, document.cookie].join('|');"
        "localStorage.a = sessionStorage.a = 'kept'; document.cookie = 'a=kept'</script>"
    ),
    "/stores-late": (
        "<!doctype html><h1>Stores late</h1><p id=seen></p><script>"
        "seen.textContent = [localStorage.a, sessionStorage.a, document.cookie, name].join('|');"
        "const keep = () => { name = localStorage.a = sessionStorage.a = document.cookie = 'a=kept' };"
        "for (const leaving of ['beforeunload', 'pagehide', 'visibilitychange']) {"
        "  addEventListener(leaving, keep); document.addEventListener(leaving, keep);"
        "}</script>"
    ),
    "/stores-and-asks": (
        "<!doctype html><h1>Stores and asks</h1><p id=seen></p><script>"
        "seen.textContent = [localStorage.a, sessionStorage.a, document.cookie].join('|');"
        "localStorage.a = sessionStorage.a = 'kept'; document.cookie = 'a=kept'; alert('Stored.')</script>"
    ),
    "/stores-and-ends": (
        "<!doctype html><h1>Stores and ends</h1><script>"
        "localStorage.a = sessionStorage.a = 'kept'; document.cookie = 'a=kept'; while (true);</script>"
    ),
    "/frames": (
        "<!doctype html><h1>Frames</h1><script>const told = [];"
        "addEventListener('message', (message) => told.push(message.data));"
        "for (const host of ['own.localhost', 'localhost']) {"
        "  const frame = document.body.appendChild(document.createElement('iframe'));"
        "  frame.src = `http://${host}:${location.port}/stores-in-a-frame` }</script>"
    ),
    "/stores-in-a-frame": (
        "<!doctype html><script>"
        "parent.postMessage([localStorage.a, sessionStorage.a, document.cookie].join('|'), '*');"
        "const keep = () => { localStorage.a = sessionStorage.a = document.cookie = 'a=kept' };"
        "keep(); addEventListener('pagehide', keep)</script>"
    ),
    "/sends-on": (
        "<!doctype html><script>localStorage.b = sessionStorage.b = 'kept';"
        "location.href = `http://own.localhost:${location.port}/plain`</script>"
    ),
    "/stored-b": (
        "<!doctype html><h1>Stored</h1><p id=seen></p><script>"
        "seen.textContent = [localStorage.b, sessionStorage.b].join('|')</script>"
    ),
    "/stores-everywhere": (
        "<!doctype html><h1>Stores</h1><p id=seen></p><script>(async () => {"
        "const found = {"
        "  local: localStorage.a, session: sessionStorage.a, cookie: document.cookie, state: history.state,"
        "  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,"
        "  workers: (await navigator.serviceWorker.getRegistrations()).length,"
        "  controlled: !!navigator.serviceWorker.controller,"
        "  file: await (await navigator.storage.getDirectory()).getFileHandle('a').catch(() => '') };"
        "localStorage.a = sessionStorage.a = 'kept'; document.cookie = 'a=kept; max-age=9999';"
        "history.replaceState('kept', '');"
        "await new Promise((done) => { indexedDB.open('a').onsuccess = done });"
        "await (await caches.open('a')).put('/a', new Response('kept'));"
        "await navigator.serviceWorker.register('/worker.js'); await navigator.serviceWorker.ready;"
        "await (await navigator.storage.getDirectory()).getFileHandle('a', { create: true });"
        "window.found = found })()</script>"
    ),
    "/worker.js": "addEventListener('activate', (event) => event.waitUntil(clients.claim()))",
    "/late": (
        "<!doctype html><h1>Late</h1><ul id=list></ul><script>"
        "fetch('/late.json').then(r => r.json()).then(items => setTimeout(() => {"
        "  list.innerHTML = items.map(i => `<li>${i}</li>`).join('') }, 50))</script>"
    ),
    "/late.json": '["one", "two", "three"]',
    "/waits": "<!doctype html><h1>Waits</h1><script>fetch('/never')</script>",
    "/clock": (
        "<!doctype html><h1>Clock</h1><p id=now></p><p id=text></p><script>"
        "const start = Date.now(); while (Date.now() - start < 5);"
        "now.textContent = new Date().toISOString() + '|' + (new Date() instanceof Date) + '|' + "
        "new Date(0).getTime() + '|' + Intl.DateTimeFormat().resolvedOptions().timeZone + '|'"
        " + navigator.language;"
        "text.textContent = Date()</script>"
    ),
    "/refuses": "<!doctype html><h1>Refuses</h1><img src=/missing><script src=/broken></script>"
    "<script>console.error('told you'); nothing.there()</script>",
    "/no-icon": (
        "<!doctype html><link rel=icon href=/lost/favicon-32.png><h1>No icon</h1>"
        "<script>new Image().src = '/lost/favicon-32.png'</script>"
    ),
    "/places": (
        "<!doctype html><style>body{margin:0} .gone{display:none} .clear{opacity:0}"
        ".under{position:absolute;top:300px;left:0;width:100px;height:20px}</style><h1>Places</h1>"
        "<p class=gone>gone</p><p class=clear>clear</p><p style='position:absolute;left:-9999px'>away</p>"
        "<p class=contents style='display:contents'>contents</p>"
        "<p class='under low'>low</p><p class='under high' style='background:#fff'>high</p>"
    ),
    "/more": (
        "<!doctype html><h1>More</h1><ul id=list></ul><button>More news</button><script>"
        "let loading = false; document.querySelector('button').onclick = () => { if (loading) return;"
        "  const asked = new XMLHttpRequest(); asked.open('GET', '/late.json'); loading = true;"
        "  asked.onload = () => { list.insertAdjacentHTML('beforeend', '<li>story'); loading = false };"
        "  asked.send(); const start = Date.now(); while (Date.now() - start < 300); }</script>"
    ),
    "/saves": "<!doctype html><h1>Saves</h1><script>location.href = '/download'</script>",
    "/back": "<!doctype html><h1>Back</h1><div style='height:3000px'></div>",
}
SANDBOXED = b"<!doctype html><html lang=en><h1>Sandboxed</h1><script>document.title = 'It ran'</script>"
STATUS = {"/missing": 404, "/broken": 500}
TYPES = {
    "/worker.js": "text/javascript",
    "/late.json": "application/json",
    "/pdf": "application/pdf",
    "/latin1": "text/html",
}


class Handler(BaseHTTPRequestHandler):
    """Answers from `PAGES`, and badly where the path says so."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/loop":
            self.answer(302, b"", location="/loop")
        elif path in ("/never", "/never-ends"):
            if path == "/never-ends":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!doctype html><h1>And so on</h1>" + b"<p>more</p>" * 1000)
                self.wfile.flush()
            self.server.closing.wait()  # type: ignore[attr-defined]
        elif path == "/pdf":
            self.answer(200, b"%PDF-1.4", kind="application/pdf")
        elif path == "/download":
            self.answer(200, b"x", kind="application/octet-stream", disposition="attachment; filename=x.bin")
        elif path == "/damaged":
            self.answer(200, b"<!doctype html>", also={"Content-Encoding": "gzip"})
        elif path == "/sandboxed":
            self.answer(200, SANDBOXED, also={"Content-Security-Policy": "sandbox"})
        elif path == "/500-empty":
            self.answer(500, b"")
        elif path == "/nothing":
            self.answer(204, b"")
        else:
            body = PAGES.get(path, PAGES["/missing"])
            status = STATUS.get(path, 200 if path in PAGES else 404)
            self.answer(
                status, body.encode() if isinstance(body, str) else body, kind=TYPES.get(path, "text/html")
            )

    def answer(
        self,
        status: int,
        body: bytes,
        *,
        kind: str = "text/html",
        location: str = "",
        disposition: str = "",
        also: Mapping[str, str] | None = None,
    ) -> None:
        """Send a whole response."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        if disposition:
            self.send_header("Content-Disposition", disposition)
        for name, value in (also or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Its threads end with it; a page that left before its answer came is no error."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.closing = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is none of this server's business."""


@contextmanager
def hostile_site() -> Iterator[str]:
    """Serve the pages; yields the base URL."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
