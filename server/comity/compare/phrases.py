"""Put records into phrases: what they are called, and what they say happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pyoxigraph as ox

from comity.compare.changes import Record
from comity.compare.words import Words, article, dated, listed
from comity.vocabulary import expand, shorten

# How it begins to have a role in a forum, and how it ends.
_ROLES = {
    "role:member": ("joined {what} as a member", "left {what}"),
    "role:founding-member": ("joined {what} as a founding member", "left {what}"),
    "role:chair": ("took the chair of {what}", "gave up the chair of {what}"),
    "role:secretariat-host": (
        "began to host the secretariat of {what}",
        "ceased to host the secretariat of {what}",
    ),
}
_ANY_ROLE = ("became {role} of {what}", "stopped being {role} of {what}")
# The acts whose name alone does not take an object.
_ACTS = {
    "act:adhered": "adhered to",
    "act:acceded": "acceded to",
    "act:voted-in-favour": "voted in favour of",
    "act:abstained": "abstained on",
}
# What is told beside the name when a thing comes or goes: a word before the value, the property.
_DETAILS = {
    "comity:Agency": [("of", "comity:ofCountry")],
    "comity:Declaration": [
        ("", "dct:type"),
        ("adopted by", "comity:adoptedBy"),
        ("adopted", "comity:adoptedOn"),
    ],
    "comity:Disagreement": [("about", "comity:about")],
    "comity:Forum": [
        ("", "org:classification"),
        ("part of", "org:subOrganizationOf"),
        ("founded", "schema:foundingDate"),
    ],
    "comity:Initiative": [("led by", "comity:ledBy")],
    "comity:Meeting": [("of", "comity:meetingOf")],
    "comity:Relation": [("", "dct:date")],
    "comity:Source": [("", "comity:publisherName"), ("", "dct:issued")],
}
_WITH_SPAN = ("comity:Initiative", "comity:Meeting")


def one(record: Record, name: str) -> str:
    """Return the first value of a property, given by its short name, as text; empty without one."""
    values = record.get(expand(name), ())
    return next((each.value for each in values if not isinstance(each, ox.Triple)), "")


def class_of(record: Record) -> str:
    """Return the short name of the class of a record, empty without one."""
    return shorten(one(record, "rdf:type"))


def happened(words: Words, record: Record, with_dates: bool = True) -> str:
    """Return what a membership or an action says happened, as a clause; empty for any other."""
    kind = class_of(record)
    if kind == "org:Membership":
        return _joined(words, record, with_dates)
    return _acted(words, record, with_dates) if kind == "comity:Action" else ""


def ended(words: Words, record: Record) -> str:
    """Return how a membership came to its end, as a clause without a date."""
    return f"{_member(words, record)} {_role(words, record)[1]}"


def title(words: Words, record: Record) -> str:
    """Return what a thing or record is called in a sentence."""
    make = _TITLES.get(class_of(record))
    return make(words, record) if make else ""


def described(words: Words, iri: str, record: Record) -> str:
    """Return what a thing is called with the details that tell it from others."""
    if class_of(record) == "comity:Tally":
        return f"{_tally(words, record)}: {one(record, 'schema:value')}"
    details = []
    for word, name in _DETAILS.get(class_of(record), ()):
        values = record.get(expand(name), ())
        if values:
            told = listed(_detail(words, each) for each in values)
            details.append(f"{word} {told}".strip())
    if class_of(record) in _WITH_SPAN and one(record, "schema:startDate"):
        details.append(_span(record))
    name = title(words, record) or words.label(iri)
    return f"{name} ({', '.join(details)})" if details else name


def _span(record: Record) -> str:
    start, end = one(record, "schema:startDate"), one(record, "schema:endDate")
    return dated(start) if end == start else f"from {start}{f' to {end}' if end else ''}"


def _detail(words: Words, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(value, ox.NamedNode):
        return words.party(value.value)
    return value.value if isinstance(value, ox.Literal) else ""


def _joined(words: Words, record: Record, with_dates: bool) -> str:
    start, end = one(record, "schema:startDate"), one(record, "schema:endDate")
    who, begun = _member(words, record), _role(words, record)[0]
    if not with_dates:
        return f"{who} {begun}"
    until = f" (until {end})" if end else ""
    if start and start <= date.today().isoformat():
        return f"{who} {begun} {dated(start)}{until}"
    label = words.label(one(record, "org:role"))
    role = "the chair" if label == "chair" else article(label)
    what = words.party(one(record, "org:organization"))
    if start:
        return f"{who} is to be {role} of {what} from {start}{until}"
    return f"{who} is listed as {role} of {what}{until}"


def _member(words: Words, record: Record) -> str:
    return words.party(one(record, "org:member"))


def _role(words: Words, record: Record) -> tuple[str, str]:
    role = one(record, "org:role")
    what = words.party(one(record, "org:organization"))
    begun, done = _ROLES.get(shorten(role), _ANY_ROLE)
    fill = partial(str.format, what=what, role=article(words.label(role)))
    return begun.format(what=what, role=article(words.label(role))), fill(done)


def _acted(words: Words, record: Record, with_dates: bool) -> str:
    act, day = one(record, "comity:act"), one(record, "dct:date")
    verb = _ACTS.get(shorten(act)) or words.label(act)
    text = f"“{words.label(one(record, 'comity:declaration'))}”"
    stage = one(record, "comity:stage")
    at = f" in the {words.label(stage)}" if stage else ""
    when = f" {dated(day)}" if day and with_dates else ""
    return f"{words.party(one(record, 'comity:party'))} {verb} {text}{at}{when}"


def _membership(words: Words, record: Record) -> str:
    what = words.party(one(record, "org:organization"))
    role = words.label(one(record, "org:role"))
    return f"{words.party(one(record, 'org:member'))} as {article(role)} of {what}"


def _action(words: Words, record: Record) -> str:
    return f"the record that {_acted(words, record, with_dates=False)}"


def _relation(words: Words, record: Record) -> str:
    ends = [words.label(one(record, f"comity:{end}")) for end in ("subject", "object")]
    return f"“{ends[0]}” – {words.label(one(record, 'comity:relation'))} – “{ends[1]}”"


def _tally(words: Words, record: Record) -> str:
    day, stage = one(record, "comity:asOf"), one(record, "comity:stage")
    measure = words.label(one(record, "comity:measure"))
    about = one(record, "comity:tallies")
    is_text = class_of(words.record(about)) == "comity:Declaration"
    what = f"“{words.label(about)}”" if is_text else words.party(about)
    at = f" in the {words.label(stage)}" if stage else ""
    note = (
        one(record, "skos:note") if one(record, "comity:measure") == expand("measure:other") else ""
    )
    measured = note or f"{measure} of {what}"
    return f"{measured}{at}{f' as of {day}' if day else ''}"


def _passage(words: Words, record: Record) -> str:
    return f"“{words.label(one(record, 'dct:isPartOf'))}”, {one(record, 'comity:locator')}"


def _position(words: Words, record: Record) -> str:
    holders = listed(_detail(words, each) for each in record.get(expand("comity:holder"), ()))
    stance = words.label(one(record, "comity:stance"))
    return f"{holders} {stance} “{one(record, 'rdfs:label').rstrip('.')}”"


def _evidence(words: Words, record: Record) -> str:
    thing = one(record, "comity:evidenceFor")
    about = title(words, words.record(thing)) or words.label(thing)
    backed = record.get(expand("comity:backs"), ())
    return f"evidence for {about} ({listed(_detail(words, each) for each in backed)})"


_TITLES: dict[str, Callable[[Words, Record], str]] = {
    "org:Membership": _membership,
    "comity:Action": _action,
    "comity:Relation": _relation,
    "comity:Tally": _tally,
    "comity:Position": _position,
    "comity:Passage": _passage,
    "comity:Evidence": _evidence,
}
