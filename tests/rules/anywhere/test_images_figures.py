"""Pictures with their captions: which addresses are one picture's."""

from __future__ import annotations

import pytest

from copydesk.rules.anywhere.images_figures import file_of

QUAY = "https://news.example/img/quay.jpg"


@pytest.mark.parametrize(
    "other",
    [
        "quay-800.jpg",
        "quay_1024x576.jpg",
        "quay@2x.jpg",
        "quay-scaled.jpg",
        "quay.jpg?w=800",
        "quay-800w.jpg",
    ],
)
def test_sizes_of_one_picture_are_one_picture(other: str) -> None:
    assert file_of(f"https://news.example/img/{other}") == file_of(QUAY)


@pytest.mark.parametrize(
    "other", ["quay-2.jpg", "quays.jpg", "quay-night.jpg", "quay.png", "pic?id=2", "pic?id=3"]
)
def test_other_pictures_are_others(other: str) -> None:
    assert file_of(f"https://news.example/img/{other}") not in (
        file_of(QUAY),
        file_of("https://news.example/img/pic"),
    )
