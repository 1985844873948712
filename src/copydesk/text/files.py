"""Names of files where a reader expects words."""

from __future__ import annotations

import re

LONGEST = 120
"""Characters: a longer text is no name of a file."""

_ENDING = re.compile(
    r"[^\s/:]+(?: [^\s/:]+){0,5}\.(?:jpe?g|png|gif|webp|avif|tiff?|heic|psd|eps|svg|bmp|raw|mp4|mov)", re.I
)
_CAMERA = re.compile(
    r"(?:DSC[NF]?|_?MG|IMG|PXL|PICT|DJI|GOPR|SAM|CIMG|MVI|VID|P\d{3}|HPIM|KIC|R\d{2})"
    r"[-_ ]?\d{3,}(?:[-_ (]\w{1,12}\)?)*"
    r"|(?:Screenshot|Screen Shot|Bildschirmfoto|Captura de pantalla|WhatsApp Image)[-_ ]?\d{2,}[-_ \d]*"
    r"(?: (?:at|um|a las) [\d.: ]+)?"
    r"|(?:image|photo|picture|untitled|unnamed)[-_]?\d{2,}",
    re.I,
)
_JOINED = re.compile(r"(?=\S*[a-z])(?=\S*_)[\w.()-]{6,}")
"""Words that are joined by underscores, as no sentence has them."""


def file_name(text: str, *, sure: bool = False) -> bool:
    """Whether a whole text is the name of a picture's file.

    `sure` leaves out what is one only where a caption should be: words joined by underscores, no ending.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return False
    if _ENDING.fullmatch(text) or _CAMERA.fullmatch(text):
        return True
    return not sure and bool(_JOINED.fullmatch(text))
