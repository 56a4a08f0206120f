#!/usr/bin/env python3
"""Options of the EPUB on the command line, each read back from the file.

    epub.py cover      --cover FILE (good, wrong and missing files), --no-cover, the drawn one
    epub.py fonts      --full-fonts, --no-fonts, and what there is without them
    epub.py tables     numbers stand at the right; every length of the style sheet is one;
                       heads are sunk in style booklet
    epub.py certified  -M certified-by with and without a picture that nobody described
    epub.py headings   those that run in, and those that stand above
    epub.py marks      how marks of lists look
    epub.py hanging    marks of lists and lines of verse
    epub.py parts      a page for each part of a book; the contents nest
    epub.py colophon   -M colophon of a book: a section of its own, read last

EPUBCheck finds nothing in any of the files.
"""

import json
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import pictures  # noqa: E402
from checks import LOST, OK, SEED, USAGE, main  # noqa: E402

PICTURES = anban.CASES / "image" / "pictures"
FONTS = anban.TOP / "fonts"


class Book:
    """The files of an EPUB, and its package document."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.package = self.files["EPUB/package.opf"].decode("utf-8")
        self.nav = self.files["EPUB/nav.xhtml"].decode("utf-8")

    def named(self, part):
        return [name for name in self.files if part in name]


def convert(out, *arguments, source=SEED):
    return anban.run(["convert", source, "-o", out, *arguments])


def valid(checks, folder):
    """EPUBCheck over all files of a folder, in one JVM."""
    result = subprocess.run([str(anban.TOOLS / "epubcheck" / "run"), str(folder)], check=False,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)
    n = len(list(folder.glob("*.epub")))
    checks.that(result.returncode == 0 and result.stdout.count(b"passed") == n,
                f"EPUBCheck: {result.stdout.decode('utf-8', 'replace')}")


# --- cover -----------------------------------------------------------------------------

LANDMARKS = [("cover", "cover.xhtml", "Bìa"), ("toc", "nav.xhtml#toc", "Mục lục"),
             ("bodymatter", "article-0001.xhtml", "Bắt đầu")]


def has_cover(book, file):
    """Everything that names a cover names this one."""
    kind = "png" if file.endswith("png") else "jpeg"
    page = book.files["EPUB/cover.xhtml"].decode("utf-8")
    return (f'href="{file}" media-type="image/{kind}" properties="cover-image"' in book.package
            and book.named("images/cover") == [f"EPUB/{file}"]
            and '<meta name="cover" content="cover-image"/>' in book.package
            and '<reference type="cover" title="Bìa" href="cover.xhtml"/>' in book.package
            and re.search(r'<spine[^>]*>\s*<itemref idref="cover"', book.package)
            and re.findall(r'<a epub:type="(.+?)" href="(.+?)">(.+?)<', book.nav) == LANDMARKS
            and f'src="{file}" alt="Bìa: ' in page and 'role="doc-cover"' in page)


def frame_of(jpeg):
    frame = re.search(rb"\xff[\xc0-\xc2]..\x08(..)(..)", jpeg, re.S)
    return struct.unpack(">HH", frame[2] + frame[1])


def given(checks, folder):
    """A file goes over as it is, or is made into what every reader shows."""
    for name, written, same in (("photo.jpg", "cover.jpg", True), ("rgb.png", "cover.png", True),
                                ("turn-6.jpg", "cover.jpg", False),
                                ("cmyk.jpg", "cover.jpg", False),
                                ("green.webp", "cover.jpg", False),
                                ("upright.tif", "cover.jpg", False)):
        out = folder / f"{name}.epub"
        checks.run(name, convert(out, "--cover", PICTURES / name), OK)
        book = Book(out)
        data = book.files.get(f"EPUB/images/{written}", b"")
        checks.that(has_cover(book, f"images/{written}"), f"{name}: {book.package}")
        checks.that((data == (PICTURES / name).read_bytes()) == same, f"{name}: other bytes")
        checks.that(same or data.startswith(b"\xff\xd8") and b"Exif" not in data,
                    f"{name}: not made into a plain JPEG")
    turned = Book(folder / "turn-6.jpg.epub").files["EPUB/images/cover.jpg"]
    checks.that(frame_of(turned) == (80, 160), f"turn-6.jpg: {frame_of(turned)}")


def refused(checks, folder, bad):
    """What is no cover is said, and one is drawn."""
    bad.mkdir()
    photo = (PICTURES / "photo.jpg").read_bytes()
    (bad / "cut.jpg").write_bytes(photo[:len(photo) // 2])
    (bad / "text.jpg").write_text("không phải ảnh", encoding="utf-8")
    (bad / "empty.png").write_bytes(b"")
    (bad / "bomb.png").write_bytes(pictures.png_bomb(40000, 40000))
    for name, words in (("cut.jpg", "it is not whole"), ("text.jpg", "no picture that anban"),
                        ("empty.png", "no picture that anban"), ("bomb.png", "too large"),
                        ("none.jpg", "No such file"), (".", "not a regular file")):
        out = folder / f"bad-{name.strip('.') or 'folder'}.epub"
        result = convert(out, "--cover", bad / name)
        checks.run(name, result, LOST, "cover.file")
        checks.that(words in result.stderr.decode("utf-8"), f"{name}: {result.stderr}")
        checks.that(has_cover(Book(out), "images/cover.jpg"), f"{name}: none was drawn")


def cover(checks, folder):
    out = folder / "out"
    out.mkdir()
    checks.run("drawn", convert(out / "drawn.epub"), OK)
    drawn = Book(out / "drawn.epub")
    checks.that(has_cover(drawn, "images/cover.jpg")
                and frame_of(drawn.files["EPUB/images/cover.jpg"]) == (1600, 2560), "drawn")
    checks.run("no cover", convert(out / "no.epub", "--no-cover"), OK)
    none = Book(out / "no.epub")
    checks.that(not none.named("cover") and "cover" not in none.package
                and 'epub:type="cover"' not in none.nav, f"--no-cover: {none.package}")
    given(checks, out)
    refused(checks, out, folder / "bad")
    result = convert(out / "both.epub", "--cover", PICTURES / "photo.jpg", "--no-cover")
    checks.run("both", result, USAGE)
    checks.that(not (out / "both.epub").exists(), "both: a file")
    valid(checks, out)


# --- fonts -----------------------------------------------------------------------------

def faces_of(book):
    """Files that the style sheet names, and those that the manifest does."""
    css = book.files["EPUB/style.css"].decode("utf-8")
    named = re.findall(r'url\("?(fonts/[^")]+)', css)
    items = re.findall(r'href="(fonts/[^"]+)" media-type="font/ttf"', book.package)
    return sorted(named), sorted(items), css


def fonts(checks, folder):
    whole = {path.name: path.read_bytes() for path in FONTS.glob("*.ttf")}
    books = {}
    for name, arguments in (("subset", []), ("full", ["--full-fonts"]), ("none", ["--no-fonts"])):
        checks.run(name, convert(folder / f"{name}.epub", *arguments), OK)
        books[name] = Book(folder / f"{name}.epub")
    for name in ("subset", "full"):
        book = books[name]
        named, items, _ = faces_of(book)
        there = sorted(path[len("EPUB/"):] for path in book.named("fonts/"))
        checks.that(named == items == there and named, f"{name}: {named}, {items}, {there}")
        for path in there:
            data, file = book.files[f"EPUB/{path}"], path.rsplit("/", 1)[1]
            checks.that((data == whole[file]) == (name == "full"), f"{name}: {file}")
            checks.that(name == "full" or len(data) < len(whole[file]) / 2,
                        f"{name}: {file} has {len(data)} bytes")
    named, items, css = faces_of(books["none"])
    checks.that(not named and not items and "@font-face" not in css
                and not books["none"].named("fonts/"), f"none: {named}, {items}")
    families = set(re.findall(r"font-family: ([^;]+);", css))
    checks.that(families == {"sans-serif", "inherit"}, f"--no-fonts: {families}")
    checks.run("both", convert(folder / "both.epub", "--full-fonts", "--no-fonts"), USAGE)
    valid(checks, folder)


# --- certified -------------------------------------------------------------------------

CLAIM = re.compile(r'<meta id="conformance" property="dcterms:conformsTo">EPUB Accessibility 1.1 '
                   r'- WCAG 2.1 Level AA</meta>\s*<meta refines="#conformance" '
                   r'property="a11y:certifiedBy">([^<]*)</meta>')


def with_picture(folder, **figure):
    (folder / "ảnh.png").write_bytes((PICTURES / "rgb.png").read_bytes())
    path = folder / "bai.anban.json"
    path.write_text(json.dumps({"title": "Chợ nổi", "published": "2023-09-05", "blocks": [
        {"kind": "paragraph", "text": "Con nước lên chậm."},
        {"kind": "figure", "src": "ảnh.png", **figure}]}), encoding="utf-8")
    return path


def certified(checks, folder):
    out = folder / "out"
    out.mkdir()
    by = ["-M", "certified-by=Hội Người mù Hà Nội"]
    for name, figure, arguments, claimed, warned in (
            ("text", None, by, True, False),
            ("nobody", None, [], False, False),
            ("described", {"alt": "Bốn ô màu"}, by, True, False),
            ("captioned", {"caption": {"text": "Chợ sáng"}}, by, True, False),
            ("undescribed", {}, by, False, True)):
        source = SEED if figure is None else with_picture(folder, **figure)
        result = convert(out / f"{name}.epub", *arguments, source=source)
        said = [code for _, _, _, code in anban.diagnostics(result)]
        package = Book(out / f"{name}.epub").package
        found = CLAIM.findall(package)
        checks.run(name, result, OK)
        checks.that(found == (["Hội Người mù Hà Nội"] if claimed else [])
                    and ("conformsTo" in package) == claimed, f"{name}: {package}")
        checks.that(("certified.alt" in said) == warned, f"{name}: {said}")
    checks.run("strict", convert(folder / "strict.epub", "--strict", *by,
                                 source=with_picture(folder)), LOST)
    valid(checks, out)


# --- tables ----------------------------------------------------------------------------

ROWS = [["Huyện", "Số xã", "Diện tích", "Tỷ lệ"], ["Sóc Sơn", "26", "306,51", "12,5%"],
        ["Mê Linh", "18", "-", "9%"], ["Tổng", "44", "447,77", "chưa rõ"]]


def table(folder):
    """An article with a table: its second and third columns are of numbers."""
    head = [[{"text": "Nơi"}, {"text": "Số liệu", "colspan": 2}, {"text": "Ghi"}],
            [{"text": text} for text in ROWS[0]]]
    path = folder / "bang.anban.json"
    path.write_text(json.dumps({"title": "Bảng", "blocks": [
        {"kind": "paragraph", "text": "Con nước lên chậm, ghe xuồng nép vào nhau chờ khách."},
        {"kind": "table", "header": head, "rows": [[{"text": text} for text in row]
                                                   for row in ROWS[1:]]}]}), encoding="utf-8")
    return path


def tables(checks, folder):
    out = folder / "out"
    out.mkdir()
    for style in ("article", "booklet", "column", "large", "official", "screen"):
        path = out / f"{style}.epub"
        checks.run(style, convert(path, "--style", style, source=table(folder)), OK)
        book = Book(path)
        text = book.files["EPUB/article-0001.xhtml"].decode("utf-8")
        cells = re.findall(r"<t([hd])\b( class=\"numbers?\")?[^>]*>([^<]*)<", text)
        marked = [words for _, mark, words in cells if mark]
        checks.that(len(cells) == 19 and marked == ["Số liệu", "Số xã", "Diện tích", "26", "306,51",
                                                    "18", "-", "44", "447,77"],
                    f"{style}: cells of numbers: {cells}")
        css = book.files["EPUB/style.css"].decode("utf-8")
        checks.that("td.number {\n\ttext-align: right;" in css,
                    f"{style}: numbers are not at the right")
        checks.that(("header {\n\tpadding-top: 5.524em;\n}" in css) == (style == "booklet"),
                    f"{style}: how far heads are sunk")
        for values in re.findall(r"(?:margin|padding|text-indent|font-size)[a-z-]*: ([^;]*);", css):
            checks.that(all(re.fullmatch(r"-?\d+(\.\d+)?(em)?", value) for value in values.split()),
                        f"{style}: not a length: {values}")
    valid(checks, out)


# --- headings --------------------------------------------------------------------------

def first_article(path):
    """The XHTML of the first article, and the style sheet."""
    files = Book(path).files
    return files["EPUB/article-0001.xhtml"].decode("utf-8"), files["EPUB/style.css"].decode("utf-8")


def headings(checks, folder):
    """A heading that runs in floats beside the first line of its paragraph, if one follows it."""
    source = anban.CASES / "typeset" / "run-in.anban.json"
    out = folder / "out"
    out.mkdir()
    checks.run("run-in", convert(out / "run-in.epub", source=source), OK)
    text, css = first_article(out / "run-in.epub")
    pairs = re.findall(r'<h\d class="(heading-4[^"]*)".*?</h\d>\s*<(\w+(?: class="question")?)', text)
    checks.that([element == "p" for _, element in pairs] == ["run-in" in name for name, _ in pairs]
                and len(pairs) == 10, f"headings and what follows them: {pairs}")
    checks.that(re.search(r"\.run-in {\s*float: left;", css), css)
    sheet = folder / "alone.css"
    sheet.write_text("h4 { display: block; }", encoding="utf-8")
    checks.run("alone", convert(out / "alone.epub", "--style", sheet, source=source), OK)
    alone = Book(out / "alone.epub")
    checks.that(not any(b"run-in" in data for data in alone.files.values()), "display: block")
    valid(checks, out)


# --- marks of lists ----------------------------------------------------------------------

def marks(checks, folder):
    """What a sheet says of marks is in the EPUB, and nothing where it says nothing."""
    source = anban.CASES / "style" / "pages-lists.anban.json"
    out = folder / "out"
    out.mkdir()
    checks.run("plain", convert(out / "plain.epub", source=source), OK)
    plain = Book(out / "plain.epub").files["EPUB/style.css"].decode("utf-8")
    checks.that(plain.count(".mark {") == 1, plain)
    sheet = folder / "marks.css"
    sheet.write_text("li::marker { color: navy; font-weight: bold; font-size: 6pt; }",
                     encoding="utf-8")
    checks.run("marks", convert(out / "marks.epub", "--style", sheet, source=source), OK)
    css = Book(out / "marks.epub").files["EPUB/style.css"].decode("utf-8")
    checks.that(re.search(r"\.mark {\s*font-weight: 700;\s*font-size: 0.5em;\s*color: #000080;", css),
                css)
    valid(checks, out)


# --- what hangs ------------------------------------------------------------------------

def hanging(checks, folder):
    """Marks of lists end where the text begins, and each line of verse hangs for itself."""
    source = anban.CASES / "read" / "list-nested.txt"
    out = folder / "out"
    out.mkdir()
    checks.run("list", convert(out / "list.epub", source=source), OK)
    text, css = first_article(out / "list.epub")
    marks = re.findall(r'<span class="mark">(.*?)</span>(.)', text)
    checks.that(marks and all(mark.endswith(" ") and behind != " " for mark, behind in marks),
                f"the blank behind a mark is not in its box: {marks}")
    rule = re.search(r"\.mark {(.*?)}", css, re.S)[1]
    width = re.search(r"min-width: (.*?);", rule)[1]
    checks.that(f".list > li > p:first-child {{\n\ttext-indent: -{width};" in css
                and "white-space: pre;" in rule, f"the box of a mark: {rule}")
    checks.that(".stanza > span {\n\tdisplay: block;\n}\n.stanza > br {\n\tdisplay: none;\n}" in css,
                "lines of verse do not hang")
    valid(checks, out)


# --- colophon --------------------------------------------------------------------------

def colophon(checks, folder):
    out = folder / "out"
    out.mkdir()
    path = out / "book.epub"
    checks.run("book", convert(path, SEED, "-M", "colophon=Biên tập: An\nIn xong", "--style", "booklet"),
               OK)
    book = Book(path)
    page = book.files["EPUB/colophon.xhtml"].decode("utf-8")
    checks.that('<section class="colophon"' in page
                and 'epub:type="colophon" role="doc-colophon">' in page
                and re.findall(r'<p class="colophon"[^>]*>(.*?)</p>', page)
                == ["Biên tập: An", "In xong"], page)
    checks.that(re.findall(r'<itemref idref="(.*?)"', book.package)[-2:] == ["article-2", "colophon"],
                book.package)
    checks.that('<a epub:type="colophon" href="colophon.xhtml">' in book.nav, book.nav)
    css = book.files["EPUB/style.css"].decode("utf-8")
    checks.that("break-" not in re.search(r"section.colophon {(.*?)}", css, re.S)[1], css)
    checks.run("without", convert(out / "without.epub", SEED), OK)
    checks.that(not Book(out / "without.epub").named("colophon"), "a colophon that nobody gave")
    valid(checks, out)


# --- parts -----------------------------------------------------------------------------

def parts(checks, folder):
    """A page for each part before its first article; the contents of both versions nest."""
    sources = []
    for name, part in (("a", None), ("b", "Phần I. Đất"), ("c", None), ("d", "Phần II: Người")):
        sources.append(folder / f"{name}.txt")
        sources[-1].write_text((f'---\npart: "{part}"\n---\n' if part else "")
                               + f"Bài {name}\n\nMột đoạn văn của bài này.\n", encoding="utf-8")
    out = folder / "out"
    out.mkdir()
    path = out / "book.epub"
    checks.run("parts", convert(path, *sources[1:], source=sources[0]), OK)
    book = Book(path)
    page = book.files["EPUB/part-0002.xhtml"].decode("utf-8")
    checks.that('epub:type="part" role="doc-part">' in page
                and re.search(r'<p class="part-number"[^>]*>I</p>', page)
                and re.search(r'<h1 class="part-title"[^>]*>Đất</h1>', page), page)
    checks.that(re.findall(r'<itemref idref="(.*?)"', book.package)[-6:]
                == ["article-1", "part-2", "article-2", "article-3", "part-4", "article-4"], book.package)
    ncx = book.files["EPUB/toc.ncx"].decode("utf-8")
    for contents, opened, closed in ((book.nav, "<li>", "</li>"), (ncx, "<navPoint ", "</navPoint>")):
        depth, depths = 0, {}
        for token in re.findall(rf"{opened}|{closed}|Bài [a-d]|Đất|Người", contents):
            if token == opened:
                depth += 1
            elif token == closed:
                depth -= 1
            else:
                depths.setdefault(token, depth)
        checks.that(depths == {"Bài a": 1, "Đất": 1, "Bài b": 2, "Bài c": 2, "Người": 1, "Bài d": 2},
                    str(depths))
    valid(checks, out)


CHECKS = {"cover": cover, "fonts": fonts, "tables": tables, "certified": certified,
          "headings": headings, "marks": marks, "hanging": hanging,
          "colophon": colophon, "parts": parts}

if __name__ == "__main__":
    main(CHECKS[sys.argv[1]])
