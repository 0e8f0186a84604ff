"""The almanac holds what the graph says: facts, names, time, and where each is published."""

from __future__ import annotations

import pytest

from comity.almanac import Almanac, Citation
from comity.engine import LocalEngine, select, text
from comity.errors import NotFound


def test_every_thing_of_a_kind_is_there(almanac: Almanac, engine: LocalEngine) -> None:
    for kind, class_ in (
        ("country", "comity:Country"),
        ("forum", "comity:Forum"),
        ("membership", "org:Membership"),
        ("action", "comity:Action"),
        ("source", "comity:Source"),
        ("evidence", "comity:Evidence"),
    ):
        rows = select(engine, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?thing a {class_} }}")
        assert len(almanac.kind(kind)) == int(text(rows[0]["n"])), kind


def test_a_thing_knows_its_facts_by_short_names(almanac: Almanac) -> None:
    gpai = almanac["forum:gpai"]
    assert gpai.label == "Global Partnership on Artificial Intelligence"
    assert gpai.one("skos:altLabel") == "GPAI"
    assert gpai.one("comity:secretariatHost") == "forum:oecd"
    assert gpai.one("comity:iso3") == ""
    assert gpai.all("comity:iso3") == ()
    assert (gpai.kind, gpai.path) == ("forum", "forum/gpai")
    assert gpai.iri == "https://w3id.org/comity/forum/gpai"


def test_a_country_has_its_names_in_six_languages(almanac: Almanac) -> None:
    names = almanac["country:KEN"].names
    assert set(names) == {"en", "fr", "es", "ar", "zh", "ru"}
    assert names["ru"] == "Кения"


def test_a_thing_finds_what_names_it_in_the_order_of_time(almanac: Almanac) -> None:
    stints = almanac.naming("org:organization", "forum:gpai")
    starts = [stint.span.latest_start for stint in stints]
    assert starts == sorted(starts)
    assert "membership:gpai-aus" in {stint.id for stint in stints}
    assert almanac.naming("org:organization", "forum:nothing") == []


def test_a_record_is_cited_with_passage_and_official_sources_come_first(almanac: Almanac) -> None:
    (cited,) = almanac["membership:gpai-aus"].cited()
    assert cited == Citation(
        "source:diplomatie-gouv-gpai-2020-12",
        "passage:diplomatie-gouv-gpai-2020-12-list-of-15-founder-members",
    )
    kinds = [
        almanac[each.source].one("comity:sourceKind")
        for record in almanac.kind("action")
        for each in record.citations[:1]
        if "source-kind:official"
        in {almanac[one.source].one("comity:sourceKind") for one in record.citations}
    ]
    assert len(kinds) > 500
    assert set(kinds) == {"source-kind:official"}


def test_evidence_backs_one_property_and_nothing_else(almanac: Almanac) -> None:
    gpai = almanac["forum:gpai"]
    (host,) = gpai.cited("comity:secretariatHost")
    assert host.source == "source:pace-coe-oecd"
    assert host not in gpai.cited()
    assert gpai.cited("foaf:homepage") == gpai.cited()


def test_every_record_has_a_source(almanac: Almanac) -> None:
    for kind in ("membership", "action", "relation", "position", "tally", "declaration", "forum"):
        assert not [each.id for each in almanac.kind(kind) if not each.citations]


def test_what_is_not_there_is_not_found(almanac: Almanac) -> None:
    with pytest.raises(NotFound, match="forum:nothing"):
        almanac["forum:nothing"]
    assert almanac.get("forum:nothing") is None
    assert almanac.label("forum:nothing") == "forum:nothing"
    assert "forum:nothing" not in almanac


def test_the_time_line_begins_with_the_first_membership(almanac: Almanac) -> None:
    assert almanac.first == "1945-10-24"
