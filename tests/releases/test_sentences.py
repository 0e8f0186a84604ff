"""What changed is told in sentences that a journalist can print."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from releases.conftest import Compare, Tell

MEMBER = """membership:gpai-ken a org:Membership ; org:member country:KEN ;
  org:organization forum:gpai ; org:role role:{role} ; dct:source passage:one-p1 {more} ."""
ACTION = """action:a a comity:Action ; comity:party country:KEN ; comity:act act:{act} ;
  comity:declaration declaration:bletchley {more} ."""
TALLY = """tally:t a comity:Tally ; comity:tallies forum:gpai ;
  comity:measure measure:member-count ; schema:value {value} ;
  comity:asOf "2024-07"^^xsd:gYearMonth ."""
YEAR = '; {} "2020"^^xsd:gYear'
DAY = '; {} "2020-12-04"^^xsd:date'


def member(role: str = "member", more: str = "") -> str:
    return MEMBER.format(role=role, more=more)


def action(act: str, more: str = "") -> str:
    return ACTION.format(act=act, more=more)


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("member", "Kenya joined the Global Partnership on AI as a member on 2020-12-04."),
        (
            "founding-member",
            "Kenya joined the Global Partnership on AI as a founding member on 2020-12-04.",
        ),
        ("observer", "Kenya became an observer of the Global Partnership on AI on 2020-12-04."),
        ("chair", "Kenya took the chair of the Global Partnership on AI on 2020-12-04."),
    ],
)
def test_a_new_membership_says_who_joined_what_and_when(
    told: Tell, role: str, sentence: str
) -> None:
    assert told("", member(role, DAY.format("schema:startDate"))) == [sentence]


def test_a_membership_without_a_first_day_and_one_of_the_future_claim_no_joining(
    told: Tell,
) -> None:
    assert told("", member()) == ["Kenya is listed as a member of the Global Partnership on AI."]
    tomorrow = date.today() + timedelta(1)
    (sentence,) = told("", member(more=f'; schema:startDate "{tomorrow}"^^xsd:date'))
    assert sentence == f"Kenya is to be a member of the Global Partnership on AI from {tomorrow}."


def test_a_membership_that_got_an_end_says_who_left(told: Tell) -> None:
    end = DAY.format("schema:endDate")
    assert told(member(), member(more=end)) == [
        "Kenya left the Global Partnership on AI on 2020-12-04."
    ]
    assert told(member("observer"), member("observer", end)) == [
        "Kenya stopped being an observer of the Global Partnership on AI on 2020-12-04."
    ]


def test_an_end_in_the_future_is_not_told_as_if_it_had_come(told: Tell) -> None:
    tomorrow = date.today() + timedelta(1)
    (sentence,) = told(member(), member(more=f'; schema:endDate "{tomorrow}"^^xsd:date'))
    assert "left" not in sentence
    assert f"the last day is known now, {tomorrow}" in sentence


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (YEAR, DAY, "changed from 2020 to 2020-12-04 (more precise)."),
        (DAY, YEAR, "changed from 2020-12-04 to 2020 (less precise)."),
        (DAY, DAY.replace("-04", "-05"), "changed from 2020-12-04 to 2020-12-05."),
        ("", DAY, "is known now: 2020-12-04."),
        (YEAR, "", "was withdrawn: 2020."),
    ],
)
def test_a_date_that_changed_says_how(told: Tell, old: str, new: str, change: str) -> None:
    acts = [action("endorsed", each.format("dct:date")) for each in (old, new)]
    about = "The date on which Kenya endorsed “Bletchley Declaration”"
    assert told(*acts) == [f"{about} {change}"]
    joined = [member(more=each.format("schema:startDate")) for each in (old, new)]
    about = "The date on which Kenya joined the Global Partnership on AI as a member"
    assert told(*joined) == [f"{about} {change}"]


@pytest.mark.parametrize(
    ("act", "verb"),
    [
        ("endorsed", "endorsed"),
        ("signed", "signed"),
        ("acceded", "acceded to"),
        ("voted-in-favour", "voted in favour of"),
        ("voted-against", "voted against"),
        ("abstained", "abstained on"),
    ],
)
def test_an_act_comes_and_goes_with_its_verb(told: Tell, act: str, verb: str) -> None:
    done = f"Kenya {verb} “Bletchley Declaration” in 2020"
    dated = action(act, YEAR.format("dct:date"))
    assert told("", dated) == [f"{done}."]
    assert told(dated, "") == [f"The record that {done} was withdrawn."]


def test_a_vote_in_a_committee_says_so(told: Tell) -> None:
    (sentence,) = told("", action("abstained", "; comity:stage stage:first-committee"))
    assert sentence == "Kenya abstained on “Bletchley Declaration” in the First Committee."


def test_a_record_of_which_only_the_source_changed_says_so(told: Tell) -> None:
    passage = "passage:one-p2 a comity:Passage ; dct:isPartOf source:one ; comity:locator 'p. 2' ."
    both = member(more=", passage:one-p2")
    (sentence,) = told(member() + passage, both + passage)
    about = "Kenya as a member of the Global Partnership on AI"
    assert sentence == f"A source was added for {about}: “First source”, p. 2."
    (sentence,) = told(both + passage, member() + passage)
    assert sentence == f"A source was withdrawn for {about}: “First source”, p. 2."


def test_a_published_total_says_from_what_to_what(told: Tell) -> None:
    total = "number of members of the Global Partnership on AI as of 2024-07"
    assert told(TALLY.format(value=28), TALLY.format(value=29)) == [
        f"The published {total} changed from 28 to 29."
    ]
    assert told("", TALLY.format(value=28)) == [f"A published total was added: {total}: 28."]


def test_another_name_and_a_new_name_are_told_apart(told: Tell) -> None:
    assert told("", 'forum:gpai skos:altLabel "GPAI"@en .') == [
        "The Global Partnership on AI got another name: “GPAI”."
    ]
    assert told(
        'forum:x a comity:Forum ; rdfs:label "Old"@en .',
        'forum:x a comity:Forum ; rdfs:label "New"@en .',
    ) == ["“Old” is called “New” now."]


def test_any_other_change_names_the_property_and_both_values(told: Tell) -> None:
    low, high = (member(more=f"; comity:confidence confidence:{each}") for each in ("low", "high"))
    assert told(low, high) == [
        "Kenya as a member of the Global Partnership on AI: confidence changed from low to high."
    ]


def test_several_changes_of_one_record_name_it_once(told: Tell) -> None:
    old = member(more='; comity:confidence confidence:low ; skos:note "a"@en')
    new = member(more='; comity:confidence confidence:high ; skos:note "b"@en')
    (sentence,) = told(old, new)
    assert sentence.count("Kenya") == 1
    assert "note changed from “a” to “b”" in sentence


def test_a_thing_comes_with_what_tells_it_from_others(told: Tell) -> None:
    text = """declaration:x a comity:Declaration ; dct:title "Text"@en ;
      comity:adoptedBy forum:gpai ; dct:type declaration-type:treaty ;
      comity:adoptedOn "2020-12-04"^^xsd:date ."""
    (sentence,) = told("", text)
    assert sentence.startswith("A text was added: Text (")
    assert "adopted by the Global Partnership on AI, adopted 2020-12-04" in sentence


def test_a_meeting_of_one_day_and_one_of_several_say_when(told: Tell) -> None:
    meeting = """meeting:m a comity:Meeting ; rdfs:label "Summit"@en ;
      schema:startDate "2020-12-04"^^xsd:date ; schema:endDate "2020-12-0{}"^^xsd:date ."""
    assert told("", meeting.format(4)) == ["A meeting was added: Summit (on 2020-12-04)."]
    assert told("", meeting.format(5)) == [
        "A meeting was added: Summit (from 2020-12-04 to 2020-12-05)."
    ]


def test_the_same_facts_under_another_iri_are_a_new_name_and_no_news(compare: Compare) -> None:
    old = member() + "evidence:e a comity:Evidence ; comity:evidenceFor membership:gpai-ken ."
    new = old.replace("membership:gpai-ken", "membership:gpai-kenya")
    (change,) = compare(old, new).changes
    assert (change.kind, change.was[-8:], change.iri[-10:]) == ("renamed", "gpai-ken", "gpai-kenya")


def test_two_equal_records_are_never_taken_for_each_other(compare: Compare) -> None:
    old = "membership:a skos:note 'x' . membership:b skos:note 'x' ."
    new = "membership:c skos:note 'x' . membership:d skos:note 'x' ."
    kinds = sorted(change.kind for change in compare(old, new).changes)
    assert kinds == ["added", "added", "removed", "removed"]


def test_a_name_that_is_taken_up_while_what_led_to_it_stays_is_found_once(
    compare: Compare,
) -> None:
    old = "agency:a skos:note 'x' . agency:b comity:successor agency:a ."
    new = "agency:c skos:note 'x' . agency:d comity:successor agency:a ."
    found = {change.iri: change.kind for change in compare(old, new).changes}
    assert set(found.values()) == {"renamed"}


def test_the_order_is_by_group_and_the_latest_comes_first(told: Tell) -> None:
    acts = "".join(
        f"action:{year} a comity:Action ; comity:party country:KEN ; comity:act act:signed ;"
        f" comity:declaration declaration:bletchley ; dct:date '{year}'^^xsd:gYear ."
        for year in (2019, 2021, 2020)
    )
    sentences = told("", acts + member(more=YEAR.format("schema:startDate")))
    assert "joined" in sentences[0]
    assert [each[-5:-1] for each in sentences[1:]] == ["2021", "2020", "2019"]


def test_a_country_has_its_article(told: Tell) -> None:
    (sentence,) = told("", member().replace("country:KEN", "country:NLD"))
    assert sentence.startswith("The Netherlands is listed")
