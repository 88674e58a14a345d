"""Every error the package raises on purpose, and the exit code the command line gives for it.

    KgError                    stop the run: the message says what to do            exit
    ├── SourceError            a source cannot be read                                3
    │   └── SkippedSource      … but the rest of the run can go on ("skip this one")  3 at the end if all were skipped
    ├── OntologyError          an ontology file is missing, broken or contradictory   4
    ├── ModelError             the language model is missing or does not fit          5
    ├── StoreError             the store cannot be opened, read or written            6
    │   ├── StoreLocked        … another process holds it                             6
    │   └── StoreVersionError  … it was made by another version of the format         6
    ├── QueryError             SPARQL that does not parse, or fails                   7
    └── EntityIndexError       the entity index is missing or broken                  8

Exit 1 is an answer, not an error: `kg validate` found violations. Exit 2 is a wrong command line.
"""

from __future__ import annotations

__all__ = [
    "EntityIndexError",
    "KgError",
    "ModelError",
    "OntologyError",
    "QueryError",
    "SkippedSource",
    "SourceError",
    "StoreError",
    "StoreLocked",
    "StoreVersionError",
]


class KgError(Exception):
    """Something that stops the run; its text tells the user what to do."""

    exit_code = 9


class SourceError(KgError):
    """A source (file, folder, stream) that cannot be read at all."""

    exit_code = 3


class SkippedSource(SourceError):
    """One article of many that cannot be used; the run goes on without it and counts it.

    `source` is the file's name (or "standard input"), `line` the line of it, from 1, where the source
    has one article a line, and `reason` the message without the two.
    """

    def __init__(self, reason: str, source: str = "", line: int | None = None) -> None:
        where = f"{source}, line {line}" if line is not None else source
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason, self.source, self.line = reason, source, line


class OntologyError(KgError):
    """An ontology or lexicon file that is missing, does not parse, or contradicts itself."""

    exit_code = 4


class ModelError(KgError):
    """A language model that is not installed or lacks what extraction needs."""

    exit_code = 5


class StoreError(KgError):
    """The store cannot be opened, read or written."""

    exit_code = 6


class StoreLocked(StoreError):
    """Another process has the store open for writing."""


class StoreVersionError(StoreError):
    """The store was made by a version whose format this one does not know."""


class QueryError(KgError):
    """A SPARQL query that does not parse or cannot be answered; `line` and `column`, from 1, say where it does not."""

    exit_code = 7

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class EntityIndexError(KgError):
    """The entity index is missing, damaged or of another version."""

    exit_code = 8
