"""Compares the text of finished PDF and EPUB files with the shown text.

The reference is `anban inspect --shown`: a line for each block, in reading order. A reader
program must give back every character of it, in order. Where the reference has white space the
reader must have some, and where it has none only a line or page break may stand; so words are
neither joined nor split. A style may set a whole block in capitals or small letters, or its words
with capitals (text-transform).
"""

import json
import posixpath
import re
import subprocess
import zipfile
from collections import Counter
from xml.etree import ElementTree

import anban

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"

# XHTML elements whose start and end break a line; all others run on.
BLOCKS = {XHTML + name for name in
          "address article aside body blockquote br dd div dl dt figcaption figure footer "
          "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()}


# --- the readers: each gives the text of a file as a list of pages -----------------------

def poppler_pages(pdf, in_order=True):
    """The text as pdftotext gives it: in the order of the file (-raw, where spaces below .15 em
    are lost), or as it understands the page."""
    raw = ["-raw"] if in_order else []
    text = subprocess.run(["pdftotext", *raw, "-enc", "UTF-8", str(pdf), "-"], check=True,
                          stdout=subprocess.PIPE).stdout.decode("utf-8")
    return text.split("\f")[:-1]


def mupdf_pages(pdf):
    text = subprocess.run(["mutool", "draw", "-q", "-F", "txt", str(pdf)], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                          ).stdout.decode("utf-8")
    return text.split("\f")[:-1]


def node_pages(script, pdfs):
    """{file: pages} for many files in one process."""
    lines = subprocess.run(["node", str(anban.TOOLS / script), *map(str, pdfs)],
                           check=True, stdout=subprocess.PIPE
                           ).stdout.decode("utf-8").splitlines()
    return {result["file"]: result["pages"] for result in map(json.loads, lines)}


def pdfium_pages(pdfs):
    """PDFium joins a word that ends its line with a hyphen to the next line, and says so by the
    noncharacter U+FFFE in the hyphen's place."""
    return {file: [page.replace("\ufffe", "-\n") for page in pages]
            for file, pages in node_pages("pdfium-text.mjs", pdfs).items()}


def pdfjs_pages(pdfs):
    return node_pages("pdfjs-text.mjs", pdfs)


def spine_documents(epub):
    """The XHTML documents in reading order, parsed; the navigation is left out."""
    root = ElementTree.fromstring(epub.read("META-INF/container.xml"))
    package = root.find(f".//{CONTAINER}rootfile").get("full-path")
    opf = ElementTree.fromstring(epub.read(package))
    items = {item.get("id"): item for item in opf.iter(OPF + "item")}
    for reference in opf.iter(OPF + "itemref"):
        item = items[reference.get("idref")]
        if "nav" not in (item.get("properties") or "").split():
            yield ElementTree.fromstring(
                epub.read(posixpath.join(posixpath.dirname(package), item.get("href"))))


def element_text(element):
    """The text of an element; blocks begin and end with a line break."""
    edge = "\n" if element.tag in BLOCKS else ""
    inner = [element.text or ""]
    for child in element:
        inner += [element_text(child), child.tail or ""]
    return edge + "".join(inner) + edge


def epub_pages(path):
    """The text of each document; what is meant for machines only is left out."""
    with zipfile.ZipFile(path) as epub:
        return [element_text(document.find(XHTML + "body"))
                for document in spine_documents(epub)]


# --- running heads and folios ----------------------------------------------------------

def artifacts(dump):
    """The texts of running heads and folios by page, from `anban inspect --pages`."""
    pages, inside = [], False
    for line in dump.splitlines():
        if line.startswith("page "):
            pages.append([])
            inside = False
        elif line.startswith("  line "):
            inside = line.startswith(("  line artifact header", "  line artifact footer"))
        elif inside and (match := re.match(r'    run .*? "((?:[^"\\]|\\.)*)"$', line)):
            pages[-1].append(re.sub(r"\\(.)", r"\1", match.group(1)))
    return pages


def figure_captions(dump, tree):
    """The captions below pictures, from `anban inspect --pages` and `anban inspect`: on the page a
    figure may stand further down than in the text, at the head of the next page."""
    captions = {int(node) for node in re.findall(r"^ +(\d+) caption", tree, re.M)}
    texts, figures, node = {}, set(), 0
    for line in dump.splitlines():
        if line.startswith("  line "):
            found = re.match(r"  line node (\d+)", line)
            node = int(found[1]) if found else 0
        elif line.startswith("    picture "):
            figures.add(node)
        elif node and (match := re.match(r'    run .*? "((?:[^"\\]|\\.)*)"$', line)):
            texts[node] = texts.get(node, "") + re.sub(r"\\(.)", r"\1", match.group(1))
    return [texts[node + 1] for node in sorted(figures)
            if node + 1 in texts and node + 1 in captions]


def split_cells(dump, tree):
    """Cells of tables whose text stands on several pages, where other cells of their row come in
    between: for each the lines of its text by page."""
    cells = {int(node) for node in re.findall(r"^ +(\d+) (?:header-)?cell", tree, re.M)}
    texts, node, page = {}, 0, 0
    for line in dump.splitlines():
        if line.startswith("page "):
            page += 1
        elif line.startswith("  line "):
            found = re.match(r"  line node (\d+)", line)
            node = int(found[1]) if found else 0
        elif node in cells and (match := re.match(r'    run .*? "((?:[^"\\]|\\.)*)"$', line)):
            parts = texts.setdefault(node, {})
            parts[page] = parts.get(page, "") + re.sub(r"\\(.)", r"\1", match.group(1))
    return [list(parts.values()) for parts in texts.values() if len(parts) > 1]


def inside_notes(tree):
    """The ids of all nodes below notes, from `anban inspect`."""
    ids, depth = set(), None
    for line in tree.splitlines():
        found = re.match(r"( *)(\d+) ([a-z-]+)\b", line)
        if not found:
            continue
        if depth is not None and len(found[1]) > depth:
            ids.add(int(found[2]))
        else:
            depth = len(found[1]) if found[3] == "note" else None
    return ids


def note_pieces(dump, tree):
    """What stands of notes on each page, from `anban inspect --pages` and `anban inspect`: a list of
    (node, text) a page. Notes stand at the foot of pages and columns, and may go on at the next."""
    inside, pages, node = inside_notes(tree), [], 0
    for line in dump.splitlines():
        if line.startswith("page "):
            pages.append([])
        elif line.startswith("  line "):
            found = re.match(r"  line node (\d+)", line)
            node = int(found[1]) if found else 0
        elif node in inside and (match := re.match(r'    run .*? "((?:[^"\\]|\\.)*)"$', line)):
            words = re.sub(r"\\(.)", r"\1", match.group(1))
            if pages[-1] and pages[-1][-1][0] == node:
                pages[-1][-1] = (node, pages[-1][-1][1] + words)
            else:
                pages[-1].append((node, words))
    return pages


def split_at(text, words):
    """The text before, of and behind the first of these words, white space aside; None: not there.
    """
    pattern = r"\s*".join(map(re.escape, "".join(words.split())))
    found = re.search(pattern, text)
    return (text[:found.start()], found.group(), text[found.end():]) if found else None


def without(text, words):
    """The text without one occurrence of these words, white space aside; None: not there."""
    parts = split_at(text, words)
    return parts[0] + "\n" + parts[2] if parts else None


def without_notes(bodies, notes):
    """The bodies of pages without what stands of notes on them, and this, in the order of the
    nodes; or words on what is not there."""
    rest, found = [], []
    for body, pieces in zip(bodies, notes):
        for node, words in pieces:
            parts = split_at(body, words)
            if parts is None:
                return None, f"the note {words[:40]!r} is not on its page"
            body = parts[0] + "\n" + parts[2]
            found.append((node, parts[1]))
        rest.append(body)
    found.sort(key=lambda piece: piece[0])
    return rest, "\n".join(words for _, words in found)


def strip_start(text, words):
    """The text without these words at its start, white space aside; None: not there."""
    pattern = r"\s*".join(map(re.escape, "".join(words.split())))
    match = re.match(r"\s*" + pattern, text)
    return text[match.end():] if match else None


def strip_artifacts(text, texts):
    """A page's text without its running head and folio, which must stand at its edges."""
    for before in range(len(texts) + 1):
        rest = strip_start(text, "".join(texts[:before]))
        if rest is None:
            break
        rest = strip_start(rest[::-1], "".join(texts[before:])[::-1])
        if rest is not None:
            return rest[::-1]
    return None


def note_lines(notes):
    """The whole texts of the notes, from their pieces on all pages."""
    texts = {}
    for pieces in notes:
        for node, words in pieces:
            texts[node] = texts.get(node, "") + words
    return [" ".join(texts[node].split()) for node in sorted(texts)]


# --- the comparison --------------------------------------------------------------------

def folded(text):
    """One blank for white space inside a line, one line break for white space with a break."""
    return re.sub(r"\s+", lambda space: "\n" if re.search(r"[\n\r\f]", space.group())
                  else " ", text).strip()


def block_end(text, start, block):
    """Where the block that begins at `start` ends, or (None, where it differs)."""
    at = start
    for char in block:
        if at < len(text) and text[at] == "\n" and char != " ":
            at += 1
        if at >= len(text) or (text[at] != char and not (char == " " and text[at] == "\n")):
            return None, at
        at += 1
    return at, at


def capitalised(text):
    """With a capital at the head of each word, as text-transform has it."""
    return re.sub(r"(?<![\w'’])\w", lambda found: found[0].upper(), text)


def compare(reference, pages):
    """None if the pages show the reference, else words on the first difference."""
    text, at = folded("\n".join(pages)), 0
    for line in reference.splitlines():
        block = " ".join(line.split())
        if not block:
            continue
        while at < len(text) and text[at] in " \n":
            at += 1
        end, where = block_end(text, at, block)
        for other in (block.upper(), block.lower(), capitalised(block)):
            if end is None:
                end, reached = block_end(text, at, other)
                where = max(where, reached)
        if end is None:
            return (f"expected {block[max(0, where - at - 20):where - at + 40]!r}, "
                    f"found {text[max(at, where - 20):where + 40]!r}")
        if end < len(text) and text[end] not in " \n":
            return f"expected the end of a block, found {text[end - 20:end + 40]!r}"
        at = end
    rest = text[at:].strip()
    return f"unexpected text at the end: {rest[:60]!r}" if rest else None


def compare_pdf(reference, pages, artifacts, captions=(), cells=(), notes=()):
    """compare() for the pages of a PDF, whose running heads and folios are known. The captions of
    pictures and the parts of cells that go over pages are all there, but where is not compared;
    what stands of notes on each page is there, and together they are the notes."""
    if len(pages) != len(artifacts):
        return f"{len(pages)} pages, {len(artifacts)} expected"
    bodies = []
    for number, (page, texts) in enumerate(zip(pages, artifacts), 1):
        body = strip_artifacts(page, texts)
        if body is None:
            return f"page {number}: running head and folio {texts} not found in {page!r}"
        bodies.append(body)
    lines = [" ".join(line.split()) for line in reference.splitlines()]
    if any(notes):
        bodies, found = without_notes(bodies, notes)
        if bodies is None:
            return found
        shown = note_lines(notes)
        for line in shown:
            if line not in lines:
                return f"the note {line!r} is not there"
            lines.remove(line)
        if words := compare("\n".join(shown), [found]):
            return f"in notes: {words}"
    text = "\n".join(bodies)
    for caption in captions:
        words, text = " ".join(caption.split()), without(text, caption)
        if text is None or words not in lines:
            return f"the caption {words!r} is not there"
        lines.remove(words)
    for parts in cells:
        words = " ".join("".join(parts).split())
        for part in parts:
            text = without(text, part) if text is not None else None
        if text is None or words not in lines:
            return f"the cell {words[:40]!r} is not there"
        lines.remove(words)
    return compare("\n".join(lines), [text])


def compare_joined(reference, pages, artifacts, captions, cells, notes, pdf):
    """compare_pdf() where pdftotext -raw joins words, for it sees no space below .15 em, as narrow
    lines have them: the letters are all there in order, and the words in the page as poppler
    understands it."""
    def joined(text):
        return text.replace(" ", "")

    words = compare_pdf(joined(reference), [page.replace(" ", "\n") for page in pages],
                        artifacts, list(map(joined, captions)),
                        [list(map(joined, parts)) for parts in cells],
                        [[(node, joined(text)) for node, text in pieces] for pieces in notes])
    if words:
        return words
    found = Counter(" ".join(poppler_pages(pdf, in_order=False)).upper().split())
    lost = Counter(reference.upper().split()) - found  # a style may set capitals
    return f"words lost or joined: {list(lost)[:5]}" if lost else None
