"""What machines read: robots.txt, the news sitemap and RSS."""

from datetime import timedelta
from itertools import islice
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from copydesk.demo import dates
from copydesk.demo.sections import BY_SLUG
from copydesk.demo.wire import Wire

NEWS_DAYS = 2
"""A news sitemap lists only articles of the last two days."""

MOST_ENTRIES = 1000
"""A news sitemap may not list more articles than this."""


def origin(request: Request) -> str:
    """Return the address that the request was made to, without a slash at the end."""
    return str(request.base_url).rstrip("/")


async def robots(request: Request) -> Response:
    """``/robots.txt``"""
    return PlainTextResponse(
        f"User-agent: *\nDisallow: /api/\nDisallow: /search\n\nSitemap: {origin(request)}/sitemap-news.xml\n"
    )


async def sitemap(request: Request) -> Response:
    """``/sitemap-news.xml``: the articles of the last two days, in Google's news sitemap form."""
    wire: Wire = request.app.state.wire
    oldest = dates.NOW - timedelta(days=NEWS_DAYS)
    entries = []
    for position in range(min(len(wire), MOST_ENTRIES)):
        article = wire.article(position)
        if article.published < oldest:
            break
        entries.append(
            f"<url><loc>{escape(origin(request) + article.path)}</loc><news:news>"
            "<news:publication><news:name>Lantern</news:name><news:language>en</news:language>"
            "</news:publication>"
            f"<news:publication_date>{article.published.astimezone(dates.ZONE).isoformat()}"
            f"</news:publication_date><news:title>{escape(article.headline)}</news:title></news:news></url>"
        )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )
    return Response(text, media_type="application/xml")


async def rss(request: Request) -> Response:
    """``/rss.xml``: the newest thirty articles."""
    wire: Wire = request.app.state.wire
    items = []
    for article in islice(map(wire.article, range(len(wire))), 30):
        address = escape(origin(request) + article.path)
        sections = "".join(f"<category>{escape(BY_SLUG[s].title)}</category>" for s in article.sections)
        items.append(
            f"<item><title>{escape(article.headline)}</title><link>{address}</link>"
            f'<guid isPermaLink="true">{address}</guid><description>{escape(article.lead)}</description>'
            f"{sections}<pubDate>{dates.rss_text(article.published)}</pubDate></item>"
        )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Lantern</title>'
        f"<link>{escape(origin(request))}/</link><description>News from the Lantern wire agency</description>"
        f"<language>en</language><lastBuildDate>{dates.rss_text(dates.NOW)}</lastBuildDate>\n"
        + "\n".join(items)
        + "\n</channel></rss>\n"
    )
    return Response(text, media_type="application/rss+xml")


ROUTES = [
    Route("/robots.txt", robots),
    Route("/sitemap-news.xml", sitemap),
    Route("/rss.xml", rss),
]
