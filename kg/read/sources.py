"""Where articles come from: files of several kinds, folders of them, standard input."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.errors import SkippedSource, SourceError
from kg.model import Document
from kg.read.dates import find_date_line
from kg.read.decode import decode
from kg.read.pages import from_html
from kg.read.records import MAX_CHARACTERS, Defaults, Fields, from_json, make_document

__all__ = ["ENDINGS", "check_sources", "read"]

# How many bytes are taken of each kind of source before it is refused unread: memory stays bounded whatever comes.
_MAX_TEXT = 4 * MAX_CHARACTERS + 4  # four bytes a code point at most, and a byte-order mark
_MAX_LINE = 4_000_000  # one JSON article; escapes may take six bytes a code point
_MAX_PAGE = 20_000_000  # trafilatura's own limit
_MAX_JSON = 64_000_000  # a list has to be read whole

_BLANK = b" \t\r\n\xef\xbb\xbf"  # white space, and a byte-order mark
_LONGEST_HEADLINE = 300
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|\?xml|html|head|body|article|main|div|p|h1|section)\b", re.I | re.S
)


class _Item(NamedTuple):
    """One article of a source, or why it is none; `line` where the source has one a line."""

    content: Fields | ValueError
    line: int | None = None


def read(
    sources: Iterable[str | Path],
    defaults: Defaults | None = None,
    *,
    on_skip: Callable[[SkippedSource], None],
    stdin: BinaryIO | None = None,
) -> Iterator[Document]:
    """The articles of all sources, in order, one at a time.

    A source is a file, a folder (its files of a known ending at any depth, sorted by path, hidden ones left out)
    or "-" for `stdin`. A file's kind is told by its ending: .txt (first line the headline), .html and .htm,
    .json (an article or a list of them), .jsonl and .jsonl.gz (one a line); standard input and a named file of
    another ending are told by their content. See `kg.read.records.from_json` for the keys.

    `defaults` fill what an article does not say; a default url names one article only, the first that needs it.
    What cannot be used goes to `on_skip`, with its reason and place, and is left out.

    Raises:
        SourceError: a source does not exist, or "-" is named twice; raised by the call, before anything is read.
    """
    named = [str(source) for source in sources]
    check_sources(named)
    return _read(named, defaults or Defaults(), on_skip, stdin)


def check_sources(sources: Iterable[str | Path]) -> None:
    """Raise SourceError where a source does not exist, or "-" is named twice."""
    named = [str(source) for source in sources]
    for source in named:
        if source != "-" and not Path(source).exists():
            raise SourceError(f"{source}: no such file or folder")
    if named.count("-") > 1:
        raise SourceError("standard input (-) can be read only once")


def _read(
    sources: list[str], defaults: Defaults, on_skip: Callable[[SkippedSource], None], stdin: BinaryIO | None
) -> Iterator[Document]:
    default_url_taken = False
    for name, items in chain.from_iterable(_open(source, stdin) for source in sources):
        try:
            for content, line in items:
                try:
                    if isinstance(content, ValueError):
                        raise content
                    if not content.url and defaults.url:
                        if default_url_taken:
                            raise ValueError(f"it has no url, and {defaults.url} already names another article")
                        default_url_taken = True
                    document = make_document(content, defaults)
                except ValueError as error:
                    on_skip(SkippedSource(str(error), name, line))
                else:
                    yield document
        except (OSError, EOFError, zlib.error) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            on_skip(SkippedSource(f"it cannot be read: {reason}", name))


def _open(source: str, stdin: BinaryIO | None) -> Iterator[tuple[str, Iterator[_Item]]]:
    """The readable things a source stands for, each with its name and its articles."""
    if source == "-":
        yield "standard input", _sniffed(stdin or sys.stdin.buffer)
    elif not Path(source).is_dir():
        yield source, _file(Path(source))
    else:
        files = _files_of(Path(source))
        if not files:
            yield source, iter([_Item(ValueError(f"the folder has no {', '.join(ENDINGS)} file in it"))])
        for path in files:
            yield str(path), _file(path)


def _files_of(folder: Path) -> list[Path]:
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files if not name.startswith(".") and _reader_for(name)]
    return sorted(found)


def _file(path: Path) -> Iterator[_Item]:
    with path.open("rb") as stream:
        yield from (_reader_for(path.name) or _sniffed)(stream)


def _reader_for(name: str) -> Callable[[BinaryIO], Iterator[_Item]] | None:
    return next((reader for ending, reader in _READERS.items() if name.lower().endswith(ending)), None)


def _text(stream: BinaryIO) -> Iterator[_Item]:
    yield _whole(stream, _MAX_TEXT, lambda data: _from_text(decode(data)))


def _html(stream: BinaryIO) -> Iterator[_Item]:
    yield _whole(stream, _MAX_PAGE, lambda data: from_html(decode(data, markup=True)))


def _json(stream: BinaryIO) -> Iterator[_Item]:
    data = stream.read(_MAX_JSON + 1)
    try:
        _check_size(data, _MAX_JSON)
        yield from _json_items(json.loads(decode(data)))
    except (ValueError, RecursionError) as error:
        if _is_object(data.lstrip().partition(b"\n")[0]):  # JSON Lines under the wrong name
            yield from _json_lines(data.splitlines(keepends=True))
        else:
            yield _Item(_json_error(error))


def _jsonl(stream: BinaryIO) -> Iterator[_Item]:
    return _json_lines(_bounded_lines(stream))


def _jsonl_gz(stream: BinaryIO) -> Iterator[_Item]:
    with gzip.open(stream) as lines:
        yield from _json_lines(_bounded_lines(lines))  # type: ignore[arg-type]  # GzipFile is a BinaryIO in all we use


def _sniffed(stream: BinaryIO) -> Iterator[_Item]:
    """Articles of a stream whose first non-blank line tells what it is."""
    head = b""
    while not head.strip() and len(head) < _MAX_TEXT:
        line = stream.readline(_MAX_LINE)
        if not line:
            break
        head += line
    if _is_object(head):
        # The blank lines before it are kept, so that line numbers stay right.
        yield from _json_lines(chain(head.splitlines(keepends=True), _bounded_lines(stream)))
        return
    start = head.lstrip(_BLANK)
    limit = _MAX_JSON if start[:1] in (b"{", b"[") else _MAX_PAGE
    data = head + stream.read(max(0, limit + 1 - len(head)))
    if limit == _MAX_JSON:
        try:
            _check_size(data, limit)
            yield from _json_items(json.loads(decode(data)))
            return
        except (ValueError, RecursionError):
            # A broken first line of many, or a text whose headline begins with a bracket.
            if start.startswith(b'{"') or _is_object(
                data.lstrip(_BLANK).partition(b"\n")[2].lstrip(_BLANK).partition(b"\n")[0]
            ):
                data += stream.readline(_MAX_LINE)
                yield from _json_lines(chain(data.splitlines(keepends=True), _bounded_lines(stream)))
                return
    yield _whole_bytes(data, limit, _from_text_or_page)


def _from_text_or_page(data: bytes) -> Fields:
    text = decode(data, markup=True)
    return from_html(text) if _MARKUP.match(text.removeprefix("\ufeff")) else _from_text(text)


def _from_text(text: str) -> Fields:
    """A plain text: its first line the headline, unless that is a paragraph or all there is."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    headline, _, body = text.partition("\n")
    if len(headline) > _LONGEST_HEADLINE or not body.strip():
        headline, body = "", text
    # Blank lines after the headline go; the indent of the first paragraph stays.
    body = re.sub(r"\A(?:[^\S\n]*\n)+", "", body)
    return Fields(text=body, title=headline.strip() or None, published=find_date_line(body))


def _whole(stream: BinaryIO, limit: int, parse: Callable[[bytes], Fields]) -> _Item:
    return _whole_bytes(stream.read(limit + 1), limit, parse)


def _whole_bytes(data: bytes, limit: int, parse: Callable[[bytes], Fields]) -> _Item:
    try:
        _check_size(data, limit)
        if not data.strip():
            raise ValueError("it is empty")
        return _Item(parse(data))
    except ValueError as error:
        return _Item(error)


def _check_size(data: bytes, limit: int) -> None:
    if len(data) > limit:
        raise ValueError(
            f"it is larger than {limit / 1e6:.1f} MB, too much for one article (at most {MAX_CHARACTERS:,} characters); "
            "split it, or give many articles as .jsonl"
        )


def _bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one longer than _MAX_LINE only its beginning and a byte more, so that it shows."""
    while line := stream.readline(_MAX_LINE + 1):
        rest = line
        while len(rest) > _MAX_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(_MAX_LINE + 1)
        yield line


def _json_lines(lines: Iterable[bytes]) -> Iterator[_Item]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield _Item(ValueError("JSON Lines in UTF-16 cannot be read; convert the file to UTF-8"))
            return
        if not line.strip(_BLANK):
            continue
        try:
            text = decode(line)
        except ValueError as error:
            # On the first line it is the whole file that is no text; further on, this line only.
            yield _Item(error, None if empty else number)
            if empty:
                return
            continue
        empty = False
        try:
            _check_size(line, _MAX_LINE)
            yield _Item(from_json(json.loads(text)), number)
        except (ValueError, RecursionError) as error:
            yield _Item(_json_error(error, one_line=True), number)
    if empty:
        yield _Item(ValueError("it is empty"))


def _json_items(value: object) -> Iterator[_Item]:
    if not isinstance(value, list):
        value = [value]
    elif not value:
        yield _Item(ValueError("the list is empty"))
    for number, item in enumerate(value, start=1):
        try:
            yield _Item(from_json(item))
        except ValueError as error:
            where = f"article {number} of the list: " if len(value) > 1 else ""
            yield _Item(ValueError(f"{where}{error}"))


def _json_error(error: ValueError | RecursionError, *, one_line: bool = False) -> ValueError:
    if isinstance(error, json.JSONDecodeError):
        if not error.doc.strip():
            return ValueError("it is empty")
        where = f"column {error.colno}" if one_line else f"line {error.lineno}, column {error.colno}"
        return ValueError(f"it is not JSON: {error.msg} at {where}")
    return ValueError("its JSON is nested too deep") if isinstance(error, RecursionError) else error


def _is_object(line: bytes) -> bool:
    """Whether the line is one whole JSON object."""
    if not line.lstrip(_BLANK).startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


_READERS: dict[str, Callable[[BinaryIO], Iterator[_Item]]] = {
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
    ".json": _json,
    ".jsonl": _jsonl,
    ".jsonl.gz": _jsonl_gz,
}
ENDINGS = tuple(_READERS)
"""The file endings that are read in a folder."""
