"""Hold a SPARQL query and what can be told of it without running it.

The reading here is lexical (SPARQL 1.1 Query, section 19.8): enough to know the form of a query,
to refuse what is not offered, to bind variables and to explain a parse error. The grammar itself is
the engine's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import takewhile
from urllib.parse import urljoin

import pyoxigraph as ox

from comity.errors import QueryError, QueryRefused
from comity.tokens import position
from comity.vocabulary import BASE, PREFIXES

# Read as the engine does, not by longest match: "?a<?b&&?c>?d" compares, and holds no IRI. What is
# unclosed is read to its end and prefixes are bounded, so that hostile texts take linear time.
_TOKEN = re.compile(
    r"""
    (?P<iri>   <(?![=?$0-9])(?:(?!&&)[^<>"{}|^`\\\x00-\x20])*> )
  | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
             | "(?!"")(?:[^"\\\n\r]|\\.)*+" | '(?!'')(?:[^'\\\n\r]|\\.)*+' )
  | (?P<unclosed>\"{3}.* | '{3}.* | ["'][^\n\r]* )
  | (?P<comment>\#[^\n\r]* )
  | (?P<lang>  @[a-zA-Z]+(?:-[a-zA-Z0-9]+)* )
  | (?P<var>   [?$]\w+ )
  | (?P<pname> (?:_|[^\W\d_](?:[\w.-]{0,99}[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\w\s])
               (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\w\s]))?)? )
  | (?P<word>  [A-Za-z_]\w* )
  | (?P<other> \w+ )
  | (?P<mark>  [{}()\[\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_SERVICE = re.compile("(S)E(RVICE)", re.IGNORECASE)
_CHANGING = ("now", "rand", "uuid", "bnode")
_CHANGING_WORDS = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
# What mostly stands before the form; possessive, so that it takes one look. The rest is for tokens.
_PROLOGUE = re.compile(
    r"""(?: \s++ | \#[^\n\r]*+ | BASE\s*+<[^<>]*+> | PREFIX\s*+[\w.-]*+:\s*+<[^<>]*+> )*+
        (SELECT|ASK|CONSTRUCT|DESCRIBE)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM = re.compile(r"from\s*+(?:[<\#]|named|[\w.-]*:)")
# What may hold a keyword: "1GRAPH" is two tokens for the engine, and so is "FROMgraph:derived".
_NAMES_A_GRAPH = {
    **dict.fromkeys(("word", "other", "unclosed"), re.compile("graph|from", re.IGNORECASE)),
    "pname": re.compile("^(?!graph:)(?:graph|from)", re.IGNORECASE),
}
_EMPTY_PREFIX = re.compile(r"prefix(?:\s|\#[^\n\r]*+[\n\r])*+:")  # with it, GRAPH:x is GRAPH :x
_NAMES = tuple((f"{name}:", name) for name in PREFIXES)
_CLOSING = {"}": "{", ")": "(", "]": "["}
_BRACKETS = {*_CLOSING, *_CLOSING.values()}
_PLACE = re.compile(r"^error at (\d+):(\d+): expected ")

LONGEST_READ = 32 * 1024  # characters that are read where others wait for it
DEEPEST = 256  # levels of brackets; the engine's parser calls itself for each

_Token = re.Match[str]


@dataclass(frozen=True)
class Query:
    """Hold the text of a query and the dataset that the protocol gives it.

    ``default_graphs`` and ``named_graphs`` are IRIs as in the SPARQL 1.1 Protocol, section 2.1.4;
    empty means the dataset of the service.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def form(self) -> str | None:
        """Return SELECT, ASK, CONSTRUCT or DESCRIBE, or None where no such word is found.

        It is looked for in the first ``LONGEST_READ`` characters.
        """
        if found := _PROLOGUE.match(self.text, 0, LONGEST_READ):
            return found[1].upper()
        return next((word for word in _words(self.text[:LONGEST_READ]) if word in _FORMS), None)

    @property
    def dataset(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the graphs that FROM and those that FROM NAMED name (section 13.2)."""
        default, named, words = list[str](), list[str](), list[str]()
        base, prefixes, prefix = BASE, dict(PREFIXES), ""
        for token in _tokens(self.text) if "from" in self._lower else ():
            kind, text, before = token.lastgroup, token[0], words[-1:]
            if kind == "word":
                words.append(text.upper())
                continue
            iri = urljoin(base, text[1:-1]) if kind == "iri" else _expanded(text, prefixes)
            if before == ["BASE"]:
                base = iri
            elif before == ["PREFIX"] and kind == "pname":
                prefix = text.rstrip(":")
                continue
            elif before == ["PREFIX"]:
                prefixes[prefix] = iri
            elif before == ["FROM"]:
                default.append(iri)
            elif before == ["NAMED"] and words[-2:-1] == ["FROM"]:
                named.append(iri)
            words.append("")
        return tuple(default), tuple(named)

    @cached_property
    def reaches_named_graphs(self) -> bool:
        """Return whether the query may look at more than the default graph of the service.

        In doubt it may. A keyword may be written with escapes (section 19.2), so any escape counts;
        the prefix ``graph:``, the IRIs under it, names, texts and comments do not.
        """
        text = self._lower
        if self.default_graphs or self.named_graphs or "\\u" in text:
            return True
        if "graph:" in text and _EMPTY_PREFIX.search(text):
            return True
        suspect = any(
            text[at - 1] != "/" and text[at + 5] not in ":/" for at in _places(text, "graph")
        ) or any(_FROM.match(text, at) for at in _places(text, "from"))
        return suspect and (len(text) > LONGEST_READ or _names_a_graph(self.text))

    @cached_property
    def repeatable(self) -> bool:
        """Return whether the same data give the same answer each time the query is asked."""
        if not any(word in self._lower for word in _CHANGING):
            return True
        known = len(self.text) <= LONGEST_READ  # of a long query, rather no than a long look
        return known and not _CHANGING_WORDS & set(_words(self.text))

    @property
    def known_prefixes(self) -> dict[str, str]:
        """Return those of the project's prefixes that may be used in the query."""
        return {name: PREFIXES[name] for used, name in _NAMES if used in self.text}

    @cached_property
    def _lower(self) -> str:
        return f" {self.text} ".lower()

    def check(self) -> None:
        """Raise QueryRefused, with the reason, for federation: it is not offered.

        Raises QueryError for a query nested too deep for the engine, and for a malformed one in
        which the word SERVICE occurs.
        """
        self._refuse_depth()
        self._refuse_service()

    def refuse_update(self) -> None:
        """Raise QueryRefused for an update: the data change by git."""
        for word in _words(self.text):
            if word in _FORMS:
                break
            if word in _UPDATES:
                raise QueryRefused(
                    f"{word} is an update, and this graph is read-only: its data change by git."
                )

    def bind(self, values: Mapping[str, str]) -> Query:
        """Return the query with variables replaced by terms, given by name in Turtle syntax.

        A bound variable in the projection stays a column. Where the query itself gives a variable
        a constant, by BIND or VALUES, the term takes its place. The project's prefixes may be used
        in the terms. Raises QueryError for a term that is none, or a variable not in the query.
        """
        terms = {name: str(parse_term(text)) for name, text in values.items()}
        for name in terms.keys() - self.variables:
            raise QueryError(f"the query has no variable ?{name}")
        text = self.text
        for name, term in list(terms.items()):
            spans = list(_constants(text, name))
            for start, end in reversed(spans):
                text = f"{text[:start]} {term} {text[end:]}"
            if spans:
                del terms[name]
        return replace(self, text="".join(_bound(text, terms)))

    def as_of(self, day: date) -> Query:
        """Return the query asked about a day: bind it to ?on or, where there is none, to ?day.

        Raises QueryError when the query has neither.
        """
        name = "on" if "on" in self.variables else "day"
        if name not in self.variables:
            raise QueryError("the query asks about no day: it has no variable ?on or ?day")
        return self.bind({name: f'"{day}"^^xsd:date'})

    @property
    def variables(self) -> frozenset[str]:
        """Return the names of the variables in the query."""
        found = (token[0][1:] for token in _tokens(self.text) if token.lastgroup == "var")
        return frozenset(found)

    def error(self, cause: SyntaxError) -> QueryError:
        """Explain a parse error of the engine with line, column and what stands there."""
        place = _PLACE.match(str(cause))
        if place is None:
            return QueryError(str(cause))
        line, column = int(place[1]), int(place[2])
        unknown, bracket = self._undeclared_prefix(), self._unmatched_bracket()
        if unknown is not None:
            line, column = position(self.text, unknown.start())
            message = f"the prefix {unknown[0].partition(':')[0]}: is not declared"
        elif bracket is not None:
            line, column = position(self.text, bracket.start())
            message = f"this {bracket[0][0]} has no counterpart"
        elif self.form is None:
            message = "this is no query: none of SELECT, ASK, CONSTRUCT and DESCRIBE is in it"
        else:
            lines = self.text.splitlines() or [""]
            near = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
            expected = str(cause)[place.end() :]
            message = f"not expected here: {near[:40]}" if near else "the query ends too early"
            if len(expected) < 60 and "[_]" not in expected:
                message += f" (expected {expected})"
        return QueryError(message, line, column)

    def _refuse_depth(self) -> None:
        if sum(map(self.text.count, "{([")) <= DEEPEST:
            return
        depth = 0
        for token in _tokens(self.text):
            depth += (token[0] in _CLOSING.values()) - (token[0] in _CLOSING)
            if depth > DEEPEST:
                place = position(self.text, token.start())
                raise QueryError(f"nested deeper than {DEEPEST} levels", *place)

    def _refuse_service(self) -> None:
        # Only the engine knows where its grammar sees a keyword. Anywhere else, in a name, a text
        # or a comment, the word can be changed and the query still parses.
        if "service" not in self._lower:
            return
        changed, times = _SERVICE.subn(r"\1X\2", self.text)
        if not times:
            return
        try:
            ox.Store().query(changed, prefixes=PREFIXES)
        except SyntaxError as cause:
            if "SERVICE" not in _words(self.text):
                raise self.error(cause) from None
            raise QueryRefused(
                "SERVICE is refused: this endpoint sends no requests to other endpoints. "
                "Query both endpoints and join the answers, or run the federated query elsewhere."
            ) from None

    def _unmatched_bracket(self) -> _Token | None:
        opened: list[_Token] = []
        for token in _tokens(self.text):
            if token.lastgroup == "unclosed":
                return token
            if token[0] in _CLOSING.values():
                opened.append(token)
            elif token[0] in _CLOSING and (not opened or opened.pop()[0] != _CLOSING[token[0]]):
                return token
        return opened[-1] if opened else None

    def _undeclared_prefix(self) -> _Token | None:
        declared, previous = {"_", *PREFIXES}, ""
        for token in _tokens(self.text):
            if token.lastgroup == "pname":
                prefix = token[0].partition(":")[0]
                if previous == "PREFIX":
                    declared.add(prefix)
                elif prefix not in declared:
                    return token
            previous = token[0].upper()
        return None


def decode(content: bytes) -> str:
    """Read the bytes of a query as UTF-8; raise QueryError for what is not."""
    try:
        return content.decode()
    except UnicodeDecodeError as cause:
        raise QueryError(f"the query is not UTF-8: {cause.reason} at byte {cause.start}") from None


def parse_term(text: str) -> ox.NamedNode | ox.Literal:
    """Read one RDF term in Turtle syntax; the project's prefixes are known, blank nodes are not."""
    known = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    try:
        triples = list(ox.parse(f"{known}<urn:x> <urn:x> {text} .", format=ox.RdfFormat.TURTLE))
    except SyntaxError as cause:
        raise QueryError(f"not an RDF term: {text}") from cause
    term = triples[0].object
    if len(triples) != 1 or not isinstance(term, ox.NamedNode | ox.Literal):
        raise QueryError(f"not one IRI or literal: {text}")
    return term


def _tokens(text: str) -> Iterator[_Token]:
    return (token for token in _TOKEN.finditer(text) if token.lastgroup != "comment")


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, "") + local.replace("\\", "")


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _names_a_graph(text: str) -> bool:
    """Return whether a token may hold the keyword GRAPH or FROM."""
    return any(
        pattern.search(token[0])
        for token in _tokens(text)
        if (pattern := _NAMES_A_GRAPH.get(token.lastgroup or ""))
    )


def _words(text: str) -> Iterator[str]:
    return (token[0].upper() for token in _tokens(text) if token.lastgroup == "word")


def _constants(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where constants stand in BIND(... AS ?name) and VALUES ?name { ... }."""
    tokens = list(_tokens(text))
    for at, token in enumerate(tokens[:-2]):
        word, second, third = token[0].upper(), tokens[at + 1], tokens[at + 2]
        if word == "BIND" and second[0] == "(":
            inside = list(takewhile(lambda each: each[0] not in _BRACKETS, tokens[at + 2 :]))
            kinds = [each.lastgroup for each in inside]
            if len(inside) > 1 and kinds.count("var") == 1 and inside[-1][0][1:] == name:
                yield second.end(), inside[-2].start()
        elif word == "VALUES" and second[0][1:] == name and third[0] == "{":
            closing = next((each for each in tokens[at + 3 :] if each[0] == "}"), None)
            if closing is not None:
                yield third.end(), closing.start()


def _bound(text: str, terms: Mapping[str, str]) -> Iterator[str]:
    end, depth, clause, outside = 0, 0, "", 0
    for token in _tokens(text):
        yield text[end : token.start()]
        end = token.end()
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        word = token[0].upper()
        if word in ("SELECT", "BY"):
            clause, outside = word, depth
        elif word in ("{", "}", "WHERE"):
            clause = ""
        term = terms.get(token[0][1:]) if token.lastgroup == "var" else None
        if term is None:
            yield token[0]
        elif clause and depth == outside:  # where the grammar takes a variable but no other term
            yield f"({term} AS {token[0]})" if clause == "SELECT" else f"({term})"
        else:
            yield term
    yield text[end:]
