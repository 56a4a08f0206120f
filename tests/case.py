#!/usr/bin/env python3
"""Runs one case: an input, compared byte for byte with each golden beside it.

    case.py INPUT             exit status 1 and a difference if a golden does not match
    case.py --accept INPUT    show the differences and write the goldens anew

NAME.txt (or NAME.anban.json) is the input; what is compared is said by the goldens' names:

    NAME.tree.json   anban inspect --json INPUT
    NAME.ledger      anban inspect --ledger INPUT
    NAME.inspect     anban inspect INPUT
    NAME.pages       anban inspect --pages INPUT
    NAME.diag        the diagnostics of anban convert INPUT: a line "line:column level code"
                     for each (0:0 for the whole file), then "status N"

NAME.css is the input of a case of style sheets:

    NAME.computed    what anban styles --computed --style NAME.css prints, without the lines
                     that it prints without the sheet, too
    NAME.screen      the same for e-books
    NAME.diag        its diagnostics, as above

NAME.args may hold further arguments for every command, one a line. To start a new golden,
make the empty file and accept it. A case without a golden fails.
"""

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402

INSPECT = {
    ".tree.json": ["--json"],
    ".ledger": ["--ledger"],
    ".inspect": [],
    ".pages": ["--pages"],
}
GOLDENS = [*INSPECT, ".diag"]
COMPUTED = {".computed": [], ".screen": ["--screen"]}

COLOURS = {"+": "\033[32m", "-": "\033[31m", "@": "\033[36m"}


def inspected(source, arguments):
    result = anban.run(["inspect", *arguments, *anban.extra_arguments(source), source.name],
                       cwd=source.parent)
    if result.returncode not in (0, 3):
        sys.exit(f"anban inspect {' '.join(arguments)} {source}: status "
                 f"{result.returncode}\n{result.stderr.decode('utf-8', 'replace')}")
    return result.stdout


def diagnosed(source):
    with tempfile.TemporaryDirectory() as folder:
        result = anban.run(["convert", *anban.extra_arguments(source), "-o", folder + "/",
                            source.name], cwd=source.parent)
    lines = [f"{line}:{column} {level} {code}\n"
             for line, column, level, code in anban.diagnostics(result)]
    return ("".join(lines) + f"status {result.returncode}\n").encode()


def styles(source, *arguments):
    return anban.run(["styles", "--computed", *arguments, *anban.extra_arguments(source)],
                     cwd=source.parent)


def computed(source, arguments):
    """The lines that the sheet makes."""
    plain = styles(source, *arguments).stdout.splitlines()
    result = styles(source, *arguments, "--style", source.name)
    if result.returncode not in (0, 3):
        sys.exit(f"anban styles {source}: {result.returncode}\n{result.stderr}")
    lines = [line for line in result.stdout.splitlines() if line not in plain]
    return b"".join(line + b"\n" for line in lines)


def sheet_diagnosed(source):
    result = styles(source, "--style", source.name)
    lines = [f"{line}:{column} {level} {code}\n"
             for line, column, level, code in anban.diagnostics(result)]
    return ("".join(lines) + f"status {result.returncode}\n").encode()


def made_sheet(source, kind):
    return sheet_diagnosed(source) if kind == ".diag" else computed(source, COMPUTED[kind])


def made(source, kind):
    if source.suffix == ".css":
        return made_sheet(source, kind)
    return diagnosed(source) if kind == ".diag" else inspected(source, INSPECT[kind])


def difference(golden, expected, found):
    """A unified diff as lines; bytes that are no UTF-8 are shown escaped."""
    old = expected.decode("utf-8", "backslashreplace").splitlines()
    new = found.decode("utf-8", "backslashreplace").splitlines()
    lines = list(difflib.unified_diff(old, new, golden.name, golden.name + " now",
                                      lineterm=""))
    if not lines:
        lines = ["the bytes differ only in line ends"]
    return lines


def show(lines):
    for line in lines:
        colour = COLOURS.get(line[:1], "") if sys.stdout.isatty() else ""
        print(f"{colour}{line}\033[0m" if colour else line)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("input", type=Path)
    options = parser.parse_args()
    source = options.input.resolve()
    name = anban.stem(source) or anban.sheet_stem(source)
    kinds = [*COMPUTED, ".diag"] if source.suffix == ".css" else GOLDENS
    goldens = [(kind, source.with_name(name + kind)) for kind in kinds
               if source.with_name(name + kind).exists()]
    if not goldens:
        sys.exit(f"{source}: no golden beside it ({' '.join(GOLDENS)})")

    differing = 0
    for kind, golden in goldens:
        expected, found = golden.read_bytes(), made(source, kind)
        if expected == found:
            continue
        differing += 1
        show(difference(golden, expected, found))
        if options.accept:
            golden.write_bytes(found)
    if options.accept:
        print(f"{anban.case_name(source)}: {len(goldens)} goldens, {differing} taken over")
        return 0
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
