#!/usr/bin/env python3
"""anban info: what finished files say of themselves, by the program's own outputs and others'.

    info.py outputs    PDF and EPUB of an article, a book: every line, JSON, and the mark
    info.py metadata   every key of -M arrives in XMP, Info and OPF as the manual's table says
    info.py foreign    the same file as others write it: encrypted, linearized, unpacked, EPUB 2
    info.py damaged    cut, changed and empty files: what is left is said, and what is not
    info.py hard       files built to be hard end in bounded time and memory
"""

import io
import json
import random
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
from checks import (INPUT, IO, LIMIT, OK, SEED, USAGE, article, main,  # noqa: E402
                    measured)

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
ARTICLE = "{urn:anban:article:1#}"
OPF = "{http://www.idpf.org/2007/opf}"

TITLE = "Mùa nước nổi"


def facts(path, *arguments):
    """What info --json says of a file; {} if it says nothing."""
    result = anban.run(["info", "--json", *arguments, path])
    return json.loads(result.stdout) if result.stdout else {}


def convert(folder, *arguments):
    """PDF and EPUB of an article, in the folder."""
    source = article(folder)
    result = anban.run(["convert", source, "--force", *arguments])
    if result.returncode != OK:
        sys.exit(result.stderr.decode("utf-8", "replace"))
    return folder / "bai.pdf", folder / "bai.epub"


# --- outputs ---------------------------------------------------------------------------

def outputs(checks, folder):
    pdf, epub = convert(folder, "-M", f"title={TITLE}", "-M", "author=Thu Hằng - Minh Đức")
    found = facts(pdf)
    pages = subprocess.run(["qpdf", "--show-npages", pdf], check=True, capture_output=True)
    for name, value in {"file": str(pdf), "format": "PDF", "version": "1.7", "title": TITLE,
                        "creators": ["Thu Hằng - Minh Đức"], "contributors": ["HNM"],
                        "date": "2022-06-01T09:04:00+07:00", "languages": ["vi"],
                        "created": "2022-06-01T09:04:00+07:00",
                        "sources": ["Báo Nhịp sống Hà Nội"], "publishers": [], "rights": None,
                        "conformance": ["PDF/A-2a", "PDF/UA-1"], "pages": int(pages.stdout),
                        "tagged": True, "encrypted": False, "spine": None, "accessibility": [],
                        "mark": "unchanged", "unread": []}.items():
        checks.that(found[name] == value, f"PDF: {name}: {found[name]!r}, not {value!r}")
    checks.that(found["generator"].startswith("anban "), f"generator: {found['generator']}")
    found = facts(epub)
    for name, value in {"format": "EPUB", "version": "3.0", "title": TITLE,
                        "creators": ["Thu Hằng - Minh Đức"], "contributors": ["HNM"],
                        "date": "2022-06-01T09:04+07:00", "modified": "2022-06-01T02:04:00Z",
                        "languages": ["vi"], "spine": 3, "pages": None, "tagged": None,
                        "mark": "unchanged", "unread": []}.items():
        checks.that(found[name] == value, f"EPUB: {name}: {found[name]!r}, not {value!r}")
    checks.that(len(found["identifiers"]) == 1
                and found["identifiers"][0].startswith("urn:uuid:"), f"{found['identifiers']}")
    checks.that("accessibilityFeature: tableOfContents" in found["accessibility"],
                f"accessibility: {found['accessibility']}")
    book(checks, folder)
    words(checks, pdf, epub)
    mark(checks, pdf, epub)
    neither(checks, folder, pdf)


def book(checks, folder):
    second = article(folder, "hai.txt")
    result = anban.run(["convert", folder / "bai.txt", second, "-M", "title=Tập bài",
                        "-o", folder / "tap.pdf", "-o", folder / "tap.epub"])
    checks.run("a book", result, OK)
    checks.that(facts(folder / "tap.epub")["spine"] == 5, "a book's spine")
    checks.that(facts(folder / "tap.epub")["title"] == facts(folder / "tap.pdf")["title"]
                == "Tập bài", "a book's title")


def words(checks, pdf, epub):
    """The text form, in both languages; --json is a line a file."""
    english = anban.run(["info", pdf, epub])
    checks.run("info", english, OK)
    lines = english.stdout.decode("utf-8").splitlines()
    checks.that(lines[0] == str(pdf) and str(epub) in lines, f"names: {lines}")
    for line in (r"  Title +Mùa nước nổi", r"  Claims to be +PDF/A-2a", r" +PDF/UA-1",
                 r"  Tagged +yes", r"  Mark of anban +unchanged"):
        checks.that(any(re.fullmatch(line, found) for found in lines), f"no {line}: {lines}")
    vietnamese = anban.run(["info", "--lang", "vi", pdf]).stdout.decode("utf-8").splitlines()
    for line in (r"  Nhan đề +Mùa nước nổi", r"  Có thẻ +có", r"  Dấu của anban +nguyên vẹn"):
        checks.that(any(re.fullmatch(line, found) for found in vietnamese),
                    f"no {line}: {vietnamese}")
    both = anban.run(["info", "--json", pdf, epub]).stdout.decode("utf-8").splitlines()
    checks.that([json.loads(line)["format"] for line in both] == ["PDF", "EPUB"], f"{both}")
    renamed = pdf.with_name("khong-duoi")
    renamed.write_bytes(pdf.read_bytes())
    checks.that(facts(renamed)["format"] == "PDF", "the name decides, not the bytes")
    piped = subprocess.run([anban.program(), "info", "--json", "-"], input=epub.read_bytes(),
                           env=anban.environment(), capture_output=True, check=False)
    checks.that(json.loads(piped.stdout)["title"] == TITLE, f"from a pipe: {piped}")


def mark(checks, pdf, epub):
    for path in (pdf, epub):
        changed = bytearray(path.read_bytes())
        changed[len(changed) // 2] ^= 1
        other = path.with_name("doi" + path.suffix)
        other.write_bytes(changed)
        checks.that(facts(other)["mark"] == "changed", f"{path.name}: a change goes unseen")
    whole = pdf.read_bytes()
    longer = pdf.with_name("dai.pdf")
    longer.write_bytes(whole + b"%" * 2000)
    checks.that(facts(longer)["mark"] == "none", "a mark that is not at the end")


def neither(checks, folder, pdf):
    """Status 4 for what is neither, 6 for what cannot be read, and the worst of several."""
    (folder / "khac.zip").write_bytes(archive({"a.txt": b"a"}))
    (folder / "trong").touch()
    for name in ("bai.txt", "khac.zip", "trong"):
        result = anban.run(["info", folder / name])
        checks.run(name, result, INPUT, "info.kind")
        checks.that(not result.stdout, f"{name}: {result.stdout}")
    checks.run("not there", anban.run(["info", folder / "khong-co"]), IO, "input.read")
    checks.run("a folder", anban.run(["info", folder]), IO, "input.directory")
    several = anban.run(["info", "--json", folder / "bai.txt", pdf])
    checks.run("one of two", several, INPUT, "info.kind")
    checks.that(json.loads(several.stdout)["title"] == TITLE, "one of two: not shown")
    checks.run("no file", anban.run(["info"]), USAGE)
    (folder / "lon.pdf").write_bytes(b"%PDF-1.7\n" + bytes(1 << 20))
    checks.run("too large", anban.run(["info", "--max-input=1", folder / "lon.pdf"]), LIMIT,
               "input.limit")


# --- metadata --------------------------------------------------------------------------

# Every key: its value, then where it must be found. Info's keys are those of qpdf's JSON.
KEYS = {
    "title": "Tên bài <&> “đặt”",
    "kicker": "Chuyên mục thử",
    "subtitle": "Phụ đề thử",
    "series": "Loạt bài thử",
    "dateline": "Nơi viết thử",
    "author": "Thu Hằng - Minh Đức, Lê Nam",
    "publisher": "Nhà xuất bản Thử",
    "published": "2021-03-04T05:06+07:00",
    "modified": "2021-04-05T06:07+07:00",
    "source": "Báo Thử nghiệm",
    "agency": "TTX Thử",
    "language": "vi-VN",
    "identifier": "urn:isbn:9786040000000",
    "rights": "© 2021 Thử; giữ mọi quyền",
    "subject": "nông thôn, chợ nổi",
    "url": "https://vi-du.vn/bai-thu",
    "captured": "2021-05-06",
    "certified-by": "Hội Thử nghiệm",
    "colophon": "In xong và nộp lưu chiểu",
    "part": "Phần II. Đất và người",
}

# What only the JSON keeps.
KEPT = ["dateline", "colophon", "part"]


def xmp_values(packet):
    """{property: [values]} of an XMP packet, by another XML parser."""
    found = {}
    for description in ElementTree.fromstring(packet).iter(RDF + "Description"):
        for element in description:
            items = [item.text for item in element.iter(RDF + "li")] or [element.text]
            found.setdefault(element.tag, []).extend(items)
    return found


def info_values(pdf):
    """The Info dictionary, as qpdf reads it."""
    text = subprocess.run(["qpdf", "--json", "--json-key=qpdf", pdf], check=True,
                          capture_output=True).stdout
    objects = json.loads(text)["qpdf"][1]
    reference = objects["trailer"]["value"]["/Info"]
    return {key: value.removeprefix("u:") for key, value
            in objects[f"obj:{reference}"]["value"].items()}


def opf_values(epub):
    with zipfile.ZipFile(epub) as archive_file:
        root = ElementTree.fromstring(archive_file.read("EPUB/package.opf"))
    found = {"{opf}language": [root.get("{http://www.w3.org/XML/1998/namespace}lang")]}
    for element in root.find(OPF + "metadata"):
        name = element.get("property") if element.tag == OPF + "meta" else element.tag
        found.setdefault(name, []).append(element.text)
    return found


def metadata(checks, folder):
    manual_keys = re.search(r"Keys: ([a-z* \n-]+)\.", (anban.TOP / "src/article/meta.h").read_text(
        encoding="utf-8"))[1].replace("*", "").split()
    checks.that(set(manual_keys) == set(KEYS), f"keys: {manual_keys}")
    pdf, epub = convert(folder, *(word for key, value in KEYS.items()
                                  for word in ("-M", f"{key}={value}")))
    packet = re.search(rb"<x:xmpmeta.*</x:xmpmeta>", pdf.read_bytes(), re.S)[0]
    subjects = [word.strip() for word in KEYS["subject"].split(",")]
    expect(checks, "XMP", xmp_values(packet), {
        DC + "title": [KEYS["title"]], DC + "creator": [KEYS["author"]],
        DC + "contributor": [KEYS["agency"]], DC + "publisher": [KEYS["publisher"]],
        DC + "date": ["2021-03-04T05:06:00+07:00"], DC + "source": [KEYS["source"]],
        DC + "language": [KEYS["language"]], DC + "identifier": [KEYS["identifier"]],
        DC + "rights": [KEYS["rights"]], DC + "subject": subjects,
        PDF + "Keywords": [KEYS["subject"]],
        ARTICLE + "kicker": [KEYS["kicker"]], ARTICLE + "agency": [KEYS["agency"]],
        ARTICLE + "sourceURL": [KEYS["url"]], ARTICLE + "captureDate": [KEYS["captured"]],
        XMP + "CreateDate": ["2021-03-04T05:06:00+07:00"],
        XMP + "ModifyDate": ["2021-04-05T06:07:00+07:00"]})
    expect(checks, "Info", info_values(pdf), {
        "/Title": KEYS["title"], "/Author": KEYS["author"], "/Keywords": KEYS["subject"],
        "/CreationDate": "D:20210304050600+07'00'", "/ModDate": "D:20210405060700+07'00'"})
    expect(checks, "OPF", opf_values(epub), {
        DC + "title": [KEYS["title"], KEYS["subtitle"]],
        "belongs-to-collection": [KEYS["series"]], DC + "creator": [KEYS["author"]],
        DC + "contributor": [KEYS["agency"]], DC + "publisher": [KEYS["publisher"]],
        DC + "date": ["2021-03-04T05:06+07:00"], "dcterms:modified": ["2021-04-04T23:07:00Z"],
        DC + "source": [KEYS["source"]], DC + "language": [KEYS["language"]],
        DC + "identifier": [KEYS["identifier"]], DC + "rights": [KEYS["rights"]],
        DC + "subject": subjects, "a11y:certifiedBy": [KEYS["certified-by"]],
        "{opf}language": [KEYS["language"]]})
    given = [word for key in KEPT for word in ("-M", f"{key}={KEYS[key]}")]
    kept = json.loads(anban.run(["inspect", "--json", *given, folder / "bai.txt"]).stdout)
    for key in KEPT:
        checks.that(kept[key] in (KEYS[key], [KEYS[key]]), f"{key} is not in the JSON")
        for text in (packet.decode("utf-8"), str(opf_values(epub)), str(info_values(pdf))):
            checks.that(KEYS[key] not in text, f"{key} is among the metadata")
    nothing(checks, folder)
    epoch(checks, folder)


def expect(checks, where, found, wanted):
    for name, value in wanted.items():
        checks.that(found.get(name) == value, f"{where}: {name}: {found.get(name)!r}, "
                                              f"not {value!r}")


def nothing(checks, folder):
    """What nobody said is nowhere; a byline is one creator, unsplit; values go away again."""
    source = folder / "khong.txt"
    source.write_text("Một bài không ghi gì thêm\n\n" + "Một đoạn văn dài hơn. " * 20 + "\n",
                      encoding="utf-8")
    anban.run(["convert", source])
    packet = re.search(rb"<x:xmpmeta.*</x:xmpmeta>", source.with_suffix(".pdf").read_bytes(), re.S)
    unsaid = ["creator", "contributor", "publisher", "source", "rights", "subject", "date"]
    for where, found in (("XMP", xmp_values(packet[0])),
                         ("OPF", opf_values(source.with_suffix(".epub")))):
        checks.that(not [name for name in unsaid if DC + name in found], f"{where}: {found}")
    pdf, epub = convert(folder, "-M", "source=", "-M", "agency=", "-M", "published=")
    for path in (pdf, epub):
        found = facts(path)
        checks.that(found["sources"] == found["contributors"] == [] and found["date"] is None,
                    f"{path.name}: taken away, and there all the same: {found}")
    checks.that(facts(pdf)["publishers"] == [], "the source became a publisher")


def epoch(checks, folder):
    """SOURCE_DATE_EPOCH is the date of the files; the article's own stays what it is."""
    result = anban.run(["convert", folder / "bai.txt", "--force",
                        "-M", "modified=2021-04-05T06:07+07:00"],
                       env=anban.environment(SOURCE_DATE_EPOCH="1700000000"))
    checks.run("SOURCE_DATE_EPOCH", result, OK)
    found = facts(folder / "bai.pdf")
    checks.that(found["created"] == found["modified"] == "2023-11-14T22:13:00+00:00"
                and found["date"] == "2022-06-01T09:04:00+07:00", f"PDF: {found}")
    found = facts(folder / "bai.epub")
    checks.that(found["modified"] == "2023-11-14T22:13:00Z"
                and found["date"] == "2022-06-01T09:04+07:00", f"EPUB: {found}")


# --- foreign ---------------------------------------------------------------------------

def qpdf(source, name, *arguments):
    target = source.with_name(name)
    subprocess.run(["qpdf", *arguments, source, target], check=True)
    return target


def foreign(checks, folder):
    pdf, _ = convert(folder, "-M", f"title={TITLE}")
    same = {name: value for name, value in facts(pdf).items() if name not in ("file", "mark")}
    for name, arguments in {"linear.pdf": ["--linearize"],
                            "open.pdf": ["--qdf", "--object-streams=disable"],
                            "packed.pdf": ["--object-streams=generate", "--linearize"],
                            "again.pdf": ["--recompress-flate", "--compress-streams=y"]}.items():
        found = facts(qpdf(pdf, name, *arguments))
        checks.that({name: found[name] for name in same} == same and found["mark"] == "none",
                    f"{name}: {found}")
    broken = re.sub(rb"xref|trailer", b"xxxx", (folder / "open.pdf").read_bytes())
    (folder / "no-table.pdf").write_bytes(broken)
    found = facts(folder / "no-table.pdf")
    checks.that(found["title"] == TITLE and found["pages"] == same["pages"], f"no xref: {found}")
    secret = qpdf(pdf, "secret.pdf", "--encrypt", "a", "b", "256", "--")
    found = facts(secret)
    checks.that(found["encrypted"] is True and found["title"] is None
                and "the file is encrypted: its Info dictionary" in found["unread"]
                and anban.run(["info", secret]).returncode == OK, f"encrypted: {found}")
    checks.that(anban.run(["info", "--strict", secret]).returncode == 3, "--strict")
    found = facts(qpdf(pdf, "half.pdf", "--encrypt", "", "b", "128", "--use-aes=y",
                       "--cleartext-metadata", "--"))
    checks.that(found["encrypted"] is True and found["title"] == TITLE
                and found["conformance"] == same["conformance"], f"plain XMP: {found}")
    info_dictionary(checks, folder)
    packets(checks, folder)
    other_epubs(checks, folder)


def plain_pdf(info=b"", xmp=None, catalog=b"", packed=False):
    """A small PDF: an Info dictionary, an XMP packet (or none), more of the catalog."""
    data = xmp if xmp is None or not packed else zlib.compress(xmp)
    objects = [b"<</Type/Catalog/Pages 2 0 R" + (b"/Metadata 5 0 R" if xmp else b"") + catalog
               + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", b"<<" + info + b">>"]
    if xmp:
        objects.append(b"<</Type/Metadata/Subtype/XML%s/Length 6 0 R>>stream\r\n%s\nendstream"
                       % (b"/Filter[/FlateDecode]" if packed else b"", data))
        objects.append(b"%d" % len(data))
    pdf = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % item
                                   for item in enumerate(objects, 1))
    return pdf + b"trailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n"


def info_dictionary(checks, folder):
    path = folder / "info.pdf"
    hexadecimal = "Nguyễn Văn A 𝔸".encode("utf-16-be").hex().upper().encode()
    path.write_bytes(plain_pdf(
        rb"/Title(T\352n \(b\340i\) \\ m\
oi\r\n)/Author<FEFF" + hexadecimal + b">/Producer(\xef\xbb\xbfM\xc3\xa1y)"
        rb"/Creator(\200\240)/CreationDate(D:20010203040506-05'30')/ModDate(D:2001)"
        rb"/Keywords 4 0 R/Subject(\033[31m\007)"))
    found = facts(path)
    for name, value in {"title": r"Tên (bài) \ moi", "creators": ["Nguyễn Văn A 𝔸"],
                        "producer": "Máy", "generator": "•€", "modified": "2001",
                        "created": "2001-02-03T04:05:06-05:30", "subjects": [], "pages": 1,
                        "version": "1.4", "tagged": False, "conformance": []}.items():
        checks.that(found[name] == value, f"Info: {name}: {found[name]!r}, not {value!r}")
    path.write_bytes(plain_pdf(b"/Title(\x1b[31mM\x07\xe0u)", catalog=b"/Version/1.6/Lang(fr-CA)"))
    found = facts(path)
    checks.that(found["title"] == "˙[31mMàu" and found["version"] == "1.6"
                and found["languages"] == ["fr-CA"], f"controls, version, language: {found}")
    updated = path.read_bytes() + b"4 0 obj<</Title(M\xf2i)>>endobj trailer<</Root 1 0 R/Info 4 0 R>>"
    path.write_bytes(updated)
    checks.that(facts(path)["title"] == "Mòi", "an update is not seen")


PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>%s
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:a="http://www.aiim.org/pdfa/ns/id/"><rdf:Description rdf:about="" a:part="3"
 a:conformance="B"><dc:title><rdf:Alt><rdf:li xml:lang="en">English</rdf:li>
 <rdf:li xml:lang="x-default">Mặc định</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq>
 <rdf:li>Một</rdf:li><rdf:li>Hai &amp; ba</rdf:li></rdf:Seq></dc:creator>%s</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""

LAUGHS = ('<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + '<!ENTITY file SYSTEM "file:///etc/passwd">]>')


def packets(checks, folder):
    """XMP as attributes, with languages, packed; entities are not expanded, files not read."""
    path = folder / "xmp.pdf"
    for packed in (False, True):
        path.write_bytes(plain_pdf(b"/Title(khac)", (PACKET % ("", "")).encode(), b"", packed))
        found = facts(path)
        checks.that(found["title"] == "Mặc định" and found["creators"] == ["Một", "Hai & ba"]
                    and found["conformance"] == ["PDF/A-3b"] and not found["unread"],
                    f"packed {packed}: {found}")
    hostile = PACKET % (LAUGHS, "<dc:rights>&j;&file;</dc:rights>")
    path.write_bytes(plain_pdf(b"/Title(khac)", hostile.encode()))
    found = anban.run(["info", "--json", path]).stdout
    checks.that(b"haha" not in found and b"root:" not in found, f"entities: {found}")
    path.write_bytes(plain_pdf(b"/Title(khac)", PACKET.partition("<dc:creator>")[0].replace("%s", "").encode()))
    found = facts(path)
    checks.that(found["title"] == "Mặc định" and "the XMP packet is not well-formed XML"
                in found["unread"], f"half a packet: {found}")
    path.write_bytes(plain_pdf(b"/Title(khac)", b"<a>" * 5000))
    found = facts(path)
    checks.that(found["title"] == "khac" and found["unread"], f"deep XMP: {found}")


def archive(entries, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return data.getvalue()


CONTAINER = ('<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
             '<rootfile full-path="a/b.opf" media-type="application/oebps-package+xml"/>'
             '</rootfiles></container>')
PACKAGE = """<package version="2.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="ma">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier>phu</dc:identifier><dc:identifier id="ma">chinh</dc:identifier><dc:title>Một
 tập\tsách</dc:title><dc:creator opf:role="aut">A</dc:creator><dc:creator>B</dc:creator>
<dc:language>vi</dc:language><meta name="generator" content="Máy"/><meta property="role"
 refines="#x">aut</meta><link rel="dcterms:conformsTo" href="http://a11y"/><meta
 name="schema:accessMode" content="textual"/></metadata><manifest/><spine><itemref idref="x"/>
<itemref idref="y"/></spine></package>"""


def epub_of(**changes):
    entries = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER,
               "a/b.opf": PACKAGE, **changes}
    return archive({name: content for name, content in entries.items() if content is not None})


def other_epubs(checks, folder):
    path = folder / "khac.epub"
    path.write_bytes(epub_of())
    found = facts(path)
    for name, value in {"version": "2.0", "title": "Một tập sách", "creators": ["A", "B"],
                        "identifiers": ["chinh", "phu"], "spine": 2, "generator": "Máy",
                        "conformance": ["http://a11y"], "accessibility": ["accessMode: textual"],
                        "mark": "none", "unread": []}.items():
        checks.that(found[name] == value, f"EPUB 2: {name}: {found[name]!r}, not {value!r}")
    path.write_bytes(epub_of(mimetype=None))
    checks.that(facts(path)["title"] == "Một tập sách", "without mimetype")
    for changes in ({"META-INF/container.xml": None}, {"META-INF/container.xml": "<container/>"},
                    {"a/b.opf": None}, {"a/b.opf": PACKAGE[:300]}, {"a/b.opf": "<a>" * 9000},
                    {"META-INF/container.xml": CONTAINER.replace("a/b.opf", "../../etc/passwd")},
                    {"a/b.opf": PACKAGE.replace("<package", LAUGHS + "<package")
                     .replace("chinh", "&j;&file;") + "<x"}):
        path.write_bytes(epub_of(**changes))
        result = anban.run(["info", "--json", path])
        found = json.loads(result.stdout)
        checks.that(result.returncode == OK and found["format"] == "EPUB" and found["unread"],
                    f"{changes}: {result}")
        checks.that(b"haha" not in result.stdout and b"root:" not in result.stdout,
                    f"entities: {found}")


# --- damaged ---------------------------------------------------------------------------

def damaged(checks, folder):
    pick = random.Random(61)
    sources = [path.read_bytes() for path in convert(folder)]
    sources.append(qpdf(folder / "bai.pdf", "mo.pdf", "--qdf", "--object-streams=disable")
                   .read_bytes())
    sources += [plain_pdf(b"/Title(a)", (PACKET % ("", "")).encode()), epub_of()]
    path = folder / "hong"
    for round_number in range(200):
        data = bytearray(pick.choice(sources))
        if pick.random() < .4:
            del data[pick.randrange(len(data)):]
        if pick.random() < .2:
            del data[:pick.randrange(40)]
        for _ in range(pick.randrange(30) if data else 0):
            data[pick.randrange(len(data))] = pick.randrange(256)
        if data and pick.random() < .3:
            at = pick.randrange(len(data))
            data[at:at] = bytes(data[at:at + 500]) * pick.randrange(1, 20)
        path.write_bytes(data)
        result = anban.run(["info", "--json", path])
        checks.that(result.returncode in (OK, INPUT), f"round {round_number}: {result}")
        checks.that((result.returncode == OK) == bool(result.stdout)
                    and (not result.stdout or json.loads(result.stdout)["format"]),
                    f"round {round_number}: {result}")
    cut(checks, folder, sources)


def cut(checks, folder, sources):
    """Half a file: what was found is said, and that something is missing."""
    path = folder / "nua"
    for data, words in ((sources[0], "the catalog of the PDF was not found"),
                        (sources[1], "the archive is damaged")):
        path.write_bytes(data[:len(data) // 2])
        found = facts(path)
        checks.that(words in found["unread"] and found["mark"] == "none", f"half: {found}")


# --- hard ------------------------------------------------------------------------------

MIB = 1 << 20


def object_stream(numbers, body, first=None):
    head = b" ".join(b"%d 0" % number for number in numbers) + b" "
    data = zlib.compress(head + body)
    return (b"9 0 obj<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n"
            % (len(numbers), len(head) if first is None else first, len(data))
            + data + b"\nendstream endobj\n")


def hard_files():
    """Files built to take long or much memory: (name, bytes)."""
    pdf = b"%PDF-1.7\n"
    yield "objects", pdf + b"1 0 obj " * (60 * MIB // 8)
    yield "open-strings", pdf + b"1 0 obj<</A(" * (60 * MIB // 12)
    yield "open-arrays", pdf + b"1 0 obj" + b"[" * (60 * MIB)
    yield "open-dictionaries", pdf + b"1 0 obj<<" * (60 * MIB // 9)
    yield "trailers", pdf + b"trailer<</Root 1 0 R" * (60 * MIB // 20)
    yield "packets", pdf + b"<?xpacket begin=" * (60 * MIB // 16)
    yield "references", pdf + b"1 0 obj 1 0 R endobj trailer<</Root 1 0 R>>"
    bomb = object_stream([1], b" " * (400 * MIB))
    yield "packed", pdf + bomb * 60
    yield "one-place", pdf + object_stream([7] * 900_000, b"[" * (5 * MIB))
    yield "streams", pdf + (b"9 0 obj<</Type/ObjStm/First 0/Filter/FlateDecode>>stream\n"
                            * (60 * MIB // 57))
    xmp = (PACKET % ("", "<dc:rights>" + "x" * (300 * MIB) + "</dc:rights>")).encode()
    yield "long-xmp", plain_pdf(b"/Title(a)", xmp, b"", True)
    many = (PACKET % ("", "<dc:subject><rdf:Bag>" + "".join(
        f"<rdf:li>{n}</rdf:li>" for n in range(300_000)) + "</rdf:Bag></dc:subject>")).encode()
    yield "many-values", plain_pdf(b"/Title(a)", many)
    blanks = b" " * (400 * MIB)
    yield "bomb.epub", epub_of(**{"a/b.opf": blanks, "META-INF/container.xml": CONTAINER})
    yield "container.epub", epub_of(**{"META-INF/container.xml": blanks})
    yield "elements.epub", epub_of(**{"a/b.opf": "<a>" + "<b/>\n" * (7 * MIB // 5) + "</a>"})
    entity = f'<!DOCTYPE package [<!ENTITY j "{"a" * 100_000}">]>' + PACKAGE
    yield "value.epub", epub_of(**{"a/b.opf": entity.replace('"ma"', f'"{"&j;" * 10_000}"')})
    yield "text.epub", epub_of(**{"a/b.opf": entity.replace("chinh", "&j;" * 10_000)})
    yield "elements.pdf", plain_pdf(b"/Title(a)", (PACKET % (
        "", "<dc:rights/>\n" * (7 * MIB // 13))).encode())
    yield "entries.epub", archive({"mimetype": "application/epub+zip", **{
        f"{n}": b"" for n in range(400_000)}}, allowZip64=True)


def hard(checks, folder):
    for name, data in hard_files():
        path = folder / name
        path.write_bytes(data)
        del data
        run = measured(["info", "--json", path])
        print(f"{name}: {run.seconds:.1f} s, {run.mib} MiB, {run.returncode}")
        checks.that(run.returncode == OK, f"{name}: {run.returncode} {run.stderr[-500:]}")
        checks.that(all(line.startswith(f"{path}: ") for line in run.stderr.splitlines()),
                    f"{name}: a library speaks: {run.stderr[:500]}")
        checks.that(run.mib < 700, f"{name}: {run.mib} MiB")
        path.unlink()


CHECKS = {"outputs": outputs, "metadata": metadata, "foreign": foreign, "damaged": damaged,
          "hard": hard}

if __name__ == "__main__":
    main(CHECKS[sys.argv[1]])
