"""Tell a whole difference: each change with its sentences, in groups, the latest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from comity.compare.changes import Change, Difference, Record
from comity.compare.phrases import class_of, one
from comity.compare.sentences import label, sentences
from comity.compare.words import Words
from comity.vocabulary import PREFIXES, expand, shorten

# The groups in the order in which they are told, and the classes in each.
GROUPS = {
    "Memberships": ("org:Membership",),
    "Acts": ("comity:Action",),
    "Texts": ("comity:Declaration",),
    "Forums": ("comity:Forum",),
    "Meetings": ("comity:Meeting",),
    "Initiatives": ("comity:Initiative",),
    "Countries and agencies": ("comity:Country", "comity:Agency"),
    "Positions": ("comity:Position",),
    "Links": ("comity:Relation",),
    "Published totals": ("comity:Tally",),
    "Disagreements": ("comity:Disagreement", "comity:Version"),
    "Sources": ("comity:Source", "comity:Passage", "comity:Evidence"),
    "Shapes": (),
    "Ontology": (),
}
_GROUP_OF = {class_: group for group, classes in GROUPS.items() for class_ in classes}
_ORDER = list(GROUPS)
_DATES = (
    "schema:startDate dct:date comity:asOf comity:adoptedOn comity:announcedOn schema:foundingDate "
    "dct:issued schema:endDate"
).split()
_OWNERS = {"comity:Passage": "dct:isPartOf", "comity:Evidence": "comity:evidenceFor"}


@dataclass(frozen=True)
class Told:
    """Hold a change with the sentences that tell it.

    ``owner`` is the thing of which it is a detail, as a passage is one of its source; ``sources``
    are the publications on which the record rests.
    """

    change: Change
    group: str
    label: str
    date: str
    sentences: tuple[str, ...]
    sources: tuple[str, ...]
    owner: str = ""


def tell(difference: Difference) -> tuple[Told, ...]:
    """Tell all changes: group by group, in each the latest first."""
    words = Words(*difference.records)
    owners = _owners_of_versions(difference)
    told = [_told(words, change, owners) for change in difference.changes]
    told.sort(key=lambda each: each.sentences)
    told.sort(key=lambda each: each.date, reverse=True)
    return tuple(sorted(told, key=lambda each: _ORDER.index(each.group)))


def without_details(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Leave out what came or went together with the thing of which it is a detail."""
    whole = {each.change.iri: each.change.kind for each in told if each.change.kind != "changed"}
    return tuple(each for each in told if whole.get(each.owner) != each.change.kind)


def _told(words: Words, change: Change, owners: Mapping[str, str]) -> Told:
    record = change.after or change.before
    owner = one(record, _OWNERS.get(class_of(record), "")) or owners.get(change.iri, "")
    return Told(
        change,
        _group(change, record),
        label(words, change),
        next((day for name in _DATES if (day := one(record, name))), ""),
        tuple(sentences(words, change)),
        tuple(_sources(words, record)),
        owner,
    )


def _group(change: Change, record: Record) -> str:
    if change.iri.startswith(PREFIXES["shapes"]):
        return "Shapes"
    return _GROUP_OF.get(class_of(record), "Ontology")


def _sources(words: Words, record: Record) -> list[str]:
    """Return the publications that a record cites, by way of their passages."""
    cited = [words.iri(each) for each in record.get(expand("dct:source"), ())]
    return sorted({shorten(one(words.record(iri), "dct:isPartOf") or iri) for iri in cited})


def _owners_of_versions(difference: Difference) -> dict[str, str]:
    """Return the disagreement of each version; it is stated the other way round."""
    return {
        value.value: change.iri
        for change in difference.changes
        for name in ("comity:kept", "comity:rejected")
        for value in (change.after or change.before).get(expand(name), ())
        if isinstance(value, ox.NamedNode)
    }
