"""What a reader does with the site, in a browser: tabs, filter, Back, More news, converter, city."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from copydesk.demo.server import serve
from tests.limits import expect, patient

from .conftest import Site


@pytest.fixture
def reader(browser: Browser, lantern: Site) -> Iterator[Page]:
    """A page of the site in a context of its own; any error in its console fails the test."""
    context = patient(browser.new_context(base_url=lantern.base, viewport={"width": 1280, "height": 800}))
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def headlines(page: Page) -> list[str]:
    expect(page.locator(".loading")).to_be_hidden()
    return page.locator(".feed-link").all_inner_texts()


def choose(page: Page, *sections: str) -> None:
    page.get_by_role("button", name="Use filter").click()
    for section in sections:
        page.locator(".filter-option", has_text=section).click()
    page.get_by_role("button", name="OK").click()


@pytest.mark.parametrize("path", ["/", "/news", "/politics", "/politics/dialogue", "/press/press-march-25"])
def test_no_template_is_left_on_a_page(reader: Page, path: str) -> None:
    reader.goto(path)
    expect(reader.locator(".feed-item").first).to_be_visible()
    expect(reader.locator(".most-read-item")).to_have_count(7)
    expect(reader.locator("body")).not_to_contain_text("{{")
    assert "{{" not in reader.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
        ".filter(a => !a.name.startsWith('ng-')).map(a => a.value).join()"
    )


def test_every_feed_tab_shows_a_list_of_its_own(reader: Page) -> None:
    reader.goto("/news")
    lists = set()
    for name in ("Sections", "All news", "News Feed", "News Search", "Topics"):
        tab = reader.get_by_role("tab", name=name, exact=True)
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(reader.locator(".feed-tab[aria-selected=true]")).to_have_count(1)
        expect(reader.locator(".loading")).to_be_hidden()
        items = reader.locator(".feed-item:visible, .panel-list-item:visible, .panel-suggestion:visible")
        expect(items.first).to_be_visible()
        lists.add("\n".join(items.all_inner_texts()))
    assert len(lists) == 5


def test_the_panels_search_finds_and_leads_to_search_with_the_query(reader: Page) -> None:
    reader.goto("/news?tab=search")
    reader.locator("#panel-query").fill("observatory year")
    reader.locator("#panel-query").press("Enter")
    expect(reader.locator(".feed-link")).to_contain_text(["a year at Tarn Ridge observatory"])
    reader.get_by_role("link", name="Go to Search").click()
    expect(reader.locator(".search-query")).to_have_value("observatory year")
    expect(reader.locator(".story-list-link").first).to_contain_text("Tarn Ridge")


def test_the_filter_survives_reload_back_and_forward(reader: Page) -> None:
    reader.goto("/news")
    everything = headlines(reader)
    choose(reader, "World", "Sport")
    expect(reader).to_have_url(re.compile(r"/news\?sections=world,sport$"))
    narrowed = headlines(reader)
    assert set(
        reader.locator(".feed-item").evaluate_all(
            "items => items.map(i => /World|Sport/.test(i.querySelector('.feed-sections').textContent))"
        )
    ) == {True}
    assert reader.locator(".filter-count").inner_text() == str(len(narrowed))
    assert reader.locator(".filter-chosen").inner_text() == "World, Sport"
    reader.reload()
    assert headlines(reader) == narrowed
    reader.go_back()
    expect(reader.locator(".feed-link").first).to_have_text(everything[0])
    assert headlines(reader) == everything
    expect(reader.locator(".filter-state")).to_be_hidden()
    reader.go_forward()
    expect(reader.locator(".filter-state")).to_be_visible()
    assert headlines(reader) == narrowed


def test_the_filter_can_be_cleared(reader: Page) -> None:
    reader.goto("/news?sections=culture")
    expect(reader.locator(".filter-chosen")).to_have_text("People's Culture")
    reader.get_by_role("button", name="Clear filter").click()
    expect(reader).to_have_url(re.compile(r"/news$"))
    expect(reader.locator(".feed-item")).to_have_count(15)


def test_a_section_without_articles_can_be_chosen_and_is_empty(reader: Page) -> None:
    reader.goto("/news")
    choose(reader, "Letters to the Editor")
    expect(reader.locator(".feed-empty")).to_be_visible()
    expect(reader.locator(".filter-chosen")).to_have_text("Letters to the Editor")


def test_back_from_a_story_brings_the_list_as_far_as_it_was_loaded(reader: Page) -> None:
    reader.goto("/news")
    reader.get_by_role("button", name="More news").click()
    expect(reader.locator(".feed-item")).to_have_count(30)
    reader.locator(".feed-link").last.click()
    expect(reader.locator("h1.page-title")).to_have_count(0)
    reader.go_back()
    expect(reader.locator(".feed-item")).to_have_count(30)


def test_a_filter_that_matches_nothing_says_so(reader: Page) -> None:
    reader.goto("/news?sections=weather")
    expect(reader.locator(".feed-empty")).to_be_visible()
    expect(reader.locator(".feed-item")).to_have_count(0)


def test_more_news_appends_until_there_is_no_more(reader: Page) -> None:
    reader.goto("/news")
    more = reader.locator(".load-more")
    seen = headlines(reader)
    while more.is_visible():
        number = len(seen)
        more.click()
        expect(reader.locator(".feed-link").nth(number)).to_be_visible()
        assert headlines(reader)[:number] == seen
        seen = headlines(reader)
    assert len(seen) == len(set(seen)) == 42
    days = reader.locator(".date-group-title").all_inner_texts()
    assert days[:3] == ["March 31, today", "March 30, yesterday", "March 29"]
    assert len(set(days)) == len(days)


def test_show_more_shows_more_related_news(reader: Page) -> None:
    reader.goto("/politics/dialogue")
    expect(reader.locator(".related-item")).to_have_count(4)
    reader.locator(".related-more").click()
    expect(reader.locator(".related-item")).to_have_count(8)


def test_most_read_tabs_swap_lists_with_ranks_from_one_to_seven(reader: Page) -> None:
    reader.goto("/politics/dialogue")
    lists = set()
    for name in ("Now", "Today", "This week"):
        before = reader.locator(".ranks").inner_text()
        tab = reader.get_by_role("tab", name=name)
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        if name != "Now":
            expect(reader.locator(".ranks")).not_to_have_text(before, use_inner_text=True)
        expect(reader.locator(".rank")).to_have_text([str(rank) for rank in range(1, 8)])
        lists.add("\n".join(reader.locator(".most-read-link").all_inner_texts()))
    assert len(lists) == 3


def test_the_converter_agrees_both_ways(reader: Page) -> None:
    reader.goto("/news")
    result = reader.locator(".currency-result")
    expect(result).to_have_text("108.43")
    reader.locator(".currency-swap").click()
    expect(reader.locator(".currency-from")).to_have_value("USD")
    expect(reader.locator(".currency-to")).to_have_value("EUR")
    expect(reader.locator(".currency-amount")).to_have_value("108.43")
    expect(result).to_have_text("100.00")
    reader.locator(".currency-to").select_option(label="JPY")
    expect(reader.locator(".currency-rate")).to_have_text("1 USD = 149.27 JPY")


def test_the_chosen_city_sticks(reader: Page) -> None:
    reader.goto("/about")
    expect(reader.locator(".city-current")).to_have_text("Helsinki")
    reader.get_by_role("button", name="Select the city").click()
    expect(reader.locator(".city-option:visible")).to_have_count(11)
    reader.get_by_role("button", name="St John's").click()
    expect(reader.locator(".city-list")).to_be_hidden()
    reader.goto("/politics/dialogue")
    expect(reader.locator(".city-current")).to_have_text("St John's")
    expect(reader.locator(".city-time")).to_have_text("04:45")


def test_back_to_top_appears_after_scrolling_and_scrolls(reader: Page) -> None:
    reader.goto("/science/long-read")
    top = reader.locator(".back-to-top")
    expect(top).to_be_hidden()
    reader.mouse.wheel(0, 1500)
    expect(top).to_be_visible()
    top.click()
    reader.wait_for_function("scrollY === 0")
    expect(top).to_be_hidden()


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize(
    "path", ["/", "/news", "/politics/dialogue", "/sport/regatta-log", "/photo/dialogue"]
)
def test_no_page_is_wider_than_its_window(reader: Page, path: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(path)
    expect(reader.locator("body")).not_to_contain_text("{{")
    assert reader.evaluate("document.documentElement.scrollWidth") <= width


def test_without_angular_the_templates_stand_on_the_page(browser: Browser) -> None:
    with serve(["angular-missing"]) as base:
        page = patient(browser.new_context()).new_page()
        page.goto(f"{base}politics/dialogue")
        expect(page.locator(".related")).to_contain_text(
            '{{item.group_date}}{{item.suffix?", "+item.suffix:""}}'
        )
        expect(page.locator(".loading")).to_be_visible()
        page.context.close()


def test_a_feed_that_fails_says_so(browser: Browser) -> None:
    with serve(["feed-api-500"]) as base:
        page = patient(browser.new_context()).new_page()
        page.goto(f"{base}news")
        expect(page.locator(".feed-error")).to_be_visible()
        expect(page.locator(".loading")).to_be_hidden()
        page.context.close()
