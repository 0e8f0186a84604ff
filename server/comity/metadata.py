"""Read what holds for the whole dataset: title, authors, licence, version, day of the release."""

from __future__ import annotations

from functools import cache
from typing import Any

from comity.paths import root


@cache
def metadata() -> dict[str, Any]:
    """Return what the file CITATION.cff says (Citation File Format 1.2.0)."""
    import yaml  # which the first answer of a server need not wait for

    return dict(yaml.safe_load((root() / "CITATION.cff").read_text(encoding="utf-8")))
