"""What is volatile or secret in a request is not in its plain form, and everything else is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copydesk.recording.plain import REMOVED, Plain

MOMENT = datetime(2026, 3, 31, 7, 15, tzinfo=UTC)
NOW = int(MOMENT.timestamp())
SECRETS = st.text("abcdefghjkmnpqrstuvwxyzABCDEF0123456789-_", min_size=16, max_size=40).filter(
    lambda text: any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
)
NAMES = st.sampled_from(
    [
        *("token", "access_token", "X-Auth-Token", "sid", "PHPSESSID", "api_key", "apiKey", "password"),
        *("csrf-token", "sig", "X-Amz-Signature", "client_secret", "user[token]", "a.session_id"),
        "edition_pass",
    ]
)
WORDS = st.text("abcdefghi-", min_size=1, max_size=12)
ADDRESSES = st.text("abcxyz012/?&=;#@:%[]{}\"'. _-+é", max_size=60).map("https://news.example/{}".format)


def plain() -> Plain:
    return Plain(MOMENT, ["edition_*"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/api?_=17123&q=strait", "/api?_=99&q=strait"),
        ("/api?utm_source=x&sid=1", "/api?utm_source=y&sid=2"),
        (f"/api?t={NOW}&q=1", f"/api?t={NOW + 900}&q=1"),
        (f"/api?since={NOW}123", f"/api?since={NOW + 5}999"),
        ("/api?at=2026-03-31T07:15:00.001Z", "/api?at=2026-03-31T10%3A16%3A00%2B03%3A00"),
        ("/api?x=0.8123456789", "/api?x=0.1987654321"),
        (f"/app.js?{NOW}000", f"/app.js?{NOW + 1}000"),
        ("/page;jsessionid=AB?q=1", "/page;jsessionid=CD?q=1"),
        ("https://me:word@news.example/a#one", "https://news.example/a#two"),
        (
            "/go?to=https%3A%2F%2Fx.example%2F%3Ftoken%3Da%26p%3D1",
            "/go?to=https%3A%2F%2Fx.example%2F%3Ftoken%3Db%26p%3D1",
        ),
        ('/api?v={"csrf":"a","n":1}', '/api?v={"csrf":"b","n":1}'),
        ("/api?edition_pass=1", "/api?edition_pass=2"),
    ],
)
def test_requests_that_differ_in_what_is_volatile_are_one(one: str, other: str) -> None:
    assert plain().url(one) == plain().url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/api?q=strait", "/api?q=harbour"),
        ("/api?before=1774800000", "/api?before=1774700000"),
        ("/api?page=1", "/api?page=2"),
        ("/api?author=ana", "/api?author=ben"),
        ("/api?from=2026-03-30", "/api?from=2026-03-31"),
        ("/a/1774940100", "/a/1774940101"),
        ("/app.js?v=3", "/app.js?v=4"),
        ("https://news.example/", "https://www.news.example/"),
    ],
)
def test_requests_for_other_things_stay_apart(one: str, other: str) -> None:
    assert plain().url(one) != plain().url(other)


@given(ADDRESSES)
def test_the_plain_form_of_an_address_is_its_own(url: str) -> None:
    once = plain().url(url)
    assert plain().url(once) == once


@given(NAMES, SECRETS, st.lists(st.tuples(WORDS, WORDS), max_size=3))
def test_no_secret_is_left_in_an_address_or_a_body(
    name: str, secret: str, others: list[tuple[str, str]]
) -> None:
    known = plain()
    query = urlencode([*others, (name, secret)])
    within = quote(f"https://x.example/?{query}", safe="")
    posts = [
        (query, "application/x-www-form-urlencoded"),
        (json.dumps({"a": [{name: secret}], "b": json.dumps({name: secret})}), "application/json"),
        (
            f'--zz\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{secret}\r\n--zz--\r\n',
            "multipart/form-data; boundary=zz",
        ),
    ]
    for url in (f"/a?{query}", f"/a;{name}={secret}", f"/a?next={within}", f"/a?x=1#{query}"):
        assert secret not in known.url(url)
    assert secret not in known.header("link", f'</a?{query}>; rel="next"')
    assert secret not in known.header("location", f"/a?{query}")
    for body, kind in posts:
        assert secret not in known.post(body.encode(), kind)
    # And where the page itself says it again, it is not kept either.
    assert secret.encode() not in known.cleaned(f"<a href='/a?{query}'>{secret} {quote(secret)}</a>".encode())


@given(SECRETS, WORDS)
def test_a_secret_that_only_the_page_has_in_an_address_is_found(secret: str, word: str) -> None:
    known = plain()
    page = f'<a href="/a?q={word}&amp;access_token={secret}">{word}</a><script>x="?token="+y</script>'
    known.look_for_secrets(page)
    cleaned = known.cleaned(page.encode()).decode()
    assert cleaned == page.replace(secret, REMOVED)


@given(st.sampled_from(["en", "accepted-all", "world", "2026-03-31T10:15:00", "12345", "dark"]), WORDS)
def test_a_cookie_that_could_be_any_word_is_no_secret(value: str, word: str) -> None:
    known = plain()
    known.keep_out(value)
    text = f"{word} {value}".encode()
    assert known.cleaned(text) == text


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "application/json", "text/plain", "multipart/form-data; boundary=b"]),
)
def test_any_body_has_a_plain_form(body: bytes, kind: str) -> None:
    assert plain().post(body, kind) == plain().post(body, kind)


@given(st.dictionaries(WORDS, st.integers() | WORDS | st.lists(WORDS, max_size=2), max_size=4))
def test_bodies_that_differ_in_content_stay_apart(data: dict[str, object]) -> None:
    assume("ts" not in data)
    body = json.dumps(data)
    same = json.dumps({**data, "ts": 1}, indent=1), json.dumps({**data, "ts": 2})
    assert plain().post(same[0].encode(), "application/json") == plain().post(
        same[1].encode(), "application/json"
    )
    assert plain().post(body.encode(), "application/json") != plain().post(
        same[0].encode(), "application/json"
    )
