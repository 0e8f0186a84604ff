"""Know what is asked of the quality of the records, and how the graph answers."""

from __future__ import annotations

from dataclasses import dataclass

_SOURCES = """\
SELECT ?kind (COUNT(?source) AS ?sources) WHERE {
  ?source comity:sourceKind/rdfs:label ?kind .
} GROUP BY ?kind ORDER BY DESC(?sources)
"""
_OFFICIAL = """\
SELECT ?kind (COUNT(DISTINCT ?record) AS ?records) (COUNT(DISTINCT ?backed) AS ?official) WHERE {
  VALUES ?class {
    org:Membership comity:Action comity:Declaration comity:Meeting comity:Relation comity:Tally
  }
  ?record a ?class .
  ?class rdfs:label ?kind .
  OPTIONAL {
    ?record dct:source/comity:sourceKind source-kind:official .
    BIND(?record AS ?backed)
  }
} GROUP BY ?kind ORDER BY ?kind
"""
_CONFIDENCE = """\
SELECT ?kind ?confidence (COUNT(?record) AS ?records) WHERE {
  ?record a ?class ; comity:confidence/rdfs:label ?confidence .
  ?class rdfs:label ?kind .
} GROUP BY ?kind ?confidence ORDER BY ?kind ?confidence
"""


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what a finding answers: what its picture shows and its number counts, and how to ask.

    ``query`` is the name of an example query or a query; ``first`` heads the first column.
    """

    title: str
    shows: str
    counts: str
    told: str
    query: str
    first: str = "Kind"


QUESTIONS = {
    "coverage": Question(
        "Are the lists complete?",
        "Complete and incomplete lists, by what they list",
        "of the lists of members or parties that others counted are complete",
        "A list is complete when at least as many are counted here as the newest published total"
        " says, leaving aside totals that were wrong, out of date or of something else.",
        "coverage-of-lists",
        first="List of",
    ),
    "precision": Question(
        "How precise are the dates?",
        "Precision of the date on which a record begins or happened, by kind",
        "of the records are dated to the day",
        "A date stays as coarse as its source: a year is never made a first of January. Without a"
        " date a record is known to hold since its first source.",
        "precision-of-dates",
    ),
    "kinds": Question(
        "What kinds of sources are there?",
        "Sources by kind",
        "of the sources are official",
        "Official: published by a body that took part in what is reported or has authority over"
        " it. Secondary: by somebody who had no part in it. Reference: compiled works, which rest"
        " on other sources themselves.",
        _SOURCES,
    ),
    "sources": Question(
        "On how many sources does a record rest?",
        "Records by the number of their sources",
        "of the records rest on one source alone",
        "Sources are counted by publication; two of them may still go back to the same text.",
        "records-with-one-source",
    ),
    "official": Question(
        "Is it officially published?",
        "Records with and without an official source",
        "of the records rest on an official source, alone or with others",
        "The others rest on news, studies or works of reference alone.",
        _OFFICIAL,
    ),
    "confidence": Question(
        "How sure are we?",
        "Memberships and acts by the confidence with which they are held",
        "of the memberships and acts are held with high confidence",
        "High: the source is explicit and close to the fact. Medium: it is indirect or imprecise,"
        " or leaves a gap. Low: it is weak, vague or disputed.",
        _CONFIDENCE,
    ),
    "disagreements": Question(
        "Where do sources differ?",
        "Settled and unsettled disagreements, by what they are about",
        "of the disagreements between sources are settled",
        "Settled means that one version is kept and the reason is given; every version stays on"
        " record with its sources.",
        "unsettled-disagreements",
        first="About",
    ),
    "wikidata": Question(
        "What is linked to Wikidata?",
        "Things with and without an entry in Wikidata named",
        "of the countries, forums, agencies and texts have their entry in Wikidata named",
        "A link is made only where the entry is about the very same thing.",
        "links-to-the-outside",
    ),
}
