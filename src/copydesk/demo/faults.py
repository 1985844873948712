"""Ways in which the demo site can be broken on purpose, each as it breaks on real news sites."""

import difflib
from collections.abc import Iterable
from typing import Final

FAULTS: Final[dict[str, str]] = {
    "angular-missing": "AngularJS answers 404: templates such as {{item.group_date}} stand there as text.",
    "feed-api-500": "The feed's API answers 500: the feed panel stays without news.",
    "feed-api-slow": "The feed's API takes a minute: the reader looks at “Loading”.",
    "filter-ignored": "The filter is ignored: news of every section comes, whatever was chosen.",
    "load-more-repeats": "“More news” brings the items again that are already there.",
    "apostrophe-section": "The filter's API finds nothing in a section with an apostrophe in its name.",
    "feed-stale": "The feed comes from a cache that was last filled four days ago.",
    "search-ignored": "The search finds the newest articles, whatever was searched for.",
    "search-finds-nothing": "The search finds nothing, whatever was searched for.",
    "redirect-loop": "An article's address leads to itself, and again to itself.",
    "dates-in-utc": "Feeds group by the day in UTC: news of just after midnight is under the day before.",
}


def check(names: Iterable[str]) -> frozenset[str]:
    """Return ``names`` as a set; ValueError with a suggestion for one that is not in FAULTS."""
    chosen = frozenset(names)
    for name in sorted(chosen - FAULTS.keys()):
        near = difflib.get_close_matches(name, FAULTS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"There is no fault called {name!r}.{hint} The faults are: {', '.join(FAULTS)}.")
    return chosen
