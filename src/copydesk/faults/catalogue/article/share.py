"""The share links: what somebody sends on who presses one."""

from __future__ import annotations

from typing import Any

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

LINK: dict[str, Any] = {"element": "share", "part": "link"}
REWRITE = """(nodes, { from, to }) => {
  const links = nodes.filter((node) => new RegExp(from).test(node.href));
  for (const node of links) node.setAttribute("href", node.href.replace(new RegExp(from), to));
  return links.length || `no share link has anything like ${from} in it`;
}"""
"""Replaces in the addresses of share links: argument { from (a regular expression), to }."""
TEXT = """(nodes, change) => {
  const links = nodes.filter((node) => /[?&](text|title|subject|quote)=/.test(node.href));
  for (const node of links) {
    const url = node.href.replace(/([?&](?:text|title|subject|quote)=)([^&]*)/g, (_, name, value) => name + change(value));
    node.setAttribute("href", url);
  }
  return links.length || "no share link has a text in it";
}"""  # noqa: E501
"""Changes the texts in the addresses of share links."""


def text(change: str) -> str:
    """The function that changes the texts of share links: `change` is a JavaScript function of one."""
    return f"(nodes) => ({TEXT})(nodes, {change})"


fault(
    "share-text-unencoded",
    "share/no-headline",
    "a shared headline that ends at its “&”, “#” or “+”",
    Dom(
        op=f"""(nodes) => {{
          if (!/[&#+]/.test(document.querySelector("h1")?.textContent || "")) return "the headline has no &, # or +";
          return ({text("decodeURIComponent")})(nodes);
        }}""",  # noqa: E501
        **LINK,
        which="all",
    ),
    seen=(77,),
)
fault(
    "share-other-headline",
    "share/no-headline",
    "another story's headline in the message",
    Dom(op=text("() => 'Lighthouse%20keepers%20count%20gulls%20again'"), **LINK, which="all"),
)
fault(
    "share-headline-before-the-change",
    "share/no-headline",
    "in one block, the headline as it was before it was changed",
    Dom(op=text("(value) => value.replace(/%20[^%]+/, '')"), **LINK, which="all"),
)
fault(
    "share-address-doubled",
    "share/broken-address",
    "http:http:// in front of the shared address",
    Dom(
        op=REWRITE,
        **LINK,
        which="all",
        argument={"from": "http(s?)%3A%2F%2F", "to": "http$1%3Ahttp$1%3A%2F%2F"},
    ),
    seen=(78,),
)
fault(
    "share-segment-doubled",
    "share/wrong-address",
    "a shared address with its section twice: /politics/politics/…",
    Dom(op=REWRITE, **LINK, which="all", argument={"from": "(%2F[^%&]+)(%2F[^%&]+)(?=&|$)", "to": "$1$1$2"}),
    seen=(79,),
)
fault(
    "share-other-story",
    "share/wrong-address",
    "another story's address in the message",
    Dom(op=REWRITE, **LINK, which="all", argument={"from": "%2F[^%&]+(?=&|$)", "to": "%2Fanother-story"}),
)
fault(
    "share-front-page",
    "share/wrong-address",
    "the front page in the place of the story, in the last link",
    Dom(op=REWRITE, **LINK, which="last", argument={"from": "%2F[^%&]+%2F[^%&]+(?=&|$)", "to": "%2F"}),
)
fault(
    "share-encoded-twice",
    "share/encoded-twice",
    "a message with https%3A%2F%2F in it",
    Dom(op=REWRITE, **LINK, which="all", argument={"from": "(https?)%3A%2F%2F", "to": "$1%253A%252F%252F"}),
)
fault(
    "share-text-encoded-twice",
    "share/encoded-twice",
    "a message with %20 between its words",
    Dom(op=text("encodeURIComponent"), **LINK, which="all"),
)
fault(
    "share-network-lost",
    "share/network-missing",
    "a share block without its last network",
    Dom(op="remove", **LINK, which="last"),
)
fault(
    "share-network-twice",
    "share/network-missing",
    "one network twice and another not at all",
    Dom(op="(nodes) => { nodes.at(-1).href = nodes.at(-2).href; return 1 }", **LINK, which="all"),
)
fault(
    "share-blocks-differ",
    "share/blocks-differ",
    "share links under the text that lead elsewhere than those over it",
    Dom(op=REWRITE, **LINK, which="last", argument={"from": "$", "to": "%3Futm_source%3Dfoot"}),
)

look_alike(
    "share-with-campaign",
    "share/wrong-address",
    "shared addresses with the parameters of a campaign",
    Dom(
        op=REWRITE,
        **LINK,
        which="all",
        argument={"from": "(%2F[^%&]+)(?=&|$)", "to": "$1%3Futm_source%3Dshare"},
    ),
)
look_alike(
    "share-spaces-as-plus",
    "share/encoded-twice",
    "spaces as “+” in the parameters of web addresses, and as %20 in the e-mail's",
    Dom(
        op=f"""(nodes) => ({text("(value) => value.replaceAll('%20', '+')")})
          (nodes.filter((node) => node.protocol !== "mailto:"))""",
        **LINK,
        which="all",
    ),
)
look_alike(
    "share-other-order",
    "share/blocks-differ",
    "two share blocks that agree, in another order",
    Dom(op="swap", **LINK),
)
look_alike(
    "share-headline-with-site",
    "share/no-headline",
    "the headline with the site's name after it",
    Dom(op=text("(value) => value + '%20%E2%80%93%20News'"), **LINK, which="all"),
)
look_alike(
    "share-one-more-network",
    "share/network-missing",
    "another network beside those that the site file names, in every block",
    Dom(
        op="""(nodes) => {
          const link = nodes[0].closest("div").querySelector("a");
          for (const node of nodes.filter((one) => one.protocol === "mailto:")) {
            const other = node.cloneNode(true);
            other.textContent = "LinkedIn";
            other.href = "https://www.linkedin.com/sharing/share-offsite/?url=" + encodeURIComponent(
              document.querySelector("link[rel=canonical]").href);
            node.after(other);
          }
          return link ? 1 : "there is no link";
        }""",
        **LINK,
        which="all",
    ),
)
look_alike(
    "share-archived-address",
    "share/broken-address",
    "a link to an archive beside the share links, with the archived address in it",
    Dom(
        op="""(nodes) => {
          const link = document.createElement("a");
          const own = document.querySelector("link[rel=canonical]").href;
          link.href = "https://web.archive.org/web/2026/" + own;
          link.textContent = "Archived";
          nodes[0].parentElement.append(link);
          return 1;
        }""",
        **LINK,
    ),
)
