"""The judge's model: a logistic regression for each kind of proposal, kept as plain JSON.

The file holds names and numbers only, so that it is safe to load from anywhere and easy to read: the weight of
a feature says what speaks for a proposal of that kind, or against it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from kg.errors import ModelError

__all__ = ["FORMAT", "KINDS", "KindWeights", "LinearJudge", "load_judge"]

FORMAT = 1
KINDS = ("event", "role", "relation", "link")
"""What is judged: events, their roles, relations between entities, arrows between events."""

_LEAST = 0.005  # smaller weights are noise, and left out
_STEEP = 30.0  # beyond this the logistic function is 0 or 1 to double precision


@dataclass(frozen=True, slots=True)
class KindWeights:
    """Weights of one kind of proposal; those whose probability is below `threshold` are dropped."""

    bias: float
    threshold: float
    weights: Mapping[str, float] = field(default_factory=dict)

    def probability(self, features: Iterable[str]) -> float:
        """The probability, between 0 and 1, that a proposal with these binary features is right."""
        score = self.bias + sum(self.weights.get(f, 0.0) for f in features)
        return 1.0 / (1.0 + math.exp(-max(-_STEEP, min(_STEEP, score))))


@dataclass(frozen=True, slots=True)
class LinearJudge:
    """Weights by kind; what has none keeps the rules' own confidence. `card` says what the model was made from."""

    kinds: Mapping[str, KindWeights]
    card: Mapping[str, Any] = field(default_factory=dict)

    def dumps(self) -> str:
        """The model as JSON: sorted keys and rounded weights, so that equal training gives equal bytes."""
        kinds = {
            name: {
                "bias": round(kind.bias, 3),
                "threshold": round(kind.threshold, 3),
                "weights": {f: round(w, 2) for f, w in sorted(kind.weights.items()) if abs(w) >= _LEAST},
            }
            for name, kind in sorted(self.kinds.items())
        }
        data = {"format": FORMAT, "card": dict(self.card), "kinds": kinds}
        return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"

    @classmethod
    def loads(cls, text: str, source: str) -> LinearJudge:
        """Read what `dumps` wrote; `source` is named in errors. Raises ModelError for anything else."""
        try:
            data = json.loads(text)
            if data["format"] != FORMAT:
                raise ModelError(
                    f"{source}: format {data['format']}, but this version reads {FORMAT}; run `kg train` anew"
                )
            kinds = {
                name: KindWeights(
                    float(kind["bias"]),
                    float(kind["threshold"]),
                    {str(f): float(w) for f, w in kind["weights"].items()},
                )
                for name, kind in data["kinds"].items()
                if name in KINDS
            }
            return cls(kinds, dict(data["card"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{source} is no judge's model; make one with `kg train`") from error


def load_judge(path: Path | None = None) -> LinearJudge:
    """The judge in a file, or the shipped one. Raises ModelError for a file that cannot be read or is no judge."""
    if path is None:
        shipped = resources.files("kg.extract.judge") / "judge.json"
        return LinearJudge.loads(shipped.read_text("utf-8"), "the shipped judge")
    try:
        return LinearJudge.loads(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"the judge {path} cannot be read: {error}") from error
