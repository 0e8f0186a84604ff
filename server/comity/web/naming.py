"""Find names that are short enough for pictures and the heads of columns."""

from __future__ import annotations

from comity.almanac import Thing

LETTER = 6.3  # how wide a letter is at 12 pixels, on average


def fitting(thing: Thing, most: int = 38) -> str:
    """Return the name of a thing in so many characters at most.

    It is its longest other name that fits, where its own is too long; else its own is cut.
    """
    if len(thing.label) <= most:
        return thing.label
    others = [name for name in thing.all("skos:altLabel") if 4 <= len(name) <= most]
    return max(others, key=len, default="") or cut(thing.label, most)


def shortest(thing: Thing) -> str:
    """Return the shortest name of a thing."""
    return min((thing.label, *thing.all("skos:altLabel")), key=len)


def cut(text: str, most: int) -> str:
    """Return a text in so many characters at most, cut between words."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{(kept.rpartition(' ')[0] or kept).rstrip(' ,:')}…"
