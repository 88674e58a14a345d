"""`kg stats`: how much the store holds."""

from __future__ import annotations

from kg.cli.options import DEFAULT_STORE, StoreFolder


def stats(store: StoreFolder = DEFAULT_STORE) -> None:
    """Count what the store holds: articles, statements, instances of each class."""
    from kg.cli.render.tables import stats_table
    from kg.store import open_store

    with open_store(store, read_only=True) as opened:
        counted = opened.stats()
    stats_table(counted)
