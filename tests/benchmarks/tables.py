"""Write what was measured as Markdown, and keep it in a section of a file of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.contest import Figures
from benchmarks.goals import CACHED, COMITY, LIMIT, OXIGRAPH, VIRTUOSO, Runs, behind, verdicts
from benchmarks.throughput import CLIENTS

SLOWEST = 25


@dataclass(frozen=True)
class Standing:
    """Hold what a peer is and takes: versions, seconds to the first answer, MB before and after."""

    versions: str
    seconds: float
    before: float
    after: float


@dataclass(frozen=True)
class Report:
    """Hold all that was measured of one suite."""

    title: str
    shipped: bool
    triples: int
    runs: Runs
    contestants: Sequence[str]
    standings: Mapping[str, Standing]
    absent: Mapping[str, str]

    def markdown(self) -> str:
        """Return the report as Markdown."""
        parts = [
            [f"## Endpoint: {self.title}", "", self._setting()],
            _table(("goal", "wanted", "measured", ""), self._goals()),
            _table(("peer", "start, s", "memory, MB", "after the run, MB"), self._peers()),
            [self._legend()],
            _table(("query", "rows", *self.contestants, *self._rates()), self._queries()),
            self._left_out(),
            self._behind(),
        ]
        return "\n\n".join("\n".join(part) for part in parts if part)

    def _setting(self) -> str:
        what = f"{len(self.runs)} queries, {self.triples:,} triples"
        return (
            f"Made by `make bench` (`tests/benchmarks/endpoint.py`) on {date.today():%-d %B %Y}, "
            f"{os.cpu_count()} cores ({_processor()}): {what}; all peers at the same time with the "
            "same graph, asked in turn by one client."
        )

    def _goals(self) -> Iterator[tuple[str, ...]]:
        words = {True: "met", False: "**missed**", None: "-"}
        for each in verdicts(self.runs, self.shipped):
            yield each.what, each.goal, each.measured, words[each.met]

    def _peers(self) -> Iterator[tuple[str, ...]]:
        for each in self.standings.values():
            yield each.versions, f"{each.seconds:.2f}", f"{each.before:.0f}", f"{each.after:.0f}"
        for name, needed in self.absent.items():
            yield f"{name}: left out; it needs: {needed}", "", "", ""

    def _legend(self) -> str:
        some = f"the {SLOWEST} slowest" if len(self.runs) > SLOWEST else "all"
        return (
            f"Times in ms, p50 / p95, (n) of so few runs; answers a second to {CLIENTS} clients; "
            f"{some} queries:"
        )

    def _queries(self) -> Iterator[tuple[str, ...]]:
        chosen = list(self.runs)
        if len(chosen) > SLOWEST:
            chosen.sort(key=self._cost, reverse=True)
        for name in chosen[:SLOWEST]:
            results = self.runs[name]
            rows = next((each.rows for each in results.values() if each.rows is not None), None)
            cells = [_cell(results[each]) if each in results else "" for each in self.contestants]
            rates = [_rate(results[each]) for each in (CACHED, OXIGRAPH) if each in results]
            yield name, "" if rows is None else f"{rows:,}", *cells, *rates

    def _rates(self) -> list[str]:
        return [f"{each}, a second" for each in (CACHED, OXIGRAPH) if each in self.contestants]

    def _cost(self, name: str) -> float:
        results = self.runs[name]
        figures = results.get(LIMIT) or results.get(COMITY) or next(iter(results.values()))
        return figures.p50 if figures.times else float("inf")

    def _left_out(self) -> list[str]:
        """List who gave no answer, or another one, so that no figure hides it."""
        lines = [
            f"- {name}: {contestant} ({figures.note})"
            for name, results in self.runs.items()
            for contestant, figures in results.items()
            if figures.note
        ]
        return ["Not compared:", "", *lines] if lines else ["Every peer gave the same answers."]

    def _behind(self) -> list[str]:
        slower = behind(self.runs, VIRTUOSO)
        rows = [
            (name, f"{_ms(own.p50)}", f"{_ms(other.p50)}")
            for name in slower
            for own, other in [(self.runs[name][COMITY], self.runs[name][VIRTUOSO])]
        ]
        if not rows:
            return []
        return ["Behind Virtuoso, p50 in ms:", "", *_table(("query", COMITY, VIRTUOSO), rows)]


def keep(path: Path, section: str, text: str) -> None:
    """Put a text between the marks of its section in a file, and leave the rest of it alone."""
    begin, end = f"<!-- {section}:begin -->", f"<!-- {section}:end -->"
    whole = path.read_text(encoding="utf-8") if path.exists() else ""
    block = f"{begin}\n\n{text}\n\n{end}"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if marked.search(whole):
        whole = marked.sub(lambda _: block, whole)
    else:
        whole = f"{whole.rstrip()}\n\n{block}\n".lstrip()
    path.write_text(whole, encoding="utf-8")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines]


def _cell(figures: Figures) -> str:
    if figures.note or not figures.times:
        return figures.note
    if len(figures.times) < 5:
        return f"{_ms(figures.p50)} ({len(figures.times)})"
    return f"{_ms(figures.p50)} / {_ms(figures.p95)}"


def _rate(figures: Figures) -> str:
    if figures.rate is None:
        return ""
    return f"{'≤ ' if figures.bound else ''}{figures.rate:,.0f}"


def _ms(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "unknown"
    found = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return found[1] if found else "unknown"
