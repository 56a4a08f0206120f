#!/usr/bin/env python3
"""Planted faults in PDF files: what veraPDF sees, what anban check sees.

Each fault is one change of a book that anban made, in one of three forms: PDF/A-2a as it comes,
PDF/A-1a and PDF/A-3a as crafted here; always with PDF/UA-1. All three are without a finding
before. The test holds if anban check finds at least nine in ten of what veraPDF finds, and
names in each case the rule that was broken.

    pdf.py            the test; prints the table for tests/README.md
    pdf.py FOLDER     keeps the files there
"""

import re
import sys
import tempfile
from pathlib import Path

from faults import anban, ours, report, validated
from pdfjson import Pdf, run_qpdf

FAULTS = []


def fault(words, code, part=2):
    """Registers a change; it is given the Pdf, or with `after` the path of the file."""
    def register(function):
        FAULTS.append((words, code, part, function))
        return function
    return register


# --- the three forms -------------------------------------------------------------------

def all_cids(pdf, font):
    """A CIDSet with every CID that leads to a glyph, be it .notdef."""
    count = len(pdf.data(font["/CIDToGIDMap"])) // 2
    return bytes(sum(0x80 >> i for i in range(8) if 8 * at + i < count)
                 for at in range((count + 7) // 8))


def as_part(pdf, part):
    pdf.change(pdf.metadata(), b"<pdfaid:part>2<", b"<pdfaid:part>%d<" % part)
    if part == 1:
        for font in map(pdf.__getitem__, pdf.find(Subtype="/CIDFontType2")):
            pdf[font["/FontDescriptor"]]["/CIDSet"] = pdf.add({}, all_cids(pdf, font))
    if part == 3:
        embed(pdf)
    return pdf


def embed(pdf):
    """An attachment as PDF/A-3 wants it."""
    stream = pdf.add({"/Type": "/EmbeddedFile", "/Subtype": "/text/plain"}, b"bai viet\n")
    specification = pdf.add({"/Type": "/Filespec", "/F": "u:bai.txt", "/UF": "u:bai.txt",
                             "/AFRelationship": "/Source", "/EF": {"/F": stream, "/UF": stream}})
    pdf.catalog["/AF"] = [specification]
    pdf.catalog["/Names"] = {"/EmbeddedFiles": {"/Names": ["u:bai.txt", specification]}}


# --- helpers ---------------------------------------------------------------------------

def content(pdf, page=2):
    return pdf[pdf.pages()[page]]["/Contents"]


def element(pdf, kind, index=0):
    return pdf[pdf.find(S=kind)[index]]


def paragraphs(pdf):
    """The paragraphs that hold one mark only."""
    return [pdf[reference] for reference in pdf.find(S="/P") if len(pdf[reference]["/K"]) == 1]


def wrap(pdf, kid, *kinds):
    """Puts elements of these kinds, outermost first, between an element and its parent."""
    reference = next(r for r in pdf.references() if pdf[r] is kid)
    parent, top = kid["/P"], None
    outer = pdf[parent]
    for kind in kinds:
        new = pdf.add({"/S": kind, "/P": parent, "/K": []})
        if top is None:
            outer["/K"][outer["/K"].index(reference)] = new
        else:
            pdf[parent]["/K"].append(new)
        parent = top = new
    pdf[parent]["/K"].append(reference)
    kid["/P"] = parent
    return parent


def artifact(pdf, operators):
    pdf.set_data(content(pdf), b"/Artifact BMC " + operators + b" EMC\n" + pdf.data(content(pdf)))


# --- structure -------------------------------------------------------------------------

@fault("an element claims another MCID", "pdf.mcid.unclaimed")
def _(pdf):
    paragraphs(pdf)[3]["/K"] = [77]


@fault("two elements claim one MCID", "pdf.mcid.claimed")
def _(pdf):
    first, second = paragraphs(pdf)[2:4]
    second["/K"], second["/Pg"] = list(first["/K"]), first["/Pg"]


@fault("two pieces of content with one MCID", "pdf.mcid.twice")
def _(pdf):
    pdf.change(content(pdf), b"/MCID 2>>", b"/MCID 3>>")


@fault("the parent tree names another element", "pdf.parenttree")
def _(pdf):
    tree = pdf[pdf[pdf.catalog["/StructTreeRoot"]]["/ParentTree"]]
    while "/Kids" in tree:
        tree = pdf[tree["/Kids"][0]]
    rows = tree["/Nums"]
    rows[5][2], rows[5][3] = rows[5][3], rows[5][2]


@fault("the page has no StructParents", "pdf.parenttree")
def _(pdf):
    del pdf[pdf.pages()[3]]["/StructParents"]


@fault("content outside of all marks", "pdf.content.unmarked")
def _(pdf):
    pdf.change(content(pdf), b"/P<</MCID 1>>BDC", b"/P BMC")


@fault("an artifact inside tagged content", "pdf.artifact")
def _(pdf):
    pdf.change(content(pdf), b"/P<</MCID 1>>BDC",
               b"/P<</MCID 1>>BDC /Artifact BMC 0 0 1 1 re f EMC")


@fault("tagged content inside an artifact", "pdf.content.artifact")
def _(pdf):
    data = pdf.data(content(pdf))
    pdf.set_data(content(pdf), b"/Artifact BMC\n" + data + b"\nEMC")


@fault("no structure tree", "pdf.tree.missing")
def _(pdf):
    del pdf.catalog["/StructTreeRoot"]


@fault("not marked as tagged", "pdf.marked")
def _(pdf):
    del pdf.catalog["/MarkInfo"]


@fault("tags said to be suspect", "pdf.suspects")
def _(pdf):
    pdf.catalog["/MarkInfo"]["/Suspects"] = True


@fault("an element without P", "pdf.parent.missing")
def _(pdf):
    del paragraphs(pdf)[3]["/P"]


@fault("a type mapped to nothing", "pdf.role.unmapped")
def _(pdf):
    paragraphs(pdf)[3]["/S"] = "/Sapo"


@fault("a role map in a circle", "pdf.role.circle")
def _(pdf):
    paragraphs(pdf)[3]["/S"] = "/Sapo"
    pdf[pdf.catalog["/StructTreeRoot"]]["/RoleMap"] = {"/Sapo": "/Lead", "/Lead": "/Sapo"}


@fault("a standard type mapped to another", "pdf.role.standard")
def _(pdf):
    pdf[pdf.catalog["/StructTreeRoot"]]["/RoleMap"] = {"/P": "/Div"}


@fault("a heading level skipped", "pdf.heading.skip")
def _(pdf):
    element(pdf, "/H3")["/S"] = "/H5"


@fault("H and H1 in one document", "pdf.heading.mixed")
def _(pdf):
    element(pdf, "/H3")["/S"] = "/H"


@fault("a figure without Alt", "pdf.figure.alt")
def _(pdf):
    paragraphs(pdf)[3]["/S"] = "/Figure"


@fault("a formula without Alt", "pdf.formula.alt")
def _(pdf):
    paragraphs(pdf)[3]["/S"] = "/Formula"


@fault("a note without ID", "pdf.note.id")
def _(pdf):
    paragraphs(pdf)[3]["/S"] = "/Note"


@fault("two notes with one ID", "pdf.note.id.twice")
def _(pdf):
    for paragraph in paragraphs(pdf)[3:5]:
        paragraph.update({"/S": "/Note", "/ID": "u:n1"})


@fault("a paragraph straight in a list", "pdf.nesting")
def _(pdf):
    wrap(pdf, paragraphs(pdf)[3], "/L")


@fault("a list item outside of a list", "pdf.nesting")
def _(pdf):
    wrap(pdf, paragraphs(pdf)[3], "/LI", "/LBody")


@fault("an entry of the contents outside of them", "pdf.nesting")
def _(pdf):
    element(pdf, "/TOC")["/S"] = "/Sect"


@fault("a table cell outside of a row", "pdf.nesting")
def _(pdf):
    wrap(pdf, paragraphs(pdf)[3], "/Table", "/TD")


@fault("table rows of different length", "pdf.table.columns")
def _(pdf):
    cell = wrap(pdf, paragraphs(pdf)[3], "/Table", "/TR", "/TD")
    row = pdf[cell]["/P"]
    table = pdf[row]["/P"]
    other = pdf.add({"/S": "/TR", "/P": table, "/K": []})
    pdf[table]["/K"].append(other)
    pdf[other]["/K"] = [pdf.add({"/S": "/TD", "/P": other}), pdf.add({"/S": "/TD", "/P": other})]


@fault("a table header without Scope", "pdf.table.scope")
def _(pdf):
    cell = wrap(pdf, paragraphs(pdf)[3], "/Table", "/TR", "/TH")
    row = pdf[cell]["/P"]
    table = pdf[row]["/P"]
    other = pdf.add({"/S": "/TR", "/P": table, "/K": []})
    pdf[table]["/K"].append(other)
    pdf[other]["/K"] = [pdf.add({"/S": "/TD", "/P": other})]


# --- links -----------------------------------------------------------------------------

@fault("a link without Contents", "pdf.link.contents")
def _(pdf):
    del pdf[pdf.find(Subtype="/Link")[0]]["/Contents"]


@fault("a link that no element holds", "pdf.annot.untagged")
def _(pdf):
    link = element(pdf, "/Link")
    link["/K"] = [kid for kid in link["/K"] if not isinstance(kid, dict)]
    del pdf[pdf.find(Subtype="/Link")[0]]["/StructParent"]


@fault("a link held by a paragraph", "pdf.annot.element")
def _(pdf):
    element(pdf, "/Link")["/S"] = "/Span"


def text_link(pdf):
    """An annotation in a text, which leads to an address."""
    return pdf[next(link for link in pdf.find(Subtype="/Link") if "/A" in pdf[link])]


def holder(pdf, annotation):
    """The element that holds an annotation."""
    return next(pdf[reference] for reference in pdf.find(S="/Link")
                for kid in pdf[reference]["/K"]
                if isinstance(kid, dict) and pdf[kid.get("/Obj", reference)] is annotation)


@fault("a link in a text without Contents", "pdf.link.contents")
def _(pdf):
    del text_link(pdf)["/Contents"]


@fault("a link in a text held by a Span", "pdf.annot.element")
def _(pdf):
    holder(pdf, text_link(pdf))["/S"] = "/Span"


@fault("a link in a text whose key leads nowhere", "pdf.parenttree.object")
def _(pdf):
    text_link(pdf)["/StructParent"] = 7777


@fault("a link that starts a program", "pdf.action")
def _(pdf):
    text_link(pdf)["/A"] = {"/S": "/Launch", "/F": "u:a.exe"}


@fault("the language of a part that is no tag", "pdf.lang.form")
def _(pdf):
    span = next(pdf[span] for span in pdf.find(S="/Span") if "/Lang" in pdf[span])
    span["/Lang"] = "u:ti\u1ebfng Anh"


@fault("a cell over more rows than there are", "pdf.table.rows")
def _(pdf):
    spanning(pdf, "/RowSpan")["/RowSpan"] = 99


@fault("a cell over a column too many", "pdf.table.columns")
def _(pdf):
    spanning(pdf, "/ColSpan")["/ColSpan"] += 1


@fault("a cell over rows that are full", "pdf.table.columns")
def _(pdf):
    spanning(pdf, "/ColSpan")["/RowSpan"] = 2


def spanning(pdf, key):
    """The attributes of the first cell with such an entry."""
    return next(pdf[cell]["/A"] for cell in pdf.find(S="/TH") + pdf.find(S="/TD")
                if key in pdf[cell].get("/A", {}))


@fault("a hidden annotation", "pdf.annot.flags")
def _(pdf):
    pdf[pdf.find(Subtype="/Link")[0]]["/F"] = 2


@fault("no tab order on a page with links", "pdf.tabs")
def _(pdf):
    del pdf[pdf.pages()[1]]["/Tabs"]


@fault("an action in JavaScript", "pdf.action")
def _(pdf):
    pdf.catalog["/OpenAction"] = {"/S": "/JavaScript", "/JS": "u:app.alert(1)"}


@fault("actions on events", "pdf.action.additional")
def _(pdf):
    pdf.catalog["/AA"] = {"/WC": {"/S": "/Named", "/N": "/NextPage"}}


@fault("an annotation of a forbidden kind", "pdf.annot.kind")
def _(pdf):
    page = pdf[pdf.pages()[2]]
    page["/Annots"] = [pdf.add({"/Type": "/Annot", "/Subtype": "/Movie", "/F": 4,
                                "/Rect": [0, 0, 0, 0], "/Contents": "u:phim"})]


# --- metadata --------------------------------------------------------------------------

@fault("no XMP", "pdf.xmp.missing")
def _(pdf):
    del pdf.catalog["/Metadata"]


@fault("XMP that is not well-formed", "pdf.xmp.form")
def _(pdf):
    pdf.change(pdf.metadata(), b"</rdf:RDF>", b"")


@fault("XMP names another part of PDF/A", "pdf.xmp.part")
def _(pdf):
    pdf.change(pdf.metadata(), b"<pdfaid:part>2<", b"<pdfaid:part>3<")


@fault("XMP names another level", "pdf.xmp.level")
def _(pdf):
    pdf.change(pdf.metadata(), b"<pdfaid:conformance>A<", b"<pdfaid:conformance>C<")


@fault("XMP does not name PDF/UA", "pdf.xmp.ua")
def _(pdf):
    pdf.change(pdf.metadata(), b"<pdfuaid:part>1<", b"<pdfuaid:part>7<")


@fault("no title in XMP", "pdf.title")
def _(pdf):
    data = re.sub(rb"<dc:title>.*?</dc:title>", b"", pdf.data(pdf.metadata()), flags=re.S)
    pdf.set_data(pdf.metadata(), data)


@fault("no extension schema for pdfuaid", "pdf.xmp.property")
def _(pdf):
    data = re.sub(rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", b"",
                  pdf.data(pdf.metadata()), flags=re.S)
    pdf.set_data(pdf.metadata(), data)


@fault("an extension schema without a category", "pdf.xmp.extension")
def _(pdf):
    pdf.change(pdf.metadata(), b"<pdfaProperty:category>internal</pdfaProperty:category>", b"")


@fault("dc:creator is no list", "pdf.xmp.type")
def _(pdf):
    pdf.change(pdf.metadata(), b"<dc:format>", b"<dc:creator>A</dc:creator><dc:format>")


@fault("the title is not shown", "pdf.title.shown")
def _(pdf):
    pdf.catalog["/ViewerPreferences"]["/DisplayDocTitle"] = False


@fault("no language", "pdf.lang")
def _(pdf):
    del pdf.catalog["/Lang"]


@fault("a language that is no tag", "pdf.lang.form")
def _(pdf):
    pdf.catalog["/Lang"] = "u:vi_VN!"


# --- colours and content ----------------------------------------------------------------

@fault("no output intent", "pdf.colour.device")
def _(pdf):
    del pdf.catalog["/OutputIntents"]


@fault("the output profile is broken", "pdf.output.icc")
def _(pdf):
    pdf.change(pdf.having("/N")[0] if pdf.having("/N") else "", b"mntr", b"link")


@fault("CMYK under an RGB intent", "pdf.colour.device")
def _(pdf):
    artifact(pdf, b"0 0 0 1 k 0 0 1 1 re f")


@fault("an unknown operator", "pdf.content.operator")
def _(pdf):
    artifact(pdf, b"1 2 zz")


@fault("29 nested graphics states", "pdf.content.states")
def _(pdf):
    artifact(pdf, b"q " * 29 + b"Q " * 29)


@fault("a resource that is not there", "pdf.resource")
def _(pdf):
    artifact(pdf, b"/Nowhere Do")


@fault("an interpolated image", "pdf.image.interpolate")
def _(pdf):
    image = pdf.add({"/Type": "/XObject", "/Subtype": "/Image", "/Width": 1, "/Height": 1,
                     "/BitsPerComponent": 8, "/ColorSpace": "/DeviceGray",
                     "/Interpolate": True}, b"\x80")
    pdf[pdf[pdf.pages()[2]]["/Resources"]]["/XObject"] = {"/X": image}
    artifact(pdf, b"/X Do")


@fault("an unknown blend mode", "pdf.blend")
def _(pdf):
    pdf[pdf[pdf.pages()[2]]["/Resources"]]["/ExtGState"] = {"/G": {"/BM": "/Mix"}}
    artifact(pdf, b"/G gs 0 0 1 1 re f")


@fault("a transfer function", "pdf.transfer")
def _(pdf):
    pdf[pdf[pdf.pages()[2]]["/Resources"]]["/ExtGState"] = {"/G": {"/TR": "/Identity"}}
    artifact(pdf, b"/G gs 0 0 1 1 re f")


# --- fonts -----------------------------------------------------------------------------

@fault("a font that is not embedded", "pdf.font.embedded")
def _(pdf):
    del pdf[pdf.having("/FontFile2")[0]]["/FontFile2"]


@fault("widths that are not the font's", "pdf.glyph.width")
def _(pdf):
    font = pdf[pdf.find(Subtype="/CIDFontType2")[0]]
    font["/W"] = [0, 65535, 333]


@fault("no CIDToGIDMap", "pdf.font.cidtogidmap")
def _(pdf):
    del pdf[pdf.find(Subtype="/CIDFontType2")[0]]["/CIDToGIDMap"]


@fault("a CMap of another character collection", "pdf.font.cmap")
def _(pdf):
    cmap = pdf[pdf[pdf.find(Subtype="/Type0")[0]]["/Encoding"]]
    cmap["/CIDSystemInfo"] = {"/Registry": "u:Adobe", "/Ordering": "u:Japan1",
                              "/Supplement": 0}


@fault("no ToUnicode", "pdf.unicode")
def _(pdf):
    del pdf[pdf.find(Subtype="/Type0")[0]]["/ToUnicode"]


@fault("ToUnicode without some codes", "pdf.unicode")
def _(pdf):
    cmap = pdf[pdf.find(Subtype="/Type0")[0]]["/ToUnicode"]
    data = re.sub(rb"\d+ beginbfrange.*?endbfrange", b"", pdf.data(cmap), count=1, flags=re.S)
    data = re.sub(rb"\d+ beginbfchar.*?endbfchar", b"", data, count=1, flags=re.S)
    pdf.set_data(cmap, data)


@fault("ToUnicode with U+0000", "pdf.unicode.forbidden")
def _(pdf):
    cmap = pdf[pdf.find(Subtype="/Type0")[0]]["/ToUnicode"]
    pdf.change(cmap, b"endcmap", b"99 beginbfchar\n"
               + b"".join(b"<%04x><0000>\n" % code for code in range(1, 100))
               + b"endbfchar\nendcmap")


@fault("the glyph .notdef", "pdf.notdef")
def _(pdf):
    fonts = pdf[pdf[pdf[pdf.pages()[2]]["/Resources"]]["/Font"]]
    artifact(pdf, b"BT %s 9 Tf <0000> Tj ET" % sorted(fonts)[0].encode())


@fault("a code without a glyph", "pdf.glyph")
def _(pdf):
    glyphs = pdf[pdf.find(Subtype="/CIDFontType2")[0]]["/CIDToGIDMap"]
    pdf.set_data(glyphs, pdf.data(glyphs)[:-2] + b"\xff\xff")


@fault("a font without Type", "pdf.font.dictionary")
def _(pdf):
    del pdf[pdf.find(Subtype="/Type0")[0]]["/Type"]


# --- PDF/A-1 ---------------------------------------------------------------------------

@fault("A-1: transparency", "pdf.transparency", 1)
def _(pdf):
    pdf[pdf[pdf.pages()[2]]["/Resources"]]["/ExtGState"] = {"/G": {"/ca": 0.5}}
    artifact(pdf, b"/G gs 0 0 1 1 re f")


@fault("A-1: a transparency group", "pdf.transparency", 1)
def _(pdf):
    pdf[pdf.pages()[2]]["/Group"] = {"/S": "/Transparency", "/CS": "/DeviceRGB"}


@fault("A-1: no CIDSet", "pdf.font.cidset.missing", 1)
def _(pdf):
    del pdf[pdf.having("/CIDSet")[0]]["/CIDSet"]


@fault("A-1: a CIDSet without all glyphs", "pdf.font.cidset", 1)
def _(pdf):
    pdf.set_data(pdf[pdf.having("/CIDSet")[0]]["/CIDSet"], b"\x80")


@fault("A-1: Info and XMP differ", "pdf.info", 1)
def _(pdf):
    pdf[pdf.objects["trailer"]["value"]["/Info"]]["/Title"] = "u:Nhan đề khác"


@fault("A-1: an array of 8192 entries", "pdf.limit.array", 1)
def _(pdf):
    pdf.catalog["/Long"] = [0] * 8192


@fault("A-1: an image of 16 bits", "pdf.image.bits", 1)
def _(pdf):
    image = pdf.add({"/Type": "/XObject", "/Subtype": "/Image", "/Width": 1, "/Height": 1,
                     "/BitsPerComponent": 16, "/ColorSpace": "/DeviceGray"}, b"\x80\x80")
    pdf[pdf[pdf.pages()[2]]["/Resources"]]["/XObject"] = {"/X": image}
    artifact(pdf, b"/X Do")


@fault("A-1: an embedded file", "pdf.file.forbidden", 1)
def _(pdf):
    embed(pdf)


@fault("A-1: layers", "pdf.layers", 1)
def _(pdf):
    layer = pdf.add({"/Type": "/OCG", "/Name": "u:lop"})
    pdf.catalog["/OCProperties"] = {"/OCGs": [layer], "/D": {"/Name": "u:a", "/Order": [layer]}}


@fault("A-1: rows in a TBody, which PDF 1.4 does not know", "pdf.role.unmapped", 1)
def _(pdf):
    wrap(pdf, paragraphs(pdf)[3], "/Table", "/TBody", "/TR", "/TD")


@fault("A-1: object streams", "pdf.object.stream", 1)
def _(pdf):
    return ["--object-streams=generate"]


# --- PDF/A-3 ---------------------------------------------------------------------------

@fault("A-3: an attachment without AFRelationship", "pdf.file.relationship", 3)
def _(pdf):
    del pdf[pdf.having("/EF")[0]]["/AFRelationship"]


@fault("A-3: an attachment without media type", "pdf.file.type", 3)
def _(pdf):
    del pdf[pdf.find(Type="/EmbeddedFile")[0]]["/Subtype"]


@fault("A-3: an attachment associated with nothing", "pdf.file.associated", 3)
def _(pdf):
    del pdf.catalog["/AF"]


@fault("A-3: an attachment without UF", "pdf.file.name", 3)
def _(pdf):
    del pdf[pdf.having("/EF")[0]]["/UF"]


@fault("an attachment that is no PDF/A", "pdf.file.kind")
def _(pdf):
    embed(pdf)


# --- bytes: changes of the finished file ------------------------------------------------

def bytes_fault(words, code):
    def register(change):
        def later(pdf):
            return change
        FAULTS.append((words, code, 2, later))
        return change
    return register


@bytes_fault("encrypted", "pdf.encrypted")
def _(path):
    plain = path.with_suffix(".plain")
    path.rename(plain)
    run_qpdf("--encrypt", "", "owner", "256", "--", plain, path)
    plain.unlink()


@bytes_fault("no file identifier", "pdf.id")
def _(path):
    path.write_bytes(path.read_bytes().replace(b"/ID [", b"/IX ["))


@bytes_fault("the header names PDF 2.3", "pdf.header")
def _(path):
    path.write_bytes(re.sub(rb"^%PDF-1\.\d", b"%PDF-2.3", path.read_bytes()))


@bytes_fault("bytes after the end", "pdf.end")
def _(path):
    path.write_bytes(path.read_bytes() + b"more\n" * 3)


@bytes_fault("a hexadecimal string of odd length", "pdf.string.hex")
def _(path):
    data = path.read_bytes()
    at = data.index(b"<feff")
    end = data.index(b">", at)
    path.write_bytes(data[:end - 1] + b" " + data[end:])


@bytes_fault("obj not on a line of its own", "pdf.object.spacing")
def _(path):
    path.write_bytes(path.read_bytes().replace(b"3 0 obj\n", b"3 0 obj ", 1))


@bytes_fault("a wrong Length", "pdf.stream.length")
def _(path):
    data = path.read_bytes()
    found = re.search(rb"/Length (\d{4})\b", data)
    path.write_bytes(data[:found.start(1)] + b"%04d" % (int(found[1]) - 200)
                     + data[found.end(1):])


# --- the test --------------------------------------------------------------------------

# So many lines of the sample make an article of two pages with a heading.
HEAD = 18
PROFILES = {1: "a-1a,ua-1", 2: "a-2a,ua-1", 3: "a-3a,ua-1"}
FLAVOURS = {1: ("1a", "ua1"), 2: ("2a", "ua1"), 3: ("3a", "ua1")}


def make(source, part, function, path):
    pdf = as_part(Pdf(source), part)
    more = function(pdf) if function else None
    pdf.save(path, *(more if isinstance(more, list) else []))
    if callable(more):
        more(path)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else temporary).resolve()
        book, files = folder / "source" / "book.pdf", folder / "faults"
        for path in (book.parent, files):
            path.mkdir(parents=True, exist_ok=True)
        article = book.parent / "bai.txt"
        text = (anban.SAMPLES / "seed.txt").read_text(encoding="utf-8")
        article.write_text("\n".join(text.splitlines()[:HEAD]), encoding="utf-8")
        rich = [anban.CASES / "tree" / f"{name}.anban.json" for name in ("links", "table-spans")]
        anban.run(["convert", article, article, *rich, "-o", book])
        todo = [(f"sound, part {part}", "", part, None) for part in PROFILES] + FAULTS
        paths = [files / f"{number:02}.pdf" for number in range(len(todo))]
        for (_, _, part, function), path in zip(todo, paths):
            make(book, part, function, path)
        seen = validated([anban.TOOLS / "verapdf" / "run", "1a,2a,3a,ua1", files],
                         r"  ISO (\S+ \S+), \d+ times")
        rows = []
        for (words, code, part, _), path in zip(todo, paths):
            theirs = [rule for flavour in FLAVOURS[part] for rule in seen[str(path), flavour]]
            rows.append((words, code, theirs, ours(path, "--profile", PROFILES[part])))
    sound, rows = rows[:len(PROFILES)], rows[len(PROFILES):]
    for words, _, theirs, codes in sound:
        if theirs or codes:
            print(f"FAILED {words}: {theirs} {codes}")
    return report(rows, "veraPDF") or any(row[2] or row[3] for row in sound)


if __name__ == "__main__":
    sys.exit(main())
