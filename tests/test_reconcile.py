"""How published totals are compared with what the graph counts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from comity.cli import main
from comity.engine import Engine
from comity.reconcile import FAILURES, VERDICTS, Reconciliation, reconcile


@pytest.fixture(scope="module")
def results(engine: Engine) -> dict[str, Reconciliation]:
    return {result.tally: result for result in reconcile(engine)}


def test_no_difference_is_unexplained_and_no_explanation_is_outdated(
    results: dict[str, Reconciliation],
) -> None:
    assert [each for each in results.values() if each.verdict in FAILURES] == []


def test_most_totals_that_can_be_counted_agree(results: dict[str, Reconciliation]) -> None:
    verdicts = Counter(each.verdict for each in results.values())
    assert verdicts["agrees"] > 2 * verdicts["explained"]
    assert set(verdicts) <= set(VERDICTS)


@pytest.mark.parametrize(
    ("tally", "published", "counted", "certain"),
    [
        ("tally:gpai-member-count-2020-12-04", 19, 19, 19),
        ("tally:oecd-member-count-2021-05-25", 38, 38, 38),
        ("tally:bletchley-declaration-2023-endorser-count-2023-11-02", 29, 29, 29),
        ("tally:un-member-count-2026-11-23", 193, 193, 193),
        ("tally:unga-res-78-241-votes-in-favour-2023-12-22", 152, 152, 152),
        ("tally:gpai-working-group-count-2020-06-15", 4, 4, 4),
        ("tally:waico-agreement-2026-signatory-count-2026-07-16", 29, 37, 2),
    ],
)
def test_the_count_is_what_the_rule_says(
    results: dict[str, Reconciliation], tally: str, published: int, counted: int, certain: int
) -> None:
    result = results[tally]
    assert (result.published, result.counted, result.certain) == (published, counted, certain)


def test_a_stale_total_is_shown_as_stale(results: dict[str, Reconciliation]) -> None:
    stale = results["tally:gpai-member-count-2021-12"]
    assert (stale.verdict, stale.reason) == ("explained", "stale")
    assert stale.published < (stale.counted or 0)


def test_a_difference_names_the_records_behind_it(results: dict[str, Reconciliation]) -> None:
    result = results["tally:waico-agreement-2026-signatory-count-2026-07-16"]
    assert len(result.doubts) == 35
    assert {doubt.why for doubt in result.doubts} == {"counted, not certain on the day"}


def test_a_new_member_breaks_an_agreed_total_until_the_data_explain_it(tmp_path: Path) -> None:
    added = tmp_path / "added.ttl"
    added.write_text(
        """@prefix : <https://w3id.org/comity/ontology#> .
        @prefix org: <http://www.w3.org/ns/org#> .
        @prefix schema: <https://schema.org/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://w3id.org/comity/membership/g7-nzl> a org:Membership ;
          org:member <https://w3id.org/comity/country/NZL> ;
          org:organization <https://w3id.org/comity/forum/g7> ;
          org:role <https://w3id.org/comity/role/member> ;
          schema:startDate "1980"^^xsd:gYear ;
          :confidence <https://w3id.org/comity/confidence/high> ."""
    )
    result = CliRunner().invoke(main, ["reconcile", "--data", str(added), "--format", "json"])
    broken = [each for each in json.loads(result.stdout) if each["verdict"] == "unexplained"]
    assert result.exit_code == 1
    assert {each["about"] for each in broken} == {"forum:g7"}
    assert all(each["counted"] == each["published"] + 1 for each in broken)
