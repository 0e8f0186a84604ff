"""However much an address asks for, the answer stays within bounds."""

from __future__ import annotations

import pytest

from pages.reading import sheet, table
from serving import Server


@pytest.mark.parametrize("path", ["/countries", "/timeline", "/network", "/forum/gpai.html"])
def test_an_address_that_is_too_long_gets_no_page(site: Server, path: str) -> None:
    long = "&".join(f"argument{number}=1" for number in range(600))
    reply = site.fetch(f"{path}?{long}", Accept="application/json")
    assert reply.status == 414
    assert "more than 8000 characters" in str(reply.json["detail"])


def test_of_very_many_pairs_the_strongest_are_listed(site: Server) -> None:
    shown = sheet(site, "/network?least=1")
    number = int(shown.text("//h2/small"))
    rows = table(site, "/network?least=1&csv=ties")
    assert number > len(rows) == 2500
    assert f"The {len(rows)} strongest are listed." in shown.text("//main")
    common = [int(row["common"]) for row in rows]
    assert common == sorted(common, reverse=True)


def test_examples_are_searched_for_so_many_words_at_most(site: Server) -> None:
    found = sheet(site, "/sparql?find=members").texts("//*[@id='examples']//li")
    assert found
    assert sheet(site, f"/sparql?find={'members+' * 900}").texts("//*[@id='examples']//li") == found
