"""The old graph with the patch applied is the new graph."""

from __future__ import annotations

import json

import pyoxigraph as ox
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.compare import State, compare
from comity.compare.blanks import name_blanks
from comity.compare.telling import GROUPS
from comity.compare.writing import as_json, as_markdown, as_patch, as_text
from comity.vocabulary import GRAPH, expand

_NAMES = [expand(name) for name in ("forum:a", "forum:b", "membership:c", "source:d", "act:signed")]
_TYPES = [expand(n) for n in ("comity:Forum", "org:Membership", "comity:Action", "comity:Tally")]
_PREDICATES = [
    expand(name)
    for name in (
        "rdf:type rdfs:label dct:source org:member org:role schema:startDate schema:endDate "
        "dct:date comity:act schema:value skos:altLabel comity:kept dct:isPartOf"
    ).split()
]
nodes = st.sampled_from(_NAMES).map(ox.NamedNode)
blanks = st.sampled_from("xyz").map(ox.BlankNode)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
literals = st.one_of(
    texts.map(ox.Literal),
    texts.map(lambda text: ox.Literal(text, language="en")),
    st.sampled_from(["2020", "2020-12", "2020-12-04"]).map(ox.Literal),
)
classes = st.sampled_from(_TYPES).map(ox.NamedNode)
graphs = st.sampled_from(["data/a", "data/b", "ontology"]).map(lambda n: ox.NamedNode(GRAPH + n))
quads = st.builds(
    ox.Quad,
    st.one_of(nodes, blanks),
    st.sampled_from(_PREDICATES).map(ox.NamedNode),
    st.one_of(nodes, blanks, literals, classes),
    graphs,
)
states = st.lists(quads, max_size=12).map(lambda given: State("x", name_blanks(given)))


def applied(old: frozenset[ox.Quad], patch: str) -> frozenset[ox.Quad]:
    """Apply an RDF Patch to quads: what stands between the letter and the dot is N-Quads."""
    quads = set(old)
    for line in patch.split("\n")[:-1]:
        code, _, rest = line.partition(" ")
        if code in "AD":
            (quad,) = ox.parse(rest, format=ox.RdfFormat.N_QUADS)
            (quads.add if code == "A" else quads.remove)(quad)
    return frozenset(quads)


@given(states, states)
def test_the_old_graph_and_the_patch_give_the_new_graph(old: State, new: State) -> None:
    patch = "".join(as_patch(compare(old, new)))
    assert applied(old.quads, patch) == new.quads


@settings(deadline=None)  # the names of the vocabulary are read each time
@given(states, states)
def test_any_difference_can_be_told(old: State, new: State) -> None:
    found = compare(old, new)
    lines = as_text(found).split("\n")
    assert all(line in ("", *GROUPS) or line.startswith("  ") for line in lines)
    assert len(as_markdown(found).split("\n")) >= len(lines)
    assert len(json.loads(as_json(found))["changes"]) == len(found.changes)


@given(states)
def test_nothing_differs_from_itself(state: State) -> None:
    found = compare(state, state)
    assert (found.changes, "".join(as_patch(found))) == ((), "TX .\nTC .\n")


@given(states)
def test_without_the_names_of_graphs_nothing_but_those_is_lost(state: State) -> None:
    assert compare(state, state.without_names()).changes == ()


@settings(max_examples=40)
@given(states, states)
def test_rdflib_applies_the_patch_too(old: State, new: State) -> None:
    patch = "".join(as_patch(compare(old, new)))
    graph = rdflib.Dataset()
    for code, state in (("A", old.quads), ("", frozenset[ox.Quad]())):
        lines = "".join(
            f"{code} {each.subject} {each.predicate} {each.object} {each.graph_name} .\n"
            for each in state
        )
        graph.parse(data=lines, format="patch")
    graph.parse(data=patch, format="patch")
    assert {tuple(map(str, quad)) for quad in graph.quads()} == {
        tuple(getattr(each, "value", "") for each in (*quad.triple, quad.graph_name))
        for quad in new.quads
    }
