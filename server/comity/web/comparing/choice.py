"""Know what is to be compared, from the names that an address gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from comity.almanac import Almanac, Thing
from comity.errors import ComityError
from comity.index import fold
from comity.vocabulary import BASE, shorten
from comity.web.kept import kept
from comity.web.search import find

PLACES = ("a", "b", "c", "d")
KINDS = {"country": "countries", "forum": "forums", "declaration": "declarations"}
_NAMES = ("rdfs:label", "skos:prefLabel", "skos:altLabel", "dct:title", "comity:officialName")
_CODES = ("comity:iso2", "comity:iso3")
_LONGEST = 200  # characters of a name
_LONGEST_SPELT = 40  # of them, those compared letter by letter, which takes long
_MOST_SUGGESTED = 6
_ALIKE = 0.7  # how much of a name must be right to be suggested


class NotComparable(ComityError):
    """Report names that cannot be compared, with the status of the answer.

    ``place`` is the one that is wrong where one is, ``suggestions`` are the ids of what may have
    been meant.
    """

    def __init__(
        self, message: str, status: int, place: str = "", suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.status = status
        self.place = place
        self.suggestions = suggestions


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the names that were given, by place, and in the same order the things they name."""

    given: Mapping[str, str]
    things: tuple[Thing, ...] = ()

    @property
    def kind(self) -> str:
        """Return the kind of all the things, empty where there is none."""
        return self.things[0].kind if self.things else ""

    def written(self, place: str) -> str:
        """Return what a form shows at a place: the name of the thing, else what was given."""
        named = dict(zip(self.given, self.things, strict=False))
        return named[place].label if place in named else self.given.get(place, "")


def given(arguments: Mapping[str, str]) -> dict[str, str]:
    """Return the names that an address gives, by place, without those that are left empty."""
    found = {place: arguments.get(place, "").strip()[:_LONGEST] for place in PLACES}
    return {place: name for place, name in found.items() if name}


def choose(almanac: Almanac, names: Mapping[str, str]) -> Choice:
    """Return the things that names mean; raises NotComparable.

    A name is an id (``forum:gpai``, ``gpai``), an IRI, a code (``KEN``) or a name in any language.
    """
    kind = ""
    things: list[Thing] = []
    for place, name in names.items():
        thing = _named(almanac, name, place, kind)
        if kind and thing.kind != kind:
            raise NotComparable(
                f"{things[0].label} is one of the {KINDS[kind]}, {thing.label} one of the "
                f"{KINDS[thing.kind]}: only things of one kind can be compared.",
                400,
                place,
            )
        if thing in things:
            raise NotComparable(f"{thing.label} is named twice; name another one.", 400, place)
        things.append(thing)
        kind = thing.kind
    return Choice(names, tuple(things))


def _named(almanac: Almanac, name: str, place: str, kind: str) -> Thing:
    """Return the thing with a name, of a kind rather than of another; raises NotComparable."""
    ids = [name, shorten(name), *(f"{each}:{name}" for each in KINDS)]
    ids += kept("comparable", lambda: _known(almanac)).get(fold(name), [])
    found = [thing for id_ in ids if (thing := almanac.get(id_))]
    fitting = [thing for thing in found if thing.kind in KINDS]
    if fitting:
        return min(fitting, key=lambda thing: (thing.kind != kind, fitting.index(thing)))
    if found:
        raise NotComparable(
            f"{found[0].label} cannot be compared: only countries, forums and declarations can.",
            400,
            place,
        )
    raise NotComparable(
        f"Nothing here is named “{name.removeprefix(BASE)}”.",
        404,
        place,
        _suggestions(almanac, name, kind),
    )


def _suggestions(almanac: Almanac, name: str, kind: str) -> tuple[str, ...]:
    """Return the ids of what may have been meant: what has the words, else what is spelt alike."""
    words = name.partition(":")[2] or name
    found = [hit.id for hit in find(words.replace("-", " "))]
    if not found:
        known = kept("comparable", lambda: _known(almanac))
        alike = get_close_matches(fold(words)[:_LONGEST_SPELT], known, _MOST_SUGGESTED, _ALIKE)
        found = [id_ for each in alike for id_ in known[each]]
    wanted = (kind,) if kind else tuple(KINDS)
    fitting = [id_ for id_ in dict.fromkeys(found) if id_.partition(":")[0] in wanted]
    return tuple(fitting[:_MOST_SUGGESTED])


def _known(almanac: Almanac) -> dict[str, list[str]]:
    """Return the ids of what can be compared by each of its names, folded."""
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        for thing in almanac.kind(kind):
            names = [value for name in (*_NAMES, *_CODES) for value in thing.all(name)]
            for name in {fold(each) for each in (*names, thing.id.partition(":")[2])}:
                found.setdefault(name, []).append(thing.id)
    return found
