"""Tell search engines, in the terms of schema.org, what a page is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypedDict

from comity.vocabulary import BASE, CONCEPT_KINDS, DATASET, LICENSE, expand

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


class Said(TypedDict):
    """Hold one statement: a property, its value, and IRI and name of the value if it is a thing."""

    property: str
    value: str
    iri: str
    label: str


def type_of(kind: str) -> str:
    """Return the name of the class of schema.org for a kind of thing."""
    return _TYPES.get(kind, _OTHER)


class Named(Protocol):
    """Know what things are called."""

    def __contains__(self, id_: str) -> bool:
        """Return whether there is a thing with an id."""
        ...

    def label(self, id_: str) -> str:
        """Return the name of a thing."""
        ...


def statements(facts: Mapping[str, Iterable[str]], names: Named) -> Iterator[Said]:
    """Yield the facts of a thing, values by property, as statements."""
    for property_, values in facts.items():
        for value in values:
            known = value in names
            iri = expand(value) if known or value.startswith(("https://", "http://", "wd:")) else ""
            yield {
                "property": property_,
                "value": value,
                "iri": iri,
                "label": names.label(value) if known else "",
            }


def markup(iri: str, label: str, said: Sequence[Said], page: str) -> dict[str, Any]:
    """Return JSON-LD in the terms of schema.org for the page at an address about a thing.

    Takes the IRI and the name of the thing, and the statements about it.
    """
    type_ = type_of(_kind(iri))
    if _is_binding(said):
        type_ = "Legislation"
    return {
        "@context": SCHEMA.rstrip("/"),
        "@type": "AboutPage",
        "@id": page,
        "url": page,
        "name": label,
        "license": LICENSE,
        "isPartOf": {"@type": "Dataset", "@id": DATASET, "name": "comity"},
        "mainEntity": {
            "@type": type_,
            "@id": iri,
            "name": label,
            **_properties(label, said, _EVERY | _TERMS.get(type_, {})),
        },
    }


def _properties(label: str, told: Iterable[Said], terms: dict[str, str]) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for said in told:
        name = terms.get(said["property"])
        value = name and _value(said, name)
        if name and value != label and value not in found.setdefault(name, []):
            found[name].append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _value(said: Said, name: str) -> Any:
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


def _is_binding(told: Iterable[Said]) -> bool:
    return any(
        said["property"] == "comity:legallyBinding" and said["value"] == "true" for said in told
    )
