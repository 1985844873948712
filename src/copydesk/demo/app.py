"""The site as an ASGI application."""

import asyncio
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import xstatic.pkg.angular  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from copydesk.demo import api, content, fonts, pages, pictures, syndication
from copydesk.demo.delays import Delayed
from copydesk.demo.faults import check
from copydesk.demo.wire import Wire

STATIC: Final = Path(__file__).parent / "static"
ANGULAR: Final = Path(xstatic.pkg.angular.BASE_DIR) / "angular.js"
CACHED: Final = {"Cache-Control": "public, max-age=3600"}
FILES: Final = {
    "app.js": "text/javascript",
    "site.css": "text/css",
    "fonts.css": "text/css",
    "logo.svg": "image/svg+xml",
    "favicon.svg": "image/svg+xml",
}


def version() -> str:
    """Return a short fingerprint of script and style sheet, which their addresses carry."""
    sums = hashlib.sha256(b"".join((STATIC / name).read_bytes() for name in sorted(FILES)))
    return sums.hexdigest()[:8]


@cache
def angular_script() -> bytes:
    """Return AngularJS, read once: in pieces from the disk it takes five times as long to serve."""
    return ANGULAR.read_bytes()


async def static(request: Request) -> Response:
    """Serve one of the site's own files."""
    name = request.path_params["name"]
    if name not in FILES:
        return await pages.not_found(request)
    return FileResponse(STATIC / name, media_type=FILES[name], headers=CACHED)


async def angular(request: Request) -> Response:
    """Serve AngularJS from the package that holds it."""
    if "angular-missing" in request.app.state.faults:
        return await pages.not_found(request)
    return Response(angular_script(), media_type="text/javascript", headers=CACHED)


async def favicon(request: Request) -> Response:
    """Serve the icon under the address that browsers ask for by themselves."""
    return FileResponse(STATIC / "favicon.svg", media_type="image/svg+xml", headers=CACHED)


def create_app(
    articles: int | None = None, faults: Sequence[str] = (), delay: int = 0, seed: int = 0
) -> Starlette:
    """Return the site with at least its hand-written articles, ``articles`` in all if that is more.

    ``faults`` are names from ``copydesk.demo.faults.FAULTS``; ValueError for any other. Every answer comes 0
    to ``delay`` milliseconds late, drawn with ``seed``.
    """
    app = Starlette(
        routes=[
            Route("/static/{name}", static),
            Route("/vendor/angular.js", angular),
            Route("/favicon.ico", favicon),
            *fonts.ROUTES,
            *pictures.ROUTES,
            *api.ROUTES,
            *syndication.ROUTES,
            *pages.ROUTES,
        ],
        exception_handlers={404: pages.not_found},
    )
    app.state.faults = check(faults)
    app.state.ending = asyncio.Event()
    app.state.wire = Wire(content.load(), articles)
    app.state.version = version()
    if delay:
        app.add_middleware(Delayed, most=delay, seed=seed, ending=app.state.ending)
    return app
