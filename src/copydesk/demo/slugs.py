"""Names made fit for addresses."""

import re
import unicodedata


def slugify(name: str) -> str:
    """Return ``name`` in small letters joined by hyphens; letters of other scripts are kept.

    ``Zoë O'Hara`` gives ``zoe-ohara``, ``Άννα Μαρή`` gives ``αννα-μαρη``.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub("['’ʼ]", "", plain.casefold())
    return unicodedata.normalize("NFC", "-".join(re.findall(r"\w+", plain)))
