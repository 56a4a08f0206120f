#!/usr/bin/env python3
"""Libraries that are loaded when they are first used (src/base/ondemand.h).

    ondemand.py notes    the ELF notes name them; none of them is linked, each can be loaded
    ondemand.py missing  without one: a message that names it, and no file that is not whole
"""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import pictures  # noqa: E402
from checks import LOST, OK, SEED, article, files_in, main  # noqa: E402

FAILED = 1
PICTURES = anban.CASES / "image" / "pictures"
NOTE = re.compile(rb'\[\{"soname":\["([^"]+)"\],"feature":"(\w+)","description":"[^"]+",'
                  rb'"priority":"required"\}\]')
# HarfBuzz is linked to it, so it is always there before
BROUGHT = {"libfreetype.so.6"}


def noted(path):
    """{feature: file} of the notes of a program."""
    return {feature.decode(): file.decode()
            for file, feature in NOTE.findall(Path(path).read_bytes())}


def linked(path):
    """The names of all libraries that are loaded when the program starts."""
    result = subprocess.run([path], env={**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"},
                            capture_output=True, check=True)
    return set(re.findall(r"^\s+(\S+) =>", result.stdout.decode(), re.M))


def notes(checks, _folder):
    libraries = noted(anban.program())
    checks.that(set(libraries) == set(USES) | {"freetype"}, f"other notes: {libraries}")
    start = linked(anban.program())
    checks.that("libglib-2.0.so.0" in start, f"ld.so says nothing of use: {start}")
    again = (set(libraries.values()) - BROUGHT) & start
    checks.that(not again, f"linked all the same: {again}")
    heavy = [name for name in start if re.match(r"lib(gio|gobject|X11|xcb)\b", name)]
    checks.that(not heavy, f"something brings these along: {heavy}")
    for file in libraries.values():
        try:
            ctypes.CDLL(file)
        except OSError as error:
            checks.that(False, f"{file}: {error}")


def without(folder, file):
    """An environment in which this library is there but is none."""
    path = folder / "lib"
    path.mkdir()
    (path / file).write_text("no library\n", encoding="utf-8")
    return anban.environment(LD_LIBRARY_PATH=str(path))


# CMYK with a colour profile
INKS = pictures.jpeg(160, 80, pictures.inks(False), 4,
                     pictures.segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(200)))


def with_picture(folder, name, data=None):
    """Words to convert an article with that picture."""
    article(folder)
    pool = folder / "anh"
    pool.mkdir()
    (pool / name).write_bytes(data or (PICTURES / name).read_bytes())
    return ["convert", folder / "bai.txt", "--images", pool, "--to", "pdf", "-o", folder / "x.pdf"]


def as_json(folder):
    path = folder / "bai.anban.json"
    path.write_bytes(anban.run(["inspect", "--json", SEED]).stdout)
    return ["convert", path, "--to", "pdf", "-o", folder / "x.pdf"]


def to_epub(folder):
    return ["convert", SEED, "--to", "epub", "-o", folder / "x.epub"]


def made(words, suffix):
    """Words to look at a file that anban made."""
    def of_folder(folder):
        path = folder / f"made.{suffix}"
        anban.run(["convert", SEED, "--to", suffix, "-o", path])
        return [words, path]
    return of_folder


# feature: (the words of a run that needs it, what it says and its status without, files then)
USES = {
    "cairo": [
        (lambda folder: ["preview", SEED, "-o", folder / "x.png"], "library.load", FAILED, []),
        (to_epub, "library.load", FAILED, ["x.epub"]),  # with no cover
    ],
    "json": [
        (lambda folder: ["inspect", "--json", SEED], "library.load", FAILED, []),
        (as_json, "library.load", FAILED, []),
    ],
    "gdk": [
        (lambda folder: with_picture(folder, "alpha.png"), "image.read", LOST, ["x.pdf"]),
        (lambda folder: with_picture(folder, "sun.svg"), "image.read", LOST, ["x.pdf"]),
    ],
    "turbo": [(lambda folder: with_picture(folder, "grey.jpg"), "image.read", LOST, ["x.pdf"])],
    "lcms": [(lambda folder: with_picture(folder, "inks.jpg", INKS), "image.read", LOST,
              ["x.pdf"])],
    "libzip": [
        (to_epub, "library.load", FAILED, []),
        (made("info", "epub"), "library.load", FAILED, []),
        (made("check", "epub"), "library.load", FAILED, []),
    ],
    "libxml": [
        (to_epub, "library.load", FAILED, []),
        (made("info", "pdf"), "library.load", FAILED, []),
        (made("check", "pdf"), "library.load", FAILED, []),
    ],
}


def missing(checks, folder):
    libraries = noted(anban.program())
    for feature, uses in USES.items():
        for number, (words, code, status, left) in enumerate(uses):
            place = folder / f"{feature}{number}"
            place.mkdir()
            arguments = words(place)
            whole = anban.run(arguments)
            checks.run(f"{feature} {number} with the library", whole, OK)
            for path in place.glob("x.*"):
                path.unlink()
            result = anban.run(arguments, env=without(place, libraries[feature]))
            checks.run(f"{feature} {number} without it", result, status, code)
            checks.that(libraries[feature] in result.stderr.decode(),
                        f"{feature}: the library is not named: {result.stderr}")
            written = [name for name in files_in(place) if name.startswith("x.")]
            checks.that(written == left, f"{feature} {number}: {written} was written")


CHECKS = {"notes": notes, "missing": missing}

if __name__ == "__main__":
    main(CHECKS[sys.argv[1]])
