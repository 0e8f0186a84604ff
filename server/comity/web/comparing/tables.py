"""Put into tables what things have in common, and how that grew."""

from __future__ import annotations

from collections.abc import Sequence

from comity.almanac import Almanac, Thing
from comity.almanac.sets import Circle, Combination, Turn
from comity.web.cells import counted
from comity.web.comparing.choice import PLACES
from comity.web.comparing.faces import Face
from comity.web.comparing.names import called, everywhere, short
from comity.web.tables import Cell, Column, Row, Table


def who(
    almanac: Almanac,
    face: Face,
    circles: Sequence[Circle],
    combined: Sequence[Combination],
    day: str,
) -> Table:
    """Return the table of who or what is in which circle on a day, and by which record."""
    columns = [
        Column("name", face.one.capitalize()),
        Column("where", "In"),
        *(
            Column(place, short(circle.thing))
            for place, circle in zip(PLACES, circles, strict=False)
        ),
    ]
    rows = [
        _row(almanac, face, circles, id_, _where(circles, each, id_), day)
        for each in combined
        for id_ in sorted((*each.certain, *each.possible), key=almanac.label)
    ]
    caption = f"{face.many.capitalize()} in which, on {day}"
    return Table(face.name, caption, columns, rows, size=100)


def grown(face: Face, circles: Sequence[Circle], turns: Sequence[Turn]) -> Table:
    """Return the table of how many there were from each day on which that changed."""
    columns = [
        Column("day", "From"),
        *(
            Column(place, short(circle.thing), numeric=True)
            for place, circle in zip(PLACES, circles, strict=False)
        ),
        Column("common", everywhere(circles).capitalize(), numeric=True),
    ]
    rows = [
        Row((Cell(turn.day), *(counted(each) for each in (*turn.counts, turn.common))))
        for turn in reversed(turns)
    ]
    caption = f"How many {face.many} there were for certain, from each day on which that changed"
    return Table(f"{face.name}-time", caption, columns, rows, sourced=False, size=25)


def _row(
    almanac: Almanac, face: Face, circles: Sequence[Circle], id_: str, where: Cell, day: str
) -> Row:
    standing = [circle.standing(id_, day) for circle in circles]
    cells = [
        _cell(almanac, face, records, circle, day)
        for records, circle in zip(standing, circles, strict=True)
    ]
    return Row(
        (Cell(almanac.label(id_), to=id_), where, *cells),
        tuple(cited for records in standing for each in records for cited in each.citations),
    )


def _where(circles: Sequence[Circle], combination: Combination, id_: str) -> Cell:
    """Return in which circles someone is, and whether that is only possible."""
    small = "possibly" if id_ in combination.possible else ""
    return Cell(called(circles, combination.inside), small=small)


def _cell(almanac: Almanac, face: Face, records: Sequence[Thing], circle: Circle, day: str) -> Cell:
    """Return by what someone belongs to a circle: the role or act, with its date."""
    if not records:
        return Cell("")
    last, start = records[-1], records[-1].span.start
    word = almanac.label(last.one("comity:act" if face.acted else "org:role"))
    small = (start if face.acted else f"since {start}") if start else "date not known"
    return Cell(
        word, to=last.id, small=small, order=start or "9", holds=circle.surely(records, day)
    )
