"""`kg eval`: measure extraction against gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Judge, Model, OntologyFiles
from kg.cli.output import note, progress, write_json


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold annotations (docs/gold.md).")],
    errors: Annotated[bool, typer.Option("--errors", help="List every error instead of examples.")] = False,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write all figures as JSON.")] = None,
    gate: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Floors, or an earlier --json: exit with status 1 when a figure is lower."),
    ] = None,
    ontology: OntologyFiles = None,
    model: Model = None,
    judge: Judge = None,
) -> None:
    """Measure what is found, and how much of it is right, against gold annotations."""
    from kg.cli.render.evaluation import evaluation, floors
    from kg.eval import broken_floors, evaluate, load_gold, read_floors
    from kg.pipeline import Pipeline, Settings

    least = {} if gate is None else read_floors(gate)
    gold = load_gold(gold_dir)
    pipeline = Pipeline(Settings(tuple(ontology or ()), model, judge=judge))
    with progress("Reading gold articles", len(gold)) as advance:
        result = evaluate(gold, pipeline, lambda: advance(1))
    if json is not None:
        write_json(json, result.as_json())
        note(f"All figures are in {json}.")
    evaluation(result, all_errors=errors)
    if gate is not None:
        broken = broken_floors(result.measures(), least)
        floors(broken, gate)
        if broken:
            raise typer.Exit(1)
