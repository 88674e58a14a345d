"""Mentions of one event are one node; different events stay apart."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

from events_reader import event, events, fillers, read

FIT = Path(__file__).resolve().parent.parent / "scripts" / "fit_identity.py"


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


@pytest.mark.parametrize(
    ("text", "cls", "number"),
    [
        ("An earthquake struck Chile on Monday. The aftershocks damaged a bridge in Talca.", "Disaster", 2),
        ("Typhoon Ana battered Luzon on Monday. Typhoon Bopha killed a hundred people there in 2012.", "Disaster", 2),
        ("A magnitude 6.3 earthquake struck Peru. A 4.1 earthquake had struck Peru on Friday.", "Disaster", 2),
        ("A fire injured two guests in Lyon. No injuries were reported in the second hotel.", "Injury", 2),
        ("Peter Horvat was convicted of fraud on Monday. His brother Ivan was acquitted.", "Conviction", 2),
        ("Rebels attacked a hotel in Kabul on Monday. Another hotel was attacked in August 2018.", "Attack", 2),
        ("Latvia held an election on Sunday. In the 2015 election, the party lost its majority.", "Election", 2),
    ],
)
def test_what_cannot_be_one_event_stays_apart(text: str, cls: str, number: int) -> None:
    assert len(events(read(text), cls)) == number


def test_the_weights_can_be_fitted_anew(gold_dir: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    pytest.importorskip("sklearn", reason="needs the dependency group fit")
    files = tmp_path / "one.json", tmp_path / "two.json"
    for file in files:
        monkeypatch.setattr(sys, "argv", [FIT.name, str(gold_dir), "--out", str(file)])
        assert runpy.run_path(str(FIT))["main"]() == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    weights = json.loads(files[0].read_text())
    assert set(weights) == {"communication", "other"}
    assert weights["other"]["same-lemma"] > 0 > weights["other"]["distance"]
    assert "F1" in capsys.readouterr().out


def test_fitting_without_gold_says_what_is_missing(tmp_path: Path, monkeypatch, capsys) -> None:
    pytest.importorskip("sklearn", reason="needs the dependency group fit")
    monkeypatch.setattr(sys, "argv", [FIT.name, str(tmp_path), "--out", str(tmp_path / "weights.json")])
    assert runpy.run_path(str(FIT))["main"]() == 1
    assert "no gold annotations" in capsys.readouterr().err
    assert not (tmp_path / "weights.json").exists()
