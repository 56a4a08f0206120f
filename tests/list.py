#!/usr/bin/env python3
"""Lists the tests that are found by looking, for tests/meson.build and tests/run.

    unit NAME FILE     a C test, tests/unit/NAME.c
    case NAME FILE     a case: an input below tests/cases with its goldens beside it

A test is two files and a name: to add one, add the files.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402


def main():
    for path in sorted((anban.TOP / "tests" / "unit").glob("*.c")):
        print("unit", path.stem, path.relative_to(anban.TOP / "tests"))
    names = {}
    for path in [*anban.cases(), *anban.sheets()]:
        name = anban.case_name(path)
        if " " in str(path.relative_to(anban.TOP)):
            sys.exit(f"a case must not have a blank in its name: {path}")
        if name in names:
            sys.exit(f"two cases with one name: {path} and {names[name]}")
        names[name] = path
        print("case", name, path.relative_to(anban.TOP / "tests"))


if __name__ == "__main__":
    main()
