"""What the tests of bad input, bad places and bad moments share."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import anban

# The exit statuses that these tests meet; all of them are in src/base/status.h.
OK, USAGE, LOST, INPUT, INVALID, IO, LIMIT, INTERRUPTED = 0, 2, 3, 4, 5, 6, 7, 130

# How often a run is disturbed at a random moment.
ROUNDS = 60

# A root process without these capabilities is bound by permissions like anybody else.
BOUND = (["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps",
          "-all", "--"] if os.geteuid() == 0 else [])

SEED = anban.SAMPLES / "seed.txt"


class Checks:
    """Counts what failed and says it."""

    def __init__(self):
        self.failed = 0

    def that(self, true, words):
        if not true:
            self.failed += 1
            print(f"FAILED {words}", flush=True)

    def run(self, words, result, status, code=None):
        """A run ended with this status, and with just this error (or loss), if any."""
        found = [(level, name) for _, _, level, name in anban.diagnostics(result)
                 if level in ("lost", "error")]
        wanted = [code] if code else []
        self.that(result.returncode == status and [name for _, name in found] == wanted,
                  f"{words}: status {result.returncode} (expected {status}), "
                  f"diagnostics {found} (expected {wanted})\n"
                  + result.stderr.decode("utf-8", "replace"))


def files_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def article(folder, name="bai.txt"):
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(SEED, folder / name))


def long_article(folder, copies=60):
    """An article that takes long enough to be interrupted at different stages."""
    path = folder / "dai.txt"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join([SEED.read_text(encoding="utf-8")] * copies),
                    encoding="utf-8")
    return path


def start(arguments, **options):
    return subprocess.Popen([anban.program(), *map(str, arguments)], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env=anban.environment(), **options)


# Runs anban and says what it took: a child of its own, so that the peak is that of one run.
MEASURE = """
import json, resource, subprocess, sys, time
began = time.monotonic()
result = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True, check=False)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([result.returncode, result.stdout.decode("utf-8", "replace"),
                  result.stderr.decode("utf-8", "replace"), time.monotonic() - began,
                  usage.ru_maxrss // 1024]))
"""


def measured(arguments, seconds=900, cwd=None):
    """A run with its peak memory in MiB; longer than `seconds` is a hang."""
    result = subprocess.run([sys.executable, "-c", MEASURE, anban.program(),
                             *map(str, arguments)], env=anban.environment(), cwd=cwd,
                            capture_output=True, timeout=seconds, check=True)
    return SimpleNamespace(**dict(zip(("returncode", "stdout", "stderr", "seconds", "mib"),
                                      json.loads(result.stdout), strict=True)))


def duration(arguments, folder):
    """How long an undisturbed run takes, a little over: the range of random moments."""
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    result = anban.run(arguments)
    if result.returncode != OK:
        sys.exit(f"{arguments}: {result.returncode} {result.stderr.decode()}")
    return (time.monotonic() - began) * 1.1


def whole_or_temporary(folder, known):
    """Final names hold one of the known contents; all else is a hidden temporary file."""
    for path in folder.iterdir() if folder.exists() else []:
        if not path.name.startswith(".") and path.read_bytes() not in known.get(path.name, []):
            return False
    return True


def main(*tests):
    """Runs the tests, each in a folder of its own, and ends the program."""
    checks = Checks()
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            test(checks, Path(folder))
    sys.exit(1 if checks.failed else 0)
