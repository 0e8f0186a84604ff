"""Write solutions as CSV (SPARQL 1.1 Query Results CSV and TSV Formats, section 3).

The engine's own writer does not quote an IRI with a comma in it, which the graph has.
"""

from __future__ import annotations

import csv
import io
from typing import IO

import pyoxigraph as ox

_ROWS = 500  # rows that are written at once


def write_csv(solutions: ox.QuerySolutions, output: IO[bytes]) -> int:
    """Write solutions with CRLF and a header of names, quoted where need be; return how many."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([variable.value for variable in solutions.variables])
    number = 0
    for number, row in enumerate(solutions, start=1):
        values = [_plain(term) for term in row]
        if values == [""]:  # which csv would quote
            text.write("\r\n")
        else:
            writer.writerow(values)
        if number % _ROWS == 0:
            output.write(text.getvalue().encode())
            text.seek(0)
            text.truncate()
    output.write(text.getvalue().encode())
    return number


def _plain(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return str(term)
