"""Tell crawlers what there is and what to leave alone (sitemaps.org 0.9, RFC 9309)."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urlsplit

from flask import Blueprint, Response, render_template
from werkzeug.urls import iri_to_uri

from comity.engine import select, text
from comity.errors import NotFound
from comity.vocabulary import BASE
from comity.web.current import graph, service
from comity.web.kept import answer, kept
from comity.web.links import local, site
from comity.web.names import ONTOLOGY, SHAPES

blueprint = Blueprint("sitemap", __name__)

MOST = 10_000  # addresses in a file, so that it keeps to 50 MB with the longest of them too
PAGES = (
    *("", "sparql", "graphs", "changes", "cite", "downloads/", "dcat", ONTOLOGY, SHAPES),
    *("countries", "forums", "declarations", "meetings", "agencies", "initiatives", "positions"),
    *("explore", "map", "timeline", "matrix", "network", "compare", "themes", "sources"),
    *("reconciliation", "quality", "about", "search"),
    *(".well-known/void", ".well-known/sparql-examples"),
)

# Who searches wants a thing. Memberships, actions, passages and the other records are told on the
# pages of the things that they link, and would be found there twice.
_THINGS = """
SELECT DISTINCT ?thing WHERE {
  {
    VALUES ?class { comity:Country comity:Forum comity:Declaration comity:Meeting comity:Agency
      comity:Initiative comity:Source skos:ConceptScheme }
    ?thing a ?class
  } UNION { ?thing skos:inScheme scheme:themes }
  FILTER(ISIRI(?thing))
} ORDER BY ?thing
"""


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """List the files of addresses, one a kind of thing or more where there are many."""

    def make() -> str:
        files = [f"{site()}sitemaps/{name}.xml" for name in _files()]
        return render_template("sitemap-index.xml", files=files, day=_day())

    return answer(("sitemap", site()), make, "application/xml")


@blueprint.get("/sitemaps/<name>.xml")
def part(name: str) -> Response:
    """List the addresses of pages for people; raises NotFound."""
    found = _files().get(name)
    if found is None:
        raise NotFound(f"There is no list of addresses {name} here; /sitemap.xml names them all.")

    def make() -> str:
        addresses = [iri_to_uri(local(iri)) for iri in found]
        return render_template("sitemap.xml", addresses=addresses, day=_day())

    return answer(("sitemap", name, site()), make, "application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Ask crawlers to read pages and documents, and to leave queries and whole graphs alone."""
    at = urlsplit(site()).path
    lines = (
        "User-agent: *",
        f"Disallow: {at}sparql?",
        f"Disallow: {at}graphs?",
        "",
        f"Sitemap: {site()}sitemap.xml",
        "",
    )
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


def _files() -> dict[str, tuple[str, ...]]:
    return kept("addresses", _gather)


def _gather() -> dict[str, tuple[str, ...]]:
    """Return the IRIs of pages by the name of the file that lists them."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    kinds["page"] = [BASE + page for page in PAGES]
    for row in select(graph().engine, _THINGS):
        iri = text(row["thing"])
        kind, slash, slug = iri.removeprefix(BASE).partition("/")
        if iri.startswith(BASE) and slash and slug:
            kinds[kind].append(f"{iri}.html")
    return {
        f"{kind}-{start // MOST + 1}": tuple(iris[start : start + MOST])
        for kind, iris in kinds.items()
        for start in range(0, len(iris), MOST)
    }


def _day() -> str:
    return str(service().about()["day"])
