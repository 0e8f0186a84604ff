"""Parameters of this endpoint's own: values for variables, and the base of relative IRIs."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import QueryError
from comity.web.protocol import parameters
from protocol.shared import DIRECT, FORM, encoded, rows, send, truth, value
from serving import Server

BASE = "https://w3id.org/comity/"
NAME = "SELECT ?name WHERE { $country rdfs:label ?name FILTER(LANG(?name) = 'en') }"
KENYA = ("$country", "country:KEN")


@pytest.mark.parametrize(
    ("relative", "absolute"),
    [
        ("country/KEN", f"{BASE}country/KEN"),
        ("", BASE),
        ("#x", f"{BASE}#x"),
        ("?a=b", f"{BASE}?a=b"),
        ("/x", "https://w3id.org/x"),
        ("//example.org/x", "https://example.org/x"),
        ("../x", "https://w3id.org/x"),
        ("./a/../b", f"{BASE}b"),
        ("urn:x", "urn:x"),
    ],
)
def test_a_relative_iri_is_read_against_the_base_of_the_project(
    endpoint: Server, relative: str, absolute: str
) -> None:
    assert value(endpoint.get(f"SELECT (STR(<{relative}>) AS ?iri) WHERE {{}}")) == absolute
    assert value(endpoint.get(f'SELECT (IRI("{relative}") AS ?iri) WHERE {{}}')) == absolute


def test_a_query_may_bring_a_base_of_its_own(endpoint: Server) -> None:
    query = "BASE <http://example.org/a/> SELECT (<b> AS ?iri) WHERE {}"
    assert value(endpoint.get(query)) == "http://example.org/a/b"


def test_the_prefixes_of_the_project_need_no_declaration_and_may_be_declared_otherwise(
    endpoint: Server,
) -> None:
    assert value(endpoint.get("SELECT (country:KEN AS ?x) {}")) == f"{BASE}country/KEN"
    assert value(endpoint.get("PREFIX country: <urn:> SELECT (country:KEN AS ?x) {}")) == "urn:KEN"


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("country:KEN", f"{BASE}country/KEN"),
        ("<urn:x>", "urn:x"),
        ('"a b"', "a b"),
        ('"Kenya"@en', "Kenya"),
        ("42", "42"),
        ("-1.5", "-1.5"),
        ("true", "true"),
        ('"2021-05-31"^^xsd:date', "2021-05-31"),
        ('"&=+%?# é 🌍"', "&=+%?# é 🌍"),
        (r'"quote \" backslash \\ line \n"', 'quote " backslash \\ line \n'),
        ('"} ; DROP ALL #"', "} ; DROP ALL #"),
        ('"""long\n"one" """', 'long\n"one" '),
    ],
)
def test_a_parameter_binds_a_variable_to_a_term(endpoint: Server, term: str, text: str) -> None:
    assert value(endpoint.get("SELECT ?x WHERE {}", ("$x", term))) == text
    assert value(endpoint.get("SELECT (STR($x) AS ?y) WHERE {}", ("$x", term))) == text


def test_values_come_with_every_way_of_sending_a_query(endpoint: Server) -> None:
    in_address, in_form = encoded(KENYA), encoded(("query", NAME), KENYA).encode()
    replies = [
        endpoint.get(NAME, KENYA),
        send(endpoint, "POST", "/sparql", in_form, Content_Type=FORM),
        send(endpoint, "POST", f"/sparql?{in_address}", NAME.encode(), Content_Type=DIRECT),
        send(endpoint, "QUERY", f"/sparql?{in_address}", NAME.encode(), Content_Type=DIRECT),
    ]
    assert [value(reply) for reply in replies] == ["Kenya"] * 4
    assert len({reply.headers["ETag"] for reply in replies}) == 1


def test_the_order_of_the_values_does_not_matter(endpoint: Server) -> None:
    query = "SELECT ?a ?b WHERE {}"
    first = endpoint.get(query, ("$a", "1"), ("$b", "2"))
    second = endpoint.get(query, ("$b", "2"), ("$a", "1"))
    assert rows(first) == rows(second) == [{"a": "1", "b": "2"}]
    assert first.headers["ETag"] == second.headers["ETag"]
    assert endpoint.get(query, ("$a", "2"), ("$b", "1")).headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize(
    "given",
    [
        [("$nobody", "1")],
        [("$country", "")],
        [("$country", "_:b")],
        [("$country", "[]")],
        [("$country", "(1 2)")],
        [("$country", "1, 2")],
        [("$country", "1 ; <urn:p> 2")],
        [("$country", "<urn:a> . <urn:s> <urn:p> <urn:o>")],
        [("$country", "} ASK {")],
        [("$country", "nope:KEN")],
        [("$country", '"unclosed')],
        [("$country", "<urn:a b>")],
        [("$country", "?other")],
        [("$", "1")],
        [KENYA, KENYA],
        [KENYA, ("$country", "country:USA")],
    ],
    ids=repr,
)
def test_what_is_no_term_or_no_variable_of_the_query_is_refused(
    endpoint: Server, given: list[tuple[str, str]]
) -> None:
    reply = endpoint.get(NAME, *given, Accept="application/json")
    assert reply.status == 400
    assert reply.json["detail"]


def test_a_variable_of_a_construct_and_of_an_ask_is_bound_too(endpoint: Server) -> None:
    assert truth(endpoint.get("ASK { $country a comity:Country }", KENYA))
    query = "CONSTRUCT { $country rdfs:label ?n } WHERE { $country rdfs:label ?n }"
    assert b"country:KEN rdfs:label" in endpoint.get(query, KENYA).body


def test_parameters_that_mean_nothing_here_are_ignored(endpoint: Server) -> None:
    assert truth(endpoint.get("ASK {}", ("timeout", "5"), ("debug", "on"), ("?x", "1")))


WRITTEN = st.one_of(
    st.text(st.sampled_from("%=+ abAB019fF\r\n\té;C3"), max_size=30),
    st.text().map(quote_plus),
)


@given(WRITTEN, WRITTEN)
def test_parameters_are_read_as_the_standard_library_reads_them(name: str, value: str) -> None:
    text = f"query={value}&{name}"
    try:
        expected = parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(QueryError):
            parameters(text)
    else:
        assert parameters(text) == expected


MEMBERS = """SELECT (COUNT(DISTINCT ?member) AS ?members) WHERE {
  BIND("2020-06-14"^^xsd:date AS ?day)
  ?membership org:organization forum:gpai ; org:member ?member ; comity:latestStart ?start .
  FILTER(?start <= ?day)
}"""


def test_on_asks_about_another_day_than_the_one_in_the_query(endpoint: Server) -> None:
    before = int(value(endpoint.get(MEMBERS)))
    after = int(value(endpoint.get(MEMBERS, ("on", "2021-12-31"))))
    assert before < after
    unbound = MEMBERS.replace('BIND("2020-06-14"^^xsd:date AS ?day)', "").replace("?day", "$on")
    assert int(value(endpoint.get(unbound, ("on", "2021-12-31")))) == after
    assert int(value(endpoint.post(unbound, ("on", "2021-12-31")))) == after


def test_an_empty_day_asks_about_none(endpoint: Server) -> None:
    assert value(endpoint.get(MEMBERS, ("on", ""))) == value(endpoint.get(MEMBERS))


@pytest.mark.parametrize(
    ("query", "on", "told"),
    [
        (MEMBERS, "yesterday", "not a day: yesterday"),
        (MEMBERS, "2021-02-30", "not a day: 2021-02-30"),
        ("SELECT ?days WHERE { ?s ?p ?days }", "2021-12-31", "no variable ?on or ?day"),
    ],
)
def test_a_day_that_is_none_or_of_no_use_is_refused(
    endpoint: Server, query: str, on: str, told: str
) -> None:
    reply = endpoint.get(query, ("on", on), Accept="application/json")
    assert reply.status == 400
    assert told in str(reply.json["detail"])


def test_a_page_says_when_the_day_changes_nothing(endpoint: Server) -> None:
    reply = endpoint.get("ASK {}", ("on", "2021-12-31"), Accept="text/html")
    assert reply.status == 200
    assert b"asks about no day" in reply.body
    used = endpoint.get(MEMBERS, ("on", "2021-12-31"), Accept="text/html")
    assert b"asks about no day" not in used.body


def test_a_day_and_a_value_for_its_variable_contradict_each_other(endpoint: Server) -> None:
    day = ("$day", '"2021-12-31"^^xsd:date')
    assert endpoint.get(MEMBERS, ("on", "2021-12-31"), day).status == 400
