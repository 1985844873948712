"""Cards of a list: each shows what belongs to its story."""

from __future__ import annotations

import pytest

from tests.furniture import feed, said, visited

EEL, CELERY = "Eels rise for the third autumn in a row", "Celery is late and dearer than in May"


def card(name: str, teaser: str = "", picture: str = "") -> str:
    """An item of a list with a teaser and a picture."""
    shown = f'<img src="/{picture}.png" width="40" height="20" alt="">' if picture else ""
    return f'<li>{shown}<a class="story" href="/{name}">Story {name}</a><p>{teaser}</p></li>'


@pytest.mark.parametrize(
    ("rule", "broken", "healthy"),
    [
        (
            "feed/same-teaser",
            feed(card("a", EEL), card("b", EEL), card("c", CELERY)),
            feed(
                card("a", EEL), card("b", CELERY), card("c", "Short and alike"), card("d", "Short and alike")
            ),
        ),
        (
            "feed/same-teaser",
            feed(card("a", EEL), card("b", EEL), card("c", CELERY)),
            feed(card("a", EEL), card("b", EEL), card("c", EEL)),
        ),
        (
            "feed/one-picture",
            feed(*(card(name, picture="quay") for name in "abc")),
            feed(*(card(name, picture=name) for name in "abc")),
        ),
        (
            "feed/one-picture",
            feed(*(card(name, picture="quay") for name in "abc")),
            feed(*(card(name, picture="default") for name in "abc")),
        ),
        (
            "feed/one-picture",
            feed(*(card(name, picture="quay") for name in "abc")),
            feed(*(card(name, picture="quay") for name in "ab"), card("c")),
        ),
    ],
)
def test_caught_and_let_pass(rule: str, broken: str, healthy: str) -> None:
    assert said(rule, visited(broken))
    assert not said(rule, visited(healthy))
