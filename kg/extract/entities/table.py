"""The parse of a document as plain lists: reading attributes off spaCy tokens again and again is what costs time."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

__all__ = ["Table", "table_of"]

_KEY = "kg_table"


@dataclass(slots=True, eq=False)
class Table:
    """Column i of each list is about token i; `head` and `kids` are token indices, `sentence` counts from 0."""

    doc: Doc
    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    sentence: list[int]
    sentence_start: list[int]

    def __len__(self) -> int:
        return len(self.text)

    def capital(self, i: int) -> bool:
        """Whether token i begins with a capital letter."""
        return self.text[i][:1].isupper()

    def noun(self, i: int) -> bool:
        """Whether token i is tagged as a common noun or a name."""
        return self.tag[i].startswith("NN")

    def plural(self, i: int) -> bool:
        """Whether token i is tagged as a plural."""
        return self.tag[i] in ("NNS", "NNPS")

    def kid(self, i: int, *deps: str) -> int | None:
        """The first dependent of i with one of these labels."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def left_edge(self, i: int, skip: frozenset[str] = frozenset()) -> int:
        """The leftmost token of what hangs on i and stands before it, leaving out dependents labelled as in `skip`."""
        edge = i
        for kid in self.kids[i]:
            if kid > i:
                break
            if self.dep[kid] in skip:
                edge = i
                continue
            edge = min(edge, self.left_edge(kid))
        return edge

    def right_edge(self, i: int) -> int:
        """The rightmost token of the subtree of i."""
        while self.kids[i] and self.kids[i][-1] > i:
            i = self.kids[i][-1]
        return i

    def surface(self, start: int, end: int) -> str:
        """The text of tokens [start, end), white space squeezed."""
        # The span's own text: doc.text would be put together anew from all tokens at each call.
        raw: str = self.doc[start:end].text
        return raw if "\n" not in raw and "  " not in raw else " ".join(raw.split())


def table_of(doc: Doc) -> Table:
    """The table of a parsed Doc, made once for each."""
    found = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = _build(doc)
    assert isinstance(found, Table)
    return found


def _build(doc: Doc) -> Table:
    text, lemma, tag, dep, head = [], [], [], [], []
    kids: list[list[int]] = [[] for _ in doc]
    sentence: list[int] = []
    starts: list[int] = []
    for token in doc:
        i, h = token.i, token.head.i
        if token.is_sent_start or not starts:
            starts.append(i)
        sentence.append(len(starts) - 1)
        text.append(token.text)
        lemma.append(token.lemma_.lower())
        tag.append(token.tag_)
        dep.append(token.dep_)
        head.append(h)
        if h != i:
            kids[h].append(i)
    lower = [t.lower() for t in text]
    return Table(doc, text, lower, lemma, tag, dep, head, kids, sentence, starts)
