"""Evaluate SPARQL queries: one small protocol and the engines that speak it."""

from comity.engine.base import Engine, Row, Term, results, select, text
from comity.engine.local import LocalEngine

__all__ = ["Engine", "LocalEngine", "Row", "Term", "results", "select", "text"]
