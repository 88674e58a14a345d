"""Which mentions stand for the same thing."""

from __future__ import annotations

import pytest

from reading import find, mentioned, read


def stands_for(body: str, mention: str, title: str = "") -> set[str]:
    """The names of the entities that have this mention."""
    return {e.name for e in read(body, title).entities if mention in mentioned(e)}


def test_surname_and_full_name_are_one() -> None:
    extraction = read("Maria Soto won the election. Soto thanked her voters.")
    assert mentioned(find(extraction, "Maria Soto"))[:2] == ["Maria Soto", "Soto"]


def test_two_people_of_one_surname_stay_two() -> None:
    extraction = read("Maria Soto accused Pedro Soto of fraud.")
    assert {"Maria Soto", "Pedro Soto"} <= {e.name for e in extraction.entities}


def test_accents_do_not_tell_names_apart() -> None:
    extraction = read("Recep Tayyip Erdoğan spoke in Ankara. Erdogan praised the army.")
    assert len([e for e in extraction.entities if e.cls == "Person"]) == 1


@pytest.mark.parametrize("short", ["US", "U.S.", "American"])
def test_initials_and_adjectives_are_the_country(short: str) -> None:
    extraction = read(f"The United States closed a base. A {short} general praised the step.")
    assert short in mentioned(find(extraction, "United States"))


def test_the_country_may_stand_on_either_side_of_a_body() -> None:
    extraction = read("The UK Supreme Court heard the case. The Supreme Court of the United Kingdom ruled on Friday.")
    assert len([e for e in extraction.entities if "Supreme Court" in e.name]) == 1


def test_a_committee_of_the_house_is_not_the_house() -> None:
    extraction = read("The House Ethics Committee met on Monday. The House of Representatives voted on Friday.")
    assert len([e for e in extraction.entities if e.name.startswith("House")]) == 2


@pytest.mark.parametrize(
    ("body", "mention", "name"),
    [
        ("Maria Soto resigned. She said she was ill.", "She", "Maria Soto"),
        ("Peter Dahl met Maria Soto. He thanked her.", "her", "Maria Soto"),
        ("Peter Dahl met Maria Soto. He thanked her.", "He", "Peter Dahl"),
        ("Anna Lindqvist said she would sue the bank.", "she", "Anna Lindqvist"),
        ("Peter Dahl, who led the union, was arrested.", "who", "Peter Dahl"),
        ("Fighters attacked the camp. They killed four guards.", "They", "Fighters"),
    ],
)
def test_pronouns_stand_for_whom_gender_number_and_syntax_allow(body: str, mention: str, name: str) -> None:
    assert stands_for(body, mention) == {name}


def test_a_pronoun_of_the_wrong_gender_is_left_alone() -> None:
    assert stands_for("Maria Soto resigned on Friday. He was arrested.", "He") == set()


def test_it_of_the_weather_stands_for_nothing() -> None:
    assert stands_for("France closed the road. It is clear that the bridge was unsafe.", "It") == set()


@pytest.mark.parametrize(
    ("body", "mention", "name"),
    [
        (
            "Rebels attacked the French embassy in Nairobi. The embassy was closed.",
            "embassy",
            "French embassy in Nairobi",
        ),
        ("Prime Minister Maria Soto resigned. The prime minister blamed her party.", "prime minister", "Maria Soto"),
        ("Joost Bakker, the mayor of Utrecht, was injured. The mayor left the hospital.", "mayor", "Joost Bakker"),
        ("The army of Chad bombed Libya. The country protested.", "country", "Libya"),
        (
            "The Lake Safety Board sued Brightwater Airlines. The airline denied the charge.",
            "airline",
            "Brightwater Airlines",
        ),
    ],
)
def test_descriptions_stand_for_what_was_named(body: str, mention: str, name: str) -> None:
    assert stands_for(body, mention) == {name}


def test_the_headline_describes_whom_the_lead_names() -> None:
    extraction = read("Governor Anna Lindqvist signed the bill on Monday.", title="Governor signs water bill")
    assert "Governor" in mentioned(find(extraction, "Anna Lindqvist"))


def test_an_apposition_is_the_same_person() -> None:
    extraction = read("Tomas Novak, a spokesman for the ministry, said two men were killed.")
    assert len([e for e in extraction.entities if e.cls == "Person"]) == 1


def test_the_man_is_the_suspect() -> None:
    extraction = read("Police arrested a suspect in Graz. The man had shot a guard.")
    assert "man" in mentioned(find(extraction, "suspect"))


def test_another_man_is_somebody_else() -> None:
    extraction = read("A man was killed in Graz. Another man was injured.")
    assert len([e for e in extraction.entities if e.cls == "Person"]) == 2


def test_a_group_told_of_again_is_one_group() -> None:
    extraction = read("The blast injured 14 miners. The miners were flown to Lima.", title="Blast injures 14 miners")
    assert len([e for e in extraction.entities if e.cls == "Group"]) == 1


def test_groups_of_other_sizes_are_other_groups() -> None:
    extraction = read("The blast killed 3 miners and injured 14 miners.")
    assert {e.size for e in extraction.entities if e.cls == "Group"} == {3, 14}


def test_i_is_the_speaker() -> None:
    assert stands_for('"I met Peter Dahl in Rome," Anna Lindqvist said.', "I") == {"Anna Lindqvist"}


@pytest.mark.parametrize(
    ("body", "mention", "name"),
    [
        ("Peter Dahl asked Erik Holm to replace him.", "him", "Peter Dahl"),
        ("Maria Soto blamed herself for the defeat.", "herself", "Maria Soto"),
    ],
)
def test_pronouns_keep_to_the_binding_of_their_clause(body: str, mention: str, name: str) -> None:
    assert stands_for(body, mention) == {name}


@pytest.mark.parametrize(
    "body", ["", "   ", "...", "!?", "\n\n\n", "a", "10", "The", "-- of the --", "他说。", "of of of"]
)
def test_odd_texts_are_read_without_error(body: str) -> None:
    read(body, title=body)


def test_the_subject_of_a_sentence_goes_on_past_its_possessives() -> None:
    body = "Erik Holm was cleared as he left the town.\n\nPeter Dahl spoke after his arrest in Rome. He has since said he lied."
    assert stands_for(body, "He") == {"Peter Dahl"}


def test_one_of_a_kind_is_the_name_beside_it() -> None:
    body = "One of these groups, the Syrian Democratic Forces (SDF), opposed the attack."
    assert "One of these groups" not in {e.name for e in read(body).entities}


def test_a_headline_describes_the_one_person_its_lead_names() -> None:
    body = "Peter Dahl appeared in court in Oslo on Monday. He denied murder."
    assert stands_for(body, "Driver", "Driver in fatal crash pleads not guilty") == {"Peter Dahl"}


def test_a_headline_that_names_somebody_describes_another() -> None:
    body = "Peter Dahl appeared in court in Oslo. He was accused by a driver."
    assert stands_for(body, "Driver", "Driver accuses Peter Dahl of murder") != {"Peter Dahl"}
