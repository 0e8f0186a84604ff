"""Start servers to be attacked, and tell at the end what was measured."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile.processes import Family
from serving import Server, serving

TIMEOUT = 2.0  # seconds that a query may take here
QUICK = ("--timeout", f"{TIMEOUT:g}", "--memory", "256", "--workers", "2")
Figures = Callable[..., None]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run ``comity serve`` for all attacks: what one does must not help the next."""
    with serving(tmp_path_factory.mktemp("hostile"), *QUICK) as running:
        settle(running)
        yield running


def settle(server: Server) -> None:
    """Wait until a server has loaded all that it loads once, for that is no growth."""
    assert server.fetch("/about", Accept="text/html").status == 200


@pytest.fixture
def family(server: Server) -> Family:
    return Family(server.process.pid)


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Return a function that keeps figures, given by name, for the table at the end."""

    def keep(what: str, **found: object) -> None:
        record_property("figures", (what, found))

    return keep


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Show the figures, and write them to the file that COMITY_HOSTILE_FIGURES names."""
    reports = [each for found in terminalreporter.stats.values() for each in found]
    kept = [
        value
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "figures" and getattr(report, "when", "") == "call"
    ]
    if not kept:
        return
    terminalreporter.section("what hostile clients met")
    for what, found in sorted(kept, key=lambda each: str(each[0])):
        told = ", ".join(
            f"{name.replace('_', ' ')} {_short(value)}" for name, value in found.items()
        )
        terminalreporter.line(f"{what}: {told}")
    if path := os.environ.get("COMITY_HOSTILE_FIGURES"):
        Path(path).write_text(json.dumps(dict(kept), indent=1, sort_keys=True, default=str))


def _short(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
