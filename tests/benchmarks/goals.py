"""Set what was measured beside the goals for the endpoint."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.contest import Figures, Results
from benchmarks.throughput import CLIENTS

COMITY, CACHED, LIMIT = "comity", "comity cached", "in process"
BARE = "bare"
OXIGRAPH, VIRTUOSO, RDFLIB, COMUNICA = "oxigraph serve", "Virtuoso", "rdflib-endpoint", "Comunica"

NAMED = 8  # queries, at most, in one cell

Runs = Mapping[str, Results]  # by the name of the query, then of the contestant


@dataclass(frozen=True)
class Verdict:
    """Hold a goal, what was measured and whether it is met; None where nothing was measured."""

    what: str
    goal: str
    measured: str
    met: bool | None


def verdicts(runs: Runs, shipped: bool) -> list[Verdict]:
    """Judge all goals by what was measured; one of them is set for the shipped graph only."""
    made = [*_overhead(runs), *_peers(runs), *_least(runs), *_cached(runs), _ahead(runs, shipped)]
    return [each for each in made if each is not None]


def both(runs: Runs, one: str, other: str) -> Iterator[tuple[str, Figures, Figures]]:
    """Yield the queries that two contestants answered alike, with the figures of each."""
    for name, results in runs.items():
        first, second = results.get(one), results.get(other)
        if first and second and first.comparable and second.comparable:
            yield name, first, second


def behind(runs: Runs, peer: str) -> list[str]:
    """Name the queries on which comity is slower than a peer."""
    return [name for name, own, other in both(runs, COMITY, peer) if own.p50 > other.p50]


def _overhead(runs: Runs) -> Iterator[Verdict | None]:
    pairs = list(both(runs, COMITY, LIMIT))
    added = {name: own.p50 - bare.p50 for name, own, bare in pairs if bare.p50 < 1}
    yield _judged(
        "[a] added to pyoxigraph in process, queries under 1 ms, median",
        "≤ 0.35 ms",
        added,
        lambda value: f"{value:.2f} ms",
        lambda value: value <= 0.35,
    )
    ratios = {name: own.p50 / bare.p50 for name, own, bare in pairs if bare.p50 > 5}
    yield _judged(
        "[a] times pyoxigraph in process, queries over 5 ms, median",
        "≤ 1.15",
        ratios,
        lambda value: f"{value:.2f}",
        lambda value: value <= 1.15,
    )


def _peers(runs: Runs) -> Iterator[Verdict | None]:
    pairs = both(runs, COMITY, OXIGRAPH)
    yield _judged(
        "[b] times `oxigraph serve`, queries that cost it over 3 ms, median",
        "≤ 1.1",
        {name: own.p50 / other.p50 for name, own, other in pairs if other.p50 > 3},
        lambda value: f"{value:.2f}",
        lambda value: value <= 1.1,
    )
    for peer in (RDFLIB, COMUNICA):
        if shared := list(both(runs, COMITY, peer)):
            slower = behind(runs, peer)
            measured = f"{len(slower)} of {len(shared)}{_named(slower)}"
            yield Verdict(f"[b] queries behind {peer}", "0", measured, not slower)
    yield _judged(
        "[b] times as fast as rdflib-endpoint, median",
        "≥ 10",
        {name: other.p50 / own.p50 for name, own, other in both(runs, COMITY, RDFLIB)},
        lambda value: f"{value:.0f}",
        lambda value: value >= 10,
        worst=min,
    )


def _least(runs: Runs) -> Iterator[Verdict]:
    """Say how near to two of the goals granian and a forked worker come with nothing around."""
    added = [own.p50 - limit.p50 for _, own, limit in both(runs, BARE, LIMIT) if limit.p50 < 1]
    ratios = [own.p50 / other.p50 for _, own, other in both(runs, BARE, OXIGRAPH) if other.p50 > 3]
    for what, values, unit in (
        ("[a] the least that granian and a forked worker add, median", added, " ms"),
        ("[b] the least that they are times `oxigraph serve`, median", ratios, ""),
    ):
        if values:
            measured = f"{statistics.median(values):.2f}{unit} (of {len(values)})"
            yield Verdict(what, "none", measured, None)


def _cached(runs: Runs) -> Iterator[Verdict | None]:
    rates = {name: results[CACHED].rate for name, results in runs.items() if CACHED in results}
    known = {name: rate for name, rate in rates.items() if rate is not None}
    what = f"[c] cached answers a second, {CLIENTS} clients"
    if not known:
        yield Verdict(what, "≥ 10,000", "not measured (apt-get install wrk)", None)
        return
    least = min(known, key=lambda name: known[name])
    size = runs[least][CACHED].size
    measured = (
        f"median {statistics.median(known.values()):,.0f}; "
        f"least {known[least]:,.0f} ({least}, {size:,} bytes)"
    )
    yield Verdict(what, "≥ 10,000", measured, known[least] >= 10_000)
    costly = {
        name: own.rate >= other.rate
        for name, own, other in both(runs, CACHED, OXIGRAPH)
        if other.p50 > 0.2 and own.rate is not None and other.rate is not None
    }
    if not costly:
        return
    slower = [name for name, ahead in costly.items() if not ahead]
    measured = f"{len(slower)} of {len(costly)}{_named(slower)}"
    what = "[c] queries that cost `oxigraph serve` over 0.2 ms with more answers a second from it"
    yield Verdict(what, "0", measured, not slower)


def _ahead(runs: Runs, shipped: bool) -> Verdict | None:
    shared = list(both(runs, COMITY, VIRTUOSO))
    if not shared:
        return None
    slower = behind(runs, VIRTUOSO)
    share = 1 - len(slower) / len(shared)
    measured = f"{100 * share:.0f} % ({len(shared) - len(slower)} of {len(shared)})"
    what, goal = "[d] queries ahead of Virtuoso", "≥ 80 %" if shipped else "none"
    return Verdict(what, goal, measured, share >= 0.8 if shipped else None)


def _judged(
    what: str,
    goal: str,
    values: Mapping[str, float],
    shown: Callable[[float], str],
    good: Callable[[float], bool],
    worst: Callable[..., str] = max,
) -> Verdict | None:
    """Judge the median of some values, and show the worst beside it."""
    if not values:
        return None
    median = statistics.median(values.values())
    name = worst(values, key=lambda each: values[each])
    measured = f"{shown(median)} (of {len(values)}; worst {shown(values[name])}, {name})"
    return Verdict(what, goal, measured, good(median))


def _named(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f": {', '.join(names[:NAMED])}{more}" if names else ""
