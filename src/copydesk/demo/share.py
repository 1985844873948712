"""Links that share an article in other networks."""

from typing import NamedTuple
from urllib.parse import quote


class ShareLink(NamedTuple):
    """One link of a share block."""

    network: str
    title: str
    url: str


def links(address: str, headline: str) -> list[ShareLink]:
    """Return the share links of the article at ``address`` (absolute); each part is encoded once."""
    url, text = quote(address, safe=""), quote(headline, safe="")
    return [
        ShareLink("facebook", "Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url}&quote={text}"),
        ShareLink("x", "X", f"https://x.com/intent/post?url={url}&text={text}"),
        ShareLink("telegram", "Telegram", f"https://t.me/share/url?url={url}&text={text}"),
        ShareLink("whatsapp", "WhatsApp", f"https://api.whatsapp.com/send?text={text}%20{url}"),
        ShareLink("email", "E-mail", f"mailto:?subject={text}&body={url}"),
    ]
