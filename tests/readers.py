#!/usr/bin/env python3
"""EPUB files in readers and checkers, and beside the PDF made with them.

    readers.py pages     the page list leads to the words with which the PDF's pages begin, and
                         an EPUB made alone has none
    readers.py many      books of 1, 100 and 1000 articles: EPUBCheck, and peak memory of at
                         most 64 MB and three times the input
    readers.py ace       DAISY Ace finds no violation (skipped where Node is older than 20)
    readers.py chromium  epub.js opens every chapter in Chromium and shows the whole text
    readers.py initials  in Chromium lines keep their distance beside initials, and what opens
                         before the letter is no larger than the text
    readers.py mupdf     MuPDF shows the whole text

`readers.py shots FOLDER [FILE.epub...]` makes pictures to look at, light and dark.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import shown  # noqa: E402

WRITTEN = (0, 3)
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
# Inputs with everything that a tree can hold: each kind of block, notes with marks, pictures.
RICH = ("tree/kinds", "read/note-star", "read/talk-labelled", "read/verse-poet",
        "read/list-nested", "read/quote-letter", "read/box-labelled", "image/sizes")


def rich():
    return [path for path in anban.cases() if anban.case_name(path) in RICH]


class Failures:
    def __init__(self):
        self.count = 0

    def add(self, source, words):
        self.count += 1
        print(f"{source}: {words}", flush=True)


def convert(sources, outputs, failures, *arguments):
    """Makes the outputs from the sources (several: a book). True: they are there."""
    listed = [word for output in outputs for word in ("-o", output)]
    result = anban.run(["convert", "--quiet", *arguments, *sources, *listed])
    if result.returncode in WRITTEN and all(output.exists() for output in outputs):
        return True
    failures.add(outputs[0], f"status {result.returncode}\n"
                 + result.stderr.decode("utf-8", "replace"))
    return False


def inspect(sources, *arguments):
    return anban.run(["inspect", "--quiet", *arguments, *sources]).stdout.decode("utf-8")


def documents(folder, failures):
    """[(sources, EPUB)]: the samples, and a book of what is rich."""
    made = [([sample], folder / f"{sample.name}.epub") for sample in anban.samples()]
    made.append((rich(), folder / "rich.epub"))
    return [(sources, epub) for sources, epub in made if convert(sources, [epub], failures)]


# --- pages -------------------------------------------------------------------------------

def squashed(text):
    """Without white space and capitals, which a style may set."""
    return re.sub(r"\s+", "", text).upper()


def walk(element):
    """The text of a document in order, and its page markers as elements."""
    if element.get(EPUB_TYPE) == "pagebreak":
        yield element
    yield element.text or ""
    for child in element:
        yield from walk(child)
        yield child.tail or ""
    if element.tag == shown.XHTML + "a":
        yield None


def marked_text(path):
    """[(label, id, squashed text up to the next marker)] of the spine and the navigation; an
    entry of that ends it too, for the PDF has a page number behind it."""
    marks = []
    with zipfile.ZipFile(path) as epub:
        names = [name for name in epub.namelist() if name.endswith(".xhtml")]
        for name in names:
            document = shown.ElementTree.fromstring(epub.read(name))
            inside = False
            for part in walk(document.find(shown.XHTML + "body")):
                if part is None:
                    inside = inside and name != "EPUB/nav.xhtml"
                elif not isinstance(part, str):
                    marks.append([part.get("aria-label"), f"{Path(name).name}#{part.get('id')}",
                                  ""])
                    inside = True
                elif inside:
                    marks[-1][2] += squashed(part)
    return marks


def page_list(path):
    """[(label, address)] of the navigation document, and the same of the NCX."""
    with zipfile.ZipFile(path) as epub:
        nav = shown.ElementTree.fromstring(epub.read("EPUB/nav.xhtml"))
        ncx = shown.ElementTree.fromstring(epub.read("EPUB/toc.ncx"))
    space = "{http://www.daisy.org/z3986/2005/ncx/}"
    listed = [(link.text, link.get("href")) for part in nav.iter(shown.XHTML + "nav")
              if part.get(EPUB_TYPE) == "page-list" for link in part.iter(shown.XHTML + "a")]
    targets = [(target.find(f"{space}navLabel/{space}text").text,
                target.find(space + "content").get("src"))
               for target in ncx.iter(space + "pageTarget")]
    return listed, targets


def body_texts(pdf, dump):
    """The text of each page without running head and folio."""
    pages = shown.poppler_pages(pdf)
    return [shown.strip_artifacts(page, texts) or ""
            for page, texts in zip(pages, shown.artifacts(dump))]


def captions(path):
    """The captions of pictures, squashed, longest first."""
    with zipfile.ZipFile(path) as epub:
        documents = [shown.ElementTree.fromstring(epub.read(name)) for name in epub.namelist()
                     if name.endswith(".xhtml")]
    found = {squashed(shown.element_text(caption)) for document in documents
             for caption in document.iter(shown.XHTML + "figcaption")}
    return sorted(found, key=len, reverse=True)


def begins(body, text, moved):
    """Does a page begin with this text? Captions of pictures that moved there may precede."""
    body = squashed(body)
    while not body.startswith(text):
        caption = next((one for one in moved if body.startswith(one)), None)
        if not caption:
            return False
        body = body[len(caption):]
    return True


def compare_pages(name, bodies, marks, moved, failures):
    found = {label: text for label, _, text in marks}
    for number, body in enumerate(bodies, 1):
        text = found.get(str(number))
        if text is None:
            if squashed(body):
                failures.add(name, f"no marker for page {number}, which has text")
        elif text and not begins(body, text[:24], moved):
            failures.add(name, f"page {number} begins {squashed(body)[:40]!r}, "
                         f"its marker stands before {text[:40]!r}")


def check_pages(folder, failures):
    everything = anban.cases() + anban.samples()
    everything = [path for path in everything if anban.run(["inspect", "--shown", path])
                  .returncode in WRITTEN]
    jobs = [(paper, name, sources) for paper in anban.PAPERS
            for name, sources in [("book", everything)] +
            [(sample.name, [sample]) for sample in anban.samples()]]
    for paper, name, sources in jobs:
        pdf, epub = folder / f"{name}-{paper}.pdf", folder / f"{name}-{paper}.epub"
        # the EPUB is named first, and made last
        if not convert(sources, [epub, pdf], failures, "--paper", paper):
            continue
        bodies = body_texts(pdf, inspect(sources, "--pages", "--paper", paper))
        marks = marked_text(epub)
        listed, targets = page_list(epub)
        compare_pages(epub.name, bodies, marks, captions(epub), failures)
        if listed != targets:
            failures.add(epub.name, "the NCX lists other pages than the navigation")
        if sorted(listed) != sorted((label, address) for label, address, _ in marks):
            failures.add(epub.name, "the page list is not that of the markers")
        if [int(label) for label, _ in listed] != sorted(int(label) for label, _ in listed):
            failures.add(epub.name, "the page list is not in order")
        print(f"{epub.name}: {len(bodies)} pages, {len(listed)} listed")
    alone = folder / "alone.epub"
    if convert(anban.samples()[:1], [alone], failures):
        with zipfile.ZipFile(alone) as epub:
            words = b"".join(epub.read(name) for name in epub.namelist())
        if b"pagebreak" in words or b"pageBreak" in words or b"pageList" in words:
            failures.add(alone.name, "an EPUB made alone speaks of pages")


# --- many articles -----------------------------------------------------------------------

def write_articles(folder, count):
    text = anban.samples()[0].read_text(encoding="utf-8")
    paths = []
    for number in range(count):
        path = folder / f"{number:04}.txt"
        path.write_text(text.replace("61", str(number + 61)), encoding="utf-8")
        paths.append(path)
    return paths


def sanitized():
    """A build under AddressSanitizer needs memory of its own."""
    with open(anban.program(), "rb") as file:
        return b"__asan_init" in file.read()


def check_many(folder, failures):
    for count in (1, 100, 1000):
        articles = folder / str(count)
        articles.mkdir()
        paths = write_articles(articles, count)
        listing = articles / "list"
        listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        command = [anban.program(), "convert", "--quiet", "--files-from", listing, "-o",
                   folder / f"{count}.epub"]
        with subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, env=anban.environment()) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        size = sum(path.stat().st_size for path in paths)
        limit = (64 << 20) + 3 * size
        print(f"{count} articles, {size >> 10} KiB of text: {usage.ru_maxrss >> 10} MiB of "
              f"{limit >> 20}")
        if process.returncode not in WRITTEN:
            failures.add(count, f"status {process.returncode}")
        if usage.ru_maxrss << 10 > limit and not sanitized():
            failures.add(count, "needs more memory than that")
    result = subprocess.run([str(anban.TOOLS / "epubcheck" / "run"), str(folder)],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                            stdin=subprocess.DEVNULL)
    if result.returncode:
        failures.add("EPUBCheck", result.stdout.decode("utf-8", "replace"))


# --- Ace, Chromium, MuPDF ----------------------------------------------------------------

def node_major():
    version = subprocess.run(["node", "--version"], stdout=subprocess.PIPE, check=True).stdout
    return int(re.match(rb"v(\d+)", version)[1])


def chromium():
    return os.environ.get("CHROMIUM", "/usr/bin/chromium")


def check_ace(folder, failures):
    if node_major() < 20:
        print("skipped: Ace needs Node 20 or later")
        return
    environment = {**os.environ, "HOME": str(folder), "PUPPETEER_EXECUTABLE_PATH": chromium(),
                   "ACE_TIMEOUT_INITIAL": "120000"}
    for _, epub in documents(folder, failures):
        report = folder / f"{epub.stem}-ace"
        result = subprocess.run(
            ["node", str(anban.TOOLS / "node_modules" / ".bin" / "ace-puppeteer"), "--force",
             "--outdir", str(report), str(epub)], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        file = report / "report.json"
        if not file.exists():
            failures.add(epub.name, result.stdout.decode("utf-8", "replace"))
            continue
        found = json.loads(file.read_text(encoding="utf-8"))
        for subject in found["assertions"]:
            for one in subject["assertions"]:
                failures.add(epub.name, f"{subject['earl:testSubject']['url']}: "
                             f"{one['earl:test']['dct:title']}: "
                             f"{one['earl:result']['dct:description']}")
        if found["earl:result"]["earl:outcome"] != "pass":
            failures.add(epub.name, "Ace does not pass it")


def open_in_epubjs(epubs, *options):
    result = subprocess.run(["node", str(anban.TOOLS / "epubjs.mjs"), *options,
                             *map(str, epubs)], env={**os.environ, "CHROMIUM": chromium()},
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in result.stdout.decode("utf-8").splitlines()]


def check_chromium(folder, failures):
    made = documents(folder, failures)
    sample = anban.samples()[0]
    paged = folder / "paged.epub"
    if convert([sample], [paged, folder / "paged.pdf"], failures):
        made.append(([sample], paged))
    for (sources, epub), read in zip(made, open_in_epubjs([epub for _, epub in made])):
        chapters = [chapter for chapter in read["chapters"]
                    if chapter["href"].startswith("article")]
        reference = "\n".join(inspect([source], "--shown") for source in sources)
        words = shown.compare(reference, [one["text"] for one in chapters])
        if words:
            failures.add(epub.name, words)
        for error in read["errors"] + [one["broken"] for one in chapters if one["broken"]]:
            failures.add(epub.name, error)
        if read["language"] != "vi" or not read["toc"]:
            failures.add(epub.name, f"language {read['language']}, contents {read['toc']}")
        marks = [mark for one in chapters for mark in one["targets"]]
        if epub == paged and (not marks or [f"#page-{page}" for page in read["pages"]] != marks):
            failures.add(epub.name, f"pages {read['pages']}, markers {marks}")
        print(f"{epub.name}: {len(read['chapters'])} chapters, {len(read['toc'])} entries")


# --- initials ----------------------------------------------------------------------------

HALF_PIXEL = 0.51  # readers round to pixels


def check_initials(folder, failures):
    source, epub = anban.CASES / "style" / "pages-initial.anban.json", folder / "initial.epub"
    if not convert([source], [epub], failures, *anban.extra_arguments(source)):
        return
    [read] = open_in_epubjs([epub])
    initials = [initial for one in read["chapters"] for initial in one["initials"]]
    for initial in initials:
        for words in [*wrong_lines(initial), *wrong_opening(initial)]:
            failures.add(initial["text"][:40], words)
    opened = [initial for initial in initials if initial["opening"]]
    print(f"{len(initials)} initials, {len(opened)} with an opening mark")
    if not opened or len(opened) == len(initials):
        failures.add(epub.name, "not both kinds of initials")


def wrong_lines(initial):
    """Lines keep their distance beside the letter and below it, and stay off the letter."""
    _, _, _, _, right, _ = initial["letter"]
    lines = initial["lines"]
    steps = [below[1] - above[1] for above, below in zip(lines, lines[1:])]
    if steps and max(steps) - min(steps) > 2 * HALF_PIXEL:
        yield f"lines {steps} apart"
    beside = [line for line in lines if line[1] < initial["letter"][5] - initial["size"]]
    yield from (f"a line at {line[0]}, the letter ends at {right}"
                for line in beside if line[0] < right - HALF_PIXEL)


def wrong_opening(initial):
    """Only the letter is large; what opens before it stands left of it, as large as the text."""
    letter, opening = initial["letter"], initial["opening"]
    if not letter[0].strip().isalpha():
        yield f"{letter[0]!r} is large"
    if opening and opening[1] != initial["size"]:
        yield f"{opening[0]!r} is of size {opening[1]}, the text of {initial['size']}"
    if opening and not (opening[4] <= letter[2] + HALF_PIXEL
                        and letter[3] - HALF_PIXEL <= opening[3] < opening[5] <= letter[5]):
        yield f"{opening} does not stand beside {letter}"


# --- other readers -----------------------------------------------------------------------

def cells_of(sources):
    """The texts of cells of tables, which MuPDF sets line by line across a row."""
    tree = "".join(inspect([source]) for source in sources)
    return set(re.findall(r"^ +\d+ (?:header-)?cell.*\n +(\S.*)$", tree, re.M))


def check_mupdf(folder, failures):
    for sources, epub in documents(folder, failures):
        text = squashed("".join(shown.mupdf_pages(epub)).replace("\N{SOFT HYPHEN}", ""))
        at, cells = 0, cells_of(sources)
        for block in inspect(sources, "--shown").splitlines():
            if block in cells:
                if not all(squashed(word) in text for word in block.split()):
                    failures.add(epub.name, f"not shown: {block[:60]!r}")
                continue
            found = text.find(squashed(block), at)
            if found < 0:
                failures.add(epub.name, f"not shown: {block[:60]!r}")
            else:
                at = found + len(squashed(block))


CHECKS = {"pages": check_pages, "many": check_many, "ace": check_ace,
          "chromium": check_chromium, "initials": check_initials, "mupdf": check_mupdf}


def main():
    if sys.argv[1:2] == ["shots"]:
        open_in_epubjs(sys.argv[3:], "--shots", sys.argv[2])
        return 0
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    failures = Failures()
    with tempfile.TemporaryDirectory() as folder:
        CHECKS[sys.argv[1]](Path(folder), failures)
    print(f"{failures.count} failures")
    return 1 if failures.count else 0


if __name__ == "__main__":
    sys.exit(main())
