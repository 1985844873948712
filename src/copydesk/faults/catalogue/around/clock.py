"""The date over the page: of another day, and today's in several forms."""

from __future__ import annotations

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

DATE = """(nodes, days) => {
  const at = new Date(Date.now() + days * 864e5), head = document.createElement("header"), line = document.createElement("p");
  line.textContent = at.toISOString().slice(0, 10).split("-").reverse().join(".");
  head.append(line);
  document.body.prepend(head);
  return 1;
}"""  # noqa: E501
"""Puts the date of another day over the page."""

fault("masthead-of-days-ago", "clock/wrong-day", "a date over the page that is days old").by(
    Dom(DATE, argument=-3)
)
look_alike("masthead-of-today", "clock/wrong-day", "today's date over the page, in figures").by(
    Dom(DATE, argument=0)
)
