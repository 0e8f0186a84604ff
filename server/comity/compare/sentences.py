"""Tell changes in sentences that a reader without RDF understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pyoxigraph as ox

from comity.compare.changes import Change, Property, Term
from comity.compare.phrases import class_of, described, ended, happened, one, title
from comity.compare.words import Words, article, dated, listed, precision
from comity.vocabulary import expand, shorten

Rule = Callable[[Words, Change, Property], str]

_NAMES = ("rdfs:label", "skos:prefLabel", "dct:title")
_LONGEST = 300  # characters of a value that are shown
# What the classes of the vocabulary are called, and what else has no name of its own for this.
_NOUNS = {
    "comity:Declaration": "text",
    "comity:Tally": "published total",
    "owl:Class": "class",
    "owl:DatatypeProperty": "property",
    "owl:ObjectProperty": "property",
    "sh:NodeShape": "shape",
    "sh:PropertyShape": "shape of a property",
    "sh:SPARQLConstraint": "constraint",
    "sh:SPARQLTarget": "target",
}


def sentences(words: Words, change: Change) -> Iterator[str]:
    """Yield the sentences that tell a change; what has no words of its own comes last, in one."""
    if change.kind != "changed":
        yield _sentence(_WHOLE[change.kind](words, change))
        return
    plain = []
    for each in change.properties:
        if said := _ruled(words, change, each):
            yield _sentence(said)
        else:
            plain.append(_plain(words, each))
    if plain:
        yield _sentence(f"{label(words, change)}: {'; '.join(plain)}")


def label(words: Words, change: Change) -> str:
    """Return what the thing that changed is called."""
    record = change.after or change.before
    if change.iri.startswith("_:"):
        return "a statement without a name"
    return title(words, record) or words.label(change.iri)


def _sentence(said: str) -> str:
    said = " ".join(said.split())
    first, _, _ = said.partition(" ")
    if ":" not in first[:-1]:  # not the short name of a term, in which capitals count
        said = said[:1].upper() + said[1:]
    return said if said.endswith((".", ".”")) else f"{said}."


def _added(words: Words, change: Change) -> str:
    if said := happened(words, change.after):
        return said
    return f"{_noun(words, change)} was added: {described(words, change.iri, change.after)}"


def _removed(words: Words, change: Change) -> str:
    if said := happened(words, change.before):
        return f"the record that {said} was withdrawn"
    return f"{_noun(words, change)} was withdrawn: {described(words, change.iri, change.before)}"


def _renamed(words: Words, change: Change) -> str:
    was, now = shorten(change.was), shorten(change.iri)
    return f"{label(words, change)}: the identifier changed from {was} to {now}, the facts did not"


_WHOLE = {"added": _added, "removed": _removed, "renamed": _renamed}


def _noun(words: Words, change: Change) -> str:
    record = change.after or change.before
    types = [
        each.value for each in record.get(expand("rdf:type"), ()) if isinstance(each, ox.NamedNode)
    ]
    known = [_NOUNS[shorten(each)] for each in types if shorten(each) in _NOUNS]
    if known or not types:
        return article(known[0] if known else "term")
    return article(words.label(types[0]))


def _ruled(words: Words, change: Change, property_: Property) -> str:
    name = shorten(property_.iri)
    rule = _RULES.get((class_of(change.after), name)) or _RULES.get(("", name))
    return rule(words, change, property_) if rule else ""


def _plain(words: Words, property_: Property) -> str:
    """Tell of any property of anything: this may be dull but is never wrong."""
    about = words.label(property_.iri)
    before, after = property_.before, property_.after
    if any(_is_long(each) for each in (*before, *after)):
        return f"{about} changed"
    if len(before) == len(after) == 1:
        return _changed(words, about, before[0], after[0])
    gone = f"{about}, withdrawn: {words.values(before)}" if before else ""
    come = f"{about}, added: {words.values(after)}" if after else ""
    return "; ".join(filter(None, (come, gone)))


def _is_long(term: Term) -> bool:
    """Tell whether a value is more than a sentence takes: a long text, or a description."""
    if not isinstance(term, ox.Literal):
        return not isinstance(term, ox.NamedNode)
    return len(term.value) > _LONGEST or "\n" in term.value


def _changed(words: Words, about: str, before: Term, after: Term) -> str:
    was, now = words.value(before), words.value(after)
    if isinstance(before, ox.Literal) and isinstance(after, ox.Literal):
        language = after.language or "of no language"
        if before.value == after.value and before.language != after.language:
            return f"{about} “{after.value}” is marked as {language} now"
    return f"{about} changed from {was} to {now}{precision(was, now)}"


def _when(about: str, property_: Property) -> str:
    """Tell how a date changed; empty where there is more than one."""
    before = [each.value for each in property_.before if isinstance(each, ox.Literal)]
    after = [each.value for each in property_.after if isinstance(each, ox.Literal)]
    if len(before) == len(after) == 1:
        return f"{about} changed from {before[0]} to {after[0]}{precision(before[0], after[0])}"
    if len(after) == 1 and not before:
        return f"{about} is known now: {after[0]}"
    return f"{about} was withdrawn: {before[0]}" if len(before) == 1 and not after else ""


def _began(words: Words, change: Change, property_: Property) -> str:
    return _when(f"the date on which {happened(words, change.after, False)}", property_)


def _left(words: Words, change: Change, property_: Property) -> str:
    said, day = ended(words, change.after), one(change.after, "schema:endDate")
    if property_.before or len(property_.after) != 1:
        return _when(f"the date on which {said}", property_)
    if day > date.today().isoformat():
        return f"{label(words, change)}: the last day is known now, {day}"
    return f"{said} {dated(day)}"


def _total(words: Words, change: Change, property_: Property) -> str:
    if len(property_.before) != 1 or len(property_.after) != 1:
        return ""
    return _changed(
        words, f"the published {label(words, change)}", property_.before[0], property_.after[0]
    )


def _called(words: Words, _: Change, property_: Property) -> str:
    before, after = property_.before, property_.after
    english = {getattr(each, "language", None) for each in (*before, *after)} == {"en"}
    if len(before) == len(after) == 1 and english:
        return f"{words.value(before[0])} is called {words.value(after[0])} now"
    return ""


def _also_called(words: Words, change: Change, property_: Property) -> str:
    about = words.party(change.iri)
    if property_.before and property_.after:
        return ""
    if property_.after:
        number = "another name" if len(property_.after) == 1 else "other names"
        return f"{about} got {number}: {words.values(property_.after)}"
    return f"{about} lost a name: {words.values(property_.before)}"


def _sources(words: Words, change: Change, property_: Property) -> str:
    about = label(words, change)
    said = [
        f"{word} for {about}: {listed(_cited(words, each) for each in terms)}"
        for word, terms in (
            (_number("source was added", property_.after), property_.after),
            (_number("source was withdrawn", property_.before), property_.before),
        )
        if terms
    ]
    return "; ".join(said)


def _number(said: str, terms: tuple[Term, ...]) -> str:
    return f"a {said}" if len(terms) == 1 else f"{len(terms)} {said.replace(' was', 's were')}"


def _cited(words: Words, term: Term) -> str:
    iri = words.iri(term)
    return title(words, words.record(iri)) or f"“{words.label(iri)}”"


_RULES: dict[tuple[str, str], Rule] = {
    ("org:Membership", "schema:startDate"): _began,
    ("org:Membership", "schema:endDate"): _left,
    ("comity:Action", "dct:date"): _began,
    ("comity:Tally", "schema:value"): _total,
    ("", "skos:altLabel"): _also_called,
    ("", "dct:source"): _sources,
    **{("", name): _called for name in _NAMES},
}
