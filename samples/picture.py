#!/usr/bin/env python3
"""Makes samples/paste-and-page.png: the raw paste and the first page anban makes of it.

    samples/picture.py      needs a built anban (samples/run) and Debian's python3-pil
"""
import subprocess
import tempfile
import textwrap
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

TOP = Path(__file__).resolve().parents[1]
DPI, EDGE, GROUND, INK = 84, 24, "#e9e6e1", "#333333"


def page():
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        subprocess.run([TOP / "build/anban", "preview", "--quiet", "--dpi",
                        str(DPI), TOP / "samples/seed.txt", "-o", picture], check=True)
        return Image.open(picture).convert("RGB")


def paste(width, height):
    """The text as a plain editor shows it."""
    sheet = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(TOP / "fonts/Tinos_400Regular.ttf"), 15)
    y = 14
    for line in (TOP / "samples/seed.txt").read_text(encoding="utf-8").split("\n"):
        for part in textwrap.wrap(line, 80) or [""]:
            draw.text((14, y), part, INK, font=font)
            y += 19
        if y > height:
            break
    return sheet


def main():
    right = page()
    left = paste(*right.size)
    whole = Image.new("RGB", (2 * right.width + 3 * EDGE, right.height + 2 * EDGE), GROUND)
    whole.paste(left, (EDGE, EDGE))
    whole.paste(right, (right.width + 2 * EDGE, EDGE))
    whole.save(TOP / "samples/paste-and-page.png", optimize=True)


if __name__ == "__main__":
    main()
