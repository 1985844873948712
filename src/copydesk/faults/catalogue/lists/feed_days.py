"""Stories of a list whose day cannot be told."""

from __future__ import annotations

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

NO_DAYS = """
  for (const day of find("date-groups", "title")) day.remove();
  for (const group of find("date-groups")) group.replaceWith(...group.childNodes);"""
"""Leaves the stories as they are, under no headings of days."""
BY_HOURS = f"""(nodes, _, {{ find }}) => {{{NO_DAYS}
  for (const node of nodes) {{
    const time = node.matches("time") ? node : node.querySelector("time") || node.closest("time");
    const at = new Date(time?.dateTime || NaN);
    if (isNaN(at)) return "the stories have no machine-readable time";
    node.textContent = node.textContent.match(/\\d?\\d[:.]\\d\\d/)?.[0] || "14:05";
    at.setDate(at.getDate() - 3);
    time.setAttribute("datetime", at.toISOString().replace("Z", "+00:00"));
  }}
  return nodes.length;
}}"""
"""Makes all stories three days older, which show their hour and no day."""
WITH_A_DAY = """(nodes) => {
  for (const node of nodes) {
    const time = node.matches("time") ? node : node.querySelector("time") || node.closest("time");
    const at = time?.dateTime.match(/^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d:\\d\\d)/);
    if (!at) return "the stories have no machine-readable time";
    node.textContent = `${at[1]}-${at[2]}-${at[3]} ${at[4]}`;
  }
  return nodes.length;
}"""
ON_THE_FIRST = f"""(nodes, _, {{ find }}) => {{
  if (nodes.length < 6) return "the list has too few stories with a time";{NO_DAYS}
  nodes.slice(2).forEach((node) => node.remove());
  return nodes.length - 2;
}}"""
ON_ALL_BUT_TWO = """(nodes) => {
  if (nodes.length < 6) return "the list has too few stories with a time";
  for (const node of nodes.slice(0, 2)) node.style.visibility = "hidden";
  return 2;
}"""

fault("feed-hours-without-a-day", "feed/time-without-day", "“14:05” beside a story of last week").by(
    Dom(BY_HOURS, "feed", "time", "all"), kinds=("feed",)
)
look_alike("feed-hours-with-a-day", "feed/time-without-day", "the day and the hour beside each story").by(
    Dom(WITH_A_DAY, "feed", "time", "all"), kinds=("feed",)
)
fault("feed-time-on-the-first", "feed/some-without-time", "a time on the first two stories only").by(
    Dom(ON_THE_FIRST, "feed", "time", "all"), kinds=("feed",)
)
look_alike("feed-two-pinned", "feed/some-without-time", "two pinned stories without a time").by(
    Dom(ON_ALL_BUT_TWO, "feed", "time", "all"), kinds=("feed",)
)
