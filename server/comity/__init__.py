"""An open knowledge graph of how the world cooperates on artificial intelligence.

>>> import comity
>>> graph = comity.load()
>>> graph.members("gpai", on="2020-06-30")["country:SVN"]
'Slovenia'
"""

from importlib.metadata import version

from comity.errors import ComityError, DataError, NotFound, QueryError, QueryRefused
from comity.graph import Comity, load
from comity.reconcile import Reconciliation
from comity.validate import Finding, validate

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
__version__ = version("comity")
