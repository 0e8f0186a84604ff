"""Number the sources that a page cites, as footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from comity.almanac import Almanac, Citation


@dataclass(frozen=True, slots=True)
class Note:
    """Hold one footnote: its number, and what a reader needs to find the passage.

    ``source`` and ``passage`` are ids; ``locator`` says where in the source the passage is.
    """

    number: int
    source: str
    title: str
    publisher: str
    issued: str
    url: str
    passage: str
    locator: str


class Notes:
    """Collect the footnotes of one page, each passage once, in the order of their first mark."""

    def __init__(self, almanac: Callable[[], Almanac]) -> None:
        self._almanac = almanac
        self._notes: dict[tuple[str, str], Note] = {}

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    def mark(self, citations: Iterable[Citation]) -> list[Note]:
        """Return the footnotes for citations, each once, by number."""
        marked = {(each.source, each.passage): self._note(each) for each in citations}
        return sorted(marked.values(), key=lambda note: note.number)

    def _note(self, cited: Citation) -> Note:
        key = (cited.source, cited.passage)
        if key not in self._notes:
            self._notes[key] = note(self._almanac(), cited, len(self._notes) + 1)
        return self._notes[key]


def note(almanac: Almanac, cited: Citation, number: int = 0) -> Note:
    """Return what a citation says, as a footnote with a number."""
    source, passage = almanac.get(cited.source), almanac.get(cited.passage)
    return Note(
        number,
        cited.source,
        source.label if source else cited.source,
        source.one("comity:publisherName") if source else "",
        source.one("dct:issued") if source else "",
        source.one("schema:url") if source else "",
        cited.passage,
        passage.one("comity:locator") if passage else "",
    )
