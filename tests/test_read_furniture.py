"""What stands on a page round an article is told from the article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.read import find_furniture

PROSE = (
    "Rescuers reached the trapped miners at Kolmar on Tuesday night, eleven days after a gallery collapsed under a "
    "flooded field, and brought all nine of them to a hospital in the district town, officials of the mine said, "
    "adding that two had broken bones and that the search was over."
)


def furniture_of(body: str, title: str = "Miners rescued") -> list[str]:
    text = Document(url="urn:x:y", title=title, body=body).text
    return [span.of(text) for span in find_furniture(title, body)]


@pytest.mark.parametrize(
    "line",
    [
        "2 min read", "Reading time: 3 minutes", "5-minute read", "03 January, 2020", "January 3, 2020", "Updated: 3 Jan 2020 10:15 GMT",
        "Published 3 hours ago", "Tuesday, 5 May 2020", "10:15 GMT", "Click to enlarge", "(Click here to see the full map)",
        "Follow us on Twitter and Instagram to stay connected", "Follow us on\u00a0Twitter", "Like us on Facebook!", "Follow The Ansel Mail on Telegram",
        "Share", "Share this article", "Share on Facebook", "Share this story via email", "Facebook Twitter WhatsApp Email", "Print this page",
        "Have an opinion on this story? Share it!", "Join the conversation below", "Leave a comment", "12 comments", "View comments (4)",
        "Advertisement", "ADVERTISEMENT", "- Advertisement -", "Story continues below advertisement", "Sponsored content",
        "Sign up for our newsletter", "Sign up here to get the day's news in your inbox", "Subscribe now", "Already a subscriber? Log in",
        "Read more: Mine had been warned twice", "Read also: Mine had been warned twice", "RELATED: What went wrong at Kolmar", "» Watch: The rescue in pictures",
        "© 2020 The Ansel Mail. All rights reserved.", "Copyright 2020 Ansel Press", "(c) 2021 Ansel Press Ltd",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "We use cookies to improve your experience. By continuing you accept our cookie policy.", "Accept all cookies",
        "By Mara Quill", "By Mara Quill and Otto Brandt", "By MARA QUILL, Ansel Press", "BY MARA QUILL", "Written by Mara Quill", "By Mara Quill in Kolmar",
        "Reporting by Mara Quill in Kolmar; Editing by Otto Brandt", "Mara Quill contributed to this report.", "Staff Writer", "AFP", "Reuters",
        "Photo: Otto Brandt", "Photo credit: Otto Brandt/Reuters", "Image: Otto Brandt.", "(Image: Otto Brandt)", "Photograph by Otto Brandt", "Image source, Getty Images",
        "AP Photo/Otto Brandt", "Otto Brandt/AFP", "Tags: mines, rescue", "Source: AFP", "https://example.org/miners", "@anselmail", "Skip to content", "Back to top",
        "This article was originally published by The Ansel Mail.", "File:Kolmar mine (cropped).jpg",
    ],
)  # fmt: skip
def test_a_line_of_furniture(line: str) -> None:
    assert furniture_of(f"{PROSE}\n\n{line}\n\n{PROSE}") == [line]
    assert furniture_of(f"{PROSE}\n{line}") == [line]


@pytest.mark.parametrize(
    ("paragraph", "part"),
    [
        ("Rescuers at the mouth of the mine on Tuesday. [Getty]", "[Getty]"),
        ("Rescuers at the mouth of the mine [Otto Brandt/AFP]", "[Otto Brandt/AFP]"),
        ("Rescuers at the mouth of the mine. (AP Photo/Otto Brandt)", "(AP Photo/Otto Brandt)"),
        ("Rescuers at the mouth of the mine (Reuters)", "(Reuters)"),
        ("Rescuers at the mouth of the mine. Image: Otto Brandt.", "Image: Otto Brandt."),
        ("Rescuers at the mouth of the mine.Image: Otto Brandt (flickr).", "Image: Otto Brandt (flickr)."),
        ("Rescuers at the mouth of the mine. (Photo: Otto Brandt) [AFP]", "(Photo: Otto Brandt) [AFP]"),
        ("The search was over. — AFP", "— AFP"),
        (f"KOLMAR, Ansland (AP) — {PROSE}", "KOLMAR, Ansland (AP) —"),
        (f"Kolmar (Reuters) - {PROSE}", "Kolmar (Reuters) -"),
        (f"PORT ANSEL, March 3 (AFP) – {PROSE}", "PORT ANSEL, March 3 (AFP) –"),
        (f"KOLMAR — {PROSE}", "KOLMAR —"),
        (f"BREAKING: {PROSE}", "BREAKING:"),
        ("Image caption, Rescuers at the mouth of the mine", "Image caption,"),
        ("((AB)) Were you warned?", "((AB))"),
        ("██ Ansel Party - 12 seats", "██"),
    ],
)
def test_only_the_furniture_of_a_paragraph(paragraph: str, part: str) -> None:
    assert furniture_of(paragraph) == [part]


@pytest.mark.parametrize(
    "line",
    [
        PROSE, "The rescue took eleven days and cost the mine's owner two million crowns, according to the ministry.",
        "Nobody was hurt.", "He was 82.", "\"We are all alive,\" said one of them.", "By Friday, all nine had left hospital.",
        "By Election Day, Mara Quill had left the party.", "Share prices of the mine's owner fell by a tenth.",
        "Follow-up talks on Twitter between the two ministers failed.", "Like many miners, he wrote about it on Facebook afterwards.",
        "Images from the scene showed five bodies.", "Video from the mine shows two men.", "Copyright law was changed by parliament on Tuesday.",
        "The firm lied about its use of cookies, the court found.", "Reporting by the Ansel Mail revealed that the mine had been warned.",
        "Results may not be published before noon, the commission ruled.", "This report was published by the United Nations on Friday.",
        "Read the letter, the judge told him.", "Subscribers of the network lost service.", "Advertisers left the network.",
        "Police said the strike \"[by the union] was illegal.\"", "He spoke of \"the worst night of [my] life [...]\"", "The agency is known as Syrian Arab News Agency (SANA).",
        "The minister spoke to Agence France-Presse (AFP).", "Rescuers at the mouth of the mine on Tuesday", "Click fraud cost the firm millions.",
        "Sign language was used.", "Related costs rose by half.", "Sources close to the minister said he would go.", "March 3 was the worst day of all.",
        "UNESCO — the UN's body for culture — condemned it.", "Photo agencies sued the network on Monday.", "Donate blood, the hospital urged residents of Kolmar.",
        "Wait a minute, he said: read more about it.", "On 3 January 2020 the mine collapsed.", "The party was founded in Kolmar.",
    ],
)  # fmt: skip
def test_content_is_kept(line: str) -> None:
    assert furniture_of(f"{PROSE}\n\n{line}\n\n{PROSE}") == []


def test_a_standfirst_and_captions_are_content() -> None:
    body = f"All nine miners trapped at Kolmar are safe.\n2 min read\nRescuers at the mine [Getty]\n{PROSE}"
    assert furniture_of(body) == ["2 min read", "[Getty]"]


def test_a_list_of_links_goes_with_its_heading() -> None:
    body = f"{PROSE}\n\nRelated articles\n\nMine had been warned twice\n\nWhat went wrong at Kolmar\n\n{PROSE}"
    assert furniture_of(body) == ["Related articles", "Mine had been warned twice", "What went wrong at Kolmar"]


def test_sources_at_the_end() -> None:
    body = f'{PROSE}\n\nSources\n\nMara Quill. "All nine miners are safe" — The Ansel Mail, March 3, 2020'
    assert furniture_of(body)[0] == "Sources"
    assert furniture_of(body)[-1].endswith("March 3, 2020")


def test_the_headline_repeated_over_the_text() -> None:
    assert furniture_of(f"Miners rescued\n\n{PROSE}") == ["Miners rescued"]


def test_a_site_name_behind_the_headline() -> None:
    assert furniture_of(PROSE, title="Miners rescued | The Ansel Mail") == ["| The Ansel Mail"]


def test_offsets_count_the_headline() -> None:
    (with_title,) = find_furniture("Miners rescued", f"2 min read\n{PROSE}")
    (without,) = find_furniture("", f"2 min read\n{PROSE}")
    assert with_title.start - without.start == len("Miners rescued\n\n")


@given(
    st.lists(
        st.text(max_size=40) | st.sampled_from(["Advertisement", "[Getty]", "2 min read", "Sources", "By Ann Lee"]),
        max_size=12,
    )
)
def test_spans_are_in_order_apart_and_inside(lines: list[str]) -> None:
    body = "\n".join(lines)
    text = Document(url="urn:x:y", title="T", body=body).text
    end = 0
    for span in find_furniture("T", body):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        end = span.end


@pytest.mark.parametrize(
    "line", ["Image: " + "a " * 400, "By " + "Aa " * 300, "[" * 500, "Share " * 90, "AAA, " * 100, "(" + "Ab/" * 160]
)
def test_no_line_takes_long(line: str) -> None:
    find_furniture("", "\n".join([line] * 20))


def test_on_a_corpus_only_short_stretches_are_furniture() -> None:
    corpus = Path(__file__).parents[2] / "shared" / "articles" / "wikinews.jsonl"
    if not corpus.exists():
        pytest.skip("the corpus is not here")
    for line in corpus.read_text("utf-8").splitlines():
        article = json.loads(line)
        assert all(len(part) < 70 for part in furniture_of(article["text"], article["title"])), article["id"]
