"""The descriptions leave in every format, are the graphs that are loaded, and hang together."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urldefrag

import pytest
import rdflib
from rdflib import RDF, RDFS, URIRef

from comity.vocabulary import PREFIXES
from describe.shared import BASE, DATASET, DCAT, DOCUMENTS, SD, SPDX, VOID, document, named
from jena import jena
from protocol.clients.shared import program, run
from protocol.shared import BROWSER, NTRIPLES, RDF_TYPES, TURTLE, fields, send, varies
from serving import Server

PATHS = [path for name, path in DOCUMENTS.items() if name != "service"]

every_document = pytest.mark.parametrize("path", PATHS)
every_name = pytest.mark.parametrize("name", DOCUMENTS)


@every_document
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("accept", "name"), RDF_TYPES.items())
def test_a_description_is_the_same_in_every_format(
    server: Server, path: str, accept: str, name: str
) -> None:
    reply = send(server, "GET", path, Accept=accept)
    assert (reply.status, reply.media_type) == (200, accept)
    assert varies(reply) >= {"accept"}
    read = rdflib.Dataset(default_union=True).parse(reply.body, format=name)
    assert set(read.triples((None, None, None))) == set(document(server, path))
    again = send(server, "GET", f"{path}?format={quote(accept)}", Accept="image/png")
    assert again.body == reply.body


@every_document
def test_turtle_is_what_one_gets_without_asking_and_browsers_get_a_page(
    server: Server, path: str
) -> None:
    assert send(server, "GET", path).media_type == TURTLE
    assert send(server, "GET", path, Accept="*/*").media_type == TURTLE
    assert send(server, "GET", path, Accept=BROWSER).media_type == "text/html"
    assert send(server, "GET", f"{path}?format=html").media_type == "text/html"
    refused = send(server, "GET", path, Accept="text/csv")
    assert (refused.status, refused.json["available"]) == (406, list(RDF_TYPES))


@every_document
@pytest.mark.parametrize("accept", [TURTLE, BROWSER])
def test_what_a_client_has_already_is_not_sent_again(
    server: Server, path: str, accept: str
) -> None:
    given = send(server, "GET", path, Accept=accept)
    assert given.headers["Cache-Control"] == "public, max-age=300"
    assert given.headers["Access-Control-Allow-Origin"] == "*"
    again = send(server, "GET", path, Accept=accept, If_None_Match=given.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    asked = send(server, "HEAD", path, Accept=accept)
    assert asked.body == b""
    assert fields(asked) == fields(given)


@every_document
def test_a_description_says_where_the_dataset_is_described(server: Server, path: str) -> None:
    links = send(server, "GET", path, Accept=TURTLE).headers.get_all("Link") or []
    assert f'<{server.address}/.well-known/void>; rel="describedby"' in links


@every_name
def test_a_document_is_the_graph_that_is_loaded(canonical: Server, name: str) -> None:
    loaded, given = named(canonical, name), document(canonical, DOCUMENTS[name])
    if name == "service":  # the limits are those of one server
        limits = {predicate for _, predicate, _ in given - loaded}
        assert limits
        assert all(str(each).startswith(PREFIXES["comity"]) for each in limits)
        given -= given - loaded
    # Those of the loaded graph are the files that an export would have.
    assert without_files(loaded) == without_files(given)


def without_files(told: rdflib.Graph) -> set[tuple[object, ...]]:
    files = set(told.subjects(DCAT.downloadURL)) | set(told.objects(None, SPDX.checksum))
    return {triple for triple in told if not files & set(triple) and triple[1] != VOID.dataDump}


@every_name
def test_the_default_graph_has_the_descriptions_too(canonical: Server, name: str) -> None:
    for subject, predicate, value in list(named(canonical, name))[::200]:
        ask = f"ASK {{ {subject.n3()} {predicate.n3()} {value.n3()} }}"
        assert canonical.get(ask).json["boolean"] is True


@every_name
def test_nothing_in_a_description_is_without_a_name(server: Server, name: str) -> None:
    terms = {term for triple in document(server, DOCUMENTS[name]) for term in triple}
    assert not any(isinstance(term, rdflib.BNode) for term in terms)


@every_name
def test_all_that_is_described_has_a_class_and_one_english_label(server: Server, name: str) -> None:
    told = document(server, DOCUMENTS[name])
    for subject in set(told.subjects()):
        assert (subject, RDF.type, None) in told, subject
        labels = list(told.objects(subject, RDFS.label))
        assert [getattr(label, "language", None) for label in labels] == ["en"], subject


def test_every_name_of_ours_is_described_or_an_address_that_answers(canonical: Server) -> None:
    used, described = set[str](), set[str]()
    for path in DOCUMENTS.values():
        told = document(canonical, path)
        described |= {str(each) for each in told.subjects()}
        used |= {str(term) for triple in told for term in triple if isinstance(term, URIRef)}
    ours = sorted(each for each in used - described if each.startswith(BASE))
    assert len(ours) > 20
    for each in ours:
        if canonical.get(f"ASK {{ <{each}> ?p ?o }}").json["boolean"]:
            continue
        if each.startswith(f"{BASE}downloads/"):  # made by an export, which is not offered here
            continue
        path = urldefrag(each).url.removeprefix(BASE)
        if each.startswith(f"{BASE}graph/"):
            path = f"graphs?graph={each}"
        assert send(canonical, "GET", f"/{path}").status in (200, 303), each


def test_the_service_leads_to_the_dataset_and_the_dataset_to_the_service(server: Server) -> None:
    service = document(server, "/sparql")
    address = URIRef(f"{server.address}/sparql")
    assert (address, DCAT.servesDataset, DATASET) in service
    dataset = service.value(address, SD.defaultDataset)
    assert (address, SD.availableGraphs, dataset) in service
    default = service.value(dataset, SD.defaultGraph)
    assert (default, VOID.subset, DATASET) in service
    void = document(server, DOCUMENTS["void"])
    assert (DATASET, VOID.sparqlEndpoint, address) in void


def test_the_dataset_leads_to_its_description(server: Server) -> None:
    for path, to in (
        ("/dataset", "/.well-known/void"),
        ("/dataset?format=ttl", "/.well-known/void?format=ttl"),
        ("/dataset/2026.11.0", "/dcat"),
    ):
        reply = send(server, "GET", path)
        assert (reply.status, reply.headers["Location"]) == (303, to)
    assert send(server, "GET", "/dataset/1999").status == 404


def test_the_page_counts_what_void_counts(server: Server) -> None:
    page = send(server, "GET", "/.well-known/void", Accept=BROWSER).body.decode()
    void = document(server, "/.well-known/void")
    triples = int(str(void.value(DATASET, VOID.triples)))
    assert f"<dd>{triples:,}</dd>" in page
    table = page.partition("<h2>Classes")[2].partition("<h2>")[0]
    listed = re.findall(r"<tr><td>([^<]+)</td>", table)
    assert len(listed) == len(set(void.objects(DATASET, VOID.classPartition)))
    assert "comity:Country" in listed


@every_name
def test_rapper_reads_as_many_triples(server: Server, name: str, tmp_path: Path) -> None:
    rapper = program("rapper", "raptor2-utils")
    for syntax, accept in (("turtle", TURTLE), ("rdfxml", "application/rdf+xml")):
        file = tmp_path / syntax
        file.write_bytes(send(server, "GET", DOCUMENTS[name], Accept=accept).body)
        said = run(rapper, "-q", "-i", syntax, "-o", "ntriples", str(file), BASE)
        assert len(set(said.splitlines())) == len(document(server, DOCUMENTS[name]))


def test_jena_reads_as_many_triples_and_finds_no_fault(server: Server, tmp_path: Path) -> None:
    riot = jena(tmp_path)
    for name, path in DOCUMENTS.items():
        file = tmp_path / f"{name}.ttl"
        file.write_bytes(send(server, "GET", path, Accept=TURTLE).body)
        said = riot("riotcmd.riot", "--syntax=turtle", "--output=nt", "--check", str(file))
        plain = send(server, "GET", path, Accept=NTRIPLES).body.decode()
        assert len(set(said.splitlines())) == len(set(plain.splitlines()))
