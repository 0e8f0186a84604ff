"""Hold a chart, and draw it by a template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold a picture: its id on the page, its title, which says what it shows, and its SVG.

    ``address`` is that of the picture by itself, a path of this site; ``table`` is the id of the
    table on the page that says the same in words, ``lead`` what else is to be known to read it.
    ``alone`` draws it without any other file, where the one on the page needs one.
    """

    id: str
    title: str
    svg: Markup
    address: str
    table: str = ""
    lead: str = ""
    alone: Callable[[], Markup] | None = None


def draw(template: str, **values: object) -> Markup:
    """Return the SVG that a template of ``charts/`` draws."""
    return Markup(render_template(f"charts/{template}", **values))  # noqa: S704 - it escapes itself
