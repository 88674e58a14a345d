"""Standing facts: jobs, bodies, kin, nationality, places, age."""

from __future__ import annotations

import pytest

from reading import relations


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("French President Emmanuel Macron visited Oslo.", ("Emmanuel Macron", "leads", "French")),
        ("French President Emmanuel Macron visited Oslo.", ("Emmanuel Macron", "jobTitle", "President")),
        ("Defense Secretary Paul Garner visited Oslo.", ("Paul Garner", "jobTitle", "Defense Secretary")),
        (
            "Anna Lindqvist, the head of the Lake Safety Board, resigned.",
            ("Anna Lindqvist", "leads", "Lake Safety Board"),
        ),
        ("Joost Bakker, mayor of Utrecht, resigned.", ("Joost Bakker", "leads", "Utrecht")),
        ("The mayor of Utrecht, Joost Bakker, resigned.", ("Joost Bakker", "leads", "Utrecht")),
        ("President Ibrahim Sow of Senegal visited Oslo.", ("Ibrahim Sow", "leads", "Senegal")),
        ("Tomas Novak, a spokesman for the Czech army, resigned.", ("Tomas Novak", "representativeOf", "Czech army")),
        (
            "Brightwater Airlines spokeswoman Eva Lund resigned.",
            ("Eva Lund", "representativeOf", "Brightwater Airlines"),
        ),
        ("Greek Foreign Minister Nikos Pappas resigned.", ("Nikos Pappas", "nationality", "Greek")),
        ("Martin Hill of Reuters was arrested in Cairo.", ("Martin Hill", "worksFor", "Reuters")),
        ("Republican Senator Carol Dunn resigned.", ("Carol Dunn", "memberOf", "Republican")),
        ("Anna Lindqvist, a member of the Labour Party, resigned.", ("Anna Lindqvist", "memberOf", "Labour Party")),
        (
            "Maria Soto, founder of Brightwater Airlines, died on Monday.",
            ("Maria Soto", "founderOf", "Brightwater Airlines"),
        ),
    ],
)
def test_offices_and_employers(sentence: str, fact: tuple[str, str, str]) -> None:
    assert fact in relations(sentence)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Peter Dahl's wife, Maria Soto, resigned.", ("Maria Soto", "spouseOf", "Peter Dahl")),
        ("Peter Dahl's son Erik Dahl was arrested.", ("Peter Dahl", "parentOf", "Erik Dahl")),
        ("Erik Dahl, the brother of Maria Dahl, was arrested.", ("Erik Dahl", "siblingOf", "Maria Dahl")),
        ("Peter Dahl died on Monday. His sister Maria Dahl confirmed it.", ("Maria Dahl", "siblingOf", "Peter Dahl")),
    ],
)
def test_kin(sentence: str, fact: tuple[str, str, str]) -> None:
    assert fact in relations(sentence)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("A man was shot in Kerman, Iran.", ("Kerman", "locatedIn", "Iran")),
        ("Troops closed Fairlight Airport in Portugal.", ("Fairlight Airport", "locatedIn", "Portugal")),
        ("Rebels stormed the French embassy in Nairobi.", ("French embassy in Nairobi", "locatedIn", "Nairobi")),
        ("Rebels stormed the French embassy in Nairobi.", ("French embassy in Nairobi", "nationality", "French")),
        ("The Chilean army shelled the town of Arica.", ("Chilean army", "nationality", "Chilean")),
        ("The London-based Lake Foundation sued the city.", ("Lake Foundation", "locatedIn", "London")),
        ("The Parliament of Canada rejected the plan.", ("Parliament of Canada", "nationality", "Canada")),
    ],
)
def test_places_and_nationality(sentence: str, fact: tuple[str, str, str]) -> None:
    assert fact in relations(sentence)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Anna Lindqvist, 45, was arrested.", ("Anna Lindqvist", "age", 45)),
        ("Peter Dahl, aged 61, was arrested.", ("Peter Dahl", "age", 61)),
        ("Police arrested 23-year-old Erik Dahl.", ("Erik Dahl", "age", 23)),
        ("Peter Dahl died at the age of 88.", ("Peter Dahl", "age", 88)),
    ],
)
def test_age(sentence: str, fact: tuple[str, str, int]) -> None:
    assert fact in relations(sentence)


def test_who_backs_whom() -> None:
    assert ("Blue Valley Brigade", "backedBy", "Iran") in relations(
        "The Iran-backed Blue Valley Brigade attacked a base."
    )


def test_a_list_of_cities_is_no_address() -> None:
    assert not [r for r in relations("Protesters marched in Paris, Berlin, Madrid and Rome.") if r[1] == "locatedIn"]


def test_a_former_president_leads_nothing() -> None:
    assert not [r for r in relations("Former President of Kenya Daniel Otieno visited Oslo.") if r[1] == "leads"]


def test_who_leads_a_country_is_said_so_once() -> None:
    found = relations("Greek Prime Minister Nikos Pappas resigned.")
    assert ("Nikos Pappas", "leads", "Greek") in found
    assert ("Nikos Pappas", "nationality", "Greek") not in found


def test_meeting_somebody_is_no_standing_fact() -> None:
    assert relations("Anna Lindqvist met Peter Dahl on Monday.") == set()


@pytest.mark.parametrize(
    ("sentence", "who", "age"),
    [
        ("Seventeen-year-old Paul Garner was arrested.", "Paul Garner", "17"),
        ("54-year-old Lake County police sergeant Jane Doe was shot.", "Jane Doe", "54"),
        ("Peter Dahl, who is 36 years old, was arrested.", "Peter Dahl", "36"),
        ("Peter Dahl, 36 years old, was arrested.", "Peter Dahl", "36"),
        ("Peter Dahl (36) was arrested.", "Peter Dahl", "36"),
    ],
)
def test_ages_in_words_brackets_and_before_long_titles(sentence: str, who: str, age: str) -> None:
    assert (who, "age", age) in {(s, p, str(o)) for s, p, o in relations(sentence)}


def test_a_director_leads_the_body() -> None:
    assert ("Eva Lund", "leads", "Lake Safety Board") in relations(
        "Eva Lund, director of the Lake Safety Board, resigned."
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Utrecht District Court ruled. Joost Bakker left Utrecht.",
            ("Utrecht District Court", "locatedIn", "Utrecht"),
        ),
        ("Peru's Harvest Party resigned.", ("Harvest Party", "nationality", "Peru")),
    ],
)
def test_bodies_named_for_their_town_and_parties_of_a_country(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in relations(text)


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("French inventor Paul Martel crossed the lake.", ("Paul Martel", "nationality", "French")),
        ("An Australian, Peter Dahl, was arrested.", ("Peter Dahl", "nationality", "Australian")),
        ("Third place went to Peter Dahl of Norway.", ("Peter Dahl", "nationality", "Norway")),
    ],
)
def test_nationality_before_a_calling_and_after_a_name(sentence: str, fact: tuple[str, str, str]) -> None:
    assert fact in relations(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Bell was appointed head of the Lake Agency.",
        "Anna Bell became chair of the Lake Agency.",
        "Anna Bell, who serves as director of the Lake Agency, was arrested.",
        "The Lake Agency's head, Anna Bell, resigned.",
        "Anna Bell heads the Lake Agency.",
    ],
)
def test_offices_told_by_verbs(sentence: str) -> None:
    assert ("Anna Bell", "leads", "Lake Agency") in relations(sentence)


def test_employer_told_by_a_verb_and_no_office_refused() -> None:
    assert ("Anna Bell", "worksFor", "Leeds Hospital") in relations(
        "Anna Bell, who works at Leeds Hospital, was arrested."
    )
    assert not {r for r in relations("Anna Bell did not become chair of the Lake Agency.") if r[1] == "leads"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "The Royal Norwegian Fishery Board resigned. Norway voted.",
            ("Royal Norwegian Fishery Board", "nationality", "Norway"),
        ),
        ("Anna Bell, who was arrested, is Norwegian.", ("Anna Bell", "nationality", "Norwegian")),
    ],
)
def test_country_in_a_name_and_predicated(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in relations(text)


def test_lists_of_states_and_possessors() -> None:
    found = relations(
        "Voters in the US states of Ohio and Kansas went home. Hail fell on parts of Norway, including Bergen."
    )
    assert {("Ohio", "locatedIn", "US"), ("Kansas", "locatedIn", "US"), ("Bergen", "locatedIn", "Norway")} <= set(found)


def test_the_committee_of_a_chairman_is_the_one_named() -> None:
    text = "The House Water Committee met on Monday. Committee chairman Peter Dahl resigned."
    assert ("Peter Dahl", "leads", "House Water Committee") in relations(text)


def test_one_director_of_several_works_for_the_body() -> None:
    found = relations("Anna Bell, a director of the Lake Agency, was arrested.")
    assert ("Anna Bell", "worksFor", "Lake Agency") in found and ("Anna Bell", "leads", "Lake Agency") not in found
