"""A record holds on a day as surely as the precision of its dates allows."""

from __future__ import annotations

import pytest

from comity.almanac import Span
from comity.dates import Certainty

DAY = Span("2020-06-15", "", "2020-06-15", "2020-06-15")
YEAR = Span("2020", "2022", "2020-01-01", "2020-12-31", "2022-01-01", "2022-12-31")
ATTESTED = Span("", "", "", "2021-05-31")
UNDATED = Span()


@pytest.mark.parametrize(
    ("span", "day", "holds"),
    [
        (DAY, "2020-06-14", None),
        (DAY, "2020-06-15", "certain"),
        (YEAR, "2019-12-31", None),
        (YEAR, "2020-01-01", "possible"),
        (YEAR, "2020-12-31", "certain"),
        (YEAR, "2022-01-01", "certain"),
        (YEAR, "2022-06-01", "possible"),
        (YEAR, "2023-01-01", None),
        (ATTESTED, "1999-01-01", "possible"),
        (ATTESTED, "2021-05-31", "certain"),
        (UNDATED, "2021-05-31", ""),
    ],
)
def test_a_record_holds_certainly_possibly_or_not(
    span: Span, day: str, holds: Certainty | None
) -> None:
    assert span.holds(day) == holds


def test_what_is_over_has_happened_all_the_same() -> None:
    assert YEAR.holds("2024-01-01") is None
    assert YEAR.happened("2024-01-01") == "certain"
    assert YEAR.happened("2020-05-01") == "possible"
    assert YEAR.happened("2019-05-01") is None


def test_who_joined_at_an_unknown_time_did_so_no_sooner_than_there_was_a_forum() -> None:
    bounded = ATTESTED.no_sooner(DAY)
    assert bounded.holds("2020-06-14") is None
    assert bounded.holds("2020-06-15") == "possible"
    assert DAY.no_sooner(YEAR) == DAY
    assert ATTESTED.no_sooner(UNDATED) == ATTESTED


def test_a_first_source_older_than_the_forum_is_left_as_it_is() -> None:
    earlier = Span("", "", "", "2019-01-01")
    assert earlier.no_sooner(DAY) == earlier
