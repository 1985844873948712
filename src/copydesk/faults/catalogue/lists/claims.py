"""Labels that claim to be of now, and stories of now that have them."""

from __future__ import annotations

from copydesk.faults import documents
from copydesk.faults.documents import html
from copydesk.faults.dom import insert
from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE

LABEL = """(nodes, [label, days], { find }) => {
  const items = find("feed", "item").filter((item) => item.querySelector("time[datetime]"));
  const item = items.at(-1), time = item?.querySelector("time");
  if (!item) return "the stories of the list have no machine-readable times";
  const at = new Date(new Date(time.dateTime) - days * 864e5).toISOString();
  if (days) time.setAttribute("datetime", at.replace("Z", "+00:00"));
  item.insertAdjacentHTML("beforeend", `<b>${label}</b>`);
  return 1;
}"""
"""Puts a label on the last story of the list, and makes it so many days older."""

for name, label in (("live", "Live"), ("breaking", "Breaking"), ("just-in", "Just in")):
    fault(f"list-{name}-days-later", "claims/stale", f"“{label}” beside a story of days ago").by(
        Dom(LABEL, "feed", argument=[label, 3]), kinds=("feed",)
    )
fault("live-after-its-end", "claims/stale", "“Live” over coverage that has ended").by(
    html(documents.in_json_ld(coverageEndTime="2020-03-26T08:00:00Z")),
    insert("headline", "<p>Live</p>", "beforebegin"),
    kinds=ARTICLE,
)
look_alike("live-among-the-words", "claims/stale", "a story of days ago about living live").by(
    Dom(LABEL, "feed", argument=["How pilots live", 0]), kinds=("feed",)
)
look_alike("live-in-a-link", "claims/stale", "a link to what is live, beside an old story's headline").by(
    insert("headline", '<p><a href="/">Live</a></p>', "beforebegin"), kinds=ARTICLE
)
UNDER_TODAY = """([body], days) => {
  const at = new Date(Date.now() - days * 864e5).toISOString().replace("Z", "+00:00");
  const story = `<li><time datetime="${at}">a day</time> What the pilots did</li>`;
  body.insertAdjacentHTML("afterend", `<section><h2>Today</h2><ul>${story}</ul></section>`);
  return 1;
}"""
fault("yesterday-under-today", "claims/wrong-day", "a story of days ago under “Today”").by(
    Dom(UNDER_TODAY, "body", argument=3), kinds=ARTICLE
)
look_alike("today-under-today", "claims/wrong-day", "a story of now under “Today”").by(
    Dom(UNDER_TODAY, "body", argument=0), kinds=ARTICLE
)
