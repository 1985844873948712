"""Template text in the server's HTML: what a program reads that runs no scripts."""

from __future__ import annotations

import pytest

from copydesk.text.source import template_text

LEAK = "{{item.group_date}}"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        (f"<main><p>{LEAK}</p></main>", True),
        (f'<main><p class="late" style="display: none">{LEAK}</p></main>', False),
        (f'<main><div style="display:none"><p>{LEAK}</p></div></main>', False),
        (f'<main><div style="display:none"><div>Tides</div></div><p>{LEAK}</p></main>', True),
        (f'<main><p title="display: none">{LEAK}</p></main>', True),
        (f'<main><p style="display: none">{LEAK}', True),
        (f'<h1>Ferry</h1><article><p style="display: none">{LEAK}</p></article>', True),
    ],
    ids=["shown", "hidden", "in it", "beside it", "a word", "without end", "in the story"],
)
def test_what_a_list_hides_until_it_is_filled_in_is_not_read(html: str, told: bool) -> None:
    assert bool(template_text(f"<body>{html}</body>")) is told
