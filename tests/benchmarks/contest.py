"""Say who is asked what, how hard, and what is kept of it."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from benchmarks.client import ROWS, TRIPLES, Answer
from benchmarks.peers import Peer, PeerError
from comity.query import Query

_numbers = itertools.count()


@dataclass(frozen=True)
class Effort:
    """Hold how long to measure: runs and seconds a query and peer, seconds for wrk, starts."""

    most: int = 300
    least: int = 3
    seconds: float = 0.5
    throughput: int = 1
    starts: int = 5


@dataclass(frozen=True)
class Case:
    """Hold a query and what it is called."""

    name: str
    text: str

    @property
    def accept(self) -> str:
        """Return the media type to ask for."""
        return ROWS if Query(self.text).form in ("SELECT", "ASK") else TRIPLES


@dataclass(frozen=True)
class Contestant:
    """Hold a peer and how it is asked: every time anew, or the same again for a cache to answer."""

    name: str
    peer: Peer
    again: bool = False

    def ask(self, case: Case) -> Answer:
        """Ask a query; a comment makes its text a new one."""
        text = case.text if self.again else f"{case.text}\n# {next(_numbers)}"
        return self.peer.ask(text, case.accept)

    def restart(self) -> None:
        """Start the peer again: what was too slow would go on beside the next query."""
        self.peer.stop()
        with suppress(PeerError):  # the next query will find it silent, and say so
            self.peer.start()


@dataclass
class Figures:
    """Hold what was measured of one contestant on one query; a note says why there is no time."""

    rows: int | None = None
    size: int = 0
    times: list[float] = field(default_factory=list)
    note: str = ""
    rate: float | None = None  # answers a second
    bound: bool = False  # the rate is what the time allows, not what was measured

    @property
    def comparable(self) -> bool:
        """Tell whether the time is that of a complete answer, the same as others give."""
        return bool(self.times) and not self.note

    @property
    def p50(self) -> float:
        """Return the median time in ms."""
        return statistics.median(self.times) * 1000

    @property
    def p95(self) -> float:
        """Return the time in ms that 95 % of the runs kept within."""
        return sorted(self.times)[round(0.95 * (len(self.times) - 1))] * 1000


Results = Mapping[str, Figures]
