"""Know which kinds of things are listed, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from comity.almanac import Almanac, Thing
from comity.web.listings import rows
from comity.web.tables import Column, Row

_Rows = Callable[[Almanac, Sequence[Thing], str], list[Row]]


@dataclass(frozen=True)
class Listing:
    """Say how the things of a kind are listed.

    ``lead`` says what they are. ``facet`` is the property by whose values a reader can narrow the
    list, called ``facet_label``; ``dated`` tells whether a thing is listed only once it has begun.
    """

    kind: str
    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: _Rows
    facet: str
    facet_label: str
    dated: bool = True


LISTINGS = {
    "countries": Listing(
        "country",
        "Countries and territories",
        "Every state and territory of ISO 3166-1, with the forums that it belongs to and the texts "
        "that it has supported on the day.",
        (
            Column("country", "Country"),
            Column("region", "Region"),
            Column("forums", "Member of", numeric=True),
            Column("texts", "Texts supported", numeric=True),
            Column("iso3", "Code"),
        ),
        rows.countries,
        "comity:region",
        "Region",
        dated=False,
    ),
    "forums": Listing(
        "forum",
        "Forums",
        "The bodies in which countries deal with artificial intelligence: organisations, informal "
        "forums, partnerships, councils, summit series, and the bodies within them.",
        (
            Column("forum", "Forum"),
            Column("type", "Type"),
            Column("parent", "Part of"),
            Column("members", "Members", numeric=True),
            Column("founded", "Founded"),
            Column("ended", "Ended"),
        ),
        rows.forums,
        "org:classification",
        "Type",
    ),
    "declarations": Listing(
        "declaration",
        "Declarations",
        "The texts on artificial intelligence that parties agreed on, whatever their form: "
        "declarations, recommendations, communiqués, resolutions, treaties. The newest come first.",
        (
            Column("text", "Text"),
            Column("type", "Type"),
            Column("adopted", "Adopted"),
            Column("by", "By"),
            Column("supporters", "Supported by", numeric=True),
        ),
        rows.declarations,
        "dct:type",
        "Type",
    ),
    "meetings": Listing(
        "meeting",
        "Meetings",
        "Summits, ministerial meetings, conferences and launches, also those to come on the day. "
        "The newest come first.",
        (
            Column("meeting", "Meeting"),
            Column("when", "When"),
            Column("state", "On the day"),
            Column("city", "City"),
            Column("host", "Host country"),
            Column("forum", "Of"),
        ),
        rows.meetings,
        "dct:type",
        "Type",
        dated=False,
    ),
    "agencies": Listing(
        "agency",
        "Agencies",
        "National bodies that act in international cooperation on artificial intelligence.",
        (
            Column("agency", "Agency"),
            Column("country", "Country"),
            Column("type", "Type"),
            Column("parent", "Part of"),
            Column("founded", "Founded"),
        ),
        rows.agencies,
        "comity:ofCountry",
        "Country",
    ),
    "initiatives": Listing(
        "initiative",
        "Initiatives",
        "What is done together: prize challenges, joint studies, programmes, dialogues.",
        (
            Column("initiative", "Initiative"),
            Column("type", "Type"),
            Column("led", "Led by"),
            Column("announced", "Announced"),
            Column("started", "Started"),
        ),
        rows.initiatives,
        "dct:type",
        "Type",
    ),
    "positions": Listing(
        "position",
        "Positions",
        "What parties value, support, oppose, commit to or intend, in our words.",
        (
            Column("position", "Position"),
            Column("holder", "Who"),
            Column("stance", "Stance"),
            Column("themes", "Themes"),
            Column("stated", "Stated on"),
        ),
        rows.positions,
        "comity:stance",
        "Stance",
    ),
}
