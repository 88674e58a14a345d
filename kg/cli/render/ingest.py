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
    told = ", ".join(f"{n:,} {word}" for word, n in changes if n) or "none"
    note(f"{_count(result.read, 'article')} read: {told}.")
    if result.read:
        note(f"{result.entities:,} entities, {result.events:,} events, {result.facts:,} facts.")
    if result.skipped:
        note(f"{_count(len(result.skipped), 'source')} skipped:")
        for skipped in result.skipped[:_SHOWN]:
            note(f"  {skipped}")
        _more(len(result.skipped), report)
    if result.quarantined:
        articles = len({q.article for q in result.quarantined})
        lost = sum(len(q.triples) for q in result.quarantined)
        note(f"{_count(lost, 'statement')} of {_count(articles, 'article')} quarantined, against the shapes:")
        reasons = Counter(q.message for q in result.quarantined)
        for message, number in reasons.most_common(_SHOWN):
            note(f"  {number} × {message}")
        _more(len(reasons), report)
    if report is not None:
        note(f"The full report is in {report}.")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _more(number: int, report: Path | None) -> None:
    if number > _SHOWN or report is None:
        rest = f"  … and {number - _SHOWN} more" if number > _SHOWN else ""
        note(
            rest
            + ("" if report is not None else f"{';' if rest else ' '} --report FILE.json lists all, with the sentences")
        )
