"""Gold annotations and article graphs in, figures out: how much is found, how much of it is right, and why the rest is not."""

from kg.eval.evaluate import evaluate, score
from kg.eval.gate import broken_floors, read_floors
from kg.eval.gold import GoldArticle, load_gold
from kg.eval.measures import FACT_KINDS, MEASURES, Outcome, Tally, Verdict
from kg.eval.report import Bucket, Evaluation

__all__ = [
    "FACT_KINDS",
    "MEASURES",
    "Bucket",
    "Evaluation",
    "GoldArticle",
    "Outcome",
    "Tally",
    "Verdict",
    "broken_floors",
    "evaluate",
    "load_gold",
    "read_floors",
    "score",
]
