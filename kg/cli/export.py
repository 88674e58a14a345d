"""`kg export`: the whole store as one RDF file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreFolder
from kg.cli.output import note, write_bytes


class Format(StrEnum):
    """What a store can be exported as."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


ENDINGS = {
    ".ttl": Format.TURTLE,
    ".trig": Format.TRIG,
    ".nq": Format.NQUADS,
    ".nt": Format.NTRIPLES,
    ".jsonld": Format.JSONLD,
}


def export(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where to; standard output without it.")] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="By the file's ending (.ttl .trig .nq .nt .jsonld) where it is not given, else TriG."),
    ] = None,
    store: StoreFolder = DEFAULT_STORE,
) -> None:
    """Write the store as RDF. The same store gives the same bytes.

    Turtle and N-Triples have no named graphs: they merge what the articles say.
    """
    from kg.graph import serialize
    from kg.store import open_store

    if format is None and file is not None:
        format = ENDINGS.get(file.suffix.lower())
        if format is None:
            raise typer.BadParameter(
                f"{file.name!r} does not tell the format; end it in {', '.join(ENDINGS)} or name one",
                param_hint="--format",
            )
    with open_store(store, read_only=True) as opened:
        quads = b"".join(opened.dump())
    write_bytes(serialize(quads, (format or Format.TRIG).value), file)
    if file is not None:
        statements = quads.count(b"\n")
        note(f"{statements:,} statements written to {file}")
