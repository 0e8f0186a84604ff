"""Show how well the records of the graph are known, and where they are weak."""

from __future__ import annotations

from flask import Blueprint

from comity.almanac import Almanac
from comity.almanac.quality import Finding, findings
from comity.errors import NotFound
from comity.examples import examples
from comity.web.book import book
from comity.web.cells import counted
from comity.web.charts.bars import draw_bars
from comity.web.charts.chart import Chart
from comity.web.charts.standalone import standalone
from comity.web.kept import kept
from comity.web.qualities import QUESTIONS, Question
from comity.web.shown import Page, render, shown
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("quality", __name__)

_LISTS = (
    Column("about", "List of"),
    Column("measure", "Number of what"),
    Column("date", "As of"),
    Column("published", "Published", numeric=True),
    Column("counted", "Counted here", numeric=True),
    Column("complete", "Complete"),
)


@blueprint.get("/quality")
@shown
def quality() -> Page:
    """Show each finding as a number, a picture and a table, with the query that asks for it."""
    found = _findings()
    tables = [*(_table(each) for each in found.values()), _lists(book())]
    return render(
        "quality.html",
        tables,
        sections=[
            (found[id_], question, _chart(found[id_])) for id_, question in QUESTIONS.items()
        ],
        queries={id_: _query(question) for id_, question in QUESTIONS.items()},
    )


@blueprint.get("/chart/quality/<id_>.svg")
@shown
def picture(id_: str) -> Page:
    """Give the picture of one finding by itself as an SVG file; raises NotFound."""
    if id_ not in QUESTIONS:
        raise NotFound(
            f"There is no picture {id_} of the quality; there are: {', '.join(QUESTIONS)}."
        )
    return standalone(_chart(_findings()[id_]), "quality", dated=False)


def _findings() -> dict[str, Finding]:
    return kept("quality", lambda: findings(book()))


def _query(question: Question) -> str:
    example = examples().get(question.query)
    return example.text if example else question.query


def _chart(finding: Finding) -> Chart:
    question = QUESTIONS[finding.id]
    return draw_bars(finding, question.shows, f"chart/quality/{finding.id}.svg")


def _table(finding: Finding) -> Table:
    question = QUESTIONS[finding.id]
    columns = (
        Column("kind", question.first),
        *(
            Column(group.replace(" ", "-"), group.capitalize(), numeric=True)
            for group in finding.groups
        ),
        Column("all", "All", numeric=True),
    )
    rows = [
        Row((Cell(name), *(counted(count) for count in (*counts, sum(counts)))))
        for name, counts in finding.rows
    ]
    return Table(finding.id, question.shows, columns, rows, sourced=False)


def _lists(almanac: Almanac) -> Table:
    """Return the table of the lists that were judged, the incomplete ones first."""
    rows = []
    for each in sorted(almanac.kind("coverage"), key=lambda each: each.one("comity:complete")):
        tally = almanac[each.one("comity:tally")]
        about, published = tally.one("comity:tallies"), each.one("comity:published")
        cells = (
            Cell(almanac.label(about), to=about),
            Cell(almanac.label(each.one("comity:measure")).removeprefix("number of "), to=tally.id),
            Cell(each.one("comity:asOf")),
            Cell(published, order=int(published)),
            Cell(each.one("comity:counted"), order=int(each.one("comity:counted"))),
            Cell("yes" if each.one("comity:complete") == "true" else "no"),
        )
        rows.append(Row(cells, tally.citations))
    return Table("lists", "Lists and whether they are complete", _LISTS, rows)
