"""Tables: answers to queries, counts, candidates, violations."""

from __future__ import annotations

import typer
from rich.table import Table
from rich.text import Text

from kg.cli.output import console, write_bytes
from kg.graph import ValidationReport
from kg.link import Candidate
from kg.store import AskResult, GraphResult, Iri, QueryResult, ResultFormat, SelectResult, Stats, Term
from kg.triples import curie_of

__all__ = ["candidates_table", "result_table", "stats_table", "validation"]


def result_table(answer: QueryResult) -> None:
    """An answer as a table; a yes or no for ASK, Turtle for triples."""
    if isinstance(answer, AskResult):
        typer.echo("yes" if answer else "no")
    elif isinstance(answer, GraphResult):
        write_bytes(answer.serialize(ResultFormat.TURTLE))
    elif isinstance(answer, SelectResult):
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for name in answer.variables:
            table.add_column(name, overflow="fold")
        rows = 0
        for row in answer:
            rows += 1
            table.add_row(*map(_cell, row))
        console().print(table)
        typer.echo(f"{rows:,} row{'' if rows == 1 else 's'}", err=True)


def _cell(term: Term | None) -> Text:
    if term is None:
        return Text("–", style="dim")
    if isinstance(term, Iri):
        return Text(curie_of(term.value), style="cyan")
    return Text(str(term))


def stats_table(stats: Stats) -> None:
    """Counts, and instances by class."""
    out = console()
    out.print(f"[bold]{stats.graphs:,}[/bold] articles, [bold]{stats.quads:,}[/bold] statements")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("class")
    table.add_column("instances", justify="right")
    for cls, number in stats.classes.items():
        table.add_row(Text(curie_of(cls), style="cyan"), f"{number:,}")
    out.print(table)


def candidates_table(name: str, cls: str, found: list[Candidate]) -> None:
    """What a name may stand for, the best first."""
    if not found:
        typer.echo(f"The index has nothing for {name!r} as {cls}.")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("id", "label", "class", "matched by"):
        table.add_column(column)
    for candidate in found:
        entry = candidate.entry
        link = Text(entry.qid, style=f"green link https://www.wikidata.org/wiki/{entry.qid}")
        table.add_row(link, entry.label, entry.cls, candidate.kind.value)
    console().print(table)


def validation(report: ValidationReport) -> None:
    """Every violation, then how many there are."""
    for v in report.violations:
        place = " ".join(part for part in (v.focus, v.path, v.value) if part)
        typer.echo(f"{v.shape}: {v.message}\n    {place}")
    number = len(report.violations)
    typer.echo(
        "Conforms." if report.conforms else f"Does not conform: {number:,} violation{'' if number == 1 else 's'}."
    )
