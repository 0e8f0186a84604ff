"""Places in Turtle files: every layout, every kind of term, and what is no place at all."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from comity.locate import Locator, Place
from comity.vocabulary import expand, shorten

UNTIDY = '''\
PREFIX forum: <https://w3id.org/comity/forum/> # forum:a forum:b forum:c .
BASE <https://w3id.org/comity/>
@prefix org: <http://www.w3.org/ns/org#>. @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
forum:a a org:Organization; rdfs:label """A
forum:x . <not/here> ; # "nor" here
"""@en-GB, 'the \\'A\\'', "# B"; org:unitOf
  # not forum:y
  forum:b, <forum/c>
  , <https://w3id.org/comity/forum/\\u0064>. <forum/e> rdfs:label "E".forum:f rdfs:seeAlso forum:g.
forum:a.b rdfs:label 1, 1.5, -2.e3, true; org:classification
    [ rdfs:label "inner" ;
      org:unitOf forum:h ] ;
    org:hasMember ( forum:i
      ( forum:j ) ) ;
    rdfs:comment "outer"^^forum:datatype, "spaced" ^^ <forum/datatype> .
[] org:unitOf forum:k .
[ org:unitOf forum:l ] org:unitOf
  forum:m .
( forum:n ) org:unitOf forum:o .
_:b org:unitOf _:c, forum:p .
@prefix forum: <https://example.org/> .
forum:a rdfs:label "elsewhere" .
@base <https://w3id.org/comity/forum/> .
<a> org:unitOf <q\\u0023r>, <../theme/t> ;
  rdfs:label "A again" ; <https://example.org/a\\u003Ab> 2 ; .
forum:with\\.escapes\\-\\,and\\#more rdfs:label "escaped" .
<a:b> <a:c> 1,
  0 .
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "untidy.ttl"
    path.write_text(UNTIDY)
    return path


@pytest.fixture
def locator(path: Path) -> Locator:
    return Locator([path])


def line(locator: Locator, subject: str, predicate: str | None = None, value: str = "") -> int:
    place = locator.place(expand(subject), predicate and expand(predicate), expand(value) or None)
    return place.line if place else 0


def test_a_place_reads_as_file_and_line() -> None:
    assert str(Place(Path("data/forums/oecd.ttl"), 41)) == "data/forums/oecd.ttl:41"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("forum:a", 4),
        ("forum:e", 9),
        ("forum:f", 9),
        ("forum:a.b", 10),
        ("https://example.org/a", 22),
        ("https://example.org/with.escapes-,and#more", 26),
    ],
)
def test_a_subject_is_found_where_it_is_first_described(
    locator: Locator, subject: str, expected: int
) -> None:
    assert line(locator, subject) == expected


@pytest.mark.parametrize("subject", ["forum:b", "forum:x", "forum:y", "forum:h", "not/here"])
def test_what_is_only_mentioned_is_not_described(locator: Locator, subject: str) -> None:
    assert locator.place(expand(subject)) is None


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [("rdf:type", 4), ("rdfs:label", 4), ("org:unitOf", 6), ("https://example.org/a:b", 25)],
)
def test_a_predicate_is_found_in_any_description_of_its_subject(
    locator: Locator, predicate: str, expected: int
) -> None:
    assert line(locator, "forum:a", predicate) == expected


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "expected"),
    [
        ("forum:a", "rdfs:label", 'A\nforum:x . <not/here> ; # "nor" here\n', 4),
        ("forum:a", "rdfs:label", "the 'A'", 6),
        ("forum:a", "rdfs:label", "# B", 6),
        ("forum:a", "rdfs:label", "A again", 25),
        ("forum:a", "org:unitOf", "forum:b", 8),
        ("forum:a", "org:unitOf", "forum:c", 8),
        ("forum:a", "org:unitOf", "forum:d", 9),
        ("forum:a", "org:unitOf", "https://w3id.org/comity/forum/q#r", 24),
        ("forum:a", "org:unitOf", "theme:t", 24),
        ("forum:a.b", "rdfs:label", "-2.e3", 10),
        ("forum:a.b", "rdfs:comment", "outer", 15),
        ("forum:a.b", "rdfs:comment", "spaced", 15),
    ],
)
def test_a_value_is_found_on_its_own_line(
    locator: Locator, subject: str, predicate: str, value: str, expected: int
) -> None:
    assert line(locator, subject, predicate, value) == expected


def test_a_missing_value_is_found_at_its_predicate_and_a_missing_predicate_at_its_subject(
    locator: Locator,
) -> None:
    assert line(locator, "forum:a", "org:unitOf", "forum:zzz") == 6
    assert line(locator, "forum:a", "org:role", "role:chair") == 4
    assert line(locator, "forum:a.b", "org:unitOf") == 10
    assert line(locator, "forum:zzz", "rdfs:label") == 0


def test_terms_of_rdflib_can_be_asked_for(locator: Locator) -> None:
    place = locator.place(
        rdflib.URIRef(expand("forum:a")), rdflib.RDFS.label, rdflib.Literal("# B", lang="en")
    )
    assert place
    assert place.line == 6
    zero = locator.place("a:b", "a:c", rdflib.Literal(0))
    assert zero
    assert zero.line == 28


def test_every_description_of_a_subject_is_listed(locator: Locator, path: Path) -> None:
    subjects = locator.subjects()
    assert subjects.pop(expand("forum:a")) == [Place(path, 4), Place(path, 24)]
    assert {iri: [place.line for place in places] for iri, places in subjects.items()} == {
        expand("forum:e"): [9],
        expand("forum:f"): [9],
        expand("forum:a.b"): [10],
        "https://example.org/a": [22],
        "https://example.org/with.escapes-,and#more": [26],
        "a:b": [27],
    }


def test_every_iri_that_is_referred_to_is_listed_with_its_lines(locator: Locator) -> None:
    listed = sorted(
        (place.line, shorten(iri))
        for iri, places in locator.references().items()
        for place in places
    )
    assert listed == [
        (4, "org:Organization"),
        *((8, "forum:b"), (8, "forum:c"), (9, "forum:d"), (9, "forum:g")),
        *((12, "forum:h"), (13, "forum:i"), (14, "forum:j")),
        *((16, "forum:k"), (17, "forum:l"), (18, "forum:m")),
        *((19, "forum:n"), (19, "forum:o"), (20, "forum:p")),
        *((24, "https://w3id.org/comity/forum/q#r"), (24, "theme:t")),
    ]


def test_subjects_references_and_statements_are_those_of_the_parser(path: Path) -> None:
    quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    locator = Locator([path])
    named = [quad for quad in quads if isinstance(quad.subject, ox.NamedNode)]
    assert set(locator.subjects()) == {quad.subject.value for quad in named}
    assert set(locator.references()) == {
        quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)
    } - {expand("rdf:nil")}
    for quad in named:
        value = "" if isinstance(quad.object, ox.BlankNode) else quad.object.value
        assert line(locator, quad.subject.value, quad.predicate.value, value)


def test_a_subject_in_two_files_has_a_place_in_each(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    one.write_text("\n<a:b> <a:c> <a:d> .")
    two.write_text("<a:b> <a:e> <a:f> .")
    locator = Locator([one, two])
    assert locator.subjects() == {"a:b": [Place(one, 2), Place(two, 1)]}
    assert locator.place("a:b") == Place(one, 2)
    assert locator.place("a:b", "a:e", "a:f") == Place(two, 1)


def test_files_are_not_read_before_the_first_question(tmp_path: Path) -> None:
    path = tmp_path / "late.ttl"
    locator = Locator([path])
    path.write_text("<a:b> <a:c> <a:d> .")
    assert locator.place("a:b") == Place(path, 1)


@pytest.mark.parametrize(
    "broken",
    [
        "] ) . ;",
        '<a:x> <a:y> "open',
        "@prefix",
        "<a:x> <a:y> [ ( ; .",
        "'''",
        "\ufeff",
        "\\",
        "<a:b> <a:c> <>, <//[> .",
    ],
)
def test_what_stands_before_a_syntax_error_is_found(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "broken.ttl"
    path.write_bytes(f"<a:b> <a:c> <a:d> .\n{broken}".encode() + b"\xff")
    assert Locator([path]).place("a:b", "a:c", "a:d") == Place(path, 1)


def test_windows_line_ends_count_once(tmp_path: Path) -> None:
    path = tmp_path / "windows.ttl"
    path.write_bytes(b"# one\r\n\r\n<a:b> <a:c> '''x\r\ny''',\r\n <a:d> .\r\n")
    assert Locator([path]).place("a:b") == Place(path, 3)
    assert Locator([path]).place("a:b", "a:c", "a:d") == Place(path, 5)
