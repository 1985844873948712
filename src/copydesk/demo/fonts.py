"""Web fonts, where the packages that hold them are installed; system fonts otherwise."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

PACKAGES: Final = {
    "newsreader": ("fontpkg_newsreader", "Newsreader[opsz,wght].ttf"),
    "libre-franklin": ("fontpkg_libre_franklin", "LibreFranklin[wght].ttf"),
}


def _file(package: str, name: str) -> Path | None:
    spec = find_spec(package)
    path = Path(spec.origin).parent / "files" / name if spec and spec.origin else None
    return path if path and path.is_file() else None


FILES: Final = {
    name: path for name, (package, file) in PACKAGES.items() if (path := _file(package, file)) is not None
}
AVAILABLE: Final = FILES.keys() == PACKAGES.keys()
"""Whether all fonts are there; pages then link ``fonts.css``, which names their addresses."""


async def font(request: Request) -> Response:
    """Serve one font."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404)
    return FileResponse(
        FILES[name], media_type="font/ttf", headers={"Cache-Control": "public, max-age=86400"}
    )


ROUTES = [Route("/fonts/{name:str}.ttf", font)] if AVAILABLE else []
