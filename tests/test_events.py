"""Which words evoke which events, and which do not."""

from __future__ import annotations

import pytest

from events_reader import event, events, read


@pytest.mark.parametrize(
    ("sentence", "cls"),
    [
        ("Rebels carried out an attack on an army base near Mosul.", "Attack"),
        ("Gunmen opened fire on a bus in Kabul.", "Attack"),
        ("Militants kidnapped two nurses in Mali.", "Kidnapping"),
        ("Thousands took to the streets of Lisbon on Sunday.", "Protest"),
        ("Workers at the port went on strike on Monday.", "Protest"),
        ("Soldiers clashed with rebels near Aleppo.", "Clash"),
        ("The singer passed away on Tuesday in Rome.", "Death"),
        ("Eleven miners lost their lives on Tuesday.", "Death"),
        ("Police shot dead two men in Porto.", "Killing"),
        ("Nine passengers were injured on Monday.", "Injury"),
        ("The storm destroyed hundreds of homes in Haiti.", "Destruction"),
        ("France deployed 300 soldiers to Niger.", "Deployment"),
        ("Thousands fled the city of Aleppo.", "Departure"),
        ("The queen visited Kenya in March.", "Arrival"),
        ("The mayor said the bridge was safe.", "Statement"),
        ("The judge ordered the company to pay.", "Order"),
        ("The minister called on residents to stay calm.", "Appeal"),
        ("Kenya accused the company of fraud.", "Accusation"),
        ("The general threatened the rebels on Sunday.", "Threat"),
        ("The bank denied the claims.", "Denial"),
        ("The president met with the bishop in Rome.", "Meeting"),
        ("Chile and Peru signed a treaty on Monday.", "Agreement"),
        ("Canada imposed sanctions on Belarus.", "Sanction"),
        ("Voters elected Anna Novak on Sunday.", "Election"),
        ("Anna Novak was sworn in as president of Slovenia on Tuesday.", "Appointment"),
        ("The minister stepped down on Monday.", "Resignation"),
        ("Parliament passed the bill on Friday.", "Legislation"),
        ("Police arrested a driver in Lyon.", "Arrest"),
        ("The driver was charged with murder.", "Charge"),
        ("The driver pleaded guilty on Monday.", "Conviction"),
        ("Prosecutors opened an investigation into the fire.", "Investigation"),
        ("The army released forty prisoners on Sunday.", "Release"),
        ("Brightwater Corp acquired Northern Airlines for $3 billion.", "Acquisition"),
        ("The company laid off 300 workers in May.", "Layoff"),
        ("The agency launched a satellite on Monday.", "Launch"),
        ("A train derailed near Pune on Monday.", "Accident"),
        ("An earthquake struck Chile on Monday.", "Disaster"),
        ("An outbreak of cholera began in Yemen.", "Outbreak"),
        ("Firefighters rescued six children from the school.", "Aid"),
    ],
)
def test_every_class_has_words(sentence: str, cls: str) -> None:
    assert events(read(sentence), cls)


@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("He shot a film in Rome.", "Attack"),
        ("The company met its target in May.", "Meeting"),
        ("The band released an album in May.", "Release"),
        ("The phone needs a charge of two hours.", "Charge"),
        ("The restaurant charged a fee for water.", "Charge"),
        ("He was fired from the bank in June.", "Attack"),
        ("The heart attack came without warning.", "Attack"),
        ("Workers went on strike over pay.", "Attack"),
        ("Officials can be removed from office by parliament.", "Resignation"),
        ("The accused remained silent.", "Accusation"),
    ],
)
def test_what_stands_around_tells_senses_apart(sentence: str, absent: str) -> None:
    assert not events(read(sentence), absent)


@pytest.mark.parametrize(
    ("sentence", "cls"),
    [
        ("Anna Novak attended the fair in Lyon on Sunday.", "Arrival"),
        ("A ferry carrying 90 passengers from Split to Ancona sank on Monday.", "Departure"),
        ("Three children were taken to hospital after the match.", "Departure"),
        ("Villagers confronted the gunman in the market.", "Clash"),
        ("The hall was gutted by fire.", "Destruction"),
        ("Anna Novak was pronounced dead at the scene.", "Death"),
        ("Anna Novak thanked the nurses on Sunday.", "Statement"),
        ("Police warned residents to stay indoors.", "Appeal"),
        ("A neighbour called the police on Monday.", "Appeal"),
        ("Parliament held an emergency session on Monday.", "Meeting"),
        ("Anna Novak ran for mayor of Lyon in 2018.", "Election"),
        ("Peter Horvat ended his presidential bid on Monday.", "Resignation"),
        ("The senate voted to impeach the governor.", "Legislation"),
        ("The court hearing in Lyon lasted two days.", "Investigation"),
        ("The film had its world premiere in Rome on Friday.", "Launch"),
        ("The lorry rolled over near Graz on Monday.", "Accident"),
        ("Firefighters put out the blaze on Sunday.", "Aid"),
        ("The regulator fined Northern Airlines 4 million dollars.", "Sanction"),
        ("The series premiered on Friday.", "Launch"),
        ("Rescuers ended their search for survivors on Monday.", "Aid"),
    ],
)
def test_phrases_of_the_news(sentence: str, cls: str) -> None:
    assert events(read(sentence), cls)


@pytest.mark.parametrize(
    "sentence",
    [
        "The name had to be easy to say.",
        "The leaflet must not mention the river.",
        "Her bid to add a question failed.",
    ],
)
def test_what_is_only_to_be_said_is_no_statement(sentence: str) -> None:
    assert not events(read(sentence), "Statement")


def test_a_wish_inside_a_quotation_is_no_event() -> None:
    assert not events(read('"I thought I was going to die", Anna Novak said.'), "Death")


def test_a_headline_in_the_bare_present_tells_an_event() -> None:
    assert event(read("The market was closed.", title="Gunman kills 20 at market in Lisbon"), "Killing")


def test_killed_in_a_crash_is_a_death_and_killed_in_an_attack_a_killing() -> None:
    crash = read("A plane crashed near Lima on Monday. The crash killed 12 people.")
    assert events(crash, "Death") and not events(crash, "Killing")
    attack = read("Militants attacked a village near Gao on Monday. The attack killed 12 people.")
    assert events(attack, "Killing") and not events(attack, "Death")


def test_according_to_is_a_statement() -> None:
    assert event(read("According to the police, two people died on Monday."), "Statement")


def test_every_trigger_gives_back_its_text() -> None:
    extraction = read("Police arrested a driver in Lyon. The mayor said the arrest came late.")
    for found in extraction.events:
        for trigger in found.triggers:
            assert trigger.span.of(extraction.document.text) == trigger.text
