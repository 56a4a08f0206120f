"""What the tests share: where things are, and how anban is run."""

import os
import re
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
CASES = TOP / "tests" / "cases"
SAMPLES = TOP / "samples"
TOOLS = TOP / "tests" / "tools"

# Seconds after which a run counts as hung; far more than any test input needs.
HANG = 120

# Kinds of input, longest suffix first: "x.anban.json" is not "x.anban" + ".json".
INPUT_SUFFIXES = (".anban.json", ".txt")

PAPERS = ("A4", "A5")

# file:line:column: level: message [code], where line and column may be missing
DIAGNOSTIC = re.compile(
    r"^.+?:(?:(\d+):(?:(\d+):)?)? (note|warning|lost|error): .* \[([a-z0-9.]+)\]$", re.M)


def program():
    """The anban under test: $ANBAN (meson sets it), else the usual build folder."""
    return os.environ.get("ANBAN", str(TOP / "build" / "anban"))


def environment(**changes):
    """English messages, no locale of the machine, no SOURCE_DATE_EPOCH, of the machine's
    fonts only those of tests/fonts.conf; then the changes."""
    kept = {name: value for name, value in os.environ.items()
            if name not in ("LANG", "LANGUAGE", "SOURCE_DATE_EPOCH", "TZ")
            and not name.startswith("LC_")}
    return {**kept, "LC_ALL": "C.UTF-8", "ANBAN_LANG": "en",
            "FONTCONFIG_FILE": str(TOP / "tests" / "fonts.conf"), **changes}


def run(arguments, cwd=None, env=None, **options):
    """Runs anban; the result has returncode, stdout and stderr as bytes."""
    return subprocess.run([program(), *map(str, arguments)], cwd=cwd,
                          env=env or environment(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=HANG, check=False, **options)


def diagnostics_of(text):
    """[(line, column, level, code)] of what a run said, in order; 0 where there is no position."""
    return [(int(line or 0), int(column or 0), level, code) for line, column, level, code
            in DIAGNOSTIC.findall(text)]


def diagnostics(result):
    """The same of a run."""
    return diagnostics_of(result.stderr.decode("utf-8", "replace"))


def stem(path):
    """The name of an input without its suffix, or None: not an input."""
    for suffix in INPUT_SUFFIXES:
        if path.name.endswith(suffix):
            return path.name[:-len(suffix)]
    return None


def sheet_stem(path):
    """The name of a style sheet that is a case."""
    return path.name[:-len(".css")] if path.name.endswith(".css") else None


def case_name(path):
    """The test's name: the path below tests/cases without suffix."""
    return str(path.parent.relative_to(CASES) / (stem(path) or sheet_stem(path)))


def cases():
    """The inputs of all cases, sorted by name."""
    inputs = [path for path in CASES.rglob("*")
              if path.is_file() and stem(path) is not None]
    return sorted(inputs, key=case_name)


def samples():
    return sorted(SAMPLES.glob("*.txt")) + sorted(SAMPLES.glob("*.anban.json"))


def extra_arguments(path):
    """The arguments in NAME.args beside an input, one a line."""
    file = path.with_name((stem(path) or sheet_stem(path)) + ".args")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [beside(path, line) for line in lines]


def beside(path, argument):
    """--style=NAME.css is a sheet beside the case, wherever anban runs."""
    option, _, name = argument.partition("=")
    if option == "--style" and name.endswith(".css"):
        return f"--style={path.with_name(name)}"
    return argument


def sheets():
    """The style sheets that are cases: those with goldens beside them, sorted by name."""
    return sorted(path for path in CASES.rglob("*.css")
                  if path.with_suffix(".diag").exists()
                  or path.with_suffix(".computed").exists())
