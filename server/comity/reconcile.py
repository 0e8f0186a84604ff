"""Count the graph against every total that a source published.

The counting itself is done by rules (``ontology/rules/7-*.rq``), which link each total to the
records that it can count; here the counts are compared, and a difference is explained or not.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from comity.engine import Engine, Row, select, text
from comity.vocabulary import shorten

Verdict = Literal["agrees", "explained", "unexplained", "outdated", "not counted"]

VERDICTS: dict[Verdict, str] = {
    "agrees": "the count equals the published total",
    "explained": "they differ for a reason that the data state",
    "unexplained": "they differ and the data do not say why",
    "outdated": "the data explain a difference that is none",
    "not counted": "the total is of something that the graph does not hold record by record",
}
FAILURES: tuple[Verdict, ...] = ("unexplained", "outdated")

_TALLIES = """
SELECT ?tally ?about ?aboutLabel ?measure ?rule ?asOf ?published ?counted ?reason ?note ?source
WHERE {
  ?tally a comity:Tally ; comity:tallies ?about ; comity:measure ?concept ;
    schema:value ?published .
  ?about rdfs:label ?aboutLabel .
  ?concept rdfs:label ?measure ; skos:definition ?rule .
  ?tally dct:source ?source . ?source a comity:Source .
  OPTIONAL { ?tally comity:asOf ?asOf }
  OPTIONAL { ?tally comity:counted ?counted }
  OPTIONAL { ?tally comity:discrepancy/rdfs:label ?reason }
  OPTIONAL { ?tally skos:note ?note }
} ORDER BY ?aboutLabel ?asOf ?tally
"""
_CERTAIN = """
SELECT ?tally (COUNT(DISTINCT ?who) AS ?certain) WHERE {
  ?tally comity:counts ?record ; comity:earliestStart ?dayFirst ; comity:latestStart ?dayLast .
  OPTIONAL { ?record org:member ?member }
  OPTIONAL { ?record comity:party ?party }
  BIND(COALESCE(?member, ?party, ?record) AS ?who)
  OPTIONAL { ?record comity:latestStart ?start }
  OPTIONAL { ?record comity:earliestEnd ?end }
  FILTER(BOUND(?start) && ?start <= ?dayFirst && (!BOUND(?end) || ?end >= ?dayLast))
} GROUP BY ?tally
"""
_DOUBTFUL = """
SELECT ?tally ?record ?label ?why WHERE {
  ?tally comity:counted ?counted ; schema:value ?published .
  FILTER(?counted != ?published)
  {
    ?tally comity:counts ?record ; comity:earliestStart ?dayFirst ; comity:latestStart ?dayLast .
    OPTIONAL { ?record comity:latestStart ?start }
    OPTIONAL { ?record comity:earliestEnd ?end }
    FILTER(!BOUND(?start) || ?start > ?dayFirst || (BOUND(?end) && ?end < ?dayLast))
    BIND("counted, not certain on the day" AS ?why)
  } UNION {
    ?tally comity:tallies ?about ; comity:measure/comity:countsRole ?role .
    ?record org:organization ?about ; org:role ?role .
    MINUS { ?tally comity:counts ?record }
    BIND("not counted" AS ?why)
  } UNION {
    ?tally comity:tallies ?about ; comity:measure/comity:countsAct ?act .
    ?record comity:declaration ?about ; comity:act ?act .
    MINUS { ?tally comity:counts ?record }
    BIND("not counted" AS ?why)
  }
  ?record rdfs:label ?label .
} ORDER BY ?tally ?record
"""


@dataclass(frozen=True)
class Doubt:
    """Name a record that may be behind a difference, and why."""

    record: str
    label: str
    why: str


@dataclass(frozen=True)
class Reconciliation:
    """Hold one published total beside the count of the graph.

    ``counted`` takes in every record that can hold on the day, ``certain`` only those that must;
    both are None where nothing can be counted.
    """

    tally: str
    about: str
    label: str
    measure: str
    rule: str
    as_of: str
    published: int
    counted: int | None
    certain: int | None
    verdict: Verdict
    reason: str
    note: str
    source: str
    doubts: tuple[Doubt, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison as plain values, for JSON."""
        return asdict(self)


def reconcile(engine: Engine) -> list[Reconciliation]:
    """Compare every published total with the count of the graph, ordered by what it is about."""
    certain = {
        text(row.get("tally")): int(text(row.get("certain"))) for row in select(engine, _CERTAIN)
    }
    doubts: dict[str, list[Doubt]] = {}
    for row in select(engine, _DOUBTFUL):
        doubt = Doubt(
            shorten(text(row.get("record"))), text(row.get("label")), text(row.get("why"))
        )
        doubts.setdefault(text(row.get("tally")), []).append(doubt)
    merged = {text(row.get("tally")): row for row in reversed(select(engine, _TALLIES))}
    return [
        _compare(row, certain.get(tally, 0), tuple(doubts.get(tally, ())))
        for tally, row in reversed(merged.items())
    ]


def _compare(row: Row, certain: int, doubts: tuple[Doubt, ...]) -> Reconciliation:
    published, reason = int(text(row.get("published"))), text(row.get("reason"))
    counted = int(text(row.get("counted"))) if "counted" in row else None
    return Reconciliation(
        tally=shorten(text(row.get("tally"))),
        about=shorten(text(row.get("about"))),
        label=text(row.get("aboutLabel")),
        measure=text(row.get("measure")),
        rule=text(row.get("rule")),
        as_of=text(row.get("asOf")),
        published=published,
        counted=counted,
        certain=None if counted is None else certain,
        verdict=verdict(published, counted, reason),
        reason=reason,
        note=text(row.get("note")),
        source=shorten(text(row.get("source"))),
        doubts=doubts,
    )


def verdict(published: int, counted: int | None, reason: str) -> Verdict:
    """Return how a published total and the count of the graph agree.

    Takes the reason that the data state for a difference, or an empty text.
    """
    if counted is None:
        return "not counted"
    if counted == published:
        return "outdated" if reason else "agrees"
    return "explained" if reason else "unexplained"
