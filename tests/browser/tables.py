"""Write what a run has found of all pages as Markdown: axe-core's findings, and the weights."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from browser.screenshots import FOLDER

SCHEMES = ("light", "dark", "phone")
WEIGHTS = ("document", "stylesheet", "script", "font", "image", "data")


def write() -> None:
    """Write the tables beside the pictures, from all that the workers of the run have noted."""
    for name, head, cells in (("axe", SCHEMES, _audits), ("weights", WEIGHTS, _weights)):
        noted = [json.loads(each.read_text("utf-8")) for each in sorted((FOLDER / name).glob("*"))]
        if noted:
            rows = [(each["page"], *cells(each)) for each in noted]
            _table(FOLDER / f"{name}.md", ("page", *head, *("all",) * (name == "weights")), rows)


def _audits(noted: dict[str, Any]) -> list[str]:
    return [
        f"{len(noted[scheme]['violations'])} violations, {noted[scheme]['passes']} rules hold"
        if scheme in noted
        else "not in this state"
        for scheme in SCHEMES
    ]


def _weights(noted: dict[str, Any]) -> list[str]:
    found = [noted.get(kind, 0) for kind in WEIGHTS]
    return [f"{each / 1000:.1f}" for each in (*found, sum(found))]


def _table(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [head, ["---"] * len(head), *rows]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    path.write_text(f"{text}\n", encoding="utf-8")
