"""`kg validate`: check RDF files against the ontology's shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OntologyFiles


def validate(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="RDF files: Turtle, TriG, N-Quads, N-Triples, JSON-LD.")
    ],
    ontology: OntologyFiles = None,
) -> None:
    """Check RDF files against the ontology and its shapes. Exits with status 1 when one does not conform."""
    from kg.cli.render.tables import validation
    from kg.graph import validate_rdf
    from kg.ontology import load_ontology

    extra = tuple(ontology or ())
    report = validate_rdf(files, load_ontology(extra), extra)
    validation(report)
    if not report.conforms:
        raise typer.Exit(1)
