"""Generate a graph of any size that is built like comity's: the same records, invented at random.

    python tests/benchmarks/synthetic.py 1000000 big.nq

Every name is in a namespace of its own, so that no rule of comity derives anything from the graph
and no query of it reaches the shipped one. The same size and seed give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random

BASE = "https://example.org/synthetic/"
MEMBERS = 50  # of a forum
ACTS = ("endorsed", "endorsed", "endorsed", "signed", "ratified", "withdrew")
ROLES = ("member", "member", "founding-member", "observer", "candidate")
CONFIDENCES = ("high", "high", "medium", "low")
WORDS = (
    "safety trust standards security defense science health labour privacy transparency "
    "capacity procurement testing evaluation accountability inclusion energy compute"
).split()

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_DATE = "<http://www.w3.org/2001/XMLSchema#date>"
_FIRST_DAY = date(1990, 1, 1)
_DAYS = 13_000


@dataclass
class Synthetic:
    """Hold how many things of each kind there are, and what chance has decided so far."""

    triples: int
    random: Random = field(default_factory=lambda: Random(2026))  # noqa: S311
    adopted: list[int] = field(default_factory=list)
    stated: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.parties = max(self.triples // 250, 40)
        self.forums = max(self.triples // 1000, 10)
        self.declarations = max(self.triples // 250, 40)
        self.passages = max(self.triples // 100, 40)
        self.sources = max(self.triples // 1000, 10)

    def lines(self) -> Iterator[str]:
        """Yield the triples as lines; the last record is whole, so that there may be a few more."""
        number = 0
        records = chain(
            map(self.source, range(self.sources)),
            map(self.passage, range(self.passages)),
            map(self.party, range(self.parties)),
            map(self.forum, range(self.forums)),
            map(self.declaration, range(self.declarations)),
            map(self.membership, range(self.forums * MEMBERS)),
            map(self.action, range(self.triples)),
        )
        for record in records:
            yield from record
            number += len(record)
            if number >= self.triples:
                return

    def source(self, number: int) -> list[str]:
        """State a source: what it is called, who published it and when."""
        return self._record(
            f"source/{number}",
            "Source",
            f"{_LABEL} {self._title('Report')}",
            f"{_p('publisher')} {_thing('publisher', number % 97)}",
            f"{_p('issued')} {self._day(self.random.randrange(_DAYS))}",
        )

    def passage(self, number: int) -> list[str]:
        """State a passage of a source."""
        return self._record(
            f"passage/{number}",
            "Passage",
            f"{_p('partOf')} {_thing('source', number % self.sources)}",
            f'{_p("locator")} "paragraph {number // self.sources + 1}"',
        )

    def party(self, number: int) -> list[str]:
        """State a party."""
        return self._record(
            f"party/{number}",
            "Party",
            f'{_LABEL} "Party {number} of {WORDS[number % len(WORDS)]}"@en',
            f'{_p("code")} "P{number:06}"',
            f"{_p('region')} {_thing('region', number % 7)}",
        )

    def forum(self, number: int) -> list[str]:
        """State a forum; some are bodies of an earlier one."""
        facts = [
            f"{_LABEL} {self._title('Forum')}",
            f"{_p('kind')} {_thing('kind', number % 5)}",
            f"{_p('founded')} {self._day(self.random.randrange(_DAYS // 2))}",
        ]
        if number % 4 == 3:
            facts.append(f"{_p('bodyOf')} {_thing('forum', self.random.randrange(number))}")
        return self._record(f"forum/{number}", "Forum", *facts)

    def declaration(self, number: int) -> list[str]:
        """State a text of a forum, with its themes and the earlier texts that it draws on."""
        day = _DAYS * number // self.declarations
        self.adopted.append(day)
        facts = [
            f"{_LABEL} {self._title('Declaration')}",
            f"{_p('adoptedOn')} {self._day(day)}",
            f"{_p('adoptedBy')} {_thing('forum', self.random.randrange(self.forums))}",
            f"{_p('citation')} {self._passage()}",
        ]
        themes = self.random.sample(range(len(WORDS)), 2)
        facts += [f"{_p('theme')} {_thing('theme', theme)}" for theme in themes]
        if number:
            earlier = {self.random.randrange(max(number - 200, 0), number) for _ in range(2)}
            facts += [f"{_p('drawsOn')} {_thing('declaration', one)}" for one in sorted(earlier)]
        return self._record(f"declaration/{number}", "Declaration", *facts)

    def membership(self, number: int) -> list[str]:
        """State who belonged to what, as what, from when and often until when."""
        party = _thing("party", self.random.randrange(self.parties))
        forum = _thing("forum", number // MEMBERS)
        start = self.random.randrange(_DAYS // 2)
        facts = [
            f"{_p('member')} {party}",
            f"{_p('organization')} {forum}",
            f"{_p('role')} {_thing('role', self.random.choice(ROLES))}",
            f"{_p('start')} {self._day(start)}",
            f"{_p('confidence')} {_thing('confidence', self.random.choice(CONFIDENCES))}",
            f"{_p('citation')} {self._passage()}",
        ]
        if self.random.random() < 0.3:
            facts.append(f"{_p('end')} {self._day(start + self.random.randrange(1, 4000))}")
        record = self._record(f"membership/{number}", "Membership", *facts)
        return record + self._once(f"{party} {_p('memberOf')} {forum} .\n")

    def action(self, number: int) -> list[str]:
        """State what a party did about a text, and when."""
        party = _thing("party", self.random.randrange(self.parties))
        # Some texts have many more parties than others.
        text = min(self.random.randrange(self.declarations) for _ in range(2))
        act = self.random.choice(ACTS)
        record = self._record(
            f"action/{number}",
            "Action",
            f"{_p('party')} {party}",
            f"{_p('declaration')} {_thing('declaration', text)}",
            f"{_p('act')} {_thing('act', act)}",
            f"{_p('date')} {self._day(self.adopted[text] + self.random.randrange(800))}",
            f"{_p('confidence')} {_thing('confidence', self.random.choice(CONFIDENCES))}",
            f"{_p('citation')} {self._passage()}",
        )
        if act != "endorsed":
            return record
        return record + self._once(f"{party} {_p('endorsed')} {_thing('declaration', text)} .\n")

    def _record(self, name: str, kind: str, *facts: str) -> list[str]:
        subject = f"<{BASE}{name}>"
        return [
            f"{subject} {_TYPE} {_p(kind)} .\n",
            *(f"{subject} {fact} .\n" for fact in facts),
        ]

    def _once(self, line: str) -> list[str]:
        if line in self.stated:
            return []
        self.stated.add(line)
        return [line]

    def _title(self, kind: str) -> str:
        return f'"{kind} on {" and ".join(self.random.sample(WORDS, 3))}"@en'

    def _day(self, number: int) -> str:
        return f'"{(_FIRST_DAY + timedelta(days=number)).isoformat()}"^^{_DATE}'

    def _passage(self) -> str:
        return _thing("passage", self.random.randrange(self.passages))


def _thing(kind: str, name: int | str) -> str:
    return f"<{BASE}{kind}/{name}>"


def _p(name: str) -> str:
    return f"<{BASE}vocabulary#{name}>"


def write(path: Path, triples: int) -> None:
    """Write a graph of so many triples to a file: N-Triples, which are N-Quads too."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(Synthetic(triples).lines())


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
