"""Read the example queries: a question that a user would ask, what it shows, and the query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity.paths import query_files

_HEADER = re.compile(r"^#\+ (\w+): (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """Hold one example query with the question it answers and the kinds of answer it shows."""

    name: str
    summary: str
    tags: tuple[str, ...]
    text: str


@cache
def examples() -> dict[str, Example]:
    """Return the example queries by name, in the order of their names."""
    return {path.stem: _read(path.stem, path.read_text(encoding="utf-8")) for path in query_files()}


def _read(name: str, text: str) -> Example:
    header = dict(_HEADER.findall(text))
    tags = tuple(tag.strip() for tag in header["tags"].split(","))
    return Example(name, header["summary"], tags, text)
