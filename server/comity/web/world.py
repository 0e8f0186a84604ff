"""Read the map of the world that pages draw countries on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comity.errors import ComityError

_FILE = Path(__file__).parent / "static" / "built" / "world.json"


@dataclass(frozen=True, slots=True)
class World:
    """Hold the outlines of countries by their ISO 3166-1 alpha-3 codes.

    ``shapes`` are the values of the attribute ``d`` of SVG paths, in a drawing from 0, 0 to
    ``width``, ``height``. ``points`` are the middles of countries that are too small to be seen;
    few have a shape as well, of scattered islands. ``unassigned`` are the shapes, by Natural
    Earth's names, of areas whose state is disputed and that no code stands for.
    """

    width: int
    height: int
    shapes: dict[str, str]
    points: dict[str, tuple[int, int]]
    unassigned: dict[str, str]


@cache
def world() -> World:
    """Return the map, in the Equal Earth projection; what is read is kept.

    Raises ComityError when the frontend has not been built.
    """
    try:
        read = json.loads(_FILE.read_bytes())
    except FileNotFoundError:
        raise ComityError(
            f"There is no map at {_FILE}: build the frontend, by pip install --editable . or by "
            "npm ci && npm run build in server/frontend"
        ) from None
    points = {code: (x, y) for code, (x, y) in read.pop("points").items()}
    return World(points=points, **read)
