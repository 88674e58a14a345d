"""Who and what a text speaks of: names and their classes, people and things without names, groups and their sizes."""

from __future__ import annotations

import pytest

from reading import classes, find, mentioned, names, read


@pytest.mark.parametrize(
    ("sentence", "name", "cls"),
    [
        ("The Ministry of Water opened a new office in Lisbon.", "Ministry of Water", "GovernmentBody"),
        ("The Harbour Workers Party lost the vote in Denmark.", "Harbour Workers Party", "PoliticalParty"),
        ("A bomb exploded near Fairlight Airport on Monday.", "Fairlight Airport", "Facility"),
        ("The Blue Valley Brigade attacked a convoy in Somalia.", "Blue Valley Brigade", "ArmedForce"),
        ("The report was printed in the Northern Gazette on Friday.", "Northern Gazette", "NewsOutlet"),
        ("Brightwater Airlines dismissed 300 workers on Tuesday.", "Brightwater Airlines", "Company"),
        ("The United Nations condemned the attack.", "United Nations", "InternationalBody"),
        ("Judges of the Supreme Court of Norway rejected the appeal.", "Supreme Court of Norway", "GovernmentBody"),
        ("Rescuers searched the slopes of Mount Harrow on Sunday.", "Mount Harrow", "Place"),
        ("The Department of Fisheries sued two firms.", "Department of Fisheries", "GovernmentBody"),
    ],
)
def test_the_last_noun_of_a_name_gives_its_class(sentence: str, name: str, cls: str) -> None:
    assert find(read(sentence), name).cls == cls


def test_an_embassy_is_one_mission_with_its_country_and_city_named_within() -> None:
    found = classes("Protesters stormed the French embassy in Nairobi on Friday.")
    assert found["French embassy in Nairobi"] == "DiplomaticMission"
    assert found["Nairobi"] == "GeopoliticalEntity"
    assert "GeopoliticalEntity" in {c for n, c in found.items() if n in ("French", "France")}


def test_titles_are_no_part_of_a_name() -> None:
    extraction = read("French President Emmanuel Macron met former minister Anna Lindqvist in Paris.")
    assert find(extraction, "Emmanuel Macron").cls == "Person"
    assert find(extraction, "Anna Lindqvist").cls == "Person"


def test_an_organisation_before_a_title_is_an_entity_of_its_own() -> None:
    extraction = read("Iran Revolutionary Guards commander Hassan Karimi was killed in Syria.")
    assert find(extraction, "Hassan Karimi").cls == "Person"
    assert find(extraction, "Iran Revolutionary Guards").cls == "ArmedForce"


def test_adjectives_of_a_country_are_mentions_of_it() -> None:
    extraction = read("Norway recalled its envoy. The Norwegian ministry gave no reason.")
    assert "Norwegian" in names(find(extraction, "Norway"))


def test_members_of_a_party_are_mentions_of_the_party() -> None:
    assert classes("Democrats rejected the bill in Congress on Tuesday.")["Democrats"] == "PoliticalParty"


@pytest.mark.parametrize(
    "sentence",
    [
        "Britain left the European Union after Brexit.",
        "The shop closed before Christmas in Oslo.",
        "Hurricane Lorena hit Mexico on Monday.",
        "The Clean Rivers Act was passed by Congress.",
        "The firm paid 30 million dollars on 4 May 2019 in Chile.",
    ],
)
def test_feasts_storms_laws_dates_and_amounts_are_no_entities(sentence: str) -> None:
    unwanted = {"Brexit", "Christmas", "Lorena", "Hurricane Lorena", "Clean Rivers Act", "4 May 2019", "May"}
    assert not unwanted & set(classes(sentence))


def test_a_weapon_is_an_artifact() -> None:
    assert find(read("Fighters hit the base with Grad rockets on Friday."), "Grad rockets").cls == "Artifact"


def test_surnames_the_recogniser_mistakes_are_the_person_named_in_full() -> None:
    extraction = read("Teresa Oakfield resigned on Monday. Oakfield said she was tired. Oakfield had led the firm.")
    assert [e.name for e in extraction.entities if "Oakfield" in e.name] == ["Teresa Oakfield"]


@pytest.mark.parametrize(
    ("sentence", "name", "size", "modifier"),
    [
        ("The strike killed 25 fighters.", "25 fighters", 25, None),
        ("The blast killed at least three people.", "at least three people", 3, "at least"),
        ("The crash injured more than a dozen passengers.", "more than a dozen passengers", 12, "more than"),
        ("A storm killed about 40 villagers.", "about 40 villagers", 40, "about"),
        ("The fire injured up to 1,200 workers.", "up to 1,200 workers", 1200, "up to"),
        ("Gunmen kidnapped two dozen students.", "two dozen students", 24, None),
        ("Police arrested thirty-one protesters.", "thirty-one protesters", 31, None),
        ("Soldiers shot five others.", "five others", 5, None),
        ("The flood killed 2 million cattle farmers.", "2 million cattle farmers", 2_000_000, None),
    ],
)
def test_groups_have_a_size_and_its_modifier(sentence: str, name: str, size: int, modifier: str | None) -> None:
    group = find(read(sentence), name)
    assert (group.cls, group.size, group.size_modifier) == ("Group", size, modifier)


def test_a_number_alone_stands_for_people() -> None:
    group = find(read("A bus crashed near Lima on Sunday, killing 20."), "20")
    assert (group.cls, group.size) == ("Group", 20)


def test_hundreds_of_people_are_a_group_without_a_size() -> None:
    group = find(read("Police arrested hundreds of demonstrators in Minsk."), "hundreds of demonstrators")
    assert (group.cls, group.size) == ("Group", None)


def test_a_year_is_no_size() -> None:
    extraction = read("The 2018 protesters were arrested.")
    assert all(e.size is None for e in extraction.entities)


def test_nobody_is_no_entity() -> None:
    assert not [n for n in classes("No passengers were killed in the crash near Turin.") if "passenger" in n.lower()]


def test_unnamed_people_and_things_that_fill_a_role_are_entities() -> None:
    found = classes("A gunman killed a police officer with a rifle outside a hospital in Graz.")
    assert found["gunman"] == "Person"
    assert found["police officer"] == "Person"
    assert found["rifle"] == "Artifact"


def test_both_of_two_joined_names_fill_the_role() -> None:
    extraction = read("Anna Lindqvist and Peter Dahl met Maria Soto in Oslo.")
    meeting = next(e for e in extraction.events if e.cls == "Meeting")
    called = {e.id: e.name for e in extraction.entities}
    assert {called[r.filler] for r in meeting.roles} >= {"Anna Lindqvist", "Peter Dahl", "Maria Soto"}


def test_the_offsets_of_mentions_give_back_their_text() -> None:
    extraction = read("The mayor of Utrecht, Joost Bakker, said his party had won.", title="Mayor claims victory")
    assert extraction.entities
    for entity in extraction.entities:
        for mention in entity.mentions:
            assert mention.span.of(extraction.document.text) == mention.text


def test_names_in_brackets_are_the_same_body() -> None:
    extraction = read("The Lake Safety Board (LSB) sent two inspectors. The LSB blamed the pilot.")
    assert mentioned(find(extraction, "Lake Safety Board")).count("LSB") == 2


def test_an_address_is_two_places() -> None:
    found = classes("A man was shot in Springdale, Ohio on Friday.")
    assert found["Springdale"] == found["Ohio"] == "GeopoliticalEntity"


def test_names_without_a_gazetteer_are_classed_by_the_model() -> None:
    from kg.extract import Extractor
    from kg.model import Document
    from kg.ontology import load_ontology

    extraction = Extractor(load_ontology()).extract(Document("u", "", "Anna Lindqvist visited Germany in May."))
    assert {(e.name, e.cls) for e in extraction.entities} == {
        ("Anna Lindqvist", "Person"),
        ("Germany", "GeopoliticalEntity"),
    }
