"""Link to what is named: on the page itself, on the page of the other, here, or elsewhere.

Addresses on this server are relative to its root, where both pages are, so that a page that was
made once leads to whatever host it is asked from.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from comity.vocabulary import BASE, PREFIXES
from comity.vocabulary import shorten as shorten_own

ONTOLOGY = "ontology.html"
SHAPES = "shapes.html"

NAMESPACES = {
    **PREFIXES,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dpv": "https://w3id.org/dpv#",
    "eli": "http://data.europa.eu/eli/ontology#",
}


class Names:
    """Name and link terms on a page.

    Takes the page and the IRIs of other vocabularies and lists that the page of the ontology
    describes beside its own terms.
    """

    def __init__(self, page: str, described: Iterable[str]) -> None:
        self._page = page
        self._described = frozenset(described)

    def href(self, iri: str) -> str:
        """Return where a link to an IRI leads."""
        namespace, _, name = iri.rpartition("#")
        if (namespace == f"{BASE}ontology" and name) or iri in self._described:
            return self._on(ONTOLOGY, iri)
        return self._on(SHAPES, iri) if namespace == f"{BASE}shapes" and name else local(iri)

    def link(self, iri: str, text: str = "") -> Markup:
        """Return a link to an IRI that shows a text, by default its prefixed name."""
        shown = Markup("{}").format(text) if text else code(shorten(iri))
        return Markup('<a href="{}">{}</a>').format(self.href(iri), shown)

    def links(self, iris: Iterable[str], word: str = ", ") -> Markup:
        """Return links to IRIs with a word between them."""
        return escape(word).join(self.link(iri) for iri in iris)

    def _on(self, page: str, iri: str) -> str:
        return f"{'' if page == self._page else page}#{anchor(iri)}"


def local(iri: str) -> str:
    """Return the address of an IRI on this server, relative to its root; any other IRI as it is."""
    return f"./{iri.removeprefix(BASE)}" if iri.startswith(BASE) else iri


def anchor(iri: str) -> str:
    """Return the fragment at which an IRI is described: its own for terms of this project."""
    prefix, _, name = shorten(iri).rpartition(":")
    return name if prefix in ("comity", "shapes") else f"{prefix}-{name}"


def shorten(iri: str) -> str:
    """Shorten an IRI by the prefixes of the project and those of the alignments."""
    for prefix in ("dc", "dpv", "eli"):
        if iri.startswith(NAMESPACES[prefix]):
            return f"{prefix}:{iri.removeprefix(NAMESPACES[prefix])}"
    return shorten_own(iri)


def code(text: str) -> Markup:
    """Return a text as code."""
    return Markup("<code>{}</code>").format(text)
