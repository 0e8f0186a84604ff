"""List the releases: version, day and what changed, read from CHANGELOG.md.

The file is in the form of Keep a Changelog 1.1.0. A version is a date and a counter (CalVer,
``YYYY.MM.N``); what is not released yet is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from comity.paths import root
from comity.vocabulary import BASE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

IRI = f"{BASE}release/"

_HEADING = re.compile(r"\[(?P<version>\d{4}\.\d{1,2}\.\d+)\] - (?P<day>\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Section:
    """Hold the changes of one kind, as HTML; one without a title stands before all others."""

    title: str
    html: str


@dataclass(frozen=True)
class Release:
    """Hold one release of software and data."""

    version: str
    date: date
    sections: tuple[Section, ...]

    @property
    def iri(self) -> str:
        """Return the IRI of the release."""
        return IRI + self.version

    @property
    def html(self) -> str:
        """Return all that changed as HTML, each section under a heading of the third level."""
        return "".join(
            f"<h3>{_markdown().renderInline(each.title)}</h3>\n{each.html}"
            if each.title
            else each.html
            for each in self.sections
        )


def releases() -> tuple[Release, ...]:
    """Return the releases of this software and its data, the newest first."""
    file = root() / "CHANGELOG.md"
    return read(file.read_text(encoding="utf-8")) if file.is_file() else ()


@lru_cache(maxsize=2)
def read(changelog: str) -> tuple[Release, ...]:
    """Read the releases from the text of a change log, in its order."""
    found = []
    for title, tokens in _parted(_markdown().parse(changelog), "h2"):
        if heading := _HEADING.match(title):
            day = date.fromisoformat(heading["day"])
            sections = tuple(
                Section(name, _markdown().renderer.render(part, _markdown().options, {}))
                for name, part in _parted(tokens, "h3")
                if name or part
            )
            found.append(Release(heading["version"], day, sections))
    return tuple(found)


def html(markdown: str) -> str:
    """Render a text in CommonMark as HTML that obeys no tag of the text."""
    return str(_markdown().render(markdown))


@cache
def _markdown() -> MarkdownIt:
    """Return what reads CommonMark without raw HTML: a tag in the text is shown and not obeyed."""
    from markdown_it import MarkdownIt  # which the first answer of a server need not wait for

    return MarkdownIt("commonmark", {"html": False})


def _parted(tokens: Sequence[Token], tag: str) -> Iterator[tuple[str, Sequence[Token]]]:
    """Part tokens at the headings of one level: the text of each, and what follows it."""
    starts = [
        at
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == tag and token.level == 0
    ]
    yield "", tokens[: starts[0] if starts else None]
    for start, end in pairwise([*starts, len(tokens)]):
        yield tokens[start + 1].content, tokens[start + 3 : end]
