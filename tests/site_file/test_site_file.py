"""The site file: what it says, and what is said of one with mistakes in it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.disk.read import FileError
from copydesk.rules.registry import rule_names
from copydesk.schemas import validators as schemas
from copydesk.site import selectors
from copydesk.site.elements import ELEMENTS, JOURNEYS
from copydesk.site.file import load_site
from copydesk.site.model import Element, Links, Off, PageEntry, Site, default_site

Problems = Callable[[str], list[str]]


@pytest.fixture
def problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Problems:
    """What is wrong with a site file, line by line; none for one that is in order."""
    monkeypatch.chdir(tmp_path)

    def check(text: str) -> list[str]:
        Path("harbour.toml").write_text(text, "utf-8")
        try:
            load_site(Path("harbour.toml"), rule_names())
        except FileError as error:
            return str(error).splitlines()
        return []

    return check


def test_an_empty_file_is_the_embedded_site_with_every_default(tmp_path: Path):
    path = tmp_path / "My Harbour.toml"
    path.write_text("")
    assert load_site(path, rule_names()) == Site(
        name="my-harbour", path=path, embedded=True, third_parties=[]
    )
    assert default_site() == Site()


def test_everything_that_a_file_can_say_is_read(tmp_path: Path):
    (tmp_path / "article.strict.json").write_text('{"required": ["lead"]}')
    path = tmp_path / "harbour.toml"
    path.write_text(
        """
        [site]
        name = "harbour"
        title = "The Harbour"
        base_url = "https://harbour.example/news/"
        language = "en-GB"
        time_zone = "Europe/Helsinki"
        now = 2026-03-31T10:15:00+03:00
        agency = "HARBOUR"
        dateline = "{city}, {date}. /{agency}/."
        title_suffix = [" - The Harbour", " | * | The Harbour"]
        title_prefix = "Opinion | "
        networks = ["x", "email"]
        patience = 2.5

        [[pages]]
        name = "quay"
        kind = "article"
        path = "/quay"
        journeys = ["related"]

        [[pages]]
        name = "all"
        kind = "filter"
        url = "https://feeds.example/all?page=1"
        choose = ["World", "Science"]

        [elements.all.navigation]
        selector = "nav"
        required = true
        parts = { item = "a", current = "[aria-current]" }
        [elements.article.share]
        selector = ".share"
        count = 2
        [elements.article.photo]
        selector = ".photo"
        count = { max = 3 }
        [elements.article.top-stories]
        selector = ".top"
        items = 4
        [elements.article.navigation]
        selector = "header nav"

        [off]
        "record/schema" = "the archive's old articles have no times"

        [snapshots]
        mask = ["most_read.items[*].text"]

        [links]
        check = "own"
        rate = 2.5

        [schemas]
        article = "article.strict.json"
        """
    )
    site = load_site(path, rule_names())
    assert site.links == Links(check="own", rate=2.5, same_headlines=False)
    assert Site().links.check == "off"
    assert site.title_suffixes == [" - The Harbour", " | * | The Harbour"]
    assert (site.title_suffix, site.title_prefixes) == (" - The Harbour", ["Opinion | "])
    assert (site.base_url, site.embedded, site.patience) == ("https://harbour.example/news", False, 2.5)
    assert site.now is not None
    assert site.now.isoformat() == "2026-03-31T10:15:00+03:00"
    assert site.pages == [
        PageEntry(name="quay", kind="article", url="/quay", journeys=["related"]),
        PageEntry(
            name="all", kind="filter", url="https://feeds.example/all?page=1", choose=["World", "Science"]
        ),
    ]
    assert site.elements_of("article") == {
        "navigation": Element(selector="header nav"),
        "share": Element(selector=".share", count=(2, 2)),
        "photo": Element(selector=".photo", count=(None, 3)),
        "top-stories": Element(selector=".top", items=(4, 4)),
    }
    assert site.elements_of("feed")["navigation"].parts == {"item": "a", "current": "[aria-current]"}
    assert site.off == {"record/schema": [Off(reason="the archive's old articles have no times")]}
    assert site.mask == ["most_read.items[*].text"]
    assert site.schemas == {"article": "article.strict.json"}


def test_all_problems_are_told_at_once_in_the_order_of_the_file(problems: Problems):
    assert problems(
        """
        [site]
        langage = "en"
        patience = "long"

        [[pages]]
        name = "quay"
        kind = "artcle"
        path = "/quay"

        [elements.article.headlne]
        selector = "h1"
        """
    ) == [
        "harbour.toml:3: site.langage: unknown key; did you mean 'language'?",
        "harbour.toml:4: site.patience: must be a number; it is 'long'",
        "harbour.toml:8: pages[0].kind: must be article, feed or filter; it is 'artcle';"
        " did you mean 'article'?",
        "harbour.toml:11: elements.article.headlne: unknown element; did you mean 'headline'?",
    ]


def test_a_rule_is_switched_off_where_the_site_file_says(tmp_path: Path):
    path = tmp_path / "harbour.toml"
    path.write_text(
        """
        [[pages]]
        name = "front"
        kind = "feed"
        path = "/"

        [off]
        "layout/overlap" = [
            { reason = "a banner", page = "front", element = "advertisement", until = 2027-01-31 },
            { reason = "by design", kind = "article", message = "* covers *", as = "warning" },
        ]
        "record/schema" = { reason = "old pages" }
        """
    )
    site = load_site(path, rule_names())
    assert site.off == {
        "layout/overlap": [
            Off(reason="a banner", page="front", element="advertisement", until=date(2027, 1, 31)),
            Off(reason="by design", kind="article", message="* covers *", as_="warning"),
        ],
        "record/schema": [Off(reason="old pages")],
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[site]\nname = "The Harbour"',
            "2: site.name: must be small letters and digits, with single hyphens",
        ),
        (
            '[site]\nbase_url = "harbour.example"',
            "2: site.base_url: must be an address that starts with http",
        ),
        (
            '[site]\ntime_zone = "Europe/Helsinky"',
            "no time zone is called 'Europe/Helsinky'; did you mean 'Europe/Hel",
        ),
        ('[site]\ntime_zone = "Helsinki"', "did you mean 'Europe/Helsinki'?"),
        ("[site]\nnow = 2026-03-31T10:00:00", "2: site.now: must be a date and time with its offset"),
        ("[site]\nnow = 2026-03-31", "2: site.now: must be a date and time with its offset"),
        (
            '[site]\ntime_zone = "Europe/Helsinki"\nnow = 2026-03-31T10:00:00+02:00',
            "3: site.now: the offset is not that of Europe/Helsinki at that moment; write 2026-03-31T11",
        ),
        ('[site]\ndateline = "tas"', "no dateline form is called 'tas'; did you mean 'tass'?"),
        ('[site]\ndateline = "{city} {dat}"', "unknown placeholder '{dat}'; did you mean 'date'?"),
        ("[site]\npatience = 0", "must be more than 0; it is 0"),
        ('[site]\nnetworks = ["x", "x"]', "must not contain the same value twice"),
        ("pages = 3", "1: pages: must be a list; it is 3"),
        ('[[pages]]\nname = "a"\nkind = "feed"', "1: pages[0]: a page needs either a path"),
        ('[[pages]]\nkind = "feed"\npath = "/"', "1: pages[0].name: is missing"),
        (
            '[[pages]]\nname = "a"\nkind = "feed"\npath = "a"',
            "4: pages[0].path: must be a path that starts with /",
        ),
        ('[[pages]]\nname = "a"\nkind = "filter"\npath = "/"', "1: pages[0].choose: is missing"),
        (
            '[[pages]]\nname = "a"\nkind = "feed"\npath = "/"\nchoose = ["b"]',
            "5: pages[0].choose: only a filter page",
        ),
        (
            '[[pages]]\nname = "a"\nkind = "feed"\npath = "/"\njourneys = ["load-mor"]',
            "5: pages[0].journeys[0]: must be load-more",
        ),
        (
            '[[pages]]\nname = "a"\nkind = "feed"\npath = "/"\n' * 2,
            "6: pages[1].name: there is already a page called 'a'",
        ),
        (
            '[elements.feed.persons]\nselector = "a"',
            "not an element of feed pages; it belongs under [elements.article.per",
        ),
        ("[elements.all.share]\nrequired = true", "1: elements.all.share.selector: is missing"),
        (
            '[elements.all.share]\nselector = "h1["',
            "2: elements.all.share.selector: the selector is not valid",
        ),
        ('[elements.all.share]\nselector = "a"\nparts = { lnk = "a" }', "unknown part; did you mean 'link'?"),
        ('[elements.all.lead]\nselector = "a"\nparts = { x = "a" }', "unknown part; it has none"),
        ('[elements.all.share]\nselector = "a"\ncount = "2"', "must be a whole number or a table; it is '2'"),
        (
            '[elements.all.share]\nselector = "a"\ncount = { mn = 2 }',
            "count.mn: unknown key; did you mean 'min'?",
        ),
        ('[elements.all.share]\nselector = "a"\ncount = { min = 3, max = 2 }', "min is 3 and max is 2"),
        ('[elements.all.related]\nselector = "a"\nitems = { min = 3, max = 2 }', "min is 3 and max is 2"),
        ('[elements.all.share]\nselector = "a"\nitems = 2', "items are counted in related, most-read,"),
        ('[links]\ncheck = "mine"', "2: links.check: "),
        ("[links]\nrate = 0", "2: links.rate: "),
        ('[off]\n"record/schma" = "why"', "there is no rule with this name; did you mean 'record/schema'?"),
        ('[off]\n"record/schema" = 7', "must be a text, a table or a list; it is 7"),
        ('[off]\n"record/schema" = []', '2: off."record/schema": must not be empty'),
        ('[off]\n"record/schema" = { kind = "feed" }', '"record/schema".reason: is missing'),
        (
            '[off]\n"record/schema" = { reason = "x", pge = "ferry" }',
            "\"record/schema\".pge: unknown key; did you mean 'page'?",
        ),
        (
            '[[pages]]\nname = "ferry"\nkind = "article"\npath = "/"\n'
            '[off]\n"record/schema" = [\n{ reason = "x" },\n{ reason = "x", page = "fery" }]',
            "8: off.\"record/schema\"[1].page: there is no page called 'fery'; did you mean 'ferry'?",
        ),
        (
            '[[pages]]\nname = "ferry"\nkind = "article"\npath = "/"\n'
            '[off]\n"record/schema" = { reason = "x", page = "ferry", kind = "feed" }',
            "the page 'ferry' is of another kind, so this holds nowhere",
        ),
        (
            '[off]\n"record/schema" = { reason = "x", kind = "feed", element = "persons" }',
            "feed pages have no element 'persons', so this holds nowhere",
        ),
        ('[off]\n"record/schema" = { reason = "x", element = "shar" }', "did you mean 'share'?"),
        ('[off]\n"record/schema" = { reason = "x", until = "soon" }', "until: must be a date such as"),
        (
            '[off]\n"record/schema" = { reason = "x", as = "eror" }',
            "as: must be off or warning; it is 'eror'",
        ),
        ('[off]\n"record/schema" = { reason = "x", message = "*" }', "must be a message with a word in it"),
        ('[off]\n"record/schema" = " "', "must be the reason why the rule is switched off; it is ' '"),
        ('[snapshots]\nmask = ["most_raed"]', "no record has a 'most_raed' there; did you mean 'most_read'?"),
        ('[snapshots]\nmask = ["persons.url"]', "write [*] after it for every item of a list"),
        ('[snapshots]\nmask = ["headline[0]"]', "'headline' is not a list"),
        ('[snapshots]\nmask = ["a b"]', "is not a path into a record"),
        ('[schemas]\narticle = "../a.json"', "'../a.json' is outside the site file's folder"),
        ('[schemas]\narticle = "/a.json"', "'/a.json' is outside the site file's folder"),
        ('[schemas]\nfeed = "a.json"', "2: schemas.feed: a.json: there is no such file"),
        ('[[pages]]\nname = "a', "harbour.toml:2: not TOML: "),
        ("[site]\n[site]", "harbour.toml:2: not TOML: cannot declare"),
        ("x = " + "[" * 5000, "harbour.toml: not readable TOML: it is nested too deeply"),
        (
            "x = 1\n" + "a." * 30_000 + "a = 1",
            "toml:2: not readable TOML: a key has more than 20 parts",
        ),
        (
            "x = { " + "'a' ." * 30_000 + "a = 1 }",
            "toml:1: not readable TOML: a key has more than 20",
        ),
        ("x = '''\n" + "a." * 30_000 + "'''", "harbour.toml:1: x: unknown key"),
        ("x = " + "1" * 5000, "harbour.toml: not readable TOML: Exceeds the limit"),
        ("[site]\npatience = nan", "harbour.toml:2: site.patience: must be a number; it is 'nan'"),
        ("[site]\nnow = 0001-01-01T00:00:00+14:00", "2: site.now: must be in a year from 1970 to 8999"),
        ('[schemas]\narticle = "x\\u0000"', "is outside the site file's folder"),
        (
            "[elements.all.share]\nselector = '" + ":is(a " * 400 + ")" * 400 + "'",
            "more than 2000 characters",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_was_meant(problems: Problems, text: str, problem: str):
    found = problems(text)
    assert len(found) == 1
    assert problem in found[0]


def test_of_very_many_problems_the_first_are_told(problems: Problems):
    keys = "".join(f"'a/{number}' = 'x'\n" for number in range(20_000))
    assert len(problems(f"[off]\n{keys}")) == 50


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path):
    (tmp_path / "harbour.toml").write_bytes(b"[site]\ntitle = '\xff'")
    with pytest.raises(FileError, match=r"harbour\.toml:2: not UTF-8"):
        load_site(tmp_path / "harbour.toml", rule_names())
    with pytest.raises(FileError, match=r"no such site file$"):
        load_site(tmp_path / "quay.toml", rule_names())
    with pytest.raises(FileError, match=r"no such site file; did you mean 'harbour\.toml'\?"):
        load_site(tmp_path / "harbor.toml", rule_names())
    with pytest.raises(FileError, match="cannot be read"):
        load_site(tmp_path, rule_names())


@pytest.mark.parametrize(
    "selector",
    [
        "h1",
        "figure:has(> img)",
        ":is(h1, h2):not(.a, .b)",
        "li:nth-child(2 of .story)",
        ":where(article) > p",
        ":scope > a[href^='/person/' i]",
        '#\\31 0, [data-x="a:contains(b) != c|d"]',
        "dialog:modal a, details:open, x-player:state(playing)",
        "*|a",
    ],
)
def test_selectors_that_browsers_take_pass(selector: str):
    assert selectors.problem_with(selector) is None


@pytest.mark.parametrize(
    ("selector", "problem"),
    [
        ("", "the selector is empty"),
        ("a >", "is not valid"),
        ("> a", "write ':scope > …'"),
        ("a::before", "a pseudo-element such as '::before' is not an element"),
        ("li:frist-child", "no pseudo-class is called ':frist-child'; did you mean 'first-child'?"),
        ("p:contains('x')", "a selector cannot match text"),
        ("a[b!=c]", "write ':not([name=…])'"),
        ("svg|a", "a namespace prefix cannot be used"),
    ],
)
def test_selectors_that_browsers_refuse_are_told(selector: str, problem: str):
    assert problem in str(selectors.problem_with(selector))


@given(st.text(st.sampled_from("ab.#:[]()>+~*,|=!'\"\\ \n-1{}"), max_size=20))
def test_no_selector_breaks_the_check(selector: str):
    selectors.problem_with(selector)


def test_the_schema_of_site_files_knows_the_elements_and_journeys_that_the_code_knows():
    schema = json.loads((schemas.folder() / "site.schema.json").read_text("utf-8"))
    assert schema["$defs"]["element_name"]["enum"] == sorted(ELEMENTS)
    assert schema["properties"]["pages"]["items"]["properties"]["journeys"]["items"]["enum"] == list(JOURNEYS)


def test_the_site_files_of_this_project_are_in_order():
    files = sorted((Path(__file__).parents[2] / "sites").glob("*.toml"))
    assert files
    for file in files:
        load_site(file, rule_names())


@pytest.mark.parametrize("count", ["2.0", "{ min = 2.0, max = 2 }"])
def test_a_number_with_nothing_behind_its_point_is_whole(tmp_path: Path, count: str) -> None:
    path = tmp_path / "site.toml"
    path.write_text(f'[elements.all.share]\nselector = "a"\ncount = {count}\n')
    assert load_site(path, rule_names()).elements["all"]["share"].count == (2, 2)
