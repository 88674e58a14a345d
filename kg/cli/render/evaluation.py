"""The figures of `kg eval`, their causes, and the floors they must keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.table import Table
from rich.text import Text

from kg.cli.output import console, note
from kg.eval import MEASURES, Evaluation

__all__ = ["evaluation", "floors"]

_EXAMPLES = 2
_CAUSES_FOR = ("entities", "events", "roles", "relations", "dates", "counts", "attribution", "between")


def evaluation(result: Evaluation, all_errors: bool = False) -> None:
    """Figures, errors by cause with examples (or all of them), and how far a confidence can be trusted."""
    out = console()
    out.print(_figures(result))
    out.print()
    out.print(_causes(result, all_errors))
    out.print()
    out.print(_reliability(result))


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), header_style="dim"
    )
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if i and column != "examples" else "left", overflow="fold")
    return table


def _figures(result: Evaluation) -> Table:
    table = _table(f"{result.articles} articles", "", "precision", "recall", "F1", "gold", "found")
    for name, tally in result.measures().items():
        cells = (
            f"{tally.precision:.3f}",
            f"{tally.recall:.3f}",
            f"{tally.f1:.3f}",
            f"{tally.gold:,}",
            f"{tally.system:,}",
        )
        table.add_row(name, *cells, style="bold" if name == MEASURES[-1] else "")
    return table


def _causes(result: Evaluation, all_errors: bool) -> Table:
    table = _table("Errors by cause", "what", "number", "examples")
    last = None
    for (measure, outcome, cause), verdicts in result.causes().items():
        if measure not in _CAUSES_FOR:
            continue
        if (measure, outcome) != last:
            total = sum(result.common_causes(measure, outcome).values())
            table.add_row(Text(f"{measure} {outcome.value}", style="bold"), Text(str(total), style="bold"), "")
            last = (measure, outcome)
        shown = verdicts if all_errors else verdicts[:_EXAMPLES]
        separator = "\n" if all_errors else "; "
        example = separator.join(f"{v.text} ({v.article})" for v in shown)
        table.add_row(f"  {cause or outcome.value}", str(len(verdicts)), Text(example, style="dim"))
    return table


def _reliability(result: Evaluation) -> Table:
    table = _table("Facts by confidence", "confidence", "facts", "right", "share right")
    low, high = result.split_at(0.8)
    rows = [(f"{b.low:.1f} – {b.high:.1f}", b) for b in result.reliability()]
    for name, bucket in (*rows, ("below 0.8", low), ("0.8 and more", high)):
        share = f"{bucket.share:.2f}" if bucket.facts else "–"
        table.add_row(name, f"{bucket.facts:,}", f"{bucket.right:,}", share)
    return table


def floors(broken: Mapping[str, tuple[float, float]], gate: Path) -> None:
    """Whether the floors hold, and which do not."""
    if not broken:
        note(f"All floors of {gate} hold.")
    for measure, (figure, floor) in broken.items():
        note(f"{measure}: F1 {figure:.3f} is below the floor of {floor:.3f} in {gate}")
