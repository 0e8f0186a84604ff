"""Read the rules by which statements are derived when the graph is loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.paths import rule_files
from comity.vocabulary import expand

_SUMMARY = re.compile(r"^#\+ summary: (.*)$", re.MULTILINE)
_TERM = re.compile(r"\bcomity:\w+")


@dataclass(frozen=True)
class Rule:
    """Hold one rule: its name, what it does, its query, and the IRIs of the terms it states."""

    name: str
    summary: str
    query: str
    states: tuple[str, ...]


def rules() -> list[Rule]:
    """Return the rules in the order in which they run."""
    return [_rule(path.stem, path.read_text(encoding="utf-8")) for path in rule_files()]


def _rule(name: str, query: str) -> Rule:
    summary = _SUMMARY.search(query)
    template = query.partition("CONSTRUCT")[2].partition("WHERE")[0]
    stated = {expand(term) for term in _TERM.findall(template)}
    return Rule(name, summary[1] if summary else name, query.strip(), tuple(sorted(stated)))
