"""Count how the terms of the ontology are used in the graph."""

from __future__ import annotations

from dataclasses import dataclass

from comity.engine import Engine, select, text

_USES = "SELECT ?property (COUNT(*) AS ?number) WHERE { ?s ?property ?o } GROUP BY ?property"
_INSTANCES = """
SELECT ?class ?number ?example ?label WHERE {
  {
    SELECT ?class (COUNT(DISTINCT ?thing) AS ?number) (MIN(STR(?thing)) AS ?first) WHERE {
      ?thing a ?direct . ?direct rdfs:subClassOf* ?class . FILTER(ISIRI(?thing))
    } GROUP BY ?class
  }
  BIND(IRI(?first) AS ?example)
  ?example rdfs:label ?label .
}
"""


@dataclass(frozen=True)
class Instances:
    """Hold how many things are of a class, its subclasses included, and the first by address."""

    number: int
    example: str
    label: str


class Usage:
    """Count uses of properties and instances of classes; raises what ``Engine.query`` raises."""

    def __init__(self, engine: Engine) -> None:
        self.uses = {
            text(row["property"]): int(text(row["number"])) for row in select(engine, _USES)
        }
        self.instances = {
            text(row["class"]): Instances(
                int(text(row["number"])), text(row["example"]), text(row["label"])
            )
            for row in select(engine, _INSTANCES)
        }
