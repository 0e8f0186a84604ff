"""Ask peers in turn, check that they agree, and keep how long each took."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence

from benchmarks.client import LIMIT, TRIPLES, Answer, TooSlow
from benchmarks.contest import Case, Contestant, Effort, Figures, Results

ENOUGH = 5.0  # seconds; of an answer as slow as this one run tells enough
RUNS, TURN = 10, 0.05  # runs and seconds, at most, before it is the next one's turn


def measure(case: Case, contestants: Sequence[Contestant], effort: Effort) -> Results:
    """Check each contestant's answer to a query and time those that answer, in turn."""
    figures = {each.name: _checked(each, case) for each in contestants}
    _compare(figures, [figures[each.name] for each in contestants if not each.again])
    active = [each for each in contestants if not _finished(figures[each.name], effort)]
    while active:
        for each in active:
            _turn(each, case, figures[each.name], effort)
        active = [each for each in active if not _finished(figures[each.name], effort)]
        active = active[1:] + active[:1]  # so that nobody always follows the same one
    return figures


def count(answer: Answer, accept: str) -> int:
    """Return how many rows an answer has, or distinct triples; 1 and 0 are yes and no."""
    if accept == TRIPLES:
        lines = {line.strip() for line in answer.body.splitlines()}
        return sum(not line.startswith(b"#") for line in lines if line)
    document = json.loads(answer.body)
    if "boolean" in document:
        return int(document["boolean"])
    return len(document["results"]["bindings"])


def _checked(contestant: Contestant, case: Case) -> Figures:
    try:
        answer = contestant.ask(case)
        if answer.status != 200:
            return Figures(note=f"error {answer.status}")
        rows = count(answer, case.accept)
    except TooSlow:
        contestant.restart()
        return Figures(note=f"> {LIMIT:.0f} s")
    except OSError:
        contestant.restart()
        return Figures(note="no answer")
    except (ValueError, KeyError):
        return Figures(note="unreadable")
    slow = answer.seconds > ENOUGH
    return Figures(rows, len(answer.body), [answer.seconds] if slow else [])


def _compare(figures: Results, voters: Sequence[Figures]) -> None:
    """Note who gives another number of rows than most peers do; of equals the first is believed."""
    votes = Counter(each.rows for each in voters if each.rows is not None)
    for each in figures.values():
        usual = votes.most_common(1)[0][0] if votes else None
        if each.rows is not None and each.rows != usual:
            each.note = f"{each.rows} rows, not {usual}"


def _turn(contestant: Contestant, case: Case, figures: Figures, effort: Effort) -> None:
    """Ask a few times in a row: after the first, caches are as warm as those of a busy server."""
    end = time.perf_counter() + TURN
    for _ in range(RUNS):
        _run(contestant, case, figures)
        if _finished(figures, effort) or time.perf_counter() > end:
            return


def _run(contestant: Contestant, case: Case, figures: Figures) -> None:
    try:
        answer = contestant.ask(case)
    except (TooSlow, OSError):
        contestant.restart()
        figures.note = f"no answer at run {len(figures.times) + 1}"
        return
    if answer.status != 200:
        figures.note = f"error {answer.status} at run {len(figures.times) + 1}"
    else:
        figures.times.append(answer.seconds)


def _finished(figures: Figures, effort: Effort) -> bool:
    spent, runs = sum(figures.times), len(figures.times)
    if figures.note or figures.rows is None or runs >= effort.most:
        return True
    return spent > ENOUGH or (spent >= effort.seconds and runs >= effort.least)
