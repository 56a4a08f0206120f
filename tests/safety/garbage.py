#!/usr/bin/env python3
"""Any bytes may come in: mangled articles are refused, or converted into valid files.

The samples, as text and as .anban.json, are mangled in ways that a seeded generator chooses:
cut, repeated, shuffled, bytes changed, odd characters put in. And some inputs are built to be
hard. Each must end with a documented status and without a crash, a hang or a sanitizer's
report; what is written must satisfy qpdf, veraPDF and EPUBCheck.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import INPUT, LIMIT, LOST, OK, files_in, main  # noqa: E402

ROUNDS = 40

# Each alone has broken some typesetter: controls, combining marks, joiners, right-to-left,
# beyond the BMP, noncharacters, no-break and odd blanks, characters no font has.
ODD = ["\0", "\x01", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u0301\u0323\u0302",
       "\u034f", "\u061c", "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202e",
       "\u2060", "\u3000", "\ufeff", "\ufffd", "\ufffe", "\U0001f600", "\U0010ffff",
       "\u6c49\u5583", "\u05d0\u05d1", "\u0e01\u0e33", "e\u0323\u0302", "&<>\"'", "]]>", "\\(",
       "%s%n", "\r", "\t", "\f", "\v", "-" * 300, "x" * 3000, "(" * 200]


def cut(data, pick):
    at = pick.randrange(len(data))
    return data[:at] if pick.random() < .5 else data[at:]


def repeat(data, pick):
    start = pick.randrange(len(data))
    return data[:start] + data[start:start + pick.randrange(1, 400)] * pick.randrange(2, 40)


def shuffle(data, pick):
    lines = data.split(b"\n")
    pick.shuffle(lines)
    return b"\n".join(lines)


def change_bytes(data, pick):
    changed = bytearray(data)
    for _ in range(pick.randrange(1, 30)):
        changed[pick.randrange(len(changed))] = pick.randrange(1, 256)
    return bytes(changed)


def put_in(data, pick):
    text = data.decode("utf-8", "replace")
    for _ in range(pick.randrange(1, 20)):
        at = pick.randrange(len(text) + 1)
        text = text[:at] + pick.choice(ODD) + text[at:]
    return text.encode("utf-8", "surrogatepass")


def odd_lines(data, pick):
    """Every line begins and ends oddly: titles, headings and captions too."""
    return b"\n".join((pick.choice(ODD) + line.decode("utf-8", "replace")
                       + pick.choice(ODD)).encode("utf-8")
                      for line in data.split(b"\n"))


MANGLERS = [cut, repeat, shuffle, change_bytes, put_in, odd_lines]


def hard_inputs():
    """Inputs built to be hard, {name: bytes}."""
    words = "từ " * 5
    return {
        "one-letter.txt": b"a",
        "no-blank.txt": b"x" * 200_000,
        "one-line.txt": (words * 4_000).encode(),
        "short-lines.txt": b"m\n" * 4_000,
        "blank-lines.txt": b"\n" * 50_000 + "Hết.".encode(),
        "marks.txt": ("a" + "\u0301" * 20_000).encode(),
        "all-odd.txt": "\n".join(ODD[1:]).encode(),
        "every-letter.txt": "".join(chr(c) for c in range(0x20, 0x3000)
                                    if not 0x7f <= c < 0xa0).encode(),
        "deep.anban.json": b"[" * 100_000,
        "deep-object.anban.json": b'{"lead":' * 50_000,
        "null.anban.json": b'{"title":null,"blocks":null}',
        "types.anban.json": b'{"title":1,"blocks":[1,"x",{"kind":3},{"kind":"figure"}]}',
        "spans.anban.json": json.dumps({"title": "Bài", "blocks": [
            {"kind": "paragraph", "text": "đoạn", "spans": [
                {"start": -5, "end": 1 << 40, "kind": "strong"},
                {"start": 3, "end": 1, "kind": "link", "href": "javascript:x"}]}]}).encode(),
    }


def mangled_inputs():
    pick = random.Random(2022)
    sources = []
    for sample in anban.samples():
        sources.append((".txt", sample.read_bytes()))
        sources.append((".anban.json", anban.run(["inspect", "--json", sample]).stdout))
    for number in range(ROUNDS):
        suffix, data = sources[number % len(sources)]
        for mangle in pick.sample(MANGLERS, pick.randrange(1, 3)):
            data = mangle(data, pick) or b"x"
        yield f"mangled-{number}{suffix}", data


def convert(checks, folder, name, data):
    """One input in a folder of its own, which is named after it."""
    inside = folder / name
    inside.mkdir()
    (inside / name).write_bytes(data)
    try:
        result = anban.run(["convert", name], cwd=inside)
    except subprocess.TimeoutExpired:
        checks.that(False, f"{name}: hangs")
        return
    checks.that(result.returncode in (OK, LOST, INPUT, LIMIT),
                f"{name}: status {result.returncode}\n"
                + result.stderr.decode("utf-8", "replace")[-2000:])
    outputs = [path for path in files_in(inside) if path != name]
    wanted = 2 if result.returncode in (OK, LOST) else 0
    checks.that(len(outputs) == wanted, f"{name}: {result.returncode}, wrote {outputs}")


def valid(checks, command):
    result = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, check=False)
    words = result.stdout.decode("utf-8", "replace")
    failures = "\n".join(line for line in words.splitlines()
                         if not line.startswith("passed "))
    checks.that(result.returncode == 0, failures)


def check_garbage(checks, folder):
    for name, data in [*hard_inputs().items(), *mangled_inputs()]:
        convert(checks, folder, name, data)
    for pdf in sorted(folder.rglob("*.pdf")):
        valid(checks, ["qpdf", "--check", pdf])
    valid(checks, [anban.TOOLS / "verapdf" / "run", "2a,ua1", folder])
    valid(checks, [anban.TOOLS / "epubcheck" / "run", folder])


if __name__ == "__main__":
    main(check_garbage)
