"""Recordings on disk: the same bytes for the same traffic, and no file that can do harm."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.disk.read import FileError
from copydesk.recording import store
from copydesk.recording.plain import Plain
from copydesk.recording.recorder import Recorder
from copydesk.recording.store import load, save
from copydesk.recording.traffic import HELD, Answer, Asked, Exchanges, Manifest, Recording, visit_of

MOMENT = datetime(2026, 3, 31, 7, 15, tzinfo=UTC)
HTML = (("content-type", "text/html"),)
ANSWERS = st.builds(
    Answer,
    status=st.integers(200, 599),
    headers=st.lists(
        st.tuples(st.sampled_from(["content-type", "link", "x-robots-tag"]), st.text("ab;=/ é", max_size=10)),
        max_size=3,
    ).map(tuple),
    body=st.binary(max_size=50),
) | st.builds(Answer, failure=st.sampled_from(["ConnectionRefused", HELD]))
EXCHANGES = st.dictionaries(
    st.builds(
        Asked,
        st.sampled_from(["GET", "POST", "HEAD"]),
        st.text(max_size=20).map("https://news.example/{}".format),
        st.text(max_size=20),
    ),
    st.lists(ANSWERS, min_size=1, max_size=3),
    max_size=4,
)


def recording(
    pages: dict[str, Exchanges], links: Exchanges | None = None, moment: datetime = MOMENT
) -> Recording:
    manifest = Manifest(
        site="paper",
        base_url="https://news.example",
        moment=moment,
        browser="chromium 1.2",
        pages=list(pages),
    )
    return Recording(manifest=manifest, pages=pages, links=links or {})


def one(*answers: Answer, url: str = "https://news.example/") -> Exchanges:
    return {Asked("GET", url): list(answers)}


@given(st.dictionaries(st.sampled_from(["home", "news"]), EXCHANGES), EXCHANGES)
def test_what_is_read_is_what_was_written_and_order_is_nothing(
    tmp_path_factory: pytest.TempPathFactory, pages: dict[str, Exchanges], links: Exchanges
) -> None:
    folder = tmp_path_factory.mktemp("recording")
    links = {
        asked: [msgspec.structs.replace(a, failure=a.failure and "refused") for a in given]
        for asked, given in links.items()
    }
    told = recording(pages, links)
    save(told, folder / "one.zip")
    read = load(folder / "one.zip")
    assert {name: made for name, made in read.pages.items() if made} == {n: e for n, e in pages.items() if e}
    assert (read.links, read.manifest) == (links, told.manifest)
    turned = {name: dict(reversed(exchanges.items())) for name, exchanges in pages.items()}
    save(recording(turned, dict(reversed(links.items()))), folder / "other.zip")
    assert (folder / "one.zip").read_bytes() == (folder / "other.zip").read_bytes()


def test_the_same_traffic_at_another_moment_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "paper.zip"
    pages = {"home": one(Answer(status=200, headers=HTML, body=b"Harbour"))}
    save(recording(pages), file)
    before = file.read_bytes()
    save(recording(pages, moment=MOMENT + timedelta(days=1)), file)
    assert file.read_bytes() == before
    save(recording({"home": one(Answer(status=404))}, moment=MOMENT + timedelta(days=1)), file)
    assert load(file).manifest.moment == MOMENT + timedelta(days=1)
    assert list(tmp_path.iterdir()) == [file]


def test_it_is_a_har_that_others_can_open(tmp_path: Path) -> None:
    file = tmp_path / "paper.zip"
    save(recording({"home": one(Answer(status=200, headers=HTML, body=b"Harbour"))}), file)
    with zipfile.ZipFile(file) as packed:
        [entry] = json.loads(packed.read("recording.har"))["log"]["entries"]
        assert entry["response"]["content"]["_file"] == f"{sha256(b'Harbour').hexdigest()}.html"
        assert packed.read(entry["response"]["content"]["_file"]) == b"Harbour"


def test_answers_come_in_their_turn_and_the_last_stays(tmp_path: Path) -> None:
    first, second, third = (Answer(status=200, body=body) for body in (b"1", b"2", b"3"))
    told = recording(
        {"home": one(first, second), "news": one(third), "more": one(third, url="https://x.example/")}
    )
    asked, elsewhere = Asked("GET", "https://news.example/"), Asked("GET", "https://x.example/")
    visit = visit_of(told, "home")
    assert [visit.answer(asked) for _ in range(4)] == [first, second, second, second]
    # Another visit begins anew; what a page did not ask then, another may have asked; nobody asked for that.
    assert visit_of(told, "home").answer(asked) == first
    assert visit_of(told, "news").answer(asked) == third
    assert visit_of(told, "news").answer(elsewhere) == third
    assert visit.answer(Asked("POST", "https://news.example/")) is None


def recorder(*visits: tuple[str, str, Answer | None]) -> Recording:
    made = Recorder(Plain(MOMENT))
    for page, url, answer in visits:
        slot = made.slot(page, made.asked("GET", url))
        if answer:
            slot.put(answer)
    return made.recording(recording({page: {} for page, _, _ in visits}).manifest)


def test_what_only_the_browsers_memory_decides_is_not_in_it() -> None:
    """Files that it has are asked for again or not, and requests of a page that is left end or not."""
    style, one_answer, other = Answer(status=200), Answer(status=201), Answer(status=202)
    asks = recorder(
        ("a", "/s.css", style), ("b", "/s.css", style), ("a", "/x", None), ("b", "/x", one_answer)
    )
    does_not = recorder(("a", "/s.css", style), ("b", "/x", one_answer))
    assert does_not.pages == asks.pages
    repeats = recorder(("a", "/t", one_answer), ("a", "/t", other), ("a", "/t", other), ("a", "/never", None))
    assert repeats.pages["a"][Asked("GET", "/t")] == [one_answer, other]
    assert repeats.pages["a"][Asked("GET", "/never")] == [Answer(failure=HELD)]


def test_where_an_embedded_site_was_is_not_in_it() -> None:
    made = Recorder(Plain(MOMENT), ("127.0.0.1:43210", "127.0.0.1:8000"))
    assert made.asked("GET", "http://127.0.0.1:43210/a?u=http%3A%2F%2F127.0.0.1%3A43210%2F").url == (
        "http://127.0.0.1:8000/a?u=http%3A%2F%2F127.0.0.1%3A8000%2F"
    )
    answer = made.answer(
        "/", 302, [("location", "http://127.0.0.1:43210/b"), ("date", "today"), ("set-cookie", "a=b")], b""
    )
    assert answer == Answer(status=302, headers=(("location", "http://127.0.0.1:8000/b"),))
    page = made.answer("/", 200, HTML, b"share?url=http%253A%252F%252F127.0.0.1%253A43210 127.0.0.1:43210")
    assert page
    assert page.body == b"share?url=http%253A%252F%252F127.0.0.1%253A8000 127.0.0.1:8000"
    assert made.answer("/", 200, [("content-type", "image/png")], b"127.0.0.1:43210") == Answer(
        status=200, headers=(("content-type", "image/png"),), body=b"127.0.0.1:43210"
    )


def changed(**members: Callable[[bytes], bytes] | bytes | None) -> Callable[[Path], None]:
    """A recording with its members changed, replaced or (None) left out."""

    def change(file: Path) -> None:
        with zipfile.ZipFile(file) as packed:
            files = {name: packed.read(name) for name in packed.namelist()}
        for name, how in members.items():
            for full in [full for full in files if full.endswith(f".{name}") or full.startswith(f"{name}.")]:
                content = files.pop(full)
                if how is not None:
                    files[full] = how(content) if callable(how) else how
        with zipfile.ZipFile(file, "w") as packed:
            for name, content in files.items():
                packed.writestr(name, content)

    return change


def told(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new)


def with_member(name: str, size: int) -> Callable[[Path], None]:
    def add(file: Path) -> None:
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, bytes(size))

    return add


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda file: file.unlink(), "there is no such recording; `copydesk record --site FILE` makes one"),
        (lambda file: file.write_bytes(b"PK, or so"), "not a zip file"),
        (lambda file: file.write_bytes(file.read_bytes()[:-200]), "not a zip file"),
        (lambda file: (file.unlink(), file.mkdir()), "it is a folder"),
        (changed(manifest=None), "it has no manifest.json"),
        (changed(har=None), "it has no recording.har"),
        (changed(manifest=b"[1]"), "Expected `object`"),
        (
            changed(manifest=told(b'"format": 1', b'"format": 9')),
            "its format is 9, but this copydesk reads 1",
        ),
        (changed(manifest=told(b"07:15:00Z", b"07:15:00")), "a moment needs an offset"),
        (changed(manifest=told(b"https://news", b"file:///news")), "no address of a site"),
        (changed(har=told(b'"status": 200', b'"status": 7')), "7 is not the status"),
        (changed(har=told(b"text/html", b"text/html\\r\\nx: y")), "is not a header"),
        (changed(har=told(b'"_file": "', b'"_file": "../../')), "is missing"),
        (
            changed(har=told(b'"status": 200', b'"_failureText": "Bored", "status": 0')),
            "not a failure of a browser: 'Bored'",
        ),
        (changed(har=b"[" * 100_000), "not a recording"),
        (changed(html=b"Harbours"), "is not what was stored"),
        (changed(html=None), "is missing"),
        (with_member("../../outside", 3), ""),
        (with_member("bomb", store.BODY + 1), "at most 64000000 can be read"),
    ],
)
def test_a_file_that_cannot_be_replayed_says_why_in_one_sentence(
    tmp_path: Path, spoil: Callable[[Path], object], says: str
) -> None:
    file = tmp_path / "in" / "paper.zip"
    save(recording({"home": one(Answer(status=200, headers=HTML, body=b"Harbour"))}), file)
    spoil(file)
    if not says:
        load(file)
        assert [path.name for path in tmp_path.iterdir()] == ["in"]
        return
    with pytest.raises(FileError) as error:
        load(file)
    assert says in str(error.value)
    assert str(error.value).startswith(f"{file}: ")
    assert "\n" not in str(error.value)
