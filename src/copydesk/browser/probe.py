"""Does this browser work here: does it start, is a page read back as text, are there fonts to draw it."""

from collections.abc import Mapping

import msgspec
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from copydesk.browser.find import Browser, launch_arguments
from copydesk.browser.opening import does_not_start, opened
from copydesk.browser.told import why

SAMPLES: Mapping[str, str] = {
    "Latin": "a",
    "Greek": "\N{GREEK SMALL LETTER OMEGA}",
    "Cyrillic": "\N{CYRILLIC SMALL LETTER ZHE}",
    "Arabic": "\N{ARABIC LETTER MEEM}",
    "Devanagari": "\N{DEVANAGARI LETTER KA}",
    "Chinese": "\u4e2d",
    "Japanese": "\N{HIRAGANA LETTER A}",
    "Korean": "\N{HANGUL SYLLABLE HAN}",
    "emoji": "\N{GRINNING FACE}",
}
"""A character of each script that news pages are written in."""

# No font has this private code point: it is drawn as the box that stands for every missing character.
_DRAWN_AS_BOX = """
samples => {
  const draw = text => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 48;
    const pen = canvas.getContext("2d", {willReadFrequently: true});
    pen.font = "32px sans-serif";
    pen.fillText(text, 4, 36);
    return pen.getImageData(0, 0, 48, 48).data.join();
  };
  const box = draw("\\u{10fffd}");
  return Object.keys(samples).filter(name => draw(samples[name]) === box);
}
"""


class BrowserStartError(RuntimeError):
    """The browser does not work here; the message is a sentence for the user."""


class Trial(msgspec.Struct, frozen=True):
    """What a browser did with a page of one line."""

    version: str
    """As the started browser says it."""
    scripts_without_font: list[str]
    """Names from `SAMPLES` whose characters are drawn as boxes."""


def try_out(browser: Browser) -> Trial:
    """Start the browser headless, render a line of text, read it back, and draw a character of each script.

    A browser that does not get that far raises `BrowserStartError`.
    """
    sentence = "The copy desk reads every page."
    try:
        with sync_playwright() as playwright:
            started = opened(playwright.chromium, browser, launch_arguments(browser))
            page = started.new_page()
            page.set_content(f"<p>{sentence}</p>")
            read = page.locator("p").inner_text()
            scripts = page.evaluate(_DRAWN_AS_BOX, dict(SAMPLES))
            version = started.version
            started.close()
    except PlaywrightError as error:
        raise BrowserStartError(does_not_start(browser, why(error.message))) from error
    if read != sentence:
        raise BrowserStartError(f"It starts, but shows {read!r} where the page says {sentence!r}.")
    return Trial(version, scripts)
