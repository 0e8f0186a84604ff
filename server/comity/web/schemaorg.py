"""Tell search engines, in the terms of schema.org, what a page is about."""

from __future__ import annotations

from typing import Any

from comity.engine.plain import Statement, Thing
from comity.vocabulary import BASE, CONCEPT_KINDS, DATASET, LICENSE

SCHEMA = "https://schema.org/"

_TYPES = {
    "country": "Country",
    "forum": "Organization",
    "agency": "GovernmentOrganization",
    "declaration": "CreativeWork",
    "meeting": "Event",
    "initiative": "Project",
    "membership": "OrganizationRole",
    "action": "Action",
    "tally": "Observation",
    "source": "CreativeWork",
    "passage": "CreativeWork",
    "scheme": "DefinedTermSet",
    **dict.fromkeys(CONCEPT_KINDS, "DefinedTerm"),
}
_OTHER = "Claim"  # what relations, positions, coverages, versions ... are
_EVERY = {
    "skos:altLabel": "alternateName",
    "skos:prefLabel": "alternateName",
    "skos:exactMatch": "sameAs",
    "schema:url": "url",
    "foaf:homepage": "url",
}
_WORK = {
    "comity:adoptedOn": "dateCreated",
    "comity:adoptedBy": "author",
    "dct:issued": "datePublished",
    "comity:publisherName": "publisher",
    "dct:isPartOf": "isPartOf",
    "dct:subject": "about",
}
_BODY = {"schema:foundingDate": "foundingDate", "org:subOrganizationOf": "parentOrganization"}
_TERMS = {
    "CreativeWork": _WORK,
    "Legislation": _WORK,
    "Organization": _BODY,
    "GovernmentOrganization": _BODY,
    "Project": {"schema:startDate": "foundingDate", "schema:endDate": "dissolutionDate"},
    "Event": {
        "schema:startDate": "startDate",
        "schema:endDate": "endDate",
        "comity:city": "location",
        "comity:hostCountry": "location",
        "comity:meetingOf": "organizer",
    },
    "OrganizationRole": {
        "schema:startDate": "startDate",
        "schema:endDate": "endDate",
        "org:role": "roleName",
    },
    "Action": {
        "comity:party": "agent",
        "comity:declaration": "object",
        "dct:date": "startTime",
    },
    "Observation": {
        "comity:tallies": "observationAbout",
        "comity:asOf": "observationDate",
        "schema:value": "value",
        "comity:measure": "variableMeasured",
    },
    "DefinedTerm": {"skos:definition": "description", "skos:inScheme": "inDefinedTermSet"},
    _OTHER: {"rdfs:comment": "description", "comity:about": "about"},
}
_NAMED_ONLY = {"publisher": "Organization", "location": "Place"}
_BY_NAME = {"roleName", "variableMeasured"}  # what takes the name of a thing in its place


def type_of(kind: str) -> str:
    """Return the name of the class of schema.org for a kind of thing."""
    return _TYPES.get(kind, _OTHER)


def markup(thing: Thing, page: str) -> dict[str, Any]:
    """Return JSON-LD in the terms of schema.org for the page at an address about a thing."""
    type_ = type_of(_kind(thing["iri"]))
    if _is_binding(thing):
        type_ = "Legislation"
    return {
        "@context": SCHEMA.rstrip("/"),
        "@type": "AboutPage",
        "@id": page,
        "url": page,
        "name": thing["label"],
        "license": LICENSE,
        "isPartOf": {"@type": "Dataset", "@id": DATASET, "name": "comity"},
        "mainEntity": {
            "@type": type_,
            "@id": thing["iri"],
            "name": thing["label"],
            **_properties(thing, _EVERY | _TERMS.get(type_, {})),
        },
    }


def _properties(thing: Thing, terms: dict[str, str]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for said in thing["statements"]:
        name = terms.get(said["property"])
        value = name and _value(said, name)
        if name and value != thing["label"] and value not in found.setdefault(name, []):
            found[name].append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _value(said: Statement, name: str) -> Any:
    if name in _BY_NAME:
        return said["label"]
    if said["iri"].startswith(BASE):
        type_ = type_of(_kind(said["iri"]))
        return {"@type": type_, "@id": said["iri"], "name": said["label"]}
    if name in _NAMED_ONLY:
        return {"@type": _NAMED_ONLY[name], "name": said["value"]}
    return said["iri"] or said["value"]


def _kind(iri: str) -> str:
    return iri.removeprefix(BASE).partition("/")[0]


def _is_binding(thing: Thing) -> bool:
    return any(
        said["property"] == "comity:legallyBinding" and said["value"] == "true"
        for said in thing["statements"]
    )
