"""Every rule has a page that it must catch and one like it that it must let pass, in one of these modules.

Rules that share one check ("<subject>/missing") are held by a case of any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import tests.rules
from copydesk.rules.registry import load_rules

ON_DATA = {
    "persons/missing": (
        "anywhere.test_presence",
        "required_element_that_is_not_there",
        "optional_element_that_is_not",
    ),
    "persons/count": (
        "anywhere.test_presence",
        "as_many_as_the_site_file_says",
        "as_many_as_the_site_file_says",
    ),
    "city/few-cities": ("around.test_around", "city_selector_lists_cities", "city_selector_lists_cities"),
    "city/repeated": ("around.test_around", "each_city_is_listed_once", "each_city_is_listed_once"),
    "navigation/wrong-sections": ("around.test_around", "those_of_the_site_file", "have_more_than_sections"),
    "navigation/wrong-link": ("around.test_around", "leads_to_its_own_page", "leads_to_its_own_page"),
    "currency/wrong-result": ("around.test_around", "the_sum_follows", "the_sum_follows"),
    "navigation/misplaced": ("lists.test_side_lists", "in_the_wrong_place", "in_a_column"),
    "top-stories/item-count": ("lists.test_side_lists", "as_many_items", "as_many_items"),
    "related/more-loses": ("lists.test_side_lists", "takes_nothing_away", "takes_nothing_away"),
    "navigation/changed": ("around.test_around", "navigation_stays_as_it_is", "navigation_stays_as_it_is"),
    "most-read/empty-list": ("lists.test_lists", "each_tab_of_the_most_read", "each_tab_of_the_most_read"),
    "most-read/wrong-active": ("lists.test_lists", "each_tab_of_the_most_read", "each_tab_of_the_most_read"),
    "load-more/reorders": ("lists.test_lists", "loading_more_appends", "loading_more_appends"),
    "related/more-shows-nothing": (
        "lists.test_beside_the_text",
        "show_more_shows_more",
        "show_more_shows_more",
    ),
    "filter/few-sections": ("lists.test_filter", "what_the_filter_offers", "what_the_filter_offers"),
    "filter/repeated-section": ("lists.test_filter", "what_the_filter_offers", "a_filter_that_works"),
    "filter/loses": ("lists.test_filter", "one_defect_is_reported_by_one_rule", "more_news_is_not_missing"),
    "filter/not-restored": ("lists.test_filter", "one_defect_is_reported_by_one_rule", "a_live_site_may_do"),
    "filter/wrong-count": ("lists.test_filter", "number_of_stories", "number_of_stories"),
    "filter/stale": ("lists.test_filter", "edit_did_not_reach", "edit_did_not_reach"),
    "load-more/skips": ("lists.test_lists", "double_click_brings", "double_click_brings"),
    "load-more/forgets-place": ("lists.test_lists", "back_from_a_story", "back_from_a_story"),
    "search/forgets-query": ("around.test_search", "one_defect", "one_defect"),
    "search/finds-nothing": ("around.test_search", "one_defect", "one_defect"),
    "search/other-results": ("around.test_search", "one_defect", "one_defect"),
    "phone/too-wide": ("layout.test_phone", "slides_sideways", "slides_sideways"),
    "phone/unread": ("layout.test_phone", "cannot_be_read", "cannot_be_read"),
    "filter/silent-empty": ("lists.test_filter", "rightly_empty_says_so", "rightly_empty_says_so"),
    "links/broken": ("lists.test_second_sources", "to_a_page_that_is_not_there", "link_that_answers"),
    "links/redirect-loop": ("lists.test_second_sources", "redirects_without_end", "redirects_without_end"),
    "links/to-error-page": (
        "lists.test_second_sources",
        "a_link_to_an_error_page",
        "sounds_like_an_error_page",
    ),
    "read-also/headline-differs": (
        "lists.test_second_sources",
        "headline_that_is_another",
        "is_the_article_s_own",
    ),
    "feed/headline-differs": (
        "lists.test_second_sources",
        "headline_that_is_another",
        "is_the_article_s_own",
    ),
    "claims/wrong-day": ("lists.test_claims", "under_today", "under_today"),
    "network/kept-for-a-day": ("visit.test_network_kept", "not_for_days", "not_for_days"),
    "network/asked-again": ("visit.test_network_kept", "asked_for_once", "asked_for_once"),
    "head/broken-address": ("visit.test_network_kept", "head_names_answers", "head_names_answers"),
    "feed/time-without-day": ("lists.test_feed_times", "an_hour_alone", "an_hour_alone"),
    "feed/some-without-time": ("lists.test_feed_times", "all_show_a_time", "all_show_a_time"),
    "load-more/other-section": ("lists.test_lists", "of_that_section", "of_that_section"),
    "feed/time-differs": ("lists.test_second_sources", "time_that_is_another", "time_that_is_one_of"),
    "feed/section-differs": (
        "lists.test_second_sources",
        "section_that_is_another",
        "section_that_is_the_article_s",
    ),
    "persons/other-page": ("lists.test_second_sources", "leads_to_somebody_else", "leads_to_its_own_page"),
    "feed/not-as-answered": ("lists.test_second_sources", "not_as_the_api_answered", "an_answer_explains"),
    "accessibility/critical": ("lists.test_second_sources", "told_with_its_own_severity", "found_nothing"),
    "visit/failed": ("visit.test_visit", "no_page_at_all", "error_status_fails"),
    "visit/unsettled": ("visit.test_visit", "still_under_way", "still_under_way"),
    "visit/restless": ("visit.test_visit", "only_keeps_changing", "still_under_way"),
    "visit/truncated": ("visit.test_visit", "too_large_to_read", "too_large_to_read"),
    "head/canonical-differs": ("head.test_head", "canonical_differs", "canonical_differs"),
    "head/canonical-host": ("head.test_head", "canonical_on_another_host", "canonical_on_another_host"),
    "head/canonical-first-page": ("head.test_head", "canonical_first_page", "canonical_first_page"),
    "head/og-url-differs": ("head.test_head", "og_url_differs", "og_url_differs"),
    "head/json-ld-url-differs": ("head.test_head", "json_ld_url_differs", "json_ld_url_differs"),
    "head/direction": ("head.test_head", "direction", "direction"),
    "head/no-charset": ("head.test_head", "no_charset", "no_charset"),
    "head/og-image-broken": ("head.test_head", "og_image_broken", "og_image_broken"),
    "document/unstyled": ("visit.test_document", "unstyled", "unstyled"),
}
"""Rules whose pages are captures of several states, made in tests of their own: the module, the test with the
broken page and the one with the healthy page."""


def rows() -> Iterator[tuple[str, object, object]]:
    """Rule, broken and healthy page of each row: of the tables called CASES, and of tests whose columns are
    these three."""
    for found in walk_packages(tests.rules.__path__, "tests.rules."):
        module = import_module(found.name)
        for rule, *rest in getattr(module, "CASES", ()):
            pages = [page for page in rest if isinstance(page, str)][-2:]
            yield rule, pages[0], pages[1]
        for test in vars(module).values():
            for mark in getattr(test, "pytestmark", ()):
                if mark.name == "parametrize" and len(mark.args[0]) == 3 and mark.args[0][0] == "rule":
                    yield from mark.args[1]


def test_every_rule_has_a_broken_page_and_a_healthy_one() -> None:
    rules = load_rules()
    checks = {rules[rule].check for rule, *pages in rows() if all(pages) and pages[0] != pages[1]}
    checks.update(rules[rule].check for rule in ON_DATA)
    assert [rule.name for rule in rules if rule.check not in checks] == []


@pytest.mark.parametrize("rule", ON_DATA)
def test_the_tests_on_data_are_there(rule: str) -> None:
    name, *pages = ON_DATA[rule]
    there = vars(import_module(f"tests.rules.{name}"))
    for page in pages:
        assert any(test.startswith("test_") and page in test for test in there), page
