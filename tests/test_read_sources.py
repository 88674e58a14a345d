"""Files, folders and streams in; Documents and reasons for skipping out."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import SkippedSource, SourceError
from kg.model import Document
from kg.read import MAX_CHARACTERS, Defaults, read

Reader = Callable[..., tuple[list[Document], list[SkippedSource]]]

BODY = "Two ferries collided off Port Ansel on Monday.\n\nNobody was hurt, the coast guard said."
TEXT = f"Ferries collide off Port Ansel\n\n{BODY}\n"


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Writes the named contents into files and reads them, or reads what `stdin` holds."""

    def run(
        files: dict[str, bytes | str] | None = None,
        *,
        stdin: bytes | None = None,
        defaults: Defaults | None = None,
        folder: bool = False,
    ) -> tuple[list[Document], list[SkippedSource]]:
        for name, content in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        sources = ["-"] if stdin is not None else [tmp_path] if folder else [tmp_path / name for name in files or {}]
        skipped: list[SkippedSource] = []
        found = read(sources, defaults, on_skip=skipped.append, stdin=io.BytesIO(stdin or b""))
        return list(found), skipped

    return run


def lines(*articles: object) -> str:
    return "".join(json.dumps(article) + "\n" for article in articles)


PAGE = """<!doctype html><html><head><title>Ferries collide off Port Ansel</title>
<link rel="canonical" href="https://example.org/2021/ferries">
<meta property="og:site_name" content="The Ansel Mail">
<meta property="article:published_time" content="2021-03-08T09:00:00+00:00">
<meta name="author" content="Mara Quill"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Ferries collide off Port Ansel</h1>
<p>Two ferries collided off Port Ansel on Monday morning, and one of them ran aground on a sandbank, the coast guard said.</p>
<p>All 140 passengers were brought ashore in lifeboats. Nobody was hurt, a spokeswoman for the harbour authority told reporters.</p>
<p>Police in the café district of Zürich were not involved; an inquiry by the transport ministry is to report next month.</p>
</article><footer>Contact us</footer></body></html>"""


class TestKinds:
    def test_text_has_its_headline_on_the_first_line(self, reading: Reader) -> None:
        (document,), skipped = reading({"a.txt": TEXT})
        assert (document.title, document.body, skipped) == ("Ferries collide off Port Ansel", BODY, [])
        assert document.text == TEXT.rstrip()

    @pytest.mark.parametrize("text", [BODY.replace("\n\n", " "), "x" * 400 + "\n\nMore of it."])
    def test_text_without_a_headline_is_all_body(self, reading: Reader, text: str) -> None:
        (document,), _ = reading({"a.txt": text})
        assert (document.title, document.body) == ("", text)

    def test_text_takes_its_date_from_a_date_line_at_the_top(self, reading: Reader) -> None:
        (document,), _ = reading({"a.txt": f"Ferries collide\n2 min read\n08 March, 2021\n{BODY}"})
        assert document.published == dt.date(2021, 3, 8)

    def test_a_page(self, reading: Reader) -> None:
        (document,), skipped = reading({"a.html": PAGE})
        assert skipped == []
        assert document.title == "Ferries collide off Port Ansel"
        assert document.url == "https://example.org/2021/ferries"
        assert document.date == dt.date(2021, 3, 8)
        assert (document.publisher, document.author) == ("The Ansel Mail", "Mara Quill")
        assert "sandbank, the coast guard said.\n\nAll 140 passengers" in document.body
        assert "World" not in document.body
        assert "Contact us" not in document.body

    def test_a_page_in_its_own_charset(self, reading: Reader) -> None:
        page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').encode("latin-1")
        (document,), _ = reading({"a.htm": page})
        assert "café district of Zürich" in document.body

    def test_a_year_in_the_footer_is_no_date(self, reading: Reader) -> None:
        dated = '<meta property="article:published_time" content="2021-03-08T09:00:00+00:00">'
        page = PAGE.replace(dated, "").replace("Contact us", "© 2021 The Ansel Mail")
        (document,), _ = reading({"a.html": page})
        assert document.published is None

    def test_the_day_of_publication_not_of_the_last_change(self, reading: Reader) -> None:
        changed = '<meta property="article:modified_time" content="2021-05-05T09:00:00+00:00">'
        (document,), _ = reading({"a.html": PAGE.replace("<head>", f"<head>{changed}")})
        assert document.date == dt.date(2021, 3, 8)

    def test_json_one_or_many(self, reading: Reader) -> None:
        article = {
            "id": 7,
            "url": "https://example.org/1",
            "title": "T",
            "text": BODY,
            "published": "2021-03-08",
            "publisher": "P",
            "odd": [1],
        }
        documents, skipped = reading(
            {"a.json": json.dumps(article, indent=2), "b.json": json.dumps([article, {"text": "Other."}])}
        )
        assert skipped == []
        assert [document.text for document in documents] == [f"T\n\n{BODY}", f"T\n\n{BODY}", "Other."]
        first = documents[0]
        assert (first.url, first.title, first.publisher) == ("https://example.org/1", "T", "P")
        assert first.published == dt.date(2021, 3, 8)

    def test_json_lines_plain_and_compressed(self, reading: Reader) -> None:
        text = lines({"text": "One."}, {"text": "Two."})
        documents, _ = reading({"a.jsonl": text, "b.jsonl.gz": gzip.compress(text.encode()), "c.json": text})
        assert [document.body for document in documents] == ["One.", "Two."] * 3

    @pytest.mark.parametrize(
        "content", [TEXT, lines({"text": BODY}), json.dumps({"text": BODY}, indent=1), json.dumps([{"text": BODY}])]
    )
    def test_standard_input_is_told_by_its_content(self, reading: Reader, content: str) -> None:
        (document,), skipped = reading(stdin=content.encode())
        assert (document.body, skipped) == (BODY, [])

    def test_a_page_on_standard_input(self, reading: Reader) -> None:
        (document,), _ = reading(stdin=PAGE.encode())
        assert document.url == "https://example.org/2021/ferries"

    def test_text_that_begins_with_a_bracket(self, reading: Reader) -> None:
        (document,), skipped = reading(stdin=b"[Updated] Ferries collide\n\nNobody was hurt.")
        assert (document.title, skipped) == ("[Updated] Ferries collide", [])

    def test_json_lines_whose_first_is_broken(self, reading: Reader) -> None:
        documents, (error,) = reading(stdin=b'{broken\n{"text": "Two."}\n')
        assert [document.body for document in documents] == ["Two."]
        assert str(error).startswith("standard input, line 1: it is not JSON")

    def test_a_named_file_of_another_ending_is_told_by_its_content(self, reading: Reader) -> None:
        (document,), _ = reading({"article": TEXT})
        assert document.title == "Ferries collide off Port Ansel"

    def test_a_folder_is_read_at_any_depth_in_order(self, reading: Reader) -> None:
        files: dict[str, bytes | str] = {
            "b.txt": "B\n\nb.",
            "a/z.txt": "Z\n\nz.",
            "a/c.jsonl": lines({"text": "c."}),
            "photo.png": b"\x89PNG",
            ".hidden/x.txt": "X\n\nx.",
            ".y.txt": "Y\n\ny.",
        }
        documents, skipped = reading(files, folder=True)
        assert [document.body for document in documents] == ["c.", "z.", "b."]
        assert skipped == []

    def test_lines_are_read_as_they_come(self) -> None:
        class Endless(io.RawIOBase):
            count = 0

            def readable(self) -> bool:
                return True

            def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
                self.count += 1
                assert self.count < 100, "the stream was read ahead"
                line = b'{"text": "Again."}\n'
                buffer[: len(line)] = line
                return len(line)

        documents = read(["-"], on_skip=pytest.fail, stdin=io.BufferedReader(Endless()))
        assert [next(documents).body for _ in range(5)] == ["Again."] * 5


class TestGaps:
    def test_defaults_fill_what_is_missing_and_only_that(self, reading: Reader) -> None:
        defaults = Defaults(published=dt.date(2021, 1, 1), url="https://example.org/d", title="D", publisher="Daily")
        own = {
            "text": "a.",
            "title": "Own",
            "url": "https://example.org/own",
            "published": "2020-02-02",
            "publisher": "P",
        }
        (full, bare), _ = reading({"a.jsonl": lines(own, {"text": "b."})}, defaults=defaults)
        assert (full.url, full.title, full.published, full.publisher) == (own["url"], "Own", dt.date(2020, 2, 2), "P")
        assert (bare.url, bare.title, bare.published, bare.publisher) == (
            "https://example.org/d",
            "D",
            dt.date(2021, 1, 1),
            "Daily",
        )

    def test_a_default_url_names_one_article(self, reading: Reader) -> None:
        documents, (skipped,) = reading(
            {"a.jsonl": lines({"text": "a."}, {"text": "b."})}, defaults=Defaults(url="urn:x:y")
        )
        assert [document.body for document in documents] == ["a."]
        assert "already names another article" in str(skipped)

    def test_without_a_url_the_same_text_has_the_same_iri_and_another_another(self, reading: Reader) -> None:
        (unix, windows, other), _ = reading(
            {"a.txt": TEXT, "b.txt": "\ufeff" + TEXT.replace("\n", "\r\n"), "c.txt": TEXT + "More."}
        )
        assert unix.url == windows.url
        assert unix.url.startswith("ni:///sha-256;")
        assert unix.url != other.url

    def test_an_iri_is_made_storable(self, reading: Reader) -> None:
        (document,), _ = reading({"a.jsonl": lines({"text": "a.", "url": " https://example.org/a b/<c>|é "})})
        assert document.url == "https://example.org/a%20b/%3Cc%3E%7Cé"

    def test_no_date_is_no_error(self, reading: Reader) -> None:
        (document,), skipped = reading({"a.txt": TEXT})
        assert (document.published, document.date, skipped) == (None, None, [])


class TestText:
    def test_line_ends_are_made_one_and_white_space_is_kept(self, reading: Reader) -> None:
        (document,), _ = reading(
            {"a.jsonl": lines({"title": " A \r\n b ", "text": "  One.\r\nTwo.\r\rThree.  four \n \n"})}
        )
        assert document.title == "A b"
        assert document.body == "  One.\nTwo.\n\nThree.  four"

    def test_what_cannot_be_stored_is_replaced_one_for_one(self, reading: Reader) -> None:
        (document,), _ = reading({"a.jsonl": '{"text": "nul\\u0000 half\\ud800 right\\u202eleft \\ud83d\\ude00"}'})
        assert document.body == "nul\ufffd half\ufffd right\u202eleft 😀"
        document.text.encode("utf-8")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
    def test_encodings(self, reading: Reader, encoding: str) -> None:
        text = "Café owner's “naïve” plan – voted down\n\nThe Müller family’s café in Liège will close, the mayor said."
        (document,), _ = reading({"a.txt": text.encode(encoding)})
        assert document.text == text

    def test_an_encoding_of_another_script(self, reading: Reader) -> None:
        text = "Паром столкнулся с баржей\n\nДва судна столкнулись в порту в понедельник утром, сообщили власти города."
        (document,), _ = reading({"a.txt": text.encode("cp1251")})
        assert document.text == text


class TestBadInput:
    def test_a_missing_file_stops_before_anything_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(TEXT)
        with pytest.raises(SourceError, match=r"nowhere\.txt: no such file or folder"):
            read([tmp_path / "a.txt", tmp_path / "nowhere.txt"], on_skip=pytest.fail)

    def test_standard_input_twice(self) -> None:
        with pytest.raises(SourceError, match="only once"):
            read(["-", "-"], on_skip=pytest.fail)

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("a.txt", b"", "empty"),
            ("a.txt", b" \n\r\n", "empty"),
            ("a.html", b"", "empty"),
            ("a.json", b"", "empty"),
            ("a.json", b"[]", "empty"),
            ("a.jsonl", b"\n\n", "empty"),
            ("a.txt", b"%PDF-1.7 ...", "PDF"),
            ("a.txt", b"PK\x03\x04....", "zip"),
            ("a.html", b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
            ("a.txt", b"\x00\x01\x02\x03\x04\x05" * 500, "binary"),
            ("a.txt", bytes(i * 7919 % 256 for i in range(9999)), "encoding|binary"),
            ("a.html", b"<html><body><noscript>Please enable JavaScript</noscript></body></html>", "no article"),
            ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
            ("a.html", b"<p>" * 50_000, "no article"),
            ("a.json", b'{"text": "a",,}', "not JSON: .* line 1, column"),
            ("a.json", b"[" * 100_000, "nested"),
            ("a.json", b"3", "object was expected"),
            ("a.json", b'{"text": ""}', "no 'text'"),
            ("a.json", b'{"text": 5}', "'text' must be a string, not a number"),
            ("a.json", b'{"text": "a", "published": true}', "'published' must be a string, not a boolean"),
            ("a.json", b'{"text": "a", "url": "www.example.org"}', "not absolute"),
            ("a.jsonl.gz", b"not compressed", "cannot be read"),
            ("a.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 99)[:-30], "cannot be read"),
            ("a.jsonl", b"\x89PNG\r\n\x1a\n\x00\n\x01\n", "PNG"),
            ("a.jsonl", '{"text": "a"}\n'.encode("utf-16"), "UTF-16"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_used_is_skipped_with_its_reason(
        self, reading: Reader, name: str, content: bytes, message: str
    ) -> None:
        documents, skipped = reading({name: content, "b.txt": TEXT})
        assert documents[-1].title == "Ferries collide off Port Ansel"
        (error,) = skipped
        assert name in error.source
        assert re.search(message, error.reason, re.IGNORECASE), error.reason

    def test_a_broken_line_is_named_and_the_others_are_read(self, reading: Reader) -> None:
        content = (
            lines({"text": "One."})
            + "{broken\n\n"
            + lines({"text": "Two.", "published": "yesterday"}, {"text": "Three."})
        )
        documents, skipped = reading({"a.jsonl": content})
        assert [document.body for document in documents] == ["One.", "Three."]
        assert [error.line for error in skipped] == [2, 4]
        assert "a.jsonl, line 2: it is not JSON" in str(skipped[0])
        assert "line 4: 'yesterday' is not a date; write it as 2020-01-03" in str(skipped[1])

    def test_an_article_of_a_list_is_named_by_its_number(self, reading: Reader) -> None:
        documents, (error,) = reading({"a.json": json.dumps([{"text": "One."}, {"text": None}])})
        assert len(documents) == 1
        assert "article 2 of the list" in str(error)

    @pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
    def test_fifty_megabytes_are_refused(self, reading: Reader, name: str) -> None:
        content = b"word " * 10_000_000
        documents, (error,) = reading({name: b'{"text": "' + content + b'"}' if name == "a.jsonl" else content})
        assert documents == []
        assert "larger than" in str(error)
        assert f"{MAX_CHARACTERS:,}" in str(error)

    def test_the_line_after_an_endless_one_is_read(self, reading: Reader) -> None:
        documents, (error,) = reading({"a.jsonl": '{"text": "' + "x" * 9_000_000 + '"}\n' + lines({"text": "Next."})})
        assert [document.body for document in documents] == ["Next."]
        assert error.line == 1

    def test_a_text_just_too_long(self, reading: Reader) -> None:
        fits, too_long = {"text": "a" * MAX_CHARACTERS}, {"text": "a" * (MAX_CHARACTERS + 1)}
        documents, (error,) = reading({"a.jsonl": lines(fits, too_long)})
        assert len(documents) == 1
        assert "300,001 characters" in str(error)

    def test_a_folder_without_articles(self, reading: Reader) -> None:
        documents, (error,) = reading({"photo.png": b"\x89PNG"}, folder=True)
        assert documents == []
        assert ".jsonl.gz" in str(error)
