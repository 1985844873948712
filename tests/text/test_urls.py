"""Addresses that name one page, and those that do not."""

from __future__ import annotations

import pytest

from copydesk.text.urls import PageAddress

SITE = "https://news.example"
STORY = f"{SITE}/2026/03/port-volumes-climb"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (f"{SITE}/", f"{SITE}/?cat=3", False),
        (f"{SITE}/?cat=2", f"{SITE}/?cat=3", False),
        (f"{SITE}/?a=1&b=2", f"{SITE}/?b=2&a=1", True),
        (f"{SITE}/", f"{SITE}/?utm_source=menu#top", True),
        (f"{SITE}/world", "http://www.news.example/world/", True),
        (f"{SITE}/world", f"{SITE}/sport", False),
        (f"{SITE}/world?id=4", f"{SITE}/world", False),
        (STORY, f"{STORY}/?CMP=share_btn", True),
        (STORY, f"{STORY}?reader=whoever", True),
        (STORY, f"{STORY}?page=2", False),
        (f"{STORY}?id=4", f"{STORY}?id=5", False),
        (f"{SITE}/show-the-story.php?id=4", f"{SITE}/show-the-story.php", False),
        (f"{SITE}/caf%C3%A9", f"{SITE}/café", True),
        ("mailto:desk@news.example", f"{SITE}/desk@news.example", False),
    ],
)
def test_what_names_a_page(one: str, other: str, same: bool) -> None:
    assert PageAddress(one).is_page(PageAddress(other)) is same
    assert PageAddress(other).is_page(PageAddress(one)) is same


def test_it_is_written_as_it_was() -> None:
    assert str(PageAddress(f"{SITE}/world/?utm_source=menu#top")) == f"{SITE}/world/?utm_source=menu"
    assert len({PageAddress(f"{SITE}/world/"), PageAddress(f"{SITE}/world?utm_source=menu")}) == 1
    assert not PageAddress("")
