"""Keep pictures and tables of what a run of the browser tests has seen, to be looked at."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(
    os.environ.get("COMITY_SCREENSHOTS") or Path(__file__).parents[2] / "build" / "screenshots"
)


def keep(page: Page, name: str, *, whole: bool = True) -> Path:
    """Keep a picture of the whole page, or of what is in view; returns its file."""
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, full_page=whole, animations="disabled")
    return path
