"""Bytes in, text that can be stored out."""

from __future__ import annotations

import codecs
import re

__all__ = ["clean", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# What no XML document, and so no RDF/XML or SPARQL result file, can hold (XML 1.0, production 2: Char).
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_LATIN = ("Cyrillic", "Greek", "Arabic", "Hebrew", "CJK", "Thai", "Hangul", "Hiragana", "Katakana")
_SAMPLE = 64_000


def decode(data: bytes, *, markup: bool = False) -> str:
    """The text of `data`: by byte-order mark, as UTF-8, by the page's own charset (`markup`), or by detection.

    Detection is charset_normalizer's, asked only when UTF-8 fails. Windows-1252 is preferred to its
    look-alikes when the text is readable in it, since short Western texts tell them apart badly.

    Raises:
        ValueError: the bytes are no text; the message says what they seem to be.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ValueError(f"this is {kind}, not text; convert it to .txt or .html first")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return _no_binary(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise ValueError(
                    f"its byte-order mark says {encoding}, but it does not decode: {error.reason}"
                ) from None
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 10:
        return _no_binary(_decode_utf16(data))
    try:
        return _no_binary(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if markup and (declared := _META_CHARSET.search(data[:4096])):
        try:
            return _no_binary(data.decode(declared[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass
    return _no_binary(_detect(data))


def clean(text: str) -> str:
    """`text` with line ends made "\\n", a byte-order mark dropped, and unstorable characters made U+FFFD.

    NUL and the other C0 control characters, lone surrogates, U+FFFE and U+FFFF cannot stand in XML, hence in
    some RDF syntaxes; each becomes one REPLACEMENT CHARACTER, so that a reader sees the damage.
    Bidirectional marks and everything else stay as they are: they are text.
    """
    text = (
        text.removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x0b", "\n")
        .replace("\x0c", "\n")
    )
    return _NOT_XML.sub("\ufffd", text)


def _no_binary(text: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(1, len(sample) // 50):
        raise ValueError("this is binary data, not text")
    return text


def _decode_utf16(data: bytes) -> str:
    """UTF-16 without its mark: in most scripts one byte of each two is then nearly always NUL."""
    for encoding, high in (("utf-16-le", data[1:_SAMPLE:2]), ("utf-16-be", data[0:_SAMPLE:2])):
        if high.count(0) > len(high) * 0.8:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    raise ValueError("this is binary data, not text")


def _detect(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ValueError("its character encoding cannot be told, or it is no text; convert it to UTF-8")
    names = [best.encoding]
    if not any(script in alphabet for alphabet in best.alphabets for script in _NOT_LATIN):
        names.insert(0, "cp1252")
    for encoding in names:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(f"it looks like {best.encoding} but does not decode as that; convert it to UTF-8")
