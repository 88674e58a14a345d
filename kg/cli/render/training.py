"""What a judge is worth, as a table."""

from __future__ import annotations

from rich.table import Table

from kg.cli.output import console
from kg.training import Training

__all__ = ["training"]

_SHOWN = {"event": "events", "role": "roles", "relation": "relations", "link": "arrows"}


def training(trained: Training, articles: int) -> None:
    """For each kind: how well the rules' confidence and the judge's tell right from wrong, on articles not learnt from."""
    title = f"{articles} articles; figures by cross-validation"
    table = Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), header_style="dim"
    )
    table.add_column("")
    for column in ("read", "right", "AUC rules", "AUC judge", "Brier rules", "Brier judge", "F1 all", "F1 kept"):
        table.add_column(column, justify="right")
    for kind, report in trained.reports.items():
        pairs = (*report.auc, *report.brier, *report.f1)
        table.add_row(_SHOWN[kind], f"{report.proposals:,}", f"{report.right:,}", *(f"{value:.3f}" for value in pairs))
    console().print(table)
