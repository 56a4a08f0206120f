#!/usr/bin/env python3
"""anban check takes any bytes: cut, changed and random files, and files built to be hard.

Each must end with a documented status, without a crash, a hang, a sanitizer's report or more
memory than its limit; small files never reach a limit.
"""

import os
import random
import resource
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import INVALID, LIMIT, OK, article, main  # noqa: E402

ROUNDS = 120
MEMORY = 2560 << 10  # KiB


def cut(data, pick):
    return data[:pick.randrange(len(data))]


def flip(data, pick):
    changed = bytearray(data)
    for _ in range(pick.choice((1, 3, 30, 300))):
        changed[pick.randrange(len(changed))] ^= 1 << pick.randrange(8)
    return bytes(changed)


def overwrite(data, pick):
    at, size = pick.randrange(len(data)), pick.randrange(1, 3000)
    return data[:at] + pick.randbytes(size) + data[at + size:]


def repeat(data, pick):
    at = pick.randrange(len(data))
    return data[:at] + data[at:at + pick.randrange(1, 2000)] * pick.randrange(2, 9) + data[at:]


def digits(data, pick):
    """Numbers become other numbers: references, lengths, offsets."""
    changed = bytearray(data)
    places = [i for i, c in enumerate(changed) if chr(c).isdigit()]
    for _ in range(pick.choice((1, 5, 50))):
        changed[pick.choice(places)] = ord(pick.choice("0123456789"))
    return bytes(changed)


MANGLERS = [cut, flip, overwrite, repeat, digits]


def simple_pdf(*objects, trailer=b"", streams=()):
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    return bytes(out) + b"trailer\n<</Root 1 0 R /Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, trailer, start)


def stream(data, entries=b""):
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources 5 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/Metadata 7 0 R>>"


def hard_pdfs():
    forms = b"<</XObject<<" + b"".join(b"/X%d %d 0 R" % (i, 8 + i) for i in range(20)) + b">>>>"
    nested = [stream(b"".join(b"/X%d Do " % k for k in range(20)),
                     b"/Type/XObject/Subtype/Form/Resources 5 0 R") for _ in range(20)]
    xmp = (b"<!DOCTYPE x [" + b"".join(
        b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10 if i else b"ha")
        for i in range(12)) + b"]><x>&a11;</x>")
    tree = b"<</Type/StructTreeRoot/K 6 0 R/ParentTree 6 0 R/Kids[6 0 R 6 0 R]/Nums[0 6 0 R]>>"
    metadata = stream(xmp, b"/Type/Metadata/Subtype/XML")
    plain = [CATALOG, PAGES, PAGE, stream(b"q Q"), b"<<>>", tree, metadata]
    deep = b"<</S/Sect/P 6 0 R/K " * 400 + b"0" + b">>" * 400
    return {
        "empty.pdf": b"",
        "header.pdf": b"%PDF-1.7\n",
        "loop-in-itself.pdf": simple_pdf(*plain),
        "forms-in-forms.pdf": simple_pdf(
            CATALOG, PAGES, PAGE, nested[0].replace(b"/Type/XObject/Subtype/Form", b""),
            forms, tree, metadata, *nested),
        "pages-in-pages.pdf": simple_pdf(CATALOG, PAGES.replace(b"3 0 R", b"2 0 R 2 0 R")),
        "deep-array.pdf": simple_pdf(*plain[:3], stream(b"[" * 100_000), *plain[4:]),
        "deep-string.pdf": simple_pdf(*plain[:3], stream(b"(" * 100_000), *plain[4:]),
        "deep-marks.pdf": simple_pdf(*plain[:3], stream(b"/P BMC q " * 50_000), *plain[4:]),
        "deep-tree.pdf": simple_pdf(*plain[:5], deep, metadata),
        "image-without-end.pdf": simple_pdf(*plain[:3], stream(b"BI /W 1 ID xx"), *plain[4:]),
        "spans.pdf": simple_pdf(*plain[:5], b"<</K<</S/Table/K<</S/TR/K<</S/TD/A<</O/Table"
                                b"/RowSpan 99999999/ColSpan 99999999>>>>>>>>>>", metadata),
        "numbers.pdf": simple_pdf(*plain[:3], stream(b"9" * 5000 + b" 1e999 --5 +-. Tr Tf"),
                                  *plain[4:], trailer=b"/Info[[[[/ID"),
        "huge-size.pdf": simple_pdf(*plain).replace(b"/Size 8", b"/Size 8388607"),
        "huge-number.pdf": simple_pdf(CATALOG.replace(b"2 0 R", b"99999999999 0 R")),
        "utf16.pdf": simple_pdf(b"<</Type/Catalog/Pages 2 0 R/Lang<feffd800>>>", PAGES, PAGE,
                                stream(b""), b"<<>>", trailer=b"/Info<</Title<feff>>>"),
    }


def hard_epubs(folder):
    def pack(name, files):
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in files.items():
                archive.writestr(path, data)
        return (folder / name).read_bytes()

    container = ('<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
                 'version="1.0"><rootfiles><rootfile full-path="p.opf" '
                 'media-type="application/oebps-package+xml"/></rootfiles></container>')
    package = ('<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
               '<item id="n" href="n.xhtml" media-type="application/xhtml+xml" '
               'properties="nav" fallback="n"/></manifest><spine><itemref idref="n"/></spine>'
               "</package>")
    lists = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/' \
            '2007/ops"><head/><body><nav epub:type="toc">'
    bomb = "<!DOCTYPE x [" + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(12)) + "]>"
    base = {"mimetype": "application/epub+zip", "META-INF/container.xml": container,
            "p.opf": package}
    return {
        "empty.epub": b"",
        "zip-end.epub": b"PK\5\6" + b"\0" * 18,
        "nav-deep.epub": pack("a", {**base, "n.xhtml": lists + "<ol><li><a href='n.xhtml'>a</a>"
                                    * 250 + "</li></ol>" * 250 + "</nav></body></html>"}),
        "nav-bomb.epub": pack("b", {**base, "n.xhtml": bomb + lists
                                    + "<ol><li>&a11;</li></ol></nav></body></html>"}),
        "nothing.epub": pack("c", base),
        "large.epub": pack("d", {**base, "n.xhtml": " " * (40 << 20)}),
        "no-rootfile.epub": pack("e", {**base, "META-INF/container.xml": "<container/>"}),
        "dots.epub": pack("f", {**base, "../../x": "x", "p.opf": package.replace(
            'href="n.xhtml"', 'href="../../../../etc/passwd"')}),
    }


def bombs():
    """Small files that unpack to very much; a limit may be reached."""
    zeros = zlib.compress(b" " * (64 << 20), 9)
    packed = zlib.compress(b"q " * (200 << 20), 9)
    twice = zlib.compress(zlib.compress(b" " * (1 << 30), 9), 9)
    base = [CATALOG, PAGES, PAGE]
    return {
        "spaces.pdf": simple_pdf(*base, stream(zeros, b"/Filter/FlateDecode"), b"<<>>"),
        "states.pdf": simple_pdf(*base, stream(packed, b"/Filter/FlateDecode"), b"<<>>"),
        "twice.pdf": simple_pdf(
            *base, stream(twice, b"/Filter[/FlateDecode/FlateDecode]"), b"<<>>"),
        "predictor.pdf": simple_pdf(*base, stream(
            zeros, b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2000000000>>"),
            b"<<>>"),
    }


def check(checks, folder, name, data, statuses):
    path = folder / name
    path.write_bytes(data)
    try:
        result = anban.run(["check", "--json", "--profile", "a-1a,ua-1", path])
    except subprocess.TimeoutExpired:
        checks.that(False, f"{name}: hangs")
        return
    words = result.stderr.decode("utf-8", "replace")
    checks.that(result.returncode in statuses and "Sanitizer" not in words,
                f"{name}: status {result.returncode}\n{words[-2000:]}")
    path.unlink()


def is_sanitized():
    return b"__asan" in Path(anban.program()).read_bytes()


def check_garbage(checks, folder):
    pick = random.Random(1919)
    source = article(folder)
    anban.run(["convert", source], cwd=folder)
    book = folder / "bai.pdf"
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", book, folder / "qdf.pdf"],
                   check=False)
    files = [(path.suffix, path.read_bytes())
             for path in (book, folder / "qdf.pdf", folder / "bai.epub")]
    for suffix, data in files:
        checks.that(anban.run(["check", folder / f"bai{suffix}"]).returncode == OK, suffix)
    for number in range(ROUNDS):
        suffix, data = files[number % len(files)]
        for mangle in pick.sample(MANGLERS, pick.randrange(1, 3)):
            data = mangle(data, pick) or b"x"
        check(checks, folder, f"mangled-{number}{suffix}", data, (OK, INVALID))
    for number in range(20):
        start = pick.choice((b"", b"%PDF-1.4\n", b"PK\3\4"))
        check(checks, folder, f"random-{number}{pick.choice(('.pdf', '.epub'))}",
              start + pick.randbytes(pick.randrange(4000)), (INVALID,))
    for name, data in [*hard_pdfs().items(), *hard_epubs(folder).items()]:
        check(checks, folder, name, data, (INVALID,))
    if not is_sanitized():
        for name, data in bombs().items():
            check(checks, folder, name, data, (INVALID, LIMIT))
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        checks.that(most < MEMORY, f"{most} KiB of memory")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    main(check_garbage)
