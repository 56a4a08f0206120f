#!/usr/bin/env python3
"""Fonts that a style sheet brings with @font-face: used, refused, and broken ones.

    fontface.py used      TrueType and CFF in PDF and EPUB; local(); weights and slants; folders
    fontface.py refused   what may not be embedded, collections, files elsewhere, no files
    fontface.py broken    cut and scrambled files: told or used, never the end of the program

The files are made of the bundled fonts when the test runs.
"""

import random
import shutil
import struct
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
from checks import OK, main  # noqa: E402

TEXT = "Chợ nổi\n\nNgày đăng 05/09/2023\n\n" + "Con nước lên chậm, ghe xuồng nép vào nhau. " * 4 + "\n"
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def codes(result):
    return [code for _, _, _, code in anban.diagnostics(result)]


def bundled(name):
    return (anban.TOP / "fonts" / name).read_bytes()


def tables(font, start=0):
    """{tag: (offset, length)} of a font whose directory begins at start."""
    count = struct.unpack_from(">H", font, start + 4)[0]
    rows = (struct.unpack_from(">4sLLL", font, start + 12 + 16 * i) for i in range(count))
    return {tag.decode(): (offset, length) for tag, _, offset, length in rows}


def with_permission(font, bits):
    """The font with another OS/2.fsType."""
    font = bytearray(font)
    struct.pack_into(">H", font, tables(font)["OS/2"][0] + 8, bits)
    return bytes(font)


def of_collection(collection, index=0):
    """One font of a collection as a file of its own."""
    start = struct.unpack_from(">L", collection, 12 + 4 * index)[0]
    rows = sorted(tables(collection, start).items())
    head = struct.pack(">4sHHHH", collection[start:start + 4], len(rows), 0, 0, 0)
    at, directory, bodies = 12 + 16 * len(rows), b"", b""
    for tag, (offset, length) in rows:
        body = collection[offset:offset + length] + bytes(-length % 4)
        directory += struct.pack(">4sLLL", tag.encode(), 0, at + len(bodies), length)
        bodies += body
    return head + directory + bodies


def face(family, src, more=""):
    return f"@font-face {{ font-family: {family}; src: {src}; {more} }}\n"


def convert(folder, sheet, *arguments):
    (folder / "cho.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.css").write_text(sheet, encoding="utf-8")
    return anban.run(["convert", "cho.txt", "--force", "--style=./a.css", *arguments], cwd=folder)


def pages(folder):
    return anban.run(["inspect", "--pages", "cho.txt", "--style=./a.css"],
                     cwd=folder).stdout.decode("utf-8")


def epub_fonts(folder):
    with zipfile.ZipFile(folder / "cho.epub") as epub:
        names = [name for name in epub.namelist() if name.endswith((".ttf", ".otf"))]
        return names, epub.read("EPUB/style.css").decode()


def used(checks, folder):
    (folder / "f").mkdir()
    (folder / "f" / "a b.ttf").write_bytes(bundled("Tinos_400Regular.ttf"))
    (folder / "f" / "b.ttf").write_bytes(bundled("Tinos_700Bold.ttf"))
    (folder / "f" / "i.ttf").write_bytes(bundled("Tinos_400Regular_Italic.ttf"))
    (folder / "f" / "c.otf").write_bytes(of_collection(NOTO.read_bytes()))
    sheet = (face("Nhà", "local(Khong), url('none.ttf'), url(f/a%20b.ttf) format('truetype')")
             + face("Nhà", "url(f/b.ttf)", "font-weight: bold; font-display: swap")
             + face("Nhà", "url('f/i.ttf')", "font-style: italic")
             + face("Gọn", "url(f/c.otf) format(opentype)") + face("Khác", "local('Be Vietnam Pro')")
             + "p { font-family: 'nhà' } h1 { font: 700 20pt/28pt Nhà } .lead { font: italic 400 "
             "12pt/18pt Nhà } .dateline { font-family: Gọn } .source { font-family: Khác; line-height: 1.5 }")
    result = convert(folder, sheet)
    checks.that(result.returncode == OK and codes(result) == ["css.fontfile"],
                f"used: {result.returncode} {codes(result)} {result.stderr}")
    shown = pages(folder)
    for name in ("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "NotoSansCJK"):
        checks.that(name in shown or name == "Tinos-Italic", f"{name}: {shown}")
    names, css = epub_fonts(folder)
    checks.that("EPUB/fonts/2-1.ttf" in names and "EPUB/fonts/2-4.otf" in names
                and 'font-family: "Nhà"' in css and 'format("opentype")' in css, f"{names} {css}")
    first = (folder / "cho.pdf").read_bytes(), (folder / "cho.epub").read_bytes()
    convert(folder, sheet)
    checks.that(first == ((folder / "cho.pdf").read_bytes(), (folder / "cho.epub").read_bytes()),
                "not the same bytes")
    shutil.move(folder / "f", folder.parent / "phong-ngoai")
    outside = face("Nhà", f"url('{folder.parent}/phong-ngoai/b.ttf')") + "p { font-family: Nhà }"
    result = convert(folder, outside)
    checks.that(codes(result) == ["css.fontfile", "css.font"], f"outside: {codes(result)}")
    result = convert(folder, outside, f"--font-folder={folder.parent}")
    checks.that(not codes(result), f"--font-folder: {codes(result)}")
    shutil.rmtree(folder.parent / "phong-ngoai")


def refused(checks, folder):
    good = bundled("Tinos_400Regular.ttf")
    for name, data in (("cam.ttf", with_permission(good, 0x2)), ("be.ttf", with_permission(good, 0x100)),
                       ("bo.ttc", NOTO.read_bytes()), ("rong.ttf", b""), ("chu.ttf", b"<html>" * 99)):
        (folder / name).write_bytes(data)
        result = convert(folder, face("Nhà", f"url({name})") + "p { font-family: Nhà, Tinos }")
        checks.that(result.returncode == OK and codes(result) == ["css.fontfile"]
                    and b"a.css:1:" in result.stderr, f"{name}: {codes(result)} {result.stderr}")
    (folder / "xem.ttf").write_bytes(with_permission(good, 0x6))
    result = convert(folder, face("Nhà", "url(xem.ttf)") + "p { font-family: Nhà }")
    checks.that(not codes(result), f"preview and print: {codes(result)}")
    (folder / "noi.ttf").symlink_to("/etc/passwd")
    for url in ("noi.ttf", "/etc/passwd", "../" * 20 + "etc/passwd", "https://a.b/c.ttf",
                "data:font/ttf;base64,AAEA", ".", "khong.ttf", "%00.ttf"):
        result = convert(folder, face("Nhà", f"url('{url}')"))
        checks.that(result.returncode == OK and codes(result) == ["css.fontfile"],
                    f"{url}: {result.returncode} {codes(result)}")


def broken(checks, folder):
    dice = random.Random(7)
    for name in ("Tinos_400Regular.ttf", "BeVietnamPro_400Regular.ttf"):
        good = bundled(name)
        for attempt in range(12):
            data = bytearray(good)
            spots = [dice.randrange(len(data)) for _ in range(3 << attempt % 8)]
            spots += [dice.randrange(12 + 16 * 20) for _ in range(attempt % 3)]
            for spot in spots:
                data[spot] = dice.randrange(256)
            if attempt % 4 == 3:
                del data[dice.randrange(len(data)):]
            (folder / "f.ttf").write_bytes(data)
            result = convert(folder, face("Nhà", "url(f.ttf)") + "p, h1 { font-family: Nhà }")
            checks.that(0 <= result.returncode <= 7, f"{name} {attempt}: {result.returncode}")
            picture = anban.run(["preview", "cho.txt", "--force", "--style=./a.css", "-o", "a.png"],
                                cwd=folder)
            checks.that(0 <= picture.returncode <= 7, f"{name} {attempt}: {picture.returncode}")


if __name__ == "__main__":
    main({"used": used, "refused": refused, "broken": broken}[sys.argv[1]])
