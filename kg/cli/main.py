"""The program `kg`: its commands, and what becomes of errors.

Commands import what they need when they run, so that `kg --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli import eval as eval_
from kg.cli import export, ingest, link, query, show, stats, train, validate
from kg.errors import KgError

__all__ = ["app", "main"]

INTERRUPTED = 130
"""What typer makes of Ctrl-C, as shells do."""

EPILOG = """Exit status: 0 done; 1 the answer is no (kg validate, kg eval --gate); 2 wrong command line;
3 no source could be read; 4 ontology; 5 language model; 6 store; 7 query; 8 entity index; 130 interrupted."""

app = typer.Typer(
    name="kg",
    help="Facts from news articles, as a knowledge graph you can query.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (ingest, query, show, stats, export, validate, link, train):
    app.command(command.__name__.rsplit(".", 1)[-1])(getattr(command, command.__name__.rsplit(".", 1)[-1]))
app.command("eval")(eval_.evaluate)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Facts from news articles, as a knowledge graph you can query."""


def main() -> None:
    """Run the program. Errors are one line on standard error; the exit status is documented in docs/commands.md."""
    try:
        app()
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            typer.echo("kg: interrupted; what was stored before stays stored", err=True)
        raise
