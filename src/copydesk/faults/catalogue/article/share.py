"""The share links: what is sent when a reader presses one."""

from __future__ import annotations

from typing import Literal

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

REPLACE = """(nodes, { from, to }) => {
  const links = nodes.filter((node) => new RegExp(from).test(node.href));
  for (const node of links) node.setAttribute("href", node.href.replace(new RegExp(from), to));
  return links.length || `no share link has anything like ${from} in it`;
}"""
"""Replaces in share links' addresses: argument { from (a regular expression), to }."""
TEXT = """(nodes, change) => {
  const links = nodes.filter((node) => /[?&](text|title|subject|quote)=/.test(node.href));
  for (const node of links) {
    const url = node.href.replace(/([?&](?:text|title|subject|quote)=)([^&]*)/g, (_, name, value) => name + change(value));
    node.setAttribute("href", url);
  }
  return links.length || "no share link has a text in it";
}"""  # noqa: E501
"""Changes the texts in share links' addresses."""


ANOTHER_NETWORK = """(nodes) => {
  const link = nodes[0].closest("div").querySelector("a");
  for (const node of nodes.filter((one) => one.protocol === "mailto:")) {
    const other = node.cloneNode(true);
    other.textContent = "LinkedIn";
    other.href = "https://www.linkedin.com/sharing/share-offsite/?url=" + encodeURIComponent(
      document.querySelector("link[rel=canonical]").href);
    node.after(other);
  }
  return link ? 1 : "there is no link";
}"""
ARCHIVED = """(nodes) => {
  const link = document.createElement("a");
  const own = document.querySelector("link[rel=canonical]").href;
  link.href = "https://web.archive.org/web/2026/" + own;
  link.textContent = "Archived";
  nodes[0].parentElement.append(link);
  return 1;
}"""


def text(change: str) -> str:
    """A script that changes each text in share links' addresses by a JavaScript function."""
    return f"(nodes) => ({TEXT})(nodes, {change})"


UNENCODED = f"""(nodes) => {{
  if (!/[&#+]/.test(document.querySelector("h1")?.textContent || "")) return "the headline has no &, # or +";
  return ({text("decodeURIComponent")})(nodes);
}}"""
PLUS_ON_THE_WEB = f"""(nodes) => ({text("(value) => value.replaceAll('%20', '+')")})
  (nodes.filter((node) => node.protocol !== "mailto:"))"""


def links(op: str) -> Dom:
    """Change all share links."""
    return Dom(op, "share", "link", "all")


def replaced(pattern: str, to: str, which: Literal["last", "all"] = "all") -> Dom:
    """Replace what a regular expression matches in share links' addresses."""
    return Dom(REPLACE, "share", "link", which, {"from": pattern, "to": to})


fault("share-text-unencoded", "share/no-headline", "a shared headline that ends at its “&”, “#” or “+”").by(
    links(UNENCODED), seen=(77,)
)
fault("share-other-headline", "share/no-headline", "another story's headline in the message").by(
    links(text("() => 'Lighthouse%20keepers%20count%20gulls%20again'"))
)
fault(
    "share-headline-before-the-change",
    "share/no-headline",
    "in one block, the headline as it was before it was changed",
).by(links(text("(value) => value.replace(/%20[^%]+/, '')")))
fault("share-address-doubled", "share/broken-address", "http:http:// in front of the shared address").by(
    replaced("http(s?)%3A%2F%2F", "http$1%3Ahttp$1%3A%2F%2F"), seen=(78,)
)
fault(
    "share-segment-doubled",
    "share/wrong-address",
    "a shared address with its section twice: /politics/politics/…",
).by(replaced("(%2F[^%&]+)(%2F[^%&]+)(?=&|$)", "$1$1$2"), seen=(79,))
fault("share-other-story", "share/wrong-address", "another story's address in the message").by(
    replaced("%2F[^%&]+(?=&|$)", "%2Fanother-story")
)
fault(
    "share-front-page", "share/wrong-address", "the front page in the place of the story, in the last link"
).by(replaced("%2F[^%&]+%2F[^%&]+(?=&|$)", "%2F", "last"))
fault("share-encoded-twice", "share/encoded-twice", "a message with https%3A%2F%2F in it").by(
    replaced("(https?)%3A%2F%2F", "$1%253A%252F%252F")
)
fault("share-text-encoded-twice", "share/encoded-twice", "a message with %20 between its words").by(
    links(text("encodeURIComponent"))
)
fault("share-network-lost", "share/network-missing", "a share block without its last network").by(
    Dom("remove", "share", "link", "last")
)
fault("share-network-twice", "share/network-missing", "one network twice and another not at all").by(
    links("(nodes) => { nodes.at(-1).href = nodes.at(-2).href; return 1 }")
)
fault(
    "share-blocks-differ",
    "share/blocks-differ",
    "share links under the text that lead elsewhere than those over it",
).by(replaced("$", "%3Futm_source%3Dfoot", "last"))

look_alike(
    "share-with-campaign", "share/wrong-address", "shared addresses with the parameters of a campaign"
).by(replaced("(%2F[^%&]+)(?=&|$)", "$1%3Futm_source%3Dshare"))
look_alike(
    "share-spaces-as-plus",
    "share/encoded-twice",
    "spaces as “+” in the parameters of web addresses, and as %20 in the e-mail's",
).by(links(PLUS_ON_THE_WEB))
look_alike("share-other-order", "share/blocks-differ", "two share blocks that agree, in another order").by(
    Dom("swap", "share", "link")
)
look_alike("share-headline-with-site", "share/no-headline", "the headline with the site's name after it").by(
    links(text("(value) => value + '%20%E2%80%93%20News'"))
)
look_alike(
    "share-one-more-network",
    "share/network-missing",
    "another network beside those that the site file names, in every block",
).by(links(ANOTHER_NETWORK))
look_alike(
    "share-archived-address",
    "share/broken-address",
    "a link to an archive beside the share links, with the archived address in it",
).by(Dom(ARCHIVED, "share", "link"))
