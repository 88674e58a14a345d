"""Mentions of one event are one node; different events stay apart."""

from __future__ import annotations

from events_reader import event, events, fillers, read


def test_headline_and_body_tell_one_event() -> None:
    extraction = read(
        "An earthquake struck central Chile on Monday. The earthquake damaged a bridge in Talca.",
        title="Earthquake strikes Chile",
    )
    assert len(event(extraction, "Disaster").triggers) >= 3


def test_a_definite_noun_takes_up_the_event_told_before() -> None:
    extraction = read("Militants attacked a hotel in Kabul on Monday. The attack lasted two hours.")
    assert len(event(extraction, "Attack").triggers) == 2


def test_roles_told_in_different_sentences_are_gathered() -> None:
    extraction = read("Police arrested Peter Horvat on Monday. The arrest took place in Lyon.")
    found = event(extraction, "Arrest")
    assert fillers(extraction, found, "target") == {"Peter Horvat"}
    assert fillers(extraction, found, "place") == {"Lyon"}


def test_a_second_quake_is_another_event() -> None:
    extraction = read("An earthquake struck Chile on Monday. A second earthquake struck Peru on Tuesday.")
    assert len(events(extraction, "Disaster")) == 2


def test_different_victims_are_different_arrests() -> None:
    extraction = read("Police arrested Peter Horvat on Monday. Police arrested Anna Novak on Thursday.")
    assert len(events(extraction, "Arrest")) == 2


def test_each_saying_is_its_own_statement() -> None:
    extraction = read("Anna Novak said the bridge was safe. Peter Horvat said the road was closed.")
    assert len(events(extraction, "Statement")) == 2


def test_said_in_a_statement_is_one_statement() -> None:
    extraction = read("Anna Novak said in a statement that two workers had died.")
    assert len(event(extraction, "Statement").triggers) == 2


def test_nobody_dies_twice() -> None:
    extraction = read("Peter Horvat was killed in Lyon on Monday. Peter Horvat died in a shooting, police said.")
    assert len(events(extraction, "Killing") + events(extraction, "Death")) == 1


def test_plans_to_attack_are_not_the_attack_told_of() -> None:
    extraction = read(
        "Militants had plans to attack a school in Gao. A bomb attack killed six people in Cairo on Friday."
    )
    assert len(events(extraction, "Attack")) == 2
