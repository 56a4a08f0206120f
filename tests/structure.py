#!/usr/bin/env python3
"""The structure tree of the PDFs, read back through qpdf's JSON, equals the article tree.

    structure.py articles   every case and sample: headings and their levels, paragraphs with
                            links and languages, lists, verse, tables, notes, figures with their
                            alternatives and captions, in order, with their texts
    structure.py book       several of them as one book: title page, contents, articles
    structure.py planted    faults put into a sound file are found, each by what it is

The article tree is what `anban inspect --json` prints, its texts are those of `anban inspect
--shown`. FILE... after the word stand for cases and samples.
"""

import difflib
import re
import sys
import tempfile
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import tags  # noqa: E402
from pdfjson import Pdf  # noqa: E402
from tags import Element  # noqa: E402

import json  # noqa: E402

WRITTEN = (0, 3)
BOOK_LANGUAGE = "vi"
COLOPHON = ["Biên tập: Nguyễn Văn An", "In xong và nộp lưu chiểu quý IV năm 2026"]
WORDS_MOST = 300  # bytes of a link's words


# --- what the tree is to become -----------------------------------------------------------

def inspect(source, *arguments):
    result = anban.run(["inspect", "--quiet", *arguments, *anban.extra_arguments(source), source])
    return result.stdout.decode("utf-8") if result.returncode in WRITTEN else None


def with_pictures(source):
    """For every figure in order: does its picture stand on a page?"""
    figures = re.findall(r"^ *(\d+) figure", inspect(source), re.M)
    dump, painted, node = inspect(source, "--pages"), set(), None
    for line in dump.splitlines():
        if line.startswith("  line "):
            found = re.match(r"  line node (\d+)", line)
            node = found and found[1]
        elif line.startswith("    picture "):
            painted.add(node)
    return [figure in painted for figure in figures]


class Expected:
    """The elements of one article. depth: of headings above it."""

    def __init__(self, source, depth=0):
        self.tree = json.loads(inspect(source, "--json"))
        self.shown = inspect(source, "--shown").splitlines()
        self.pictures = with_pictures(source)
        self.omits = "missing-images=omit" in "=".join(anban.extra_arguments(source))
        self.stack, self.depth = [], depth
        self.element = self.article()
        refer(self.element)
        if self.shown or self.pictures:
            raise ValueError(f"left over: {self.shown[:3]} {self.pictures}")

    # texts

    def next_shown(self, text):
        """The shown text of a node that has one."""
        if text and not self.shown:
            raise ValueError(f"nothing is shown of {text!r}")
        return self.shown.pop(0) if text else ""

    def phrases(self, text, spans):
        """The kids of an element: its text, cut at links and languages."""
        shown = self.next_shown(text)
        spans = [span for span in spans or [] if usable(span)]
        if not spans:
            return [shown] if shown else []
        places = mapped(text, shown)
        spans = [{**span, "start": places[span["start"]], "end": places[span["end"]]}
                 for span in spans]
        kids, last = [], (None, None)
        for at, character in enumerate(shown):
            link, language = (innermost(spans, kind, at) for kind in ("link", "lang"))
            target = kids
            if link is not None:
                if link != last[0]:
                    kids.append(Element("Link", {"goal": ascii_address(spans[link]["value"]),
                                                 "words": ""}))
                target = kids[-1].kids
                add = kids[-1].facts
                add["words"] += character
            if language is not None:
                if (link, language) != last:
                    target.append(Element("Span", {"Lang": spans[language]["value"]}))
                target = target[-1].kids
            tags.add_text(target, character)
            last = link, language
        for kid in kids:
            if isinstance(kid, Element) and kid.role == "Link":
                words = kid.facts["words"].encode("utf-8")[:WORDS_MOST]
                kid.facts["words"] = words.decode("utf-8", "ignore")
        return kids

    def text(self, role, value, **facts):
        """An element with a text, of JSON that is an object or the text itself; or nothing."""
        if value is None or isinstance(value, str):
            value = {"text": value}
        kids = self.phrases(value.get("text"), value.get("spans"))
        return [Element(role, facts, kids)] if kids else []

    def heading(self, level, value):
        found = self.text("H", value)
        if found:
            while self.stack and self.stack[-1] >= level:
                self.stack.pop()
            self.stack.append(level)
            found[0].role = f"H{min(6, self.depth + len(self.stack))}"
        return found

    # blocks

    def article(self):
        tree = self.tree
        dateline = tree["published"] or tree["agency"]
        kids = [*self.text("P", tree["kicker"]), *self.heading(1, tree["title"]),
                *self.text("P", tree["subtitle"]), *self.text("P", dateline),
                *self.text("P", tree["lead"]), *self.blocks(tree["blocks"])]
        other = self.depth and tree["language"] != BOOK_LANGUAGE
        return Element("Art", {"Lang": tree["language"]} if other else {}, kids)

    def blocks(self, blocks):
        return sects([element for block in blocks or [] for element in self.block(block)])

    def block(self, block):
        return getattr(self, "block_" + block["kind"], self.block_paragraph)(block)

    def block_paragraph(self, block):
        return self.text("P", block)

    def block_heading(self, block):
        return self.heading(block["level"], block)

    def block_separator(self, _):
        return []

    def holding(self, role, block, **facts):
        kids = self.blocks(block["blocks"])
        return [Element(role, facts, kids)] if kids else []

    def block_quote(self, block):
        return self.holding("BlockQuote", block)

    def block_note(self, block):
        return self.holding("Note", block, ID=True)

    def block_box(self, block):
        return self.holding("Div", block)

    def block_list(self, block):
        items = []
        for item in block["items"]:
            mark = self.next_shown("mark")
            body = self.blocks(item["blocks"])
            items.append(Element("LI", {}, [Element("Lbl", {}, [mark])]
                                 + ([Element("LBody", {}, body)] if body else [])))
        first = items[0].kids[0].kids[0]
        numbering = numbering_of(first) if block["ordered"] else "Disc"
        return [Element("L", {"ListNumbering": numbering}, items)]

    def block_verse(self, block):
        kids = []
        for stanza in block["stanzas"]:
            lines = [line for value in stanza for line in self.text("Span", value)]
            kids += [Element("P", {}, lines)] if lines else []
        kids += self.text("P", block["attribution"])
        return [Element("Div", {}, kids)] if kids else []

    def block_table(self, block):
        kids = self.text("Caption", block["caption"])
        heading = block["header"] or []
        if heading and not isinstance(heading[0], list):
            heading = [heading]
        kids += [self.row(row, True) for row in heading]
        return [Element("Table", {}, kids + [self.row(row, False) for row in block["rows"]])]

    def row(self, cells, heading):
        return Element("TR", {}, [self.cell(cell, heading) for cell in cells])

    def cell(self, cell, heading):
        cell = cell if isinstance(cell, dict) else {"text": cell}
        facts = {}
        if heading or cell.get("header"):
            facts["Scope"] = "Column" if heading else "Row"
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if cell.get(name, 1) > 1:
                facts[key] = cell[name]
        role = "TH" if "Scope" in facts else "TD"
        return Element(role, facts, self.phrases(cell["text"], cell.get("spans")))

    def block_figure(self, block):
        picture = self.pictures.pop(0)
        caption = block["caption"] or {}
        words = block["alt"] or caption.get("text") or block["credit"] or "Hình ảnh"
        text = caption.get("text") or (block["credit"] if picture else None)
        if not picture and self.omits:
            return []
        kids = self.text("Caption" if picture else "P", {**caption, "text": text})
        if not picture:
            return [Element("Div", {}, kids)] if kids else []
        return [Element("Figure", {"Alt": words, "picture": True}, kids)]


def sects(elements):
    """Headings with what follows them, up to the next that is no deeper: each is a Sect."""
    top = Element("", {}, [])
    open_sects = [(0, top)]
    for element in elements:
        if re.match(r"H\d$", element.role):
            depth = int(element.role[1])
            while open_sects[-1][0] >= depth:
                open_sects.pop()
            sect = Element("Sect", {}, [])
            open_sects[-1][1].kids.append(sect)
            open_sects.append((depth, sect))
        open_sects[-1][1].kids.append(element)
    return top.kids


MARK = re.compile(r"\((?:\*+|\d{1,3})\)|\[(?:\*+|\d{1,3})\]")


def refer(article):
    """A mark that a note explains, the nearest before it and all those of its table, becomes a
    Reference that leads to the note, whose own mark leads back to the first."""
    found, backs = [], []
    note_marks(article, {}, found)
    for element, text, match, note, is_first in sorted(found, key=lambda mark: -mark[2].start()):
        call = call_of(element, text, match, note)
        if is_first:
            backs.append((note.kids[0].kids, call, match[0]))
    for kids, call, mark in backs:
        back = Element("Link", {"goal": call, "words": mark}, [mark])
        kids[:1] = [part for part in (back, kids[0][len(mark):]) if part]


def call_of(element, text, match, note):
    """The mark of a text becomes a Reference."""
    number = next(number for number, kid in enumerate(element.kids)
                  if isinstance(kid, str) and text.startswith(kid) and len(kid) >= match.end())
    kid, words = element.kids[number], note.kids[0].kids[0].encode("utf-8")[:WORDS_MOST]
    call = Element("Reference", {}, [Element(
        "Link", {"goal": note, "words": words.decode("utf-8", "ignore")}, [match[0]])])
    parts = [kid[:match.start()], call, kid[match.end():]]
    element.kids[number:number + 1] = [part for part in parts if part]
    return call


def note_marks(element, pending, found, table=None):
    """The marks that notes explain, each with its note. pending: those so far, by what they are,
    each with its table."""
    if element.role == "Note":
        first = element.kids[0].kids[0] if element.kids[0].kids else ""
        own = MARK.match(first) if isinstance(first, str) else None
        marks = pending.pop(own[0], []) if own else []
        start = len(marks) - 1
        while start > 0 and marks[-1][3] and marks[start - 1][3] is marks[-1][3]:
            start -= 1
        found += [(*mark[:3], element, number == 0) for number, mark in enumerate(marks[start:])]
        return
    table = element if element.role == "Table" else table
    links = any(isinstance(kid, Element) and kid.role == "Link" for kid in element.kids)
    for kid in element.kids:
        if isinstance(kid, Element):
            note_marks(kid, pending, found, table)
        elif not links:
            for match in MARK.finditer(kid):
                pending.setdefault(match[0], []).append((element, kid, match, table))


def numbering_of(mark):
    letter = re.search(r"[A-Za-z0-9]", mark)
    if not letter or letter[0].isdigit():
        return "Decimal"
    return "UpperAlpha" if letter[0].isupper() else "LowerAlpha"


def usable(span):
    value = span.get("value") or ""
    if span["kind"] == "link":
        return re.match(r"(https?://|mailto:)[^\s<>\"]+$", value)
    return span["kind"] == "lang" and re.match(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", value)


def innermost(spans, kind, at):
    """The index of the span around a place that begins last, and is the shortest of these."""
    around = [(span["start"], -span["end"], number) for number, span in enumerate(spans)
              if span["kind"] == kind and span["start"] <= at < span["end"]]
    return max(around)[2] if around else None


def mapped(text, shown):
    """Where each character of the text stands in what is shown of it, and the end."""
    places = []
    blocks = difflib.SequenceMatcher(None, text, shown, autojunk=False).get_opcodes()
    for _, start, end, first, last in blocks:
        places += [min(first + at - start, last) for at in range(start, end)]
    return [*places, len(shown)]


def ascii_address(address):
    return urllib.parse.quote(address, safe="!#$%&'()*+,/:;=?@[]")


# --- comparing ----------------------------------------------------------------------------

def same_text(expected, found):
    """Capitals may be of the style (text-transform)."""
    expected, found = (text.replace("\u00a0", " ") for text in (expected, found))
    capitalised = re.sub(r"(?<!\S)\w", lambda letter: letter[0].upper(), expected)
    return found in (expected, expected.upper(), expected.lower(), capitalised)


def differences(expected, found, path=""):
    """Words on what differs, first of all the place."""
    path = f"{path}/{expected.role}"
    if expected.role != found.role:
        yield f"{path}: found {found.role}"
        return
    expected.found = found
    goes_to_element = isinstance(expected.facts.get("goal"), Element)
    left_out = ("words", "goal") if goes_to_element else ("words",)
    facts, other = ({key: fact for key, fact in element.facts.items() if key not in left_out}
                    for element in (expected, found))
    if facts != other:
        yield f"{path}: expected {facts}, found {other}"
    if not same_text(str(expected.facts.get("words")), str(found.facts.get("words"))):
        yield f"{path}: expected {expected.facts}, found {found.facts}"
    for number, (one, two) in enumerate(zip(expected.kids, found.kids)):
        here = f"{path}[{number}]"
        if isinstance(one, Element) and isinstance(two, Element):
            yield from differences(one, two, here)
        elif isinstance(one, Element) or isinstance(two, Element):
            yield f"{here}: expected {brief(one)}, found {brief(two)}"
        elif not same_text(one, two):
            yield f"{here}: expected {one!r}, found {two!r}"
    for kid in expected.kids[len(found.kids):]:
        yield f"{path}: {brief(kid)} is missing"
    for kid in found.kids[len(expected.kids):]:
        yield f"{path}: {brief(kid)} is too much"


def brief(kid):
    return " ".join(" ".join(kid.lines()).split())[:80] if isinstance(kid, Element) else repr(kid)


def astray(element):
    """Links that lead to another page than that on which their goal begins."""
    goal = element.facts.get("goal")
    if isinstance(goal, Element) and element.found.facts.get("goal") != goal.found.page:
        yield f"{brief(element)}: leads to {element.found.facts.get('goal')}"
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from astray(kid)


def compare(expected, path):
    try:
        found = tags.read(path)
    except (ValueError, KeyError) as error:
        return [f"not whole: {error}"]
    return list(differences(expected, found)) or list(astray(expected))


# --- the checks ---------------------------------------------------------------------------

def convert(sources, target, *arguments):
    result = anban.run(["convert", "--quiet", *arguments, *sources, "-o", target])
    return result.returncode in WRITTEN and target.exists()


def gathers(source):
    """Captions without picture stand in a note at the end, which the JSON does not tell."""
    return "missing-images=end" in "=".join(anban.extra_arguments(source))


# Has marks of notes without brackets, superior: refer() knows those with brackets only.
SUPERIOR = [anban.CASES / name for name in (
    "style/footnote.anban.json", "typeset/table-superior.anban.json")]


def comparable(sources):
    return [source for source in sources if not gathers(source) and source not in SUPERIOR
            and inspect(source, "--json")]


def compare_article(source, path):
    try:
        return compare(Element("Document", {}, [Expected(source).element]), path)
    except ValueError as error:
        return [f"the article tree and its shown text differ: {error}"]


def articles(sources, folder):
    failures = 0
    for source in comparable(sources):
        target = folder / "article.pdf"
        if not convert([source], target, *anban.extra_arguments(source)):
            print(f"{source}: not converted")
            failures += 1
            continue
        for words in compare_article(source, target):
            failures += 1
            print(f"{source}: {words}")
    return failures


def title_of(article):
    """The element of an article's title, behind a kicker if there is one; or None."""
    return next((kid for kid in article.element.kids[:2] if kid.role == f"H{article.depth + 1}"), None)


def entry_of(article):
    """What the contents say of an article: its title and who wrote it."""
    title = title_of(article).kids[0]
    names = ", ".join(byline["name"] for byline in article.tree["bylines"])
    return f"{title} – {names}" if names else title


def with_parts(sources):
    """The articles of a book, each with the part that begins with it: number, title; or None. What
    belongs to a part lies one level lower."""
    depth = 1
    for source in sources:
        part = json.loads(inspect(source, "--json")).get("part")
        depth = 2 if part else depth
        yield Expected(source, depth), part and re.fullmatch(r"Phần (\w+)\W+(.*)", part).groups()


def book(sources, folder):
    """The contents lead to the pages on which the articles begin."""
    chosen = [source for source in comparable(sources) if not anban.extra_arguments(source)]
    target = folder / "book.pdf"
    if not convert(chosen, target, "-M", "title=Một quyển sách", "-M",
                   "colophon=" + "\n".join(COLOPHON)):
        print("the book was not converted")
        return 1
    found = tags.read(target)
    entries = [kid.kids[0].kids[0] for kid in found.kids[1].kids[1].kids]
    arts, toc, named, starts = [], [], [], first_pages(target)
    for (article, part), start in zip(with_parts(chosen), starts):
        if part:
            named.append(("Phần {}. {}".format(*part), start - 1))
            arts.append(Element("Sect", {}, [Element("P", {}, [part[0]]), Element("H2", {}, [part[1]])]))
        if title_of(article):
            named.append((entry_of(article), start))
        arts.append(article.element)
    for (words, _), link in zip(named, entries):
        folio = link.kids[-1][len(words):]
        if not folio.isdigit():
            print(f"no folio behind {words!r}: {link.kids}")
            return 1
        toc.append(Element("TOCI", {}, [Element("Reference", {}, [Element(
            "Link", {"goal": link.facts["goal"], "words": words}, [words + folio])])]))
    expected = Element("Document", {}, [
        Element("Sect", {}, [Element("H1", {}, ["Một quyển sách"])]),
        Element("Sect", {}, [Element("H2", {}, ["Mục lục"]), Element("TOC", {}, toc)]), *arts,
        Element("Sect", {}, [Element("P", {}, [line]) for line in COLOPHON])])
    failures = list(differences(expected, found))
    print("\n".join(failures[:20]))
    goals = [link.facts["goal"] for link in entries]
    pages = [page for _, page in named]
    if goals != pages:
        failures.append("goals")
        print(f"the contents lead to pages {goals}, what they name begins on {pages}")
    return len(failures)


def first_pages(path):
    """On which page the first mark of each article stands."""
    reader = tags.Reader(path)
    found = []
    for reference in reader.pdf.find(S="/Art"):
        value = reader.pdf[reference]
        while "/Pg" not in value:
            value = reader.value(reader.kids_of(value)[0])
        found.append((int(reference.split()[0]), reader.pages.index(value["/Pg"])))
    return [page for _, page in sorted(found)]


def change_role(pdf, old, new):
    pdf[pdf.find(S=old)[0]]["/S"] = new


def swap_kids(pdf):
    art = pdf[pdf.find(S="/Art")[0]]
    kids = art["/K"]
    kids[-1], kids[-2] = kids[-2], kids[-1]


def drop_kid(pdf, role):
    element = pdf[pdf.find(S=role)[0]]
    element["/K"] = element["/K"][:-1]


def set_entry(pdf, reference, key, value):
    pdf[reference][key] = value


FAULTS = [
    ("a heading is a paragraph", lambda pdf: change_role(pdf, "/H2", "/P")),
    ("a heading of another level", lambda pdf: change_role(pdf, "/H2", "/H3")),
    ("two blocks change places", swap_kids),
    ("a paragraph is nowhere", lambda pdf: drop_kid(pdf, "/Art")),
    ("a cell is missing", lambda pdf: drop_kid(pdf, "/TR")),
    ("a header cell without Scope", lambda pdf: pdf[pdf.find(S="/TH")[0]].pop("/A")),
    ("a cell is a header", lambda pdf: change_role(pdf, "/TD", "/TH")),
    ("an item without its body", lambda pdf: drop_kid(pdf, "/LI")),
    ("another language", lambda pdf: set_entry(
        pdf, [span for span in pdf.find(S="/Span") if "/Lang" in pdf[span]][0], "/Lang", "u:de")),
    ("no language", lambda pdf: pdf[
        [span for span in pdf.find(S="/Span") if "/Lang" in pdf[span]][0]].pop("/Lang")),
    ("a link to elsewhere", lambda pdf: set_entry(
        pdf, pdf.find(Subtype="/Link")[0], "/A", {"/S": "/URI", "/URI": "u:http://example.com"})),
    ("a link says something else", lambda pdf: set_entry(
        pdf, pdf.find(Subtype="/Link")[0], "/Contents", "u:x")),
    ("another text", lambda pdf: pdf.change(pdf[pdf.pages()[0]]["/Contents"], b")]TJ", b"\x01)]TJ")),
    ("a section is a division", lambda pdf: change_role(pdf, "/Sect", "/Div")),
    ("a paragraph has left its section", lambda pdf: drop_kid(pdf, "/Sect")),
    ("a note without ID", lambda pdf: pdf[pdf.find(S="/Note")[0]].pop("/ID")),
]
NOTE_FAULTS = [
    ("the call of a note is no reference", lambda pdf: change_role(pdf, "/Reference", "/Span")),
    ("a note leads back to another page", lambda pdf: note_links(pdf)[-1]["/Dest"].__setitem__(
        0, pdf.pages()[-1])),
    ("a note is called from nowhere", lambda pdf: note_links(pdf)[0].update(
        {"/A": {"/S": "/URI", "/URI": "u:http://example.com"}})),
]
MARK_FAULTS = [
    ("one of several calls of a note is no link", lambda pdf: note_links(pdf)[1].update(
        {"/A": {"/S": "/URI", "/URI": "u:http://example.com"}})),
    ("one of several calls of a note is no reference", lambda pdf: pdf[
        pdf.find(S="/Reference")[-1]].update({"/S": "/Span"})),
]
FIGURE_FAULTS = [
    ("a figure with another alternative", lambda pdf: set_entry(
        pdf, pdf.find(S="/Figure")[0], "/Alt", "u:x")),
    ("a figure without its caption", lambda pdf: drop_kid(pdf, "/Figure")),
    ("a caption is a paragraph", lambda pdf: change_role(pdf, "/Caption", "/P")),
]


def note_links(pdf):
    """Annotations that lead to places of the document, in order."""
    return [pdf[reference] for reference in pdf.find(Subtype="/Link") if "/Dest" in pdf[reference]]


def cell_having(pdf, key):
    """The attributes of the first cell with such an entry."""
    return next(pdf[reference]["/A"] for reference in pdf.find(S="/TH") + pdf.find(S="/TD")
                if key in pdf[reference].get("/A", {}))


TABLE_FAULTS = [
    ("a cell over fewer columns", lambda pdf: cell_having(pdf, "/ColSpan").pop("/ColSpan")),
    ("a cell over more rows", lambda pdf: cell_having(pdf, "/RowSpan").update({"/RowSpan": 3})),
    ("a header of a row is one of columns", lambda pdf: next(
        pdf[cell]["/A"] for cell in pdf.find(S="/TH")
        if pdf[cell]["/A"]["/Scope"] == "/Row").update({"/Scope": "/Column"})),
]


def planted(_, folder):
    failures = 0
    for name, faults in (("tree/links", FAULTS), ("image/sizes", FIGURE_FAULTS),
                         ("tree/table-spans", TABLE_FAULTS),
                         ("style/footnote-split", NOTE_FAULTS),
                         ("typeset/table-marks", MARK_FAULTS)):
        source = next(path for path in anban.cases() if anban.case_name(path) == name)
        sound, broken = folder / "sound.pdf", folder / "broken.pdf"
        expected = Element("Document", {}, [Expected(source).element])
        if not convert([source], sound) or compare(expected, sound):
            print(f"{name}: not sound")
            return 1
        for words, fault in faults:
            pdf = Pdf(sound)
            fault(pdf)
            pdf.save(broken)
            found = compare(expected, broken)
            if not found:
                print(f"{words}: not found")
            failures += not found
    return failures


CHECKS = {"articles": articles, "book": book, "planted": planted}


def main():
    sources = ([Path(name).resolve() for name in sys.argv[2:]]
               or anban.cases() + anban.samples())
    with tempfile.TemporaryDirectory() as folder:
        failures = CHECKS[sys.argv[1]](sources, Path(folder))
    print(f"{len(sources)} inputs, {failures} failures")
    return 1 if failures or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
