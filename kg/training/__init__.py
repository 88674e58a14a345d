"""Gold annotations in, a judge out: the weights by which confidence is calibrated, and what they are worth."""

from kg.training.examples import ArticleExamples, Example, examples_of
from kg.training.fit import KindReport, Training, check_installed, train

__all__ = ["ArticleExamples", "Example", "KindReport", "Training", "check_installed", "examples_of", "train"]
