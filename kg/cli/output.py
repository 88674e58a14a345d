"""Where output goes: answers to standard output or a file, words to the person to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kg.errors import KgError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "note", "progress", "write_bytes", "write_json"]


def console(*, stderr: bool = False) -> Console:
    """A rich console on standard output, or on standard error."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)


def note(text: str) -> None:
    """A line for the person at the terminal, kept apart from what may be piped on."""
    typer.echo(text, err=True)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show how work proceeds, on a terminal only; gives what to call with the number of things done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counter = MofNCompleteColumn() if total is not None else TextColumn("{task.completed} articles")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), counter, TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


def write_bytes(data: bytes, file: Path | None = None) -> None:
    """Write an answer to a file, or to standard output. Raises KgError where the file cannot be written."""
    if file is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise KgError(f"{file}: cannot be written: {error.strerror}") from error


def write_json(file: Path, value: dict[str, Any]) -> None:
    """Write a report. Raises KgError where the file cannot be written."""
    write_bytes((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(), file)
