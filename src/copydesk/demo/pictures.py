"""The drawn pictures: ``/images/<article>-<number>.svg`` and ``/charts/<article>-<number>.svg``."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.demo import art, charts, pages
from copydesk.demo.wire import Wire

CACHED = {"Cache-Control": "public, max-age=3600"}


async def picture(request: Request) -> Response:
    """Serve an article's photograph or chart; 404 unless the article has it."""
    wire: Wire = request.app.state.wire
    slug, number = request.path_params["slug"], request.path_params["number"]
    is_chart = request.url.path.startswith("/charts/")
    position = wire.position(slug)
    article = wire.article(position) if position is not None else None
    if article is None or not 1 <= number <= (article.charts if is_chart else len(article.photos)):
        return await pages.not_found(request)
    key = f"{slug} {number}"
    if is_chart:
        content = charts.draw(article.infographic or "", key)
    else:
        content = art.draw(article.sections[0], article.photos[number - 1].alt, key)
    return Response(content, media_type="image/svg+xml", headers=CACHED)


ROUTES = [
    Route("/images/{slug:str}-{number:int}.svg", picture),
    Route("/charts/{slug:str}-{number:int}.svg", picture),
]
