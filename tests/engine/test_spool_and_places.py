"""Answers are kept within their budget, and workers tell what they are at through memory."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.engine import fate
from comity.engine.job import Limits
from comity.engine.places import Work, table
from comity.engine.spool import IN_MEMORY, Budget, Spool
from comity.errors import (
    ComityError,
    EngineFailed,
    QueryError,
    QueryRefused,
    TookTooLong,
    TookTooMuch,
    TooManyQueries,
)

TOLD = {"rows": 3, "encoding": "gzip", "keep": False}
MIB = 1024 * 1024


def stored(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.iterdir())


@given(st.lists(st.integers(1, 700_000), max_size=8))
def test_an_answer_is_given_back_whole_from_memory_or_a_file(sizes: list[int]) -> None:
    budget = Budget(100 * MIB, 100 * MIB)
    pieces = [bytes([at % 256]) * size for at, size in enumerate(sizes)]
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder), budget)
        for piece in pieces:
            spool.write(piece)
        answer = spool.answer(TOLD)
        spool.discard()  # a file is the caller's now
        assert (answer.size, answer.rows, answer.encoding) == (sum(sizes), 3, "gzip")
        if isinstance(answer.content, Path):
            assert answer.size > IN_MEMORY
            assert answer.content.read_bytes() == b"".join(pieces)
        else:
            assert answer.size <= IN_MEMORY
            assert answer.content == b"".join(pieces)


@given(
    st.lists(st.lists(st.integers(1, 3 * MIB), max_size=6), max_size=6),
    st.integers(1, 8 * MIB),
    st.integers(1, 12 * MIB),
)
def test_no_more_is_kept_in_files_than_the_budget_allows(
    answers: list[list[int]], each: int, together: int
) -> None:
    budget = Budget(each, together)
    with tempfile.TemporaryDirectory() as name:
        folder, kept, refused = Path(name), [], []
        for sizes in answers:
            spool = Spool(folder, budget)
            try:
                for size in sizes:
                    spool.write(bytes(size))
                kept.append(spool)
            except (TookTooMuch, TooManyQueries):
                refused.append(spool)
                spool.discard()
            assert stored(folder) <= together
            assert all(file.stat().st_size <= each for file in folder.iterdir())
        for spool in kept:
            spool.discard()
        assert list(folder.iterdir()) == []
        budget.take(min(each, together), 0)  # all that was taken has been given back


def test_an_answer_that_is_too_long_is_told_from_answers_that_are_too_many() -> None:
    with tempfile.TemporaryDirectory() as name:
        with pytest.raises(TookTooMuch, match="longer than 2 MiB"):
            Spool(Path(name), Budget(2 * MIB, 9 * MIB)).write(bytes(3 * MIB))
        with pytest.raises(TooManyQueries, match="long answers"):
            Spool(Path(name), Budget(9 * MIB, 2 * MIB)).write(bytes(3 * MIB))
        assert list(Path(name).iterdir()) == []


def test_nothing_of_a_refused_answer_is_charged() -> None:
    budget = Budget(4 * MIB, 4 * MIB)
    with tempfile.TemporaryDirectory() as name:
        spool = Spool(Path(name), budget)
        spool.write(bytes(3 * MIB))
        with pytest.raises(TookTooMuch):
            spool.write(bytes(2 * MIB))
        spool.discard()
        budget.take(4 * MIB, 0)


ids = st.text("0123456789abcdef", min_size=1, max_size=16)


@given(st.lists(st.tuples(st.integers(0, 3), ids, st.floats(0.001, 1e9)), max_size=20))
def test_a_place_tells_the_last_job_and_no_other_place_does(
    jobs: list[tuple[int, str, float]],
) -> None:
    places, expected = table(4), dict[int, Work | None]()
    for number, job, started in jobs:
        places[number].take(job, started)
        expected[number] = Work(job, started)
        assert [place.work for place in places] == [expected.get(at) for at in range(4)]
        assert not any(place.retired for place in places)
    for number, place in enumerate(places):
        place.retire()
        assert place.retired
        assert place.work == expected.get(number)
        place.leave()
        assert place.work is None
        assert place.retired
        place.clear()
        assert not place.retired


def test_what_a_child_writes_the_parent_reads() -> None:
    (place,) = table(1)
    child = os.fork()
    if child == 0:
        place.take("0123456789abcdef", 5.5)
        os._exit(0)
    os.waitpid(child, 0)
    assert place.work == Work("0123456789abcdef", 5.5)
    assert place.keeper == os.getpid()


@pytest.mark.parametrize(
    ("told", "kind", "words"),
    [
        ("deadline", TookTooLong, ["2.5 seconds", "LIMIT"]),
        ("memory", TookTooMuch, ["300 MiB", "ORDER BY"]),
        ("crowded", TooManyQueries, ["3 long queries", "try again"]),
        ("cancelled", EngineFailed, ["cancelled"]),
        ("stack", TookTooMuch, ["nested", "VALUES"]),
        ("crash", EngineFailed, ["another way"]),
        (None, TooManyQueries, ["started anew", "try again"]),
    ],
)
def test_why_a_query_was_given_up_is_said_with_what_to_do(
    told: str | None, kind: type[ComityError], words: list[str]
) -> None:
    error = fate.explain(told, Limits(timeout=2.5, memory=300 * MIB, long=3))
    assert type(error) is kind
    assert all(word in str(error) for word in words)


@pytest.mark.parametrize(
    "error",
    [
        QueryError("wrong"),
        QueryError("wrong", 3, 4),
        QueryRefused("not here"),
        TooManyQueries("full"),
        TookTooMuch("long"),
        EngineFailed("broken"),
    ],
)
def test_an_error_crosses_to_the_server_as_it_is(error: ComityError) -> None:
    crossed = fate.decode(fate.encode(error))
    assert (type(crossed), str(crossed)) == (type(error), str(error))
    assert vars(crossed) == vars(error)


def test_an_error_of_a_kind_that_cannot_be_is_the_engines_failure() -> None:
    payload = json.dumps(("Unheard", "of", None, None)).encode()
    assert type(fate.decode(payload)) is EngineFailed
