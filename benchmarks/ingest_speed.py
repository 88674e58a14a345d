"""Words per second of a whole ingest against those of the bare spaCy pipeline, same texts, same process, side by side.

python benchmarks/ingest_speed.py ARTICLES.jsonl [--rounds 3] [--processes N]

Prints one row a round and the median ratio. Rounds alternate between the two, so that a machine whose speed
drifts slows both. The ingest runs as `kg ingest` does, in as many processes as there are cores (start-up included);
extraction alone and the bare pipeline run in one.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import spacy

import kg
from kg.background import usable_cores
from kg.extract.nlp import DEFAULT_MODEL
from kg.read import read


def main() -> None:
    """Run the rounds and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=usable_cores(), help="of the ingest; the default is the cores")
    arguments = parser.parse_args()
    documents = list(read([str(arguments.articles)], on_skip=lambda _: None))
    words = sum(len(d.text.split()) for d in documents)
    bare, pipeline = spacy.load(DEFAULT_MODEL), kg.Pipeline()
    list(bare.pipe(d.text for d in documents[:8]))
    pipeline.extractor.extract(documents[0])
    print(f"{len(documents)} articles, {words:,} words")
    print(f"{'bare words/s':>14}{'ingest words/s':>16}{'ratio':>8}{'extract words/s':>17}{'ratio':>8}")
    ratios, alone = [], []
    for _ in range(arguments.rounds):
        started = time.perf_counter()
        for _doc in bare.pipe((d.text for d in documents), batch_size=32):
            pass
        plain = words / (time.perf_counter() - started)
        started = time.perf_counter()
        for _extraction in pipeline.extractor.pipe(documents):
            pass
        extract = words / (time.perf_counter() - started)
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            with kg.open_store(Path(folder) / "store") as store:
                pipeline.ingest([arguments.articles], store, processes=arguments.processes)
            whole = words / (time.perf_counter() - started)
        ratios.append(whole / plain)
        alone.append(extract / plain)
        print(f"{plain:14,.0f}{whole:16,.0f}{whole / plain:8.2f}{extract:17,.0f}{extract / plain:8.2f}")
    print(f"median ratio: ingest {statistics.median(ratios):.2f}, extraction {statistics.median(alone):.2f}")


if __name__ == "__main__":
    main()
