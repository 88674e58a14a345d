"""Names classed by what stands around them, whole names of the lexicon, and names that are parts of other names."""

from __future__ import annotations

import pytest

from kg.extract.entities.name import BODY_CLASSES, PLACE_CLASSES
from kg.ontology import load_ontology
from reading import classes, find, read


@pytest.mark.parametrize(
    ("sentence", "town"),
    [
        ("The bus crashed between Orvelle and Havana.", "Orvelle"),
        ("The plane was flown to Fort Hanley, New Jersey.", "Fort Hanley"),
        ("A water main burst in Grey Plains, New York on Monday.", "Grey Plains"),
        ("The mayor of Tarvosk resigned on Friday.", "Tarvosk"),
        ("Officials met in Vennatte and left.", "Vennatte"),
    ],
)
def test_what_stands_around_a_name_makes_it_a_town(sentence: str, town: str) -> None:
    assert classes(sentence)[town] == "GeopoliticalEntity"


def test_what_makes_one_mention_a_town_makes_all_of_them_towns() -> None:
    found = classes("Tarvosk voted on Sunday. The mayor of Tarvosk lost. Police in Tarvosk arrested two men.")
    assert found["Tarvosk"] == "GeopoliticalEntity"


@pytest.mark.parametrize(
    ("sentence", "name", "cls"),
    [
        ("The company hired law firm Harlan Wexley.", "Harlan Wexley", "Company"),
        ("The dancing troupe Velvet Motion performed in Leeds.", "Velvet Motion", "Organization"),
        ("Wikinews attended the opening.", "Wikinews", "NewsOutlet"),
        ("Roscosmos launched a satellite on Friday.", "Roscosmos", "GovernmentBody"),
        ("The USS Abraham Lincoln left Japan on Monday.", "USS Abraham Lincoln", "Artifact"),
        ("Data came from NASA's Hubble telescope.", "Hubble telescope", "Artifact"),
        ("The International Committee on Names of Rivers met in Oslo.", "International Committee", "InternationalBody"),
        ("A car struck a cyclist on Millhouse Lane, Winchester.", "Millhouse Lane", "Facility"),
        ("A man was stabbed in Langley Gardens on Sunday.", "Langley Gardens", "Place"),
        ("Residents of Tandao City left their homes.", "Tandao City", "GeopoliticalEntity"),
    ],
)
def test_nouns_beside_a_name_and_words_within_it_give_its_class(sentence: str, name: str, cls: str) -> None:
    found = {c for n, c in classes(sentence).items() if n.startswith(name)}
    assert found == {cls}


def test_a_newspaper_s_article_is_part_of_its_name_where_the_word_alone_is_none() -> None:
    assert classes("The senator told The Atlantic he would resign.")["The Atlantic"] == "NewsOutlet"
    assert "The hill" not in classes("The hill burned for two days.")


def test_a_given_name_makes_a_person() -> None:
    assert (
        classes("Nils-Erik Torvaldsund of the fire department said nobody died.")["Nils-Erik Torvaldsund"] == "Person"
    )


def test_a_plural_surname_is_the_family() -> None:
    found = classes("Anna Turrell and Mark Turrell were arrested. The Turrells had fled to Ohio.")
    assert found["Turrells"] == "Group"


def test_two_surnames_joined_are_two_persons() -> None:
    extraction = read("Bridget Keller and William Barone were convicted. Keller and Barone appealed on Monday.")
    assert find(extraction, "Keller").name == "Bridget Keller"
    assert find(extraction, "Barone").name == "William Barone"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The House Rivers and Reform Committee met on Monday.", "House Rivers and Reform Committee"),
        ("The North Vale Fire and Rescue Service sent a team.", "North Vale Fire and Rescue Service"),
    ],
)
def test_a_body_s_name_goes_on_over_and(sentence: str, name: str) -> None:
    assert classes(sentence)[name] == "GovernmentBody"


def test_two_bodies_joined_are_two() -> None:
    assert {"FBI", "Justice Department"} <= set(classes("The FBI and Justice Department sued two firms."))


def test_a_town_within_a_body_s_name_is_no_entity_of_its_own() -> None:
    assert set(classes("Researchers from the University of Cambridge met on Friday.")) & {"Cambridge"} == set()
    assert "Cambridge" in classes("The University of Cambridge opened an office in Cambridge.")


def test_the_country_of_a_government_body_is_an_entity() -> None:
    assert "GeopoliticalEntity" in classes("The US Department of Justice sued two firms.").values()


def test_a_place_in_the_name_of_an_occasion_is_no_entity() -> None:
    assert "London" not in classes("Mary Keane won the London Marathon on Sunday.")


def test_the_sets_of_body_and_place_classes_are_those_of_the_ontology() -> None:
    ontology = load_ontology()
    known = set(ontology.ancestors)
    assert {c for c in known if ontology.is_a(c, "Organization")} == BODY_CLASSES
    assert {c for c in known if ontology.is_a(c, "Place")} == PLACE_CLASSES
