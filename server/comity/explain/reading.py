"""Hold what was read in a query: its names, triple patterns and comparisons."""

from __future__ import annotations

from dataclasses import dataclass, field

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

    ``prefixes`` are those that it declares, with where; ``constants`` what BIND and VALUES give a
    variable; ``computed`` are the variables that BIND gives a value.
    """

    names: Names = field(default_factory=Names)
    named: list[tuple[Term, str]] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    constants: dict[str, list[Term]] = field(default_factory=dict)
    computed: set[str] = field(default_factory=set)

    def property_of(self, variable: str, scope: Scope) -> Term | None:
        """Return the one property whose values a variable takes; None where it may take others.

        Takes the scope in which the variable is used, which has to be around or within that of the
        pattern.
        """
        binding = [each for each in self.patterns if variable in each.variables]
        verbs = {each.predicate.value if each.predicate else "" for each in binding}
        if len(verbs) != 1 or variable in self.computed or variable in self.constants:
            return None
        pattern = binding[0]
        depth = min(len(scope), len(pattern.scope))
        plain = pattern.object.variable == variable and pattern.scope[:depth] == scope[:depth]
        return pattern.predicate if plain and not pattern.negated and "" not in verbs else None
