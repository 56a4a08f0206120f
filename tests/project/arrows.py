#!/usr/bin/env python3
"""Checks every #include under src against the arrows of the design (src/README.md).

FOLDERS says which folders a folder may include from (its own always); HEADERS lets single
headers through where the folder's rest stays closed; FOREIGN says which files may include a
foreign library's headers. The C library, POSIX and GLib are open to all.
"""

import re
import sys
from fnmatch import fnmatch
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src"

FOLDERS = {
    "base": [],
    "text": ["base"],
    "article": ["base", "text"],
    "article/recognise": ["base", "text", "article"],
    "read": ["base", "text", "article", "article/recognise"],
    "image": ["base"],
    "style": ["base", "text", "article"],
    "book": ["base", "text", "article"],
    "typeset": ["base", "text", "article", "image", "style"],
    "write": ["base", "article"],
    "write/pdf": ["base", "article", "image", "typeset", "write"],
    "write/png": ["base", "image", "typeset", "write"],
    "write/epub": ["base", "text", "article", "image", "style", "write"],
    "info": ["base"],
    "app": ["base", "text", "article", "read", "image", "style", "book", "typeset", "write",
            "write/pdf", "write/png", "write/epub", "info"],  # and, of check, HEADERS
    "check": ["base"],
    "check/pdf": ["base", "check"],
    "check/epub": ["base", "check"],
    "cli": ["base", "app"],
}

HEADERS = {
    "write": ["write/pdf/pdf.h", "write/epub/epub.h"],  # the table of writers
    "write/epub": ["typeset/pagemap.h"],
    "app": ["check/epub/check.h"],  # of what was written
    "check": ["check/pdf/check.h", "check/epub/check.h"],  # the program's two halves
}

FOREIGN = {
    "zip.h": ["base/unzip.c"],
    "libxml/*": ["base/xmltree.[ch]"],
    "qpdf/*": ["check/pdf/pdf.c"],
    "json-glib/*": ["article/json_library.h"],
    "yaml.h": ["base/yamldoc.c"],
    "libdeflate.h": ["base/deflate.c"],
    "hb-subset*.h": ["base/subset.c"],
    "hb*.h": ["typeset/font.[ch]", "typeset/shape*.[ch]", "typeset/outline.c", "base/subset.c",
               "base/fontfile.c"],
    "cairo*.h": ["write/png/libraries.h"],
    "ft2build.h": ["write/png/libraries.h"],
    "dlfcn.h": ["base/ondemand.c"],
    "gdk-pixbuf/*": ["image/pixbuf.c"],
    "lcms2.h": ["image/colour.c"],
    "turbojpeg.h": ["image/jpeg.c"],
    "pango/*": [],
    "fontconfig/*": ["typeset/system.c"],
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def phase_of(path):
    """The folder of the table that a file is in: its own, or the nearest above."""
    folders = [str(folder) for folder in Path(path).parents]
    return next((folder for folder in folders if folder in FOLDERS), folders[0])


def arrow_error(file, header):
    """Why `file` may not include the project's `header`, or None."""
    folder, target = phase_of(file), phase_of(header)
    if header == "config.h":
        return None
    if not (SRC / header).is_file():
        return "there is no such file below src (write the path from src)"
    if folder not in FOLDERS:
        return f"src/{folder} is not in the table of arrows"
    if target == folder or target in FOLDERS[folder] or header in HEADERS.get(folder, []):
        return None
    return f"src/{folder} may not include from src/{target}"


def foreign_error(file, header):
    """Why `file` may not include the system's `header`, or None."""
    for pattern, files in FOREIGN.items():
        if fnmatch(header, pattern):
            if any(fnmatch(str(file), allowed) for allowed in files):
                return None
            return f"this library belongs to {', '.join(files) or 'nobody yet'}"
    known = re.fullmatch(r"(glib|gio|glib-object)\.h|glib/.*|sys/.*|[a-z0-9]+\.h", header)
    return None if known else "this library is not in the table of foreign headers"


def main():
    sources = sorted(path for path in SRC.rglob("*") if path.suffix in (".c", ".h", ".def"))
    failed = 0
    for path in sources:
        file, text = path.relative_to(SRC), path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            quote, header = match.groups()
            error = (arrow_error if quote == '"' else foreign_error)(file, header)
            if error:
                failed += 1
                line = text.count("\n", 0, match.start()) + 1
                print(f"src/{file}:{line}: {header}: {error}")
    print(f"{len(sources)} files, {failed} wrong arrows")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
