"""The server's own HTML as a snapshot, for a stored page whose scripts took the story away."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from copydesk.page.capture import BLOCK, VISIBLE, Node, Snapshot
from copydesk.reading.pieces import BLOCK_TAGS, SILENT
from copydesk.text.urls import urljoin

NODES = 60_000
"""Nodes that are read of a page at most, as of a rendered one."""
ATTRIBUTE = 4_000
"""Characters that are read of an attribute."""
HEAD = 1
"""The head's index: the first element in a document."""
METADATA = frozenset({"title", "base", "link", "meta", "style", "script", "noscript", "template"})
"""What can stand in a head. The parser puts a story there whose elements are newer than it."""
JSON = 300_000
"""Characters that are read of a script."""


def snapshot_of(markup: str, url: str) -> Snapshot | None:
    """What a browser without scripts would have, without boxes, all visible; None when it is no HTML."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    snapshot = Snapshot(
        url=url,
        title=" ".join((root.findtext(".//title") or "").split()),
        language=root.get("lang") or "",
        base=url,
        viewport=(0, 0),
        page=(0, 0),
        nodes=[],
    )
    nodes = snapshot.nodes
    stack: list[tuple[etree._Element | str, int]] = [(root, -1)]
    while stack and len(nodes) < NODES:
        item, parent = stack.pop()
        if isinstance(item, str):
            nodes.append(Node(parent, "#text", item if item.strip() else " "))
            continue
        if not isinstance(item.tag, str):
            continue
        if parent == HEAD and item.tag not in METADATA:
            parent = 0
        index = len(nodes)
        attrs = {str(name): str(value)[:ATTRIBUTE] for name, value in item.attrib.items()}
        node = Node(parent, item.tag, attrs=attrs, flags=VISIBLE | (BLOCK if item.tag in BLOCK_TAGS else 0))
        nodes.append(node)
        if item.tag == "a" and "href" in attrs:
            snapshot.links.append((index, _absolute(url, attrs["href"])))
        if item.tag == "script":
            node.text = (item.text or "")[:JSON] if "json" in attrs.get("type", "").lower() else ""
        if item.tag in SILENT and item.tag not in ("head", "title"):
            continue
        for child in reversed(item):
            if child.tail:
                stack.append((child.tail, index))
            stack.append((child, index))
        if item.text:
            stack.append((item.text, index))
    return snapshot


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href
