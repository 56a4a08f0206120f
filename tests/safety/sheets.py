#!/usr/bin/env python3
"""No style sheet stops a document: random bytes, nesting, what has no end, what grows.

Each sheet is written over article.css. The output is complete, there are only notes and
warnings, and of these no more than a page.
"""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import IO, OK, SEED, USAGE, article, files_in, main  # noqa: E402

NESTED = 10_000
MOST = 60  # diagnostics


def sheets():
    """(name, bytes, how many diagnostics at least)"""
    seed = random.Random(5)
    yield "random bytes", seed.randbytes(200_000), 1
    yield "random ASCII", bytes(seed.choices(range(32, 127), k=200_000)), 1
    marks = [mark.encode() for mark in "{}()[];:,.@#*>-'\"\\/ \n"] + [
        b"p", b"font", b"calc(", b"var(--a)", b"@media", b"@page", b"url(", b"/*", b"*/", b"1em"]
    yield "random marks", b"".join(seed.choices(marks, k=100_000)), 1
    yield "nothing", b"", 0
    yield "NUL", b"p { color: red; }\0h2 { color: blue }", 1
    yield "UTF-16", "p { color: red }".encode("utf-16"), 1
    yield "nested rules", b"p { color: red; " * NESTED, 1
    yield "nested and closed", b"a{" * NESTED + b"}" * NESTED, 1
    yield "nested media", b"@media print { " * NESTED + b"p { color: red }", 1
    yield "nested brackets", b"p { color: " + b"(" * NESTED, 1
    yield "nested calc", b"p { margin-top: calc(" + b"(1pt + " * NESTED + b")" * NESTED, 1
    yield "many rules", b"p.x > h2 { colour: red; margin: 1 }\n" * 20_000, 1
    yield "many selectors", b",".join([b"p h2 li"] * 20_000) + b" { color: red }", 1
    yield "long selector", b"p " * 100_000 + b"{ color: red }", 1
    yield "long name", b"p { " + b"x" * 500_000 + b": 1 }", 1
    yield "no end", b'p { content: "' + b"a" * 500_000, 1
    doubled = b"".join(b"--a%d: var(--a%d) var(--a%d);" % (i, i + 1, i + 1) for i in range(60))
    yield "doubling", b":root {" + doubled + b"--a60: 1 1 1 } p { margin: var(--a0) }", 1
    yield "cycle", b":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }", 1
    yield "wide margins", b"p { margin: 0 900mm; text-indent: -900mm } .box { padding: 1e5mm }", 0
    yield "large type", b"* { font-size: 9999pt; line-height: 1pt }", 1
    yield "small page", b"@page { size: 1mm 1mm }", 1
    yield "too much", b"/*" + b"x" * (2 << 20), 1


def over_article(checks, folder):
    (folder / "out").mkdir()
    for name, data, least in sheets():
        path = folder / "x.css"
        path.write_bytes(data)
        began = time.monotonic()
        result = anban.run(["convert", SEED, "--style", path, "--force", "-o", f"{folder}/out/"])
        found = anban.diagnostics(result)
        checks.run(name, result, OK)
        checks.that(files_in(folder / "out") == ["seed.epub", "seed.pdf"], f"{name}: no output")
        checks.that(least <= len(found) <= MOST, f"{name}: {len(found)} diagnostics {found[:9]}")
        checks.that(time.monotonic() - began < anban.HANG / 2, f"{name}: took too long")


def places(checks, folder):
    """A style that is not there is refused before any work; one that cannot be read is told."""
    article(folder)
    for name in ("no-such", "no-such.css", "./no-such", "", str(folder)):
        result = anban.run(["convert", "bai.txt", f"--style={name}"], cwd=folder)
        checks.run(f"--style={name}", result, USAGE)
        told = (b"No such file", b"Is a directory") if "." in name or "/" in name else (b"official",)
        checks.that(any(words in result.stderr for words in told) and files_in(folder) == ["bai.txt"],
                    f"--style={name}: {result.stderr}")
    (folder / "official").write_text("p { color: red; }")
    one = anban.run(["styles", "--computed", "--style=official"], cwd=folder)
    checks.that(b"Tinos" in one.stdout, "a file hides a style of anban")
    two = anban.run(["styles", "--computed", "--style=./official"], cwd=folder)
    checks.that(b"Tinos" not in two.stdout and b"#FF0000" in two.stdout, "./FILE is no file")
    result = anban.run(["styles", "--computed", "--style=/proc/self/mem"])
    checks.run("a file that cannot be read", result, IO, "input.read")


if __name__ == "__main__":
    main(over_article, places)
