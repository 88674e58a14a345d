"""Which store a name means."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError
from kg.store.protocol import Store

__all__ = ["open_store"]


def open_store(where: str | Path, *, read_only: bool = False) -> Store:
    """The store at `where`: a folder with an embedded Oxigraph store, made there unless `read_only`.

    One process may write, or several may read, at a time. Use as a context manager, or call `close`.

    Raises:
        StoreLocked: another process has it open in a way that excludes this one.
        StoreVersionError: it was made by a version whose format is not this one's.
        StoreError: it is no store (and not empty), cannot be reached, or does not exist and `read_only` is set.
    """
    if "://" in str(where):
        raise StoreError(f"{where}: SPARQL servers cannot be used as stores in this version; give a folder")
    from kg.store.oxigraph import OxigraphStore

    return OxigraphStore(Path(where), read_only=read_only)
