"""The layout of Turtle files: what stays, what moves, and what is refused."""

from __future__ import annotations

import difflib
import itertools
from pathlib import Path

import pyoxigraph as ox
import pytest

from comity.errors import DataError
from comity.turtle import format_file, format_text, is_canonical
from comity.vocabulary import PREFIXES

DIRECTIVES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())

GPAI = """\
# Global Partnership on Artificial Intelligence

@prefix comity: <https://w3id.org/comity/ontology#> .
@prefix confidence: <https://w3id.org/comity/confidence/> .
@prefix country: <https://w3id.org/comity/country/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix forum: <https://w3id.org/comity/forum/> .
@prefix membership: <https://w3id.org/comity/membership/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix passage: <https://w3id.org/comity/passage/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix role: <https://w3id.org/comity/role/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

forum:gpai
    a comity:Forum ;
    rdfs:label "Global Partnership on AI"@en ;
    dct:source passage:x ;
.

# The first of the founders.
membership:gpai-aus
    a org:Membership ;
    org:member country:AUS ;
    org:organization forum:gpai ;
    org:role role:founding-member ;
    schema:startDate "2020-06-15"^^xsd:date ;
    comity:confidence confidence:high ;
    dct:source
        passage:x,
        passage:y ;
.
"""

TRICKY_TEXTS = [
    "",
    " ",
    'he said "no"',
    'ends with a quote"',
    "back\\slash",
    "ends with a backslash\\",
    "\\u0041 is not an escape here",
    "two\nlines",
    "carriage\r\nreturn",
    "tab\tand bell\x07 and delete\x7f",
    "# no comment",
    "a . b ; c , d",
    "<not:an-iri>",
    '"""',
    "'''",
    "🇦🇺 é 阿鲁巴 أروبا",
    "line\u2028separator\x85next\ufeff",
    "long " * 500,
]

TRICKY_LITERALS = [
    *(ox.Literal(text) for text in TRICKY_TEXTS),
    *(ox.Literal(text, language=tag) for text in TRICKY_TEXTS[:4] for tag in ("en", "zh-hant-tw")),
    ox.Literal("אבג", language="he", direction=ox.BaseDirection.RTL),
    *(
        ox.Literal(form, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))
        for form, datatype in itertools.chain(
            itertools.product(["0", "-0", "007", "42", "-42", "+42", "x"], ["integer", "int"]),
            itertools.product(["1.0", "-0.0", "1.50", ".5", "-0.5", "10.25", "1"], ["decimal"]),
            itertools.product(["1.0E0", "1e3", "INF"], ["double"]),
            itertools.product(["true", "false", "1", "TRUE"], ["boolean"]),
            itertools.product(["2020-06-15", "2020-06", "not a date"], ["date", "gYearMonth"]),
        )
    ),
    ox.Literal("p", datatype=ox.NamedNode("https://example.org/type#a(b)")),
]

TRICKY_IRIS = [
    "https://w3id.org/comity/forum/gpai",
    "https://w3id.org/comity/forum/",
    "https://w3id.org/comity/forum/a.b",
    "https://w3id.org/comity/forum/ends.",
    "https://w3id.org/comity/forum/-begins",
    "https://w3id.org/comity/forum/a/b",
    "https://w3id.org/comity/forum/a#b",
    "https://w3id.org/comity/forum/a(b)',;!$&*+=~@c",
    "https://w3id.org/comity/forum/caf%C3%A9",
    "https://w3id.org/comity/forum/café-日本",
    "https://w3id.org/comity/forum/a:b",
    "https://w3id.org/comity/forum/42",
    "https://example.org/é?q=#日本",
    "urn:isbn:0451450523",
    PREFIXES["rdf"] + "type",
    PREFIXES["rdf"] + "nil",
]


def parsed(text: str) -> set[ox.Quad]:
    return set(ox.parse(text, format=ox.RdfFormat.TURTLE))


def blocks(text: str) -> list[str]:
    """The first line of each block of a text, without the prefixes."""
    return [part.split("\n")[0] for part in text.split("\n\n") if not part.startswith("@prefix")]


def laid_out(statements: str, path: str = "data/file.ttl") -> str:
    return format_text(DIRECTIVES + statements, path)


def refused(text: str) -> DataError:
    with pytest.raises(DataError) as caught:
        format_text(text, "data/file.ttl")
    return caught.value


def test_a_canonical_text_stays_as_it_is() -> None:
    assert format_text(GPAI, "data/forums/gpai.ttl") == GPAI


def test_a_text_in_any_layout_becomes_canonical() -> None:
    untidy = """# Global Partnership on Artificial Intelligence
PREFIX dcterms: <http://purl.org/dc/terms/> prefix o: <http://www.w3.org/ns/org#>
@base <https://w3id.org/comity/> . @prefix c: <ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#>. @prefix unused: <https://example.org/> .
# The first of the founders.
<membership/gpai-aus> dcterms:source <passage/y> ; o:organization <forum/gpai>;
 o:member <country/AUS>;; dcterms:source <passage/x>,<passage/y>;
   <https://schema.org/startDate> '2020-06-15'^^xsd:date; .
<membership/gpai-aus> a o:Membership ; o:role <role/founding-member>;
c:confidence <confidence/high> .
<forum/gpai> a c:Forum; dcterms:source <passage/x>; \t
   <http://www.w3.org/2000/01/rdf-schema#label> '''Global Partnership on AI'''@en."""
    assert format_text(untidy.replace("\n", "\r\n"), "data/forums/gpai.ttl") == GPAI


def test_an_empty_text_stays_empty() -> None:
    assert format_text("", "data/file.ttl") == ""
    assert format_text("# Nothing yet\n@prefix a: <b:> .\n", "data/file.ttl") == "# Nothing yet\n"


@pytest.mark.parametrize("literal", TRICKY_LITERALS, ids=str)
def test_every_literal_keeps_its_exact_form(literal: ox.Literal) -> None:
    iri = ox.NamedNode("https://example.org/x")
    text = f"{iri} {iri} {literal} ."
    formatted = format_text(text, "data/file.ttl")
    assert parsed(formatted) == {ox.Quad(iri, iri, literal)}
    assert format_text(formatted, "data/file.ttl") == formatted


@pytest.mark.parametrize("iri", TRICKY_IRIS)
def test_every_iri_stays_the_same_in_every_place(iri: str) -> None:
    node = ox.NamedNode(iri)
    formatted = format_text(f"{node} {node} {node}, 'x' .", "data/file.ttl")
    assert parsed(formatted) == {
        ox.Quad(node, node, node),
        ox.Quad(node, node, ox.Literal("x")),
    }
    assert format_text(formatted, "data/file.ttl") == formatted


def test_all_tricky_terms_together_stay_the_same_and_one_layout_is_enough() -> None:
    subject = ox.NamedNode("https://w3id.org/comity/forum/gpai")
    predicates = [ox.NamedNode(iri) for iri in TRICKY_IRIS]
    values: list[ox.Literal | ox.NamedNode] = [*TRICKY_LITERALS, *predicates]
    triples = {ox.Quad(subject, each, value) for each in predicates for value in values}
    formatted = format_text(" .\n".join(map(str, triples)) + " .", "data/file.ttl")
    assert parsed(formatted) == triples
    assert format_text(formatted, "data/file.ttl") == formatted


def test_escaped_names_and_escaped_characters_are_read() -> None:
    formatted = laid_out(r"forum:a\-b\.c rdfs:label 'caf\u00E9 \'x\'', '\U0001F30D' .")
    assert 'forum:a-b.c\n    rdfs:label\n        "café \'x\'",\n        "🌍" ;\n.\n' in formatted


def test_literals_are_written_in_their_shortest_canonical_form() -> None:
    formatted = laid_out(
        """forum:x schema:value "42"^^xsd:integer ; comity:independent "true"^^xsd:boolean ;
        schema:endDate "042"^^xsd:integer ; dct:date 1.5 ; comity:city '''it's "new"
''' ."""
    )
    assert "    schema:value 42 ;\n" in formatted
    assert "    comity:independent true ;\n" in formatted
    assert '    schema:endDate "042"^^xsd:integer ;\n' in formatted
    assert '    comity:city "it\'s \\"new\\"\\n" ;\n' in formatted
    assert "    dct:date 1.5 ;\n" in formatted


def test_only_prefixes_in_use_are_kept_and_a_prefix_of_the_file_is_one_of_them() -> None:
    formatted = format_text(
        "@prefix ex: <https://example.org/> . @prefix no: <https://no.org/> . ex:a ex:b ex:c .",
        "data/file.ttl",
    )
    assert formatted.startswith("@prefix ex: <https://example.org/> .\n\nex:a\n")


def test_a_prefix_of_the_project_always_means_the_same() -> None:
    formatted = format_text("@prefix org: <https://example.org/> . org:a org:b org:c .", "x.ttl")
    assert formatted == (
        "<https://example.org/a>\n    <https://example.org/b> <https://example.org/c> ;\n.\n"
    )


def test_the_closing_full_stop_stands_alone() -> None:
    stops = [line for line in GPAI.split("\n") if line.endswith(".") and line[0] not in "@#"]
    assert stops == [".", "."]


@pytest.mark.parametrize(
    "line",
    [
        '    schema:endDate "2024-07-03"^^xsd:date ;',
        "    a org:Change ;",
        "    <https://example.org/unknown> 1 ;",
    ],
)
def test_adding_a_line_to_a_record_changes_no_other_line(line: str) -> None:
    before = GPAI.replace("    a org:Membership ;\n", "")
    after = format_text(before.replace("AUS ;\n", f"AUS ;\n{line}\n"), "data/forums/gpai.ttl")
    changes = [
        each for each in difflib.ndiff(before.split("\n"), after.split("\n")) if each[0] in "+-"
    ]
    assert changes == [f"+ {line}"]


def test_predicates_go_by_meaning_and_unknown_ones_after_them_by_iri() -> None:
    formatted = laid_out(
        "action:x comity:zeal 1 ; comity:apt 2 ; dct:source passage:p ; comity:act act:signed ;"
        "dct:date '2020' ; comity:party country:AUS ; a comity:Action ; skos:note 'n' ;"
        "comity:confidence confidence:low ; comity:declaration declaration:d ; rdfs:label 'l' ."
    )
    order = [line.split()[0] for line in formatted.split("\n") if line.startswith("    ")]
    assert order == [
        *("a", "rdfs:label", "comity:party", "comity:declaration", "comity:act", "dct:date"),
        *("skos:note", "comity:confidence", "dct:source", "comity:apt", "comity:zeal"),
    ]


def test_values_go_one_a_line_iris_first_then_texts_by_language() -> None:
    formatted = laid_out("country:x skos:note 'b'@fr, 'c'@en, 'd', country:b, 'a'@en, country:a .")
    assert formatted.split("skos:note\n")[1] == (
        '        country:a,\n        country:b,\n        "d",\n'
        '        "a"@en,\n        "c"@en,\n        "b"@fr ;\n.\n'
    )


def test_the_subject_named_as_the_file_comes_first_then_classes_dates_and_iris() -> None:
    formatted = laid_out(
        """tally:b a comity:Tally ; comity:asOf "2020"^^xsd:gYear .
        tally:a a comity:Tally ; comity:asOf "2020-06"^^xsd:gYearMonth .
        membership:late a org:Membership ; schema:startDate "2021-01-01"^^xsd:date .
        membership:undated a org:Membership .
        membership:b a org:Membership ; schema:startDate "2020"^^xsd:gYear .
        membership:a a org:Membership ; schema:startDate "2020"^^xsd:gYear .
        coverage:c a comity:Coverage .
        relation:r a comity:Relation .
        forum:body a comity:Forum .
        forum:gpai a comity:Forum .""",
        "data/forums/gpai.ttl",
    )
    assert blocks(formatted) == [
        *("forum:gpai", "forum:body", "relation:r"),
        *("membership:a", "membership:b", "membership:late", "membership:undated"),
        *("tally:b", "tally:a", "coverage:c"),
    ]


def test_the_parts_of_a_thing_follow_it_at_once() -> None:
    formatted = laid_out(
        """passage:b-2 a comity:Passage ; dct:isPartOf source:b .
        passage:b-1 a comity:Passage ; dct:isPartOf source:b .
        evidence:b a comity:Evidence ; comity:evidenceFor passage:b-1 .
        version:v a comity:Version . version:w a comity:Version .
        source:b a comity:Source . source:c a comity:Source .
        passage:a a comity:Passage ; dct:isPartOf source:elsewhere .
        disagreement:d comity:rejected version:v ; comity:kept version:w ; a comity:Disagreement."""
    )
    assert blocks(formatted) == [
        *("disagreement:d", "version:v", "version:w"),
        *("source:b", "passage:b-1", "evidence:b", "passage:b-2", "source:c", "passage:a"),
    ]


def test_parts_that_go_round_in_a_circle_are_all_written() -> None:
    formatted = laid_out(
        "source:b dct:isPartOf source:a . source:a dct:isPartOf source:b ."
        "source:c dct:isPartOf source:c ."
    )
    assert blocks(formatted) == ["source:a", "source:b", "source:c"]


def test_a_scheme_comes_before_its_concepts() -> None:
    formatted = laid_out(
        "act:signed a skos:Concept . scheme:acts a skos:ConceptScheme . act:acceded a skos:Concept."
    )
    assert blocks(formatted) == ["scheme:acts", "act:acceded", "act:signed"]


def test_comments_above_a_subject_move_with_it() -> None:
    formatted = laid_out(
        """# Second, in
# two lines
forum:b a comity:Forum .

# First # of all

forum:a a comity:Forum ; rdfs:label "# no comment" ; rdfs:seeAlso <https://example.org/#none> ."""
    )
    _, a, b = formatted.split("\n\n")
    assert a.startswith("# First # of all\nforum:a\n")
    assert b.startswith("# Second, in\n# two lines\nforum:b\n")
    assert format_text(formatted, "data/file.ttl") == formatted


@pytest.mark.parametrize(
    "text",
    [
        "# Header\n\n# Subject\n<a:b> a <a:c> .\n",
        "# Subject\n<a:b> a <a:c> .\n",
        "# Subject\n<b:b> a <a:c> .\n\n# Other\n<a:a> a <a:c> .\n",
        "# Header\n@prefix x: <x:> .\n# Header too\n\n# Subject\n<a:b> a x:c .",
    ],
)
def test_header_and_comments_are_told_apart_again_in_what_was_laid_out(text: str) -> None:
    once = format_text(text, "data/file.ttl")
    assert format_text(once, "data/file.ttl") == once
    assert once.count("#") == text.count("#")
    assert once.index("# Subject\n<") >= 0


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("<a:b> a <a:c> ;\n  # inside\n  <a:d> 1 .", 2, 3),
        ("<a:b> a <a:c> . # trailing\n<a:d> a <a:c> .", 1, 17),
        ("@prefix a: <a:> . # trailing\na:d a a:c .", 1, 19),
        ("@prefix a: # inside\n<a:> .\na:d a a:c .", 1, 12),
        ('<a:b> <a:c> """x\n"""^^ # inside\n<a:t> .', 2, 7),
        ("<a:b> a <a:c> .\n\n# after all\n", 3, 1),
    ],
)
def test_a_comment_that_would_be_lost_is_refused_with_its_place(
    text: str, line: int, column: int
) -> None:
    error = refused(text)
    assert (error.path, error.line, error.column) == ("data/file.ttl", line, column)
    assert "move it to a line of its own above the subject" in error.message


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("forum:a a forum:b .", 1, 1, "The prefix forum: has not been declared"),
        ("<a:b> a <a:ü>,\n  'é', x:y .", 2, 8, "The prefix x: has not been declared"),
        ("<a:b> a <a:c>", 1, 14, "Unexpected end"),
        (r"<a:b> a '\UFFFFFFFF' .", 1, 10, "escape"),
    ],
)
def test_a_curator_is_told_line_and_column_of_a_syntax_error(
    text: str, line: int, column: int, message: str
) -> None:
    error = refused(text)
    assert (error.line, error.column) == (line, column)
    assert message in error.message
    assert str(error).startswith(f"data/file.ttl:{line}:{column}: ")
    assert "Parser error" not in error.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("<a:b> a <a:c> .\n_:x a <a:c> .", 2, 1),
        ("<a:b> a <a:c> ;\n    <a:d> _:x .", 2, 11),
        ("<a:b> <a:c> '[', [ <a:d> 1 ] .", 1, 18),
        ("<a:b> <a:c>\n('x') .", 2, 1),
        ("[ a <a:b> ] .", 1, 1),
    ],
)
def test_a_blank_node_is_refused_with_its_place(text: str, line: int, column: int) -> None:
    error = refused(text)
    assert (error.line, error.column) == (line, column)
    assert "blank node" in error.message


def test_a_file_is_written_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "gpai.ttl"
    path.write_text(GPAI.replace("    ", "\t"))
    path.chmod(0o640)
    assert not is_canonical(path)
    assert format_file(path)
    assert path.read_text() == GPAI
    assert path.stat().st_mode & 0o777 == 0o640
    written = path.stat().st_mtime_ns, path.stat().st_ino
    assert not format_file(path)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == written
    assert is_canonical(path)
    assert list(tmp_path.iterdir()) == [path]


def test_windows_line_ends_of_a_file_become_plain_ones(tmp_path: Path) -> None:
    path = tmp_path / "gpai.ttl"
    path.write_bytes(GPAI.replace("\n", "\r\n").encode())
    assert format_file(path)
    assert path.read_bytes() == GPAI.encode()


def test_a_refused_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_bytes(b"<a:b> a <a:c> .\n<a:b> a '\xe9' .")
    with pytest.raises(DataError, match=r"x\.ttl:2:10: this is not UTF-8"):
        format_file(path)
    assert path.read_bytes() == b"<a:b> a <a:c> .\n<a:b> a '\xe9' ."
    assert list(tmp_path.iterdir()) == [path]
