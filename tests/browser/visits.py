"""Visit a page once for many tests: what was sent, and how it stands in the browser."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Page as Tab
from playwright.sync_api import Response, ViewportSize

from browser.pages import Page
from browser.screenshots import FOLDER
from browser.watching import DESK, Watch


@dataclass(frozen=True)
class Visit:
    """Hold a page of the site, the tab that shows it, what watches it, and what it has loaded."""

    page: Page
    tab: Tab
    watch: Watch
    responses: tuple[Response, ...]

    def ask(self, script: str, value: object = None) -> Any:
        """Evaluate a script in the page and return its answer."""
        return self.tab.evaluate(script, value)

    @contextmanager
    def shown(
        self,
        size: ViewportSize = DESK,
        color_scheme: Literal["light", "dark"] = "light",
        media: Literal["screen", "print"] = "screen",
        reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
    ) -> Iterator[Tab]:
        """Show the page in another way for a while."""
        self.tab.set_viewport_size(size)
        self.tab.emulate_media(
            color_scheme=color_scheme, media=media, reduced_motion=reduced_motion
        )
        try:
            yield self.tab
        finally:
            self.tab.set_viewport_size(DESK)
            self.tab.emulate_media(
                color_scheme="light", media="screen", reduced_motion="no-preference"
            )

    def weights(self) -> dict[str, int]:
        """Return how many bytes of each kind the page has loaded, as they were coded."""
        found: defaultdict[str, int] = defaultdict(int)
        for response in self.responses:
            kind = response.request.resource_type
            if response.url.partition("?")[0].endswith(".json"):
                kind = "data"
            found[kind] += response.request.sizes()["responseBodySize"]
        return dict(found)

    def note(self, what: str, told: dict[str, Any]) -> None:
        """Keep what was found of the page, for the tables of the run."""
        folder = FOLDER / what
        folder.mkdir(parents=True, exist_ok=True)
        row = {"page": self.page.path, **told}
        (folder / f"{self.page.name}.json").write_text(json.dumps(row), encoding="utf-8")
