"""Everything that the page says with which this graph began is in the graph, and cited to it.

``founding_page.tsv`` has a line for each proposition of the page: its number, the passage, the
proposition in our words, and a SPARQL pattern that holds only where the graph says the same. Every
variable ``?said`` of a pattern is a record that must cite that passage; where the page backs only
part of a record, ``backed`` names the property that a piece of evidence must back. The lines M1 to
M3 are what is known of the page itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity.dataset import Dataset
from comity.engine import text
from comity.vocabulary import PREFIXES, expand

TABLE = Path(__file__).with_name("founding_page.tsv")
PAGE = expand("source:ai-gov-international-cooperation")


@dataclass(frozen=True)
class Proposition:
    """Hold one line of the table."""

    number: str
    passage: str
    backed: str
    proposition: str
    pattern: str

    @property
    def query(self) -> str:
        """The ASK query that is true if the graph says this and cites the page for it."""
        cited = []
        for said in sorted(set(re.findall(r"\?said\d?\b", self.pattern))) if self.passage else ():
            evidence = said.replace("?", "?evidence_for_")
            part = f"""UNION {{ {evidence} a comity:Evidence ; comity:evidenceFor {said} ;
                comity:backs {self.backed} ; dct:source ?passage }}"""
            cited.append(f"{{ {said} dct:source ?passage }} {part if self.backed else ''}")
        if cited:
            cited.append(f"""?passage a comity:Passage ; dct:isPartOf <{PAGE}> ;
                comity:locator "{self.passage}" .""")
        return "\n".join(["ASK {", self.pattern, *cited, "}"])


def propositions() -> list[Proposition]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Proposition(**line) for line in lines]


PROPOSITIONS = propositions()


def holds(store: ox.Store, query: str) -> bool:
    answer = store.query(query, prefixes=PREFIXES)
    assert isinstance(answer, ox.QueryBoolean)
    return bool(answer)


def merged(dataset: Dataset) -> Iterator[ox.Quad]:
    return dataset.store.quads_for_pattern(None, None, None, ox.DefaultGraph())


def locators(dataset: Dataset) -> dict[str, str]:
    """Give the locator of each passage of the page, by the IRI of the passage."""
    rows = dataset.store.query(
        f"SELECT ?passage ?where {{ ?passage dct:isPartOf <{PAGE}> ; comity:locator ?where }}",
        prefixes=PREFIXES,
    )
    assert isinstance(rows, ox.QuerySolutions)
    return {text(row["passage"]): text(row["where"]) for row in rows}


def test_every_number_is_in_the_table_once() -> None:
    numbers = [str(number) for number in range(1, 204)] + ["M1", "M2", "M3"]
    assert [each.number for each in PROPOSITIONS] == numbers


def test_no_two_propositions_are_checked_alike() -> None:
    assert len({each.query for each in PROPOSITIONS}) == len(PROPOSITIONS)
    assert len({each.proposition for each in PROPOSITIONS}) == len(PROPOSITIONS)


def test_every_proposition_rests_on_a_record_that_cites_a_known_passage(dataset: Dataset) -> None:
    numbered = [each for each in PROPOSITIONS if each.number.isdigit()]
    assert {each.passage for each in numbered} == set(locators(dataset).values())
    assert all("?said " in each.pattern for each in numbered)


@pytest.mark.parametrize("each", PROPOSITIONS, ids=lambda each: each.number)
def test_the_graph_says_what_the_page_says(dataset: Dataset, each: Proposition) -> None:
    assert holds(dataset.store, each.query), f"the graph does not say: {each.proposition}"


def test_nothing_is_found_where_the_page_is_not_cited(dataset: Dataset) -> None:
    struck = {PAGE, *locators(dataset)}
    store = ox.Store()
    store.bulk_extend(
        quad
        for quad in merged(dataset)
        if text(quad.subject) not in struck and text(quad.object) not in struck
    )
    assert len(store) > len(dataset.store) / 3
    assert [each.number for each in PROPOSITIONS if holds(store, each.query)] == []


def test_nothing_is_found_in_the_citations_alone(dataset: Dataset) -> None:
    citing = {expand(name) for name in ("dct:source", "dct:isPartOf", "comity:locator")}
    store = ox.Store()
    store.bulk_extend(quad for quad in merged(dataset) if text(quad.predicate) in citing)
    assert len(store) > 0
    assert [each.number for each in PROPOSITIONS if holds(store, each.query)] == []
