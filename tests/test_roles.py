"""Who did what to whom, where and with what: roles by grammar, and what is said about what."""

from __future__ import annotations

import pytest

from events_reader import event, fillers, links, read

CASES = [
    # active, passive, nominal
    ("Police arrested Peter Horvat in Lyon.", "Arrest", {"agent": "Police", "target": "Peter Horvat", "place": "Lyon"}),
    ("Peter Horvat was arrested by police in Lyon.", "Arrest", {"agent": "police", "target": "Peter Horvat"}),
    ("The arrest of Peter Horvat by police in Lyon came late.", "Arrest", {"target": "Peter Horvat", "place": "Lyon"}),
    # reduced relative, control, raising, relative clause
    ("Peter Horvat was forced to resign on Monday.", "Resignation", {"agent": "Peter Horvat"}),
    ("Police accused Anna Novak of killing Peter Horvat.", "Killing", {"victim": "Peter Horvat"}),
    ("Soldiers who attacked a village near Gao fled.", "Attack", {"agent": "Soldiers", "place": "Gao"}),
    # participial clause and conjunction
    ("Militants stormed a hotel in Kabul, killing four guards.", "Killing", {"victim": "four guards"}),
    ("Police arrested Anna Novak and charged her with fraud.", "Charge", {"agent": "Police"}),
    # compounds, possessives, light verbs
    ("The US strike in Syria destroyed a depot.", "Attack", {"place": "Syria"}),
    ("Rebels carried out an attack on Damascus.", "Attack", {"agent": "Rebels", "target": "Damascus"}),
    ("Anna Novak faces charges in Norway.", "Charge", {"target": "Anna Novak"}),
    # movement
    ("Anna Novak travelled from Oslo to Paris on Monday.", "Arrival", {"agent": "Anna Novak", "destination": "Paris"}),
    ("Canada expelled two diplomats from Ottawa.", "Departure", {"target": "two diplomats", "origin": "Ottawa"}),
    # communication
    (
        "Anna Novak told reporters the bridge had collapsed.",
        "Statement",
        {"agent": "Anna Novak", "about": "<Accident>"},
    ),
    ("The government urged residents to leave Porto.", "Appeal", {"agent": "government", "about": "<Departure>"}),
    ("Anna Novak denied ordering the killing of Peter Horvat.", "Denial", {"about": "<Order>"}),
    # a subject the parser puts below what stands before it
    ("On Monday Acme Motors announced two dismissals.", "Statement", {"agent": "Acme Motors"}),
    # what nobody can be made to do, adjectives of what is to come, those quoted
    ("A school bus collided with a bridge.", "Accident", {"instrument": "school bus"}),
    ("Anna Novak was due to resign on Monday.", "Resignation", {"agent": "Anna Novak"}),
    ("The agency cited Anna Novak as saying the bridge collapsed.", "Statement", {"agent": "Anna Novak"}),
    # what is shared, said by a writing, on a network, or said of a noun by the clause around it
    ("The WHO advisory warned residents of Quito.", "Threat", {"agent": "WHO"}),
    ("At least seven people, including two nurses, died in Quito.", "Death", {"victim": "two nurses"}),
    ("After a visit to Oslo, Anna Novak said two soldiers had died.", "Arrival", {"agent": "Anna Novak"}),
    ("The abuse and murder of two girls shocked Quito.", "Killing", {"victim": "two girls"}),
    ("Peter Horvat was convicted of the murder of two nurses.", "Killing", {"agent": "Peter Horvat"}),
    ("Peter Horvat turned himself in to the police.", "Arrest", {"agent": "police", "target": "Peter Horvat"}),
    ("According to a Twitter post by Anna Novak, two soldiers died.", "Statement", {"instrument": "Twitter"}),
    ("Judge Peter Horvat QC said two soldiers had died.", "Statement", {"agent": "Peter Horvat"}),
    ("Police arrested and charged three men.", "Arrest", {"target": "three men"}),
    ("Norway held a general election.", "Election", {"place": "Norway"}),
    # acts of those in charge, and who wins
    ("The city of Quito lifted the curfew on Monday.", "Legislation", {"agent": "Quito"}),
    ("Anna Novak won the presidential primaries in Ohio.", "Election", {"target": "Anna Novak"}),
    # headline passive, place behind a place
    ("Two soldiers were shot dead by police in Lyon.", "Killing", {"victim": "Two soldiers", "place": "Lyon"}),
    ("Peter Horvat died in a hospital in Vienna.", "Death", {"victim": "Peter Horvat", "place": "Vienna"}),
]


@pytest.mark.parametrize(("sentence", "cls", "roles"), CASES)
def test_roles_by_grammar(sentence: str, cls: str, roles: dict[str, str]) -> None:
    extraction = read(sentence)
    found = event(extraction, cls)
    for role, name in roles.items():
        assert name in fillers(extraction, found, role), (role, fillers(extraction, found, role))


def test_it_that_killed_is_no_place_told_of_before() -> None:
    extraction = read("A landslide hit Quito, the capital. Officials said it killed nine people.")
    assert all(fillers(extraction, e, "agent") == set() for e in extraction.events if e.cls in {"Death", "Killing"})


def test_a_finite_clause_has_a_subject_of_its_own() -> None:
    extraction = read("The Tribune reported three depots in the port were damaged.")
    assert "Tribune" not in fillers(extraction, event(extraction, "Destruction"), "target")


def test_the_accused_are_not_told_to_have_done_it() -> None:
    extraction = read("Police accused Anna Novak of killing two nurses.")
    assert fillers(extraction, event(extraction, "Killing"), "agent") == set()


def test_those_called_on_are_the_ones_to_act() -> None:
    extraction = read("The government called on residents to leave the city of Porto.")
    assert fillers(extraction, event(extraction, "Departure"), "agent") == {"residents"}
    assert fillers(extraction, event(extraction, "Appeal"), "addressee") == {"residents"}


def test_what_is_quoted_is_what_the_statement_is_about() -> None:
    extraction = read('"Two workers died on Monday," said Anna Novak.')
    assert fillers(extraction, event(extraction, "Statement"), "about") == {"<Death>"}


def test_according_to_scopes_over_its_clause() -> None:
    extraction = read("Two people died on Monday, according to Reuters.")
    statement = event(extraction, "Statement")
    assert fillers(extraction, statement, "agent") == {"Reuters"}
    assert fillers(extraction, statement, "about") == {"<Death>"}


def test_a_killing_in_an_attack_is_part_of_it_and_the_attack_its_means() -> None:
    extraction = read("The attack on the airport killed four guards.")
    killing = event(extraction, "Killing")
    assert ("subEventOf", "Attack") in links(extraction, killing)
    assert "<Attack>" in fillers(extraction, killing, "instrument")


def test_retaliation_and_response_are_links() -> None:
    extraction = read("Canada expelled two diplomats in response to the poisoning of Peter Horvat.")
    assert ("inResponseTo", "Attack") in links(extraction, event(extraction, "Departure"))


def test_after_is_a_link() -> None:
    extraction = read("Protesters stormed the parliament in Tbilisi after the election.")
    assert ("after", "Election") in links(extraction, event(extraction, "Attack"))


def test_roles_are_given_a_confidence() -> None:
    extraction = read("Police arrested Peter Horvat in Lyon.")
    assert all(0 < r.confidence <= 1 for e in extraction.events for r in e.roles)


def test_what_answers_an_event_is_another_event() -> None:
    extraction = read("Israel carried out air strikes in Gaza in response to rocket fire.")
    answered = [e for e in extraction.events if ("inResponseTo", "Attack") in links(extraction, e)]
    assert [fillers(extraction, e, "agent") for e in answered] == [{"Israel"}]


def test_those_who_claim_responsibility_did_it() -> None:
    extraction = read("The Red Column claimed responsibility for the bombing.")
    assert fillers(extraction, event(extraction, "Attack"), "agent") == {"Red Column"}


def test_i_in_a_quotation_is_who_speaks() -> None:
    extraction = read('"I urge residents to leave the city," said Anna Novak.')
    assert fillers(extraction, event(extraction, "Appeal"), "agent") == {"Anna Novak"}


@pytest.mark.parametrize(
    ("sentence", "cls", "role", "names"),
    [
        ("The mayor blamed the attack on rebels.", "Attack", "target", set()),
        ("The mayor blamed the attack on rebels.", "Accusation", "target", {"rebels"}),
        ("The mayor blamed the attack on rebels.", "Accusation", "about", {"<Attack>"}),
        ("The mayor blamed the attack on rebels. The rebels denied it.", "Denial", "about", {"<Accusation>"}),
        ("The army attacked a base near Mosul on Monday. Iran denied it.", "Denial", "about", {"<Attack>"}),
        ("Officials condemned the bombing in Kabul.", "Attack", "place", {"Kabul"}),
        ("The embassy appealed to citizens to leave Iraq.", "Departure", "agent", {"citizens"}),
        ("About 300 shopkeepers protested outside the parliament.", "Protest", "target", set()),
        ("About 300 shopkeepers protested outside the parliament.", "Protest", "place", {"parliament"}),
    ],
)
def test_nobody_gets_a_part_that_is_not_theirs(sentence: str, cls: str, role: str, names: set[str]) -> None:
    extraction = read(sentence)
    assert fillers(extraction, event(extraction, cls), role) == names
