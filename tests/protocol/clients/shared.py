"""What the tests of all clients share: what they ask, and how the program of a client is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import urllib.parse
from pathlib import Path

import pytest

COUNTRY = "https://w3id.org/comity/country/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
KENYA_HAS_A_NAME = f"<{COUNTRY}KEN> <{LABEL}> ?name"

SELECT = f"SELECT ?name WHERE {{ {KENYA_HAS_A_NAME} }}"
ASK = f"ASK {{ {KENYA_HAS_A_NAME} }}"
CONSTRUCT = f"CONSTRUCT {{ {KENYA_HAS_A_NAME} }} WHERE {{ {KENYA_HAS_A_NAME} }}"
DESCRIBE = f"DESCRIBE <{COUNTRY}KEN>"
COUNTRIES = "SELECT ?country ?name WHERE { ?country a comity:Country ; rdfs:label ?name }"
FIRST_COUNTRIES = f"{COUNTRIES} ORDER BY ?country LIMIT 3"

TRIPLE = f'<{COUNTRY}KEN> <{LABEL}> "Kenya"@en .'
NAMES = {"Kenya": "en", "كينيا": "ar", "肯尼亚": "zh", "Кения": "ru"}

MALFORMED = "SELECT * WHERE { ?s nope:p ?o }"
MISTAKE = "line 1, column 21: the prefix nope: is not declared"

AUKUS = "https://w3id.org/comity/graph/data/forums/aukus"  # a named graph with three members
MEMBERSHIPS = "SELECT (COUNT(*) AS ?n) WHERE { ?m a org:Membership }"
NAMED_MEMBERSHIPS = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?m a org:Membership } }"


def link(endpoint: str, query: str, **parameters: str) -> str:
    """Return the address that a user would paste: the endpoint with the query in it."""
    return f"{endpoint}?{urllib.parse.urlencode({'query': query, **parameters})}"


def missing(what: str) -> None:
    """Skip the test on a machine without a client; fail where all clients must be there."""
    if os.environ.get("COMITY_TEST_CLIENTS") == "required":
        pytest.fail(what)
    pytest.skip(what)


def program(name: str, package: str) -> str:
    """Find the program of a client."""
    found = shutil.which(name)
    if not found:
        missing(f"{name} is not installed (Debian: {package})")
    return str(found)


def run(*command: str, folder: Path | None = None, status: int = 0) -> str:
    """Run a program that must end with the status given, and return what it says."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
    said = ended.stdout.decode()
    assert ended.returncode == status, f"{command[0]}: {said}{ended.stderr.decode()}"
    return said
