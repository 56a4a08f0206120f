#!/usr/bin/env python3
"""Inputs at and beyond the limits: each ends with its status and its message, in bounded memory.

Peaks are asked of the system (RUSAGE_CHILDREN), the bounds are some times what is needed; no time
is asserted, but a run of minutes counts as hung. Under a sanitizer, whose shadow is many times
the program, the inputs are a tenth and memory is not looked at.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import INPUT, LIMIT, OK, files_in, main, measured  # noqa: E402

MIB = 1 << 20
SANITIZED = b"__asan_init" in Path(anban.program()).read_bytes()
SCALE = 10 if SANITIZED else 1
TITLE = "MỘT BÀI RẤT DÀI\n\n"


def run(checks, words, arguments, status, codes, mib):
    """A run ends with the status, these codes are among its diagnostics, memory is bounded."""
    result = measured(arguments)
    found = {code for _, _, _, code in anban.diagnostics_of(result.stderr)}
    print(f"{words}: {result.seconds:.1f} s, {result.mib} MiB, {result.returncode}", flush=True)
    checks.that(result.returncode == status and set(codes) <= found,
                f"{words}: status {result.returncode} (expected {status}), {sorted(found)} "
                f"(expected {codes})\n{result.stderr[-2000:]}")
    checks.that(SANITIZED or result.mib < mib, f"{words}: {result.mib} MiB, more than {mib}")
    return result


def long_line(checks, folder):
    """A line of 200 MB: too large, unless the limit is raised; then too many pages, in pieces."""
    path = folder / "line.txt"
    words = "con nước lên chậm, "
    path.write_text(words * (200 * MIB // SCALE // len(words.encode("utf-8"))), encoding="utf-8")
    if not SANITIZED:
        run(checks, "a line of 200 MB", ["inspect", path], LIMIT, ["input.limit"], 100)
    pages = [] if SANITIZED else ["pages.limit"]
    run(checks, "a line of 200 MB, --max-input 300", ["convert", "--max-input=300", path],
        LIMIT if pages else OK, ["paragraph.limit", *pages], 2500)
    checks.that(folder / "line.epub" in folder.iterdir(), "a long line: no EPUB")
    path.unlink()


def nesting(checks, folder):
    """10,000 levels: in text all is set, as deep as the limit; JSON is refused."""
    inputs = {
        "quote.txt": (TITLE + "> " * 10_000 + "lời\n", ["quote.nesting"]),
        "quotes.txt": (TITLE + "\n\n".join("> " * n + "lời" for n in range(0, 10_000, 50)),
                       ["quote.nesting"]),
        "arrays.anban.json": ('{"title": "a", "blocks": ' + "[" * 10_000 + "]" * 10_000 + "}",
                              ["json.nesting"]),
        "blocks.anban.json": ('{"title": "a", "blocks": [' + '{"kind": "quote", "blocks": ['
                              * 10_000 + "]}" * 10_000 + "]}", ["json.nesting"]),
        "open.anban.json": ('{"a":' * 10_000, ["json.nesting"]),
    }
    for name, (text, codes) in inputs.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        for command in ("inspect", "convert"):
            run(checks, f"{command} {name}", [command, path], LIMIT, codes, 200)
    checks.that("lời" in measured(["inspect", "--shown", folder / "quote.txt"]).stdout,
                "the text of a deep quotation is lost")
    checks.that({"quote.pdf", "quotes.epub"} < set(files_in(folder))
                and "arrays.pdf" not in files_in(folder), f"{files_in(folder)}")


def lines(checks, folder):
    """A million lines of one word; more lines than the limit."""
    path = folder / "lines.txt"
    path.write_text(TITLE + "".join(f"từ{n}\n" for n in range(1_000_000 // SCALE)),
                    encoding="utf-8")
    run(checks, "a million lines: inspect", ["inspect", "--ledger", path], OK, [], 1500)
    run(checks, "a million lines: convert", ["convert", path],
        OK if SANITIZED else LIMIT, [] if SANITIZED else ["pages.limit"], 1500)
    path.write_text(TITLE + "từ\n" * (1 << 20), encoding="utf-8")
    run(checks, "too many lines", ["convert", path], LIMIT, ["input.lines"], 500)


def tokens(checks, folder):
    """Words that all differ: the cache of tokens has an end."""
    path = folder / "words.txt"
    rows = (" ".join(f"{(row * 100 + k) * 2654435761 % 2**32:x}" for k in range(100))
            for row in range(20_000 // SCALE))
    path.write_text(TITLE + "\n\n".join(rows), encoding="utf-8")
    run(checks, "two million different words", ["convert", "--to=pdf", path], OK, [], 250)


def empty(checks, folder):
    """Nothing but white space, as large as may be."""
    path = folder / "blank.txt"
    path.write_bytes(b" " * (63 * MIB))
    run(checks, "63 MiB of blanks", ["convert", path], INPUT, ["input.empty"], 400)


def article(path, *blocks):
    path.write_text(json.dumps({"title": "Một bài dài", "blocks": blocks}), encoding="utf-8")


def paragraph(text):
    return {"kind": "paragraph", "text": text}


def waiting(checks, folder):
    """What waits for room: figures that all want the head of one page, notes of one paragraph."""
    (folder / "o.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">'
                                  '<rect width="300" height="200"/></svg>', encoding="utf-8")
    figure = {"kind": "figure", "src": "o.svg", "alt": "hình", "caption": {"text": "Một hình."}}
    path, sheet = folder / "waiting.anban.json", folder / "float.css"
    article(path, paragraph("Lời đầu."), *[figure] * (10_000 // SCALE), paragraph("Lời cuối."))
    for value in ("top", "bottom", "top; float-reference: page", "-anban-page"):
        sheet.write_text("figure { float: %s; }" % value, encoding="utf-8")
        result = run(checks, f"10,000 figures: {value}",
                     ["inspect", "--pages", "--style=column", f"--style={sheet}", path], OK, [], 250)
        checks.that(result.stdout.count("    picture ") == 10_000 // SCALE, f"{value}: some are lost")
    n = 5_000 // SCALE
    notes = [{"kind": "note", "blocks": [paragraph(f"[{i}] Chú thích.")]} for i in range(1, n + 1)]
    article(path, paragraph(" ".join(f"lời[{i}]" for i in range(1, n + 1))), *notes)
    run(checks, "5,000 notes of a paragraph", ["inspect", "--pages", path], OK, [], 250)
    article(path, paragraph("lời[1]"), {"kind": "note", "blocks": [
        paragraph("[1] Chú thích.")] + [paragraph("Còn nữa.")] * n})
    run(checks, "a note of 5,000 paragraphs", ["inspect", "--pages", path], OK, [], 250)
    article(path, {"kind": "table", "rows": [["986 " + "(*)" * (100_000 // SCALE), "lời"]]},
            {"kind": "note", "blocks": [paragraph("(*) Chú thích.")]})
    run(checks, "100,000 marks in a cell", ["inspect", "--pages", path], OK, [], 250)


if __name__ == "__main__":
    main(long_line, nesting, lines, tokens, empty, waiting)
