#!/usr/bin/env python3
"""No room, a size limit, a folder that vanishes: status 6 and no half file."""

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import (  # noqa: E402
    IO, OK, ROUNDS, article, duration, files_in, long_article, main, start,
    whole_or_temporary)


def size_limit(checks, folder):
    """Files may not grow over 4 KiB: as on a full disk, but without needing root."""
    source = article(folder / "in")
    out = folder / "out"
    out.mkdir()
    for kind in ("pdf", "epub"):
        result = anban.run(["convert", source, "--to", kind, "-o", f"{out}/"],
                           restore_signals=False,  # Python ignores SIGXFSZ; so shall anban
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE,
                                                                 (4096, 4096)))
        checks.run(f"{kind} over the size limit", result, IO, "output.write")
        checks.that(files_in(out) == [], f"{kind} over the size limit: {files_in(out)}")


def full_disk(checks, folder):
    """A file system with no room, in a mount namespace of its own; only root can."""
    if os.geteuid() != 0:
        print("full disk: not root, /dev/full and the size limit stand for it")
        return
    source = article(folder / "in")
    disk = folder / "disk"
    disk.mkdir()
    script = '''set -e
        mount -t tmpfs -o size=1m tmpfs "$1"
        "$2" convert "$3" -o "$1/" >&2
        cat "$1/bai.pdf" "$1/bai.epub" | cksum
        head -c 4000000 /dev/zero >"$1/filling" 2>/dev/null || true
        status=0
        "$2" convert "$3" --paper A5 -o "$1/" >&2 || status=$?
        cat "$1/bai.pdf" "$1/bai.epub" | cksum
        ls -A "$1"
        exit $status'''
    result = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", disk,
                             anban.program(), source], env=anban.environment(),
                            capture_output=True, timeout=anban.HANG, check=False)
    errors = [code for _, _, level, code in anban.diagnostics(result) if level == "error"]
    checks.that(result.returncode == IO and set(errors) == {"output.write"},
                f"full disk: status {result.returncode}, {errors}\n{result.stderr.decode()}")
    lines = result.stdout.decode().splitlines()
    checks.that(len(lines) >= 2 and lines[0] == lines[1], "full disk: the old files changed")
    checks.that(lines[2:] == ["bai.epub", "bai.pdf", "filling"], f"full disk: {lines}")


def vanishing_folder(checks, folder):
    """The output's folder is removed while anban works: status 6, or 0 when too late."""
    source = long_article(folder / "in")
    delay = random.Random(3)
    first, out = folder / "first", folder / "out"
    longest = duration(["convert", source, "-o", f"{first}/"], first)
    known = {name: [(first / name).read_bytes()] for name in files_in(first)}
    for _ in range(ROUNDS // 3):
        out.mkdir()
        process = start(["convert", source, "-o", f"{out}/"])
        time.sleep(delay.uniform(0, longest))
        shutil.rmtree(out, ignore_errors=True)
        _, errors = process.communicate(timeout=anban.HANG)
        found = "[output.write]" in errors.decode()
        checks.that(process.returncode == (IO if found else OK),
                    f"vanishing folder: status {process.returncode}, {errors.decode()}")
        checks.that(whole_or_temporary(out, known), f"vanishing folder: {files_in(out)}")
        shutil.rmtree(out, ignore_errors=True)


if __name__ == "__main__":
    main(size_limit, full_disk, vanishing_folder)
