"""`kg link`: what a name would be linked to."""

from __future__ import annotations

from typing import Annotated

import typer


def link(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, as an article has it.")],
    cls: Annotated[
        str, typer.Option("--class", metavar="CLASS", help="What it names: Person, GeopoliticalEntity, …")
    ] = "Organization",
) -> None:
    """Show what the entity index has for a name."""
    from kg.cli.render.tables import candidates_table
    from kg.link import load_index

    candidates_table(name, cls, load_index().candidates(name, cls))
