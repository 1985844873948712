"""Who may look at a review and decide: whoever has the address, on this machine, on the review's own page."""

from __future__ import annotations

import http.client
import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from copydesk.report.loopback import AddressError, listen
from copydesk.review.decisions import Review
from tests.limits import in_time
from tests.review.reviews import files, lay_out, review_of, served

Answer = tuple[int, dict[str, str], bytes]


class Asker:
    """Sends requests to a review, as its page does or with one thing otherwise."""

    def __init__(self, address: str, review: Review) -> None:
        parts = urlsplit(address)
        self.port, self.path, self.review = parts.port, parts.path, review
        self.host = f"127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: object = None, **headers: str | None) -> Answer:
        named = {"Host": self.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        if data:
            named["Content-Length"] = str(len(data))
        for name, value in named.items():
            if value is not None:
                connection.putheader(name, value)

        def answered() -> Answer:
            connection.endheaders(data)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, answer.read()

        try:
            return in_time(answered)
        finally:
            connection.close()

    def decide(self, body: object, **headers: str | None) -> Answer:
        own = {"Origin": f"http://{self.host}", "Content_Type": "application/json"}
        return self.ask("POST", f"{self.path}decide", body, **{**own, **headers})


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    root = tmp_path_factory.mktemp("review")
    review = review_of(root, lay_out(root))
    with served(review) as address:
        yield Asker(address, review)


@pytest.fixture(autouse=True)
def _nothing_written(request: pytest.FixtureRequest, asker: Asker) -> Iterator[None]:
    before = files(asker.review.root)
    yield
    if "decides" not in request.node.name:
        assert files(asker.review.root) == before
        assert not asker.review.decided


def test_the_page_is_shown_to_who_has_the_address(asker: Asker) -> None:
    status, headers, content = asker.ask("GET", asker.path)
    assert status == 200
    assert b"The Small Paper" in content
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_decides_and_is_told_what_has_been_decided(asker: Asker) -> None:
    status, _, content = asker.decide({"do": "reject", "change": 0})
    assert (status, json.loads(content)["state"]["decided"]) == (200, {"0": "rejected"})
    status, _, content = asker.decide({"do": "reject", "change": 0})
    assert status == 409
    assert "already" in json.loads(content)["error"]
    assert asker.decide({"do": "undo"})[0] == 200
    assert json.loads(asker.ask("GET", f"{asker.path}state")[2])["state"]["decided"] == {}


@pytest.mark.parametrize("host", ["localhost:{port}", "evil.example", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_is_refused(asker: Asker, host: str) -> None:
    # A name that somebody has pointed at this machine makes their page and ours one origin.
    named = host.format(port=asker.port)
    for path in (asker.path, f"{asker.path}state"):
        assert asker.ask("GET", path, Host=named)[0] == 421
    assert asker.decide({"do": "reject", "change": 0}, Host=named)[0] == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:{port}", "http://127.0.0.1", "", None]
)
def test_another_origin_is_refused(asker: Asker, origin: str | None) -> None:
    named = origin.format(port=asker.port) if origin else origin
    assert asker.decide({"do": "reject", "change": 0}, Origin=named)[0] == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", None]
)
def test_a_form_is_no_decision(asker: Asker, kind: str | None) -> None:
    # What another page can send without asking first.
    assert asker.decide({"do": "reject", "change": 0}, Content_Type=kind)[0] == 415


@pytest.mark.parametrize("token", ["", "x", "{half}", "{upper}", "../", "%00"])
def test_without_the_token_there_is_nothing(asker: Asker, token: str) -> None:
    secret = asker.path.strip("/")
    token = token.format(half=secret[:-1], upper=secret.swapcase())
    for path in (f"/{token}/", f"/{token}/state", f"/{token}", "/"):
        status, headers, content = asker.ask("GET", path)
        assert status == 404
        assert secret.encode() not in content
        assert secret not in str(headers)
        assert "content-security-policy" in headers
    assert asker.ask("POST", f"/{token}/decide", {"do": "undo"}, Origin=f"http://{asker.host}")[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        {},
        [],
        {"do": "delete"},
        {"do": "accept"},
        {"do": "accept", "changes": "0"},
        {"do": "accept", "changes": [0.5]},
        {"do": "reject", "change": 0, "file": "/etc/passwd"},
        {"do": "mark", "finding": 1, "reason": "x", "expires": "soon"},
        b'{"do": ' * 8000,
        b'{"do": "accept", "changes": ' + b"[" * 30_000,
    ],
)
def test_what_is_no_decision_is_told_to_be_none(asker: Asker, body: object) -> None:
    status, _, content = asker.decide(body)
    assert status == 400
    assert b"Traceback" not in content


def test_a_decision_has_a_length(asker: Asker) -> None:
    status, headers, _ = asker.decide({"do": "mark", "finding": 1, "reason": "x" * 100_000})
    assert (status, headers["connection"]) == (413, "close"), "the rest of it is not read"


def test_a_pipe_in_the_place_of_a_file_stops_nobody(tmp_path: Path) -> None:
    review = review_of(tmp_path, lay_out(tmp_path))
    record = next(path for path in (tmp_path / "snapshots").rglob("*.json"))
    record.unlink()
    os.mkfifo(record)
    os.mkfifo(tmp_path / "known-issues.toml")
    with served(review) as address:
        asking = Asker(address, review)
        assert (
            "not a regular file"
            in json.loads(asking.ask("GET", f"{asking.path}state")[2])["state"]["problem"]
        )
        told = [asking.decide({"do": "accept", "changes": [number]}) for number in range(len(review.changes))]
    assert any(b"not a regular file" in content for _, _, content in told)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_only_a_post_is_a_decision(asker: Asker, method: str) -> None:
    status, headers, _ = asker.ask(method, f"{asker.path}decide", Origin="http://evil.example")
    assert status == 405
    assert not [name for name in headers if name.startswith("access-control")]


def test_nothing_beside_the_page_is_served(asker: Asker) -> None:
    for path in (
        "index.html",
        "../reports/index.html",
        "events.jsonl",
        "snapshots/small/sport.json",
        "decide/",
    ):
        assert asker.ask("GET", asker.path + path)[0] == 404


def test_each_review_has_an_address_of_its_own(tmp_path: Path) -> None:
    review = review_of(tmp_path, lay_out(tmp_path))
    with served(review) as one, served(review) as other:
        assert urlsplit(one).path != urlsplit(other).path
        assert len(urlsplit(one).path) > 30
        assert urlsplit(one).hostname == "127.0.0.1"


def test_a_port_that_is_taken_is_told() -> None:
    with listen(0, "review") as taken, pytest.raises(AddressError, match="choose another port with --port"):
        listen(taken.getsockname()[1], "review")
