"""Read whole graphs (SPARQL 1.1 Graph Store HTTP Protocol, section 5.2)."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from comity.engine.job import Job
from comity.errors import NotFound
from comity.query import Query
from comity.web import negotiate, wsgi
from comity.web.current import bridge, endpoint, service
from comity.web.descriptions import service_description
from comity.web.kept import answer
from comity.web.links import site

HTML = "text/html; charset=utf-8"

blueprint = Blueprint("graphs", __name__)


@blueprint.get("/graphs")
def graphs() -> ResponseReturnValue:
    """Give the graph that ?graph=IRI names, or the default graph for ?default.

    Without either, list the graphs: as a page for browsers, else as a description of the service.
    """
    given = request.args.getlist("graph")
    whole = request.args.getlist("default")
    if len(given) + len(whole) > 1 or "" in given or any(whole):
        raise BadRequest("Ask for one graph: either ?default or one ?graph=IRI.")
    if not given and not whole:
        return _list()
    return _graph(given[0] if given else "")


def _graph(iri: str) -> ResponseReturnValue:
    if iri and iri not in service().about()["graphs"]:
        raise NotFound(f"There is no graph <{iri}> here; /graphs lists those that there are.")
    chosen = negotiate.description(request, html=False)
    assert chosen is not None  # noqa: S101
    encoding = negotiate.encoding(request.headers.get("Accept-Encoding", ""))
    job = Job(Query(""), chosen, (), encoding, iri or "default")
    reply = bridge().run(endpoint().dump(job, request.headers.get("If-None-Match", "")))
    return wsgi.response(reply)


def _list() -> ResponseReturnValue:
    chosen = negotiate.description(request)
    if chosen is not None:
        return service_description(chosen)
    name = ("graphs", site())
    return answer(name, lambda: render_template("graphs.html", about=service().about()), HTML)


@blueprint.after_request
def _vary(response: Response) -> Response:
    response.vary.update(("Accept", "Accept-Encoding"))
    return response
