"""Cite the data set, any page of this site, or any query, in the formats of reference managers."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException

from comity import cite, references
from comity.cite import LONGEST_QUERY, Citation
from comity.engine import select, text
from comity.errors import NotFound, QueryError
from comity.graph import day
from comity.query import Query, parse_term
from comity.web import negotiate
from comity.web.answers import answer, chosen
from comity.web.current import graph, service
from comity.web.links import canonical, local

blueprint = Blueprint("cite", __name__)

_NAMES = ("html", *(style.name for style in references.STYLES))
_TYPES = (negotiate.HTML, *(style.media_type for style in references.STYLES))
_ALIASES = (
    ("text/plain", "text/x-bibliography"),
    ("text/x-bibtex", "application/x-bibtex"),
    ("application/json", "application/vnd.citationstyles.csl+json"),
)
_LABEL = "SELECT ?label WHERE { $thing rdfs:label ?label } ORDER BY LANG(?label) LIMIT 1"
_GIVEN = ("page", "query", "on")
_LONGEST_PATH = 512


@blueprint.get("/cite")
def citation() -> ResponseReturnValue:
    """Cite the data set, or ?page=PATH, or ?query=TEXT, also as of a day (?on=YYYY-MM-DD).

    The reference is pinned to the version and to the digest of the data.
    """
    media_type = chosen(_NAMES, _TYPES, _ALIASES)
    cited = _cited()
    if media_type == negotiate.HTML:
        shown = [(style, style.write(cited)) for style in references.STYLES]
        parameters = {name: request.args[name] for name in _GIVEN if name in request.args}
        page = render_template(
            "cite.html",
            citation=cited,
            references=shown,
            parameters=parameters,
            address=local(cited.url),
        )
        return answer(page, negotiate.HTML)
    style = next(each for each in references.STYLES if each.media_type == media_type)
    name = f'inline; filename="{cited.key}.{style.ending}"'
    return answer(style.write(cited), media_type, Content_Disposition=name)


def _cited() -> Citation:
    page, query, on = (request.args.get(name) for name in _GIVEN)
    if page is not None and query is not None:
        raise BadRequest("Cite one thing: either ?page=PATH or ?query=TEXT.")
    whole = cite.dataset(service().about()["digest"])
    as_of = None if on is None else day(on)
    if query is not None:
        return _query(whole, query, as_of)
    if page is None:
        return cite.page(whole, "", "", as_of)
    path = page.removesuffix(".html")
    return cite.page(whole, path, _title(path), as_of)


def _query(whole: Citation, query: str, as_of: date | None) -> Citation:
    if not query.strip():
        raise BadRequest("There is no query to cite.")
    if len(query) > LONGEST_QUERY:
        raise BadRequest(f"A query to be cited has {LONGEST_QUERY} characters at most.")
    return cite.query(whole, Query(query).as_of(as_of).text if as_of else query, as_of)


def _title(path: str) -> str:
    """Return what a page is called: the name in the graph of what it is about, else its path."""
    if not path.startswith("/") or len(path) > _LONGEST_PATH:
        raise BadRequest(f"A page is a path of this site, of {_LONGEST_PATH} characters at most.")
    if path == "/":
        return ""
    if label := _label(canonical(path)):
        return label
    try:
        endpoint, of_a_thing = current_app.url_map.bind("").match(path)
    except HTTPException:
        endpoint, of_a_thing = "", {}
    if not endpoint or of_a_thing:
        raise NotFound(f"There is no page {path} here.")
    return path.strip("/").capitalize()


def _label(iri: str) -> str:
    try:
        thing = str(parse_term(f"<{iri}>"))
    except QueryError:
        return ""
    rows = select(graph().engine, _LABEL, thing=thing)
    return text(rows[0]["label"]) if rows else ""
