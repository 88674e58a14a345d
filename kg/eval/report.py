"""What an evaluation has to say: tables as plain rows, and one JSON object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.eval.measures import FACT_KINDS, Outcome, Tally, Verdict, tally

__all__ = ["BUCKETS", "Bucket", "Evaluation"]

BUCKETS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Lower ends of the reliability table's rows."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Facts whose confidence lies in [low, high): how many there are, how many of them are right, and their mean confidence."""

    low: float
    high: float
    facts: int
    right: int
    mean: float

    @property
    def share(self) -> float:
        """The share that is right: what a calibrated confidence would say of them."""
        return self.right / self.facts if self.facts else 0.0


@dataclass(frozen=True)
class Evaluation:
    """Every verdict on every article, with the cause of those that are not right."""

    articles: int
    judged: tuple[tuple[Verdict, str], ...]

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts without their causes."""
        return [v for v, _ in self.judged]

    def measures(self) -> dict[str, Tally]:
        """The figures, by measure."""
        return tally(self.verdicts)

    def causes(self) -> dict[tuple[str, Outcome, str], list[Verdict]]:
        """Verdicts that are not right, by (measure, missed or spurious, cause), the commonest cause of a measure first."""
        groups: dict[tuple[str, Outcome, str], list[Verdict]] = {}
        for verdict, cause in self.judged:
            if verdict.outcome is not Outcome.RIGHT:
                groups.setdefault((verdict.measure, verdict.outcome, cause), []).append(verdict)
        order = list(dict.fromkeys(v.measure for v in self.verdicts))
        return dict(sorted(groups.items(), key=lambda g: (order.index(g[0][0]), g[0][1], -len(g[1]), g[0][2])))

    def reliability(self) -> list[Bucket]:
        """How often facts of each range of confidence are right. Facts without a confidence are left out."""
        facts = [v for v in self.verdicts if v.measure in FACT_KINDS and v.system and v.confidence is not None]
        rows = []
        for low, high in zip(BUCKETS, (*BUCKETS[1:], 1.0), strict=True):
            inside = [v for v in facts if low <= _known(v) < high or (high == 1.0 == _known(v))]
            mean = sum(map(_known, inside)) / len(inside) if inside else 0.0
            rows.append(Bucket(low, high, len(inside), _right(inside), mean))
        return rows

    def split_at(self, threshold: float = 0.8) -> tuple[Bucket, Bucket]:
        """Facts below the threshold, and facts from it on."""
        facts = [v for v in self.verdicts if v.measure in FACT_KINDS and v.system and v.confidence is not None]
        parts = [v for v in facts if _known(v) < threshold], [v for v in facts if _known(v) >= threshold]
        low, high = (
            Bucket(*ends, len(part), _right(part), sum(map(_known, part)) / len(part) if part else 0.0)
            for ends, part in zip(((0.0, threshold), (threshold, 1.0)), parts, strict=True)
        )
        return low, high

    def as_json(self) -> dict[str, Any]:
        """All of it as one JSON object. It serves as a baseline for `kg eval --gate`."""
        return {
            "articles": self.articles,
            "measures": {
                m: {
                    "precision": round(t.precision, 4),
                    "recall": round(t.recall, 4),
                    "f1": round(t.f1, 4),
                    "right": t.right,
                    "system": t.system,
                    "gold": t.gold,
                }
                for m, t in self.measures().items()
            },
            "causes": [
                {"measure": m, "outcome": o.value, "cause": c, "count": len(vs)}
                for (m, o, c), vs in self.causes().items()
            ],
            "reliability": [
                {"from": b.low, "to": b.high, "facts": b.facts, "right": b.right, "meanConfidence": round(b.mean, 4)}
                for b in self.reliability()
            ],
            "byArticle": {a: round(tally(vs)["facts"].f1, 4) for a, vs in self.by_article().items()},
        }

    def by_article(self) -> dict[str, list[Verdict]]:
        """The verdicts on each article."""
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            found.setdefault(verdict.article, []).append(verdict)
        return found

    def common_causes(self, measure: str, outcome: Outcome) -> Counter[str]:
        """How often each cause made a thing of this measure missed or spurious."""
        return Counter({c: len(vs) for (m, o, c), vs in self.causes().items() if (m, o) == (measure, outcome)})


def _known(verdict: Verdict) -> float:
    return 0.0 if verdict.confidence is None else verdict.confidence


def _right(verdicts: Iterable[Verdict]) -> int:
    return sum(v.outcome is Outcome.RIGHT for v in verdicts)
