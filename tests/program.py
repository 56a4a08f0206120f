#!/usr/bin/env python3
"""What the program's options and commands promise, through its doors.

    program.py lines        --justify, and the limits within which lines are filled
    program.py shown        --typography and --title-case: as typed where that is wanted
    program.py scripts      what the bundled fonts lack: with and without other fonts
    program.py explain      every code of diag.def is explained, in both languages
    program.py diagnostics  --diagnostics json: the same as the text, for scripts
    program.py batch        --files-from and --report, one after the other and in parallel
    program.py broken       a broken file in a batch changes nothing for the others
    program.py threads      a book is the same, whatever number of threads read it
    program.py ledger       inspect --ledger as TSV, as JSON, and in colour on a terminal
    program.py styles       every property has a case, acts or says that it does not; the lists
    program.py pasted       convert -: names from the title; at a terminal, what to do
"""

import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import shown as shown_text  # noqa: E402
from checks import INPUT, IO, LOST, OK, SEED, USAGE, files_in, main  # noqa: E402

TITLE = "CHỢ NỔI NGÃ BẢY MÙA NƯỚC LỚN"
QUOTED = 'Người bán nói "mùa này nước lớn" rồi cười - cả chợ cười theo... và nước vẫn lên.'
BODY = "Con nước lên chậm, ghe xuồng nép vào nhau chờ khách từ lúc trời chưa sáng. "


def capitals(folder, name="hoa.txt", title=TITLE):
    path = folder / name
    path.write_text("\n\n".join([title, "Ngày đăng 05/09/2023 | 08:00", BODY * 3, QUOTED,
                                 BODY * 4]) + "\n", encoding="utf-8")
    return path


def words(result):
    return result.stdout.decode("utf-8")


def codes(result):
    return [code for _, _, _, code in anban.diagnostics(result)]


# --- shown -----------------------------------------------------------------------------

def shown(checks, folder):
    source = capitals(folder)
    book = anban.run(["inspect", "--shown", source])
    keep = anban.run(["inspect", "--shown", "--typography", "keep", "--title-case=keep", source])
    checks.that(TITLE not in words(book) and QUOTED not in words(book),
                "the defaults set nothing as in a book")
    checks.that(TITLE in words(keep) and QUOTED in words(keep), "keep changed the text")
    checks.that("text.typography" in codes(book) and "text.typography" not in codes(keep),
                "keep speaks of changed typography")
    checks.that("title.case" in codes(book) and "title.case" not in codes(keep),
                f"the note on the title's case: {codes(book)} {codes(keep)}")
    again = anban.run(["inspect", "--shown", "--typography", "book", "--title-case", "auto",
                       source])
    checks.that(again.stdout == book.stdout, "book and auto are not the defaults")
    anban.run(["convert", source, "--title-case", "keep", "--typography=keep"])
    epub = anban.run(["convert", source, "--to", "epub", "-o", "-", "--title-case=keep"])
    checks.run("--title-case keep to EPUB", epub, OK)
    sheet = folder / "in.css"
    sheet.write_text("@media print { :root { -anban-title-case: keep } }\n", encoding="utf-8")
    for outputs, kept in (("epub", False), ("pdf,epub", True)):  # shown once, as on the pages
        anban.run(["convert", source, "--to", outputs, "--style", sheet, "--force"])
        text = "".join(shown_text.epub_pages(source.with_suffix(".epub")))
        checks.that((TITLE in text) == kept, f"--to {outputs}, kept in print: {TITLE in text}")
    picture = anban.run(["preview", source, "--title-case=keep", "-o", folder / "a.png"])
    checks.run("preview --title-case keep", picture, OK)
    checks.run("preview", anban.run(["preview", source, "-o", folder / "b.png"]), OK)
    checks.that((folder / "a.png").read_bytes() != (folder / "b.png").read_bytes(),
                "the preview does not know --title-case")
    for option in ("--typography=nhu-sach", "--title-case=", "--diagnostics=xml"):
        result = anban.run(["inspect", option, source])
        checks.run(option, result, USAGE)
        checks.that(not result.stdout, f"{option}: output all the same")


# --- lines -----------------------------------------------------------------------------

RUN = re.compile(r"^    run x (-?\d+) width (\d+) (\S+) size (\d+) gap (-?\d+) tracking (-?\d+)"
                 r" scale (\d+) ")


def runs(pages):
    """x, right end, face, size, gap, tracking, scale of every run"""
    found = []
    for line in words(pages).splitlines():
        match = RUN.match(line)
        if match:
            x, width, face, *rest = match.groups()
            found.append((int(x), int(x) + int(width), face, *map(int, rest)))
    return found


def lines(checks, folder):
    """--justify: the limits of glyphs and margins, in text and in narrow columns"""
    plain = runs(anban.run(["inspect", "--pages", "--justify=plain", SEED]))
    checks.that({(run[5], run[6]) for run in plain if run[2] == "SourceSerif4-Regular"}
                == {(0, 1000)}, "--justify plain scales or tracks glyphs")
    checks.that(any(run[4] for run in plain), "--justify plain does not justify")
    left, right = min(run[0] for run in plain), max(run[1] for run in plain)
    checks.that(all(run[0] >= left and run[1] <= right + 2 for run in plain), "a line hangs out")
    for paper, scale, tracking in (("A4", 20, 4), ("90x150mm", 30, 10)):
        result = anban.run(["inspect", "--pages", "--paper", paper, SEED])
        every = runs(result)
        text = [run for run in every if run[2] == "SourceSerif4-Regular"]
        pairs = [(a, b) for a, b in zip(every, every[1:]) if a[2] == b[2] == text[0][2]]
        scales = [run[6] for run in text]
        checks.that(max(scales) == 1000 + scale and min(scales) == 1000 - scale,
                    f"{paper}: scales from {min(scales)} to {max(scales)}")
        checks.that(max(abs(a[6] - b[6]) for a, b in pairs) <= 20,
                    f"{paper}: neighbouring lines differ by more than 2 %")
        checks.that(max(abs(run[5]) * 1000 / run[3] for run in text) <= tracking,
                    f"{paper}: more tracking than .00{tracking} em")
    hung = {run[1] - right for run in runs(anban.run(["inspect", "--pages", SEED]))}
    checks.that(max(hung) > 1000, "nothing hangs in the margin")
    checks.run("--justify=x", anban.run(["inspect", "--justify=x", SEED]), USAGE)
    for extra in ([], ["--justify", "plain"]):
        picture = anban.run(["preview", *extra, SEED, "-o", folder / f"{len(extra)}.png"])
        checks.run("preview", picture, OK)
    checks.that((folder / "0.png").read_bytes() != (folder / "2.png").read_bytes(),
                "the preview does not know --justify")


# --- explain ---------------------------------------------------------------------------

def defined():
    text = (anban.TOP / "src" / "base" / "diag.def").read_text(encoding="utf-8")
    return re.findall(r'^DIAG\(\w+, "([a-z0-9.]+)", ([A-Z]+), ', text, re.M)


def explain(checks, folder):
    listed = anban.run(["explain"])
    lines = [line.split(None, 2) for line in words(listed).splitlines()]
    checks.run("explain", listed, OK)
    checks.that([(line[0], line[1].rstrip(":").upper()) for line in lines] == defined(),
                "the list is not that of diag.def")
    for code, level in defined():
        one = anban.run(["explain", code])
        vietnamese = anban.run(["explain", code, "--lang", "vi"])
        checks.run(f"explain {code}", one, OK)
        checks.that(words(one).startswith(f"{code}: {level.lower()}\n"), f"{code}: {one.stdout}")
        checks.that("→" in words(one) and "%" not in words(one), f"{code}: {words(one)}")
        checks.that(not set(words(one).splitlines()) & set(words(vietnamese).splitlines()),
                    f"{code} is not translated: {words(vietnamese)}")
    checks.that(anban.run(["explain", "[input.empty]"]).stdout
                == anban.run(["explain", "input.empty"]).stdout, "brackets are not understood")
    for bad in (["không.có"], ["input.empty", "input"]):
        result = anban.run(["explain", *bad])
        checks.run(f"explain {bad}", result, USAGE)
        checks.that(not result.stdout, f"explain {bad}: output all the same")


# --- diagnostics -----------------------------------------------------------------------

def diagnostics(checks, folder):
    (folder / 'lỗi "1"\\\t.txt').write_bytes(SEED.read_bytes() + b"\n\nM\xe1\xba \x01 hai.\n")
    (folder / "empty.txt").touch()
    capitals(folder)
    for name, status in (('lỗi "1"\\\t.txt', LOST), ("empty.txt", INPUT), ("hoa.txt", OK)):
        text = anban.run(["inspect", name], cwd=folder)
        lines = anban.run(["inspect", "--diagnostics", "json", name], cwd=folder)
        found = [json.loads(line) for line in lines.stderr.decode("utf-8").splitlines()]
        checks.that(lines.returncode == text.returncode == status
                    and lines.stdout == text.stdout, f"{name}: another result with JSON")
        checks.that(found and [(row["line"] or 0, row["col"] or 0, row["level"], row["code"])
                               for row in found] == anban.diagnostics(text),
                    f"{name}: {found} against {text.stderr}")
        for row in found:
            checks.that(list(row) == ["file", "line", "col", "level", "code", "message", "hint"],
                        f"fields: {list(row)}")
            checks.that(row["file"] == name and row["message"] in text.stderr.decode("utf-8"),
                        f"{row} against {text.stderr}")
    one = anban.run(["convert", "empty.txt", "--diagnostics=json", "--lang=vi"], cwd=folder)
    row = json.loads(one.stderr)
    checks.that(row["level"] == "error" and row["line"] is None and row["col"] is None
                and row["message"] != "holds no text", f"in Vietnamese: {row}")


# --- batch -----------------------------------------------------------------------------

HEADER = ["file", "title", "date", "source", "lost", "guesses", "outputs", "status"]


def table(text):
    """The rows of a report as dictionaries, without its last line, a comment."""
    lines = text.decode("utf-8").splitlines()
    return [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True))
            for line in lines[1:] if not line.startswith("# ")]


def batch_inputs(folder):
    """A good file, one with a doubt, one with a loss, an empty one, one that is not there."""
    capitals(folder, "hoa.txt")
    (folder / "tốt hai.txt").write_bytes(SEED.read_bytes())
    (folder / "mất.txt").write_bytes(SEED.read_bytes() + b"\n\nM\xe1\xba hai.\n")
    (folder / "trống.txt").touch()
    return ["hoa.txt", "tốt hai.txt", "mất.txt", "trống.txt", "không-có.txt"]


def batch(checks, folder):
    names = batch_inputs(folder)
    (folder / "list").write_text("\r\n\n".join(names), encoding="utf-8")
    serial = anban.run(["convert", "--files-from", "list", "--report", "r1.tsv"], cwd=folder)
    checks.that(serial.returncode == IO, f"status {serial.returncode}: {serial.stderr}")
    rows = table((folder / "r1.tsv").read_bytes())
    checks.that(all(list(row) == HEADER for row in rows), f"columns: {rows[:1]}")
    checks.that([(row["file"], row["status"]) for row in rows[:3]]
                == [("không-có.txt", "6"), ("trống.txt", "4"), ("mất.txt", "3")]
                and [row["status"] for row in rows[3:]] == ["0", "0"]
                and {row["file"] for row in rows} == set(names), f"order: {rows}")
    rows = {row["file"]: row for row in rows}
    first = rows["hoa.txt"]
    checks.that(first["title"].upper() == TITLE and first["date"].startswith("2023-09-05")
                and first["outputs"] == "hoa.pdf; hoa.epub" and first["lost"] == "0",
                f"the row of a good file: {first}")
    checks.that(rows["mất.txt"]["lost"] == "1" and rows["mất.txt"]["source"]
                == rows["tốt hai.txt"]["source"] != "", f"the row of a loss: {rows['mất.txt']}")
    checks.that(rows["trống.txt"]["outputs"] == rows["trống.txt"]["title"] == "",
                f"the row of an empty file: {rows['trống.txt']}")
    guesses = json.loads(anban.run(["inspect", "--json", folder / "tốt hai.txt"]).stdout)
    wanted = json.dumps(guesses).count('"certainty": "guess"')
    checks.that(int(rows["tốt hai.txt"]["guesses"]) == wanted, f"guesses are not {wanted}")
    batch_parallel(checks, folder, names)
    batch_places(checks, folder, names)


def batch_parallel(checks, folder, names):
    """The same table from other processes; names also from standard input."""
    one = (folder / "r1.tsv").read_bytes()
    result = subprocess.run([anban.program(), "convert", "--files-from", "-", "-j", "3",
                             "--report", "r2.tsv"], cwd=folder, env=anban.environment(),
                            input="\n".join(names).encode(), capture_output=True, check=False)
    checks.that(result.returncode == IO and (folder / "r2.tsv").read_bytes() == one,
                f"-j 3: another table, {result.returncode} {result.stderr}")
    many = folder / "many"
    many.mkdir()
    for number in range(60):
        capitals(many, f"{number:02}.txt", f"CHUYỆN SỐ {number:02} Ở CHỢ NỔI NGÃ BẢY")
    result = anban.run(["convert", *sorted(path.name for path in many.glob("*.txt")), "-j", "8",
                        "--to", "epub", "--report", "-"], cwd=many)
    rows = table(result.stdout)
    checks.run("sixty files", result, OK)
    checks.that([row["file"] for row in rows] == [f"{i:02}.txt" for i in range(60)]
                and all(row["file"][:2] in row["title"] for row in rows),
                f"sixty files: {len(rows)} rows")


def batch_places(checks, folder, names):
    """A report is an output as others: ours is replaced, no other; nobody's name is taken."""
    again = ["convert", "hoa.txt", "--report", "r1.tsv"]
    checks.run("our own report", anban.run(again, cwd=folder), OK)
    (folder / "r1.tsv").write_text("mine\n")
    before = files_in(folder)
    (folder / "hoa.pdf").unlink()
    checks.run("another's report", anban.run(again, cwd=folder), IO, "output.exists")
    checks.that("hoa.pdf" not in files_in(folder), "converted before the refusal")
    checks.run("forced", anban.run([*again, "--force"], cwd=folder), OK)
    checks.that(files_in(folder) == before, f"left over: {files_in(folder)}")
    for arguments in (["hoa.txt", "--report", "hoa.txt"], ["hoa.txt", "--report", "./hoa.epub"],
                      ["-", "--files-from", "-"], ["--files-from", "/dev/null"]):
        checks.run(f"{arguments}", anban.run(["convert", *arguments], cwd=folder), USAGE)
    checks.run("no list", anban.run(["convert", "--files-from", "no"], cwd=folder), IO,
               "input.read")


# --- broken ----------------------------------------------------------------------------

ARTICLES = 40


def broken_files():
    """Name, bytes, status in the report, outputs or none."""
    seed = SEED.read_bytes()
    return [("empty.txt", b"", INPUT, False), ("binary.txt", bytes(range(256)) * 200, INPUT, False),
            ("bytes.txt", seed[:700] + b"\xff\xfe\xe1\xba" + seed[700:], LOST, True),
            ("half.anban.json", b'{"title": "B', INPUT, False), ("not-there.txt", None, IO, False)]


def convert_batch(folder, names, *arguments):
    """A batch into a folder of its own: (result, rows of the report by file, outputs)."""
    listing = folder / "list"
    listing.write_text("\n".join(names) + "\n", encoding="utf-8")
    out = folder / f"out{len(list(folder.iterdir()))}"
    out.mkdir()
    result = anban.run(["convert", "--files-from", listing, "-o", f"{out}/", "--report",
                        out / "report.tsv", *arguments], cwd=folder)
    rows = {row["file"]: row for row in table((out / "report.tsv").read_bytes())}
    return result, rows, {path.name: path.read_bytes() for path in out.iterdir()
                          if path.name != "report.tsv"}


def broken(checks, folder):
    generator = anban.TOP / "tests" / "bench" / "gen.py"
    subprocess.run([sys.executable, "-B", generator, SEED, folder, "--n", str(ARTICLES), "--fonts",
                    anban.TOP / "fonts", "--only", "txt"], check=True, capture_output=True)
    names = [f"txt/{path.name}" for path in sorted((folder / "txt").iterdir())]
    result, rows, good = convert_batch(folder, names)
    checks.run("all good", result, OK)
    checks.that(len(names) == ARTICLES and len(set(good.values())) == 2 * ARTICLES == len(good)
                and set(rows) == set(names), f"all good: {len(names)} {len(good)} {len(rows)}")
    for number, (name, data, status, written) in enumerate(broken_files()):
        if data is not None:
            (folder / name).write_bytes(data)
        mixed = [*names[:7 * number], name, *names[7 * number:]]
        result, found, outputs = convert_batch(folder, mixed, "-j", str(1 + number % 2))
        others = {file: content for file, content in outputs.items() if file in good}
        checks.that(result.returncode == status, f"{name}: status {result.returncode}")
        checks.that(others == good, f"{name}: the others' files are not the same")
        checks.that(len(outputs) - len(others) == 2 * written, f"{name}: wrote {sorted(outputs)}")
        checks.that(next(iter(found)) == name and found[name]["status"] == str(int(status)),
                    f"{name}: not the first row: {list(found)[:2]}")
        checks.that([without_outputs(found[file]) for file in names]
                    == [without_outputs(rows[file]) for file in names],
                    f"{name}: the others' rows are not the same")


def without_outputs(row):
    """A row of the report but for the folder, which is another in every batch."""
    return {name: value for name, value in row.items() if name != "outputs"}


# --- styles ----------------------------------------------------------------------------

def properties():
    """The rows of anban styles --properties as dictionaries."""
    lines = words(anban.run(["styles", "--properties"])).splitlines()
    return [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]


def computed(folder, sheet, *arguments):
    (folder / "x.css").write_text(sheet, encoding="utf-8")
    return anban.run(["styles", "--computed", *arguments, "--style", "./x.css"], cwd=folder)


def acting(checks, folder, row):
    """It stands in a case, and what is no value of it is told."""
    name = row["property"]
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}\s*:")
    shorts = {"margin": "margin", "padding": "padding", "border": "border"}
    short = re.compile(rf"(?<![\w-]){shorts.get(name.split('-')[0], name)}\s*:")
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in anban.sheets()]
    checks.that(any(pattern.search(text) or short.search(text) for text in texts),
                f"no case of {name}")
    checks.that(row["struct style"], f"{name} goes nowhere")
    wrong = computed(folder, f"p {{ {name}: }} p {{ {name}: 3zz }} @page {{ {name}: ? }}")
    checks.that(codes(wrong) == ["css.value"] * 3, f"{name}: 3zz: {wrong.stderr}")
    for wide in ("inherit", "initial", "unset"):
        checks.that(not codes(computed(folder, f":root {{ {name}: {wide} }}"))
                    or "root" not in row["acts on"], f"{name}: {wide}")


def inert(checks, folder, row):
    """It says that it does not act, but for values that ask for nothing."""
    name = row["property"]
    told = computed(folder, f"p {{ {name}: 3zz }}")
    checks.that(codes(told) == ["css.unsupported"], f"{name}: {told.stderr}")
    for value in row["values"].split("|"):
        silent = computed(folder, f"p {{ {name}: {value} }}")
        checks.that(not codes(silent), f"{name}: {value}: {silent.stderr}")


def styles(checks, folder):
    rows = properties()
    for row in rows:
        (inert if row["acts on"] == "nowhere" else acting)(checks, folder, row)
    listed = [line.split()[0] for line in words(anban.run(["styles"])).splitlines()]
    own = sorted(path.stem for path in (anban.TOP / "styles").glob("*.css"))
    checks.that(listed == own and "official" in own, f"the list: {listed}")
    for name in own:
        result = anban.run(["styles", "--computed", "--style", name])
        checks.that(result.returncode == OK and not result.stderr, f"{name}: {result.stderr}")
    plain = words(anban.run(["styles", "--computed"]))
    checks.that(words(anban.run(["styles", "--computed", "--style=article"])) == plain,
                "--style article is another")
    later = computed(folder, "p { color: #010203; }", "--style=official")
    checks.that("#010203" in words(later) and "Tinos" in words(later), "one style of two")
    elements = words(anban.run(["styles", "--elements"])).splitlines()[1:]
    for line in elements:
        title, names, classes, _ = line.split("\t")
        selectors = [*names.split("|"), *(f".{name}" for name in classes.split()), title]
        result = computed(folder, ", ".join(selectors) + " { orphans: 7 }")
        checks.that(not codes(result), f"{selectors}: {result.stderr}")
    for arguments in (["x"], ["--properties", "--elements"]):
        checks.run(f"styles {arguments}", anban.run(["styles", *arguments]), USAGE)
    for name, lists in [("nowhere", True), ("./nowhere.css", False), (f"{folder}/", False)]:
        result = anban.run(["styles", "--computed", "--style", name], cwd=folder)
        checks.run(f"--style {name}", result, USAGE)
        checks.that((b"official|screen" in result.stderr) == lists, f"{name}: {result.stderr}")
    paper_and_text(checks, folder)


def paper_and_text(checks, folder):
    """--paper and the options of the text win over the sheet; the EPUB has what it says."""
    source = capitals(folder)
    (folder / "a.css").write_text("@page { size: A5 } :root { -anban-title-case: keep }"
                                  ".lead, p { color: #123456; letter-spacing: 0.1em }")
    result = anban.run(["convert", source.name, "--style=a.css"], cwd=folder)
    checks.that(" A5" in words(result) and TITLE in words(anban.run(
        ["inspect", "--shown", source.name, "--style=a.css"], cwd=folder)), words(result))
    with zipfile.ZipFile(folder / "hoa.epub") as epub:
        sheet = epub.read("EPUB/style.css").decode()
    checks.that("color: #123456" in sheet and "letter-spacing: 0.1em" in sheet, sheet)
    result = anban.run(["convert", source.name, "--style=a.css", "--paper=B5",
                        "--title-case=auto", "--force"], cwd=folder)
    checks.that(" B5" in words(result) and TITLE not in words(result), words(result))


# --- pasted ----------------------------------------------------------------------------

def paste(folder, text, *arguments):
    return subprocess.run([anban.program(), "convert", "-", *map(str, arguments)], cwd=folder,
                          env=anban.environment(), input=text, capture_output=True,
                          timeout=anban.HANG, check=False)


def pasted(checks, folder):
    text = capitals(folder).read_bytes()
    (folder / "hoa.txt").unlink()
    name = "cho-noi-nga-bay-mua-nuoc-lon"
    checks.run("pasted", paste(folder, text), OK)
    checks.that(files_in(folder) == [f"{name}.epub", f"{name}.pdf"], f"{files_in(folder)}")
    first = (folder / f"{name}.pdf").read_bytes()
    checks.run("again", paste(folder, text, "--to", "pdf"), OK)
    checks.that(f"{name}-2.pdf" in files_in(folder), f"not unique: {files_in(folder)}")
    (folder / f"{name}-3.epub").write_text("mine")
    checks.run("a third time", paste(folder, text), OK)
    checks.that({f"{name}-4.pdf", f"{name}-4.epub"} < set(files_in(folder))
                and (folder / f"{name}-3.epub").read_text() == "mine", "PDF and EPUB apart")
    checks.run("forced", paste(folder, text, "--force", "--to", "pdf"), OK)
    checks.that((folder / f"{name}.pdf").read_bytes() == first, "--force: another name")
    (folder / "ra").mkdir()
    checks.run("into a folder", paste(folder, text, "-o", "ra/", "--to=epub"), OK)
    checks.that(files_in(folder / "ra") == [f"{name}.epub"], f"{files_in(folder / 'ra')}")
    before = files_in(folder)
    checks.run("nothing pasted", paste(folder, b""), INPUT, "input.empty")
    checks.that(files_in(folder) == before, "nothing pasted, something written")
    slugs(checks, folder)
    terminal(checks, folder, text)


def slugs(checks, folder):
    """Names from titles: tones off, đ to d, short, and never out of the folder."""
    for title, wanted in (("Đường về “quê mẹ” – ĐỖ ƯỚC, ngõ 5/2", "duong-ve-que-me-do-uoc-ngo-5-2"),
                          ("../../etc/passwd", "etc-passwd"), ("漢字", "bai"),
                          ("Trời " * 40, "-".join(["troi"] * 12)), ("x" * 300, "x" * 60)):
        inside = folder / f"s{len(files_in(folder))}"
        inside.mkdir()
        result = paste(inside, (BODY * 3).encode(), "--to=epub", "-M", f"title={title}")
        checks.that(result.returncode == OK and files_in(inside) == [f"{wanted}.epub"],
                    f"{title}: {files_in(inside)} {result.stderr}")


def terminal(checks, folder, text):
    """At a terminal the program says what to do; from a pipe it says nothing of it."""
    inside = folder / "terminal"
    inside.mkdir()
    master, slave = pty.openpty()
    program = subprocess.Popen([anban.program(), "convert", "-", "--lang=vi", "--to=pdf"],
                               cwd=inside, env=anban.environment(), stdin=slave,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(slave)
    for line in text.splitlines(keepends=True):
        os.write(master, line)
        os.read(master, 65536)  # the echo
    os.write(master, b"\x04")
    _, said = program.communicate(timeout=anban.HANG)
    os.close(master)
    checks.that("Dán bài rồi nhấn Ctrl-D" in said.decode("utf-8")
                and program.returncode == OK and len(files_in(inside)) == 1,
                f"at a terminal: {program.returncode} {said} {files_in(inside)}")
    silent = paste(inside, text, "--lang=vi")
    checks.that("Ctrl-D" not in silent.stderr.decode("utf-8"), "asks a pipe to paste")


# --- ledger ----------------------------------------------------------------------------

COLUMNS = ["line", "column", "end", "fate", "kind", "node", "rule", "certainty", "changes",
           "why", "text"]


def ledger(checks, folder):
    """All forms say the same of every input of the cases."""
    for source in [*anban.cases(), *anban.samples()]:
        if not source.name.endswith(".txt"):
            continue
        arguments = ["inspect", "--ledger", *anban.extra_arguments(source), source]
        text = words(anban.run(arguments)).splitlines()[1:]
        lines = words(anban.run([*arguments, "--tsv"])).split("\n")[:-1]
        rows = json.loads(anban.run([*arguments, "--json"]).stdout)
        table = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]
        checks.that(lines[0].split("\t") == COLUMNS, f"{source}: columns {lines[0]}")
        checks.that(all(list(row) == COLUMNS for row in rows), f"{source}: members")
        checks.that([{name: "" if value is None else str(value) for name, value in row.items()}
                     for row in rows] == table, f"{source}: TSV and JSON differ")
        fates = [(int(line[:6]), line[17:28].strip()) for line in text]
        checks.that(fates == [(row["line"], row["fate"]) for row in rows] and rows,
                    f"{source}: text and JSON differ")
    for arguments in (["--tsv"], ["--ledger", "--tsv", "--json"], ["--shown", "--json"],
                      ["--ledger", "--pages"]):
        checks.run(f"{arguments}", anban.run(["inspect", *arguments, SEED]), USAGE)
    coloured(checks)


def coloured(checks):
    plain = words(anban.run(["inspect", "--ledger", SEED]))
    checks.that("\033" not in plain, "colours in a pipe")
    shown = on_terminal(["inspect", "--ledger", SEED], TERM="xterm")
    checks.that("\033[36m" in shown and re.sub("\033\\[[0-9;]*m", "", shown) == plain,
                "the coloured ledger is another, or has no colours")
    for variables in ({"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}):
        checks.that(on_terminal(["inspect", "--ledger", SEED], **variables) == plain,
                    f"colours with {variables}")


def on_terminal(arguments, **variables):
    """What the program prints on a terminal."""
    master, slave = pty.openpty()
    program = subprocess.Popen([anban.program(), *map(str, arguments)], stdout=slave,
                               stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=anban.environment(**variables))
    os.close(slave)
    printed = b""
    try:
        while chunk := os.read(master, 65536):
            printed += chunk
    except OSError:  # the other side is closed: so Linux says the end
        pass
    os.close(master)
    program.wait(timeout=anban.HANG)
    return printed.decode("utf-8").replace("\r\n", "\n")


# --- threads ---------------------------------------------------------------------------

def threads(checks, folder):
    """A book of all cases and of files that cannot be read, on one processor and on all."""
    for name, data, _, _ in broken_files():
        if data is not None:
            (folder / name).write_bytes(data)
    inputs = [*anban.cases(), *sorted(folder.iterdir()), folder / "not-there.txt", SEED]
    runs = []
    for processors in ({min(os.sched_getaffinity(0))}, os.sched_getaffinity(0)):
        path = folder / f"book{len(runs)}.epub"
        result = anban.run(["convert", *inputs, "-o", path],
                           preexec_fn=lambda chosen=processors: os.sched_setaffinity(0, chosen))
        runs.append((result.returncode, result.stderr.replace(path.name.encode(), b""),
                     path.read_bytes()))
    checks.that(len(inputs) > 100 and runs[0][0] == IO and b"not-there.txt" in runs[0][1],
                f"{len(inputs)} inputs: {runs[0][:2]}")
    checks.that(runs[0] == runs[1], "one processor and several: not the same")


# --- scripts ---------------------------------------------------------------------------

def scripts(checks, folder):
    """Characters that the bundled fonts lack: from the machine's fonts, framed where there
    are none, and left to the reading program's in an EPUB."""
    source = folder / "bia.txt"
    source.write_text(f"{TITLE}\n\nNgày đăng 05/09/2023\n\n{BODY * 2}Bia khắc 永鎮南方.\n",
                      encoding="utf-8")
    nothing = folder / "fonts.conf"
    nothing.write_text("<fontconfig/>\n", encoding="utf-8")
    bare = anban.environment(FONTCONFIG_FILE=str(nothing))

    with_fonts = anban.run(["convert", source, "-o", folder / "a.pdf"])
    checks.that(with_fonts.returncode == OK and "glyph.none" not in codes(with_fonts),
                f"with fonts-noto-cjk: {with_fonts.returncode} {codes(with_fonts)}")
    without = anban.run(["convert", source, "-o", folder / "b.pdf"], env=bare)
    checks.that(without.returncode == LOST and codes(without).count("glyph.none") == 4,
                f"without fonts: {without.returncode} {codes(without)}")
    epub = anban.run(["convert", source, "-o", folder / "c.epub"], env=bare)
    checks.that(epub.returncode == OK and "glyph.none" not in codes(epub),
                f"EPUB without fonts: {epub.returncode} {codes(epub)}")
    checks.that("永鎮南方" in "".join(shown_text.epub_pages(folder / "c.epub")),
                "the EPUB lost its Han characters")


CHECKS = {"shown": shown, "lines": lines, "scripts": scripts, "explain": explain,
          "diagnostics": diagnostics, "batch": batch, "broken": broken, "threads": threads,
          "ledger": ledger, "styles": styles, "pasted": pasted}

if __name__ == "__main__":
    main(CHECKS[sys.argv[1]])
