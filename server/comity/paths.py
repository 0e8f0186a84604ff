"""Find the folders of the shipped graph, in a checkout as well as in an installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder that holds ``ontology``, ``data`` and ``shapes``.

    A wheel carries them inside the package; a checkout has them two folders above it.
    """
    return _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parents[1]


def turtle_files(folder: str) -> list[Path]:
    """Return the Turtle files of ``ontology``, ``data`` or ``shapes``, in a stable order."""
    return sorted((root() / folder).rglob("*.ttl"))


def rule_files() -> list[Path]:
    """Return the rules of the derived graph in the order in which they build on each other."""
    return sorted((root() / "ontology" / "rules").glob("*.rq"))


def query_files() -> list[Path]:
    """Return the example queries."""
    return sorted((_PACKAGE / "queries").glob("*.rq"))
