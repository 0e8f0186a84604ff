"""Hold the tables of pages: columns, rows and cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.almanac import Citation
from comity.dates import Certainty

PER_PAGE = 250


@dataclass(frozen=True, slots=True)
class Column:
    """Hold the head of a column: its name in addresses and CSV, its label, and how it is set."""

    name: str
    label: str
    numeric: bool = False
    prose: bool = False

    @property
    def style(self) -> str:
        """Return the class that its cells have in HTML, or an empty text."""
        return "number" if self.numeric else "prose" if self.prose else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one cell.

    ``to`` is the id or the address of what its text leads to; ``small`` is said beside it in
    lesser type; ``order`` is what it is sorted by where that is not its text. ``holds`` marks it as
    certain or possible; ``language`` is that of the text where it is not English.
    """

    text: str
    to: str = ""
    small: str = ""
    order: str | float | None = None
    holds: Certainty | None = None
    language: str = ""

    @property
    def dated(self) -> bool:
        """Return whether it shows a date, which is not broken at its hyphens."""
        return self.text[4:5] == "-" and self.text[:4].isdecimal()

    @property
    def plain(self) -> bool:
        """Return whether it is a text and nothing else; most are, and are written at once."""
        return not (self.to or self.small or self.holds or self.language or self.dated)


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row: a cell for each column, and what the row rests on."""

    cells: tuple[Cell, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Table:
    """Hold a table: its name in addresses, its caption for who cannot see it, columns and rows.

    ``size`` is how many rows a page of it has at most.
    """

    id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    sourced: bool = True
    size: int = PER_PAGE
