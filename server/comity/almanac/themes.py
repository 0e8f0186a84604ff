"""Say what is about a theme, or about one that falls under it."""

from __future__ import annotations

from collections.abc import Iterable

from comity.almanac.things import Almanac, Thing


def narrower(almanac: Almanac, concept: str) -> list[Thing]:
    """Return the concepts right under one, by notation where they have any, else by label."""
    found = almanac.naming("skos:broader", concept)
    return sorted(found, key=lambda each: (each.one("skos:notation"), each.label.casefold()))


def tops(almanac: Almanac, kind: str) -> list[Thing]:
    """Return the concepts of a kind (theme, oecd-principle) that fall under no other."""
    heads = [each for each in almanac.kind(kind) if not each.all("skos:broader")]
    return sorted(heads, key=lambda each: (each.one("skos:notation"), each.label.casefold()))


def under(almanac: Almanac, concept: Thing) -> list[str]:
    """Return the themes that one stands for: it and all under it.

    For a principle of the OECD these are the themes that it and all under it are related to.
    """
    found = [concept.id]
    for each in found:
        found += [more.id for more in narrower(almanac, each) if more.id not in found]
    if concept.kind == "theme":
        return found
    related = (theme for each in found for theme in almanac[each].all("skos:related"))
    return list(dict.fromkeys(theme for theme in related if theme.startswith("theme:")))


def about(
    almanac: Almanac, themes: Iterable[str], kind: str, day: str
) -> list[tuple[Thing, list[str]]]:
    """Return the things of a kind that are about some themes by a day, and about which of them.

    Things without a date are among them.
    """
    found: dict[str, list[str]] = {}
    for theme in themes:
        for thing in almanac.naming("dct:subject", theme):
            if thing.kind == kind and thing.span.happened(day) is not None:
                found.setdefault(thing.id, []).append(theme)
    return [(almanac[id_], named) for id_, named in found.items()]
