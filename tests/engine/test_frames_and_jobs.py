"""What the server and a worker say to each other survives any way of cutting it up."""

from __future__ import annotations

import struct
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.engine.frames import (
    DATA,
    END,
    ERROR,
    KINDS,
    LONGEST,
    REQUEST,
    FrameError,
    Reader,
    frame,
)
from comity.engine.job import Job, Limits, Topic
from comity.formats import BY_NAME
from comity.query import Query

Frames = list[tuple[bytes, bytes]]

frames = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.binary(max_size=200)), max_size=12)
texts = st.text(st.characters(exclude_categories=["Cs"]))
queries = st.builds(
    Query, texts, st.lists(texts, max_size=3).map(tuple), st.lists(texts, max_size=3).map(tuple)
)
jobs = st.builds(
    Job,
    queries,
    st.sampled_from(list(BY_NAME.values())),
    st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    st.sampled_from(["", "gzip", "zstd"]),
    texts,
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.floats(0, 1e9),
    st.none() | st.builds(Topic, texts, texts, st.integers(0), texts, texts),
)


def read(reader: Reader, pieces: list[bytes]) -> Frames:
    return [each for piece in pieces for each in reader.feed(piece)]


@given(frames, st.data())
def test_frames_are_read_back_however_they_arrive(sent: Frames, data: st.DataObject) -> None:
    stream = b"".join(frame(*each) for each in sent)
    cuts = data.draw(st.lists(st.integers(0, len(stream)), max_size=20).map(sorted))
    pieces = [stream[start:end] for start, end in pairwise([0, *cuts, len(stream)])]
    assert read(Reader(), pieces) == sent


@given(frames)
def test_frames_are_read_back_byte_by_byte(sent: Frames) -> None:
    stream = b"".join(frame(*each) for each in sent)
    assert read(Reader(), [stream[at : at + 1] for at in range(len(stream))]) == sent


@given(frames, st.binary(min_size=1, max_size=50), st.data())
def test_a_frame_that_is_cut_short_is_not_given(
    sent: Frames, payload: bytes, data: st.DataObject
) -> None:
    stream = b"".join(frame(*each) for each in sent)
    last = frame(DATA, payload)
    end = data.draw(st.integers(0, len(last) - 1))
    reader = Reader()
    assert read(reader, [stream + last[:end]]) == sent
    assert read(reader, [last[end:]]) == [(DATA, payload)]


@given(frames, st.binary(min_size=5))
def test_garbage_is_refused_after_all_that_came_before_it(sent: Frames, garbage: bytes) -> None:
    if garbage[:1] in KINDS:
        garbage = b"\0" + garbage
    stream = b"".join(frame(*each) for each in sent)
    arriving = Reader().feed(stream + garbage)
    assert [next(arriving) for _ in sent] == sent
    with pytest.raises(FrameError):
        next(arriving)


@pytest.mark.parametrize("kind", [REQUEST, DATA, ERROR, END])
def test_a_payload_may_be_as_long_as_the_limit_and_no_longer(kind: bytes) -> None:
    longest = bytes(LONGEST)
    assert list(Reader().feed(frame(kind, longest))) == [(kind, longest)]
    with pytest.raises(FrameError):
        frame(kind, longest + b"x")
    with pytest.raises(FrameError):
        list(Reader().feed(struct.pack("!cI", kind, LONGEST + 1)))


@given(st.binary())
def test_any_bytes_are_frames_an_unfinished_frame_or_refused(received: bytes) -> None:
    reader, found = Reader(), Frames()
    try:
        found.extend(reader.feed(received))
    except FrameError:
        return
    assert received.startswith(b"".join(frame(*each) for each in found))


@given(jobs)
def test_a_job_is_read_back_as_it_was(job: Job) -> None:
    assert Job.decode(job.encode()) == job


@given(jobs, texts)
def test_the_digest_of_a_job_tells_the_question_and_the_data(job: Job, version: str) -> None:
    digest = job.digest(version)
    assert replace(job, id="0" * 16, sent=0.0).digest(version) == digest
    changed = [
        replace(job, query=replace(job.query, text=job.query.text + " ")),
        replace(job, query=replace(job.query, default_graphs=(*job.query.default_graphs, "g"))),
        replace(job, query=replace(job.query, named_graphs=(*job.query.named_graphs, "g"))),
        replace(job, bindings=(*job.bindings, ("a", "1"))),
        replace(job, encoding=job.encoding + "x"),
        replace(job, dump=job.dump + "x"),
    ]
    digests = [digest, job.digest(version + "x"), *(each.digest(version) for each in changed)]
    assert len(set(digests)) == len(digests)


def test_each_job_has_an_identifier_of_its_own_that_fits_into_a_place() -> None:
    ids = {Job(Query("ASK {}"), BY_NAME["json"]).id for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(each.encode()) for each in ids} == {16}


@given(st.builds(Limits, timeout=st.floats(0.1, 1e3), memory=st.integers(1), queue=st.integers(1)))
def test_limits_are_handed_on_as_they_are(limits: Limits) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMITY_LIMITS", limits.encode())
        assert Limits.from_environment() == limits
