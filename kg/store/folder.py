"""The folder of an embedded store: whose it is, of which version, and who may open it now.

DIR/VERSION.json   {"format": 1, "engine": "oxigraph", "made_by": "0.1.0"}
DIR/lock           flock(2): exclusive for a writer, shared for readers; the kernel drops it with the process
DIR/oxigraph/      the database (RocksDB)
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import IO

from kg.errors import StoreError, StoreLocked, StoreVersionError

__all__ = ["FORMAT", "StoreFolder"]

FORMAT = 1
"""The format of the folder and of what is in the database; raised when either changes."""

_VERSION, _LOCK, _DATABASE = "VERSION.json", "lock", "oxigraph"


class StoreFolder:
    """A store's folder, checked and locked from construction to `release`.

    Raises:
        StoreLocked, StoreVersionError, StoreError: as `kg.store.open_store` says.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None
        try:
            self._check_is_store(read_only)
            if not read_only:
                path.mkdir(parents=True, exist_ok=True)
            self._acquire(read_only)
            try:
                self._check_version(read_only)
            except BaseException:
                self.release()
                raise
        except OSError as error:
            raise StoreError(f"{path}: the store cannot be opened: {error.strerror or error}") from error

    @property
    def database(self) -> Path:
        """Where the engine keeps its files."""
        return self.path / _DATABASE

    def release(self) -> None:
        """Let others open the store."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _check_is_store(self, read_only: bool) -> None:
        """Refuse what is no store before anything is written into it."""
        if not self.path.exists():
            if read_only:
                raise StoreError(
                    f"{self.path}: there is no store here; make one with: kg ingest --store {self.path} ARTICLE…"
                )
            return
        if not self.path.is_dir():
            raise StoreError(f"{self.path}: a store is a folder, and this is a file")
        if (self.path / _VERSION).is_file():
            return
        # A maker that was killed before it wrote the version leaves no more than these.
        strangers = sorted(entry.name for entry in self.path.iterdir() if entry.name not in (_LOCK, f"{_VERSION}.new"))
        if strangers:
            raise StoreError(
                f"{self.path}: this folder is not a store (it has {strangers[0]!r} in it); name a new or an empty folder"
            )
        if read_only:
            raise StoreError(
                f"{self.path}: there is no store here; make one with: kg ingest --store {self.path} ARTICLE…"
            )

    def _acquire(self, read_only: bool) -> None:
        try:
            import fcntl
        except ImportError:  # not POSIX: the engine's own lock still keeps a second writer out
            return
        lock = self.path / _LOCK
        self._lock = lock.open("rb" if read_only and lock.exists() else "ab")
        try:
            fcntl.flock(self._lock, (fcntl.LOCK_SH if read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            wanted = "is writing to it" if read_only else "has it open"
            raise StoreLocked(f"{self.path}: another process {wanted}; try again when that is done") from None

    def _check_version(self, read_only: bool) -> None:
        file = self.path / _VERSION
        if not file.exists():
            if read_only:
                raise StoreError(f"{self.path}: there is no store here yet")
            new = self.path / f"{_VERSION}.new"
            new.write_text(
                json.dumps({"format": FORMAT, "engine": "oxigraph", "made_by": version("newskg")}) + "\n", "utf-8"
            )
            new.replace(file)
            return
        try:
            found = json.loads(file.read_text("utf-8"))
            number, maker = found["format"], found.get("made_by", "an unknown version")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreVersionError(
                f"{file}: it does not say which format the store has; ingest into a new store"
            ) from error
        if number != FORMAT:
            raise StoreVersionError(
                f"{self.path}: the store has format {number} (made by newskg {maker}), and this is newskg {version('newskg')}, "
                f"which reads format {FORMAT}; export it with that version and ingest again, or name another store"
            )
