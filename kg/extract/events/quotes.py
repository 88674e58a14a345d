"""Quotations: where they are, and which sentences they run through."""

from __future__ import annotations

from spacy.tokens import Doc

__all__ = ["quotations"]

OPEN, CLOSE, EITHER = "“«", "”»", '"'


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Token spans [start, end) between quotation marks, in order, never across a paragraph."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for token in doc:
        text = token.text
        if token.is_space and "\n" in text:
            if start is not None and token.i - start > 1:
                # A paragraph that opens a quotation and leaves it open goes on in the next one.
                found.append((start, token.i))
            start = None
        elif text in OPEN or (text in EITHER and start is None):
            start = token.i + 1
        elif text in CLOSE or text in EITHER or text == "''":
            if start is not None and token.i > start:
                found.append((start, token.i))
            start = None
    return found
