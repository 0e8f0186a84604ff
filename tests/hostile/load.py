"""Ask normal questions beside attacks, and measure how they fare."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from hostile.rude import NORMAL
from serving import Reply, Server

_number = itertools.count()


def fresh(query: str = NORMAL) -> str:
    """Return a query that no cache knows."""
    return f"{query} #{next(_number)}"


@dataclass
class Fared:
    """Hold how requests fared: statuses, what was wrong, and the seconds that a 200 took."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def take(self, ask: Callable[[], Reply]) -> None:
        started = time.perf_counter()
        try:
            reply = ask()
        except OSError as error:
            self.wrong.append(repr(error))
            return
        self.statuses[reply.status] += 1
        if reply.status == 200:
            self.seconds.append(time.perf_counter() - started)
            if b"Kenya" not in reply.body:
                self.wrong.append(f"answered {reply.body[:80]!r}")
        elif reply.status == 503:
            if "Retry-After" not in reply.headers:
                self.wrong.append("no Retry-After")
        else:
            self.wrong.append(f"{reply.status} {reply.body[:200]!r}")

    def quantile(self, share: float) -> float:
        """Return the seconds within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0

    @property
    def told(self) -> dict[str, object]:
        """Return the figures by name."""
        shown = {"statuses": dict(self.statuses), "wrong": len(self.wrong)}
        return {**shown, "p50_s": self.quantile(0.5), "p95_s": self.quantile(0.95)}


def crowd(server: Server, clients: int, each: int = 1, pause: float = 0.0) -> Fared:
    """Let many clients ask normal questions at once, each so many, and return how they fared."""
    fared = Fared()

    def client(_: int) -> None:
        for _ in range(each):
            fared.take(lambda: server.get(fresh()))
            time.sleep(pause)

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(client, range(clients)))
    return fared


@contextmanager
def normal_beside(server: Server, pause: float = 0.02) -> Iterator[Fared]:
    """Keep asking normal questions, one after the other, until the block is left."""
    fared, over = Fared(), threading.Event()

    def ask() -> None:
        while not over.wait(pause):
            fared.take(lambda: server.get(fresh()))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield fared
    finally:
        over.set()
        thread.join()


@contextmanager
def bombing(server: Server, bomb: str, at_once: int) -> Iterator[list[Reply]]:
    """Keep so many bombs going until the block is left; yield the replies to them."""
    replies: list[Reply] = []
    over = threading.Event()

    def throw() -> None:
        while not over.is_set():
            replies.append(server.get(fresh(bomb)))

    threads = [threading.Thread(target=throw) for _ in range(at_once)]
    for each in threads:
        each.start()
    try:
        yield replies
    finally:
        over.set()
        for each in threads:
            each.join()
