#!/usr/bin/env python3
"""A device or a pipe as the output gets the whole file, or an error, and stays one."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import IO, OK, article, main  # noqa: E402


def device(folder, name, minor):
    """A character device of the test's own where it may make one, else the system's."""
    path = folder / name
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        os.close(os.open(path, os.O_WRONLY))
        return path
    except OSError:
        return Path("/dev") / name


def check_devices(checks, folder):
    source = article(folder)
    null, full = device(folder, "null", 3), device(folder, "full", 7)
    for kind in ("pdf", "epub"):
        result = anban.run(["convert", source, "--to", kind, "-o", null])
        checks.run(f"{kind} to /dev/null", result, OK)
        result = anban.run(["convert", source, "--to", kind, "-o", full])
        checks.run(f"{kind} to /dev/full", result, IO, "output.write")
        checks.that(null.is_char_device() and full.is_char_device(), "a device is gone")
        into_a_pipe(checks, folder, source, kind)
    with open("/dev/full", "wb") as sink:
        result = subprocess.run([anban.program(), "inspect", source], stdout=sink,
                                stderr=subprocess.PIPE, env=anban.environment(), check=False)
    checks.that(result.returncode == IO and result.stderr, "inspect to a full device: "
                f"status {result.returncode}")


def into_a_pipe(checks, folder, source, kind):
    """A named pipe and standard output get the bytes that a file gets."""
    whole, pipe = folder / f"whole.{kind}", folder / f"pipe.{kind}"
    checks.run(f"{kind} to a file", anban.run(["convert", source, "-o", whole]), OK)
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    result = anban.run(["convert", source, "--to", kind, "-o", pipe])
    reader.join(10)
    checks.run(f"{kind} to a pipe", result, OK)
    checks.that(pipe.is_fifo() and got == [whole.read_bytes()], f"{kind}: the pipe's bytes")
    result = anban.run(["convert", source, "--to", kind, "-o", "-"])
    checks.that(result.returncode == OK and result.stdout == whole.read_bytes(),
                f"{kind} to standard output")


if __name__ == "__main__":
    main(check_devices)
