"""Find the pages of the site: every one without parameters, one thing of each kind, some states.

A new route or a new kind of thing needs no line here; what is not there yet is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from comity import load
from comity.engine import select, text
from comity.graph import Comity
from comity.vocabulary import BASE, CONCEPT_KINDS, KINDS
from comity.web import create_app

DAY = "2021-05-31"
NAMED = (
    "/country/KEN.html",
    "/country/SGP.html",
    "/forum/gpai.html",
    "/forum/oecd.html",
    "/declaration/bletchley-declaration-2023.html",
    "/declaration/oecd-recommendation-on-ai-2019.html",
    "/meeting/ai-seoul-summit-2024.html",
    "/theme/human-rights.html",
    "/graph/data/forums/gpai",
    "/query/gpai-founders",
    "/release/2026.11.0",
)
STATES = (
    f"/?on={DAY}",
    f"/country/KEN.html?on={DAY}",
    f"/forum/gpai.html?on={DAY}",
    f"/declaration/bletchley-declaration-2023.html?on={DAY}",
    "/compare?a=forum:gpai&b=forum:oecd",
    "/compare?a=country:KEN&b=country:SGP",
    "/compare?a=declaration:bletchley-declaration-2023&b=declaration:seoul-declaration-2024",
    f"/map?on={DAY}",
    f"/matrix?on={DAY}",
    f"/network?on={DAY}",
    "/search?q=ken",
    "/search?q=no-such-thing",
    "/sparql?query=SELECT+*+WHERE+%7B+country%3AKEN+%3Fproperty+%3Fvalue+%7D",
)
# The words of all other lists, and all other records, are told by the same template.
WORDS = ("theme", "act")
RECORDS = {"action", "relation", "tally", "version", "evidence", "coverage"}
EXPLORE = ("network", "map", "matrix", "timeline", "compare")

# What most statements name has the fullest page of its kind.
_NAMED_BY = """
SELECT ?thing (COUNT(?by) AS ?times) WHERE { ?thing a ?class . OPTIONAL { ?by ?property ?thing } }
GROUP BY ?thing
"""


@dataclass(frozen=True)
class Page:
    """Hold the address of a page and its kind: a kind of thing, or the name of the page."""

    path: str

    @property
    def kind(self) -> str:
        """Return the first part of its path, without an ending."""
        first = urlsplit(self.path).path.strip("/").split("/")[0]
        return first.removesuffix(".html") or "home"

    @property
    def name(self) -> str:
        """Return a name for a file and for a test."""
        path = self.path.removeprefix("/").rstrip("/").replace(".html", "")
        path = f"home{path}" if path.partition("?")[0] == "" else path
        return "".join(each if each.isalnum() or each in "-.=" else "-" for each in path)[:80]


@cache
def pages() -> tuple[Page, ...]:
    """Return the pages that answer with HTML, those without parameters first."""
    graph = load()
    app = create_app(graph)
    client = app.test_client()
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    fixed = sorted(rule.rule for rule in rules if "<" not in rule.rule)
    paths = dict.fromkeys((*fixed, *NAMED, *_fullest(graph), *STATES))
    return tuple(Page(path) for path in paths if _is_page(client, path))


def visited() -> Iterator[Page]:
    """Yield the pages that a browser visits: of all that are made alike, some."""
    alike = {"prefix", *RECORDS, *CONCEPT_KINDS}.difference(WORDS)
    return (page for page in pages() if page.kind not in alike)


def _is_page(client: FlaskClient, path: str) -> bool:
    reply = client.get(path, headers={"Accept": "text/html"})
    return reply.status_code == 200 and reply.mimetype == "text/html"


def _fullest(graph: Comity) -> Iterator[str]:
    """Yield the address of the thing of each kind that most statements name."""
    things: dict[str, tuple[int, str]] = {}
    for row in select(graph.engine, _NAMED_BY):
        kind, _, slug = text(row["thing"]).removeprefix(BASE).partition("/")
        if kind in KINDS and slug:
            things[kind] = max(things.get(kind, (0, "")), (int(text(row["times"])), slug))
    return (f"/{kind}/{slug}.html" for kind, (_, slug) in sorted(things.items()))
