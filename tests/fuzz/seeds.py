#!/usr/bin/env python3
"""What fuzzing begins with.

    seeds.py TARGET FOLDER   writes the target's seeds into the folder, and beside it
                             FOLDER.dict, words for libFuzzer to put in

SEEDS has a function for each target that yields (name, bytes); WORDS may have a list for it.
The findings kept in tests/fuzz/findings/TARGET have the form of the seeds.
"""

import io
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402

FINDINGS = anban.TOP / "tests" / "fuzz" / "findings"


def reader():
    """Cases and samples behind the byte that chooses the form (tests/fuzz/reader.c)."""
    for source in [*anban.cases(), *anban.samples()]:
        json = source.name.endswith(".json")
        yield source.name, (b"j" if json else b"t") + source.read_bytes()
    for golden in sorted(anban.CASES.rglob("*.tree.json")):
        yield golden.name, b"j" + golden.read_bytes()


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:a="http://www.aiim.org/pdfa/ns/id/"><rdf:Description a:part="2" a:conformance="A"><dc:title>
<rdf:Alt><rdf:li xml:lang="x-default">Bài</rdf:li></rdf:Alt></dc:title><dc:date>2022</dc:date>
</rdf:Description></rdf:RDF><?xpacket end="r"?>"""
OPF = """<package version="3.0" unique-identifier="i"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">a</dc:identifier><dc:title>Bài
</dc:title><meta property="dcterms:modified">2022</meta><meta name="generator" content="x"/>
<meta property="schema:accessMode">textual</meta></metadata><spine><itemref/></spine></package>"""


def small_pdf(packed):
    """Every way to a fact: objects in the open or in a stream, Info, XMP."""
    xmp = zlib.compress(XMP.encode()) if packed else XMP.encode()
    catalog = b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/MarkInfo<</Marked true>>/Lang(vi)>>"
    info = b"<</Title(\\376\\377\\000B)/Author<FEFF0041>/CreationDate(D:20220601090400+07'00')>>"
    inside = zlib.compress(b"1 0 2 %d " % len(catalog) + catalog + b"<</Count 1>>")
    objects = (b"7 0 obj<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>stream\n"
               % (len(b"1 0 2 %d " % len(catalog)), len(inside)) + inside
               + b"\nendstream endobj\n" if packed else
               b"1 0 obj" + catalog + b"endobj 2 0 obj<</Count 1>>endobj\n")
    stream = (b"5 0 obj<<%s/Length %d>>stream\n" % (b"/Filter/FlateDecode" if packed else b"",
                                                    len(xmp)) + xmp + b"\nendstream endobj\n")
    return (b"%PDF-1.7\n" + objects + b"4 0 obj" + info + b"endobj\n" + stream
            + b"trailer<</Root 1 0 R/Info 4 0 R>>\n")


def small_epub(method):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as epub:
        epub.writestr("mimetype", "application/epub+zip")
        epub.writestr("META-INF/container.xml", '<container><rootfiles><rootfile full-path="a"/>'
                      "</rootfiles></container>")
        epub.writestr("a", OPF)
    return data.getvalue()


def info():
    """Small files, in the open and packed, and the outputs of a sample."""
    yield "open.pdf", small_pdf(False)
    yield "packed.pdf", small_pdf(True)
    yield "open.epub", small_epub(zipfile.ZIP_STORED)
    yield "packed.epub", small_epub(zipfile.ZIP_DEFLATED)
    yield "encrypted.pdf", small_pdf(False).replace(b"/Info", b"/Encrypt<<>>/Info")
    with tempfile.TemporaryDirectory() as folder:
        anban.run(["convert", anban.SAMPLES / "seed.txt", "-o", folder + "/"])
        for path in sorted(Path(folder).iterdir()):
            yield path.name, path.read_bytes()


def sheet():
    """The style sheets of cases and of anban, behind the byte that chooses medium and paper."""
    for path in [*anban.sheets(), *sorted((anban.TOP / "styles").glob("*.css"))]:
        for first in (b"a", b"b"):
            yield f"{path.stem}-{first.decode()}", first + path.read_bytes()


SEEDS = {"reader": reader, "info": info, "check": info, "sheet": sheet}

# What the rules of recognition and the JSON form look for.
WORDS = {"reader": [
    "Ngày đăng 05/09/2023 | 08:00", "Thứ Hai, ngày 2 tháng 6 năm 2022", "Hà Nội, ngày ",
    "Ảnh: ", "(Ảnh: A/TTXVN)", "(Nguồn: ", "Theo ", "Bài, ảnh: ", "(HNM) - ", "Bài 2: ", "2.1. ",
    "XIV. ", "Lượt xem: 10", "Chia sẻ", "> ", "## ", "---\n", "\n\n", "\r\n", "\u0301", "\u0323",
    "\u00a0", "\u200d", "“", "”", " – ", "…", '"title": ', '"title_cased": ', '"kicker": ',
    '"published": "2022-06-01T09:04+07:00"', '"head": {', '"lead": {"text": ', '"blocks": [',
    '"kind": ', '"heading"', '"paragraph"', '"figure"', '"caption"', '"byline"', '"source"',
    '"text": ', '"spans": [{"start": 0, "end": 1, "kind": "link", "value": ', '"sources": [',
    '"bylines": [{"name": ', '"lines": [1, 2]', '"certainty": "guess"', '"level": 2', "null",
    "\\u0301"],
    "info": [
    "%PDF-1.7", "1 0 obj", "endobj", "stream\n", "endstream", "trailer", "<<", ">>", "/Root 1 0 R",
    "/Info 4 0 R", "/Encrypt", "/Type/Catalog", "/Type/ObjStm", "/Type/XRef", "/Filter/FlateDecode",
    "/Length 10", "/First 10", "/N 2", "/Metadata 5 0 R", "/Title(", "/Author<FEFF", "/Count 1",
    "PK\x03\x04", "PK\x05\x06", "<!DOCTYPE a [", "<!ENTITY a ", "&a;", "<rdf:li>", "<dc:title>"],
    "sheet": [
    "p {", "}", ".lead", "h1", ":root", ":first-child", " > ", "@media ", "print", "(min-width: 10mm)",
    "@page", ":left", ":first", ":-anban-opening", "@top-center", "content: ", "string(title)",
    "counter(page)", "size: A5", "margin: ", "calc(", "var(--a)", "--a: ", "!important", "inherit",
    "initial", "font: ", "12pt/17pt", "line-height: ", "font-size: ", "-anban-title-sizes: ",
    "text-indent: ", "1em", "1rlh", "50%", "1e9pt", "/*", "*/", "url(", "\\41 ", "<!--", "-->",
    "font-feature-settings: \"tnum\"", "string-set: a content()", "border: 1pt solid"]}


WORDS["check"] = WORDS["info"] + [
    "/StructTreeRoot 6 0 R", "/ParentTree 7 0 R", "/Nums[0", "/K[0", "/MCID 0", "BDC", "EMC",
    "/P BMC", "/Artifact BMC", "BT", "ET", "/F1 9 Tf", "<0001>Tj", "q", "Q", "/X Do", "BI", "ID ",
    "/Type0", "/CIDFontType2", "/FontFile2 8 0 R", "/ToUnicode 9 0 R", "/W[0[", "beginbfchar",
    "beginbfrange", "/Annots[", "/Subtype/Link", "/Table", "/TR", "/TD", "/RowSpan 2",
    "/OutputIntents[", "/ICCBased", "/EF<<", "/OCProperties<<", "<manifest>", "<spine>",
    '<item id="a" href="', ' media-type="application/xhtml+xml"', '<nav epub:type="toc"><ol><li>',
    "url(", "@import", "%2e%2e/", "<svg xmlns=\"http://www.w3.org/2000/svg\">"]


def findings(target):
    """What fuzzing found and was mended: (name, bytes)."""
    for path in sorted((FINDINGS / target).glob("*")):
        yield path.name, path.read_bytes()


def write(items, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in items:
        (folder / name).write_bytes(data)


def dictionary(words):
    """In libFuzzer's form: what is not plain ASCII as \\xNN."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8")) + '"\n'
                   for word in words)


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in SEEDS:
        sys.exit(__doc__)
    target, folder = sys.argv[1:]
    write(SEEDS[target](), Path(folder))
    Path(folder + ".dict").write_text(dictionary(WORDS.get(target, [])), encoding="ascii")


if __name__ == "__main__":
    main()
