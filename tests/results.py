#!/usr/bin/env python3
"""Test names before a run, and the count of results after it.

    results.py names BUILD [PREFIX...]   the names of the tests that begin so; none: all
    results.py count BUILD...            "N passed, N failed" over the last runs
"""

import collections
import json
import subprocess
import sys
from pathlib import Path

PASSED = ("OK", "EXPECTEDFAIL")
SKIPPED = ("SKIP",)


def names(build, prefixes):
    listing = subprocess.run(["meson", "introspect", "--tests", build], check=True,
                             stdout=subprocess.PIPE).stdout
    known = sorted({test["name"] for test in json.loads(listing)})
    unused = [prefix for prefix in prefixes
              if not any(name.startswith(prefix) for name in known)]
    if unused:
        sys.exit(f"no test begins so: {' '.join(unused)}   (meson test -C {build} --list)")
    print("\n".join(name for name in known
                    if not prefixes or name.startswith(tuple(prefixes))))


def count(builds):
    results = collections.Counter()
    for build in builds:
        log = Path(build) / "meson-logs" / "testlog.json"
        for line in log.read_text(encoding="utf-8").splitlines():
            result = json.loads(line)["result"]
            kind = ("passed" if result in PASSED else
                    "skipped" if result in SKIPPED else "failed")
            results[kind] += 1
    skipped = f", {results['skipped']} skipped" if results["skipped"] else ""
    print(f"{results['passed']} passed, {results['failed']} failed{skipped}")


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("names", "count"):
        sys.exit(__doc__)
    if sys.argv[1] == "names":
        names(sys.argv[2], sys.argv[3:])
    else:
        count(sys.argv[2:])


if __name__ == "__main__":
    main()
