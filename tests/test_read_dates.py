"""Publication dates are read strictly."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.read import parse_published

DAY = dt.date(2020, 1, 3)


@pytest.mark.parametrize(
    "value",
    [
        "2020-01-03", " 2020-01-03 ", "03 January 2020", "03 January, 2020", "3 Jan 2020", "January 3, 2020", "Jan. 3, 2020",
        "Jan 3rd, 2020", "Friday, 3 January 2020", "Fri 3 Jan 2020",
    ],
)  # fmt: skip
def test_a_day(value: str) -> None:
    assert parse_published(value) == DAY


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("2020-01-03T10:30:00Z", 10),
        ("2020-01-03T10:30:00+03:00", 10),
        ("2020-01-03 10:30", 10),
        ("Fri, 03 Jan 2020 10:30:00 GMT", 10),
    ],
)
def test_a_moment(value: str, hour: int) -> None:
    found = parse_published(value)
    assert isinstance(found, dt.datetime)
    assert (found.date(), found.hour) == (DAY, hour)


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "Friday", "2020", "2020-13-01", "2020-02-30", "31 February 2020", "03/01/2020", "January 2020", "soon", "3", "1578009600", "x" * 500],
)  # fmt: skip
def test_no_date_is_an_error_that_shows_how_to_write_one(value: str) -> None:
    with pytest.raises(ValueError, match="is not a date; write it as 2020-01-03") as caught:
        parse_published(value)
    assert len(str(caught.value)) < 200
