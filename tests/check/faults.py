"""What the tests of planted faults share: running both checkers, and the table of both."""

import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402

# Of what the validator finds, at least so much must be found by anban check.
SHARE = 0.9


def ours(path, *arguments):
    """The codes of what anban check finds."""
    result = anban.run(["check", "--json", *arguments, path])
    if result.returncode not in (0, 5):
        sys.exit(f"anban check {path}: status {result.returncode}\n"
                 + result.stderr.decode("utf-8", "replace"))
    rows = [json.loads(line) for line in result.stdout.decode("utf-8").splitlines()]
    codes = sorted({row["code"] for row in rows if "code" in row})
    if (result.returncode == 5) != bool(codes):
        sys.exit(f"anban check {path}: status {result.returncode} with {codes}")
    return codes


def rules():
    """The codes of all rules of anban check."""
    lines = anban.run(["check", "--rules", "--json"]).stdout.decode("utf-8").splitlines()
    return [json.loads(line)["code"] for line in lines]


def validated(command, pattern):
    """{file: rules} of a validator that prints "passed …" or "FAILED …" for each file and
    flavour, with a rule a line (pattern) below a failure."""
    result = subprocess.run(list(map(str, command)), check=False, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    found, rules = {}, None
    for line in result.stdout.decode("utf-8", "replace").splitlines():
        heading = re.match(r"(passed|FAILED) (?:(\w+) )?(/.*)", line)
        if heading:
            rules = found.setdefault((heading[3], heading[2]), [])
            continue
        rule = re.match(pattern, line)
        name = rule and re.sub(r":\d{4} ", " ", rule[1])
        if rule and rules is not None and name not in rules:
            rules.append(name)
        elif "cannot be validated" in line and rules is not None:
            rules.append("unreadable")
    if not found:
        sys.exit(result.stdout.decode("utf-8", "replace"))
    return found


def shortened(words):
    return ", ".join(words[:4]) + (" …" if len(words) > 4 else "") if words else "–"


def report(rows, validator):
    """Prints the table and says whether enough was found: the exit status.

    rows: (fault, expected code of ours, rules of the validator, codes of ours)."""
    print(f"| fault | {validator} | anban check |\n|---|---|---|")
    for fault, _, theirs, codes in rows:
        print(f"| {fault} | {shortened(theirs)} | {shortened(codes)} |")
    seen = [row for row in rows if row[2]]
    both = [row for row in seen if row[3]]
    missed = [f"{fault}: no {expected} among {codes}" for fault, expected, _, codes in rows
              if expected not in codes]
    print(f"\n{len(rows)} faults; {validator} sees {len(seen)}, anban check {len(both)} of "
          f"these and {sum(bool(row[3]) for row in rows)} in all")
    for words in missed:
        print("FAILED", words)
    return 1 if missed or not seen or len(both) < SHARE * len(seen) else 0
