#!/usr/bin/env python3
"""The standards of --pdf-standard, attachments and --gray.

    standards.py flavours   a covering set of inputs in every level of PDF/A and PDF/UA, with
                            attachments where they may be, and in grey: veraPDF finds no fault
    standards.py painted    Ghostscript paints the same set, in the default, as PDF/A-1 and in grey,
                            without an error or a warning
    standards.py claims     what a file says of itself: header, XMP, tags, streams
    standards.py usage      what does not go together is refused before any work, with words
    standards.py attach     attached files come out as they went in, listed and described
    standards.py metadata   XMP tells the facts of the article, and agrees with Info
    standards.py grey       nothing but greys is drawn
    standards.py limits     more of everything than an array, a dictionary or a string of PDF/A-1 holds
"""

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import pictures  # noqa: E402
from pdfjson import Pdf  # noqa: E402

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

# List of --pdf-standard, flavours of veraPDF.
FLAVOURS = [("a-1b", "1b"), ("a-1a", "1a"), ("a-2b", "2b"), ("a-2u", "2u"), ("a-2a", "2a"),
            ("a-3b", "3b"), ("a-3u", "3u"), ("a-3a", "3a"), ("ua-1", "ua1"),
            ("a-1a,ua-1", "1a,ua1"), ("a-1b,ua-1", "1b,ua1"), ("a-2a,ua-1", "2a,ua1"),
            ("a-3a,ua-1", "3a,ua1"), ("1.4,a-2b,ua-1", "2b,ua1")]

# Cases that between them, and with a sample, have every kind of node, character and page.
COVERING = ["tree/kinds", "tree/links", "tree/table-spans", "read/list-nested", "read/quote-letter",
            "read/verse-poet", "read/note-star", "read/box-labelled", "read/talk-labelled",
            "read/heading-label", "image/sizes", "image/colours", "image/formats", "image/turns",
            "image/missing-end", "typeset/fallback", "typeset/fallback-han",
            "typeset/fallback-scripts", "style/pages-inside"]


def covering_set():
    """The cases of COVERING and a sample: twenty inputs."""
    named = {anban.case_name(path): path for path in anban.cases()}
    return [named[name] for name in COVERING] + anban.samples()[:1]


def convert(source, target, *arguments):
    result = anban.run(["convert", source, "-o", target, *arguments,
                        *anban.extra_arguments(source)])
    assert result.returncode in (0, 3), result.stderr.decode("utf-8", "replace")
    return target


def unpacked(data):
    """The file with its streams inflated, for looking into."""
    def inflate(match):
        try:
            return match.group(1) + zlib.decompress(match.group(2)) + b"\nendstream"
        except zlib.error:
            return match.group(0)
    return re.sub(rb"(stream\n)(.*?)\nendstream", inflate, data, flags=re.S)


def validate(flavour, folder):
    tool = subprocess.run([anban.TOOLS / "verapdf" / "run", flavour, folder], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    words = tool.stdout.decode("utf-8", "replace").splitlines()
    print("\n".join(line for line in words if not line.startswith("passed")))
    return tool.returncode == 0


def check_flavours(folder):
    sources, ok = covering_set(), True
    print(f"{len(sources)} inputs: {' '.join(anban.stem(path) for path in sources)}")
    for names, flavour in FLAVOURS:
        target = folder / names
        target.mkdir()
        for number, source in enumerate(sources):
            extra = ["--attach-source", "--attach", f"{source}:data:Dữ liệu"]
            convert(source, target / f"{number}.pdf", "--pdf-standard", names,
                    *(extra if "a-3" in names else []), *(["--gray"] if number % 4 == 3 else []))
        book = anban.run(["convert", *anban.samples(), sources[-1], "-o", target / "book.pdf",
                          "--pdf-standard", names])
        assert book.returncode in (0, 3), book.stderr
        ok = validate(flavour, target) and ok
    return ok


# What Ghostscript says of every file.
PAINTING = re.compile(r"GPL Ghostscript|Copyright|This software|see the file|Processing pages|Page \d+$")


def painted(path):
    """What Ghostscript says when it paints a file, beyond the usual; nothing, if all is well."""
    result = subprocess.run(["gs", "-dSAFER", "-dPDFSTOPONWARNING", "-dPDFSTOPONERROR",
                             "-sDEVICE=png16m", "-r50", "-o", "/dev/null", path], check=False,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)
    lines = result.stdout.decode("utf-8", "replace").splitlines()
    words = "\n".join(line for line in lines if not PAINTING.match(line))
    return words or (result.returncode and f"status {result.returncode}")


def check_painted(folder):
    ok = True
    for source in covering_set():
        for arguments in ([], ["--pdf-standard", "a-1a,ua-1"], ["--gray"]):
            words = painted(convert(source, folder / "painted.pdf", *arguments, "--force"))
            if words:
                print(f"{source} {' '.join(arguments)}: {words}")
                ok = False
    # Ghostscript does speak up: a font program that is none
    broken = folder / "broken.pdf"
    pdf = Pdf(folder / "painted.pdf")
    pdf.set_data(pdf[pdf.having("/FontFile2")[0]]["/FontFile2"], b"no font")
    pdf.save(broken)
    return ok and bool(painted(broken))


def check_claims(folder):
    source = anban.samples()[0]
    wanted = {
        "a-1a": (b"%PDF-1.4", b"<pdfaid:part>1<", b"<pdfaid:conformance>A<", b"/CIDSet"),
        "a-2u": (b"%PDF-1.7", b"<pdfaid:part>2<", b"<pdfaid:conformance>U<", b"/ObjStm"),
        "ua-1": (b"%PDF-1.7", b"<pdfuaid:part>1<", b"/StructTreeRoot"),
        "1.4": (b"%PDF-1.4", b"/StructTreeRoot", b"/Metadata"),
        "none": (b"%PDF-1.7", b"/ObjStm", b"/Title"),
    }
    unwanted = {
        "a-1a": (b"/ObjStm", b"/XRef", b"pdfuaid", b"/SMask"),
        "a-2u": (b"pdfuaid", b"/CIDSet"),
        "ua-1": (b"pdfaid:part", b"/OutputIntent"),
        "1.4": (b"/ObjStm", b"pdfaid", b"pdfuaid"),
        "none": (b"/StructTreeRoot", b"/MarkInfo", b"BDC", b"/Metadata", b"/OutputIntent"),
    }
    for names, parts in wanted.items():
        data = unpacked(convert(source, folder / f"{names}.pdf", "--pdf-standard",
                                names).read_bytes())
        for part in parts:
            assert part in data, f"{names}: {part} is not there"
        for part in unwanted[names]:
            assert part not in data, f"{names}: {part} is there"
    lists = anban.CASES / "read" / "list-nested.txt"
    data = convert(lists, folder / "list.pdf", "--pdf-standard", "a-1a").read_bytes()
    kinds = sorted(re.findall(rb"/ListNumbering/(\w+)", data))
    assert kinds == [b"Decimal", b"Disc", b"Disc", b"LowerAlpha"], kinds
    return True


def check_usage(folder):
    source, target = anban.samples()[0], folder / "out.pdf"
    file = folder / "a.txt"
    file.write_text("x", encoding="utf-8")
    for arguments in (["--pdf-standard", "a-1b,a-2b"], ["--pdf-standard", "a-1a,1.7"],
                      ["--pdf-standard", "none,ua-1"], ["--pdf-standard", "a-4"],
                      ["--pdf-standard", "1.4,1.7"], ["--attach", f"{file}:nonsense"],
                      ["--pdf-standard", "a-2a", "--attach", file],
                      ["--pdf-standard", "a-1b", "--attach-source"],
                      ["--gray", "--to", "epub"]):
        out = [] if "--to" in arguments else ["-o", target]
        result = anban.run(["convert", source, *out, *arguments], cwd=folder)
        assert result.returncode == 2 and result.stderr, (arguments, result)
        assert sorted(folder.iterdir()) == [file], (arguments, "something was written")
    result = anban.run(["convert", source, "-o", target, "--attach", folder / "none.txt"])
    assert result.returncode == 6 and not target.exists(), result
    return True


def listed(pdf):
    """{name: description, relationship…} as qpdf tells of a file's attachments."""
    text = subprocess.run(["qpdf", "--list-attachments", "--verbose", pdf], check=True,
                          stdout=subprocess.PIPE).stdout.decode("utf-8")
    return text


def check_attach(folder):
    source, out = anban.samples()[0], folder / "out"
    other = folder / "b"
    out.mkdir()
    other.mkdir()
    (folder / "số liệu: quý 1.csv").write_bytes(b"a,b\r\n1,2\r\n")
    (folder / "same.bin").write_bytes(bytes(range(256)) * 999)
    (other / "same.bin").write_bytes(b"")
    pdf = convert(source, folder / "x.pdf", "--attach-source",
                  "--attach", f"{folder / 'số liệu: quý 1.csv'}:DATA:Số liệu: quý 1",
                  "--attach", folder / "same.bin", "--attach", f"{other / 'same.bin'}:supplement")
    again = convert(source, folder / "y.pdf", "--attach-source",
                    "--attach", f"{folder / 'số liệu: quý 1.csv'}:DATA:Số liệu: quý 1",
                    "--attach", folder / "same.bin",
                    "--attach", f"{other / 'same.bin'}:supplement")
    assert pdf.read_bytes() == again.read_bytes(), "two runs differ"
    subprocess.run(["pdfdetach", "-saveall", "-o", out, pdf], check=True,
                   env={**os.environ, "LC_ALL": "C.UTF-8"})
    found = {path.name: path.read_bytes() for path in out.iterdir()}
    assert found == {source.name: source.read_bytes(),
                     "số liệu: quý 1.csv": b"a,b\r\n1,2\r\n",
                     "same.bin": bytes(range(256)) * 999, "same-2.bin": b""}, sorted(found)
    words = listed(pdf)
    for word in ("Số liệu: quý 1", "Bản gốc của bài", "text/csv", "text/plain",
                 "application/octet-stream", "same-2.bin"):
        assert word in words, f"{word!r} is not in:\n{words}"
    data = unpacked(pdf.read_bytes())
    for word in (b"/AFRelationship/Data", b"/AFRelationship/Source", b"/AF[",
                 b"/AFRelationship/Supplement", b"/AFRelationship/Unspecified",
                 b"<pdfaid:part>3<"):
        assert word in data, word
    return True


def check_metadata(folder):
    source = anban.samples()[0]
    arguments = ["-M", "url=https://example.vn/bài-1", "-M", "captured=2022-06-02",
                 "-M", "title=Một & hai", "-M", "author=Nguyễn Văn A", "-M", "kicker=Thời sự",
                 "-M", "agency=TTXVN", "-M", "published=2022-06-01", "-M", "subject=a,b"]
    pdf = convert(source, folder / "x.pdf", *arguments)
    xmp = re.search(rb"<x:xmpmeta.*</x:xmpmeta>", pdf.read_bytes(), re.S).group()
    rdf = ElementTree.fromstring(xmp)
    facts = {element.tag.partition("}")[2]: [item.text for item in element.iter(RDF + "li")]
             for element in rdf.iter() if element.tag.startswith("{urn:anban:article:1#}")}
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    assert facts == {"agency": ["TTXVN"], "kicker": ["Thời sự"], "originalTitle": ["Một & hai"],
                     "sourceURL": ["https://example.vn/bài-1"], "captureDate": ["2022-06-02"],
                     "sourceSHA256": [digest]}, facts
    described = {element.text for element in rdf.iter(
        "{http://www.aiim.org/pdfa/ns/property#}name")}
    assert set(facts) | {"part"} == described, described
    objects = json.loads(subprocess.run(["qpdf", "--json", "--json-key=qpdf", pdf], check=True,
                                        stdout=subprocess.PIPE).stdout)["qpdf"][1]
    info = objects["obj:" + objects["trailer"]["value"]["/Info"]]["value"]
    dc = "{http://purl.org/dc/elements/1.1/}"
    assert info["/Title"] == "u:" + rdf.find(f".//{dc}title//{RDF}li").text, info
    assert info["/Author"] == "u:" + rdf.find(f".//{dc}creator//{RDF}li").text, info
    assert info["/Producer"] == "u:" + rdf.find(".//{http://ns.adobe.com/pdf/1.3/}Producer").text
    assert info["/Keywords"] == "u:" + rdf.find(".//{http://ns.adobe.com/pdf/1.3/}Keywords").text
    created = rdf.find(".//{http://ns.adobe.com/xap/1.0/}CreateDate").text
    assert info["/CreationDate"].startswith("u:D:" + created.replace("-", "")), (info, created)
    # by way of JSON the digest stays that of the source
    text = anban.run(["inspect", "--json", *arguments, source]).stdout
    again = folder / "y.anban.json"
    again.write_bytes(text)
    assert digest.encode() in convert(again, folder / "y.pdf").read_bytes()
    return True


def check_grey(folder):
    source = anban.samples()[0]
    data = unpacked(convert(source, folder / "grey.pdf", "--gray").read_bytes())
    assert b" rg\n" not in data and b" RG\n" not in data, "a colour is drawn"
    assert b"/N 1" in data and b"/N 3" not in data and b"(Grey, curve of sRGB)" in data
    data = unpacked(convert(source, folder / "colour.pdf").read_bytes())
    assert b" rg\n" in data and b"/N 3" in data, "the accent is no colour: nothing was shown"
    return True


MANY = 8300  # more than an array of PDF/A-1 holds
ARRAY, STRING = 8191, 32767


def paragraph(text, **more):
    return {"kind": "paragraph", "text": text, **more}


def long_table():
    """A caption, a heading, and a cell that reaches over the end of what an array holds."""
    rows = [[str(number), "a"] for number in range(MANY)]
    rows[ARRAY - 9][1] = {"text": "a", "rowspan": 20}
    for row in rows[ARRAY - 8:ARRAY + 11]:
        row.pop()
    return {"kind": "table", "caption": {"text": "Bảng 1. Rất dài"}, "header": ["Số", "Chữ"],
            "rows": rows}


def long_article():
    """Rows, items, verses, notes, headings, links, and a title, each too many or too long."""
    words = [f"l{number}" for number in range(MANY)]
    starts = itertools.accumulate((len(word) + 1 for word in words), initial=0)
    links = [{"kind": "link", "start": start, "end": start + len(word),
              "value": f"https://example.org/{word}"} for start, word in zip(starts, words)]
    many = [paragraph("b")] * MANY
    return {"title": "Giới hạn " + "dài " * 9000, "subjects": "từ, " * 9000, "blocks": [
        long_table(), {"kind": "heading", "level": 2, "text": "Danh sách"},
        {"kind": "list", "ordered": True, "items": [{"blocks": [paragraph("a")]}] * MANY},
        {"kind": "heading", "level": 2, "text": "Đoạn"}, {"kind": "heading", "level": 3, "text": "Nhỏ"},
        *many, {"kind": "heading", "level": 2, "text": "Thơ"},
        {"kind": "verse", "stanzas": [["c"] * MANY]}, {"kind": "verse", "stanzas": [["c"]] * MANY},
        paragraph(" ".join(f"[{number}]" for number in range(1, 1000))),
        *[{"kind": "note", "blocks": [paragraph(f"[{number}] x")]} for number in range(1, 1000)],
        {"kind": "quote", "blocks": many}, {"kind": "note", "blocks": many},
        *[{"kind": "heading", "level": 2, "text": "h"}] * MANY,
        paragraph(" ".join(words), spans=links)]}


def many_pictures(folder):
    """More pictures than a dictionary of PDF/A-1 has entries: a page names its own ones only."""
    figures = [{"kind": "figure", "src": f"{number}.png", "alt": "a"} for number in range(4200)]
    for number, figure in enumerate(figures):
        pixel = bytes([number & 255, number >> 8, 7])
        (folder / figure["src"]).write_bytes(pictures.png(8, 2, lambda x, y, pixel=pixel: pixel))
    source, target = folder / "pictures.anban.json", folder / "pictures.pdf"
    source.write_text(json.dumps({"title": "Ảnh", "blocks": figures}), encoding="utf-8")
    convert(source, target, "--pdf-standard", "a-1a,ua-1", "--paper", "A5", "--quiet")
    assert target.read_bytes().count(b"/Subtype/Image") == len(figures)
    return target


def check_limits(folder):
    """The objects of a PDF/A-1 lie open: what they hold is counted in the bytes of the file."""
    source, target = folder / "long.anban.json", folder / "long.pdf"
    source.write_text(json.dumps(long_article()), encoding="utf-8")
    convert(source, target, "--pdf-standard", "a-1a,ua-1", "--paper", "A5", "--quiet")
    data = re.sub(rb"stream\n.*?endstream", b"", target.read_bytes(), flags=re.S)
    arrays = [len(re.findall(rb"\d+ 0 R", array)) for array in re.findall(rb"\[[^][]*\]", data)]
    strings = [len(re.sub(rb"\\(.)", rb"\1", string, flags=re.S))
               for string in re.findall(rb"\(((?:[^\\()]|\\.)*)\)", data, re.S)]
    assert 8000 < max(arrays) <= ARRAY, max(arrays)
    assert 32000 < max(strings) <= STRING, max(strings)
    assert len(re.findall(rb"/S/TR/", data)) == MANY + 1 and len(re.findall(rb"/S/Caption/", data)) == 1
    subprocess.run(["qpdf", "--check", target], check=True, stdout=subprocess.DEVNULL)
    result = anban.run(["check", "-q", target, many_pictures(folder)])
    print(result.stdout.decode("utf-8", "replace"))
    return result.returncode == 0


CHECKS = {"flavours": check_flavours, "painted": check_painted, "claims": check_claims, "usage": check_usage,
          "attach": check_attach, "metadata": check_metadata, "grey": check_grey,
          "limits": check_limits}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        return 0 if CHECKS[sys.argv[1]](Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
