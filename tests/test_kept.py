"""What is made from the data is made once, and never kept for other data."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from comity.web.kept import _Kept


def test_what_is_made_from_the_data_before_is_not_kept_for_the_new() -> None:
    kept = _Kept()
    assert kept.made("old", "name").get(lambda: 1) == 1
    assert kept.made("new", "name").get(lambda: 2) == 2
    assert kept.made("old", "name").get(lambda: 3) == 3
    assert kept.made("new", "name").get(lambda: 4) == 2


def test_who_asks_for_one_thing_does_not_wait_for_another() -> None:
    kept, begun, go = _Kept(), Event(), Event()

    def slow() -> str:
        begun.set()
        assert go.wait(10)
        return "slow"

    with ThreadPoolExecutor() as threads:
        waiting = [threads.submit(kept.made("1", "slow").get, slow) for _ in range(2)]
        assert begun.wait(10)
        assert kept.made("1", "quick").get(lambda: "quick") == "quick"
        begun.clear()
        go.set()
        assert [each.result() for each in waiting] == ["slow", "slow"]
    assert not begun.is_set(), "it was made twice"


def test_what_could_not_be_made_is_tried_again() -> None:
    slot = _Kept().made("1", "name")
    for _ in range(2):
        try:
            slot.get(lambda: 1 / 0)
        except ZeroDivisionError:
            continue
    assert slot.get(lambda: 1) == 1
