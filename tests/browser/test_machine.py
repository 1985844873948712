"""A limit is as much longer as the machine is slower, and on a quiet machine it is what it says."""

from __future__ import annotations

import pytest
from playwright.sync_api import TimeoutError as LimitError

from copydesk.browser import machine
from copydesk.browser.machine import MOST, Patience, patiently, slowness, steady_slowness


class Clock:
    """A clock that goes on as it is told to."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(machine.time, "monotonic", clock.monotonic)
    return clock


def test_the_machine_is_never_faster_than_quiet_nor_slower_than_is_borne() -> None:
    assert 1.0 <= slowness() <= MOST


def test_what_others_do_for_a_moment_does_not_make_a_machine_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    factors = iter([4.8, 1.7, 20.0])
    monkeypatch.setattr(machine, "slowness", lambda: next(factors))
    assert steady_slowness() == 1.7


def test_patience_on_a_quiet_machine_is_over_when_it_is_over(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "slowness", lambda: 1.0)
    patience = Patience(10)
    clock.now += 9
    assert patience.left() == 1
    clock.now += 1
    assert patience.left() == 0


def test_on_a_busy_machine_seconds_count_for_the_part_in_which_it_had_time(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    factors = iter([5.0, 1.0])
    monkeypatch.setattr(machine, "slowness", lambda: next(factors))
    patience = Patience(10)
    clock.now += 10
    assert patience.left() == 40  # 2 of the 10 seconds are used, and the 8 that are left take 40
    clock.now += 40
    assert patience.left() == 0
    assert patience.left() == 0  # and is not asked again


def test_a_machine_that_never_has_time_does_not_hang_the_run(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "slowness", lambda: MOST)
    patience = Patience(10)
    waited = 10.0
    clock.now += 10
    while left := patience.left():
        clock.now += left
        waited += left
    assert waited <= 10 * MOST + 0.01


def test_what_ran_into_its_limit_is_done_again_only_where_the_machine_was_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits: list[float] = []

    def act(limit: float) -> str:
        limits.append(limit)
        if limit <= 3000:
            raise LimitError("Timeout 3000ms exceeded")
        return "done"

    monkeypatch.setattr(machine, "slowness", lambda: 1.0)
    with pytest.raises(LimitError):
        patiently(act, 3)
    assert limits == [3000]
    monkeypatch.setattr(machine, "slowness", lambda: 4.0)
    assert patiently(act, 3) == "done"
    assert limits == [3000, 3000, 12000]
