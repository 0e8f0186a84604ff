"""Name things and values in words, from what either of two states says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from comity.compare.changes import Record, Records, Term
from comity.paths import turtle_files
from comity.vocabulary import expand, shorten

_NAMES = tuple(expand(name) for name in ("rdfs:label", "skos:prefLabel", "dct:title"))
# What the vocabulary leaves without a name.
_PLAIN = {
    expand("rdf:type"): "class",
    expand("rdfs:comment"): "comment",
    expand("rdfs:label"): "name",
}
# What goes with an article in English: names that end in, or are built on, a common noun.
_WITH_ARTICLE = re.compile(
    r"""^(?:United|Republic|Russian|Holy|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros)\b
      | \b(?:Agency|Alliance|Assembly|Association|Bank|Board|Centre|Center|Coalition|Commission
      | Committee|Commonwealth|Community|Conference|Consortium|Convention|Council|Dialogue|Forum
      | Fund|Group|Institute|Islands|League|Nations|Network|Observatory|Office|Organi[sz]ation|Panel
      | Partnership|Party|Process|Programme|Secretariat|Summit|Union|Unity)\b""",
    re.VERBOSE,
)


class Words:
    """Find names in two states, the later first, and then in the vocabulary that is shipped."""

    def __init__(self, before: Records, after: Records) -> None:
        self._before = before
        self._after = after

    def record(self, iri: str) -> Record:
        """Return what is stated of a thing now, or was before; empty for what is unknown."""
        return self._after[iri] or self._before[iri] or self._shipped[iri]

    def label(self, iri: str) -> str:
        """Return the English name of a thing, one in another language, or its short IRI."""
        record = self.record(iri)
        names = [each for name in _NAMES for each in record.get(name, ())]
        literals = [each for each in names if isinstance(each, ox.Literal)]
        literals.sort(key=lambda each: each.language != "en")
        return literals[0].value if literals else _PLAIN.get(iri, shorten(iri))

    def party(self, iri: str) -> str:
        """Return the name of a country or body as it stands in a sentence, with its article."""
        label = self.label(iri)
        wanted = _WITH_ARTICLE.search(label) and not label.lower().startswith("the ")
        return f"the {label}" if wanted else label

    def value(self, term: Term) -> str:
        """Return a value as a reader may see it: names of things, texts in quotation marks."""
        if isinstance(term, ox.NamedNode):
            return self.label(term.value)
        if isinstance(term, ox.Literal):
            quoted = term.language or term.datatype.value == expand("xsd:string")
            language = f" ({term.language})" if term.language not in (None, "en") else ""
            return f"“{term.value}”{language}" if quoted else term.value
        return "a description of its own"

    @staticmethod
    def iri(term: Term) -> str:
        """Return the IRI of a term, empty for another kind of term."""
        return term.value if isinstance(term, ox.NamedNode) else ""

    def values(self, terms: Iterable[Term]) -> str:
        """Return several values in one list."""
        return listed(self.value(each) for each in terms)

    @cached_property
    def _shipped(self) -> Records:
        files = turtle_files("ontology")
        return Records(quad for file in files for quad in ox.parse(path=file))


def listed(names: Iterable[str]) -> str:
    """Return names as they stand in a sentence: with "and", unless one of them has an "and"."""
    *first, last = ordered = sorted(names)
    if first and any(" and " in each for each in ordered):
        return "; ".join(ordered)
    return f"{', '.join(first)} and {last}" if first else last


def dated(day: str, before: str = "on", coarse: str = "in") -> str:
    """Return a date with the preposition that its precision asks for: on a day, in a year."""
    return f"{before if len(day) > len('2026-11') else coarse} {day}"


def article(noun: str) -> str:
    """Return a noun with the indefinite article."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def precision(before: str, after: str) -> str:
    """Say whether a date became more or less precise; empty when it became another date."""
    if after.startswith(f"{before}-"):
        return " (more precise)"
    return " (less precise)" if before.startswith(f"{after}-") else ""
