"""Keep pictures and tables of what a run of the browser tests has seen, to be looked at."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import FloatRect, Page

FOLDER = Path(
    os.environ.get("COMITY_SCREENSHOTS") or Path(__file__).parents[2] / "build" / "screenshots"
)


TALLEST = 4000  # pixels: enough to see how a page is made, and no browser runs out of memory


def keep(page: Page, name: str, *, whole: bool = True) -> Path:
    """Keep a picture of a page from its top, or of what is in view; returns its file."""
    path = FOLDER / f"{name}.png"
    size = page.viewport_size or {"width": 0, "height": 0}
    height = page.evaluate("() => document.documentElement.scrollHeight") if whole else 0
    area: FloatRect = {
        "x": 0,
        "y": 0,
        "width": size["width"],
        "height": max(size["height"], min(height, TALLEST)),
    }
    page.screenshot(path=path, full_page=whole, clip=area, animations="disabled")
    return path
