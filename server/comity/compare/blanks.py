"""Name blank nodes by what is said with them, so that equal statements have equal names.

RDFC-1.0 numbers the blank nodes of a whole dataset, and one new blank node renumbers the others. So
each group of connected blank nodes is made canonical by itself, and its hash goes into the names.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

_Node = tuple[ox.BlankNode, ox.NamedNode | ox.BlankNode | ox.DefaultGraph]


def name_blanks(quads: Iterable[ox.Quad]) -> frozenset[ox.Quad]:
    """Return quads with their blank nodes named by their content, whatever graph holds them.

    Blank nodes belong to one graph. Of two groups that say the same about the same things one is
    left, for the other adds nothing (RDF 1.1 Semantics, section 4: the graph was not lean).
    """
    named, blank = set[ox.Quad](), list[ox.Quad]()
    for quad in quads:
        if _blanks(quad):
            blank.append(quad)
        else:
            named.add(quad)
    for group in _connected(blank):
        named.update(_renamed(group))
    return frozenset(named)


def _blanks(quad: ox.Quad) -> list[_Node]:
    nodes = (quad.subject, quad.object)
    return [(node, quad.graph_name) for node in nodes if isinstance(node, ox.BlankNode)]


def _connected(quads: list[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """Part quads into groups that share no blank node."""
    parents: dict[_Node, _Node] = {}

    def root(node: _Node) -> _Node:
        while (parent := parents.setdefault(node, node)) != node:
            parents[node] = node = parents[parent]
        return node

    for quad in quads:
        first, *others = _blanks(quad)
        for other in others:
            parents[root(other)] = root(first)
    groups = defaultdict(list)
    for quad in quads:
        groups[root(_blanks(quad)[0])].append(quad)
    return iter(groups.values())


def _renamed(group: list[ox.Quad]) -> Iterator[ox.Quad]:
    graph = group[0].graph_name
    said = ox.Dataset(ox.Quad(*quad.triple) for quad in group)
    said.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = "\n".join(sorted(str(quad) for quad in said))
    digest = hashlib.sha256(lines.encode()).hexdigest()[:16]

    def rename(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.BlankNode | None:
        return ox.BlankNode(f"{digest}{term.value}") if isinstance(term, ox.BlankNode) else None

    for quad in said:
        subject, object_ = rename(quad.subject), rename(quad.object)
        yield ox.Quad(subject or quad.subject, quad.predicate, object_ or quad.object, graph)
