"""Show every total that a source published beside what the graph counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint

from comity.almanac import Almanac
from comity.errors import NotFound
from comity.reconcile import VERDICTS, Reconciliation, reconcile
from comity.web.book import book
from comity.web.cells import counted
from comity.web.charts.chart import Chart
from comity.web.charts.reconciled import draw_reconciled
from comity.web.charts.standalone import standalone
from comity.web.choices import chosen
from comity.web.current import graph
from comity.web.kept import kept
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.speech import written
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("reconciliation", __name__)

_ALL = "all"
_TOTALS = (
    Column("about", "What was counted"),
    Column("measure", "Number of what"),
    Column("date", "As of"),
    Column("published", "Published", numeric=True),
    Column("counted", "Counted here", numeric=True),
    Column("certain", "Of them certain", numeric=True),
    Column("difference", "Difference", numeric=True),
    Column("verdict", "Verdict"),
    Column("reason", "Reason"),
    Column("note", "Note", prose=True),
)
_DOUBTS = (
    Column("record", "Record"),
    Column("why", "Why it is in doubt"),
    Column("about", "The total"),
    Column("date", "As of"),
)


@blueprint.get("/reconciliation")
@shown
def reconciliation() -> Page:
    """Show the totals published for a time no later than the day, of one ``?verdict=`` or all.

    With ``?show=doubts`` show the records that may be behind their differences instead, which are
    too many to be on the same page.
    """
    almanac, verdict, published = book(), _verdict(), _published()
    found = _with(published, verdict)
    reasons = Counter(each.reason for each in published if each.verdict == "explained")
    return render(
        "reconciliation.html",
        (_totals(almanac, found), _doubts(almanac, found)),
        show=chosen("show", ("totals", "doubts")),
        verdict=verdict,
        verdicts=VERDICTS,
        counts=Counter(each.verdict for each in published),
        published=published,
        later=len(_results()) - len(published),
        reasons=[
            (each.label, reasons[each.label], each.one("skos:definition"))
            for each in almanac.kind("discrepancy")
            if reasons[each.label]
        ],
        chart=_chart(found, verdict),
    )


@blueprint.get("/chart/reconciled.svg")
@shown
def picture() -> Page:
    """Give the chart of the page by itself as an SVG file; raises NotFound."""
    verdict = _verdict()
    found = _chart(_with(_published(), verdict), verdict)
    if found is None:
        raise NotFound(f"No published total could be counted by {moment().day}.")
    return standalone(found, "reconciliation")


def _verdict() -> str:
    return chosen("verdict", (_ALL, *VERDICTS))


def _results() -> list[Reconciliation]:
    return kept("reconciliation", lambda: reconcile(graph().engine))


def _published() -> list[Reconciliation]:
    """Return the totals for a time no later than the day of the page."""
    almanac, day = book(), moment().day
    return [each for each in _results() if almanac[each.tally].span.happened(day) is not None]


def _with(results: Sequence[Reconciliation], verdict: str) -> list[Reconciliation]:
    return [each for each in results if verdict in (_ALL, each.verdict)]


def _chart(results: Sequence[Reconciliation], verdict: str) -> Chart | None:
    which = "" if verdict == _ALL else f" ({verdict})"
    title = f"Published totals{which} against counts, by {written(moment().day)}"
    return draw_reconciled(results, title, f"chart/reconciled.svg?verdict={verdict}")


def _totals(almanac: Almanac, results: Sequence[Reconciliation]) -> Table:
    rows = []
    for each in results:
        tally = almanac[each.tally]
        difference = None if each.counted is None else each.counted - each.published
        cells = (
            Cell(each.label, to=each.about),
            Cell(each.measure.removeprefix("number of "), to=each.tally),
            Cell(each.as_of, order=tally.span.latest_start or None),
            counted(each.published),
            counted(each.counted),
            counted(each.certain),
            Cell(f"{difference:+d}" if difference else "", order=difference),
            Cell(each.verdict),
            Cell(each.reason),
            Cell(each.note),
        )
        rows.append(Row(cells, tally.citations))
    return Table("totals", "Published totals and counts", _TOTALS, rows, size=100)


def _doubts(almanac: Almanac, results: Sequence[Reconciliation]) -> Table:
    """Return the table of the records that may be behind the differences."""
    rows = [
        Row(
            (
                Cell(doubt.label, to=doubt.record),
                Cell(doubt.why),
                Cell(f"{each.label}: {each.measure}", to=each.tally),
                Cell(each.as_of, order=almanac[each.tally].span.latest_start or None),
            ),
            almanac[doubt.record].citations,
        )
        for each in results
        for doubt in each.doubts
    ]
    return Table("doubts", "Records that may be behind a difference", _DOUBTS, rows, size=100)
