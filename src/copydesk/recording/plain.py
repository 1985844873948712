"""Requests without what is volatile or secret in them: the form they are stored and matched in.

A parameter is volatile or secret by its name, or volatile by its value: the page's clock, a random number.
Both sides of a match go through here, and going through twice is the same as once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from fnmatch import translate
from hashlib import sha256
from typing import Any
from urllib.parse import quote, unquote_plus

from copydesk.recording.traffic import Asked
from copydesk.text.urls import urlsplit

REMOVED = "removed"
"""Stands where a value was that is not kept."""
VOLATILE = (
    *("ts", "timestamp", "cb", "*cachebust*", "nocache", "rnd", "rand", "random", "nonce"),
    *(
        "requestid",
        "traceid",
        "visitorid",
        "utm*",
        "gclid",
        "dclid",
        "fbclid",
        "yclid",
        "msclkid",
        "ga",
        "gl",
    ),
)
"""Names of parameters whose values differ from visit to visit, in small letters and without `-` and `_`."""
SECRET = (
    *("*token*", "*secret*", "*passw*", "pwd", "*session*", "*sessid*", "sid", "*apikey*", "accesskey*"),
    *("auth", "authorization", "authkey", "oauth*", "*signature*", "sig", "jwt", "*credential*", "*csrf*"),
    "*xsrf*",
)
"""Names of parameters whose values are nobody else's business."""
BEFORE, AFTER = 60.0, 3600.0
"""Seconds around the moment of a recording in which a number is taken for the page's clock."""
DEPTH = 4
"""How deep addresses and JSON within the values of parameters are looked into."""
POST = 4000
"""Characters of a request's body that are kept; of a longer one, a fingerprint."""

_JWT = re.compile(r"eyJ[\w-]{6,}\.[\w-]+\.[\w-]*")
_IN_PATH = re.compile(r";([^=/;?#]+)=([^/;?#]*)")
_PAIR = re.compile(r"(?:[?&]|&amp;)([\w.\[\]-]{1,80})=([^\s\"'<>&#;\\)]{1,4000})")
_ADDRESS = re.compile(r"(?:https?:/)?/[^\s<>\"',;]*\?[^\s<>\"',;]*")
_RANDOM = re.compile(r"0\.\d{8,}")
_EPOCH = re.compile(r"\d{10}(?:\.\d{1,9})?|\d{13}")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.,]*(?:Z|[+-]\d\d:?\d\d)?")
_UNGUESSED = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[\w.~+/=%-]{12,}|\d{12,}|[A-Za-z]{20,}")
"""What cannot be guessed, and cannot be a word of the page's own either."""


class Plain:
    """Puts requests into their plain form; `names` are volatile beside those that always are.

    `secrets` gathers the values that were taken out and must not be anywhere else in a recording.
    """

    def __init__(self, moment: datetime, names: Iterable[str] = ()) -> None:
        self.secrets: set[str] = set()
        self._moment = moment
        self._secret = _pattern([*SECRET, *names])
        self._volatile = _pattern(VOLATILE)

    def asked(self, method: str, url: str, post: bytes = b"", content_type: str = "") -> Asked:
        """A request in its plain form."""
        return Asked(method, self.url(url), self.post(post, content_type))

    def url(self, url: str, depth: int = 0) -> str:
        """An address without fragment, user and password, and with nothing volatile or secret in it."""
        parts = urlsplit(url)
        user, at, host = parts.netloc.rpartition("@")
        if at:
            self.keep_out(*user.split(":", 1))
        path = _IN_PATH.sub(lambda pair: f";{pair[1]}={self._of(pair[1], pair[2], depth)}", parts.path)
        query = self.pairs(parts.query, depth)
        return self._without_jwt(parts._replace(netloc=host, path=path, query=query, fragment="").geturl())

    def pairs(self, query: str, depth: int = 0) -> str:
        """The pairs of a query, or of a form, in their order."""
        return "&".join(self._pair(pair, depth) for pair in query.split("&")) if query else ""

    def post(self, body: bytes, content_type: str) -> str:
        """A request's body, or the fingerprint of one that is long or no text."""
        if not body:
            return ""
        boundary = re.search(r"boundary=\"?([^\";,]+)", content_type)
        try:
            text = body.decode()
        except UnicodeDecodeError:
            raw = body.replace(boundary[1].encode(), b"") if boundary else body
            return f"sha256:{sha256(raw).hexdigest()}"
        if "x-www-form-urlencoded" in content_type:
            text = self.pairs(text)
        elif boundary:
            text = self._parts(text, boundary[1])
        else:
            text = self._value(text, 0)
        text = self._without_jwt(text)
        return text if len(text) <= POST else f"sha256:{sha256(text.encode()).hexdigest()}"

    def header(self, name: str, value: str) -> str:
        """The value of an answer's header: the addresses in it in their plain form."""
        return (
            self.url(value) if name == "location" else _ADDRESS.sub(lambda found: self.url(found[0]), value)
        )

    def keep_out(self, *values: str) -> None:
        """Take note of values that must not be kept, such as cookies, unless they could be any word."""
        for value in values:
            decoded = unquote_plus(value)
            if _UNGUESSED.fullmatch(decoded) and not _ISO.fullmatch(decoded):
                self.secrets |= {value, decoded, quote(decoded, safe="")}

    def look_for_secrets(self, text: str) -> None:
        """Take note of the secrets in the addresses that a text has in it."""
        for name, value in _PAIR.findall(text):
            if self._secret.match(_name(unquote_plus(name))):
                self.keep_out(value)
        for found in _JWT.findall(text):
            self.keep_out(found)

    def cleaned(self, text: bytes) -> bytes:
        """A text without the secrets that have been noted, however they are quoted in it."""
        for secret in sorted(self.secrets, key=lambda one: (-len(one), one)):
            text = text.replace(secret.encode(), REMOVED.encode())
        return text

    def _pair(self, pair: str, depth: int) -> str:
        name, equals, value = pair.partition("=")
        if not equals:
            return REMOVED if self._is_volatile(unquote_plus(name)) else name
        return f"{name}={self._of(name, value, depth)}"

    def _of(self, name: str, value: str, depth: int) -> str:
        """What is kept of a parameter's value, both as they are in an address."""
        plain, decoded = unquote_plus(name), unquote_plus(value)
        if self._named(plain, decoded):
            return REMOVED
        inner = self._value(decoded, depth)
        return value if inner == decoded else quote(inner, safe="")

    def _named(self, name: str, value: str) -> bool:
        names = [name, *re.split(r"[\[\].]+", name)]
        if any(self._secret.match(_name(one)) for one in names if one):
            self.keep_out(value)
            return True
        return name == "_" or any(self._volatile.match(_name(one)) for one in names if one)

    def _value(self, value: str, depth: int) -> str:
        """A value: the page's clock and random numbers are not kept, addresses and JSON are looked into."""
        if self._is_volatile(value):
            return REMOVED
        if depth >= DEPTH:
            return value
        if value.startswith(("{", "[")):
            try:
                return json.dumps(self._data(json.loads(value), depth + 1), ensure_ascii=False)
            except (ValueError, RecursionError):
                return value
        if re.match(r"https?://|/\S*\?", value, re.IGNORECASE):
            return self.url(value, depth + 1)
        return value

    def _data(self, data: Any, depth: int) -> Any:
        if isinstance(data, dict):
            return {
                name: REMOVED
                if not isinstance(value, dict | list) and self._named(name, str(value))
                else self._data(value, depth)
                for name, value in data.items()
            }
        if isinstance(data, list):
            return [self._data(value, depth) for value in data]
        if isinstance(data, str):
            return self._value(data, depth)
        volatile = isinstance(data, int | float) and self._is_volatile(str(data))
        return REMOVED if volatile else data

    def _parts(self, text: str, boundary: str) -> str:
        """A form in parts: its names and values, without the boundary, which is drawn anew each time."""
        kept = []
        for part in text.split(f"--{boundary}"):
            head, _, value = part.partition("\r\n\r\n")
            if name := re.search(r'name="([^"]*)"', head):
                value = value.removesuffix("\r\n")
                named = self._named(name[1], value)
                kept.append(f"{name[1]}={REMOVED if named else self._value(value, 0)}")
        return "\n".join(kept)

    def _is_volatile(self, value: str) -> bool:
        if _RANDOM.fullmatch(value):
            return True
        seconds = None
        if _EPOCH.fullmatch(value):
            seconds = float(value) / (1000 if len(value) == 13 and "." not in value else 1)
        elif _ISO.fullmatch(value):
            try:
                told = datetime.fromisoformat(value)
            except ValueError:
                return False
            seconds = (told if told.tzinfo else told.replace(tzinfo=self._moment.tzinfo)).timestamp()
        return seconds is not None and -BEFORE <= seconds - self._moment.timestamp() <= AFTER

    def _without_jwt(self, text: str) -> str:
        for found in _JWT.findall(text):
            self.keep_out(found)
        return _JWT.sub(REMOVED, text)


def _name(name: str) -> str:
    return re.sub(r"[-_]", "", name.lower())


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(translate(_name(name)) for name in names))
