"""Draw where a party belonged, and when: one row a forum, one bar a stint."""

from __future__ import annotations

from dataclasses import dataclass

from comity.almanac import Almanac, Span, Thing
from comity.almanac.belongings import Belonging, belongings
from comity.web.charts.bent import BentScale, scale
from comity.web.charts.chart import Chart, draw
from comity.web.naming import cut
from comity.web.speech import written

WIDTH, ROW, TOP, LABELS, RIGHT = 900, 26, 62, 292, 890
_LONGEST = 38  # characters of the name of a forum
_THINNEST = 1.5
_THIN = ("role:chair", "role:secretariat-host")  # held beside a membership


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a stretch of a bar: where it is, and whether it is sure, unsure or of unknown begin."""

    kind: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold a bar: the name of its role for its look, what it says in words, and its stretches.

    ``begin`` and ``end`` are where caps are drawn, None where the stint is open there.
    """

    role: str
    said: str
    parts: tuple[Part, ...]
    begin: float | None
    end: float | None
    thin: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a row: a forum, its name as long as there is room, how deep it is, and its bars."""

    forum: Thing
    name: str
    depth: int
    bars: tuple[Bar, ...]


def gantt(almanac: Almanac, thing: Thing, day: str) -> Chart | None:
    """Draw the memberships of a party until a day, None where there is none."""
    found = belongings(almanac, thing.id, day)
    if not found:
        return None
    last = max(day, almanac.today)
    along = scale(_first(almanac, thing, last), last, LABELS, RIGHT)
    lines = [_line(almanac, each, along, day) for each in found]
    roles = {stint.one("org:role") for each in found for stint in each.stints}
    svg = draw(
        "gantt.svg",
        lines=lines,
        along=along,
        day=along(day),
        said=written(day),
        roles=[each for each in _roles(almanac) if each.id in roles],
        width=WIDTH,
        row=ROW,
        top=TOP,
        label=f"Forums of {thing.label} over time",
    )
    lead = "Hatched: the source is no more precise. Dotted: since when is not known."
    if along.bend:
        lead += " The years before 2015 are drawn closer together."
    title = f"Where {thing.label} belongs, in which role, until {written(day)}"
    return Chart("gantt", title, svg, f"chart/{thing.path}/memberships.svg", "memberships", lead)


def _first(almanac: Almanac, thing: Thing, last: str) -> str:
    """Return the first day that a stint of a party can have begun, whatever day is shown."""
    spans = [stint.span for stint in almanac.naming("org:member", thing.id)]
    days = [day for each in spans if (day := each.earliest_start or each.latest_start)]
    return min([*days, f"{int(last[:4]) - 1}-01-01"])[:4] + "-01-01"


def _roles(almanac: Almanac) -> list[Thing]:
    order = ("founding-member", "member", "partner", "observer", "invited-guest")
    known = [f"role:{name}" for name in order] + list(_THIN)
    others = [each.id for each in almanac.kind("role") if each.id not in known]
    return [almanac[id_] for id_ in (*known, *others) if id_ in almanac]


def _line(almanac: Almanac, each: Belonging, along: BentScale, day: str) -> Line:
    bars = [_bar(almanac, stint, along, day) for stint in each.stints]
    ordered = sorted(bars, key=lambda bar: bar.thin)
    return Line(each.forum, _short(each.forum), each.depth, tuple(ordered))


def _bar(almanac: Almanac, stint: Thing, along: BentScale, day: str) -> Bar:
    span, role = stint.span, stint.one("org:role")
    parts = tuple(_parts(span, along, day))
    over = span.latest_end and span.latest_end < day
    return Bar(
        role.partition(":")[2],
        f"{almanac.label(role)}, {_said(span)}",
        parts,
        along(span.latest_start) if span.start and span.latest_start <= day else None,
        along(span.latest_end) if over else None,
        role in _THIN,
    )


def _parts(span: Span, along: BentScale, day: str) -> list[Part]:
    """Return the stretches in which a stint can have begun, certainly held, and can have ended."""
    until = min(span.latest_end or day, day)
    sure_from = min(span.latest_start or until, until)
    sure_until = max(sure_from, min(span.earliest_end or until, until))
    held = span.latest_start and span.latest_start <= min(span.earliest_end or day, day)
    opening = "unsure" if span.start else "unknown"
    edges = [
        (opening, span.earliest_start or along.first, sure_from),
        ("sure" if held else opening, sure_from, sure_until),
        ("unsure", sure_until, until),
    ]
    return [
        Part(kind, along(first), round(max(along(last) - along(first), _THINNEST), 1))
        for kind, first, last in edges
        if first < last or kind == "sure"  # what held for a day is seen, too
    ]


def _said(span: Span) -> str:
    since = f"since {written(span.start)}" if span.start else "since when is not known"
    return f"{since}, until {written(span.end)}" if span.end else since


def _short(forum: Thing) -> str:
    """Return the name of a forum; of a long one the beginning, with its short name behind."""
    if len(forum.label) <= _LONGEST:
        return forum.label
    shorter = min(forum.all("skos:altLabel"), key=len, default="")
    behind = f" ({shorter})" if 0 < len(shorter) < _LONGEST // 2 else ""
    return f"{cut(forum.label, _LONGEST - len(behind))}{behind}"
