"""List the themes as a tree, with how much there is about each on the day."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint

from comity.almanac import Almanac, Thing
from comity.almanac.themes import about, narrower, tops, under
from comity.web.book import book
from comity.web.cells import counted
from comity.web.moment import moment
from comity.web.shown import Page, render, shown
from comity.web.tables import Cell, Column, Row, Table

blueprint = Blueprint("themes", __name__)

_KINDS = ("declaration", "position", "initiative")


@dataclass(frozen=True, slots=True)
class Branch:
    """Hold a concept, how many texts, positions and initiatives are about it, and what is under it.

    What is about a concept under it is counted too, each once.
    """

    concept: Thing
    counts: tuple[int, ...]
    branches: tuple[Branch, ...]


@blueprint.get("/themes")
@shown
def themes() -> Page:
    """Show the themes as a tree and as a table, and the principles of the OECD."""
    almanac, day = book(), moment().day
    tree = [_branch(almanac, each, day) for each in tops(almanac, "theme")]
    principles = [_branch(almanac, each, day) for each in tops(almanac, "oecd-principle")]
    columns = [
        Column("theme", "Theme"),
        Column("broader", "Part of"),
        Column("texts", "Texts", numeric=True),
        Column("positions", "Positions", numeric=True),
        Column("initiatives", "Initiatives", numeric=True),
    ]
    rows = [_row(almanac, each) for each in _flat(tree)]
    table = Table("themes", "Themes", columns, rows, sourced=False)
    return render("themes.html", [table], tree=tree, principles=principles)


def _branch(almanac: Almanac, concept: Thing, day: str) -> Branch:
    covered = under(almanac, concept)
    counts = tuple(len(about(almanac, covered, kind, day)) for kind in _KINDS)
    branches = tuple(_branch(almanac, each, day) for each in narrower(almanac, concept.id))
    return Branch(concept, counts, branches)


def _flat(branches: list[Branch]) -> list[Branch]:
    found = [each for branch in branches for each in (branch, *_flat([*branch.branches]))]
    return sorted(found, key=lambda each: each.concept.label.casefold())


def _row(almanac: Almanac, branch: Branch) -> Row:
    broader = branch.concept.one("skos:broader")
    counts = (counted(count) for count in branch.counts)
    head = Cell(branch.concept.label, to=branch.concept.id)
    return Row((head, Cell(almanac.label(broader) if broader else "", to=broader), *counts))
