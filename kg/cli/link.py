"""`kg link`: what a name would be linked to."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def link(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, as an article has it.")],
    cls: Annotated[
        str | None,
        typer.Option(
            "--class", metavar="CLASS", help="What it names: Person, GeopoliticalEntity, … All classes where not given."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the candidates as a JSON list, the best first.")
    ] = False,
) -> None:
    """Show what the entity index has for a name."""
    from kg.link import load_index

    index = load_index()
    found = index.candidates(name, cls) if cls else index.candidates_of_any_class(name)
    if as_json:
        typer.echo(json.dumps([candidate.as_json() for candidate in found], ensure_ascii=False, indent=1))
        return
    from kg.cli.render.tables import candidates_table

    candidates_table(name, cls or "anything", found)
