"""Advertisements: slots that stay empty, and advertisements that cover the news."""

from __future__ import annotations

from copydesk.faults.dom import style
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

OVER = """(nodes, element, { find, style }) => {
  const [under] = find(element);
  if (!under) return `there is no ${element} to lie over`;
  const box = under.getBoundingClientRect();
  document.body.append(nodes[0]);
  return style([nodes[0]], {
    position: "absolute", left: `${box.x + scrollX}px`, top: `${box.y + scrollY}px`, "z-index": "99",
    width: `${box.width}px`, height: `${box.height}px`, background: "#fff", overflow: "hidden", margin: "0",
  });
}"""
"""Lays the advertisement over an element of the site file."""
EMPTY_ELEMENT = """(nodes) => {
  const { height } = nodes[0].getBoundingClientRect();
  nodes[0].innerHTML = `<div data-slot="1" style="height:${Math.max(height, 250)}px"></div>`;
  return 1;
}"""
COLLAPSED = """(nodes) => {
  nodes[0].replaceChildren();
  nodes[0].style.cssText = "height:0;min-height:0";
  return 1;
}"""
IN_A_FRAME = """(nodes) => {
  nodes[0].innerHTML = '<iframe title="Advertisement" srcdoc="<p>Tea</p>" width="300" height="150"></iframe>';
  return 1;
}"""
AT_THE_FOOT = """(nodes, _, { style }) => {
  nodes[0].textContent = "Tea at four, every day on the quay.";
  return style(nodes, {
    position: "fixed", left: "0", right: "0", bottom: "0", height: "60px", background: "#fff",
    margin: "0", "z-index": "99",
  });
}"""

fault(
    "advertisement-empty", "advertisement/empty-space", "a hole in the page where no advertisement came"
).by(Dom("hollow", "advertisement", "slot"))
fault(
    "advertisement-empty-indents-text",
    "advertisement/empty-space",
    "lines that begin far from the edge, beside an empty place",
).by(
    Dom("hollow", "advertisement", "slot"),
    Dom("move", "advertisement", argument={"element": "body", "where": "afterbegin"}),
    style("advertisement", float="left", width="160px", margin="0 1rem 0 0"),
    kinds=("article",),
    seen=(73,),
)
fault(
    "advertisement-empty-by-script",
    "advertisement/empty-space",
    "a hole with an empty element in it, as a script left it",
).by(Dom(EMPTY_ELEMENT, "advertisement", "slot"))
fault("advertisement-over-the-lead", "advertisement/covers", "an advertisement over the lead").by(
    Dom(OVER, "advertisement", argument="lead"), kinds=("article",), seen=(74,)
)
fault(
    "advertisement-over-the-navigation",
    "advertisement/covers",
    "an advertisement over the section navigation",
).by(Dom(OVER, "advertisement", argument="navigation"), seen=(74,))

look_alike(
    "advertisement-collapsed",
    "advertisement/empty-space",
    "an empty place for an advertisement that closes its gap",
).by(Dom(COLLAPSED, "advertisement", "slot"))
look_alike("advertisement-in-a-frame", "advertisement/empty-space", "an advertisement in a frame").by(
    Dom(IN_A_FRAME, "advertisement", "slot")
)
look_alike(
    "advertisement-at-the-foot",
    "advertisement/covers",
    "a bar with an advertisement at the window's lower edge",
).by(Dom(AT_THE_FOOT, "advertisement"))
