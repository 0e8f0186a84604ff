"""Small graphs beside each other, and one server."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comity.compare import Difference, diff
from comity.compare.telling import tell
from comity.vocabulary import PREFIXES
from serving import Server, serving

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
THINGS = """
country:KEN a comity:Country ; skos:prefLabel "Kenya"@en .
country:NLD a comity:Country ; skos:prefLabel "Netherlands"@en .
forum:gpai a comity:Forum ; rdfs:label "Global Partnership on AI"@en .
declaration:bletchley a comity:Declaration ; dct:title "Bletchley Declaration"@en .
source:one a comity:Source ; dct:title "First source"@en ; comity:publisherName "Press" .
passage:one-p1 a comity:Passage ; dct:isPartOf source:one ; comity:locator "para 1" .
"""

Compare = Callable[[str, str], Difference]
Tell = Callable[[str, str], list[str]]


def turtle(text: str) -> str:
    return f"{HEAD}{THINGS}{text}"


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """Compare two texts in Turtle, to each of which a few things with names belong."""

    def compared(old: str, new: str) -> Difference:
        for name, text in (("old", old), ("new", new)):
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "graph.ttl").write_text(turtle(text), encoding="utf-8")
        return diff(tmp_path / "old", tmp_path / "new")

    return compared


@pytest.fixture
def told(compare: Compare) -> Tell:
    """Return the sentences about what changed between two texts in Turtle."""
    return lambda old, new: [" ".join(each.sentences) for each in tell(compare(old, new))]


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server"), "--workers", "1") as running:
        yield running
