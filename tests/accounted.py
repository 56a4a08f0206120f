#!/usr/bin/env python3
"""Nothing is lost without a word: source = shown text + ledger, for every plain text.

    accounted.py [FILE...]      without names: every input of the cases and the samples

Each row of the ledger covers a part of a line. What its fate says is printed must be the
shown text of its node, in order and whole; all the rest must not be. White space, case of
what was recased, and what the typography of a book changes (quotation marks, dashes,
ellipses, bullets) do not count; every other character does.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402

PRINTED = {"shown", "joined", "recased", "typography", "moved", "merged"}
SAME = {**dict.fromkeys("“”„″", '"'), **dict.fromkeys("‘’′", "'"), **dict.fromkeys("–—‑", "-"),
        "…": "...", "Ð": "Đ", "ð": "đ", **dict.fromkeys("●▪■◦○·❖✓✔➢►*\ue0b7\ue0a7\ue0d8", "•")}
# taken out or made a blank when a line is read (text/chars.h)
NOTHING = re.compile("[\\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\x00-\x1f\x7f-\x9f"
                     "\ufdd0-\ufdef\ufffe\uffff]")


def folded(text, cased):
    """The characters that count."""
    text = NOTHING.sub("", unicodedata.normalize("NFC", text))
    text = "".join(SAME.get(char, char) for char in text).replace("''", '"')
    return unicodedata.normalize("NFC", text.lower()) if cased else text


def source_lines(path):
    """As the ledger counts: LF, or CR where there is no LF; ill-formed bytes are U+FFFD."""
    data = path.read_bytes()
    mark = b"\n" if b"\n" in data else b"\r"
    return [line.removesuffix(b"\r").decode("utf-8", "replace") for line in data.split(mark)]


def run(path, *arguments):
    result = anban.run(["inspect", *arguments, *anban.extra_arguments(path), path])
    return result.stdout.decode("utf-8")


def made(tree):
    """Folded texts that are shown and stand in no row: the date line, which is made of date
    and agency, and what was given as metadata."""
    match = re.match(r"(\d+)-(\d+)-(\d+)(?:T(\d+):(\d+))?", tree["published"] or "")
    parts = []
    if match:
        year, month, day = (int(part) for part in match.groups()[:3])
        time = f", {int(match[4])}:{match[5]}" if match[4] else ""
        parts.append(f"{day}-{month}-{year}{time}")
    texts = [" · ".join(parts + [tree["agency"]] * bool(tree["agency"]))]
    texts += [tree[name] for name, part in tree["head"].items()
              if part and part["rule"] == "meta" and name != "published"]
    texts += [block["text"] for block in tree["blocks"] if block.get("rule") == "meta"]
    return {folded(text, False) for text in texts} - {""}


def by_node(path, rows):
    """{node: (its kind, printed pieces of the source, was it recased)} in order of nodes."""
    lines, nodes = source_lines(path), {}
    for row in rows:
        if row["node"] is None or row["fate"] not in PRINTED:
            continue
        if row["fate"] == "merged" or row["kind"] in ("dateline", "separator"):
            continue
        pieces = nodes.setdefault(row["node"], (row["kind"], [], []))
        pieces[1].append(lines[row["line"] - 1][row["column"] - 1:row["end"] - 1])
        pieces[2].append(row["fate"] == "recased" or "sentence case" in (row["why"] or ""))
    return dict(sorted(nodes.items()))


def unaccounted(path):
    """Words on the first difference between rows and shown text; None: there is none."""
    rows = json.loads(run(path, "--ledger", "--json") or "[]")
    if not rows:
        return None
    shown = [line for line in run(path, "--shown").split("\n") if line]
    given = made(json.loads(run(path, "--json")))
    for node, (kind, pieces, recased) in by_node(path, rows).items():
        while shown and folded(shown[0], False) in given:
            given.remove(folded(shown.pop(0), False))
        # a title of several lines is recased though its rows say joined
        cased = any(recased) or kind in ("kicker", "title", "subtitle", "heading")
        expected = folded("".join(pieces), cased)
        found = folded(shown.pop(0) if shown else "", cased)
        if expected != found:
            return f"{kind} {node}: source {expected[:80]!r}, shown {found[:80]!r}"
    rest = [line for line in shown if folded(line, False) not in given]
    return f"shown, but in no row: {rest[0][:80]!r}" if rest else None


def main(names):
    paths = [Path(name) for name in names] or [
        path for path in [*anban.cases(), *anban.samples()] if path.name.endswith(".txt")]
    failed = 0
    for path in paths:
        words = unaccounted(path)
        if words:
            failed += 1
            print(f"FAILED {path}: {words}")
    print(f"{len(paths)} inputs, {failed} with characters that nobody accounts for")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
