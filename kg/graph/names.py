"""How things are named: IRIs of articles, of what is local to an article, and of named things that have no link."""

from __future__ import annotations

import hashlib
import ipaddress
import re
import unicodedata
from urllib.parse import quote

__all__ = ["article_iri", "entity_iri", "local_base", "slug"]

_HIERARCHY = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:)(//[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
# What may stand in an IRI as it is (RFC 3987, section 2.2), written out for Python's planes.
_CHARS = r"A-Za-z0-9\-._~!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd"
_ILLEGAL = re.compile(rf"(?!%[0-9A-Fa-f]{{2}})[^{_CHARS}:@/?]", re.DOTALL)
_AUTHORITY = re.compile(rf"//(?:[{_CHARS}:]*@)?(\[[0-9A-Fa-f:.]*\]|[{_CHARS}]*)(?::[0-9]*)?")
_FAMILY = {
    "Person": "person",
    "Group": "group",
    "Organization": "organization",
    "Place": "place",
    "Artifact": "artifact",
}


def article_iri(url: str, base_iri: str) -> str:
    """The IRI that names an article's graph: its url, where that is an absolute IRI once illegal characters are escaped.

    Anything else (a file name, an identifier, an address with a broken host) gets an IRI below the base IRI.
    The characters an IRI allows are those of RFC 3987.
    """
    if parts := _HIERARCHY.fullmatch(url):
        scheme, authority, path, query, fragment = (p or "" for p in parts.groups())
        if (not authority and path) or _is_authority(authority):
            rest = _escape(path) + (query and "?" + _escape(query[1:])) + (fragment and "#" + _escape(fragment[1:]))
            return scheme + authority + rest
    return base_iri + "article/" + quote(url, safe="", errors="replace")


def _is_authority(text: str) -> bool:
    match = _AUTHORITY.fullmatch(text)
    if match is None:
        return False
    host = match[1]
    if host.startswith("["):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            return False
    return True


def _escape(part: str) -> str:
    return _ILLEGAL.sub(lambda m: quote(m[0], safe="", errors="replace"), part)


def local_base(article: str) -> str:
    """What the IRIs of an article's own nodes begin with. An IRI has one fragment, so one the article has becomes a step of the path."""
    return article.replace("#", "/%23") + "#"


def slug(name: str) -> str:
    """A name as a readable, stable part of an IRI: "Ada Moreno" → "ada-moreno".

    Case, a leading "the" and white space do not count. Where the slug leaves out anything else a short hash
    of the name is added, so that different names keep different slugs.
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split()).removeprefix("the ")
    ascii_ = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    text = re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:60].strip("-")
    if text.replace("-", " ") != plain:
        digest = hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:8]
        text = f"{text}-{digest}" if text else digest
    return text


def entity_iri(name: str, ancestors: frozenset[str], base_iri: str) -> str:
    """The IRI of a named entity without a link: the same wherever the name and the broad class are the same.

    `ancestors` are its class and that class's superclasses; the broad class is Person, Group, Organization,
    Place or Artifact, so that a body once taken for an Organization and once for a Company stays one node.
    """
    family = next((part for cls, part in _FAMILY.items() if cls in ancestors), "thing")
    return f"{base_iri}{family}/{slug(name)}"
