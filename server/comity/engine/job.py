"""Say what a worker is to do, and what comes of it."""

from __future__ import annotations

import itertools
import json
import os
import secrets
import time
from dataclasses import asdict, astuple, dataclass, field, fields
from hashlib import blake2b
from pathlib import Path

from comity.errors import DataError
from comity.formats import BY_NAME, Format
from comity.query import Query

LIMITS_VARIABLE = "COMITY_LIMITS"
LONGEST_BODY = 1024 * 1024  # bytes that a request may have

Bindings = tuple[tuple[str, str], ...]


_own = secrets.token_hex(4)  # tells this process from others
_number = itertools.count()


def new_id() -> str:
    """Return an identifier of sixteen characters that nothing else has."""
    return f"{_own}{next(_number):08x}"


@dataclass(frozen=True)
class Topic:
    """Hold what a document is to be about, and what it is to tell.

    Takes the IRI of a thing; the day on which its records are to hold, as YYYY-MM-DD, or nothing;
    how many things to list of each sort in plain JSON, zero for all; the address of the JSON-LD
    context; and the version of the data, for the document to name it.
    """

    iri: str
    on: str = ""
    most: int = 0
    context: str = ""
    version: str = ""


@dataclass(frozen=True)
class Job:
    """Hold one query for a worker, or an order to dump a graph or to make a document.

    ``dump`` names the graph, ``topic`` what the document is about, where it is such an order;
    ``bindings`` are pairs of variable and term in Turtle syntax; ``encoding`` is the content coding
    of the answer (gzip, zstd or none); ``sent`` is a monotonic time in seconds.
    """

    query: Query
    format: Format
    bindings: Bindings = ()
    encoding: str = ""
    dump: str = ""
    id: str = field(default_factory=new_id)
    sent: float = field(default_factory=time.monotonic)
    topic: Topic | None = None

    def digest(self, version: str) -> str:
        """Return a short text that is the same for the same job on the same version of the data."""
        return blake2b(repr((self._asked, version)).encode(), digest_size=12).hexdigest()

    def encode(self) -> bytes:
        """Return the job as the payload of a request frame."""
        return json.dumps((*self._asked, self.id, self.sent)).encode()

    @classmethod
    def decode(cls, payload: bytes) -> Job:
        """Read a job from the payload of a request frame."""
        text, default, named, name, bindings, encoding, dump, topic, id_, sent = json.loads(payload)
        query = Query(text, tuple(default), tuple(named))
        bound = tuple((key, term) for key, term in bindings)
        about = Topic(*topic) if topic else None
        return cls(query, BY_NAME[name], bound, encoding, dump, id_, sent, about)

    @property
    def _asked(self) -> tuple[object, ...]:
        query = (self.query.text, self.query.default_graphs, self.query.named_graphs)
        topic = astuple(self.topic) if self.topic else None
        return (*query, self.format.name, self.bindings, self.encoding, self.dump, topic)


@dataclass(frozen=True)
class Answer:
    """Hold a whole answer: its bytes, or the file that has them when they are many.

    ``rows`` counts solutions or triples where they can be told, else it is None.
    """

    content: bytes | Path
    size: int
    rows: int | None
    encoding: str


@dataclass(frozen=True)
class Limits:
    """Hold what a query may use: seconds, bytes, and places.

    An answer may have ``answer`` bytes, all that are kept in files at a time ``spool`` bytes.
    ``workers`` queries run at once; beside them ``long`` queries that have run for ``patience``
    seconds may go on; ``queue`` queries may wait, for at most ``wait`` seconds each.
    """

    timeout: float = 30.0
    memory: int = 1024 * 1024 * 1024
    answer: int = 1024 * 1024 * 1024
    spool: int = 4 * 1024 * 1024 * 1024
    workers: int = 2
    long: int = 2
    queue: int = 64
    wait: float = 10.0
    patience: float = 1.0

    def encode(self) -> str:
        """Return the limits as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def from_environment(cls) -> Limits:
        """Read the limits from the environment variable COMITY_LIMITS; what is absent is default.

        Raises DataError for a text that is no JSON object of limits.
        """
        text = os.environ.get(LIMITS_VARIABLE, "{}")
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError):
            known = ", ".join(each.name for each in fields(cls))
            raise DataError(f"not a JSON object with {known}: {text}", LIMITS_VARIABLE) from None
