"""One server for the tests of dereferencing, with hostile data laid over the shipped graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resources.shared import write_hostile
from serving import Server, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    with serving(folder, "--data", str(write_hostile(folder))) as running:
        yield running
