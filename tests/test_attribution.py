"""On whose word an event is told."""

from __future__ import annotations

import pytest

from claims_reader import read_text


@pytest.mark.parametrize(
    ("text", "word", "sources"),
    [
        ("Ann Reyes said that rebels attacked the town.", "attacked", {"Ann Reyes"}),
        ("Rebels attacked the town, Ann Reyes said.", "attacked", {"Ann Reyes"}),
        ("Rebels attacked the town, according to Reuters.", "attacked", {"Reuters"}),
        ("According to Reuters, rebels attacked the town.", "attacked", {"Reuters"}),
        ('"Rebels attacked the town," Ann Reyes said.', "attacked", {"Ann Reyes"}),
        ("Ann Reyes told reporters that the rebels had killed two farmers.", "killed", {"Ann Reyes"}),
        ("Rebels attacked the town on Friday.", "attacked", set()),
        ("Ann Reyes condemned the attack.", "attack", set()),
    ],
)
def test_reports_are_their_speakers(pipeline, text: str, word: str, sources: set[str]) -> None:
    assert read_text(pipeline.extractor, text).sources(word) == sources


def test_the_statement_itself_is_nobody_s_word(pipeline) -> None:
    assert read_text(pipeline.extractor, "Ann Reyes said that rebels attacked the town.").sources("said") == set()


def test_a_reported_statement_is_the_reporter_s_word(pipeline) -> None:
    read = read_text(pipeline.extractor, "Reuters reported that Ann Reyes said rebels attacked the town.")
    assert "Reuters" in read.sources("said")
    assert "Ann Reyes" in read.sources("attacked")


def test_what_the_article_tells_itself_first_is_nobody_s_word(pipeline) -> None:
    text = "Gunmen attacked a bank in Lagos on Friday. Ann Reyes said the gunmen attacked the bank at noon."
    read = read_text(pipeline.extractor, text)
    first = min((e for e in read.extraction.events if e.cls == "Attack"), key=lambda e: e.triggers[0].span.start)
    assert not first.attributed_to
