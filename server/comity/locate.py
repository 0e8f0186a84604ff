"""Find the file and line where Turtle files speak of a subject, so that messages can name them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from comity.tokens import Scan, lexical_form


class Place(NamedTuple):
    """Stand for a line of a file, counted from 1; as text ``data/forums/oecd.ttl:41``."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class _File:
    def __init__(self, path: Path) -> None:
        self._text = path.read_bytes().decode(errors="replace")
        self.path = path
        self.scan = Scan(self._text)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self._text)]

    def place(self, offset: int) -> Place:
        return Place(self.path, bisect_right(self._line_ends, offset) + 1)

    def mentions(
        self, subject: str, predicate: str | None, value: str | None
    ) -> Iterator[tuple[int, int]]:
        """Give how well each mention fits (2 value, 1 predicate, 0 subject) and its offset."""
        for block in self.scan.blocks:
            if block.subject == subject:
                yield 0, block.start
        for its_subject, its_predicate, its_value, predicate_at, value_at in self.scan.statements:
            if its_subject == subject and its_predicate == predicate:
                yield 1, predicate_at
                if value is not None and lexical_form(its_value) == value:
                    yield 2, value_at


class Locator:
    """Find places in Turtle files, whatever their layout.

    Takes the paths; reads the files, once, when first asked. A file with a syntax error is read as
    well as it can be. Blank nodes are passed over as subjects, but what they refer to is found.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = list(paths)

    def place(
        self, subject: str, predicate: str | None = None, value: str | None = None
    ) -> Place | None:
        """Find where a subject is described, or where it has a predicate, or that one value.

        Takes the IRIs of subject and predicate and, as value, an IRI or the lexical form of a
        literal; the terms of rdflib will do. Returns the first place of what fits best: a subject
        that lacks the predicate is found where its description begins. Returns None for what no
        file describes.
        """
        subject = str(subject)  # a term of rdflib equals no str
        predicate = None if predicate is None else str(predicate)
        value = None if value is None else str(value)
        mentions = (
            (fit, file, offset)
            for file in self._homes.get(subject, ())
            for fit, offset in file.mentions(subject, predicate, value)
        )
        best = max(mentions, key=lambda mention: mention[0], default=None)
        return best[1].place(best[2]) if best else None

    def subjects(self) -> dict[str, list[Place]]:
        """Return for each subject IRI every place where a description of it begins."""
        places: dict[str, list[Place]] = defaultdict(list)
        for file in self._files:
            for block in file.scan.blocks:
                if ":" in block.subject and not block.subject.startswith("_:"):
                    places[block.subject].append(file.place(block.start))
        return dict(places)

    def references(self) -> dict[str, list[Place]]:
        """Return for each IRI every place where it is the object of a statement."""
        places: dict[str, list[Place]] = defaultdict(list)
        for file in self._files:
            for iri, offset in file.scan.references:
                places[iri].append(file.place(offset))
        return dict(places)

    @cached_property
    def _files(self) -> list[_File]:
        return [_File(path) for path in self._paths]

    @cached_property
    def _homes(self) -> dict[str, list[_File]]:
        homes: dict[str, list[_File]] = defaultdict(list)
        for file in self._files:
            for subject in {block.subject for block in file.scan.blocks}:
                homes[subject].append(file)
        return homes
