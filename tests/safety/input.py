#!/usr/bin/env python3
"""Bad input: one clear message, the right status, and nothing is written."""

import random
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import BOUND, INPUT, IO, LOST, SEED, article, files_in, main  # noqa: E402


def check_input(checks, folder):
    bad = {
        "empty.txt": (b"", INPUT, "input.empty"),
        "blank.txt": (b"\xef\xbb\xbf \n\t\r\n\n", INPUT, "input.empty"),
        "binary.txt": (bytes(range(256)) * 40, INPUT, "input.binary"),
        "random.txt": (random.Random(1).randbytes(100_000), INPUT, "input.binary"),
        "empty.anban.json": (b"", INPUT, "input.empty"),
        "half.anban.json": (b'{"title": "B\xc3\xa0i', INPUT, "json.syntax"),
        "other.anban.json": (b'[1, 2, 3]', INPUT, "json.form"),
    }
    for name, (content, status, code) in bad.items():
        (folder / name).write_bytes(content)
        refused(checks, folder, name, status, code)

    (folder / "folder.txt").mkdir()
    refused(checks, folder, "folder.txt", IO, "input.directory")
    refused(checks, folder, "missing.txt", IO, "input.read")
    unreadable(checks, folder)
    not_utf8(checks, folder)
    one_bad_among_good(checks, folder)


def refused(checks, folder, name, status, code, prefix=()):
    """convert and inspect both refuse the input, and nothing is written."""
    before = files_in(folder)
    for command in ("convert", "inspect"):
        result = subprocess.run([*prefix, anban.program(), command, name], cwd=folder,
                                env=anban.environment(), stdin=subprocess.DEVNULL,
                                capture_output=True, timeout=anban.HANG, check=False)
        checks.run(f"{command} {name}", result, status, code)
        checks.that(not result.stdout, f"{command} {name}: wrote {result.stdout[:80]}")
    checks.that(files_in(folder) == before, f"{name}: files are now {files_in(folder)}")


def unreadable(checks, folder):
    path = article(folder, "unreadable.txt")
    path.chmod(0)
    probe = subprocess.run([*BOUND, "cat", path], capture_output=True, check=False)
    checks.that(probe.returncode != 0, "cannot make an unreadable file here")
    refused(checks, folder, path.name, IO, "input.read", BOUND)


def not_utf8(checks, folder):
    """A bad byte: its position is said, U+FFFD stands for it, the rest is there."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    row = next(i for i in range(len(lines) // 2, len(lines)) if len(lines[i]) > 60)
    start, end = lines[row][:30].encode(), lines[row][30:].encode()
    content = ["\n".join(lines[:row] + [""]).encode(), start, b"\xe1\xba", end,
               "\n".join([""] + lines[row + 1:]).encode()]
    path = folder / "bad-byte.txt"
    path.write_bytes(b"".join(content))

    result = anban.run(["convert", path.name], cwd=folder)
    checks.run("a bad byte", result, LOST, "text.utf8")
    place = [(line, column) for line, column, _, code in anban.diagnostics(result)
             if code == "text.utf8"]
    checks.that(place == [(row + 1, 31)], f"bad byte at {place}, not {(row + 1, 31)}")
    shown = anban.run(["inspect", "--shown", path.name], cwd=folder).stdout.decode("utf-8")
    checks.that(shown.count("\N{REPLACEMENT CHARACTER}") == 1, "no U+FFFD for the bad byte")
    checks.that({"bad-byte.pdf", "bad-byte.epub"} <= set(files_in(folder)),
                "a bad byte: the outputs are missing")


def one_bad_among_good(checks, folder):
    """The good ones are converted all the same; the status is that of the bad one."""
    inside = folder / "several"
    article(inside, "a.txt")
    (inside / "b.txt").write_bytes(b"")
    article(inside, "c.txt")
    result = anban.run(["convert", "a.txt", "b.txt", "c.txt"], cwd=inside)
    checks.run("one empty file of three", result, INPUT, "input.empty")
    checks.that(files_in(inside) == ["a.epub", "a.pdf", "a.txt", "b.txt", "c.epub", "c.pdf",
                                     "c.txt"], f"one of three: {files_in(inside)}")


if __name__ == "__main__":
    main(check_input)
