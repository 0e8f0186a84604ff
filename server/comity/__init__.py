"""An open knowledge graph of how the world cooperates on artificial intelligence.

>>> import comity
>>> graph = comity.load()
>>> graph.members("gpai", on="2020-06-30")["country:SVN"]
'Slovenia'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from comity.errors import ComityError, DataError, NotFound, QueryError, QueryRefused

# Not later, as the rest is: once imported, a module named like its function would take its place.
from comity.validate import Finding, validate

if TYPE_CHECKING:
    from comity.compare import diff
    from comity.graph import Comity, load
    from comity.reconcile import Reconciliation

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
    "diff",
    "load",
    "validate",
]
_LATER = {"Comity": "graph", "diff": "compare", "load": "graph", "Reconciliation": "reconcile"}


def __getattr__(name: str) -> Any:
    """Import on demand (PEP 562) what a process that only loads the graph does not need."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("comity")
    elif name in _LATER:
        value = getattr(import_module(f"comity.{_LATER[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER, "__version__"})
