#!/usr/bin/env python3
"""Every rule of recognition has a case that is named after it and shows it at work.

    rules.py            checks, for the suite
    rules.py --table    the rules, how sure each is, and the cases in which it decides

A rule "list.bullets" needs tests/cases/read/list-bullets*.txt with [list.bullets, …] in its
.inspect, or the rule in its .ledger (what is dropped is no node).
"""

import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
CASES = TOP / "tests" / "cases" / "read"
ROW = re.compile(r'\{"([a-z-]+\.[a-z-]+)",\s*CERTAINTY_(\w+),')
# of nodes that are made, and of blocks that are no rule's
MADE = {"date.agency"}
SAID = re.compile(r'"((?:mark|front-matter|verse)\.[a-z-]+)"')


def rules():
    """{name: certainty} in the order of the source."""
    found = {}
    for path in sorted((TOP / "src" / "article" / "recognise").glob("*.c")):
        text = path.read_text(encoding="utf-8")
        found.update({name: certainty.lower() for name, certainty in ROW.findall(text)})
        for name in SAID.findall(text):
            found.setdefault(name, "likely" if name.startswith("verse") else "sure")
    return found


def deciding():
    """{rule: names of the cases in which it decides}"""
    cases = {}
    for path in sorted([*CASES.glob("*.inspect"), *CASES.glob("*.ledger")]):
        text = path.read_text(encoding="utf-8")
        for rule in set(re.findall(r"\[([a-z-]+\.[a-z-]+), ", text)
                        if path.suffix == ".inspect"
                        else re.findall(r" ([a-z-]+\.[a-z-]+) +(?:sure|likely|guess)", text)):
            names = cases.setdefault(rule, [])
            if path.stem not in names:
                names.append(path.stem)
    return cases


def main(arguments):
    known, cases = rules(), deciding()
    if arguments == ["--table"]:
        for rule, certainty in known.items():
            print(f"{rule:24} {certainty:7} {', '.join(cases.get(rule, []))}")
        return 0
    missing = [rule for rule in known
               if not any(name.startswith(rule.replace(".", "-"))
                          for name in cases.get(rule, []))]
    for rule in missing:
        print(f"no case is named after the rule {rule}; it decides in {cases.get(rule, [])}")
    unknown = sorted(set(cases) - set(known) - MADE)
    if unknown:
        print("rules of goldens that the source does not have:", *unknown)
    print(f"{len(known)} rules, {len(missing)} without a case of their own")
    return 1 if missing or unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
