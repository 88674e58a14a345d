"""`kg train`: learn from gold annotations how sure to be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Model, OntologyFiles
from kg.cli.output import note, progress, write_bytes


def train(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold annotations (docs/gold.md).")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where the judge goes.")] = Path(
        "judge.json"
    ),
    source: Annotated[
        str, typer.Option(metavar="TEXT", help="What the annotations are, to be kept in the file.")
    ] = "annotations of our own",
    ontology: OntologyFiles = None,
    model: Model = None,
) -> None:
    """Learn from gold annotations how far each thing read can be trusted.

    The file it writes is used by kg ingest --judge FILE. What it is worth on articles not learnt from is printed.
    """
    from kg import __version__
    from kg.cli.render.training import training
    from kg.eval import load_gold
    from kg.pipeline import Pipeline, Settings
    from kg.training import check_installed, examples_of, train

    check_installed()
    gold = load_gold(gold_dir)
    pipeline = Pipeline(Settings(tuple(ontology or ()), model))
    with progress("Reading gold articles", len(gold)) as advance:
        examples = list(examples_of(gold, pipeline, lambda: advance(1)))
    provenance = pipeline.extractor.provenance
    card = {
        "source": source,
        "tool": f"newskg {__version__}",
        "models": list(provenance.models),
        "ontology": provenance.ontology,
    }
    trained = train(examples, card)
    write_bytes(trained.judge.dumps().encode(), out)
    training(trained, len(gold))
    note(f"The judge is in {out}; use it with: kg ingest --judge {out}")
