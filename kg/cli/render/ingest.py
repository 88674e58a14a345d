"""How the end of an ingest is told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kg.cli.output import note
from kg.pipeline import IngestResult

__all__ = ["ingest_summary"]

_SHOWN = 5


def ingest_summary(result: IngestResult, report: Path | None) -> None:
    """What was read and found, what was left out and why, on standard error."""
    changes = (("added", result.added), ("replaced", result.replaced), ("unchanged", result.unchanged))
    if result.read:
        told = ", ".join(f"{n:,} {word}" for word, n in changes if n)
        note(f"{_count(result.read, 'article')} read: {told}.")
        found = ((result.entities, "entity", "entities"), (result.events, "event", ""), (result.facts, "fact", ""))
        note(", ".join(_count(*kind) for kind in found) + ".")
    if result.skipped:
        note(f"{_count(len(result.skipped), 'source')} skipped:")
        _list([str(s) for s in result.skipped])
    if result.quarantined:
        articles = len({q.article for q in result.quarantined})
        lost = sum(len(q.triples) for q in result.quarantined)
        note(f"{_count(lost, 'statement')} of {_count(articles, 'article')} kept out of the store, against the shapes:")
        _list([f"{n} × {message}" for message, n in Counter(q.message for q in result.quarantined).most_common()])
    if report is not None:
        note(f"The full report is in {report}.")
    elif result.quarantined or len(result.skipped) > _SHOWN:
        note("With --report FILE.json you get every case, with its sentence and the reason.")


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _list(lines: list[str]) -> None:
    for line in lines[:_SHOWN]:
        note(f"  {line}")
    if len(lines) > _SHOWN:
        note(f"  … and {len(lines) - _SHOWN} more")
