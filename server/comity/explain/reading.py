"""Hold what was read in a query: its names, triple patterns and comparisons."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from comity.explain.terms import Names, Term

Scope = tuple[int, ...]  # of a group, after those of the groups around it


@dataclass(frozen=True)
class Pattern:
    """Hold a triple pattern; ``negated`` tells that rows are wanted for which there is none.

    ``predicate`` is None where a path stands in its place.
    """

    subject: Term
    predicate: Term | None
    object: Term
    scope: Scope
    negated: bool

    @property
    def source(self) -> str:
        """Return the pattern as of SPARQL, with ?s for a subject that is not one thing."""
        assert self.predicate  # noqa: S101
        return f"{self.subject.node or '?s'} {self.predicate.node} ?value"

    @property
    def written(self) -> tuple[str, str]:
        """Return subject and predicate, where they are terms; equal patterns have equal ones."""
        return self.subject.value, self.predicate.value if self.predicate else ""

    @property
    def variables(self) -> set[str]:
        """Return the names of the variables in the three places."""
        places = (self.subject, self.predicate or self.subject, self.object)
        return {each.variable for each in places} - {""}


@dataclass(frozen=True)
class Comparison:
    """Hold a variable and what an expression takes to be equal, smaller or greater."""

    variable: Term
    other: Term
    scope: Scope


@dataclass
class Reading:
    """Hold what a query names, and in which role: property, class, thing or graph.

    ``constants`` are what BIND and VALUES give a variable, and where; ``computed`` the variables
    that BIND gives a value. ``minds_types`` tells that the query itself looks at types of values.
    """

    names: Names = field(default_factory=Names)
    named: list[tuple[Term, str]] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    constants: dict[str, list[tuple[Term, Scope]]] = field(default_factory=dict)
    computed: set[str] = field(default_factory=set)
    minds_types: bool = False

    def binding(self, variable: str, scope: Scope) -> Pattern | None:
        """Return the pattern whose objects a variable takes; None where it may take other values.

        Takes the scope in which the variable is used, which has to be around or within that of the
        pattern. Its predicate is a term.
        """
        pattern = self._only.get(variable)
        given = variable in self.computed or variable in self.constants
        if not pattern or given or pattern.object.variable != variable or pattern.negated:
            return None
        verb = pattern.predicate and pattern.predicate.value
        return pattern if verb and related(pattern.scope, scope) else None

    @cached_property
    def _only(self) -> dict[str, Pattern | None]:
        """Return the pattern of each variable, None where it stands in several that are not equal.

        It is asked for once the query is read, and found in one pass, for there may be thousands.
        """
        found: dict[str, Pattern | None] = {}
        for each in self.patterns:
            for variable in each.variables:
                first = found.setdefault(variable, each)
                if first and first.written != each.written:
                    found[variable] = None
        return found

    def constant(self, term: Term, scope: Scope) -> Term | None:
        """Return the one value of a variable that is given by constants, and of other terms them.

        Takes the scope in which it is used. It is None for a variable that may have other values.
        """
        given = self.constants.get(term.variable, [])
        if not given:
            return None if term.variable else term
        value, where = given[0]
        return value if len(given) == 1 and related(where, scope) else None


def related(one: Scope, other: Scope) -> bool:
    """Return whether one of two scopes is around the other, or is the other."""
    depth = min(len(one), len(other))
    return one[:depth] == other[:depth]
