"""Give the descriptions of graph and service as documents, and as pages for people.

A document is the graph of the same name. What things are called in it stays; the addresses in it
are those of the host that was asked, or of COMITY_BASE_URL (see ``comity.describe.triples.lead``).
"""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus

import pyoxigraph as ox
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from comity.artefacts import Artefact
from comity.describe import graphs
from comity.describe.dcat import distributions
from comity.describe.release import release
from comity.describe.service import limits
from comity.describe.service import service as describe_service
from comity.describe.triples import lead, serialize
from comity.describe.void import dumps
from comity.errors import NotFound
from comity.examples import examples
from comity.export import planned
from comity.formats import BY_NAME, NTRIPLES, Format
from comity.query import Query
from comity.vocabulary import DATASET, ENDPOINT
from comity.web import links, negotiate
from comity.web.current import bridge, endpoint, graph, service, shelf
from comity.web.endpoint import MAX_AGE

blueprint = Blueprint("descriptions", __name__)

_OF_FILES = {graphs.VOID: dumps, graphs.DCAT: distributions}
_KEPT = 24  # documents, some 10 MiB
_CLASSES = f"""
SELECT ?class ?name ?entities (COUNT(?property) AS ?properties) WHERE {{
  <{DATASET}> void:classPartition ?part . ?part void:class ?class ; void:entities ?entities .
  OPTIONAL {{ ?part void:propertyPartition ?property }}
  OPTIONAL {{ ?class rdfs:label ?name }}
}} GROUP BY ?class ?name ?entities ORDER BY DESC(?entities) ?class
"""
_TOTALS = f"""
SELECT ?name ?number WHERE {{
  VALUES (?property ?name) {{
    (void:triples "triples") (void:entities "things") (void:classes "classes")
    (void:properties "properties") (void:documents "documents")
  }} <{DATASET}> ?property ?number
}} ORDER BY DESC(?number)
"""
_LINKSETS = """
SELECT ?title ?property ?triples WHERE {
  ?set a void:Linkset ; void:objectsTarget/rdfs:label ?title ; void:linkPredicate ?property ;
    void:triples ?triples
} ORDER BY DESC(?triples)
"""


@blueprint.get("/.well-known/void")
def void() -> ResponseReturnValue:
    """Describe the dataset (VoID, section 7.2; RFC 8615)."""
    if (chosen := negotiate.description(request)) is not None:
        return _document(graphs.VOID, chosen)
    _whole()
    asked = {"totals": _TOTALS, "classes": _CLASSES, "linksets": _LINKSETS}
    return _page("void.html", **{name: graph().query(query) for name, query in asked.items()})


@blueprint.get("/dcat")
def dcat() -> ResponseReturnValue:
    """Describe catalogue, dataset, files and endpoint; files have sizes once they are made."""
    if (chosen := negotiate.description(request)) is not None:
        return _document(graphs.DCAT, chosen)
    return _page("dcat.html", endpoint=links.local(ENDPOINT), release=release())


@blueprint.get("/.well-known/sparql-examples")
def sparql_examples() -> ResponseReturnValue:
    """Give the example queries as SHACL executables."""
    if (chosen := negotiate.description(request)) is not None:
        return _document(graphs.EXAMPLES, chosen)
    return _page("examples.html", examples=examples().values())


@blueprint.get("/query/<name>")
def query(name: str) -> ResponseReturnValue:
    """Give one example query; a browser is sent to where it can be run."""
    example = examples().get(name)
    if example is None:
        raise NotFound(f"There is no example query {name}.")
    if negotiate.description(request) is None:
        return redirect(url_for("sparql.sparql", query=example.text), HTTPStatus.SEE_OTHER)
    return _lead_to("sparql_examples")


@blueprint.get("/dataset")
@blueprint.get("/dataset/<version>")
def dataset(version: str = "") -> ResponseReturnValue:
    """Lead from the dataset to its description, from a version of it to the catalogue."""
    if version not in ("", release().version):
        raise NotFound(f"There is no version {version} here; /dcat tells which there is.")
    return _lead_to("dcat" if version else "void")


@blueprint.after_request
def _linked(response: Response) -> Response:
    response.vary.add("Accept")
    return hint(response)


def hint(response: Response) -> Response:
    """Say in the header of a response where the dataset is described (RFC 8288)."""
    for path in (".well-known/void", "dcat"):
        response.headers.add("Link", f'<{links.site()}{path}>; rel="describedby"')
    return response


def service_description(chosen: Format) -> Response:
    """Describe the service under the address of the host that was asked, with its limits."""
    address, about = links.local(ENDPOINT), service().about()
    told = [
        *describe_service(address, about["triples"], about["graphs"]),
        *limits(address, service()),
    ]
    return hint(Response(serialize(told, chosen), content_type=chosen.content_type))


def _lead_to(name: str) -> ResponseReturnValue:
    to = url_for(f"descriptions.{name}", format=request.args.get("format"))
    return redirect(to, HTTPStatus.SEE_OTHER)


def _document(name: str, chosen: Format) -> Response:
    files = tuple(shelf().look(make=False).files.values())
    body = _written(_whole(), name, links.site(), chosen.name, files)
    return _told(Response(body, content_type=chosen.content_type))


def _page(template: str, **shown: object) -> Response:
    return _told(make_response(render_template(template, **shown, site=links.site())))


def _told(response: Response) -> Response:
    response.add_etag(weak=True)
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE
    response.make_conditional(request)
    return response


def _whole() -> str:
    """Return the version of the graph, once the descriptions are part of it."""
    return bridge().run(endpoint().whole())


@lru_cache(_KEPT)
def _written(
    version: str,  # noqa: ARG001 - another version has other triples
    name: str,
    site: str,  # noqa: ARG001 - links.local leads there
    format_: str,
    files: tuple[Artefact, ...],
) -> bytes:
    query = Query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    answer = b"".join(service().query(query, NTRIPLES))
    told = [quad.triple for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)]
    if files and (tell := _OF_FILES.get(name)):  # the graph has those that an export would have
        told = list({*told}.difference(tell(planned())).union(tell(files)))
    return serialize(lead(sorted(told, key=_place), links.local), BY_NAME[format_])


def _place(triple: ox.Triple) -> tuple[str, str, str]:
    return str(triple.subject).strip("<>"), str(triple.predicate), str(triple.object)
