"""Write who belongs to what, and who did what about which text, as a network in GraphML 1.0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from comity.artefacts import Artefact
from comity.export.csvw import cell
from comity.export.material import Material
from comity.export.rows import Row
from comity.export.tables import tables

START = "**As a network**: `comity.graphml`, for Gephi, networkx or igraph."
if TYPE_CHECKING:
    from xml.sax.saxutils import XMLGenerator

NAME = "comity.graphml"
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODES = {  # kind of node, its table, and from which columns it takes its attributes
    "country": ("countries", {"label": "name", "iso3": "iso3", "region": "region"}),
    "forum": ("forums", {"label": "name", "type": "type", "since": "founded"}),
    "agency": ("agencies", {"label": "name", "type": "type", "since": "founded"}),
    "declaration": ("declarations", {"label": "title", "type": "type", "since": "adopted_on"}),
}
_BOTH = {"confidence": "confidence", "sources": "source_urls"}
_EDGES = {  # kind of edge, its table, whence and whither, and its attributes
    "membership": (
        "members",
        ("party", "forum"),
        {"label": "role", "start": "start", "end": "end", "today": "today", **_BOTH},
    ),
    "action": (
        "actions",
        ("party", "declaration"),
        {"label": "act", "start": "date", "supportive": "supportive", **_BOTH},
    ),
}


def planned() -> Iterator[Artefact]:
    """Say which files there will be."""
    title = "Memberships and acts as a network for Gephi, networkx, igraph …"
    yield Artefact(NAME, title, "application/xml")


def write(material: Material, folder: Path) -> Iterator[str]:
    """Write the file and yield its name once it is whole."""
    # Not before: it brings a client for HTTP along, which takes a command longer to start.
    from xml.sax.saxutils import XMLGenerator

    with (folder / NAME).open("wb") as file:
        xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
        xml.startDocument()
        with _element(xml, "graphml", xmlns=_NAMESPACE):
            _declare(xml)
            with _element(xml, "graph", id="comity", edgedefault="directed"):
                _fill(xml, material)
        xml.endDocument()
    yield NAME


def _fill(xml: XMLGenerator, material: Material) -> None:
    known = set()
    for kind, (table, attributes) in _NODES.items():
        for row in material.rows(tables()[table]):
            known.add(row["id"])
            with _element(xml, "node", id=str(row["id"])):
                _data(xml, "node", kind, row, attributes)
    for kind, (table, ends, attributes) in _EDGES.items():
        for row in material.rows(tables()[table]):
            if known.issuperset(row[end] for end in ends):
                source, target = (str(row[end]) for end in ends)
                with _element(xml, "edge", id=str(row["id"]), source=source, target=target):
                    _data(xml, "edge", kind, row, attributes)


def _declare(xml: XMLGenerator) -> None:
    """Declare the attributes of nodes and edges, each a text but the one that is true or false."""
    nodes = ("node", [attributes for _, attributes in _NODES.values()])
    edges = ("edge", [attributes for *_, attributes in _EDGES.values()])
    for domain, each in (nodes, edges):
        for name in dict.fromkeys(["kind", *(name for names in each for name in names), "iri"]):
            key = {"id": f"{domain}-{name}", "for": domain, "attr.name": name}
            with _element(xml, "key", **key, **{"attr.type": _type(name)}):
                pass


def _type(name: str) -> str:
    return "boolean" if name == "supportive" else "string"


def _data(
    xml: XMLGenerator, domain: str, kind: str, row: Row, attributes: Mapping[str, str]
) -> None:
    told = {name: cell(row[column]) for name, column in attributes.items()}
    for name, text in {"kind": kind, **told, "iri": str(row["iri"])}.items():
        if text:
            with _element(xml, "data", key=f"{domain}-{name}"):
                xml.characters(text)


@contextmanager
def _element(xml: XMLGenerator, name: str, **attributes: str) -> Iterator[None]:
    xml.startElement(name, attributes)  # type: ignore[arg-type]
    yield
    xml.endElement(name)
    if name != "data":
        xml.ignorableWhitespace("\n")
