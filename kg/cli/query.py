"""`kg query`: ask the store in SPARQL."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreFolder
from kg.cli.output import write_bytes
from kg.errors import QueryError


class Format(StrEnum):
    """What an answer can be printed as."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TURTLE = "turtle"


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="SPARQL", help="The query; @FILE reads it from a file, - from standard input."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="Read the query from a file.")
    ] = None,
    format: Annotated[Format | None, typer.Option(help="Table on a terminal, else CSV; Turtle for CONSTRUCT.")] = None,
    store: StoreFolder = DEFAULT_STORE,
) -> None:
    """Ask the store in SPARQL 1.1.

    The prefixes nkg:, wd:, schema:, nif: and other usual ones need not be declared.
    """
    from kg.cli.render.tables import result_table
    from kg.store import AskResult, GraphResult, ResultFormat, open_store

    text = _text(sparql, file)
    with open_store(store, read_only=True) as opened:
        answer = opened.query(text)
        if format is Format.TABLE or (format is None and sys.stdout.isatty() and not isinstance(answer, GraphResult)):
            result_table(answer)
        elif format is None and isinstance(answer, AskResult):
            typer.echo("true" if answer else "false")
        else:
            chosen = answer.formats[0] if format is None else ResultFormat(format.value)
            write_bytes(answer.serialize(chosen))


def _text(sparql: str | None, file: Path | None) -> str:
    """The query's text, from wherever it comes."""
    if sparql is not None and sparql.startswith("@"):
        file, sparql = Path(sparql[1:]), None
    if sparql is not None and file is not None:
        raise typer.BadParameter("give the query once: as an argument or as a file", param_hint="--file")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                f"{file}: the query cannot be read: {getattr(error, 'strerror', None) or error}"
            ) from error
    if sparql is not None and sparql != "-":
        return sparql
    if sparql is None and sys.stdin.isatty():
        raise typer.BadParameter("give a query, @FILE, or - for standard input", param_hint="SPARQL")
    return sys.stdin.read()
