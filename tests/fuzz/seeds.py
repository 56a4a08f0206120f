#!/usr/bin/env python3
"""What fuzzing begins with.

    seeds.py TARGET FOLDER   writes the target's seeds into the folder, and beside it
                             FOLDER.dict, words for libFuzzer to put in

SEEDS has a function for each target that yields (name, bytes); WORDS may have a list for it.
The findings kept in tests/fuzz/findings/TARGET have the form of the seeds.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402

FINDINGS = anban.TOP / "tests" / "fuzz" / "findings"


def reader():
    """Cases and samples behind the byte that chooses the form (tests/fuzz/reader.c)."""
    for source in [*anban.cases(), *anban.samples()]:
        json = source.name.endswith(".json")
        yield source.name, (b"j" if json else b"t") + source.read_bytes()
    for golden in sorted(anban.CASES.rglob("*.tree.json")):
        yield golden.name, b"j" + golden.read_bytes()


SEEDS = {"reader": reader}

# What the rules of recognition and the JSON form look for.
WORDS = {"reader": [
    "Ngày đăng 05/09/2023 | 08:00", "Thứ Hai, ngày 2 tháng 6 năm 2022", "Hà Nội, ngày ",
    "Ảnh: ", "(Ảnh: A/TTXVN)", "(Nguồn: ", "Theo ", "Bài, ảnh: ", "(HNM) - ", "Bài 2: ", "2.1. ",
    "XIV. ", "Lượt xem: 10", "Chia sẻ", "> ", "## ", "---\n", "\n\n", "\r\n", "\u0301", "\u0323",
    "\u00a0", "\u200d", "“", "”", " – ", "…", '"title": ', '"title_cased": ', '"kicker": ',
    '"published": "2022-06-01T09:04+07:00"', '"head": {', '"lead": {"text": ', '"blocks": [',
    '"kind": ', '"heading"', '"paragraph"', '"figure"', '"caption"', '"byline"', '"source"',
    '"text": ', '"spans": [{"start": 0, "end": 1, "kind": "link", "value": ', '"sources": [',
    '"bylines": [{"name": ', '"lines": [1, 2]', '"certainty": "guess"', '"level": 2', "null",
    "\\u0301"]}


def findings(target):
    """What fuzzing found and was mended: (name, bytes)."""
    for path in sorted((FINDINGS / target).glob("*")):
        yield path.name, path.read_bytes()


def write(items, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in items:
        (folder / name).write_bytes(data)


def dictionary(words):
    """In libFuzzer's form: what is not plain ASCII as \\xNN."""
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8")) + '"\n'
                   for word in words)


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in SEEDS:
        sys.exit(__doc__)
    target, folder = sys.argv[1:]
    write(SEEDS[target](), Path(folder))
    Path(folder + ".dict").write_text(dictionary(WORDS.get(target, [])), encoding="ascii")


if __name__ == "__main__":
    main()
