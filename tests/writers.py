#!/usr/bin/env python3
"""Every input through every writer: each case and sample becomes PDF and EPUB, A4 and A5.

    writers.py repeat   two runs in two time zones and font languages give equal bytes, and so
                        does the way round by JSON (inspect --json, convert that)
    writers.py pdf      qpdf --check is clean; veraPDF finds PDF/A-2a and PDF/UA-1
    writers.py text     poppler, MuPDF, PDFium, pdf.js and the EPUB's own XHTML give the shown text
    writers.py epub     EPUBCheck finds no fatal error, error or warning
    writers.py check    anban check finds nothing in any of the files
    writers.py preview  anban preview paints a page as MuPDF paints the PDF's: of the samples
                        the first and the last page, of the cases the first

Files after the check's name stand for the cases and samples. An input that anban does not
understand (status 4) must leave no file; that is all that is asked of it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import picture  # noqa: E402
import shown  # noqa: E402

WRITTEN, REFUSED = (0, 3), 4
WORKERS = 2
DPI = 60


# What a reader takes wrongly though the content is in order (structure/articles reads it back).
# pdf.js 3.11 gives no width to a glyph whose text has a combining mark anywhere (ô̆ of Ê Đê, of
# which Unicode has no letter of its own), and so sees a gap behind it: in pdf.worker.js, ^ and $
# of SpecialCharRegExp, "^(\s)|(\p{Mn})|(\p{Cf})$", bind to the first and the last branch alone.
# With "^(?:(\s)|(\p{Mn})|(\p{Cf}))$" in its place it reads this case to the letter.
# Where cells are centred, a line of one may stand half a line higher than its neighbour's: PDFium
# sorts the two from left to right, pdf.js takes them for one line and sets no space between.
# style/pages-table-top is the same table with its cells at the top, as all styles have them: there
# all four readers agree.
KNOWN = {("pdf.js", "typeset/fallback-scripts"),
         ("pdf.js", "style/pages-table"), ("PDFium", "style/pages-table")}


class Failures:
    """What went wrong, printed as it is found; one list for all threads."""

    def __init__(self):
        self.count = 0

    def add(self, source, words):
        self.count += 1
        print(f"{source}: {words}", flush=True)


def convert(sources, target, failures, *arguments, env=None):
    """Converts into the new folder `target`. The files written, by suffix; {} if refused."""
    target.mkdir(parents=True)
    result = anban.run(["convert", *arguments, *sources, "-o", f"{target}/"], env=env)
    files = {path.suffix: path for path in target.iterdir()}
    if result.returncode == REFUSED and not files:
        return {}
    if result.returncode in WRITTEN and sorted(files) == [".epub", ".pdf"]:
        return files
    failures.add(" ".join(map(str, sources)),
                 f"status {result.returncode}, wrote {sorted(files)}\n"
                 + result.stderr.decode("utf-8", "replace"))
    return {}


def same(source, what, first, second, failures):
    """The same files with the same bytes."""
    if sorted(first) != sorted(second):
        failures.add(source, f"{what}: {sorted(first)} against {sorted(second)}")
    for suffix in set(first) & set(second):
        if first[suffix].read_bytes() != second[suffix].read_bytes():
            failures.add(source, f"{what}: the bytes of {suffix} differ")


def in_parallel(work, items):
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, items))


def each_paper(sources):
    return [(source, paper) for source in sources for paper in anban.PAPERS]


def folder_of(out, source, *words):
    """A folder for the outputs of an input; inputs of one name in two folders differ."""
    return out.joinpath(*words, source.parent.name, source.name)


def convert_all(sources, out, failures):
    """Every input on every paper: [(source, paper, files)], refused inputs left out."""
    def one(item):
        source, paper = item
        files = convert([source], folder_of(out, source, paper), failures,
                        "--paper", paper, *anban.extra_arguments(source))
        return source, paper, files
    return [made for made in in_parallel(one, each_paper(sources)) if made[2]]


def check_repeat(sources, out, failures):
    def one(item):
        source, paper = item
        extra = ["--paper", paper, *anban.extra_arguments(source)]
        west = convert([source], folder_of(out, source, "west", paper), failures, *extra,
                       env=anban.environment(TZ="America/Los_Angeles", FC_LANG="ja"))
        east = convert([source], folder_of(out, source, "east", paper), failures, *extra,
                       env=anban.environment(TZ="Asia/Ho_Chi_Minh"))
        same(source, "two time zones", west, east, failures)
        if west:
            json = inspect(source, failures, "--json")
            saved = folder_of(out, source, "json", paper) / (anban.stem(source) + ".anban.json")
            saved.parent.mkdir(parents=True)
            saved.write_text(json, encoding="utf-8")
            if (source.parent / "pictures").is_dir():  # named relative to the article
                shutil.copytree(source.parent / "pictures", saved.parent / "pictures")
            back = convert([saved], folder_of(out, source, "back", paper), failures, *extra)
            same(source, "round by JSON", west, back, failures)
    in_parallel(one, each_paper(sources))


def join_all(made, out, failures):
    """All inputs that were converted, as one book."""
    sources = sorted({source for source, _, _ in made})
    target = out / "joined" / "book"
    target.mkdir(parents=True)
    result = anban.run(["convert", *sources, "-o", target / "book.pdf",
                        "-o", target / "book.epub"])
    if result.returncode not in WRITTEN:
        failures.add("joined", result.stderr.decode("utf-8", "replace"))


def tool(command, failures):
    """Runs a checker; its whole output is the failure."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            check=False, stdin=subprocess.DEVNULL)
    if result.returncode:
        failures.add(Path(command[0]).name, result.stdout.decode("utf-8", "replace"))


def check_pdf(sources, out, failures):
    join_all(convert_all(sources, out, failures), out, failures)
    pdfs = sorted(out.rglob("*.pdf"))
    in_parallel(lambda pdf: tool(["qpdf", "--check", str(pdf)], failures), pdfs)
    tool([str(anban.TOOLS / "verapdf" / "run"), "2a,ua1", str(out)], failures)


def check_epub(sources, out, failures):
    join_all(convert_all(sources, out, failures), out, failures)
    tool([str(anban.TOOLS / "epubcheck" / "run"), str(out)], failures)


def check_check(sources, out, failures):
    join_all(convert_all(sources, out, failures), out, failures)
    for suffix in ("pdf", "epub"):
        result = anban.run(["check", "-q", *sorted(out.rglob(f"*.{suffix}"))])
        if result.returncode or result.stdout or result.stderr:
            failures.add(f"anban check: status {result.returncode}",
                         (result.stdout + result.stderr).decode("utf-8", "replace"))


def inspect(source, failures, *arguments):
    result = anban.run(["inspect", *arguments, *anban.extra_arguments(source), source])
    if result.returncode not in WRITTEN:
        failures.add(source, f"inspect {' '.join(arguments)}: status {result.returncode}")
    return result.stdout.decode("utf-8")


def check_text(sources, out, failures):
    made = convert_all(sources, out, failures)
    pdfs = [files[".pdf"] for _, _, files in made]
    pdfium, pdfjs = shown.pdfium_pages(pdfs), shown.pdfjs_pages(pdfs)

    def one(item):
        source, paper, files = item
        name = anban.case_name(source) if source.is_relative_to(anban.CASES) else None
        reference = inspect(source, failures, "--shown")
        dump = inspect(source, failures, "--pages", "--paper", paper)
        tree = inspect(source, failures)
        artifacts, captions = shown.artifacts(dump), shown.figure_captions(dump, tree)
        cells = shown.split_cells(dump, tree)
        notes = shown.note_pieces(dump, tree)
        readers = {
            "poppler": shown.poppler_pages(files[".pdf"]),
            "MuPDF": shown.mupdf_pages(files[".pdf"]),
            "PDFium": pdfium[str(files[".pdf"])],
            "pdf.js": pdfjs[str(files[".pdf"])],
        }
        for reader, pages in readers.items():
            apart = captions, cells, notes
            words = shown.compare_pdf(reference, pages, artifacts, *apart)
            if words and reader == "poppler":
                words = shown.compare_joined(reference, pages, artifacts, *apart,
                                             files[".pdf"]) and words
            if (reader, name) in KNOWN:
                words = None if words else "differs no longer: take it out of KNOWN"
            if words:
                failures.add(source, f"{paper}: {reader}: {words}")
        words = shown.compare(reference, shown.epub_pages(files[".epub"]))
        if words:
            failures.add(source, f"EPUB: {words}")
    in_parallel(one, made)


def preview(source, paper, number, target, failures):
    """A page as anban paints it, or None."""
    result = anban.run(["preview", source, "-o", target, "--page", number, "--dpi", DPI,
                        "--paper", paper, *anban.extra_arguments(source)])
    if result.returncode in WRITTEN and target.exists():
        return picture.read_png(target.read_bytes())
    failures.add(source, f"preview of page {number}: status {result.returncode}\n"
                 + result.stderr.decode("utf-8", "replace"))
    return None


def rendered(pdf, number):
    """A page of a PDF as MuPDF paints it."""
    command = ["mutool", "draw", "-q", "-r", DPI, "-F", "ppm", "-o", "-", pdf, number]
    result = subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)
    return picture.read_ppm(result.stdout)


def check_preview(sources, out, failures):
    def one(item):
        source, paper, files = item
        pages = len(shown.poppler_pages(files[".pdf"])) if source in anban.samples() else 1
        for number in sorted({1, pages}):
            target = files[".pdf"].with_name(f"page-{number}.png")
            ours = preview(source, paper, number, target, failures)
            tolerance = (picture.PICTURE_TOLERANCE if (source.parent / "pictures").is_dir()
                         else picture.TOLERANCE)
            words = ours and picture.difference(ours, rendered(files[".pdf"], number),
                                                tolerance)
            if words:
                failures.add(source, f"{paper}: preview of page {number}: {words}")
    in_parallel(one, convert_all(sources, out, failures))


CHECKS = {"repeat": check_repeat, "pdf": check_pdf, "text": check_text, "epub": check_epub,
          "check": check_check, "preview": check_preview}


def main():
    parser = argparse.ArgumentParser(epilog=__doc__)
    parser.add_argument("check", choices=CHECKS)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    sources = ([path.resolve() for path in options.files]
               or anban.cases() + anban.samples())
    failures = Failures()
    with tempfile.TemporaryDirectory() as folder:
        CHECKS[options.check](sources, Path(folder), failures)
    print(f"{len(sources)} inputs, {failures.count} failures")
    return 1 if failures.count or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
