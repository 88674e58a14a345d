"""Drafts in, drafts with calibrated confidences out: a small linear model says how often what the rules read is right."""

from kg.extract.judge.component import JudgeComponent, drop_faint, make_judge
from kg.extract.judge.model import KINDS, KindWeights, LinearJudge, load_judge
from kg.extract.judge.proposals import Proposal, propose

__all__ = [
    "KINDS",
    "JudgeComponent",
    "KindWeights",
    "LinearJudge",
    "Proposal",
    "drop_faint",
    "load_judge",
    "make_judge",
    "propose",
]
