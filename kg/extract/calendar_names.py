"""English names of months and weekdays, in order, in lower case."""

from __future__ import annotations

__all__ = ["DAY_NAMES", "MONTH_NAMES"]

MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
