"""Floors: figures that must not be fallen short of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kg.errors import SourceError
from kg.eval.measures import MEASURES, Tally

__all__ = ["broken_floors", "read_floors"]

# A baseline is written with four digits; a figure that only differs in the rounding is no fall.
_ROUNDING = 0.00005


def read_floors(path: Path) -> dict[str, float]:
    """The least F1 of each measure that the file names.

    The file is a JSON object, {"events": 0.6, …}, or a baseline: the JSON that `kg eval --json` writes.
    Raises SourceError for a file that is missing or is neither.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be read as a JSON file of floors: {error}") from error
    measures = value.get("measures", value) if isinstance(value, dict) else None
    if not isinstance(measures, dict):
        raise SourceError(f'{path}: not a file of floors; it must hold an object such as {{"events": 0.6}}')
    floors = {
        name: entry["f1"] if isinstance(entry, dict) and "f1" in entry else entry for name, entry in measures.items()
    }
    for name, floor in floors.items():
        if name not in MEASURES:
            raise SourceError(f"{path}: {name!r} is no measure; they are {', '.join(MEASURES)}")
        if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
            raise SourceError(f"{path}: the floor of {name} must be a number from 0 to 1, not {floor!r}")
    return floors


def broken_floors(measures: Mapping[str, Tally], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The measures whose F1 lies below its floor: (F1, floor) of each."""
    return {m: (measures[m].f1, f) for m, f in floors.items() if measures[m].f1 < f - _ROUNDING}
