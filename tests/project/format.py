#!/usr/bin/env python3
"""Checks that the C files are laid out as .clang-format says.

    format.py          check, exit status 1 and the places if anything differs
    format.py --fix    lay them out
"""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def main():
    files = sorted(path for folder in ("src", "tests/unit", "tests/fuzz")
                   for path in (TOP / folder).rglob("*") if path.suffix in (".c", ".h"))
    how = ["-i"] if "--fix" in sys.argv[1:] else ["--dry-run", "-Werror", "-ferror-limit=3"]
    wrong = [str(path.relative_to(TOP)) for path in files
             if subprocess.run(["clang-format", "--style=file", *how, str(path)],
                               check=False).returncode]
    if wrong:
        print("not laid out (tests/project/format.py --fix):", *wrong, sep="\n    ")
    print(f"{len(files)} files, {len(wrong)} not laid out")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
