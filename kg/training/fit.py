"""Fitting the judge: a logistic regression for each kind of proposal, told by cross-validation what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from kg.errors import KgError, ModelError
from kg.extract.judge import KINDS, KindWeights, LinearJudge
from kg.training.examples import ArticleExamples, Example

__all__ = ["FOLDS", "KindReport", "Training", "check_installed", "train"]

FOLDS = 8
STRENGTH = 0.1  # inverse strength of the L2 regularisation; .03 and .3 gave the same within a hundredth
RARE = 3  # features seen in fewer examples are left out
SEED = 7
# A proposal is dropped where that serves F1 best, but never one that is likelier than this. Dropping more gained .002 of
# F1 by cross-validation, and cost plain short sentences their events; whoever wants less can ask for more confidence.
HIGHEST_THRESHOLD = 0.1


@dataclass(frozen=True, slots=True)
class KindReport:
    """What the judge is worth for one kind, on articles it was not fitted to.

    `auc` is the area under the ROC curve and `brier` the mean squared error of the probability (Brier 1950), each for
    the rules' own confidence and for the judge's; `f1` for all proposals and for those the judge keeps.
    """

    proposals: int
    right: int
    gold: int
    auc: tuple[float, float]
    brier: tuple[float, float]
    f1: tuple[float, float]

    @property
    def better(self) -> bool:
        """Whether the judge's probabilities are nearer the truth than the rules' confidence, and order it no worse."""
        return self.brier[1] < self.brier[0] and self.auc[1] > self.auc[0] - 0.01

    def as_json(self) -> dict[str, Any]:
        """The figures by name, rounded to three digits."""
        pairs = {"auc": self.auc, "brier": self.brier, "f1": self.f1}
        return {
            "proposals": self.proposals,
            "right": self.right,
            "gold": self.gold,
            **{name: {"rules": round(a, 3), "judge": round(b, 3)} for name, (a, b) in pairs.items()},
        }


@dataclass(frozen=True, slots=True)
class Training:
    """A judge fitted to all articles, and the report on each kind by cross-validation over articles."""

    judge: LinearJudge
    reports: dict[str, KindReport]


def check_installed() -> None:
    """Raises KgError where scikit-learn is missing; cheap, to be asked before articles are read."""
    if find_spec("sklearn") is None:
        raise KgError("training needs scikit-learn; install it with: pip install scikit-learn")


def train(articles: Sequence[ArticleExamples], card: dict[str, Any]) -> Training:
    """Fit a judge. `card` is kept in the model, with the figures, for whoever wants to know where it comes from.

    A kind whose probabilities are no better than the rules' own confidence is left to the rules.

    Raises:
        KgError: scikit-learn is not installed, or there are fewer articles than folds.
    """
    check_installed()
    if len(articles) < FOLDS:
        raise ModelError(f"{len(articles)} articles are too few to learn from; give at least {FOLDS}")
    kinds, reports = {}, {}
    for kind in KINDS:
        rows = [(n, e) for n, article in enumerate(articles) for e in article.examples if e.kind == kind]
        gold = sum(article.gold[kind] for article in articles)
        if len({e.right for _, e in rows}) < 2:
            continue  # nothing to tell apart: the rules' own confidence stays
        held_out = _cross_validated(rows)
        threshold = min(_threshold(rows, held_out, gold), HIGHEST_THRESHOLD)
        reports[kind] = _report(rows, held_out, threshold, gold)
        if reports[kind].better:
            kinds[kind] = _fit([e for _, e in rows], threshold)
    figures = {kind: report.as_json() for kind, report in reports.items()}
    return Training(LinearJudge(kinds, {**card, "articles": len(articles), "cross-validation": figures}), reports)


Rows = list[tuple[int, Example]]


def _fit(examples: Sequence[Example], threshold: float = 0.0) -> KindWeights:
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(e.features, 1.0) for e in examples])
    often = np.asarray((matrix > 0).sum(axis=0)).ravel() >= RARE
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix[:, often], [e.right for e in examples])
    names = np.asarray(vectorizer.get_feature_names_out())[often]
    return KindWeights(
        float(model.intercept_[0]), threshold, dict(zip(names.tolist(), model.coef_[0].tolist(), strict=True))
    )


def _cross_validated(rows: Rows) -> list[float]:
    """The probability of each example by a model that saw nothing of its article."""
    from sklearn.model_selection import GroupKFold

    probabilities = [0.0] * len(rows)
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(rows, groups=[n for n, _ in rows])
    for seen, unseen in folds:
        model = _fit([rows[i][1] for i in seen])
        for i in unseen:
            probabilities[i] = model.probability(rows[i][1].features)
    return probabilities


def _threshold(rows: Rows, probabilities: list[float], gold: int) -> float:
    """Where F1 is highest."""
    order = sorted(zip(probabilities, (e.right for _, e in rows), strict=True), reverse=True)
    best, threshold, right = 0.0, 0.0, 0
    for taken, (probability, is_right) in enumerate(order, 1):
        right += is_right
        if 2 * right / (taken + gold) > best:
            best, threshold = 2 * right / (taken + gold), probability
    return threshold


def _report(rows: Rows, probabilities: list[float], threshold: float, gold: int) -> KindReport:
    from sklearn.metrics import brier_score_loss, roc_auc_score

    right = [e.right for _, e in rows]
    own = [e.confidence for _, e in rows]
    kept = [r for r, p in zip(right, probabilities, strict=True) if p >= threshold]
    return KindReport(
        proposals=len(rows),
        right=sum(right),
        gold=gold,
        auc=(float(roc_auc_score(right, own)), float(roc_auc_score(right, probabilities))),
        brier=(float(brier_score_loss(right, own)), float(brier_score_loss(right, probabilities))),
        f1=(2 * sum(right) / (len(rows) + gold), 2 * sum(kept) / (len(kept) + gold)),
    )
