#!/usr/bin/env python3
"""Makes samples/pictures/ke-sach.png: shelves of books, drawn with nothing but numbers.

    samples/pictures/make.py      always the same bytes
"""
import struct
import zlib
from pathlib import Path

WIDTH, HEIGHT, SHELVES = 900, 600, 4
WOOD, SHADE, WALL = (176, 132, 88), (120, 84, 54), (238, 230, 214)
SPINES = [(122, 60, 44), (179, 38, 30), (84, 98, 88), (60, 72, 96), (168, 140, 96), (96, 70, 52)]


def numbers(seed):
    """A row of numbers below 2^31 that looks like chance and is not."""
    while True:
        seed = (seed * 1103515245 + 12345) % (1 << 31)
        yield seed >> 8


def fill(rows, left, top, right, bottom, colour):
    for y in range(max(top, 0), min(bottom, HEIGHT)):
        rows[y][3 * left:3 * right] = bytes(colour) * (right - left)


def books(rows, top, bottom, chance):
    x = 34
    while x < WIDTH - 70:
        width, low = 14 + next(chance) % 22, next(chance) % 34
        colour = SPINES[next(chance) % len(SPINES)]
        if next(chance) % 9:
            fill(rows, x, top + 14 + low, x + width, bottom, colour)
            fill(rows, x + 3, top + 30 + low, x + width - 3, top + 34 + low, WALL)
        x += width + 2


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def main():
    rows = [bytearray(bytes(WALL) * WIDTH) for _ in range(HEIGHT)]
    chance, step = numbers(43), HEIGHT // SHELVES
    for shelf in range(SHELVES):
        books(rows, shelf * step, (shelf + 1) * step - 16, chance)
        fill(rows, 0, (shelf + 1) * step - 16, WIDTH, (shelf + 1) * step - 4, WOOD)
        fill(rows, 0, (shelf + 1) * step - 4, WIDTH, (shelf + 1) * step, SHADE)
    fill(rows, 0, 0, 20, HEIGHT, WOOD)
    fill(rows, WIDTH - 20, 0, WIDTH, HEIGHT, WOOD)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    Path(__file__).with_name("ke-sach.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))


if __name__ == "__main__":
    main()
