"""Pictures for the tests, made with nothing but the standard library.

A picture is a function (x, y) -> samples, and a size. JPEG is written with one colour for each
block of 8 × 8 (DC coefficients alone), WebP in one colour altogether: enough to see whether a
picture is upright, whole, and has the right colours.
"""

import struct
import zlib

RED, GREEN, BLUE, WHITE, GREY = (200, 30, 30), (30, 140, 60), (30, 60, 180), (255,) * 3, (90,) * 3


def quarters(width, height):
    """Red, green / blue, white: every turn of it looks different."""
    def sample(x, y):
        return ((RED, GREEN), (BLUE, WHITE))[y * 2 >= height][x * 2 >= width]
    return sample


# --- PNG (ISO/IEC 15948) -----------------------------------------------------------------

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, sample, colour=2, extra=b"", interlaced=0, depth=8):
    """colour: 0 grey, 2 RGB, 3 palette (samples are indices), 4 and 6 with alpha."""
    rows = b"".join(b"\0" + bytes(value for x in range(width) for value in sample(x, y))
                    for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra
            + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def png_bomb(width, height):
    """A header that promises a great deal."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(bytes(100000), 9)) + chunk(b"IEND", b""))


# --- JPEG (ITU-T T.81) -------------------------------------------------------------------

DC_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]  # Table K.3
DC_CODES = {0: (0, 2), 1: (2, 3), 2: (3, 3), 3: (4, 3), 4: (5, 3), 5: (6, 3), 6: (14, 4),
            7: (30, 5), 8: (62, 6), 9: (126, 7), 10: (254, 8), 11: (510, 9)}


class Bits:
    def __init__(self):
        self.value, self.length = 0, 0

    def add(self, value, length):
        self.value, self.length = self.value << length | value, self.length + length

    def stuffed(self):
        pad = -self.length % 8
        data = (self.value << pad | (1 << pad) - 1).to_bytes((self.length + pad) // 8, "big")
        return data.replace(b"\xff", b"\xff\0")


def segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def exif(turn):
    """An APP1 segment with nothing but the orientation."""
    tags = struct.pack(">HHHIHHI", 1, 274, 3, 1, turn, 0, 0)
    return segment(0xE1, b"Exif\0\0MM\0*" + struct.pack(">I", 8) + tags)


ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\0")  # the channels are not YCbCr


def ycc(colour):
    r, g, b = colour
    return (0.299 * r + 0.587 * g + 0.114 * b, 128 - 0.1687 * r - 0.3313 * g + 0.5 * b,
            128 + 0.5 * r - 0.4187 * g - 0.0813 * b)


def jpeg_data(width, height, sample, channels, progressive):
    """The compressed data: for each block its means, as differences."""
    bits, before = Bits(), [0] * channels
    for top in range(0, height, 8):
        for left in range(0, width, 8):
            values = sample(min(left + 4, width - 1), min(top + 4, height - 1))
            for k in range(channels):
                level = round(values[k]) - 128  # DC / 8, quantised by 8
                step, before[k] = level - before[k], level
                size = abs(step).bit_length()
                bits.add(*DC_CODES[size])
                bits.add(step if step >= 0 else step + (1 << size) - 1, size)
                if not progressive:
                    bits.add(0, 1)  # end of block
    return bits.stuffed()


def jpeg(width, height, sample, channels=3, extra=b"", progressive=False):
    """sample gives YCbCr (see ycc()) for three channels, grey for one, CMYK for four."""
    frame = struct.pack(">BHHB", 8, height, width, channels) + b"".join(
        bytes([k + 1, 0x11, 0]) for k in range(channels))
    scan = bytes([channels]) + b"".join(bytes([k + 1, 0]) for k in range(channels))
    codes = segment(0xC4, b"\0" + bytes(DC_LENGTHS) + bytes(range(12)))
    if not progressive:
        codes += segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
    return (b"\xff\xd8" + extra + segment(0xDB, b"\0" + bytes([8] * 64))
            + segment(0xC2 if progressive else 0xC0, frame) + codes
            + segment(0xDA, scan + (b"\0\0\0" if progressive else b"\0\x3f\0"))
            + jpeg_data(width, height, sample, channels, progressive) + b"\xff\xd9")


def photo(width, height, **options):
    """Quarters as a JPEG in colour."""
    sample = quarters(width, height)
    return jpeg(width, height, lambda x, y: ycc(sample(x, y)), **options)


# --- others ------------------------------------------------------------------------------

def gif(width, height, colours, sample):
    """GIF89a; a clear code after every 100 pixels keeps the codes at nine bits."""
    table = b"".join(bytes(colour) for colour in colours).ljust(768, b"\0")
    bits, codes = 0, []
    for i in range(width * height):
        if i % 100 == 0:
            codes.append(256)
        codes.append(sample(i % width, i // width))
    for i, code in enumerate([*codes, 257]):
        bits |= code << 9 * i
    data = bits.to_bytes((len(codes) + 1) * 9 // 8 + 1, "little")
    blocks = b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255]
                      for i in range(0, len(data), 255))
    return (b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0) + table + b","
            + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x08" + blocks + b"\0;")


def tiff(width, height, sample, turn=1):
    """RGB, not compressed, one strip."""
    data = bytes(value for y in range(height) for x in range(width) for value in sample(x, y))
    depths, start = 8 + len(data), 8
    tags = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, depths), (259, 3, 1, 1),
            (262, 3, 1, 2), (273, 4, 1, start), (274, 3, 1, turn), (277, 3, 1, 3),
            (278, 4, 1, height), (279, 4, 1, len(data))]
    directory = struct.pack("<H", len(tags)) + b"".join(
        struct.pack("<HHII", *tag) for tag in tags) + b"\0\0\0\0"
    return (b"II*\0" + struct.pack("<I", depths + 6) + data + struct.pack("<HHH", 8, 8, 8)
            + directory)


def webp(width, height, colour):
    """Lossless WebP in one colour: every prefix code has one symbol (RFC 9649)."""
    value, length = 0x2F, 8

    def add(number, n):
        nonlocal value, length
        value, length = value | number << length, length + n
    add(width - 1, 14)
    add(height - 1, 14)
    add(len(colour) == 4, 1)
    add(0, 3)  # version
    add(0, 1)  # no transform
    add(0, 1)  # no colour cache
    add(0, 1)  # no meta prefix codes
    red, green, blue = colour[:3]
    alpha = colour[3] if len(colour) == 4 else 255
    for symbol in (green, red, blue, alpha):
        add(1, 1)  # a simple code
        add(0, 1)  # of one symbol
        add(1, 1)  # of eight bits
        add(symbol, 8)
    add(1, 1)
    add(0, 1)
    add(0, 1)  # distances: one symbol of one bit, 0
    add(0, 1)
    data = value.to_bytes((length + 7) // 8, "little")
    body = b"VP8L" + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def svg(width, height):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" '
            f'fill="#ffd"/><circle cx="{width // 2}" cy="{height // 2}" r="{height // 3}" '
            'fill="#b3261e"/></svg>').encode()


# --- the pictures of the cases -----------------------------------------------------------

INKS = ((255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255))


def inks(invert):
    """Stripes of cyan, magenta, yellow and black."""
    return lambda x, y: tuple(value ^ (255 if invert else 0) for value in INKS[x // 40])


def of_cases():
    """Name and content of every picture in tests/cases/image/pictures."""
    small = quarters(120, 80)
    indexed = chunk(b"PLTE", bytes(RED + GREEN + BLUE + WHITE))
    truncated = photo(160, 80)
    files = {
        "rgb.png": png(120, 80, small),
        "grey.png": png(120, 80, lambda x, y: (x * 2,), 0),
        "alpha.png": png(120, 80, lambda x, y: (*small(x, y), 255 * x // 119), 6),
        "palette.png": png(120, 80, lambda x, y: ((y >= 40) * 2 + (x >= 60),), 3, indexed),
        "suggested.png": png(120, 80, small, 2, indexed),  # a palette that RGB does not use
        "keyed.png": png(120, 80, small, 2, chunk(b"tRNS", struct.pack(">HHH", *GREEN))),
        "print.png": png(120, 80, small, 2, chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1))),
        "photo.jpg": photo(800, 528),
        "progressive.jpg": photo(160, 80, progressive=True),
        "grey.jpg": jpeg(160, 80, lambda x, y: (x,), 1),
        "cmyk.jpg": jpeg(160, 80, inks(False), 4),
        "adobe.jpg": jpeg(160, 80, inks(True), 4, ADOBE),
        "upright.tif": tiff(60, 40, quarters(60, 40)),
        "aside.tif": tiff(60, 40, quarters(60, 40), 6),
        "quarters.gif": gif(60, 40, [RED, GREEN, BLUE, WHITE],
                            lambda x, y: (y >= 20) * 2 + (x >= 30)),
        "green.webp": webp(60, 40, GREEN),
        "glass.webp": webp(60, 40, (*GREEN, 100)),
        "sun.svg": svg(300, 200),
        "portrait.png": png(200, 500, quarters(200, 500)),
        "wide.png": png(1000, 60, quarters(1000, 60)),
        "cut.jpg": truncated[:len(truncated) * 2 // 3],
        "cut.png": png(120, 80, small)[:-40],
        "bomb.png": png_bomb(40000, 40000),
        "words.png": "Đây không phải là ảnh.".encode(),
    }
    files |= {f"turn-{turn}.jpg": photo(160, 80, extra=exif(turn)) for turn in range(1, 9)}
    return files


if __name__ == "__main__":
    import sys
    from pathlib import Path

    for name, data in of_cases().items():
        (Path(sys.argv[1]) / name).write_bytes(data)
