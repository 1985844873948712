"""A trail over the page, with a wrong turn and without."""

from __future__ import annotations

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

TRAIL = """(nodes, wrong, { find }) => {
  const links = find("navigation", "item").map((node) => node.closest("a") || node.querySelector("a")).filter(
    (link) => link && link.pathname.length > 1 && link.textContent.trim());
  const pages = new Set(links.map((link) => link.pathname + link.search));
  if (pages.size < 2) return "the navigation has too few sections with pages of their own";
  const [one, other] = [links[0], links.find((link) => link.pathname + link.search !== links[0].pathname + links[0].search)];
  const trail = document.createElement("ol");
  trail.className = "breadcrumb";
  const part = document.createElement("a");
  part.href = (wrong ? other : one).href;
  part.textContent = one.textContent.trim();
  trail.append(part);
  (document.querySelector("main") || document.body).prepend(trail);
  return 1;
}"""  # noqa: E501

fault("breadcrumb-to-another-section", "breadcrumbs/wrong-link", "a trail that leads astray").by(
    Dom(TRAIL, "navigation", argument=True)
)
look_alike("breadcrumb-to-its-section", "breadcrumbs/wrong-link", "a trail that leads where it says").by(
    Dom(TRAIL, "navigation", argument=False)
)
