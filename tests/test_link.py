"""Linking: which names stand for which entity, when none is chosen, and how entities of one id are united."""

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import EntityIndexError
from kg.link import IndexLinker, MatchKind, load_index, merge_linked
from kg.link.names import fold, skeleton
from kg.model import (
    Document,
    Entity,
    EntityLink,
    Event,
    Extraction,
    Mention,
    MentionKind,
    Relation,
    RoleFiller,
    Span,
)

DUMP = Path(__file__).parents[2] / "shared" / "wikidata" / "sample-dump.json.gz"


@pytest.fixture(scope="module")
def linker():
    return IndexLinker.default()


def article(text, *names, relations=(), events=()):
    """An extraction of `text` whose entities are (class, name, *aliases), with a mention for each place a name stands in."""
    entities = []
    for number, (cls, *called) in enumerate(names):
        mentions = []
        for name in called:
            start = text.find(name)
            while start >= 0:
                mentions.append(Mention(Span(start, start + len(name)), name))
                start = text.find(name, start + 1)
        entities.append(Entity(f"e{number}", cls, called[0], tuple(mentions), tuple(called[1:])))
    return Extraction(Document("https://news.example/1", "", text), tuple(entities), tuple(events), tuple(relations))


def links(linker, text, *names):
    """Name → id of what was linked, in one article."""
    linked = linker.link(article(text, *names))
    return {e.name: e.link.qid for e in linked.entities if e.link}


def qid(linker, name, cls, *aliases):
    return links(linker, name, (cls, name, *aliases)).get(name)


@pytest.mark.parametrize(
    ("cls", "name", "expected"),
    [
        ("GeopoliticalEntity", "United States", "Q30"),
        ("GeopoliticalEntity", "the United States'", "Q30"),
        ("GeopoliticalEntity", "U.S.", "Q30"),
        ("GeopoliticalEntity", "US", "Q30"),
        ("GeopoliticalEntity", "USA", "Q30"),
        ("GeopoliticalEntity", "Britain", "Q145"),
        ("GeopoliticalEntity", "DR Congo", "Q974"),
        ("GeopoliticalEntity", "Cote d’Ivoire", "Q1008"),
        ("GeopoliticalEntity", "Türkiye", "Q43"),
        ("GeopoliticalEntity", "Iranian", "Q794"),
        ("GeopoliticalEntity", "Dutch", "Q55"),
        ("GeopoliticalEntity", "TEHRAN", "Q3616"),
        ("GeopoliticalEntity", "Kiev", "Q1899"),
        ("GeopoliticalEntity", "Sao Paulo", "Q174"),
        ("Place", "Middle East", "Q7204"),
        ("GovernmentBody", "Pentagon", "Q11209"),
        ("GovernmentBody", "the US Department of Defense", "Q11209"),
        ("Organization", "F.B.I.", "Q8333"),
        ("Organization", "State Department", "Q789915"),
        ("InternationalBody", "World Health Organisation", "Q7817"),
        ("Organization", "Revolutionary Guards", "Q271110"),
        ("Organization", "Iranian Revolutionary Guard Corps", "Q271110"),
        ("ArmedForce", "Quds Force", "Q311381"),
        ("ArmedForce", "Kata’ib Hezbollah", "Q4119382"),
        ("ArmedForce", "Kataeb Hezbollah", "Q4119382"),
        ("ArmedForce", "Kataib Hizbullah", "Q4119382"),
        ("NewsOutlet", "The Associated Press", "Q40469"),
        ("NewsOutlet", "AFP", "Q40464"),
        ("Company", "Boeing Co.", "Q66"),
        ("Facility", "Baghdad airport", "Q304438"),
        ("Person", "Qassem Soleimani", "Q892014"),
        ("Person", "Qasem Soleimani", "Q892014"),
        ("Person", "Ghassem Soleimani", "Q892014"),
        ("Person", "General Qassem Soleimani", "Q892014"),
        ("Person", "Donald J. Trump", "Q22686"),
        ("Person", "President Trump", "Q22686"),
        ("Person", "Recep Tayyip Erdogan", "Q39259"),
        ("Person", "Muammar Qadhafi", "Q19878"),
        ("Person", "Moammar Khadafi", "Q19878"),
    ],
)
def test_variants_of_a_name_link_to_one_entity(linker, cls, name, expected):
    assert qid(linker, name, cls) == expected


def test_each_kind_of_match_is_told(linker):
    def kind(name, cls):
        return linker.candidates(name, cls)[0].kind

    assert kind("Iran", "GeopoliticalEntity") is MatchKind.EXACT
    assert kind("iran", "GeopoliticalEntity") is MatchKind.NORMALISED
    assert kind("Islamic Republic of Iran", "GeopoliticalEntity") is MatchKind.ALIAS
    assert kind("Iranian", "GeopoliticalEntity") is MatchKind.DEMONYM
    assert kind("FBI", "GovernmentBody") is MatchKind.ACRONYM
    assert kind("Putin", "Person") is MatchKind.SHORT
    assert kind("Ghassem Soleymani", "Person") is MatchKind.TRANSLITERATION
    assert kind("Israel Supreme Court", "GovernmentBody") is MatchKind.COUNTRY


def test_a_name_can_be_looked_up_without_saying_what_it_names(linker):
    georgia = linker.index.candidates_of_any_class("Georgia")
    assert {"Q230", "Q1428"} <= {c.entry.qid for c in georgia}
    assert [c.entry.qid for c in linker.index.candidates_of_any_class("the Pentagon")][:1] == ["Q11209"]
    assert [c.entry.qid for c in linker.index.candidates_of_any_class("Ghassem Soleymani")] == ["Q892014"]
    assert linker.index.candidates_of_any_class("Zzyzx Holdings") == []


def test_each_entry_stands_once_among_the_candidates_and_the_surest_match_first(linker):
    found = linker.index.candidates_of_any_class("Washington")
    assert len({c.entry.qid for c in found}) == len(found) > 1
    order = list(MatchKind)
    assert [order.index(c.kind) for c in found] == sorted(order.index(c.kind) for c in found)


def test_a_candidate_can_be_written_as_json(linker):
    written = json.loads(json.dumps(linker.candidates("Boris Johnson", "Person")[0].as_json()))
    assert written["id"] == "Q180589"
    assert written["iri"] == "http://www.wikidata.org/entity/Q180589"
    assert (written["class"], written["match"], written["classAgreement"]) == ("Person", "exact", 1.0)
    assert written["within"] == ["Q145"]


def test_a_palace_is_a_building_and_no_office(linker):
    assert qid(linker, "Buckingham Palace", "Facility") == "Q42182"
    assert linker.index.entries["Q42182"].cls == "Facility"


def test_a_link_has_a_probability_and_a_reason(linker):
    exact = linker.link(article("Baghdad", ("GeopoliticalEntity", "Baghdad"))).entities[0].link
    variant = linker.link(article("x", ("Person", "Ghassem Soleymani"))).entities[0].link
    assert 0.5 < variant.confidence < exact.confidence < 1
    assert exact.reason == "exact name, class agrees"
    assert "transliteration" in variant.reason


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        ("Person", "Iran"),
        ("Person", "Georgia"),
        ("GeopoliticalEntity", "Reuters"),
        ("GeopoliticalEntity", "Amazon"),
        ("Organization", "Ohio"),
        ("Artifact", "Barack Obama"),
        ("DiplomaticMission", "US embassy in Baghdad"),
        ("DiplomaticMission", "United States"),
        ("Organization", "US embassy in Baghdad"),
    ],
)
def test_the_class_must_agree(linker, cls, name):
    assert qid(linker, name, cls) is None


@pytest.mark.parametrize(
    ("cls", "name"),
    [
        ("GeopoliticalEntity", "Georgia"),
        ("GeopoliticalEntity", "Springfield"),
        ("GovernmentBody", "Supreme Court"),
        ("PoliticalParty", "Liberal Party"),
        ("Person", "Smith"),
        ("Person", "Jorik Vandermolen"),
        ("GovernmentBody", "who"),
        ("Organization", "Times"),
        ("Person", "Michelle Trump"),
        ("Organization", "BBC Radio Merseyside"),
    ],
)
def test_what_is_ambiguous_or_unknown_stays_unlinked(linker, cls, name):
    assert qid(linker, name, cls) is None


def test_the_longer_name_of_an_entity_outweighs_a_famous_short_one(linker):
    assert qid(linker, "Obama", "Person") == "Q76"
    assert qid(linker, "Obama", "Person", "Malik Obama") is None
    assert qid(linker, "BBC", "NewsOutlet", "BBC Radio Merseyside") is None
    assert qid(linker, "UN", "InternationalBody", "United Nations") == "Q1065"


def test_a_place_named_behind_decides_between_namesakes(linker):
    paris = ("GeopoliticalEntity", "Paris")
    assert links(linker, "A storm hit Paris on Monday.", paris) == {"Paris": "Q90"}
    assert links(linker, "A storm hit Paris, France, on Monday.", paris) == {"Paris": "Q90"}
    assert links(linker, "A storm hit Paris, Texas, on Monday.", paris) == {}
    birmingham = ("GeopoliticalEntity", "Birmingham")
    assert links(linker, "Police in Birmingham, Alabama, said so.", birmingham) == {"Birmingham": "Q79867"}
    assert links(linker, "Police in Birmingham said so.", birmingham) == {"Birmingham": "Q2256"}
    springfield = ("GeopoliticalEntity", "Springfield")
    assert links(linker, "He was in Springfield, Illinois.", springfield) == {"Springfield": "Q28515"}


def test_a_city_and_its_state_of_one_name(linker):
    new_york = ("GeopoliticalEntity", "New York")
    assert links(linker, "Talks opened in New York on Friday.", new_york) == {"New York": "Q60"}
    assert links(linker, "Voters in Maine, New York, New Jersey and Ohio.", new_york) == {"New York": "Q1384"}


def test_places_named_beside_it_decide_where_a_place_is(linker):
    georgia, atlanta = ("GeopoliticalEntity", "Georgia"), ("GeopoliticalEntity", "Atlanta")
    tbilisi, us = ("GeopoliticalEntity", "Tbilisi"), ("GeopoliticalEntity", "US")
    assert links(linker, "Votes in Georgia were counted in Atlanta.", georgia, atlanta)["Georgia"] == "Q1428"
    assert links(linker, "Georgia called its envoy to Tbilisi.", georgia, tbilisi)["Georgia"] == "Q230"
    assert "Georgia" not in links(linker, "The US spoke of Georgia.", georgia, us)


def test_the_country_of_the_article_decides_between_bodies_of_one_name(linker):
    court = ("GovernmentBody", "Supreme Court")
    india = ("GeopoliticalEntity", "India")
    canada = ("GeopoliticalEntity", "Canada")
    assert links(linker, "India waits. The Supreme Court of India ruled.", court, india)["Supreme Court"] == "Q213380"
    assert links(linker, "Canada waits for its Supreme Court.", court, canada)["Supreme Court"] == "Q196615"
    both = links(linker, "India and Canada wait for a Supreme Court.", court, india, canada)
    assert "Supreme Court" not in both


def test_a_surname_links_once_the_full_name_is_known(linker):
    text = "Theresa May spoke. May then left."
    assert links(linker, text, ("Person", "May")) == {}
    united = linker.link(article(text, ("Person", "Theresa May"), ("Person", "May"))).entities
    assert [(e.name, e.aliases, e.link.qid) for e in united] == [("Theresa May", ("May",), "Q264766")]


def test_a_surname_is_not_taken_for_a_company(linker):
    text = "Gerald Ford pardoned him. Ford said so."
    assert qid(linker, "Ford", "Company") == "Q44294"
    assert "Ford" not in links(linker, text, ("Person", "Gerald Ford"), ("Organization", "Ford"))


def test_groups_and_the_unnamed_are_never_linked(linker):
    extraction = article("Iranian fighters", ("Group", "Taliban"), ("GeopoliticalEntity", "Iran"))
    unnamed = replace(extraction, entities=(extraction.entities[0], replace(extraction.entities[1], named=False)))
    assert all(e.link is None for e in linker.link(unnamed).entities)


def test_a_link_that_is_already_there_stays(linker):
    extraction = article("Iran", ("GeopoliticalEntity", "Iran"))
    given = EntityLink("Q42", 0.9, "by hand")
    marked = replace(extraction, entities=(replace(extraction.entities[0], link=given),))
    link = linker.link(marked).entities[0].link
    assert (link.qid, link.confidence, link.reason) == ("Q42", 0.9, "by hand")


def test_an_entity_takes_the_narrower_class_of_its_entry(linker):
    linked = linker.link(article("AFP", ("Organization", "AFP"), ("Organization", "Twitter")))
    assert [e.cls for e in linked.entities] == ["NewsOutlet", "Company"]


def test_two_names_of_one_body_become_one_entity(linker):
    text = "The Pentagon said it. The Department of Defense in the US denied it."
    said = Event(
        "v0", "Statement", (), Span(0, 1), roles=(RoleFiller("agent", "e0", 0.6), RoleFiller("agent", "e1", 0.8))
    )
    denied = Event("v1", "Denial", (), Span(0, 1), roles=(RoleFiller("agent", "e1"),), attributed_to=("e0", "e1"))
    extraction = article(
        text,
        ("GovernmentBody", "Pentagon"),
        ("GovernmentBody", "Department of Defense"),
        ("GeopoliticalEntity", "US"),
        events=(said, denied),
        relations=(
            Relation("e1", "nkg:partOf", "e2", Span(0, 3), confidence=0.5),
            Relation("e0", "nkg:partOf", "e2", Span(0, 3), confidence=0.7),
            Relation("e1", "nkg:partOf", "e0", Span(0, 3)),
            Relation("e0", "schema:jobTitle", "e1", Span(0, 3), literal=True),
        ),
    )
    linked = linker.link(extraction)
    assert [e.id for e in linked.entities] == ["e0", "e2"]
    body = linked.entities[0]
    assert {body.name, *body.aliases} == {"Pentagon", "Department of Defense"}
    assert [m.text for m in body.mentions] == ["Pentagon", "Department of Defense"]
    assert linked.events[0].roles == (RoleFiller("agent", "e0", 0.8),)
    assert linked.events[1].roles == (RoleFiller("agent", "e0"),)
    assert linked.events[1].attributed_to == ("e0",)
    assert [(r.subject, r.object, r.confidence) for r in linked.relations] == [("e0", "e2", 0.7), ("e0", "e1", 1.0)]


@pytest.mark.parametrize(
    ("text", "cls", "name", "stands_alone"),
    [
        ("He flew to Los Angeles on Friday.", "GeopoliticalEntity", "Los Angeles", True),
        ("He coached the Los Angeles Quokkas then.", "GeopoliticalEntity", "Los Angeles", False),
        ("The Ohio Governor spoke.", "GeopoliticalEntity", "Ohio", True),
        ("She taught at the University of Nevada.", "GeopoliticalEntity", "Nevada", False),
        ("The President of Iran spoke.", "GeopoliticalEntity", "Iran", True),
        ("Floods hit northern India.", "GeopoliticalEntity", "India", False),
        ("Iranian voters stayed away.", "GeopoliticalEntity", "Iranian", False),
        ("It landed at Minneapolis-Chicago.", "GeopoliticalEntity", "Chicago", False),
        ("The Reuters Institute said so.", "NewsOutlet", "Reuters", True),
    ],
)
def test_only_names_that_stand_for_the_entity_are_marked_with_its_id(linker, text, cls, name, stands_alone):
    entity = linker.link(article(text, (cls, name))).entities[0]
    assert entity.link is not None
    assert [s.of(text) for s in entity.link.anchors] == ([name] if stands_alone else [])


def test_pronouns_and_descriptions_are_not_marked(linker):
    text = "Iran denied it. It called the country peaceful."
    mentions = (
        Mention(Span(0, 4), "Iran"),
        Mention(Span(16, 18), "It", MentionKind.PRONOUN),
        Mention(Span(26, 37), "the country", MentionKind.NOMINAL),
    )
    entity = Entity("e0", "GeopoliticalEntity", "Iran", mentions)
    linked = linker.link(Extraction(Document("https://news.example/1", "", text), (entity,), (), ()))
    assert linked.entities[0].link.anchors == (Span(0, 4),)


def test_merging_changes_nothing_where_no_id_is_double(linker):
    linked = linker.link(article("Iran and Iraq", ("GeopoliticalEntity", "Iran"), ("GeopoliticalEntity", "Iraq")))
    assert merge_linked(linked) is linked


def test_linking_twice_is_linking_once(linker):
    once = linker.link(article("Pentagon, US", ("GovernmentBody", "Pentagon"), ("GeopoliticalEntity", "US")))
    assert linker.link(once) == once


def test_names_fold_to_what_they_share():
    assert fold("the Côte d’Ivoire's") == "cote divoire"
    assert fold("U.S.") == fold("US") == "us"
    assert fold("Søren Łódź") == "soren lodz"
    assert fold("Владимир") == "vladimir"
    assert skeleton("qassem soleimani") == skeleton("ghasem suleymani")
    assert skeleton("kataeb") == skeleton("kataib")
    assert skeleton("muammar gaddafi") == skeleton("moamar qadhafi")
    assert skeleton("hassan") != skeleton("hussein rouhani")


def test_the_gazetteer_tells_the_class_of_unambiguous_names(linker):
    gazetteer = linker.index.gazetteer()
    assert gazetteer["Associated Press"] == "NewsOutlet"
    assert gazetteer["Iran"] == "GeopoliticalEntity"
    assert gazetteer["Revolutionary Guards"] == "ArmedForce"
    assert gazetteer["Barack Obama"] == "Person"
    for ordinary in ("Apple", "Jordan", "Time", "US", "Iranian"):
        assert ordinary not in gazetteer
    assert all(len(name) >= 3 for name in gazetteer)


def test_demonyms_lead_to_the_countries_own_labels(linker):
    demonyms, gazetteer = linker.index.demonyms(), linker.index.gazetteer()
    assert demonyms["Iranian"] == demonyms["Iranians"] == "Iran"
    assert demonyms["Dutch"] == "Netherlands"
    assert demonyms["American"] == "United States"
    ordinary = {"Jordan", "Georgia", "Chad", "Guinea", "Jersey"}
    assert all(
        gazetteer.get(c, "GeopoliticalEntity") == "GeopoliticalEntity" for c in demonyms.values() if c not in ordinary
    )


def write(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


HEADER = "id\tclass\tlabel\taliases\tshort\twithin\tflags"


def test_an_index_from_files_of_ones_own(tmp_path):
    facts = write(
        tmp_path / "mine.tsv",
        HEADER,
        "Q1\tCompany\tFrobnitz Ltd\tFrobs|FBZ\t\tQ2\t",
        "Q2\tGeopoliticalEntity\tFrobia\t\t\t\t",
    )
    adjectives = write(tmp_path / "adjectives.tsv", "id\tadjectives", "Q2\tFrobian|Frobians")
    linker = IndexLinker.from_files([facts, adjectives])
    text = "Frobnitz, a Frobian maker"
    assert links(linker, text, ("Organization", "Frobnitz"), ("GeopoliticalEntity", "Frobian")) == {
        "Frobnitz": "Q1",
        "Frobian": "Q2",
    }


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (["nothing like it"], "not an entity index"),
        ([HEADER, "Q1\tCompany\tFrobnitz"], "line 2: 3 fields"),
        ([HEADER, "X1\tCompany\tFrobnitz\t\t\t\t"], "line 2: 'X1' is not a Wikidata id"),
        ([HEADER, "Q1\t\tFrobnitz\t\t\t\t"], "line 2: class and label"),
        ([HEADER, "Q1\tCompany\tFrobnitz\t\t\t\tbest"], "flags be of"),
        ([HEADER, "Q1\tCompany\tA\t\t\t\t", "Q1\tCompany\tB\t\t\t\t"], "already defined at"),
        (["id\tadjectives", "Q1\tFrobian"], "does not have: Q1"),
    ],
)
def test_a_bad_index_is_refused_with_the_line(tmp_path, lines, complaint):
    with pytest.raises(EntityIndexError, match=complaint):
        load_index([write(tmp_path / "bad.tsv", *lines)])


def test_a_missing_or_binary_index_is_refused(tmp_path):
    with pytest.raises(EntityIndexError, match="cannot be read"):
        load_index([tmp_path / "none.tsv"])
    binary = tmp_path / "binary.tsv"
    binary.write_bytes(bytes([0xFF, 0xFE, 0x80]))
    with pytest.raises(EntityIndexError, match="cannot be read"):
        load_index([binary])
    with pytest.raises(EntityIndexError, match="was given or found"):
        load_index([])


def test_the_shipped_index_is_whole(linker):
    entries = linker.index.entries
    assert len(entries) > 3000
    kinds = {e.cls for e in entries.values()}
    assert kinds <= {
        "Person", "Organization", "GovernmentBody", "ArmedForce", "Company", "NewsOutlet", "PoliticalParty",
        "InternationalBody", "Place", "GeopoliticalEntity", "Facility", "Artifact",
    }  # fmt: skip
    for entry in entries.values():
        assert set(entry.within) <= entries.keys(), entry
    for name, cls in random.Random(7).sample([(e.label, e.cls) for e in entries.values()], 300):
        assert any(c.entry.label == name for c in linker.candidates(name, cls)), name


@pytest.mark.skipif(not DUMP.exists(), reason="needs the shared sample of Wikidata")
def test_every_id_agrees_in_name_with_wikidata(linker):
    known = {}
    with gzip.open(DUMP, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("{"):
                item = json.loads(line.rstrip().rstrip(","))
                entry = linker.index.entries.get(item["id"])
                if entry is not None:
                    names = [v["value"] for v in item["labels"].values()]
                    names += [a["value"] for group in item["aliases"].values() for a in group]
                    names += [s["title"] for s in item["sitelinks"].values()]
                    known[item["id"]] = {fold(n) for n in names}
    assert len(known) > 3000
    disagreeing = {
        qid: (linker.index.entries[qid].label, sorted(names))
        for qid, names in known.items()
        if not names & {fold(n) for n, _ in linker.index.entries[qid].names()}
    }
    assert disagreeing == {}
