#!/usr/bin/env python3
"""Replays seeds and findings of a fuzz target: replay.py TARGET PROGRAM

First by PROGRAM, the target built with main.c, then through the door that anban's users have
(DOORS): no crash, no hang, a documented status, and the JSON form of an article stays as it is
when it is read again.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import seeds  # noqa: E402
import anban  # noqa: E402

from checks import INPUT, INVALID, LIMIT, LOST, OK, Checks  # noqa: E402


def by_target(checks, program, folder):
    """All of them in one process; the last name it printed is the one that ended it."""
    files = sorted(folder.iterdir())
    result = subprocess.run([program, *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            timeout=5 * anban.HANG, check=False)
    checks.that(files and result.returncode == 0, f"{program}: {result.returncode}\n"
                + result.stderr.decode("utf-8", "replace")[-3000:])


def inspect(checks, path, *arguments):
    result = anban.run(["inspect", *arguments, path])
    checks.that(result.returncode in (OK, LOST, INPUT, LIMIT),
                f"inspect {' '.join(arguments)} {path.name}: {result.returncode}\n"
                + result.stderr.decode("utf-8", "replace")[-3000:])
    return result.stdout


def article(checks, name, data, folder):
    """As reader.c does it, by the program: inspect in all forms, convert."""
    suffix = ".anban.json" if data[:1] == b"j" else ".txt"
    path = folder / f"x{suffix}"
    path.write_bytes(data[1:])
    json = inspect(checks, path, "--json")
    for form in ("--ledger", "--shown", "--pages"):
        inspect(checks, path, form)
    if json:
        (folder / "y.anban.json").write_bytes(json)
        again = inspect(checks, folder / "y.anban.json", "--json")
        checks.that(again == json, f"{name}: its JSON changes when it is read")
    result = anban.run(["convert", path, "-o", f"{folder}/", "--force"])
    checks.that(result.returncode in (OK, LOST, INPUT, LIMIT), f"convert {name}: {result}")


def finished(checks, name, data, folder):
    path = folder / "x"
    path.write_bytes(data)
    for form in ([], ["--json"]):
        result = anban.run(["info", *form, path])
        checks.that(result.returncode in (OK, INPUT), f"info {name}: {result}")


def sheet(checks, name, data, folder):
    """An article in the sheet, which never stops it."""
    path = folder / "x.css"
    path.write_bytes(data[1:])
    result = anban.run(["inspect", "--pages", "--style", path, "--paper=A5", anban.SAMPLES
                        / "seed.txt"])
    checks.that(result.returncode in (OK, LOST) and result.stdout,
                f"inspect --style {name}: {result.returncode}\n"
                + result.stderr.decode("utf-8", "replace")[-3000:])


def checked(checks, name, data, folder):
    path = folder / "x"
    path.write_bytes(data)
    for form in ([], ["--json"], ["--profile", "a-1a,ua-1"]):
        result = anban.run(["check", *form, path])
        checks.that(result.returncode in (OK, INPUT, INVALID), f"check {name}: {result}")


DOORS = {"reader": article, "info": finished, "check": checked, "sheet": sheet}


def main():
    target, program = sys.argv[1:]
    items = [*seeds.SEEDS[target](), *seeds.findings(target)]
    checks = Checks()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds.write(items, folder / "files")
        by_target(checks, program, folder / "files")
        for name, data in items:
            DOORS[target](checks, name, data, folder)
    print(f"{len(items)} inputs, {checks.failed} failures")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
