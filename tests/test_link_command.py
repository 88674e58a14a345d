"""`kg link`: the candidates for a name, as a table and as JSON."""

import json


def test_without_a_class_all_are_tried(kg):
    assert "Q796" in kg("link", "Iraq").out
    assert "Q180589" in kg("link", "Boris Johnson").out


def test_a_class_narrows_the_answer(kg):
    assert "Q796" not in kg("link", "Iraq", "--class", "Person").out


def test_candidates_as_json(kg):
    first = json.loads(kg("link", "Kataib Hizbullah", "--json").out)[0]
    assert (first["id"], first["class"]) == ("Q4119382", "ArmedForce")
    assert json.loads(kg("link", "Zzyzx Holdings", "--json").out) == []
