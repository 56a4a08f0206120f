#!/usr/bin/env python3
"""Checks the font files against the table in fonts/README.md.

Every font file has one row and every row one file; family, style and version are those of
the file's own name table, and the SHA-256 is that of its bytes.

    fonts.py            check, exit status 1 if anything differs
    fonts.py --table    print the rows as they should be, for a new release of a font
"""

import hashlib
import re
import struct
import sys
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "fonts"

# Name ids of the OpenType `name` table: the typographic names (16, 17) stand only where
# they differ from the legacy ones (1, 2).
FAMILY, STYLE, VERSION, TYPOGRAPHIC_FAMILY, TYPOGRAPHIC_STYLE = 1, 2, 5, 16, 17
WINDOWS, ENGLISH_US = 3, 0x409


def name_table(data):
    """The English names of a TrueType file: {name id: text}."""
    tables = struct.unpack_from(">H", data, 4)[0]
    for i in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        if tag == b"name":
            break
    else:
        raise ValueError("no name table")
    count, strings = struct.unpack_from(">HH", data, start + 2)
    names = {}
    for i in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(
            ">6H", data, start + 6 + 12 * i)
        if platform == WINDOWS and language == ENGLISH_US:
            text = start + strings + offset
            names[name] = data[text:text + length].decode("utf-16-be")
    return names


def measured_row(path):
    """(file, family, style, version, SHA-256) as the file itself says."""
    data = path.read_bytes()
    names = name_table(data)
    version = re.match(r"Version ([0-9.]+)", names[VERSION])
    return (path.name,
            names.get(TYPOGRAPHIC_FAMILY, names[FAMILY]),
            names.get(TYPOGRAPHIC_STYLE, names[STYLE]),
            version.group(1),
            hashlib.sha256(data).hexdigest())


def written_rows():
    """The rows of the README's table, without the columns a file cannot tell."""
    rows = []
    for line in (FONTS / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if len(cells) == 7 and cells[0].endswith(".ttf"):
            name, family, style, version, licence, _, digest = cells
            if not (FONTS / licence).is_file():
                sys.exit(f"fonts/README.md: {name}: no licence file {licence}")
            rows.append((name, family, style, version, digest))
    return sorted(rows)


def main():
    measured = sorted(measured_row(path) for path in FONTS.glob("*.ttf"))
    if "--table" in sys.argv[1:]:
        for name, family, style, version, digest in measured:
            print(f"| `{name}` | {family} | {style} | {version} | … | … | `{digest}` |")
        return 0
    written = written_rows()
    for row in sorted(set(measured) ^ set(written)):
        side = "the file says" if row in measured else "fonts/README.md says"
        print(f"{row[0]}: {side}: {' · '.join(row[1:])}")
    if not measured:
        print("no font files in fonts/")
    return 0 if measured and measured == written else 1


if __name__ == "__main__":
    sys.exit(main())
