#!/usr/bin/env python3
"""Checks that po/vi.po is complete: every message of the source translated, none fuzzy.

Also: every file of src with a message in it is listed in po/POTFILES, and the placeholders
%1 and %2 of a message all stand in its translation.
"""

import gettext
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PO = TOP / "po"
VI = PO / "vi.po"
MARKED = re.compile(r'\bN?_\(\s*"')


def command(*words):
    """Runs a gettext program: (status, what it said)."""
    result = subprocess.run(words, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return result.returncode, result.stdout.decode("utf-8", "replace")


def potfiles():
    lines = (PO / "POTFILES").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def unlisted(listed):
    """Files with messages that POTFILES does not list."""
    return [str(path.relative_to(TOP)) for path in sorted((TOP / "src").rglob("*"))
            if path.suffix in (".c", ".h", ".def")
            and MARKED.search(path.read_text(encoding="utf-8"))
            and str(path.relative_to(TOP)) not in listed]


def placeholders(text):
    return sorted(set(re.findall(r"%[0-9a-z]+", text)))


def lost_placeholders(compiled):
    """Messages whose translation has other placeholders."""
    with open(compiled, "rb") as file:
        catalog = gettext.GNUTranslations(file)._catalog
    pairs = [(message if isinstance(message, str) else message[0], translation)
             for message, translation in catalog.items()]
    return [message for message, translation in pairs
            if message and placeholders(message) != placeholders(translation)]


def main():
    failures = []
    listed = potfiles()
    failures += [f"{name}: not in po/POTFILES" for name in unlisted(listed)]
    failures += [f"po/POTFILES: there is no {name}" for name in listed
                 if not (TOP / name).is_file()]
    with tempfile.TemporaryDirectory() as folder:
        template, compiled = f"{folder}/anban.pot", f"{folder}/vi.mo"
        status, words = command("xgettext", "--language=C", "--from-code=UTF-8",
                                "--keyword=_", "--keyword=N_", "--keyword=N2_:1,2",
                                "-o", template, *listed)
        if status:
            failures.append(words)
        status, words = command("msgfmt", "--check", "--statistics", "-o", compiled, str(VI))
        if status or "fuzzy" in words or "untranslated" in words:
            failures.append(words)
        status, words = command("msgcmp", str(VI), template)
        if status:
            failures.append("po/vi.po lacks messages of the source:\n" + words)
        if not failures:
            failures += [f"other placeholders in the translation of: {message}"
                         for message in lost_placeholders(compiled)]
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
