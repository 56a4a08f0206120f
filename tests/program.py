#!/usr/bin/env python3
"""What the program's options and commands promise, through its doors.

    program.py shown        --typography and --title-case: as typed where that is wanted
    program.py explain      every code of diag.def is explained, in both languages
    program.py diagnostics  --diagnostics json: the same as the text, for scripts
"""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
from checks import INPUT, LOST, OK, SEED, USAGE, main  # noqa: E402

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
    picture = anban.run(["preview", source, "--title-case=keep", "-o", folder / "a.png"])
    checks.run("preview --title-case keep", picture, OK)
    checks.run("preview", anban.run(["preview", source, "-o", folder / "b.png"]), OK)
    checks.that((folder / "a.png").read_bytes() != (folder / "b.png").read_bytes(),
                "the preview does not know --title-case")
    for option in ("--typography=nhu-sach", "--title-case=", "--diagnostics=xml"):
        result = anban.run(["inspect", option, source])
        checks.run(option, result, USAGE)
        checks.that(not result.stdout, f"{option}: output all the same")


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


CHECKS = {"shown": shown, "explain": explain, "diagnostics": diagnostics}

if __name__ == "__main__":
    main(CHECKS[sys.argv[1]])
