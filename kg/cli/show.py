"""`kg show`: what the store knows of one article."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, OntologyFiles, StoreFolder


def show(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article's url, or a part of it or of its headline.")
    ],
    store: StoreFolder = DEFAULT_STORE,
    evidence: Annotated[
        bool, typer.Option("--evidence/--no-evidence", help="Quote the sentence behind each event.")
    ] = True,
    ontology: OntologyFiles = None,
) -> None:
    """Show an article's entities, events and relations, with their evidence."""
    from kg.cli.render.article import article_page
    from kg.describe import describe_stored
    from kg.store import open_store

    with open_store(store, read_only=True) as opened:
        described = describe_stored(article, opened, ontology or ())
    article_page(described, evidence)
