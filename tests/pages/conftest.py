"""What the tests of pages ask: one server for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comity import almanac as books
from comity.almanac import Almanac
from comity.engine import LocalEngine
from serving import Server, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start ``comity serve`` as the README says."""
    with serving(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def almanac(engine: LocalEngine) -> Almanac:
    """Load the almanac that the pages are made from."""
    return books.load(engine, "", "2026-11-01")
