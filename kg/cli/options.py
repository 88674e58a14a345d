"""Options that several commands share, each written once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

__all__ = ["DEFAULT_STORE", "BaseIri", "Judge", "Model", "OntologyFiles", "StoreFolder"]

DEFAULT_STORE = Path("kg-store")


def _iri(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", value):
        raise typer.BadParameter(f"{value!r} is no absolute IRI, such as https://example.org/id/")
    return value


StoreFolder: TypeAlias = Annotated[
    Path, typer.Option("--store", "-s", envvar="KG_STORE", metavar="DIR", help="The folder the graph lives in.")
]
OntologyFiles: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--ontology", metavar="FILE", help="A Turtle file of your own classes and words; may be repeated."),
]
Model: TypeAlias = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another installed spaCy pipeline for English.")
]
Judge: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--judge", envvar="KG_JUDGE", metavar="FILE", help="A judge made by kg train, instead of the shipped one."
    ),
]
BaseIri: TypeAlias = Annotated[
    str | None,
    typer.Option("--base-iri", metavar="IRI", callback=_iri, help="What the names of unlinked entities begin with."),
]
