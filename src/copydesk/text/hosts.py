"""Hosts that readers cannot reach: a developer's own machine, and the environments before the public one."""

from __future__ import annotations

import re

from copydesk.text.urls import urlsplit

_HOME = re.compile(
    r"localhost|[\w.-]+\.(?:localhost|local|internal|intranet|lan|test|invalid)"
    r"|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|0\.0\.0\.0|::1"
)
_STAGING = re.compile(r"(?:[\w-]+-)?(?:staging|stage|stg|preprod|pre-prod|uat)\d?(?:-[\w-]+)?")
_DEVELOPMENT = re.compile(r"(?:[\w-]+-)?(?:dev|development|test|testing|qa|preview|sandbox)\d?(?:-[\w-]+)?")


def host_of(url: str) -> str:
    """An address's host in lower case; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_home(host: str) -> bool:
    """Whether a host is known on one machine or in one network only."""
    return bool(_HOME.fullmatch(host))


def is_staging(host: str) -> bool:
    """Whether a label before the site's own name says that it is a rehearsal: "staging.news.example"."""
    return _before_name(host, _STAGING)


def is_development(host: str) -> bool:
    """The same for words that public hosts may have too: "dev.news.example", "test-images.news.example"."""
    return _before_name(host, _DEVELOPMENT)


def _before_name(host: str, words: re.Pattern[str]) -> bool:
    return any(words.fullmatch(label) for label in host.split(".")[:-2])
