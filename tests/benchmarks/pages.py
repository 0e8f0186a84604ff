"""Measure how long the server takes for every page: on a day of its own each time, and once known.

python tests/benchmarks/pages.py --help
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its neighbours

from benchmarks.tables import keep
from browser.pages import Page, pages
from serving import Server, serving

RESULTS = Path(__file__).with_name("RESULTS.md")
GOAL = 30.0  # ms, at the median
FIRST = date(2026, 10, 31)  # of the days that are asked for, going back


@dataclass(frozen=True)
class Timed:
    """Hold what a page took: ms on days that nobody has asked for yet, and ms once it is known."""

    page: Page
    size: int
    fresh: list[float]
    known: list[float]

    @property
    def median(self) -> float:
        """Return how many ms the page takes at the median when it has to be made."""
        return statistics.median(self.fresh)


def measured(server: Server, page: Page, times: int) -> Timed:
    """Ask for a page again and again, over one connection."""
    days = (FIRST - timedelta(days=11 * number) for number in range(times))
    with closing(HTTPConnection(server.host, timeout=60)) as connection:
        _asked(connection, page.path)  # what is loaded for the first one is loaded once
        fresh = [_asked(connection, _on(page, day)) for day in days]
        known = [_asked(connection, _on(page, FIRST)) for _ in range(times)]
    return Timed(page, known[0][1], [each for each, _ in fresh], [each for each, _ in known])


def _asked(connection: HTTPConnection, path: str) -> tuple[float, int]:
    """Return in how many ms a page was there, and its length."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    reply = connection.getresponse()
    body = reply.read()
    took = (time.perf_counter() - start) * 1000
    if reply.status != 200:
        raise click.ClickException(f"{path} answers with {reply.status}")
    return took, len(body)


def _on(page: Page, day: date) -> str:
    path, _, query = page.path.partition("?")
    kept = [each for each in query.split("&") if each and not each.startswith("on=")]
    return f"{path}?{'&'.join([*kept, f'on={day}'])}"


def markdown(found: Iterable[Timed], times: int) -> str:
    """Return a table by kind of page, the slowest page of each kind."""
    slowest: dict[str, Timed] = {}
    for each in found:
        other = slowest.get(each.page.kind)
        if other is None or each.median > other.median:
            slowest[each.page.kind] = each
    rows = sorted(slowest.values(), key=lambda each: -each.median)
    over = sum(each.median >= GOAL for each in rows)
    lines = [
        "## Pages: the time of the server",
        "",
        f"Made by `make bench` (`tests/benchmarks/pages.py`) on {date.today():%-d %B %Y}: {times} "
        "requests for each page, one after the other over HTTP, each for a day that nobody had "
        "asked for yet, then as many for a day that is known. Of each kind the slowest page. "
        f"{over or 'None'} of {len(rows)} kinds takes {GOAL:.0f} ms or more at the median.",
        "",
        "| kind | page | kB, gzip | median, ms | p95, ms | known: median, ms | known: p95, ms |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *("| " + " | ".join(_cells(each)) + " |" for each in rows),
    ]
    return "\n".join(lines)


def _cells(timed: Timed) -> Iterator[str]:
    yield timed.page.kind
    yield f"`{timed.page.path}`"
    yield f"{timed.size / 1000:.1f}"
    for times in (timed.fresh, timed.known):
        yield f"{statistics.median(times):.2f}"
        yield f"{sorted(times)[int(0.95 * (len(times) - 1) + 0.5)]:.2f}"


@click.command(context_settings={"max_content_width": 100})
@click.option(
    "--times", type=click.IntRange(2, 500), default=40, show_default=True, help="Requests a page."
)
@click.option("--only", default="", help="Measure the pages of this kind alone.")
@click.option("--write", is_flag=True, help=f"Keep the table in {RESULTS.name}.")
def main(times: int, only: str, write: bool) -> None:
    """Measure how long the server takes for every page; exit with 1 where the goal is missed.

    The pages are those that the tests in a browser look at. Each is asked for on days that nobody
    has asked for yet, so that it has to be made, and then again on one of them.
    """
    wanted = [page for page in pages() if "on=" not in page.path and only in ("", page.kind)]
    with (
        tempfile.TemporaryDirectory(prefix="comity-bench-") as folder,
        serving(Path(folder)) as server,
    ):
        found = [measured(server, page, times) for page in wanted]
    text = markdown(found, times)
    click.echo(text)
    if write:
        keep(RESULTS, "pages", text)
    if slow := [each.page.path for each in found if each.median >= GOAL]:
        raise click.ClickException(f"{GOAL:.0f} ms or more at the median: {', '.join(slow)}")


if __name__ == "__main__":
    main()
