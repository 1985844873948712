"""Journeys through the filter: sections chosen, kept, left, taken up again, cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from copydesk.browser.journeys.traveller import StepError, Traveller

SECTIONS = 12
"""To how many sections the list is narrowed at most, one after another."""


# For each option whether pressing it again undoes it, and whether it is chosen, as far as the page tells.
_CHOSEN = """nodes => nodes.map(node => {
  const own = "input[type=checkbox], input[type=radio], option";
  const input = node.matches(own) ? node : node.querySelector(own);
  if (input) return [input.type === "checkbox", Boolean(input.checked || input.selected)];
  for (const name of ["aria-checked", "aria-pressed", "aria-selected", "aria-current"]) {
    const value = node.getAttribute(name);
    if (value !== null) return [/checked|pressed/.test(name), value !== "false" && value !== ""];
  }
  return [false, false];
})"""


def choose_sections(traveller: Traveller) -> None:
    """Open the filter, choose the site file's sections, press OK; then reload, Back, Forward, and clear.

    Where each choice applies at once, there is one step back and forward for each, and none where the address
    stays what it was.
    """
    page, names = traveller.page, traveller.entry.choose
    sections, applies = " and ".join(names), traveller.has_part("filter", "apply")
    presses, opened = 0, page.url

    def choose() -> None:
        nonlocal presses
        presses = choose_and_apply(traveller, names)

    def go(move: Callable[..., object]) -> None:
        for left in range(1 if applies else presses, 0, -1):
            move(wait_until="commit")
            if left > 1:
                traveller.settle()

    steps: Iterator[tuple[str, str, Callable[[], object]]] = iter(
        [
            ("filtered", f"{sections} chosen" + (", OK pressed" if applies else ""), choose),
            ("reloaded", "the page was reloaded", lambda: page.reload(wait_until="commit")),
            ("back", "Back was pressed", lambda: go(page.go_back)),
            ("forward", "Forward was pressed", lambda: go(page.go_forward)),
        ]
    )
    for step in steps:
        if not traveller.step(*step):
            return
        if step[0] == "filtered" and not applies and presses and page.url == opened:
            break  # a view of this one page, which no address keeps: nobody can come back to it
        if not applies and not presses and step[0] == "reloaded":
            break  # nothing had to be chosen, so there is nothing to go back from
    if traveller.has_part("filter", "clear"):
        traveller.step("cleared", "the filter was cleared", lambda: clear_filter(traveller))


def choose_and_apply(traveller: Traveller, names: Sequence[str]) -> int:
    """Choose these sections in the filter, and no others, and press OK where there is one. Options that are
    chosen already are not pressed. Returns how many were.
    """
    open_filter(traveller)
    offered = traveller.labels("filter", "option")
    wanted = []
    for name in names:
        places = [i for i, text in enumerate(offered) if text.casefold() == name.casefold()]
        if not places:
            raise StepError(
                f"the filter does not offer {name!r}; it offers {', '.join(offered) or 'nothing'}"
            )
        wanted.append(traveller.in_sight("filter", "option", places))
    chosen = traveller.parts("filter", "option").evaluate_all(_CHOSEN)[: len(offered)]
    called = {name.casefold() for name in names}
    others = [
        at
        for at, (undone, on) in enumerate(chosen)
        if undone and on and at not in wanted and offered[at].casefold() not in called
    ]
    presses = [at for at in (*others, *wanted) if at in others or at >= len(chosen) or not chosen[at][1]]
    for at in presses:
        traveller.press("filter", "option", at)
        if not traveller.has_part("filter", "apply"):
            traveller.settle()
    if traveller.has_part("filter", "apply"):
        traveller.press("filter", "apply")
    return len(presses)


def each_section(traveller: Traveller) -> None:
    """Narrow the list to each section that the filter offers, one after another."""
    names = traveller.labels("filter", "option")[:SECTIONS]
    if not names:
        traveller.step("filter-each:", "the filter's sections were looked for", no_sections)
    for name in names:

        def choose(name: str = name) -> None:
            if traveller.has_part("filter", "clear") and traveller.visible("filter", "clear"):
                traveller.press("filter", "clear")
                traveller.settle()
            else:
                traveller.start_over()
            choose_and_apply(traveller, [name])

        if not traveller.step(f"filter-each:{name}", f"{name} alone was chosen in the filter", choose):
            break


def no_sections() -> None:
    raise StepError("the filter offers no sections to choose")


def open_filter(traveller: Traveller) -> None:
    """Open the filter's panel unless it stands open."""
    if traveller.has_part("filter", "open") and not traveller.visible("filter", "option"):
        traveller.press("filter", "open")


def clear_filter(traveller: Traveller) -> None:
    """Press the filter's clear control, opening the panel first if it is in there."""
    if not traveller.shown("filter", "clear"):
        open_filter(traveller)
    traveller.press("filter", "clear")
