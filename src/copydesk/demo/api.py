"""The JSON endpoints that the pages' AngularJS modules read."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from itertools import islice

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copydesk.demo import dates, feed, modules
from copydesk.demo.sections import SECTIONS, parse
from copydesk.demo.slugs import slugify
from copydesk.demo.wire import Wire

SLOW_SECONDS = 60.0
STALE = dates.NOW - timedelta(days=4)
"""The moment at which the fault `feed-stale` filled its cache."""
FRESH = {"Cache-Control": "no-store"}


def answer(content: object, status: int = 200) -> JSONResponse:
    """Return ``content`` as JSON that is not to be cached."""
    return JSONResponse(content, status, headers=FRESH)


async def news_feed(request: Request) -> Response:
    """``/api/feed?tab=all|feed|search&sections=a,b&q=&before=CURSOR&limit=N``: one page of a feed."""
    wire: Wire = request.app.state.wire
    faults: frozenset[str] = request.app.state.faults
    query = request.query_params
    if "feed-api-500" in faults:
        return answer({"error": "internal error"}, 500)
    if "feed-api-slow" in faults:
        with suppress(TimeoutError):
            await asyncio.wait_for(request.app.state.ending.wait(), SLOW_SECONDS)
    before, limit = query.get("before", ""), query.get("limit", "15")
    if not (before.isdecimal() or not before) or not limit.isdecimal():
        return answer({"error": "before must be a cursor and limit a number"}, 400)
    if "load-more-repeats" in faults:
        before = ""
    if "feed-stale" in faults and not before:
        before = str(next((i for i in wire.positions() if wire.article(i).published < STALE), len(wire)) - 1)
    sections = frozenset() if "filter-ignored" in faults else parse(query.get("sections", ""))
    if "apostrophe-section" in faults:
        odd = {section.slug for section in SECTIONS if "'" in section.title}
        sections = frozenset("" if slug in odd else slug for slug in sections)
    if query.get("tab") == "search":
        found = list(wire.search(query.get("q", "")[:200]))
        positions, total = iter(found), len(found)
    else:
        chosen = feed.chosen_sections(query.get("tab", "all"), sections)
        positions, total = wire.positions(chosen, int(before or -1) + 1), wire.count(chosen)
    page = feed.page(
        wire,
        positions,
        after=int(before or -1),
        limit=max(1, min(int(limit), feed.MAX_LIMIT)),
        total=total,
        utc_groups="dates-in-utc" in faults,
    )
    return answer(page)


async def section_list(request: Request) -> Response:
    """``/api/sections``: every section with its newest article."""
    wire: Wire = request.app.state.wire
    newest = ((s, next(wire.positions(frozenset({s.slug})), None)) for s in SECTIONS)
    return answer(
        {
            "items": [
                feed.section_link(section.slug) | {"newest": feed.item(wire.article(position))}
                for section, position in newest
                if position is not None
            ]
        }
    )


async def topic_list(request: Request) -> Response:
    """``/api/topics``: the newest articles' topics."""
    topics = request.app.state.wire.topics()[:24]
    return answer({"items": [{"title": topic, "url": f"/topic/{slugify(topic)}"} for topic in topics]})


async def related(request: Request) -> Response:
    """``/api/related?slug=``: articles on the same subject."""
    state = request.app.state
    articles = modules.related(state.wire, request.query_params.get("slug", ""))
    return answer({"items": [feed.item(a, "dates-in-utc" in state.faults) for a in articles]})


async def most_read(request: Request) -> Response:
    """``/api/most-read?period=now|today|week&without=SLUG``: seven articles, the most read first."""
    period = request.query_params.get("period", "now")
    if period not in modules.PERIODS:
        return answer({"error": f"period must be one of {', '.join(modules.PERIODS)}"}, 400)
    without = request.query_params.get("without", "")
    return answer({"items": modules.most_read(request.app.state.wire, period, without)})


async def top_stories(request: Request) -> Response:
    """``/api/top-stories?without=SLUG,SLUG``: the editors' choice."""
    without = request.query_params.get("without", "").split(",")
    return answer({"items": modules.top_stories(request.app.state.wire, without)})


async def partner_news(request: Request) -> Response:
    """``/api/partner-news``: headlines of partner sites."""
    return answer({"items": modules.partner_news()})


async def currency(request: Request) -> Response:
    """``/api/currency``: how much of each currency one euro buys."""
    return answer({"base": "EUR", "as_of": dates.NOW.isoformat(), "rates": modules.RATES})


async def cities(request: Request) -> Response:
    """``/api/cities``: the cities of the city selector with their local time."""
    return answer({"items": modules.cities()})


async def searches(request: Request) -> Response:
    """``/api/searches``: what readers search for most, for a search box that is still empty."""
    wire: Wire = request.app.state.wire
    words = list(islice(wire.persons(), 4)) + wire.topics()[:4]
    return answer({"items": words})


ROUTES = [
    Route("/api/feed", news_feed),
    Route("/api/sections", section_list),
    Route("/api/topics", topic_list),
    Route("/api/related", related),
    Route("/api/most-read", most_read),
    Route("/api/top-stories", top_stories),
    Route("/api/partner-news", partner_news),
    Route("/api/currency", currency),
    Route("/api/cities", cities),
    Route("/api/searches", searches),
]
