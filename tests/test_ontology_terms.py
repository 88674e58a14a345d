"""The ontology defines what the vocabulary promises, explains every term, and its shapes have teeth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS

from kg.ontology import Ontology, load_ontology

ROOT = Path(__file__).parent.parent / "ontology"
NKG = Namespace("https://w3id.org/newskg/ontology#")
NSH = Namespace("https://w3id.org/newskg/shapes#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

ENTITY_CLASSES = [
    "Entity",
    "Agent",
    "Person",
    "Group",
    "Organization",
    "GovernmentBody",
    "ArmedForce",
    "DiplomaticMission",
    "Company",
    "NewsOutlet",
    "PoliticalParty",
    "InternationalBody",
    "Place",
    "GeopoliticalEntity",
    "Facility",
    "Artifact",
]
EVENT_FAMILIES = {
    "Conflict": "Attack Kidnapping Protest Clash",
    "Harm": "Death Killing Injury Destruction",
    "Movement": "Deployment Departure Arrival",
    "Communication": "Statement Order Appeal Accusation Threat Denial",
    "Diplomacy": "Meeting Agreement Sanction",
    "Politics": "Election Appointment Resignation Legislation",
    "Justice": "Arrest Charge Conviction Investigation Release",
    "Business": "Acquisition Investment Layoff Launch",
    "Incident": "Accident Disaster Outbreak",
    "Aid": "Aid",
}
PARTICIPANT_ROLES = ["agent", "target", "victim", "addressee", "beneficiary"]
OTHER_ROLES = ["instrument", "place", "origin", "destination", "about"]
BETWEEN_EVENTS = ["subEventOf", "causedBy", "inResponseTo", "after"]
LITERALS = [
    "date",
    "endDate",
    "deathCount",
    "injuryCount",
    "countModifier",
    "confidence",
    "sentence",
    "size",
    "sizeModifier",
]
RELATIONS = [
    "leads",
    "memberOf",
    "worksFor",
    "representativeOf",
    "nationality",
    "partOf",
    "locatedIn",
    "backedBy",
    "alliedWith",
    "founderOf",
    "ownerOf",
    "relativeOf",
    "spouseOf",
    "parentOf",
    "siblingOf",
    "age",
]
SHORTCUTS = [
    "killed",
    "injured",
    "attacked",
    "kidnapped",
    "arrested",
    "charged",
    "convicted",
    "sanctioned",
    "accused",
    "urged",
    "ordered",
    "threatened",
    "met",
    "agreedWith",
    "appointed",
    "acquired",
    "aided",
    "visited",
    "left",
    "deployedTo",
]
OTHER = [
    "Article",
    "Claim",
    "evidence",
    "factuality",
    "attributedTo",
    "Actual",
    "Negated",
    "Possible",
    "Planned",
    "participant",
]
VOCABULARY = [
    *ENTITY_CLASSES,
    *EVENT_FAMILIES,
    *(c for classes in EVENT_FAMILIES.values() for c in classes.split()),
    *PARTICIPANT_ROLES,
    *OTHER_ROLES,
    *BETWEEN_EVENTS,
    *LITERALS,
    *RELATIONS,
    *SHORTCUTS,
    *OTHER,
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(ROOT / "newskg.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ROOT / "shapes.ttl")


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(ROOT / "alignments.ttl")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def terms(graph: Graph) -> Iterator[URIRef]:
    for subject in set(graph.subjects(RDF.type)):
        if isinstance(subject, URIRef) and (subject, RDF.type, OWL.Ontology) not in graph:
            yield subject


# -- the vocabulary --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VOCABULARY)
def test_the_vocabulary_is_defined(name: str, graph: Graph) -> None:
    assert (NKG[name], RDF.type, None) in graph


def test_every_term_has_a_label_a_comment_and_an_example(graph: Graph) -> None:
    for term in terms(graph):
        for prop in (RDFS.label, RDFS.comment, SKOS.example):
            found = list(graph.objects(term, prop))
            assert found and all(str(text).strip() for text in found), f"{term} has no {prop}"


def test_every_term_used_in_the_ontologys_files_is_declared_and_explained() -> None:
    used = Graph()
    for path in (*ROOT.glob("*.ttl"), *ROOT.glob("lexicon/*.ttl")):
        used.parse(path)
    for term in {t for triple in used for t in triple if isinstance(t, URIRef) and t.startswith(str(NKG))}:
        for prop in (RDF.type, RDFS.label, RDFS.comment):
            assert (term, prop, None) in used, f"{term} has no {prop}"


def test_the_ontology_has_a_version(graph: Graph) -> None:
    assert str(graph.value(URIRef(str(NKG).rstrip("#")), OWL.versionInfo)).count(".") == 2


def test_families_hold_their_classes(ontology: Ontology) -> None:
    for family, classes in EVENT_FAMILIES.items():
        assert ontology.is_a(family, "Event")
        for cls in classes.split():
            assert ontology.is_a(cls, family), f"{cls} is no {family}"
    assert ontology.is_a("Killing", "Death")


def test_agents_and_places_are_what_the_vocabulary_says(ontology: Ontology) -> None:
    for cls in ("Person", "Group", "Organization", "GeopoliticalEntity", "DiplomaticMission"):
        assert ontology.is_a(cls, "Agent")
    for cls in ("GeopoliticalEntity", "Facility"):
        assert ontology.is_a(cls, "Place")
    assert not ontology.is_a("Facility", "Agent")
    assert set(ENTITY_CLASSES) == ontology.entity_classes


def test_joint_events_are_told_apart(ontology: Ontology) -> None:
    assert {c for c in ontology.event_classes if ontology.is_a(c, "JointEvent")} == {
        "JointEvent",
        "Meeting",
        "Agreement",
        "Clash",
    }


def test_participants_are_actors_of_the_simple_event_model(graph: Graph) -> None:
    assert (NKG.Event, RDFS.subClassOf, SEM.Event) in graph
    assert (NKG.participant, RDFS.subPropertyOf, SEM.hasActor) in graph
    assert (NKG.place, RDFS.subPropertyOf, SEM.hasPlace) in graph
    for role in PARTICIPANT_ROLES:
        assert (NKG[role], RDFS.subPropertyOf, NKG.participant) in graph
    for role in OTHER_ROLES:
        assert (NKG[role], RDFS.subPropertyOf, NKG.participant) not in graph


def test_the_loader_finds_roles_and_relations(ontology: Ontology) -> None:
    assert set(ontology.roles) == {"participant", *PARTICIPANT_ROLES, *OTHER_ROLES}
    assert set(ontology.relations) == {"schema:jobTitle", *(f"nkg:{r}" for r in RELATIONS)}


def test_domains_and_ranges_are_classes_of_the_ontology(ontology: Ontology) -> None:
    for prop in (*ontology.roles.values(), *ontology.relations.values()):
        assert prop.domain <= set(ontology.ancestors), prop
        assert prop.range <= {*ontology.ancestors, "string", "integer"}, prop


def test_every_shortcut_names_its_event_class(graph: Graph, ontology: Ontology) -> None:
    for name in SHORTCUTS:
        (event,) = graph.objects(NKG[name], NKG.shortcutFor)
        assert str(event).removeprefix(str(NKG)) in ontology.event_classes


# -- alignments ------------------------------------------------------------------------------------------------

ACE_TYPES = [
    "Life:Be-Born",
    "Life:Marry",
    "Life:Divorce",
    "Life:Injure",
    "Life:Die",
    "Movement:Transport",
    "Transaction:Transfer-Ownership",
    "Transaction:Transfer-Money",
    "Business:Start-Org",
    "Business:Merge-Org",
    "Business:Declare-Bankruptcy",
    "Business:End-Org",
    "Conflict:Attack",
    "Conflict:Demonstrate",
    "Contact:Meet",
    "Contact:Phone-Write",
    "Personnel:Start-Position",
    "Personnel:End-Position",
    "Personnel:Nominate",
    "Personnel:Elect",
    "Justice:Arrest-Jail",
    "Justice:Release-Parole",
    "Justice:Trial-Hearing",
    "Justice:Charge-Indict",
    "Justice:Sue",
    "Justice:Convict",
    "Justice:Sentence",
    "Justice:Fine",
    "Justice:Execute",
    "Justice:Extradite",
    "Justice:Acquit",
    "Justice:Appeal",
    "Justice:Pardon",
]
PLOVER_TYPES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]


def test_only_declared_terms_are_aligned(graph: Graph, alignments: Graph) -> None:
    for subject, predicate in alignments.subject_predicates():
        for term in (subject, predicate):
            if str(term).startswith(str(NKG)):
                assert (term, RDF.type, None) in graph, term


def test_event_types_are_those_of_ace_and_plover(alignments: Graph) -> None:
    assert {str(o) for o in alignments.objects(None, NKG.aceType)} <= set(ACE_TYPES)
    assert {str(o) for o in alignments.objects(None, NKG.ploverType)} <= set(PLOVER_TYPES)


def test_all_the_promised_vocabularies_are_there(graph: Graph, alignments: Graph) -> None:
    objects = [str(o) for g in (graph, alignments) for o in g.objects()]
    for namespace in (
        str(SCHEMA),
        str(SEM),
        "http://www.w3.org/ns/prov#",
        "http://www.wikidata.org/entity/Q",
        "http://www.wikidata.org/prop/direct/P",
    ):
        assert any(o.startswith(namespace) for o in objects), namespace


# -- shapes ----------------------------------------------------------------------------------------------------

PREFIXES = """
@prefix : <> . @prefix nkg: <https://w3id.org/newskg/ontology#> . @prefix schema: <https://schema.org/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

# Parts that conform, for graphs that break one thing at a time.
ARTICLE = """<> a nkg:Article ; schema:url "u"^^xsd:anyURI ; schema:headline "h" ; prov:wasGeneratedBy :run .
:run a nkg:ExtractionRun ; nkg:toolVersion "1" ; nkg:ontologyVersion "1" ; nkg:model "m" .
:text a nif:Context ; nif:isString "t" ."""
PHRASE = """:ph a nif:Phrase ; nif:anchorOf "w" ; nif:beginIndex 0 ;
    nif:endIndex 1 ; nif:referenceContext :text ."""
ENTITY = 'rdfs:label "e"@en ; nkg:evidence :ph'
EVENT = 'nkg:evidence :ph ; nkg:factuality nkg:Actual ; nkg:sentence "s" ; nkg:confidence 0.5'
CLAIM = "rdf:subject :p ; rdf:predicate nkg:leads ; rdf:object :o ; nkg:evidence :ph ; nkg:factuality nkg:Actual ; nkg:confidence 0.5"
PERSON = f":p a nkg:Person ; {ENTITY} ."
ARTIFACT = f":t a nkg:Artifact ; {ENTITY} ."
TOOL_AS = ":e a nkg:Attack ; nkg:{} :t . :t a nkg:Artifact ."
TOOL_HAS = ":t a nkg:Artifact ; nkg:{} :x ."
TOOL_OF = ":x nkg:{} :t . :t a nkg:Artifact ."

BAD: dict[str, str] = {
    "ArticleUrl": "<> a nkg:Article .",
    "ArticleHeadline": '<> a nkg:Article ; schema:headline "a", "b" .',
    "ArticleDate": '<> a nkg:Article ; schema:datePublished "2020-01-01"^^xsd:date, "2020-01-02"^^xsd:date .',
    "ArticlePublisher": '<> a nkg:Article ; schema:publisher "a", "b" .',
    "ArticleRun": "<> a nkg:Article .",
    "Url": '<> a nkg:Article ; schema:url "u" .',
    "Headline": "<> a nkg:Article ; schema:headline 1 .",
    "PublicationDate": '<> a nkg:Article ; schema:datePublished "last week" .',
    "Run": "<> a nkg:Article ; prov:wasGeneratedBy :somebody .",
    "RunTool": ":run a nkg:ExtractionRun .",
    "RunOntology": ':run a nkg:ExtractionRun ; nkg:ontologyVersion "1", "2" .',
    "RunVersion": ":run a nkg:ExtractionRun ; nkg:model 3 .",
    "ContextText": ':text a nif:Context ; nif:isString "a", "b" .',
    "Text": ":text a nif:Context ; nif:isString 1 .",
    "PhraseText": ":ph a nif:Phrase .",
    "PhraseBegin": ":ph a nif:Phrase ; nif:beginIndex 7 ; nif:endIndex 5 .",
    "PhraseEnd": ":ph a nif:Phrase ; nif:endIndex 5, 6 .",
    "PhraseContext": ":ph a nif:Phrase .",
    "Anchor": ':ph a nif:Phrase ; nif:anchorOf "w"@en .',
    "Offset": ":ph a nif:Phrase ; nif:beginIndex -1 .",
    "Context": ":ph a nif:Phrase ; nif:referenceContext :elsewhere .",
    "LinkTarget": ":ph a nif:Phrase ; itsrdf:taIdentRef :nothing .",
    "LinkConfidence": ':ph a nif:Phrase ; itsrdf:taConfidence "1.5"^^xsd:double .',
    "EvidenceOwner": ":x a nkg:Unicorn ; nkg:evidence :ph .",
    "Evidence": ':x nkg:evidence "words" .',
    "Confidence": ":x nkg:confidence 0.0 .",
    "EntityLabel": ":p a nkg:Person .",
    "EntityEvidence": ":p a nkg:Company .",
    "NamedInALanguage": ':p a nkg:Person ; rdfs:label "name" .',
    "OtherName": ':p skos:altLabel "other name" .',
    "SizeOwner": ":p a nkg:Person ; nkg:size 3 .",
    "Size": ":g a nkg:Group ; nkg:size -3 .",
    "SizeModified": ':g a nkg:Group ; nkg:sizeModifier "about" .',
    "Modifier": ':g a nkg:Group ; nkg:sizeModifier "roughly" .',
    "EventFactuality": ":e a nkg:Aid ; nkg:factuality nkg:Actual, nkg:Negated .",
    "Factuality": ":e a nkg:Aid ; nkg:factuality nkg:Unheard .",
    "FactualityOwner": ":e a nkg:Unicorn ; nkg:factuality nkg:Actual .",
    "EventEvidence": ":e a nkg:Killing .",
    "EventSentence": ":e a nkg:Killing .",
    "Sentence": ':e a nkg:Killing ; nkg:sentence "" .',
    "EventConfidence": ":e a nkg:Killing ; nkg:confidence 0.1, 0.2 .",
    "EventProperty": f'{PERSON} :p nkg:date "2020"^^xsd:gYear .',
    "EventDate": ':e a nkg:Attack ; nkg:date "2020"^^xsd:gYear, "2021"^^xsd:gYear .',
    "EventEndDate": ':e a nkg:Attack ; nkg:endDate "2020"^^xsd:gYear, "2021"^^xsd:gYear .',
    "Date": ':e a nkg:Attack ; nkg:date "Friday" .',
    "EventDeaths": ":e a nkg:Death ; nkg:deathCount 1, 2 .",
    "EventInjuries": ":e a nkg:Injury ; nkg:injuryCount 1, 2 .",
    "Count": ":e a nkg:Death ; nkg:deathCount -1 .",
    "HarmfulProperty": ":e a nkg:Election ; nkg:deathCount 1 .",
    "EventModifier": ':e a nkg:Death ; nkg:countModifier "about", "at least" .',
    "CountModified": ':e a nkg:Death ; nkg:countModifier "about" .',
    "AttributionOwner": f"{PERSON} :p nkg:attributedTo :p .",
    "Source": TOOL_AS.format("attributedTo"),
    "BetweenEvents": TOOL_AS.format("causedBy"),
    "ParticipantRole": ":e a nkg:Attack ; nkg:target :e2 . :e2 a nkg:Attack .",
    "AgentRole": TOOL_AS.format("agent"),
    "VictimRole": TOOL_AS.format("victim"),
    "AddresseeRole": ":e a nkg:Order ; nkg:addressee :t . :t a nkg:Artifact .",
    "AddresseeOwner": ":e a nkg:Attack ; nkg:addressee :p . :p a nkg:Person .",
    "BeneficiaryRole": TOOL_AS.format("beneficiary"),
    "InstrumentRole": ":e a nkg:Attack ; nkg:instrument :p . :p a nkg:Person .",
    "WhereRole": ":e a nkg:Attack ; nkg:place :p . :p a nkg:Person .",
    "MovementOwner": ":e a nkg:Attack ; nkg:origin :x . :x a nkg:Place .",
    "AboutRole": ":e a nkg:Statement ; nkg:about :unknown .",
    "ClaimSubject": ":c a nkg:Claim ; rdf:subject :e . :e a nkg:Attack .",
    "ClaimPredicate": ":c a nkg:Claim .",
    "ClaimObject": ":c a nkg:Claim ; rdf:object 1, 2 .",
    "ClaimFactuality": ":c a nkg:Claim .",
    "ClaimConfidence": ":c a nkg:Claim .",
    "ClaimEvidence": ":c a nkg:Claim .",
    "JobTitleSubject": ':t a nkg:Artifact ; schema:jobTitle "chief" .',
    "JobTitle": ':p a nkg:Person ; schema:jobTitle "" .',
    "AgeSubject": ":t a nkg:Artifact ; nkg:age 3 .",
    "Age": ":p a nkg:Person ; nkg:age 300 .",
    "OrganizationPart": ":o a nkg:Company ; nkg:partOf :f . :f a nkg:Facility .",
    "FacilityPart": ":f a nkg:Facility ; nkg:partOf :o . :o a nkg:Company .",
    "BackingParties": TOOL_HAS.format("backedBy"),
    "AllianceParties": TOOL_OF.format("alliedWith"),
    "KinshipParties": TOOL_OF.format("spouseOf"),
    "ShortcutSubject": TOOL_HAS.format("killed"),
    "ShortcutVictim": TOOL_OF.format("killed"),
    "ShortcutAddressee": TOOL_OF.format("urged"),
    "ShortcutParty": TOOL_OF.format("met"),
    "ShortcutWhere": TOOL_OF.format("visited"),
    "ShortcutTarget": ":x nkg:arrested :unknown .",
}
for _relation in [
    "leads",
    "memberOf",
    "worksFor",
    "representativeOf",
    "nationality",
    "locatedIn",
    "partOf",
    "founderOf",
    "ownerOf",
]:
    _shape = _relation[0].upper() + _relation[1:]
    BAD[_shape + "Subject"] = TOOL_HAS.format(_relation)
    BAD[_shape + "Object"] = f":x nkg:{_relation} :e . :e a nkg:Attack ."


def base(shape: str) -> str:
    return f"https://bad.example/{shape}"


def parsed(turtle: str, at: str) -> Graph:
    return Graph().parse(data=PREFIXES.replace("<>", f"<{at}#>") + turtle, format="turtle", publicID=at)


def validate(data: Graph, graph: Graph, shapes: Graph) -> Graph:
    """pySHACL's report, by its plain interface."""
    for triple in graph.triples((None, RDFS.subClassOf, None)):
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return report


@pytest.fixture(scope="module")
def fired(graph: Graph, shapes: Graph) -> dict[str, set[object]]:
    """Which shapes fire on the bad graphs, and at which nodes; all of them checked in one go."""
    together = Graph()
    for shape, turtle in BAD.items():
        together += parsed(turtle, base(shape))
    report = validate(together, graph, shapes)
    found: dict[str, set[object]] = {}
    for result, shape in report.subject_objects(SH.sourceShape):
        found.setdefault(str(shape).removeprefix(str(NSH)), set()).add(report.value(result, SH.focusNode))
    return found


def named_shapes(shapes: Graph) -> set[str]:
    nodes = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in shapes.subjects(RDF.type, kind)}
    return {str(node).removeprefix(str(NSH)) for node in nodes}


def test_every_shape_is_tried(shapes: Graph) -> None:
    assert named_shapes(shapes) == set(BAD)


@pytest.mark.parametrize("shape", BAD)
def test_the_shape_fires(shape: str, fired: dict[str, set[object]]) -> None:
    own = parsed(BAD[shape], base(shape))
    nodes = {*own.subjects(), *own.objects()}
    assert fired.get(shape, set()) & nodes


def test_every_shape_explains_itself(shapes: Graph) -> None:
    for name in named_shapes(shapes):
        message, label = (shapes.value(NSH[name], p) for p in (SH.message, SH.name))
        assert isinstance(message, Literal) and str(message).endswith("."), name
        assert isinstance(label, Literal) and str(label), name


def test_shapes_speak_of_declared_terms_only(graph: Graph, shapes: Graph) -> None:
    for triple in shapes:
        for node in triple:
            if isinstance(node, URIRef) and node.startswith(str(NKG)):
                assert (node, RDF.type, None) in graph, node


def test_the_shapes_are_themselves_valid_shacl(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_good_graph_conforms(graph: Graph, shapes: Graph) -> None:
    good = f"""{ARTICLE} {PHRASE} {PERSON} {ARTIFACT}
    :o a nkg:Company ; {ENTITY} ; nkg:partOf :o2 . :o2 a nkg:Organization ; {ENTITY} .
    :town a nkg:GeopoliticalEntity ; {ENTITY} . :port a nkg:Facility ; {ENTITY} ; nkg:locatedIn :town .
    :g a nkg:Group ; {ENTITY} ; nkg:size 3 ; nkg:sizeModifier "at least" ; skos:altLabel "h"@en .
    :p schema:jobTitle "chief" ; nkg:age 40 ; nkg:leads :o ; nkg:nationality :town ; nkg:killed :g .
    :c a nkg:Claim ; {CLAIM} ; nkg:attributedTo :port .
    :e a nkg:Killing ; {EVENT} ; nkg:agent :p ; nkg:victim :g ; nkg:place :town ; nkg:instrument :t, :f ;
        nkg:date "2020-01"^^xsd:gYearMonth ; nkg:deathCount 3 ; nkg:countModifier "up to" ; nkg:subEventOf :f .
    :f a nkg:Attack ; {EVENT} ; nkg:agent :port ; nkg:target :t ; nkg:beneficiary :town .
    :s a nkg:Statement ; {EVENT} ; nkg:agent :p ; nkg:addressee :g ; nkg:about :e, :t ; nkg:attributedTo :p .
    :m a nkg:Arrival ; {EVENT} ; nkg:agent :p ; nkg:origin :port ; nkg:destination :town ."""
    report = validate(parsed(good, "https://good.example/a"), graph, shapes)
    assert [str(m) for m in report.objects(None, SH.resultMessage)] == []


def test_numbers_written_as_text_are_refused(graph: Graph, shapes: Graph) -> None:
    report = validate(parsed(':p a nkg:Person ; nkg:age "40" .', "https://bad.example/x"), graph, shapes)
    assert NSH.Age in set(report.objects(None, SH.sourceShape))
