"""Say in words what a source backs."""

from __future__ import annotations

from comity.almanac import Almanac, Thing
from comity.almanac.reliance import Reliance

ONE = {
    "action": "act on a text",
    "declaration": "text",
    "oecd-principle": "principle",
    "tally": "published total",
    "version": "version in a disagreement",
}
MANY = {
    "action": "acts on texts",
    "agency": "agencies",
    "country": "countries",
    "declaration": "texts",
    "oecd-principle": "principles",
    "tally": "published totals",
    "version": "versions in disagreements",
}
_PROPERTIES = {
    "comity:act": "what was done",
    "comity:adoptedAt": "where it was adopted",
    "comity:adoptedBy": "who adopted it",
    "comity:adoptedOn": "when it was adopted",
    "comity:announcedOn": "when it was announced",
    "comity:city": "the city",
    "comity:issuedIn": "the country",
    "comity:ledBy": "who leads it",
    "comity:party": "the party",
    "comity:presidency": "the presidency",
    "comity:secretariatHost": "the secretariat",
    "dct:date": "the date",
    "dct:subject": "the themes",
    "dct:title": "the title",
    "foaf:homepage": "the home page",
    "org:member": "the member",
    "org:role": "the role",
    "org:subOrganizationOf": "what it is part of",
    "rdfs:label": "the name",
    "schema:dissolutionDate": "the end",
    "schema:endDate": "the end",
    "schema:foundingDate": "the founding",
    "schema:startDate": "the start",
    "schema:url": "the address",
    "skos:altLabel": "another name",
    "skos:note": "the note",
    "skos:prefLabel": "the name",
}


def kind(record: Thing) -> str:
    """Return what kind of thing a record is, in a word or two."""
    return ONE.get(record.kind, record.kind)


def kinds(name: str) -> str:
    """Return the plural for a kind of thing."""
    return MANY.get(name, f"{name}s")


def part(each: Reliance) -> str:
    """Return what of a record is backed, empty where it is all of it."""
    return _PROPERTIES.get(each.backs, each.backs.partition(":")[2])


def context(almanac: Almanac, record: Thing) -> str:
    """Return what must be said beside the name of a record for it to be understood."""
    if record.kind == "position":
        return f"{almanac.label(record.one('comity:holder'))} {_stance(almanac, record)}"
    for name, said in (("comity:kept", "kept"), ("comity:rejected", "not kept")):
        for disagreement in almanac.naming(name, record.id):
            about = ", ".join(almanac.label(each) for each in disagreement.all("comity:about"))
            return f"{said}: {disagreement.label} of {about}"
    return ""


def _stance(almanac: Almanac, position: Thing) -> str:
    return almanac.label(position.one("comity:stance"))
