"""Tell whether a client has the answer already (RFC 9110, section 13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from werkzeug.http import http_date, parse_date


@dataclass(frozen=True)
class Condition:
    """Hold the conditions of a request; header fields may be empty."""

    if_none_match: str = ""
    if_modified_since: str = ""

    def met(self, etag: str, day: date) -> bool:
        """Return whether the client has what the entity tag names, or what is as old as a day.

        The day counts only where the client names no tag (RFC 9110, section 13.1.3).
        """
        if self.if_none_match:
            return self.if_none_match.strip() == "*" or matches(self.if_none_match, etag)
        since = parse_date(self.if_modified_since) if self.if_modified_since else None
        return since is not None and begin(day) <= since


def matches(if_none_match: str, etag: str) -> bool:
    """Return whether a header field If-None-Match names an entity tag (RFC 9110, 13.1.2)."""
    given = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return etag.removeprefix("W/") in given


def begin(day: date) -> datetime:
    """Return when a day begins, the same wherever the graph is served."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def last_modified(day: date) -> str:
    """Return the header field Last-Modified for what a day may have changed.

    It is the beginning of the day but never ahead of the clock (RFC 9110, section 8.8.2.1), as it
    would be where the day begins earlier than in Greenwich.
    """
    return http_date(min(begin(day), datetime.now(UTC)))
