"""What is read does not hang on the order in which a process happens to hash its strings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

READ = """
import sys, tomllib
from pathlib import Path
from kg import Pipeline
from kg.eval import load_gold
from kg.model import Document
cases = [c for p in sorted(Path(sys.argv[2]).glob("*.toml")) for c in tomllib.loads(p.read_text("utf-8"))["case"]]
documents = [a.document for a in load_gold(Path(sys.argv[1]))]
documents += [Document(f"https://example.org/{n}", c.get("title", ""), c.get("text", "")) for n, c in enumerate(cases)]
for extraction in Pipeline().extract(documents):
    print(extraction.entities, extraction.events, extraction.relations)
"""


def test_two_processes_read_the_same(gold_dir: Path) -> None:
    pairs = Path(__file__).parent / "minimal_pairs"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", READ, str(gold_dir), str(pairs)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    one, other = (process.communicate()[0] for process in started)
    assert one and one == other
