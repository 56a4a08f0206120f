#!/usr/bin/env python3
"""Several inputs become one book: do its contents say the truth?

From `anban inspect --pages` of a book: the folio of each entry is the number of the page on which
its article begins, every article begins a page, running heads name their article, and neither
title page, contents nor first pages have one. In style booklet each article is sunk four lines, and
pages are moved by their gutter. Entries name the authors. Parts open on right-hand pages. No article has the strings of another in
its heads; counters go on, and are those of the start of a page.
"""

import json
import re
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import tags  # noqa: E402

TITLES = ["MỘT NGÀY Ở CHỢ NỔI", "CHUYỆN NGƯỜI GÁC ĐÈN", "MÙA GẶT SỚM"]
PARAGRAPH = ("Con nước lên chậm, ghe xuồng nép vào nhau chờ khách. Người bán treo hàng lên cây sào "
             "cao để từ xa cũng biết ghe chở gì. Trời chưa sáng mà tiếng gọi nhau đã rộn cả khúc "
             "sông, đèn dầu soi xuống nước thành những vệt dài. ")


def article(folder, index, title):
    path = folder / f"{index}.txt"
    paragraphs = [PARAGRAPH * 3 for _ in range(6 + 4 * index)]
    path.write_text("\n\n".join([title, "Ngày đăng 05/09/2023 | 08:00", *paragraphs]) + "\n",
                    encoding="utf-8")
    return path


def read_pages(dump):
    """Pages as lists of (owner, text), and the links as (node, target)."""
    pages, links, owner = [], [], None
    for line in dump.splitlines():
        if line.startswith("page "):
            pages.append([])
        elif line.startswith("  line "):
            owner = re.match(r"  line (node \d+|artifact \w+)", line)[1]
        elif line.startswith("  link "):
            links.append(tuple(map(int, re.findall(r"(?:node|target) (\d+)", line))))
        elif found := re.match(r'    run .* "(.*)"$', line):
            pages[-1].append((owner, found[1]))
    return pages, links


def text_of(page, owner):
    return "".join(text for who, text in page if who == owner)


def first_page(pages, node):
    """The number of the first page with something of the article `node`: its title follows it."""
    return next(number for number, page in enumerate(pages, 1)
                if any(who in (f"node {node + 1}", f"node {node + 2}") for who, _ in page))


def right_hand(sources, folder, failures):
    """Where a sheet says so each article begins on the right; the page left of it may be blank, and
    then nothing stands on it."""
    sheet = Path(folder) / "right.css"
    sheet.write_text("article { break-before: right; }", encoding="utf-8")
    result = anban.run(["inspect", "--pages", "--paper", "A5", "--quiet", "--style", sheet, *sources])
    pages, links = read_pages(result.stdout.decode("utf-8"))
    openings = [first_page(pages, target) for _, target in links]
    for (entry, _), opening in zip(links, openings):
        page = next(page for page in pages if text_of(page, f"node {entry}"))
        folio = re.search(r"\d+$", text_of(page, f"node {entry}"))[0]
        if opening % 2 == 0 or int(folio) != opening:
            failures.append(f"an article begins on page {opening}, the contents say {folio}")
    blank = [number for number, page in enumerate(pages, 1) if not page]
    if not blank or any(number + 1 not in openings for number in blank):
        failures.append(f"blank pages {blank}, articles begin on {openings}")


def heads(sources, *arguments):
    """Where the title of each article and that of the book stand from the top, in points."""
    dump = anban.run(["inspect", "--pages", "--quiet", *arguments, *sources]).stdout.decode("utf-8")
    lines = {}
    for node, y in re.findall(r"^  line node (\d+) y (\d+)$", dump, re.MULTILINE):
        lines.setdefault(int(node), int(y) / 1024)
    targets = [int(target) for target in re.findall(r"^  link .*target (\d+)", dump, re.MULTILINE)]
    return [lines[target + 1] for target in targets], lines[min(lines)]


def sunk(sources, folder, failures):
    """How much deeper heads stand in style booklet than without their white, and the book's title."""
    sheet = Path(folder) / "flat.css"
    sheet.write_text("header { padding-top: 0; }", encoding="utf-8")
    deep, title = heads(sources, "--style", "booklet")
    flat, same = heads(sources, "--style", "booklet", "--style", sheet)
    if [a - b for a, b in zip(deep, flat)] != [4 * 14.5] * len(sources) or title != same:
        failures.append(f"heads of a booklet at {deep} pt, without white at {flat}; "
                        f"its title at {title} and {same}")


def authors(folder, failures):
    """The contents name who wrote an article, in italic; so do those of the EPUB."""
    sources, epub = [], Path(folder) / "authors.epub"
    for name, bylines in ("a", [{"name": "Lê An"}, {"name": "Vũ Bình"}]), ("b", []):
        sources.append(Path(folder) / f"by-{name}.anban.json")
        sources[-1].write_text(json.dumps({
            "title": f"Bài {name}", "bylines": bylines,
            "blocks": [{"kind": "paragraph", "text": PARAGRAPH.strip()}]}), encoding="utf-8")
    dump = anban.run(["inspect", "--pages", "--quiet", *sources]).stdout.decode("utf-8")
    slanted = re.findall(r'^    run .* SourceSerif4-Italic .* "(.*)"$', dump, re.MULTILINE)
    if slanted[:4] != ["Lê", "An,", "Vũ", "Bình"]:
        failures.append(f"authors in the contents: {slanted}")
    shown = anban.run(["inspect", "--shown", "--quiet", *sources]).stdout.decode("utf-8").splitlines()
    anban.run(["convert", "--quiet", *sources, "-o", epub])
    with zipfile.ZipFile(epub) as archive:
        nav, ncx = (archive.read(f"EPUB/{name}").decode("utf-8") for name in ("nav.xhtml", "toc.ncx"))
    wanted = ["Bài a – Lê An, Vũ Bình", "Bài b"]
    for place, entries in (("contents", shown[2:4]),
                           ("nav", re.findall(r'<a href="article.*?>(.*?)</a>', nav)),
                           ("NCX", re.findall(r"<navLabel><text>(B.*?)<", ncx))):
        if entries != wanted:
            failures.append(f"entries of the {place}: {entries}")


LINES = ["Chịu trách nhiệm xuất bản: Nguyễn Văn An", "In 500 bản, khổ 14,5 × 20,5 cm",
         "In xong và nộp lưu chiểu quý IV năm 2026"]


def colophon(sources, folder, failures):
    """Its lines stand at the foot of the last page, in a booklet of the one before, on the right;
    what the command line says counts more than what the first article with a colophon says."""
    source = Path(folder) / "front.txt"
    source.write_text("---\ncolophon: |\n" + "".join(f"  {line}\n" for line in LINES) + "---\n"
                      + sources[0].read_text(encoding="utf-8"), encoding="utf-8")
    given = ["-M", "colophon=" + "\n".join(LINES[:2])]
    article, booklet = 28 / 25.4 * 72 + 39 * 17, 19 / 25.4 * 72 + 31 * 14.5  # points
    for style, foot, blank, arguments, lines in (("article", article, 0, [], LINES),
                                                 ("article", article, 0, given, LINES[:2]),
                                                 ("booklet", booklet, 1, [], LINES)):
        result = anban.run(["inspect", "--pages", "--quiet", "--style", style, *arguments,
                            sources[1], source])
        dump = result.stdout.decode("utf-8").split("\npage ")
        page = dump[-1 - blank]
        words = re.findall(r'^    run .* "(.*)"$', page, re.MULTILINE)
        lowest = max(int(y) for y in re.findall(r"^  line node \d+ y (\d+)$", page, re.MULTILINE))
        if words[:-1] != lines:
            failures.append(f"{style}: the colophon says {words}")
        if not 0 < foot - lowest / 1024 < 14.5:
            failures.append(f"{style}: the colophon ends at {lowest / 1024} pt, the page at {foot}")
        if blank and (len(dump[-1].splitlines()) > 1 or not len(dump) % 2):
            failures.append(f"{style}: {len(dump) - 1} pages, on the last: {dump[-1]}")
    alone = anban.run(["inspect", "--shown", "--quiet", source]).stdout.decode("utf-8")
    if LINES[0] in alone:
        failures.append("an article by itself has a colophon")


PARTS = {1: "Phần I. Những chặng đường", 2: "Đất và người"}


def parts(sources, folder, failures):
    """A part opens on a right-hand page with its number and its title, before the article that names
    it; the contents name it; what belongs to it lies one level lower."""
    files = [sources[0]]
    for index, part in PARTS.items():
        files.append(Path(folder) / f"part-{index}.txt")
        files[-1].write_text(f"---\npart: {part}\n---\n" + sources[index].read_text(encoding="utf-8"),
                             encoding="utf-8")
    dump = anban.run(["inspect", "--pages", "--quiet", *files]).stdout.decode("utf-8")
    pages, links = read_pages(dump)
    entries = [text_of(pages[1], f"node {node}") for node, _ in links]
    wanted = ["Một ngày ở chợ nổi", "Phần I. Những chặng đường", "Chuyện người gác đèn",
              "Phần 2. Đất và người", "Mùa gặt sớm"]
    if [re.sub(r"\d+$", "", entry) for entry in entries] != wanted:
        failures.append(f"entries of the contents: {entries}")
    for words in (["I", "Những chặng đường"], ["2", "Đất và người"]):
        found = [number for number, page in enumerate(pages, 1)
                 if [text for who, text in page if who.startswith("node")] == words]
        if len(found) != 1 or found[0] % 2 == 0:
            failures.append(f"{words} stands on the pages {found}")
        elif not any(entry.endswith(f"{words[1]}{found[0]}") for entry in entries):
            failures.append(f"{words} on page {found[0]} is not so in the contents: {entries}")
    dump = anban.run(["inspect", "--pages", "--quiet", "--style", "screen", *files]).stdout.decode("utf-8")
    empty = [number for number, page in enumerate(read_pages(dump)[0], 1)
             if not any(who.startswith("node") for who, _ in page)]
    if empty:
        failures.append(f"on screens nothing stands on the pages {empty}")
    path = Path(folder) / "parts.pdf"
    anban.run(["convert", "--to", "pdf", "--quiet", "-o", path, *files])
    lines = [line.strip() for line in tags.read(path).lines()]
    levels = [(role, words.strip("'")) for role, words in zip(lines, lines[1:])
              if re.fullmatch(r"H\d", role)]
    wanted = [("H2", "Một ngày ở chợ nổi"), ("H2", "Những chặng đường"), ("H3", "Chuyện người gác đèn"),
              ("H2", "Đất và người"), ("H3", "Mùa gặt sớm")]
    if [pair for pair in levels if pair in wanted] != wanted:
        failures.append(f"headings of the parts: {levels}")


STRINGS = """
article { counter-increment: article; }
h1 { string-set: title content(); }
h2 { string-set: part content(); }
@page { @top-left { content: none; } @top-right { content: none; } }
@page :left { @top-left { content: "[" string(part) "] " counter(article); } }
@page :right { @top-left { content: "[" string(part) "] " counter(article); } @top-right { content: none; } }
"""


def running(folder, failures):
    """Two articles, of which the first has a part: what the heads of pages say of it."""
    sheet = Path(folder) / "running.css"
    sheet.write_text(STRINGS, encoding="utf-8")
    paragraph = {"kind": "paragraph", "text": PARAGRAPH.strip() * 3}
    part = {"kind": "heading", "level": 2, "text": "Phần đầu"}
    sources = []
    for name, blocks in ("a", [part] + [paragraph] * 9), ("b", [paragraph] * 9):
        sources.append(Path(folder) / f"{name}.anban.json")
        sources[-1].write_text(json.dumps({"title": f"Bài {name}", "blocks": blocks}), encoding="utf-8")
    result = anban.run(["inspect", "--pages", "--paper", "A5", "--quiet", "--style", sheet, *sources])
    pages, links = read_pages(result.stdout.decode("utf-8"))
    openings = [first_page(pages, target) for _, target in links]
    for number, page in enumerate(pages, 1):
        inside = sum(1 for opening in openings if opening < number)
        wanted = ["", "[Phần đầu] 1", "[] 2"][inside]
        if inside and number not in openings and text_of(page, "artifact header") != wanted:
            failures.append(f"page {number}: {text_of(page, 'artifact header')!r}, not {wanted!r}")
    if len(openings) != 2 or openings[1] - openings[0] < 2 or len(pages) - openings[1] < 1:
        failures.append(f"articles begin on {openings} of {len(pages)} pages: no running heads to see")


def moved(sources, folder, failures):
    """Pages move outwards by the gutter of the number of pages, and their lines stay the same."""
    sheet = Path(folder) / "gutter.css"

    def edges(rows):
        sheet.write_text(f"@page {{ -anban-gutter: {rows}; }}", encoding="utf-8")
        dump = anban.run(["inspect", "--pages", "--quiet", "--style", "booklet", "--style", sheet,
                          *sources]).stdout.decode("utf-8")
        return [[(int(x), words) for x, words in re.findall(r"^    run x (\d+) (.*)", page, re.MULTILINE)]
                for page in re.split(r"^page ", dump, flags=re.MULTILINE)[1:]]

    still = edges("none")
    n = len(still)
    for rows, mm in ((f"{n - 1} 1mm, {n} 3mm, 5mm", 3), (f"{n} 0mm, 5mm", 0),
                     (f"{n - 1} 0mm, {n + 9} 7mm, 9mm", 7), ("4mm", 4), (f"2 0mm, {n - 1} 3mm, 5mm", 5)):
        by = round(mm * 1024 * 72 / 25.4)
        want = [[(x + by if i % 2 == 0 else x - by, words) for x, words in page]
                for i, page in enumerate(still)]
        if edges(rows) != want:
            failures.append(f"-anban-gutter: {rows}: {n} pages are not moved by {mm} mm")


def main():
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        sources = [article(Path(folder), index, title) for index, title in enumerate(TITLES)]
        result = anban.run(["inspect", "--pages", "--paper", "A5", "--quiet", *sources])
        pages, links = read_pages(result.stdout.decode("utf-8"))
        right_hand(sources, folder, failures)
        sunk(sources, folder, failures)
        authors(folder, failures)
        colophon(sources, folder, failures)
        parts(sources, folder, failures)
        running(folder, failures)
        moved(sources, folder, failures)
    openings = []
    for entry, target in links:
        page = next(page for page in pages if text_of(page, f"node {entry}"))
        folio = re.search(r"\d+$", text_of(page, f"node {entry}"))[0]
        openings.append(first_page(pages, target))
        if int(folio) != openings[-1]:
            failures.append(f"entry {entry} says {folio}, its article begins on {openings[-1]}")
    if len(links) != len(TITLES):
        failures.append(f"{len(links)} links for {len(TITLES)} articles")
    for number, page in enumerate(pages, 1):
        head = text_of(page, "artifact header")
        folio = text_of(page, "artifact footer")
        opening = number <= openings[0] or number in openings
        inside = sum(1 for opening in openings if opening <= number)
        if opening and head:
            failures.append(f"page {number}: a running head on a first page: {head}")
        if not opening and head != TITLES[inside - 1].capitalize():
            failures.append(f"page {number}: the running head is {head!r}")
        if folio != ("" if number == 1 else str(number)):
            failures.append(f"page {number}: the folio is {folio!r}")
    print("\n".join(failures) or f"{len(pages)} pages, {len(links)} entries")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
