"""Pictures of pages as grids of grey: enough to tell whether two pages look the same."""

import struct
import zlib

CELL = 10  # pixels a side

# How far the mean grey (0..255) of a cell may differ between two painters of the same page:
# they smooth edges differently (by 10), while a word out of place differs by 40 and more.
TOLERANCE = 20

# The same where there are pictures: MuPDF lets them grow to whole pixels, which moves an edge of
# full contrast by less than one of the ten pixels of a cell (25), and by two in a corner.
PICTURE_TOLERANCE = 40


def read_png(data):
    """(width, height, rows of grey bytes) of an 8-bit RGB or RGBA PNG (ISO/IEC 15948)."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("not a PNG")
    at, packed, header = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    width, height, depth, colour, _, _, interlaced = header
    channels = {0: 1, 2: 3, 6: 4}.get(colour)
    if depth != 8 or interlaced or not channels:
        raise ValueError(f"unexpected kind of PNG: {header}")
    rows = unfiltered(zlib.decompress(packed), width * channels, height, channels)
    return width, height, [row[min(1, channels - 1)::channels] for row in rows]


def unfiltered(data, stride, height, step):
    """The scanlines of a PNG without their filters (clause 9)."""
    rows, before = [], bytes(stride)
    for y in range(height):
        kind = data[y * (stride + 1)]
        row = bytearray(data[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride) if kind else ():
            left = row[x - step] if x >= step else 0
            corner = before[x - step] if x >= step else 0
            row[x] = (row[x] + predicted(kind, left, before[x], corner)) & 255
        rows.append(bytes(row))
        before = row
    return rows


def predicted(kind, left, above, corner):
    if kind < 4:
        return (0, left, above, (left + above) // 2)[kind]
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))


def read_ppm(data):
    """(width, height, rows of grey bytes) of a PPM, as MuPDF writes it."""
    kind, width, height, depth = data.split(None, 4)[:4]
    if kind != b"P6" or depth != b"255":
        raise ValueError("not a PPM with 8 bits")
    width, height = int(width), int(height)
    pixels = data[-width * height * 3:]
    return width, height, [pixels[y * width * 3 + 1:(y + 1) * width * 3:3]
                           for y in range(height)]


def cells(picture):
    """Mean grey of the picture's cells, row by row."""
    width, height, rows = picture
    return [[sum(sum(row[x:x + CELL]) for row in rows[y:y + CELL]) / (CELL * CELL)
             for x in range(0, width - CELL + 1, CELL)]
            for y in range(0, height - CELL + 1, CELL)]


def difference(first, second, tolerance=TOLERANCE):
    """None if the pictures look the same, else words on where they differ."""
    if abs(first[0] - second[0]) > 1 or abs(first[1] - second[1]) > 1:
        return f"{first[0]}×{first[1]} pixels against {second[0]}×{second[1]}"
    worst, place = 0, None
    for y, (row, other) in enumerate(zip(cells(first), cells(second))):
        for x, (one, two) in enumerate(zip(row, other)):
            if abs(one - two) > worst:
                worst, place = abs(one - two), (x * CELL, y * CELL)
    return None if worst <= tolerance else f"grey differs by {worst:.0f} at pixel {place}"
