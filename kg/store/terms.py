"""RDF terms as plain Python values, the same whichever store they come from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

__all__ = ["BlankNode", "Iri", "Literal", "Term", "Triple"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SIGNED = ("integer", "long", "int", "short", "byte", "negativeInteger", "nonPositiveInteger")
_UNSIGNED = (
    "nonNegativeInteger",
    "positiveInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
)
_INTEGERS = frozenset(_XSD + name for name in _SIGNED + _UNSIGNED)


@dataclass(frozen=True, slots=True)
class Iri:
    """An IRI, absolute, without angle brackets."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class BlankNode:
    """A blank node; its `id` means something within one result only."""

    id: str

    def __str__(self) -> str:
        return f"_:{self.id}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal: lexical form, the datatype's IRI, and the language where there is one."""

    lexical: str
    datatype: str = _XSD + "string"
    language: str | None = None

    def __str__(self) -> str:
        return self.lexical

    @property
    def value(self) -> str | int | float | bool | Decimal | dt.date | dt.datetime:
        """The Python value of XSD integers, decimals, doubles, floats, booleans, dates and date-times.

        Any other datatype, and a lexical form its datatype does not allow, gives the lexical form itself.
        """
        try:
            if self.datatype in _INTEGERS:
                return int(self.lexical)
            if self.datatype == _XSD + "decimal":
                return Decimal(self.lexical)
            if self.datatype in (_XSD + "double", _XSD + "float"):
                return float(self.lexical)
            if self.datatype == _XSD + "boolean":
                return {"true": True, "1": True, "false": False, "0": False}[self.lexical]
            if self.datatype == _XSD + "date":
                return dt.date.fromisoformat(self.lexical)
            if self.datatype == _XSD + "dateTime":
                return dt.datetime.fromisoformat(self.lexical)
        except (ValueError, InvalidOperation, KeyError):
            pass
        return self.lexical


@dataclass(frozen=True, slots=True)
class Triple:
    """Subject, predicate and object."""

    subject: Term
    predicate: Iri
    object: Term


Term = Iri | BlankNode | Literal | Triple
"""Any RDF 1.2 term; a Triple only where somebody stored triple terms."""
