#!/usr/bin/env python3
"""Checks that no file tells of the machine it was written on, and that text is plain text.

Every file that git knows, or that is not ignored: no path of a developer's machine, no host
of a package registry, no conflict mark, no key; in text files no carriage returns, no tabs or
blanks at line ends (articles and cases may have them: they are input), and a last line end.
Lines of C are at most 90 wide (a tab counts 8).
"""

import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]

# Written in pieces, so that this file does not accuse itself.
LEAKS = re.compile("|".join([
    r"(?<![\w.$}])/(?:wor" + r"k|ro" + r"ot|ho" + r"me)/[a-z]",
    r"registry\.npm" + r"js", r"repo1?\.mav" + r"en", r"pypi\.o" + r"rg", r"crates\.i" + r"o",
    r"^<{7} ", r"^>{7} ", r"BEGIN [A-Z ]*PRIVATE K" + r"EY", r"_auth" + r"Token",
]), re.M)

WIDTHS = {".c": 90, ".h": 90}
INPUT = re.compile(r"samples/|tests/cases/|fonts/LICENSE")


def project_files():
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
               "--exclude-standard"]
    listing = subprocess.run(command, cwd=TOP, check=True,
                             stdout=subprocess.PIPE).stdout.decode("utf-8")
    return [name for name in sorted(listing.split("\0")) if name and (TOP / name).is_file()]


def oddities(name, text):
    """What is odd in a text file, as (line, words)."""
    for match in LEAKS.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, f"leak: {match.group()!r}"
    if INPUT.match(name):
        return
    if text and not text.endswith("\n"):
        yield text.count("\n") + 1, "no line end at the end"
    width = WIDTHS.get(Path(name).suffix)
    for number, line in enumerate(text.split("\n"), 1):
        if line.endswith((" ", "\t", "\r")):
            yield number, "white space at the end of the line"
        if width and len(line.expandtabs(8)) > width:
            yield number, f"{len(line.expandtabs(8))} columns, more than {width}"


def main():
    files, failed = project_files(), 0
    for name in files:
        content = (TOP / name).read_bytes()
        if b"\0" in content:
            continue
        for number, words in oddities(name, content.decode("utf-8", "replace")):
            failed += 1
            print(f"{name}:{number}: {words}")
    print(f"{len(files)} files, {failed} oddities")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
