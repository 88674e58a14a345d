"""Fit the weights by which mentions of events are united: `python scripts/fit_identity.py GOLD_DIR [--out FILE]`.

GOLD_DIR holds gold annotations (docs/gold.md). Each mention that the gold knows is paired with the events told before
it, united as the gold has them; a logistic regression learns which pairs are one (Soon, Ng and Lim 2001). What it is
worth is told by cross-validation over articles. Needs the dependency group `fit`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_fscore_support
from sklearn.model_selection import GroupKFold, cross_val_predict

from kg import Pipeline
from kg.errors import KgError
from kg.eval import GoldArticle, load_gold
from kg.extract.draft import EventDraft, workspace
from kg.extract.events import identity
from kg.extract.events.component import EventReader
from kg.extract.events.roles import fill_roles
from kg.extract.events.speech import add_hearers
from kg.extract.events.triggers import Scene, Trigger, find_triggers
from kg.read import find_furniture

WEIGHTS = Path(identity.__file__).with_suffix(".json")
FOLDS = 8
# For each table: the inverse strength of the regularisation, and what is added to the bias. A little readiness to join
# gave the best facts on the articles fitted to, where roles told apart come together; the difference is small.
TABLES = {"communication": (1.5, 0.5), "other": (0.5, 0.1)}
LEAST = 0.05  # smaller weights are noise, and left out


@dataclass(slots=True)
class Pairs:
    """Mention pairs of one table: features, whether the two are one event, and the number of the article."""

    features: list[identity.Features] = field(default_factory=list)
    same: list[bool] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cluster:
    """An event as the gold unites it: a draft, its mentions, the gold events it stands for (none if spurious)."""

    draft: EventDraft
    mentions: list[Trigger]
    gold: set[str]


def scene_of(article: GoldArticle, pipeline: Pipeline) -> Scene:
    """The article read as far as its events' parts: parse, entities, times."""
    extractor, document, nlp = pipeline.extractor, article.document, pipeline.extractor.nlp
    reader = nlp.get_pipe("kg_events")
    if not isinstance(reader, EventReader) or reader.lexicon is None:
        raise TypeError("the component kg_events is not the extractor's own")
    furniture = find_furniture(document.title, document.body)
    with nlp.select_pipes(disable=nlp.pipe_names[nlp.pipe_names.index("kg_events") :]):
        doc = nlp(extractor.prepare(replace(document, furniture=furniture)))
    return Scene(doc, workspace(doc), reader.lexicon, reader.noun_classes, reader.countries, reader.networks)


def drafts_of(scene: Scene) -> Iterator[tuple[Trigger, EventDraft]]:
    """Each mention with its roles, not yet united, as the component makes them."""
    for trigger in find_triggers(scene):
        draft = EventDraft(trigger.cls, [trigger.span], trigger.token.i, trigger.reading.entry)
        fill_roles(scene, trigger, draft)
        if "Communication" in scene.lineage(trigger.cls):
            add_hearers(scene, trigger, draft)
        yield trigger, draft


def gold_of(article: GoldArticle, scene: Scene, trigger: Trigger) -> set[str]:
    """The ids of the gold events of the trigger's kind that one of its words tells of."""
    tokens = scene.doc[trigger.span[0] : trigger.span[1]]
    return {
        event.id
        for event in article.events.values()
        if identity.same_kind(trigger.cls, event.cls)
        and any(t.start < tokens.end_char and t.end > tokens.start_char for t in event.triggers)
    }


def collect(article: GoldArticle, number: int, scene: Scene, pairs: dict[str, Pairs]) -> None:
    """Add the article's pairs. A mention that the gold does not know is paired only where it needs an antecedent."""
    clusters: list[Cluster] = []
    for trigger, draft in list(drafts_of(scene)):
        gold, anaphoric = gold_of(article, scene, trigger), trigger.reading.anaphoric
        rivals = [c for c in clusters if identity.same_kind(trigger.cls, c.draft.cls)]
        told = [(c.draft, c.mentions) for c in rivals]
        table = pairs[identity.weights_for(scene, trigger.cls)]
        for rival in rivals if gold or anaphoric else ():
            features = identity.pair_features(scene, trigger, draft, rival.draft, rival.mentions, told)
            if features is not None:
                table.features.append(features)
                table.same.append(bool(gold & rival.gold))
                table.articles.append(number)
        home = next((c for c in clusters if gold & c.gold), None)
        if home is not None:
            home.mentions.append(trigger)
            identity.unite(home.draft, draft, trigger)
        elif not anaphoric:
            clusters.append(Cluster(draft, [trigger], gold))


def fit(name: str, pairs: Pairs) -> identity.Features:
    """The weights of a table; prints what they are worth on articles not learnt from. Raises ValueError for too few pairs."""
    if len(set(pairs.articles)) < FOLDS or len(set(pairs.same)) < 2:
        raise ValueError(f"{name}: too little to learn from; give at least {FOLDS} articles that tell events twice")
    (strength, lean), vectorizer = TABLES[name], DictVectorizer()
    matrix = vectorizer.fit_transform(pairs.features)
    model = LogisticRegression(C=strength, max_iter=3000, fit_intercept=False)  # the features have a bias
    scores = cross_val_predict(
        model, matrix, pairs.same, groups=pairs.articles, cv=GroupKFold(FOLDS), method="decision_function"
    )
    p, r, f1, _ = precision_recall_fscore_support(pairs.same, scores + lean > 0, average="binary", zero_division=0)
    print(f"{name:14} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  ({len(pairs.same)} pairs, {sum(pairs.same)} of one event)")
    weights = dict(zip(vectorizer.feature_names_, map(float, model.fit(matrix, pairs.same).coef_[0]), strict=True))
    weights["bias"] += lean
    return {feature: round(w, 2) for feature, w in sorted(weights.items()) if abs(w) >= LEAST}


def main() -> int:
    """Read the gold, fit, write the weights. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Fit the weights by which mentions of events are united.")
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="a folder of gold annotations (docs/gold.md)")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go (%(default)s)")
    options = parser.parse_args()
    try:
        pipeline, pairs = Pipeline(), {name: Pairs() for name in TABLES}
        for number, article in enumerate(load_gold(options.gold)):
            collect(article, number, scene_of(article, pipeline), pairs)
        tables = {name: fit(name, pairs[name]) for name in TABLES}
    except (KgError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    options.out.write_text(json.dumps(tables, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
