"""Measure the endpoint and its peers, side by side: one machine, one graph, the same queries.

python tests/benchmarks/endpoint.py --help
"""

from __future__ import annotations

import signal
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its neighbours

from benchmarks import goals
from benchmarks.contest import Case, Contestant, Effort, Results
from benchmarks.measure import measure
from benchmarks.peers import Data, Peer, PeerError
from benchmarks.servers import PEERS, Comity
from benchmarks.suites import Suite, made, own
from benchmarks.tables import Report, Standing, keep
from benchmarks.throughput import throughput

RESULTS = Path(__file__).with_name("RESULTS.md")
QUICK = Effort(most=30, starts=1, seconds=0.2, throughput=1)

_console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def report(suite: Suite, kinds: Sequence[type[Peer]], effort: Effort) -> Report:
    """Start the peers, measure all queries and end the peers."""
    started = _start(suite.data, effort.starts) if Comity in kinds else 0.0
    with _running(suite.data, kinds) as (peers, absent):
        before = {peer.name: peer.memory() for peer in peers}
        contestants = _contestants(peers)
        runs: dict[str, Results] = {}
        for number, case in enumerate(suite.cases, 1):
            _console.print(f"{number}/{len(suite.cases)} {case.name}", end=" ")
            runs[case.name] = _measured(case, contestants, effort)
        standings = {
            peer.name: Standing(
                peer.versions(),
                started if isinstance(peer, Comity) else peer.seconds,
                before[peer.name],
                peer.memory(),
            )
            for peer in peers
        }
    names = [each.name for each in contestants]
    return Report(
        suite.title, not suite.data.additions, suite.triples, runs, names, standings, absent
    )


def _measured(case: Case, contestants: Sequence[Contestant], effort: Effort) -> Results:
    results = measure(case, contestants, effort)
    for each in contestants:
        if each.name in (goals.CACHED, goals.OXIGRAPH):
            throughput(case, each, results[each.name], effort)
    shown = (f"{name} {figures.note or f'{figures.p50:.2f}'}" for name, figures in results.items())
    _console.print("; ".join(shown))
    return results


def _contestants(peers: Sequence[Peer]) -> list[Contestant]:
    anew = [Contestant(peer.name, peer) for peer in peers]
    cached = [Contestant(goals.CACHED, peer, again=True) for peer in peers if peer.name == "comity"]
    return anew[:2] + cached + anew[2:]


@contextmanager
def _running(
    data: Data, kinds: Sequence[type[Peer]]
) -> Iterator[tuple[list[Peer], dict[str, str]]]:
    """Start the peers that can be; say of the others what they need."""
    peers: list[Peer] = []
    absent: dict[str, str] = {}
    try:
        for kind in kinds:
            peer = kind(data)
            try:
                versions = peer.versions()
                peers.append(peer)
                peer.start()
            except PeerError as error:
                absent[peer.name] = str(error)
                _console.print(f"{peer.name} is left out: {error}")
            else:
                _console.print(f"{versions} has started in {peer.seconds:.2f} s")
        yield [peer for peer in peers if peer.name not in absent], absent
    finally:
        for peer in peers:
            peer.stop()


def _start(data: Data, times: int) -> float:
    """Return how many seconds comity takes from its start to its first answer, with nobody else."""
    seconds: list[float] = []
    for _ in range(times):
        peer = Comity(data)
        try:
            peer.start()
        finally:
            peer.stop()
        seconds.append(peer.seconds)
    return statistics.median(seconds)


@click.command(context_settings={"max_content_width": 100})
@click.option(
    "--suite",
    type=click.Choice(["own", "synthetic", "all"]),
    default="all",
    show_default=True,
    help="own: the example queries on the shipped graph. synthetic: query shapes on a big one.",
)
@click.option(
    "--size",
    type=click.IntRange(20_000),
    default=1_000_000,
    show_default=True,
    help="Triples of the synthetic graph.",
)
@click.option(
    "--peers",
    default=",".join(kind.name for kind in PEERS),
    show_default=True,
    help="Who takes part, by commas.",
)
@click.option("--quick", is_flag=True, help="Measure briefly, and print instead of keeping.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The Markdown file whose section to rewrite.  [default: {RESULTS.name}; --quick: none]",
)
def main(suite: str, size: int, peers: str, quick: bool, output: Path | None) -> None:
    """Measure the endpoint and its peers, side by side on one graph, and judge it by its goals.

    Every peer is started with the same graph. Each query is first checked: all must give the same
    number of rows or triples, and one that gives another, an error or nothing within 30 s is named
    and not compared. Then the peers are asked in turn, by one client; a comment at the end of the
    text makes it a new one every time, except for "comity cached". Requests by many clients at a
    time need wrk.

    \b
    python tests/benchmarks/endpoint.py
    python tests/benchmarks/endpoint.py --quick --suite synthetic --size 20000
    python tests/benchmarks/endpoint.py --quick --suite own --peers comity,Virtuoso
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # no peer outlives this command
    wanted = [name.strip() for name in peers.split(",")]
    if unknown := set(wanted) - {kind.name for kind in PEERS}:
        raise click.BadParameter(f"no such peer: {', '.join(sorted(unknown))}")
    kinds = [kind for kind in PEERS if kind.name in wanted]
    for section in ("own", "synthetic") if suite == "all" else (suite,):
        with tempfile.TemporaryDirectory(prefix="comity-bench-") as folder:
            chosen = own(Path(folder)) if section == "own" else made(Path(folder), size)
            text = report(chosen, kinds, QUICK if quick else Effort()).markdown()
        click.echo(text)
        if output or not quick:
            keep(output or RESULTS, chosen.section, text)


if __name__ == "__main__":
    main()
