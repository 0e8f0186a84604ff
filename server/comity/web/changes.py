"""Tell what changed from release to release: a page for people, feeds for readers of news."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from comity import cite, references
from comity.errors import NotFound
from comity.feed import ATOM, JSON_FEED, Entry, Feed, atom, json_feed
from comity.releases import Release, releases
from comity.vocabulary import BASE
from comity.web import negotiate
from comity.web.answers import answer, chosen
from comity.web.current import service
from comity.web.links import local, site

blueprint = Blueprint("changes", __name__)

_NAMES = ("html", "atom", "json")
_TYPES = (negotiate.HTML, ATOM, JSON_FEED)
_ALIASES = (("application/json", JSON_FEED), ("application/xml", ATOM), ("text/xml", ATOM))


@blueprint.get("/changes")
def changes() -> ResponseReturnValue:
    """List the releases and what changed in each: as a page, an Atom feed or a JSON Feed."""
    media_type = chosen(_NAMES, _TYPES, _ALIASES)
    if media_type == ATOM:
        return _atom()
    if media_type == JSON_FEED:
        return answer(json_feed(_feed("changes?format=json")), JSON_FEED)
    told = [(each, references.text(_citation(each)).strip()) for each in releases()]
    return answer(render_template("changes.html", releases=told), negotiate.HTML)


@blueprint.get("/changes.atom")
def feed() -> ResponseReturnValue:
    """Give the feed at an address of its own, for readers that do not negotiate."""
    return _atom()


@blueprint.get("/release/<version>")
def release(version: str) -> ResponseReturnValue:
    """Lead from the IRI of a release to where the page tells of it."""
    if version not in {each.version for each in releases()}:
        raise NotFound(f"There is no release {version}; /changes lists those that there are.")
    return redirect(url_for("changes.changes", _anchor=version), 303)


def _atom() -> ResponseReturnValue:
    return answer(atom(_feed("changes.atom")), ATOM)


def _feed(path: str) -> Feed:
    told = releases()
    entries = [
        Entry(each.iri, f"comity {each.version}", _time(each), each.html, local(each.iri))
        for each in told
    ]
    whole = cite.dataset()
    return Feed(
        id=f"{BASE}changes",
        title="Releases of comity",
        author=whole.authors[0],
        entries=entries,
        updated=_time(told[0]) if told else f"{whole.released}T00:00:00Z",
        rights=f"{whole.license}, {whole.publisher}",
        link=f"{site()}changes",
        itself=f"{site()}{path}",
    )


def _time(release: Release) -> str:
    return f"{release.date}T00:00:00Z"


def _citation(release: Release) -> cite.Citation:
    """Cite a release; only of the one that is served the digest is known."""
    whole = cite.dataset(service().about()["digest"])
    current = release.version == whole.version
    return whole if current else cite.release(release.version, release.date)
