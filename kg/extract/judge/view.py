"""Look-ups that many proposals of one article need, made once."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.tokens import Doc, Token

from kg.extract.draft import Workspace

__all__ = ["View", "bucket"]

_LONG = 4  # a dependency path of more steps is only "long"


def bucket(n: int) -> str:
    """A count in steps: 0, 1, 2, 3, 4–6, 7–12, 13–25, more."""
    return str(n) if n <= 3 else "4-6" if n <= 6 else "7-12" if n <= 12 else "13-25" if n <= 25 else "26+"


class View:
    """One article's drafts from where the judge stands.

    `uses` counts the roles an entity or event fills and `plays` which; `rank` orders entities by their mentions and
    events by the text; `alike` counts the events of a class, in steps; `in_title` are the drafts the headline tells of.
    """

    def __init__(self, doc: Doc, ws: Workspace) -> None:
        self.doc, self.ws = doc, ws
        self.sentence = [n for n, sent in enumerate(doc.sents) for _ in sent]
        self.uses: Counter[int] = Counter(id(r.filler) for e in ws.events for r in e.roles)
        self.plays: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for event in ws.events:
            for role in event.roles:
                self.plays[id(role.filler)][role.role] += 1
        named = sorted((e for e in ws.entities if e.named), key=lambda e: -len(e.mentions))
        self.rank = {id(e): n for n, e in enumerate(named)}
        self.rank |= {id(e): n for n, e in enumerate(sorted(ws.events, key=lambda e: min(e.triggers)))}
        self.in_title = {id(e) for e in ws.entities if any(m.start < ws.title_end for m in e.mentions)}
        self.in_title |= {id(e) for e in ws.events if any(start < ws.title_end for start, _ in e.triggers)}
        self.alike = {cls: bucket(n) for cls, n in Counter(e.cls for e in ws.events).items()}
        self.kind_at = {m.head: str(m.kind) for e in ws.entities for m in e.mentions}
        self._paths: dict[tuple[int, int], str] = {}

    def distance(self, a: int, b: int) -> str:
        """How far apart two tokens stand: in sentences where they differ, in words where not."""
        apart = abs(self.sentence[a] - self.sentence[b])
        return f"{min(3, apart)}s" if apart else bucket(abs(a - b))

    def path(self, a: int, b: int) -> str:
        """The dependency path from one token to another, as labels; "far" in another sentence, "long…" beyond four steps."""
        if self.sentence[a] != self.sentence[b]:
            return "far"
        if (a, b) not in self._paths:
            self._paths[a, b] = _path(self.doc[a], self.doc[b])
        return self._paths[a, b]


def _path(one: Token, other: Token) -> str:
    up = {token.i: n for n, token in enumerate((one, *one.ancestors))}
    labels = [token.dep_ for token in (one, *one.ancestors)]
    down: list[str] = []
    for token in (other, *other.ancestors):
        if token.i in up:
            steps = [f"<{label}" for label in labels[: up[token.i]]] + [f">{label}" for label in reversed(down)]
            return "".join(steps) if len(steps) <= _LONG else f"long{min(len(steps), 2 * _LONG)}"
        down.append(token.dep_)
    return "far"
