"""Write a citation in the formats of reference managers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from comity.cite import Citation

_SHORT = 12  # digits of a digest where a person reads it

# What TeX would take for markup (The TeXbook, chapter 7).
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "{}#$%&_"},
}


@dataclass(frozen=True)
class Style:
    """Name one format of references: short name, what people call it, media type, file ending."""

    name: str
    title: str
    media_type: str
    ending: str
    write: Callable[[Citation], str]


def bibtex(citation: Citation) -> str:
    """Write an entry for BibTeX and biblatex."""
    fields = {
        "author": " and ".join(f"{{{_tex(each)}}}" for each in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",  # a second pair of braces keeps the capitals
        "year": str(citation.released.year),
        "month": f"{citation.released:%b}".lower(),
        "publisher": _tex(citation.publisher),
        "version": citation.version,
        "url": citation.url,
        "urldate": citation.accessed.isoformat(),
        "note": _tex("; ".join(filter(None, (f"Version {citation.version}", citation.note)))),
    }
    lines = [
        f"  {name} = {value}," if name == "month" else f"  {name} = {{{value}}},"
        for name, value in fields.items()
    ]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}", ""])


def csl_json(citation: Citation) -> str:
    """Write an item for citeproc processors (CSL-JSON 1.0)."""
    item = {
        "id": citation.key,
        "type": "dataset",
        "title": citation.title,
        "author": [{"literal": each} for each in citation.authors],
        "issued": _parts(citation.released),
        "accessed": _parts(citation.accessed),
        "version": citation.version,
        "publisher": citation.publisher,
        "URL": citation.url,
        "note": citation.note,
    }
    write = partial(json.dumps, ensure_ascii=False)
    lines = [f"  {write(name)}: {write(value)}" for name, value in item.items() if value]
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def ris(citation: Citation) -> str:
    """Write a record of RIS; its lines end with carriage return and line feed."""
    lines = [
        ("TY", "DATA"),
        ("ID", citation.key),
        *(("AU", each) for each in citation.authors),
        ("TI", citation.title),
        ("PY", str(citation.released.year)),
        ("DA", f"{citation.released:%Y/%m/%d}"),
        ("ET", citation.version),
        ("PB", citation.publisher),
        ("UR", citation.url),
        ("Y2", f"{citation.accessed:%Y/%m/%d}"),
        ("N1", citation.note),
        ("ER", ""),
    ]
    told = ((tag, " ".join(value.split())) for tag, value in lines if value or tag == "ER")
    return "".join(f"{tag}  - {value}\r\n" for tag, value in told)


def cff(citation: Citation) -> str:
    """Write a file in the Citation File Format 1.2.0."""
    quoted = partial(json.dumps, ensure_ascii=False)  # as YAML 1.2 quotes a text, too
    digests = (("data", citation.digest), ("query", citation.query))
    identifiers = [
        f"  - type: other\n    value: sha256:{digest}\n    description: SHA-256 of the {what}"
        for what, digest in digests
        if digest
    ]
    as_of = [f"abstract: {quoted(f'As of {citation.as_of}.')}"] if citation.as_of else []
    lines = [
        "cff-version: 1.2.0",
        'message: "Please cite it by these metadata."',
        "type: dataset",
        f"title: {quoted(citation.title)}",
        "authors:",
        *(f"  - name: {quoted(each)}" for each in citation.authors),
        f"version: {quoted(citation.version)}",
        f"date-released: {citation.released}",
        f"url: {quoted(citation.url)}",
        f"license: {citation.license}",
        *as_of,
        *(["identifiers:", *identifiers] if identifiers else []),
    ]
    return "\n".join([*lines, ""])


def text(citation: Citation) -> str:
    """Write one line for people, with the first digits of the digests."""
    pinned = [f"Version {citation.version}"]
    if citation.as_of:
        pinned.append(f"as of {citation.as_of}")
    if citation.digest:
        pinned.append(f"data {citation.digest[:_SHORT]}")
    if citation.query:
        pinned.append(f"query {citation.query[:_SHORT]}")
    return (
        f"{', '.join(citation.authors)} ({citation.released.year}). {citation.title}. "
        f"{', '.join(pinned)}. {citation.url} (accessed {citation.accessed}).\n"
    )


STYLES = (
    Style("text", "Text", "text/x-bibliography", "txt", text),
    Style("bibtex", "BibTeX", "application/x-bibtex", "bib", bibtex),
    Style("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json),
    Style("ris", "RIS", "application/x-research-info-systems", "ris", ris),
    Style("cff", "CITATION.cff", "application/yaml", "cff", cff),
)


def _tex(value: str) -> str:
    return "".join(_TEX.get(each, each) for each in " ".join(value.split()))


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
