#!/usr/bin/env python3
"""Makes srgb.c: small ICC profiles of sRGB (IEC 61966-2-1) and of grey with its curve, computed
from the definition.

    srgb.py > srgb.c        srgb.py --icc FILE        srgb.py --check srgb.c

Version 2.1 (ICC.1:1998-09), because PDF/A-1 knows no version 4. Three matrix columns,
adapted from D65 to D50 with the Bradford method, and one curve shared by the channels.
Nothing in it depends on the day or the machine.
"""
import struct
import sys

CURVE = 128  # points; straight lines between them stay within 0.00003 of the formula
DESCRIPTION = b"sRGB IEC61966-2.1"
GREY_DESCRIPTION = b"Grey, curve of sRGB"
COPYRIGHT = b"CC0 1.0 (public domain)"
D50 = (0.9642, 1.0, 0.8249)  # the profile connection space, as the ICC rounds it
WHITE = (0.3127, 0.3290)
PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


def apply(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def multiply(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(3)) for j in range(3)] for i in range(3)]


def inverse(m):
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [[(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
            [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
            [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det]]


def tristimulus(x, y):
    return [x / y, 1.0, (1 - x - y) / y]


def colorants():
    """The XYZ of red, green and blue at full strength, seen under D50."""
    columns = [tristimulus(*p) for p in PRIMARIES]
    matrix = [[c[i] for c in columns] for i in range(3)]
    white = tristimulus(*WHITE)
    strength = apply(inverse(matrix), white)
    matrix = [[matrix[i][j] * strength[j] for j in range(3)] for i in range(3)]
    here, there = apply(BRADFORD, white), apply(BRADFORD, D50)
    scale = [[there[i] / here[i] if i == j else 0 for j in range(3)] for i in range(3)]
    adapt = multiply(inverse(BRADFORD), multiply(scale, BRADFORD))
    matrix = multiply(adapt, matrix)
    return [[matrix[i][j] for i in range(3)] for j in range(3)]


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def xyz(values):
    return b"XYZ \0\0\0\0" + b"".join(fixed(v) for v in values)


def linear(v):
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def curve():
    points = [round(linear(i / (CURVE - 1)) * 65535) for i in range(CURVE)]
    return b"curv\0\0\0\0" + struct.pack(">I%dH" % CURVE, CURVE, *points)


def description(text):
    text += b"\0"
    return (b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text
            + struct.pack(">IIHB", 0, 0, 0, 0) + bytes(67))


def srgb_profile():
    red, green, blue = colorants()
    shared = curve()
    return profile(b"RGB ", DESCRIPTION, [
        (b"rXYZ", xyz(red)), (b"gXYZ", xyz(green)), (b"bXYZ", xyz(blue)), (b"rTRC", shared),
        (b"gTRC", shared), (b"bTRC", shared)])


def grey_profile():
    return profile(b"GRAY", GREY_DESCRIPTION, [(b"kTRC", curve())])


def profile(space, name, own):
    tags = [(b"desc", description(name)), (b"cprt", b"text\0\0\0\0" + COPYRIGHT + b"\0"),
            (b"wtpt", xyz(D50)), *own]
    table, body, placed = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags:
        if data not in placed:
            placed[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", placed[data], len(data))
    header = struct.pack(">I4sI4s4s4s6H4s4sI4s4sQI", start + len(body), bytes(4), 0x02100000,
                         b"mntr", space, b"XYZ ", 2026, 1, 1, 0, 0, 0, b"acsp", bytes(4), 0,
                         bytes(4), bytes(4), 0, 0)
    header += b"".join(fixed(v) for v in D50) + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + body


def table(name, data):
    rows = ["\t" + "".join("0x%02x, " % b for b in data[i:i + 12]).rstrip()
            for i in range(0, len(data), 12)]
    return "const guint8 %s_profile[%s_SIZE] = {\n%s\n};\n" % (
        name, name.upper(), "\n".join(rows))


def source():
    return """/*
 * srgb.c - ICC profiles of sRGB and of grey. Made by srgb.py; do not edit.
 */
#include "write/pdf/srgb.h"

/* clang-format off */
%s
%s""" % (table("srgb", srgb_profile()), table("grey", grey_profile()))


def main(arguments):
    if arguments[:1] == ["--icc"]:
        open(arguments[1], "wb").write(srgb_profile())
    elif arguments[:1] == ["--check"]:
        return 0 if open(arguments[1], encoding="utf-8").read() == source() else 1
    else:
        sys.stdout.write(source())
        sys.stderr.write("SRGB_SIZE %d, GREY_SIZE %d\n"
                         % (len(srgb_profile()), len(grey_profile())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
