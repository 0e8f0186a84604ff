"""Hold a request and a reply apart from any server, so that each server can bring its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

Headers = list[tuple[str, str]]

_EXPOSED = "Accept-Ranges, Content-Encoding, Content-Range, ETag, Link, Retry-After, X-Request-ID"

# What holds for every reply: any page may read it, and no browser may take it for what it is not.
COMMON: Headers = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", _EXPOSED),
    ("X-Content-Type-Options", "nosniff"),
]


class Asked(NamedTuple):
    """Hold what a request for an answer to a query consists of; header fields may be empty."""

    method: str
    query_string: str
    content_type: str = ""
    accept: str = ""
    accept_encoding: str = ""
    if_none_match: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold a reply: status, header fields, and the body or the file that has it.

    Of a file ``span``, where it is not None, says which bytes: the first and the one past the last.
    """

    status: int
    headers: Headers
    body: bytes | Path = b""
    span: tuple[int, int] | None = None
