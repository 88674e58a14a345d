"""What all kinds of source end in: fields that may be missing, made into a Document or refused."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from kg.model import Document
from kg.read.dates import parse_published
from kg.read.decode import clean
from kg.read.furniture import find_furniture

__all__ = ["MAX_CHARACTERS", "Defaults", "Fields", "content_iri", "from_json", "make_document"]

MAX_CHARACTERS = 300_000
"""The longest article read, in code points of headline and body.

Fifty times a long news article; above it a file is a book or a mistake, and parsing it would take gigabytes
(spaCy's own limit is 1,000,000)."""

_KEYS = ("url", "title", "text", "published", "publisher")
# RFC 3987 and the IRIREF production of Turtle: these cannot stand in an IRI and are percent-encoded instead.
_NOT_IRI = re.compile(r"""[\x00-\x20<>"{}|\\^`\x7f]""")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller knows of the articles; fills what a source itself does not say."""

    published: dt.date | dt.datetime | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """An article's parts as a source gives them; None where it does not."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | dt.date | None = None
    publisher: str | None = None
    author: str | None = None


def content_iri(text: str) -> str:
    """The IRI of an article that has none: `ni:///sha-256;…`, the hash of its stored text (RFC 6920).

    The same text gets the same IRI everywhere; an edited text is another article, so give a url where
    an edition is to replace an earlier one.
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def from_json(value: object) -> Fields:
    """The fields of one JSON article: `text`, and where known `url`, `title`, `published`, `publisher`.

    Other keys are left out; null and blank strings count as missing.

    Raises:
        ValueError: it is not an object, has no text, or a field is not a string.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"a JSON object was expected, with the keys {', '.join(_KEYS)}, not {_json_kind(value)}")
    found: dict[str, str] = {}
    for key in _KEYS:
        field = value.get(key)
        if field is None:
            continue
        if not isinstance(field, str):
            raise ValueError(f"{key!r} must be a string, not {_json_kind(field)}")
        if field.strip():
            found[key] = field
    if "text" not in found:
        raise ValueError("it has no 'text', or an empty one")
    return Fields(**found)


def make_document(fields: Fields, defaults: Defaults) -> Document:
    """The Document of the fields, gaps filled from `defaults`, text cleaned and page furniture found.

    Raises:
        ValueError: there is no text, it is longer than MAX_CHARACTERS, the date is none or the url no absolute IRI.
    """
    title = " ".join(clean(fields.title or defaults.title or "").split())
    body = clean(fields.text).rstrip()
    if not body.strip():
        raise ValueError("it is empty: there is no text after the headline" if title else "it is empty")
    if len(title) + len(body) > MAX_CHARACTERS:
        raise ValueError(
            f"its {len(title) + len(body):,} characters are more than the {MAX_CHARACTERS:,} an article may have; "
            "split it into its articles"
        )
    published = parse_published(fields.published) if isinstance(fields.published, str) else fields.published
    published = published or defaults.published
    url = fields.url or defaults.url
    text = f"{title}\n\n{body}" if title else body
    return Document(
        url=_iri(url) if url else content_iri(text),
        title=title,
        body=body,
        published=published,
        publisher=_line(fields.publisher) or defaults.publisher,
        author=_line(fields.author),
        furniture=find_furniture(title, body),
    )


def _iri(url: str) -> str:
    url = clean(url).strip()
    if not _ABSOLUTE.match(url):
        raise ValueError(f"the url {url!r} is not absolute; it must begin with a scheme, such as https:")
    return _NOT_IRI.sub(lambda match: quote(match[0], safe=""), url)


def _line(value: str | None) -> str | None:
    return " ".join(clean(value).split()) or None if value else None


def _json_kind(value: object) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "a boolean"),
        (str, "a string"),
        (list, "a list"),
        (dict, "an object"),
    )
    return "null" if value is None else next((name for kind, name in kinds if isinstance(value, kind)), "a number")
