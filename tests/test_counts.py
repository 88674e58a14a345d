"""How many died or were hurt."""

from __future__ import annotations

import pytest

from claims_reader import read_text


@pytest.mark.parametrize(
    ("text", "word", "deaths", "injuries", "modifier"),
    [
        ("A bomb killed 20 people in Kabul on Friday.", "killed", 20, None, None),
        ("A bomb killed at least 20 people in Kabul on Friday.", "killed", 20, None, "at least"),
        ("Twelve soldiers were killed in the attack.", "killed", 12, None, None),
        ("More than two hundred people were injured in the blast.", "injured", None, 200, "more than"),
        ("A bus crashed near Lima, killing four.", "killing", 4, None, None),
        ("The blast left five people dead.", "dead", 5, None, None),
        ("About a dozen people died in the fire.", "died", 12, None, "about"),
        ("An attack on the base killed one American soldier.", "killed", 1, None, None),
        ("A storm killed 2,000 people in Bangladesh.", "killed", 2000, None, None),
        ("Up to 40 people were injured in the stampede.", "injured", None, 40, "up to"),
        ("Rockets injured three workers at the airport.", "injured", None, 3, None),
    ],
)
def test_numbers_stand_on_the_harm(
    pipeline, text: str, word: str, deaths: int | None, injuries: int | None, modifier: str | None
) -> None:
    event = read_text(pipeline.extractor, text).event(word)
    assert (event.death_count, event.injury_count, event.count_modifier) == (deaths, injuries, modifier)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hundreds of people were killed in the war.", "killed"),
        ("The rebels killed Colonel Amadou Keita.", "killed"),
        ("The rebels killed soldiers and farmers.", "killed"),
        ("Ivan Petrov died in 2018.", "died"),
        ("The crash killed the driver and five passengers.", "killed"),
        ("The singer died aged 79.", "died"),
    ],
)
def test_no_number_is_made_up(pipeline, text: str, word: str) -> None:
    event = read_text(pipeline.extractor, text).event(word)
    assert event.death_count is None
    assert event.injury_count is None


@pytest.mark.parametrize(
    "text", ["No one was killed in the blast.", "Nobody was killed in the blast.", "The blast killed no one."]
)
def test_nobody_is_no_count_but_a_negated_event(pipeline, text: str) -> None:
    event = read_text(pipeline.extractor, text).event("killed")
    assert event.factuality.value == "Negated"
    assert event.death_count is None


def test_a_toll_that_rises_ends_at_its_last_figure(pipeline) -> None:
    event = read_text(pipeline.extractor, "The death toll of the quake rose from five to six on Friday.").event("death")
    assert event.death_count == 6
