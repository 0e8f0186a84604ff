"""An open knowledge graph of how the world cooperates on artificial intelligence.

>>> import comity
>>> graph = comity.load()
>>> graph.members("gpai", on="2020-06-30")["country:SVN"]
'Slovenia'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.errors import ComityError, DataError, NotFound, QueryError, QueryRefused
    from comity.graph import Comity, load
    from comity.reconcile import Reconciliation
    from comity.validate import Finding, validate

    __version__: str

__all__ = [
    "Comity",
    "ComityError",
    "DataError",
    "Finding",
    "NotFound",
    "QueryError",
    "QueryRefused",
    "Reconciliation",
    "load",
    "validate",
]
_MODULES = {
    "errors": ("ComityError", "DataError", "NotFound", "QueryError", "QueryRefused"),
    "graph": ("Comity", "load"),
    "reconcile": ("Reconciliation",),
    "validate": ("Finding", "validate"),
}
_MODULE = {name: f"comity.{module}" for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import what is asked for (PEP 562), so that loading a graph does not import rdflib."""
    if name == "__version__":
        from importlib.metadata import version

        return globals().setdefault(name, version("comity"))
    if name not in _MODULE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(_MODULE[name]), name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
