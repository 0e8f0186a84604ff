"""Cite the graph, a thing in it, or a query, pinned to the version of software and data.

What holds for the whole data set is read from CITATION.cff and is not repeated here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode

from comity.metadata import metadata
from comity.vocabulary import BASE

LONGEST_QUERY = 8192  # characters of a query that a citation may link


@dataclass(frozen=True)
class Citation:
    """Hold what a reference says, whatever its format.

    ``digest`` is the SHA-256 of the data, empty where it is not known; ``as_of`` is the day that a
    question was asked about; ``query`` is the SHA-256 of a query in UTF-8.
    """

    title: str
    authors: tuple[str, ...]
    publisher: str
    license: str
    version: str
    released: date
    url: str
    accessed: date
    key: str = "comity"
    digest: str = ""
    as_of: date | None = None
    query: str = ""

    @property
    def note(self) -> str:
        """Return what pins the reference, in words, with the digests in full."""
        day = f"as of {self.as_of.isoformat()}" if self.as_of else ""
        data = f"data SHA-256 {self.digest}" if self.digest else ""
        query = f"query SHA-256 {self.query}" if self.query else ""
        return "; ".join(part for part in (day, data, query) if part)


def dataset(digest: str = "", accessed: date | None = None) -> Citation:
    """Cite the whole data set, as the file CITATION.cff has it.

    Takes the SHA-256 of the data, in hexadecimal, and the day of access (today by default).
    """
    told = metadata()
    authors = tuple(_name(author) for author in told["authors"])
    return Citation(
        title=told["title"],
        authors=authors,
        publisher=authors[0],
        license=told["license"],
        version=str(told["version"]),
        released=told["date-released"],
        url=told["url"],
        accessed=accessed or date.today(),
        digest=digest,
    )


def page(whole: Citation, path: str, title: str, as_of: date | None = None) -> Citation:
    """Cite a page or thing: its path under the base and what it is called; both may be empty."""
    name = path.lstrip("/")
    url = f"{BASE}{quote(name, safe='/#')}{_parameters({'on': as_of.isoformat() if as_of else ''})}"
    key = "-".join(["comity", *re.findall("[A-Za-z0-9]+", name)])  # as BibTeX and RIS allow
    named = f"{title} – {whole.title}" if title else whole.title
    return replace(whole, title=named, url=url, key=key, as_of=as_of)


def query(whole: Citation, text: str, as_of: date | None = None) -> Citation:
    """Cite the answer to a query: by its SHA-256 and an address that runs it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return replace(
        whole,
        title=f"Answer to a query – {whole.title}",
        url=f"{BASE}sparql{_parameters({'query': text})}",
        key=f"comity-query-{digest[:12]}",
        as_of=as_of,
        query=digest,
    )


def release(version: str, day: date) -> Citation:
    """Cite an earlier release, of which the digest is not known."""
    whole = dataset()
    return replace(whole, version=version, released=day, url=f"{BASE}release/{version}")


def _parameters(values: Mapping[str, str]) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}" if given else ""


def _name(author: Mapping[str, str]) -> str:
    """Return an author as BibTeX and RIS sort one: a body by its name, a person family first."""
    return author.get("name") or ", ".join(
        author[part] for part in ("family-names", "given-names") if part in author
    )
