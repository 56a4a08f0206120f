#!/usr/bin/env python3
"""Initials at many measures: no ink of a letter touches a line, whatever marks it has.

The cases style/pages-initial* are set at several widths. Above and below each letter stand only
lines that leave it free by the boxes of their ink; those beside it begin to its right; and the
lines that begin beside it share its page. Each width has letters with room above (marks) and
with a line more beside them (a dot below), or nothing was tested.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402

CASES = ("style/pages-initial", "style/pages-initial-columns")
WIDTHS = range(110, 211, 20)  # mm
ABOVE, BELOW = 1.05, 0.35     # ink of a line, in sizes: Ẵ and the dot of ị

OWNER = re.compile(r"  line (?:node (\d+)|artifact)(?:.* y (-?\d+))?")
RUN = re.compile(r"    run x (-?\d+) width (\d+) \S+ size (\d+)")
INITIAL = re.compile(r'    path stroke 0 colour \w+ (.*) "(.*)"$')


def pages(source, width):
    """For each page (lines, letters): lines are (node, size, y, left, right), letters
    (node, text, left, top, right, bottom)."""
    result = anban.run(["inspect", "--pages", *anban.extra_arguments(source), "--paper",
                        f"{width}x200mm", source], cwd=source.parent)
    found, node, y = [], None, None
    for text in result.stdout.decode("utf-8").splitlines():
        if text.startswith("page "):
            found.append(([], []))
        elif match := OWNER.match(text):
            node, y = match.groups()
        elif node and (match := RUN.match(text)):
            x, wide, size = map(int, match.groups())
            found[-1][0].append((node, size, int(y), x, x + wide))
        elif node and (match := INITIAL.match(text)):
            points = [tuple(map(int, point.split(",")))
                      for point in match.group(1).split() if "," in point]
            xs, ys = zip(*points)
            found[-1][1].append((node, match.group(2), min(xs), min(ys), max(xs), max(ys)))
    return found


def touches(letter, line):
    """The ink of a line reaches into the box of the letter."""
    _, size, y, left, right = line
    return (left < letter[4] and right > letter[2] and y - ABOVE * size < letter[5]
            and y + BELOW * size > letter[3])


def beside(letter, lines):
    """The lines of its paragraph that begin right of it."""
    return [line for line in lines
            if line[0] == letter[0] and 0 < line[3] - letter[4] < 1.2 * line[1]
            and line[2] > letter[3]]


def check(source, width):
    wrong, letters, tall, deep = [], 0, 0, 0
    for number, (lines, initials) in enumerate(pages(source, width), 1):
        for letter in initials:
            where = f"{anban.case_name(source)} {width} mm page {number}: {letter[1]}"
            own = beside(letter, lines)
            if any(touches(letter, line) for line in lines):
                wrong.append(f"{where} touches a line")
            if not own or max(y for _, _, y, _, _ in own) < letter[5] - 1.5 * own[0][1]:
                wrong.append(f"{where} is parted from its lines")
                continue
            letters += 1
            tall += min(y for _, _, y, _, _ in own) - letter[3] > 1.4 * own[0][1]
            deep += len({y for _, _, y, _, _ in own}) == 4
    if not letters or not tall or not deep:
        wrong.append(f"{source} {width} mm: {letters} letters, {tall} tall, {deep} deep")
    return wrong


def main():
    wrong = [words for path in anban.cases() if anban.case_name(path) in CASES
             for width in WIDTHS for words in check(path, width)]
    print("\n".join(wrong) or f"initials at {len(WIDTHS)} widths: free")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
