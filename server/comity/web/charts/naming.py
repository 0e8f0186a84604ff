"""Find names that are short enough for pictures."""

from __future__ import annotations

from comity.almanac import Thing

LETTER = 6.3  # how wide a letter is at 12 pixels, on average


def short(thing: Thing, most: int = 38) -> str:
    """Return the name of a thing in so many characters at most.

    It is its longest other name that fits, where its own is too long; else its own is cut.
    """
    if len(thing.label) <= most:
        return thing.label
    fitting = [name for name in thing.all("skos:altLabel") if 4 <= len(name) <= most]
    return max(fitting, key=len, default="") or cut(thing.label, most)


def cut(text: str, most: int) -> str:
    """Return a text in so many characters at most, cut between words."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{kept.rpartition(' ')[0] or kept}…"
