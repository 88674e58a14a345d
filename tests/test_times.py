"""What time expressions mean to a reader on the day of publication, and which events they date."""

from __future__ import annotations

import datetime as dt

import pytest

from claims_reader import read_text
from kg.extract.times import Direction, resolve
from kg.model import PartialDate

TODAY = dt.date(2020, 1, 3)  # a Friday


def day(expression: str, direction: Direction = Direction.UNKNOWN, after: str | None = None) -> str | None:
    value = resolve(expression, TODAY, direction, PartialDate(after) if after else None)
    return value.date.iso if value is not None and value.date is not None else None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("today", "2020-01-03"),
        ("tonight", "2020-01-03"),
        ("this morning", "2020-01-03"),
        ("yesterday", "2020-01-02"),
        ("yesterday afternoon", "2020-01-02"),
        ("last night", "2020-01-02"),
        ("tomorrow", "2020-01-04"),
        ("Friday", "2020-01-03"),
        ("on Wednesday", "2020-01-01"),
        ("Wednesday night", "2020-01-01"),
        ("early on Sunday", "2019-12-29"),
        ("last Friday", "2019-12-27"),
        ("next Friday", "2020-01-10"),
        ("next Monday", "2020-01-06"),
        ("Tuesday last week", "2019-12-24"),
        ("Monday next week", "2020-01-06"),
        ("two days ago", "2020-01-01"),
        ("27 December", "2019-12-27"),
        ("on the 27th of December", "2019-12-27"),
        ("December 27", "2019-12-27"),
        ("Friday, December 27", "2019-12-27"),
        ("Friday 27 December 2019", "2019-12-27"),
        ("December 27, 2019", "2019-12-27"),
        ("Dec. 27", "2019-12-27"),
        ("2019-12-29", "2019-12-29"),
        ("January 8", "2020-01-08"),
        ("New Year's Eve", "2019-12-31"),
        ("New Year’s Day", "2020-01-01"),
        ("Christmas Day", "2019-12-25"),
        ("Good Friday 2019", "2019-04-19"),
        ("Easter Monday 2020", "2020-04-13"),
        ("Thanksgiving", "2019-11-28"),
    ],
)
def test_days(expression: str, expected: str) -> None:
    assert day(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("in 2018", "2018"),
        ("late 2018", "2018"),
        ("last year", "2019"),
        ("two years ago", "2018"),
        ("earlier this year", "2020"),
        ("in late July", "2019-07"),
        ("mid-August", "2019-08"),
        ("the middle of December", "2019-12"),
        ("last October", "2019-10"),
        ("in May", "2019-05"),
        ("June 2016", "2016-06"),
        ("last month", "2019-12"),
        ("earlier this month", "2020-01"),
        ("three months ago", "2019-10"),
    ],
)
def test_no_more_precision_than_told(expression: str, expected: str) -> None:
    assert day(expression) == expected


@pytest.mark.parametrize("expression", ["last week", "this week", "earlier this week", "next weekend", "two weeks ago"])
def test_weeks_name_no_day(expression: str) -> None:
    value = resolve(expression, TODAY)
    assert value is not None
    assert value.anchor
    assert value.date is None


@pytest.mark.parametrize(
    "expression", ["for two days", "every Friday", "Sundays", "five weeks", "the 1990s", "two-day"]
)
def test_durations_and_habits_place_nothing(expression: str) -> None:
    value = resolve(expression, TODAY)
    assert value is not None
    assert not value.anchor


@pytest.mark.parametrize(
    "expression", ["30 February", "31 June", "29 February 2019", "May 32", "2019-13-01", "the embassy", ""]
)
def test_what_is_no_day_is_nothing(expression: str) -> None:
    value = resolve(expression, TODAY)
    assert value is None or value.date is None


@pytest.mark.parametrize(
    ("expression", "direction", "expected"),
    [
        ("Monday", Direction.PAST, "2019-12-30"),
        ("Monday", Direction.FUTURE, "2020-01-06"),
        ("Friday", Direction.FUTURE, "2020-01-03"),
        ("last Monday", Direction.FUTURE, "2019-12-30"),
        ("5 March", Direction.PAST, "2019-03-05"),
        ("5 March", Direction.FUTURE, "2020-03-05"),
        ("October", Direction.PAST, "2019-10"),
        ("October", Direction.FUTURE, "2020-10"),
        ("in two months", Direction.FUTURE, "2020-03"),
        ("in two months", Direction.PAST, None),
        ("in three days", Direction.FUTURE, "2020-01-06"),
    ],
)
def test_tense_decides_the_direction(expression: str, direction: Direction, expected: str | None) -> None:
    assert day(expression, direction) == expected


@pytest.mark.parametrize(
    ("expression", "after", "expected"),
    [
        ("the previous day", "2019-12-27", "2019-12-26"),
        ("a day earlier", "2019-12-27", "2019-12-26"),
        ("the following day", "2019-12-27", "2019-12-28"),
        ("two days later", "2019-12-27", "2019-12-29"),
        ("that day", "2019-12-27", "2019-12-27"),
        ("the following Monday", "2019-12-27", "2019-12-30"),
        ("three years later", "2011", "2014"),
        ("the previous day", "2011", None),
    ],
)
def test_counting_from_the_date_told_before(expression: str, after: str, expected: str | None) -> None:
    assert day(expression, after=after) == expected


@pytest.mark.parametrize(
    ("expression", "first", "last"),
    [
        ("between 3 and 5 May 2019", "2019-05-03", "2019-05-05"),
        ("May 3-5, 2019", "2019-05-03", "2019-05-05"),
        ("June 30 to July 2, 2019", "2019-06-30", "2019-07-02"),
        ("from Monday to Wednesday", "2019-12-30", "2020-01-01"),
        ("from 1967 to 1995", "1967", "1995"),
        ("from October to December 2018", "2018-10", "2018-12"),
    ],
)
def test_spans(expression: str, first: str, last: str) -> None:
    value = resolve(expression, TODAY)
    assert value is not None
    assert value.date == PartialDate(first)
    assert value.end == PartialDate(last)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("27 December 2019", "2019-12-27"), ("in 2018", "2018"), ("Friday", None), ("today", None), ("27 December", None)],
)
def test_without_a_publication_date_only_whole_dates_are_worked_out(expression: str, expected: str | None) -> None:
    value = resolve(expression, None)
    assert value is not None
    assert (value.date.iso if value.date else None) == expected


@pytest.mark.parametrize("year", range(2000, 2031))
def test_easter_agrees_with_dateutil(year: int) -> None:
    easter = pytest.importorskip("dateutil.easter")
    value = resolve(f"Easter Sunday {year}", TODAY)
    assert value is not None
    assert value.date == PartialDate(easter.easter(year).isoformat())


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Gunmen attacked a police post in Mosul on Wednesday.", "attacked", "2020-01-01"),
        ("Wednesday's attack in Mosul killed four officers.", "attack", "2020-01-01"),
        ("The attack took place in Mosul on Wednesday.", "attack", "2020-01-01"),
        ("The 27 December attack in Mosul killed four officers.", "attack", "2019-12-27"),
        ("On Wednesday, gunmen attacked a village in Mali, killing four farmers.", "killing", "2020-01-01"),
        ("On Wednesday, gunmen attacked a village in Mali. They killed four farmers.", "killed", "2020-01-01"),
        ("The minister said on Wednesday that rebels had attacked a village.", "said", "2020-01-01"),
        ("The minister said on Wednesday that rebels had attacked a village.", "attacked", None),
        ("The minister said on Wednesday that rebels attacked a village in 2018.", "attacked", "2018"),
        ("The minister was arrested in May.", "arrested", "2019-05"),
        ("The president will visit Ghana on Tuesday.", "visit", "2020-01-07"),
        ("Police arrested two men after Wednesday's attack in Mosul.", "arrested", None),
        ("Before Tuesday, nobody had attacked the embassy.", "attacked", None),
        ("The mayor was shot dead on her way to work on Thursday, a day after she took office.", "shot", "2020-01-02"),
        ("The mayor was shot dead on her way to work on Thursday, a day after she took office.", "took", "2020-01-01"),
        ("The minister, speaking in Delhi on Thursday, announced a ban on plastic.", "announced", "2020-01-02"),
    ],
)
def test_expressions_date_what_governs_them(pipeline, text: str, word: str, expected: str | None) -> None:
    assert read_text(pipeline.extractor, text).date(word) == expected


def test_days_between_events_date_the_one_by_the_other(pipeline) -> None:
    read = read_text(pipeline.extractor, "Rescuers freed ten miners a day after the quake, which struck on Tuesday.")
    assert read.date("quake") == "2019-12-31"
    assert "2020-01-01" in {e.date.iso for e in read.extraction.events if e.date}


def test_an_end_is_an_end(pipeline) -> None:
    event = read_text(pipeline.extractor, "The protest, which began on Monday, ended on Wednesday.").event("protest")
    assert event.date is not None
    assert event.end_date is not None
    assert (event.date.iso, event.end_date.iso) == ("2019-12-30", "2020-01-01")


def test_a_comparison_is_no_date(pipeline) -> None:
    read = read_text(pipeline.extractor, "The bombing in Kabul, the deadliest since 2017, killed four people.")
    assert read.date("bombing") is None


def test_a_plan_does_not_happen_on_the_day_it_was_made(pipeline) -> None:
    read = read_text(pipeline.extractor, "The rebels agreed on Monday to release the prisoners.")
    assert read.date("agreed") == "2019-12-30"
    assert read.date("release") is None


def test_headline_takes_the_date_from_the_body(pipeline) -> None:
    read = read_text(
        pipeline.extractor,
        "On Wednesday, gunmen attacked a hotel in Nairobi, police said.",
        "Gunmen attack hotel in Nairobi",
    )
    assert {e.date.iso for e in read.extraction.events if e.cls == "Attack" and e.date} == {"2020-01-01"}


def test_day_in_a_quotation_is_not_the_reader_s_day(pipeline) -> None:
    read = read_text(pipeline.extractor, 'The mayor said, "Gunmen attacked our town today."')
    assert read.date("attacked") is None
