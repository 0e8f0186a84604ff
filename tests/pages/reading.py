"""Read a page as its reader would: headings, tables by their heads, footnotes."""

from __future__ import annotations

import csv
import importlib
from functools import cached_property
from typing import Any

from serving import Reply, Server

html: Any = importlib.import_module("lxml.html")  # has no types


class Sheet:
    """Hold a page of the site that was answered with a status, 200 unless another is expected."""

    def __init__(self, reply: Reply, status: int = 200) -> None:
        assert reply.status == status, (reply.status, reply.body[:500])
        assert reply.media_type == "text/html"
        self.tree = html.fromstring(reply.body.decode())

    def text(self, path: str) -> str:
        """Return the text of the first element at an XPath, its spaces made single."""
        found = self.tree.xpath(path)
        assert found, f"nothing is at {path}"
        return _text(found[0])

    def texts(self, path: str) -> list[str]:
        """Return the texts of the elements at an XPath."""
        return [_text(each) for each in self.tree.xpath(path)]

    def hrefs(self, path: str) -> list[str]:
        """Return where the links at an XPath lead."""
        return [str(each.get("href")) for each in self.tree.xpath(path)]

    def rows(self, id_: str) -> list[dict[str, str]]:
        """Return the rows of a table, each cell under the head of its column; without footnotes."""
        (table,) = self.tree.xpath(f"//*[@id='{id_}']//table")
        heads = [_text(each) for each in table.xpath("./thead//th")]
        return [
            dict(zip(heads, (_text(cell) for cell in row.xpath("./th|./td")), strict=True))
            for row in table.xpath("./tbody/tr[count(th|td)>1]")
        ]

    @cached_property
    def notes(self) -> dict[str, str]:
        """Return the footnotes by their numbers."""
        found = self.tree.xpath("//section[contains(@class, 'notes')]//li")
        return {each.get("value"): _text(each) for each in found}

    def marks(self, path: str) -> list[str]:
        """Return the numbers of the footnotes in the elements at an XPath."""
        return [_text(each) for each in self.tree.xpath(f"{path}//a[@class='note']")]


def sheet(site: Server, path: str, status: int = 200) -> Sheet:
    """Read the page at a path."""
    return Sheet(site.fetch(path, Accept="text/html"), status)


def table(site: Server, path: str) -> list[dict[str, str]]:
    """Read a CSV file at a path."""
    reply = site.fetch(path)
    assert (reply.status, reply.media_type) == (200, "text/csv")
    return list(csv.DictReader(reply.body.decode().splitlines()))


def _text(element: Any) -> str:
    return " ".join(str(element.text_content()).split())
