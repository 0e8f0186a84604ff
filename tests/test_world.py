"""The map that countries are drawn on."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import comity
from comity.errors import ComityError
from comity.paths import root
from comity.web import world as module
from comity.web.world import world

BUILT = Path(comity.__file__).parent / "web" / "static" / "built"


def test_every_country_of_the_data_has_a_place_on_the_map() -> None:
    data = (root() / "data" / "countries.ttl").read_text(encoding="utf-8")
    codes = set(re.findall(r"^country:(\w+)$", data, re.MULTILINE))
    assert len(codes) >= 250
    assert codes == {*world().shapes, *world().points}


def test_every_place_is_inside_the_drawing() -> None:
    drawn = world()
    for code, (x, y) in drawn.points.items():
        assert 0 <= x <= drawn.width, code
        assert 0 <= y <= drawn.height, code
    for path in (*drawn.shapes.values(), *drawn.unassigned.values()):
        for x, y in re.findall(r"M(-?\d+) (-?\d+)", path):
            assert 0 <= int(x) <= drawn.width
            assert 0 <= int(y) <= drawn.height


def test_every_shape_is_a_path_that_encloses_something() -> None:
    step = r"-?\d+(?: |(?=-))-?\d+"
    ring = rf"M\d+ \d+l{step}(?:(?: |(?=-)){step})+z"
    for code, path in (*world().shapes.items(), *world().unassigned.items()):
        assert re.fullmatch(f"(?:{ring})+", path), code


def test_countries_lie_where_they_are() -> None:
    points = world().points
    assert points["TUV"][0] > points["SGP"][0] > points["MLT"][0] > points["BRB"][0]
    assert points["MLT"][1] < points["SGP"][1] < points["TUV"][1] < points["BVT"][1]


def test_a_territory_with_a_code_of_its_own_is_not_a_part_of_its_state() -> None:
    french_guiana = re.match(r"M(\d+)", world().shapes["GUF"])
    assert french_guiana is not None
    assert int(french_guiana[1]) < 800
    assert all(int(x) > 800 for x in re.findall(r"M(\d+)", world().shapes["FRA"]))


def test_areas_whose_state_is_disputed_are_told_apart() -> None:
    assert set(world().unassigned) == {"N. Cyprus", "Siachen Glacier", "Somaliland"}


def test_the_map_is_light() -> None:
    assert len(gzip.compress((BUILT / "world.json").read_bytes(), 9)) < 30_000


def test_the_image_has_every_country_under_its_code() -> None:
    named = re.findall(r'<(?:path|circle|g) id="(\w+)"', (BUILT / "world.svg").read_text())
    assert sorted(named) == sorted({*world().shapes, *world().points, "unassigned"})


def test_a_missing_map_says_how_to_build_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FILE", tmp_path / "world.json")
    with pytest.raises(ComityError, match="npm run build"):
        world.__wrapped__()
