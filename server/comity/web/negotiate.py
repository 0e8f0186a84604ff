"""Choose what a client prefers among what there is (RFC 9110, section 12.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from werkzeug.datastructures import Accept, MIMEAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Request

from comity.errors import NotAcceptable
from comity.formats import Format, offered

HTML = "text/html"
LONGEST = 2048  # characters of a header field that count
_EXACT = 2
ENCODINGS = ("zstd", "gzip")


def media_type(
    accept: str, types: tuple[str, ...], aliases: frozenset[str] = frozenset()
) -> str | None:
    """Return the media type that an Accept header prefers, None when it allows none.

    The most specific range that matches a type gives its weight; of equal weights the type that is
    named more precisely wins, then the one that comes first in ``types``. No header allows all.
    Those of the types that are aliases are chosen by their own names only and by no wildcard.
    """
    return _media_type(accept[:LONGEST], types, aliases) if accept.strip() else types[0]


@lru_cache(maxsize=256)
def _media_type(accept: str, types: tuple[str, ...], aliases: frozenset[str]) -> str | None:
    header = parse_accept_header(accept, MIMEAccept)
    weighed = [
        (weight, precision, -at, each)
        for at, each in enumerate(types)
        for weight, precision in [_weight(header, each)]
        if weight > 0 and (each not in aliases or precision == _EXACT)
    ]
    return max(weighed)[-1] if weighed else None


def _weight(header: MIMEAccept, type_: str) -> tuple[float, int]:
    wanted = type_.partition("/")[0]
    ranges = {type_: _EXACT, f"{wanted}/*": 1, "*/*": 0, "*": 0}
    matching = [
        (ranges[name], weight)
        for given, weight in header
        if (name := str(given).partition(";")[0].strip().lower()) in ranges
    ]
    precision, weight = max(matching, default=(0, 0.0))
    return weight, precision


def encoding(accept: str) -> str:
    """Return the content coding that an Accept-Encoding header prefers; empty for none."""
    return _encoding(accept[:LONGEST])


@lru_cache(maxsize=256)
def _encoding(accept: str) -> str:
    header = parse_accept_header(accept, Accept)
    best = max((_quality(header, each), -at, each) for at, each in enumerate(ENCODINGS))
    identity = header.quality("identity") if header.find("identity") >= 0 else None
    if identity == 0 and best[0] == 0 and header.find("*") < 0:
        # Nothing is allowed; rather what is not named than what is refused.
        return next((each for each in ENCODINGS if header.find(each) < 0), "")
    return best[-1] if best[0] > 0 and best[0] >= (identity or 0) else ""


def _quality(header: Accept, coding: str) -> float:
    # x-gzip is another name of gzip (RFC 9110, section 8.4.1.3).
    names = [each for each in (coding, f"x-{coding}") if header.find(each) >= 0]
    return header.quality(names[0] if names else coding)


def result(
    form: str | None, accept: str, names: tuple[str, ...], html: bool
) -> Format | str | None:
    """Return the format for the answer to a query; see ``choose``. Takes the form of the query."""
    return choose(offered(form), accept, names, html)


def choose(
    formats: tuple[Format, ...], accept: str, names: tuple[str, ...], html: bool
) -> Format | str | None:
    """Return what a client prefers: one of some formats, HTML for a page, None for neither.

    Takes the formats, the best one first, the Accept header, the values of the parameter
    ``format``, of which the first that is offered comes before the header, and whether there is a
    page.
    """
    for name in names:
        if html and name in ("html", HTML):
            return HTML
        if (found := by_name(formats, name)) is not None:
            return found
    if names:
        return None
    types, names_of_types, aliases = _types(formats, html)
    chosen = media_type(accept, names_of_types, aliases)
    return types[chosen] if chosen else None


@lru_cache
def _types(
    formats: tuple[Format, ...], html: bool
) -> tuple[dict[str, Format | str], tuple[str, ...], frozenset[str]]:
    """Return what each media type means, all types by preference, and which are aliases."""
    types: dict[str, Format | str] = {each.media_type: each for each in formats}
    named = {alias: each for each in formats for alias in each.aliases if "/" in alias}
    aliases = {alias: each for alias, each in named.items() if alias not in types}
    types |= aliases
    if html:
        types[HTML] = HTML
    return types, tuple(types), frozenset(aliases)


def description(request: Request, html: bool = True) -> Format | None:
    """Return the format for a graph that a request prefers, None where that is a page.

    Raises NotAcceptable.
    """
    accept = request.headers.get("Accept", "")
    chosen = result("CONSTRUCT", accept, tuple(request.args.getlist("format")), html)
    if chosen is None:
        raise NotAcceptable([each.media_type for each in offered("CONSTRUCT")])
    return chosen if isinstance(chosen, Format) else None


def ending(request: Request, documents: Mapping[str, Format]) -> str:
    """Return the ending of the address of the document that a request prefers, html for a page.

    Takes the formats of the documents by the endings. Raises NotAcceptable.
    """
    accept, names = request.headers.get("Accept", ""), tuple(request.args.getlist("format"))
    chosen = choose(tuple(documents.values()), accept, names, html=True)
    if chosen is None:
        raise NotAcceptable([HTML, *(each.media_type for each in documents.values())])
    return next((name for name, each in documents.items() if each == chosen), "html")


def by_name(formats: Sequence[Format], name: str) -> Format | None:
    """Return the format that goes by a short name, a media type or an alias, None without one."""
    for each in formats:
        if name in (each.name, each.media_type):
            return each
    return next((each for each in formats if name in each.aliases), None)
