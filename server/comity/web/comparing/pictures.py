"""Draw the pictures of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from comity.almanac.sets import Circle, Combination, Turn
from comity.web.charts.chart import Chart
from comity.web.charts.course import course
from comity.web.charts.overlap import overlap
from comity.web.comparing.choice import PLACES
from comity.web.comparing.faces import Face
from comity.web.comparing.names import everywhere, listed, short
from comity.web.speech import written


def common(
    face: Face, circles: Sequence[Circle], combined: Sequence[Combination], day: str
) -> Chart | None:
    """Draw who or what is in which on a day, None where there is nobody for certain."""
    if not any(each.certain for each in combined):
        return None
    title = f"{_of(face, circles)} on {written(day)}"
    lead = "Areas are as large as the numbers." if len(circles) == 2 else ""
    unsure = sum(len(each.possible) for each in combined)
    if unsure and lead:
        lead += f" Not drawn: {unsure} of which a part is only possible; the table marks them."
    svg = overlap(circles, combined, day, title)
    return Chart(f"{face.name}-common", title, svg, _address(face.name, circles), face.name, lead)


def growth(face: Face, circles: Sequence[Circle], turns: Sequence[Turn], day: str) -> Chart | None:
    """Draw how many there were over time, None where that never changed."""
    if not turns:
        return None
    title = f"{_of(face, circles)} over time"
    lead = f"Certain ones only; shaded: {face.phrase(everywhere(circles))}."
    svg = course(circles, turns, day, title)
    name = f"{face.name}-time"
    return Chart(f"{name}-chart", title, svg, _address(name, circles), name, lead)


def _of(face: Face, circles: Sequence[Circle]) -> str:
    phrase = face.phrase(listed([short(each.thing) for each in circles]))
    return phrase[:1].upper() + phrase[1:]


def _address(name: str, circles: Sequence[Circle]) -> str:
    ids = [circle.thing.id for circle in circles]
    return f"chart/compare/{name}.svg?{urlencode(dict(zip(PLACES, ids, strict=False)))}"
