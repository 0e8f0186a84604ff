"""Negotiation and validators agree with a plain reading of RFC 9110, whatever a client sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.formats import GRAPHS, RESULTS
from comity.web.conditions import matches
from comity.web.negotiate import ENCODINGS, HTML, encoding, media_type, result

TYPES = (*(each.media_type for each in (*RESULTS, *GRAPHS)), HTML)
RANGES = (*TYPES, "*/*", "text/*", "application/*", "image/png", "image/*", "text/vcard")
CODINGS = (*ENCODINGS, "*", "identity", "br", "deflate")

weights = st.integers(0, 1000).map(lambda number: number / 1000)
spaces = st.sampled_from(["", " ", "\t", "  "])


def _preferences(names: tuple[str, ...]) -> st.SearchStrategy[list[tuple[str, float]]]:
    return st.lists(
        st.tuples(st.sampled_from(names), weights), max_size=8, unique_by=lambda each: each[0]
    )


@st.composite
def written(draw: st.DrawFn, preferences: list[tuple[str, float]]) -> str:
    """Write preferences as a header field, with any white space and case that it may have."""
    parts = []
    for name, weight in preferences:
        name = draw(st.sampled_from([name, name.upper(), name.title()]))
        if weight == 1 and draw(st.booleans()):
            parts.append(name)
        else:
            space = draw(spaces)
            parts.append(f"{name}{space};{space}{draw(st.sampled_from('qQ'))}={weight:.3f}")
    return f"{draw(spaces)},{draw(spaces)}".join(parts)


def _weight(preferences: dict[str, float], *names: str) -> float:
    """Return the weight of the most specific of some names, of which the first is that."""
    return next((preferences[name] for name in names if name in preferences), 0.0)


def _of_type(preferences: dict[str, float], type_: str) -> float:
    return _weight(preferences, type_, f"{type_.partition('/')[0]}/*", "*/*")


@given(_preferences(RANGES).filter(bool), st.data())
def test_the_type_that_the_client_prefers_is_chosen(
    preferences: list[tuple[str, float]], data: st.DataObject
) -> None:
    given_weights = dict(preferences)
    offered = tuple(data.draw(st.lists(st.sampled_from(TYPES), min_size=1, unique=True)))
    chosen = media_type(data.draw(written(preferences)), offered)
    best = max(_of_type(given_weights, each) for each in offered)
    if best == 0:
        assert chosen is None
    else:
        assert chosen in offered
        assert _of_type(given_weights, chosen) == best


@given(_preferences(RANGES).filter(bool), st.data())
def test_of_types_preferred_alike_the_more_precisely_named_and_then_the_first_is_chosen(
    preferences: list[tuple[str, float]], data: st.DataObject
) -> None:
    given_weights = dict(preferences)
    chosen = media_type(data.draw(written(preferences)), TYPES)
    if chosen is not None:
        best = _of_type(given_weights, chosen)
        equals = [each for each in TYPES if _of_type(given_weights, each) == best]
        assert chosen == min(equals, key=lambda each: -_precision(given_weights, each))


def _precision(preferences: dict[str, float], type_: str) -> int:
    if type_ in preferences:
        return 2
    return 1 if f"{type_.partition('/')[0]}/*" in preferences else 0


@given(_preferences(CODINGS).filter(bool), st.data())
def test_the_coding_that_the_client_prefers_is_chosen(
    preferences: list[tuple[str, float]], data: st.DataObject
) -> None:
    given_weights = dict(preferences)
    chosen = encoding(data.draw(written(preferences)))
    coded = {each: _weight(given_weights, each, "*") for each in ENCODINGS}
    identity = _weight(given_weights, "identity", "*")  # a star means it too
    if chosen and chosen not in given_weights and not any(coded.values()):
        assert identity == 0  # which leaves nothing, so what is not named is better than nothing
    elif chosen:
        assert coded[chosen] == max(coded.values()) > 0
        assert coded[chosen] >= identity
    else:
        best = max(coded.values())
        assert best == 0 or best < identity


@given(st.text(max_size=60) | st.text('*/;,=q. "01textcsv', max_size=60))
def test_no_header_field_whatever_breaks_the_choice(text: str) -> None:
    assert media_type(text, TYPES) in (*TYPES, None)
    assert encoding(text) in (*ENCODINGS, "")
    for form in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", None):
        result(form, text, (), html=True)
        result(form, "", (text,), html=False)


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", None])
@given(_preferences(RANGES), st.booleans(), st.data())
def test_the_format_of_an_answer_suits_the_form_of_the_query(
    form: str | None, preferences: list[tuple[str, float]], html: bool, data: st.DataObject
) -> None:
    chosen = result(form, data.draw(written(preferences)), (), html)
    formats = GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else RESULTS
    assert chosen is None or chosen in formats or (html and chosen == HTML)


tags = st.text("!#$%&'()*+-./0123456789:;<=>?@ABCxyz[]^_`{|}~", min_size=1, max_size=24)


@given(st.lists(tags, min_size=1, max_size=5, unique=True), st.data())
def test_a_condition_names_exactly_the_tags_in_it(names: list[str], data: st.DataObject) -> None:
    field = data.draw(spaces) + ",".join(
        data.draw(spaces) + data.draw(st.sampled_from(["", "W/"])) + f'"{name}"' + data.draw(spaces)
        for name in names
    )
    assert all(matches(field, f'W/"{name}"') for name in names)
    assert all(matches(field, f'"{name}"') for name in names)
    assert not matches(field, 'W/"another tag of some length"')
    assert not matches(field, f'W/"{names[0]}x{names[0]}x{names[0]}"')


@given(tags)
def test_a_star_and_nothing_name_no_tag(name: str) -> None:
    assert not matches("*", f'W/"{name}"')  # for whoever has evaluated to tell
    assert not matches("", f'W/"{name}"')
    assert not matches('"*"', f'W/"{name}-"')
