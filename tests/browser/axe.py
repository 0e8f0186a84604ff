"""Ask axe-core what of a page keeps people out: WCAG 2.0 to 2.2, A and AA, and best practice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALIKE = 5

# A list of a thousand entries is a thousand times the same, and axe-core takes ever longer for it.
_PRUNE = """
(alike) => {
  for (const parent of document.querySelectorAll("main, main *")) {
    const seen = {};
    for (const child of [...parent.children]) {
      const kind = `${child.tagName} ${child.getAttribute("class")}`;
      seen[kind] = (seen[kind] ?? 0) + 1;
      if (seen[kind] > alike) child.remove();
    }
  }
}
"""
_RUN = """
async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations", "incomplete"]});
  return {
    violations: found.violations.map((each) => {
      const [first] = each.nodes;
      const where = `${each.nodes.length} times, first at ${first.target.join(" ")}`;
      return `${each.id}: ${each.help}; ${where}: ${first.failureSummary}`;
    }),
    passes: found.passes.length,
    unsure: found.incomplete.map((each) => each.id),
  };
}
"""


@dataclass(frozen=True)
class Audit:
    """Hold what axe-core has found: violations, how many rules hold, doubts."""

    violations: tuple[str, ...]
    passes: int
    unsure: tuple[str, ...]

    @property
    def row(self) -> dict[str, Any]:
        """Return the audit as a row of a table."""
        return {"violations": self.violations, "passes": self.passes, "unsure": self.unsure}


def audit(page: Page) -> Audit:
    """Run axe-core on a page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())  # as the debugger does, whatever the page's policy says of scripts
    found = page.evaluate(_RUN, list(TAGS))
    return Audit(tuple(found["violations"]), found["passes"], tuple(found["unsure"]))


def prune(page: Page) -> None:
    """Leave of elements that are alike only the first ones, as a sample of all."""
    page.evaluate(_PRUNE, ALIKE)


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
