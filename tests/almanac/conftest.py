"""What the tests of the almanac ask: the shipped graph as things."""

from __future__ import annotations

import pytest

from comity.almanac import Almanac, load
from comity.engine import LocalEngine

TODAY = "2026-11-28"


@pytest.fixture(scope="session")
def almanac(engine: LocalEngine) -> Almanac:
    return load(engine, "a version", TODAY)
