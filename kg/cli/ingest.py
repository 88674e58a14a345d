"""`kg ingest`: read articles into the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, BaseIri, Judge, Model, OntologyFiles, StoreFolder
from kg.cli.output import progress, write_json
from kg.errors import SourceError


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Files (.txt .html .json .jsonl .jsonl.gz), folders, or - for standard input."
        ),
    ],
    store: StoreFolder = DEFAULT_STORE,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it was published, for articles that do not say.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="The address, for an article that has none.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The headline, for articles without one.")] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="The publisher, for articles that do not say.")
    ] = None,
    ontology: OntologyFiles = None,
    model: Model = None,
    judge: Judge = None,
    base_iri: BaseIri = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Whether to store the articles' texts.")] = True,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what was done, skipped and quarantined, and why, as JSON."),
    ] = None,
) -> None:
    """Read articles, and store the facts they state.

    The same article again changes nothing; an edited one replaces its facts.
    """
    from kg.background import usable_cores
    from kg.cli.render.ingest import ingest_summary
    from kg.extract import load_judge
    from kg.pipeline import Pipeline, Settings
    from kg.read import Defaults, check_sources, parse_published
    from kg.store import open_store

    try:
        date = None if published is None else parse_published(published)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from None
    pipeline = Pipeline(Settings(tuple(ontology or ()), model, base_iri, text, judge))
    defaults = Defaults(published=date, url=url, title=title, publisher=publisher)
    # What is missing or broken is told before a store is made.
    check_sources(sources)
    if ontology:
        _ = pipeline.ontology
    if judge is not None:
        load_judge(judge)
    with open_store(store) as opened, progress("Reading articles") as advance:
        result = pipeline.ingest(sources, opened, defaults=defaults, processes=usable_cores(), on_stored=advance)
    if report is not None:
        write_json(report, result.as_json())
    ingest_summary(result, report)
    if not result.read:
        raise SourceError("no article could be read")
