"""The published time: one moment, said alike to readers and to programs."""

from __future__ import annotations

import msgspec
import pytest

from tests.rules.cases import ARTICLE, PUBLISHED, Case, article, findings, judge, named, page

TIME = '<time class="published" datetime="{}">{}</time>'
META = '<meta property="article:published_time" content="{}">'
ISO = "2026-03-31T08:47:00+03:00"


def timed(text: str, at: str = "2026-03-31T08:47:00+03:00", **parts: str) -> str:
    """An article that shows this as its published time."""
    return article(published=f'<time class="published" datetime="{at}">{text}</time>', **parts)


LIKE = msgspec.structs.replace(ARTICLE, time_like="March 31, 08:47 UTC+3")
"""A site file with an example of the site's times."""
MODIFIED = '<meta property="article:modified_time" content="{}">'


AMERICAN = msgspec.structs.replace(ARTICLE, time_like="March 31, 8:47 AM ET")
PROGRAMS = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "datePublished": "'
    + ISO
    + '", "dateModified": "'
    + ISO
    + '"}</script>'
)


def updated(text: str, at: str = "2026-03-31T09:20:00+03:00", head: str = "") -> str:
    """An article that shows this as the time of its last change."""
    shown = PUBLISHED + f'<time class="updated" datetime="{at}">{text}</time>'
    return article(published=shown, head=head)


CASES = [
    *(
        Case("published/other-form", timed(broken), timed(healthy), LIKE)
        for broken, healthy in (
            ("March 31", "5 minutes ago"),
            ("March 31, 08:47", "Today, 08:47"),
            ("March 31, 08:47 EEST", "March 31, 2026, 08:47 UTC+3"),
            ("March 31, 8:47 a.m. UTC+3", "March 31, 05:47 UTC"),
        )
    ),
    Case("published/other-form", timed("March 31, 8:47"), timed("March 31, 8:47 PM ET"), AMERICAN),
    Case("updated/other-form", updated("March 31, 09:20"), updated("March 31, 09:20 UTC+3"), LIKE),
    Case("published/wrong-language", timed("31. März, 08:47"), timed("31 Mar, 08:47"), ARTICLE),
    Case("published/wrong-language", timed("٣١ March, 08:47"), timed("Set 31: March 31"), ARTICLE),
    Case("updated/wrong-language", updated("31 марта, 09:20"), updated("April 1, 09:20"), ARTICLE),
    Case("published/negative-elapsed", timed("-3 minutes ago"), timed("0 minutes ago"), ARTICLE),
    Case("published/negative-elapsed", timed("in 2 hours"), timed("March 31 – 08:47"), ARTICLE),
    Case("updated/negative-elapsed", updated("in 5 Minuten"), updated("5 minutes ago"), ARTICLE),
    *(
        Case("published/malformed", timed("", broken), timed("", healthy), ARTICLE)
        for broken, healthy in (
            ("31.03.2026 08:47", "2026-03-31T08:47+03:00"),
            ("Tue, 31 Mar 2026 08:47:00 +0300", "2026-03-31 08:47:00.000+0300"),
            ("2026-13-31T08:47:00Z", "2026-03-31"),
            ("soon", "1774936020"),
        )
    ),
    Case("updated/malformed", updated("", "31/3/2026"), updated("", "20260331T092000Z"), ARTICLE),
    Case("updated/shown-differs", updated("March 31, 06:20"), updated("March 31, 09:20"), ARTICLE),
    Case(
        "updated/sources-differ",
        updated("09:20", head=MODIFIED.format("2026-03-31T09:20:00Z")),
        updated("09:20", head=MODIFIED.format("2026-03-31T09:21:00+03:00")),
        ARTICLE,
    ),
    Case(
        "published/sources-differ",
        article(head=META.format("2026-03-31T08:47:00Z") + PROGRAMS),
        article(head=META.format("2026-03-31T08:00:00+03:00") + PROGRAMS.replace("08:47", "08:00", 1)),
        ARTICLE,
    ),
    Case("updated/future", updated("", "2026-03-31T18:00:00+03:00"), updated(""), ARTICLE),
    Case(
        "updated/same-as-published",
        updated("March 31, 08:47 UTC+3", ISO),
        updated("March 31, 08:48 UTC+3", "2026-03-31T08:48:00+03:00"),
        ARTICLE,
    ),
    Case(
        "updated/not-shown",
        article(head=META.format(ISO) + MODIFIED.format("2026-03-31T09:20:00+03:00")),
        article(head=META.format(ISO) + MODIFIED.format("2026-03-31T08:55:00+03:00")),
        ARTICLE,
    ),
    Case("published/shown-differs", timed("8:47 p.m."), timed("8:47 a.m."), ARTICLE),
    Case("published/shown-differs", timed("March 31, 2:47 AM ET"), timed("March 31, 1:47 AM ET"), ARTICLE),
    Case(
        "published/shown-differs",
        timed("Mon 31 March 2026, 08:47"),
        timed("Tue 31 March 2026, 08:47"),
        ARTICLE,
    ),
    Case(
        "published/shown-differs",
        timed("Wednesday, 31 March 2026"),
        timed("31 March 2026, 08:47 (changed on a Wednesday, not a Monday)"),
        ARTICLE,
    ),
    Case("published/shown-differs", timed("Today, 09:49"), timed("5 minutes ago"), ARTICLE),
    Case(
        "published/shown-differs",
        article(published=TIME.format("2026-03-04T13:55:00+02:00", "05/03/2026 - 13:55")),
        article(published=TIME.format("2026-03-04T13:55:00+02:00", "04/03/2026 - 12:55 GMT+1")),
        ARTICLE,
    ),
    Case(
        "published/shown-differs",
        article(published=TIME.format("2026-03-04T13:55:00+02:00", "04/03/2026 - 14:55")),
        article(published=TIME.format("2026-03-04T13:55:00+02:00", "03/04/2026 - 13:55")),
        ARTICLE,
    ),
    Case(
        "published/shown-differs",
        timed("March 31, 09:49"),
        timed(
            "March 31, 09:49",
            head='<meta property="article:modified_time" content="2026-03-31T09:49:00+03:00">',
        ),
        ARTICLE,
    ),
    Case("published/wrong-zone-label", timed("08:47 GMT, March 31"), timed("05:47 GMT, March 31"), ARTICLE),
    Case(
        "published/shown-differs", article(published=TIME.format(ISO, "March 31, 07:47")), article(), ARTICLE
    ),
    Case(
        "published/shown-differs",
        article(published=TIME.format(ISO, "March 30, 08:47")),
        article(published=TIME.format(ISO, "31 March 2026")),
        ARTICLE,
    ),
    Case(
        "published/shown-differs",
        article(published=TIME.format(ISO, "March 29")),
        article(published=TIME.format("2026-03-31T05:47:00Z", "March 31, 08:47")),
        ARTICLE,
    ),
    Case(
        "published/sources-differ",
        article(head=META.format("2026-03-31T08:47:00Z")),
        article(head=META.format("2026-03-31T05:47:00Z")),
        ARTICLE,
    ),
    Case(
        "published/future",
        article(published=TIME.format("2026-03-31T18:00:00+03:00", "18:00")),
        article(),
        ARTICLE,
    ),
    Case("published/epoch", article(published=TIME.format("1970-01-01T00:00:00Z", "")), article(), ARTICLE),
    Case(
        "published/no-offset",
        article(published=TIME.format("2026-03-31T08:47:00", "08:47")),
        article(published=TIME.format("2026-03-31", "")),
        ARTICLE,
    ),
    Case(
        "published/wrong-offset",
        article(published=TIME.format("2026-03-31T07:47:00+02:00", "")),
        article(published=TIME.format("2026-03-28T07:47:00+02:00", "")),
        ARTICLE,
    ),
    Case(
        "published/wrong-zone-label",
        article(published=TIME.format(ISO, "March 31, 08:47 UTC+2")),
        article(),
        ARTICLE,
    ),
    Case(
        "published/wrong-zone-label",
        article(published=TIME.format(ISO, "March 31, 08:47 EET")),
        article(published=TIME.format(ISO, "March 31, 08:47 EEST")),
        ARTICLE,
    ),
    Case(
        "published/modified-before",
        article(
            head=META.format(ISO) + META.replace("published", "modified").format("2026-03-31T07:47:00+03:00")
        ),
        article(head=META.format(ISO) + META.replace("published", "modified").format(ISO)),
        ARTICLE,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_caught_and_let_pass(case: Case) -> None:
    judge(case)


def test_a_label_in_the_wrong_zone_is_told_once() -> None:
    here = page(article(published=TIME.format(ISO, "March 31, 08:47 UTC+2")), ARTICLE)
    assert findings("published/wrong-zone-label", here)
    assert not findings("published/shown-differs", here)


def test_without_a_zone_an_hour_may_be_another_zones() -> None:
    here = page(article(published=TIME.format(ISO, "31 March 2026, 05:47")))
    assert not findings("published/shown-differs", here)
