#!/usr/bin/env python3
"""Lines at every measure: what text/nobreak.h forbids never happens, whatever the width.

The cases typeset/nobreak-* say in their last paragraph which break is wrong: “X | Y”. Each is
set at many widths: no line ends with X before one that begins with Y, none begins with a closing
mark or a dash, none ends with an opening mark, none leaves its measure. The wrong break must
have been near: at some width a line ends just before X or just behind Y.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402

WIDTHS = range(72, 150, 2)  # mm
DEAR = ("name", "pair")     # these are not forbidden, only avoided

WRONG = re.compile(r"^Ngắt sai: “(.*) \| (.*)”\.$", re.M)
LINE = re.compile(r"  line node (\d+)(?: y (\d+))?$")
RUN = re.compile(r'    run .* "((?:[^"\\]|\\.)*)"$')
BAD_START = re.compile(r"[.,;:?!)\]}%…”’»–—-]")
BAD_END = re.compile(r"[(\[{“‘«]$")


def lines(source, width):
    """The lines of the body as text, headings and all; a line is what has one baseline."""
    result = anban.run(["inspect", "--pages", *anban.extra_arguments(source), "--paper",
                        f"{width}x150mm", source])
    found, last = [], None
    for text in result.stdout.decode("utf-8").splitlines():
        if match := LINE.match(text):
            if match.groups() != last:
                found.append("")
            last = match.groups()
        elif found and (match := RUN.match(text)):
            found[-1] += match.group(1)
    return [line.strip() for line in found if line.strip()]


def check(source):
    """Words on what is wrong with a case, or None."""
    body = source.read_text(encoding="utf-8")
    first, second = WRONG.search(body).groups()
    near = 0
    for width in WIDTHS:
        found = lines(source, width)
        for above, below in zip(found, found[1:]):
            if BAD_START.match(below) or BAD_END.search(above):
                return f"{width} mm: {above!r} / {below!r}"
            if above.endswith(first) and below.startswith(second):
                if not source.stem.endswith(DEAR):
                    return f"{width} mm: {above!r} / {below!r}"
            near += below.startswith(first.split()[-1]) or above.endswith(second.split()[0])
    return None if near else f"no break came near “{first} | {second}”"


def main():
    sources = sorted((anban.CASES / "typeset").glob("nobreak-*.txt"))
    failed = 0
    for source in sources:
        words = check(source)
        if words:
            failed += 1
            print(f"{source.name}: {words}")
    print(f"{len(sources)} texts at {len(WIDTHS)} widths, {failed} failed")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
