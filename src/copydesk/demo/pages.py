"""The HTML pages."""

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from copydesk.demo import content, dates, feed, fonts, modules, share
from copydesk.demo.content import Article
from copydesk.demo.sections import BY_SLUG, QUIET, SECTIONS, Section
from copydesk.demo.slugs import slugify
from copydesk.demo.syndication import origin
from copydesk.demo.wire import Wire

SEED: Final = Path(__file__).parent / "seed"
"""The folder that holds nothing but the article of the seed page."""

LISTED: Final = 30
"""The most articles that a person's, a topic's or a search page lists."""

# AngularJS has the curly braces: a template of the server says [[ value ]].
TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    variable_start_string="[[",
    variable_end_string="]]",
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
TEMPLATES.globals.update(
    sections=SECTIONS,
    filter_sections=(*SECTIONS, QUIET),
    by_slug=BY_SLUG,
    now=dates.NOW,
    zone=dates.ZONE,
    rates=modules.RATES,
    fonts_available=fonts.AVAILABLE,
    tabs=(
        ("sections", "Sections"),
        ("all", "All news"),
        ("feed", "News Feed"),
        ("search", "News Search"),
        ("topics", "Topics"),
    ),
    periods=(("now", "Now"), ("today", "Today"), ("week", "This week")),
)
TEMPLATES.filters.update(
    moment=dates.moment_text,
    day=lambda moment: dates.day_text(moment.astimezone(dates.ZONE).date()),
    iso=lambda moment: moment.astimezone(dates.ZONE).isoformat(),
    slug=slugify,
)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a rendered page; what every page needs is filled in where ``values`` do not say otherwise."""
    wire: Wire = request.app.state.wire
    article: Article | None = values.get("article")
    without = article.slug if article else ""
    context = {
        "canonical": origin(request) + request.url.path,
        "origin": origin(request),
        "version": request.app.state.version,
        "section": None,
        "article": None,
        "query": "",
        "galleries": modules.galleries(wire, without),
        "infographics": modules.infographics(wire, without),
    }
    html = TEMPLATES.get_template(template).render(context | values)
    return HTMLResponse(html, status)


def article_or_404(request: Request) -> Article:
    """Return the article that the address names."""
    wire: Wire = request.app.state.wire
    position = wire.position(request.path_params["slug"])
    if position is None:
        raise HTTPException(404)
    return wire.article(position)


async def front(request: Request) -> Response:
    """``/``: the leading stories and the newest of each section."""
    wire: Wire = request.app.state.wire
    newest = [wire.article(position) for position in range(min(len(wire), 40))]
    pictured = [a for a in newest if a.photos]
    hero, leads = pictured[:1], pictured[1:4]
    shown = [a.slug for a in hero + leads]
    used = set(shown)
    blocks: list[tuple[Section, list[Article]]] = []
    for section in SECTIONS:
        positions = wire.positions(frozenset({section.slug}))
        articles = (wire.article(position) for position in islice(positions, 30))
        block = list(islice((a for a in articles if a.slug not in used), 3))
        used.update(a.slug for a in block)
        if block:
            blocks.append((section, block))
    return render(request, "front.html", hero=hero, leads=leads, blocks=blocks, used=shown)


async def section_page(request: Request) -> Response:
    """``/<section>``: the section's feed."""
    section = BY_SLUG.get(request.path_params["section"])
    if section is None:
        raise HTTPException(404)
    return render(request, "section.html", section=section)


async def news(request: Request) -> Response:
    """``/news``: the feed panel in full."""
    return render(request, "news.html")


def json_ld(request: Request, article: Article, canonical: str) -> Markup:
    """Return the article's schema.org NewsArticle as text that is safe inside a script element."""
    base = origin(request)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": article.lead,
        "mainEntityOfPage": {"@type": "WebPage", "@id": canonical},
        "url": canonical,
        "datePublished": article.published.astimezone(dates.ZONE).isoformat(),
        "dateModified": (article.updated or article.published).astimezone(dates.ZONE).isoformat(),
        "articleSection": [BY_SLUG[slug].title for slug in article.sections],
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "author": {"@type": "Organization", "name": "Lantern", "url": f"{base}/about"},
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "Lantern",
            "url": f"{base}/",
            "logo": {"@type": "ImageObject", "url": f"{base}/static/logo.svg"},
        },
        "image": image_urls(request, article),
    }
    if article.topics:
        data["keywords"] = list(article.topics)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def image_urls(request: Request, article: Article) -> list[str]:
    """Return the absolute addresses of an article's photographs, or of the site's card if it has none."""
    base = origin(request)
    photos = [f"{base}/images/{article.slug}-{n}.svg" for n in range(1, len(article.photos) + 1)]
    return photos or [f"{base}/static/logo.svg"]


async def article_page(request: Request) -> Response:
    """``/<section>/<slug>`` and its further pages, ``?page=2``."""
    if "redirect-loop" in request.app.state.faults:
        return RedirectResponse(str(request.url), 302)
    article = article_or_404(request)
    section = request.path_params["section"]
    if section != article.sections[0]:
        if section in article.sections:
            return RedirectResponse(article.path, 301)
        raise HTTPException(404)
    text = request.query_params.get("page", "1")
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:4]) <= len(article.pages):
        raise HTTPException(404)
    number = int(text)
    canonical = origin(request) + article.path + (f"?page={number}" if number > 1 else "")
    wire: Wire = request.app.state.wire
    has_related = bool(modules.related(wire, article.slug, 1))
    return _article(request, "article.html", article, number, canonical, has_related=has_related)


async def seed_page(request: Request) -> Response:
    """``/seed-page``: the article with the defects that copydesk began with. No list and no feed has it."""
    return _article(request, "seed.html", content.load(SEED)[0], 1, origin(request) + request.url.path)


def _article(
    request: Request, template: str, article: Article, number: int, canonical: str, **values: Any
) -> Response:
    """Render page ``number`` of an article."""
    wire: Wire = request.app.state.wire
    read_also = wire.position(article.read_also) if article.read_also else None
    return render(
        request,
        template,
        article=article,
        section=BY_SLUG[article.sections[0]],
        number=number,
        paragraphs=article.pages[number - 1].paragraphs,
        canonical=canonical,
        json_ld=json_ld(request, article, canonical),
        images=image_urls(request, article),
        share=share.links(canonical, article.headline),
        read_also=wire.article(read_also) if read_also is not None else None,
        **values,
    )


async def person(request: Request) -> Response:
    """``/person/<slug>``: what Lantern has written about a person."""
    return _listing(request, "person")


async def topic(request: Request) -> Response:
    """``/topic/<slug>``: what Lantern has written on a topic."""
    return _listing(request, "topic")


def _listing(request: Request, kind: str) -> Response:
    wire: Wire = request.app.state.wire
    names = wire.persons() if kind == "person" else wire.topics()
    name = next((n for n in names if slugify(n) == request.path_params["slug"]), None)
    if name is None:
        raise HTTPException(404)
    positions = wire.of_person(name) if kind == "person" else wire.of_topic(name)
    articles = [feed.item(wire.article(position)) for position in islice(positions, LISTED)]
    return render(request, "listing.html", kind=kind, title=name, articles=articles)


def faulty_search(faults: frozenset[str], wire: Wire, query: str) -> Iterable[int]:
    """Return the positions of the articles that a query finds, or what a broken search takes for them."""
    if "search-finds-nothing" in faults:
        return ()
    return wire.positions() if query and "search-ignored" in faults else wire.search(query)


async def search(request: Request) -> Response:
    """``/search?q=``: articles that hold every word of the query."""
    wire: Wire = request.app.state.wire
    query = request.query_params.get("q", "").strip()[:200]
    found = faulty_search(request.app.state.faults, wire, query)
    articles = [feed.item(wire.article(position)) for position in islice(found, LISTED)]
    return render(request, "search.html", query=query, articles=articles)


async def gallery(request: Request) -> Response:
    """``/photo/<slug>``: an article's photographs."""
    article = article_or_404(request)
    if not article.photos:
        raise HTTPException(404)
    pictures = [
        (f"/images/{article.slug}-{n}.svg", photo.caption, photo.alt)
        for n, photo in enumerate(article.photos, 1)
    ]
    return render(
        request, "gallery.html", story=article, title=article.headline, pictures=pictures, kind="photo"
    )


async def infographic(request: Request) -> Response:
    """``/infographics/<slug>``: the charts of an article's infographic."""
    article = article_or_404(request)
    if not article.infographic:
        raise HTTPException(404)
    pictures = [
        (
            f"/charts/{article.slug}-{n}.svg",
            f"Chart {n} of {article.charts}",
            f"{article.infographic}, chart {n}",
        )
        for n in range(1, article.charts + 1)
    ]
    return render(
        request,
        "gallery.html",
        story=article,
        title=article.infographic,
        pictures=pictures,
        kind="infographic",
    )


async def about(request: Request) -> Response:
    """``/about``: what Lantern is."""
    return render(request, "about.html")


async def not_found(request: Request, error: Exception | None = None) -> Response:
    """The page for an address that leads nowhere, with status 404."""
    return render(request, "not_found.html", 404)


ROUTES = [
    Route("/", front),
    Route("/news", news),
    Route("/search", search),
    Route("/about", about),
    Route("/person/{slug}", person),
    Route("/topic/{slug}", topic),
    Route("/photo/{slug}", gallery),
    Route("/infographics/{slug}", infographic),
    Route("/seed-page", seed_page),
    Route("/{section}", section_page),
    Route("/{section}/{slug}", article_page),
]
