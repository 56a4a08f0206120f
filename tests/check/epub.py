#!/usr/bin/env python3
"""Planted faults in EPUB files: what EPUBCheck sees, what anban check sees.

Each fault is one change of a book that anban made. The test holds if anban check finds at least
nine in ten of what EPUBCheck finds, and names in each case the rule that was broken.

    epub.py            the test; prints the table for tests/README.md
    epub.py FOLDER     keeps the files there
"""

import re
import sys
import tempfile
import zipfile
from pathlib import Path

from faults import anban, ours, report, rules, validated

FAULTS = []
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010800000000"
                    "3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082")


def fault(words, code):
    """Registers a change, which is given the Epub."""
    def register(function):
        FAULTS.append((words, code, function))
        return function
    return register


class Epub:
    """The files of a container in order, and how they are packed."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.files = [(name, archive.read(name)) for name in archive.namelist()]
        self.stored = {"mimetype"}
        self.extra = b""
        self.packed = {}  # name: how, where not by deflate
        self.spoil = lambda data: data  # of the whole archive

    def __getitem__(self, name):
        return next(data for known, data in self.files if known == name)

    def find(self, pattern):
        return next(name for name, _ in self.files if re.search(pattern, name))

    @property
    def package(self):
        return self.find(r"\.opf$")

    @property
    def nav(self):
        return self.find(r"nav\.xhtml$")

    @property
    def ncx(self):
        return self.find(r"\.ncx$")

    @property
    def article(self):
        return self.find(r"article-0*1\.xhtml$")

    def put(self, name, data):
        self.files = [(known, data if known == name else old) for known, old in self.files]

    def add(self, name, data):
        self.files.append((name, data))

    def remove(self, name):
        self.files = [(known, data) for known, data in self.files if known != name]

    def change(self, name, old, new):
        """Replaces the first place of a pattern, which must be there."""
        text, count = re.subn(old, lambda match: match.expand(new), self[name].decode("utf-8"),
                              count=1, flags=re.S)
        if not count:
            raise LookupError(f"{name}: no {old!r}")
        self.put(name, text.encode("utf-8"))

    def add_item(self, line):
        self.change(self.package, r"</manifest>", line + "</manifest>")

    def add_image(self, tag='<img src="anh.png" alt="ảnh"/>'):
        self.add(str(Path(self.article).with_name("anh.png")), PNG)
        self.add_item('<item id="anh" href="anh.png" media-type="image/png"/>')
        self.put_in(f"<p>{tag}</p>")

    def put_in(self, markup):
        self.change(self.article, r"(?=</(article|section|div)>\s*</body>|</body>)", markup)

    def save(self, path):
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in self.files:
                entry = zipfile.ZipInfo(name, (2022, 6, 1, 12, 0, 0))
                if name == "mimetype":
                    entry.extra = self.extra
                archive.writestr(entry, data, zipfile.ZIP_STORED if name in self.stored
                                 else self.packed.get(name, zipfile.ZIP_DEFLATED))
        path.write_bytes(self.spoil(path.read_bytes()))


# --- container -------------------------------------------------------------------------

@fault("mimetype is not the first file", "epub.mimetype.first")
def _(epub):
    epub.files.append(epub.files.pop(0))


@fault("mimetype is compressed", "epub.mimetype.plain")
def _(epub):
    epub.stored = set()


@fault("mimetype has an extra field", "epub.mimetype.plain")
def _(epub):
    epub.extra = b"\x55\x54\x05\x00\x01\x00\x00\x00\x00"


@fault("mimetype ends with a line break", "epub.mimetype")
def _(epub):
    epub.put("mimetype", b"application/epub+zip\n")


@fault("no container.xml", "epub.container")
def _(epub):
    epub.remove("META-INF/container.xml")


@fault("container.xml names a package that is not there", "epub.package")
def _(epub):
    epub.change("META-INF/container.xml", r"package\.opf", "other.opf")


@fault("container.xml has the wrong media type", "epub.container.rootfile")
def _(epub):
    epub.change("META-INF/container.xml", r"oebps-package\+xml", "xml")


@fault("a file's name has a colon", "epub.name")
def _(epub):
    epub.add("EPUB/a:b.txt", b"x")
    epub.add_item('<item id="x" href="a%3Ab.txt" media-type="text/plain"/>')


@fault("two names differ only in case", "epub.name.twice")
def _(epub):
    epub.add("EPUB/STYLE.css", b"p { margin: 0 }")
    epub.add_item('<item id="x" href="STYLE.css" media-type="text/css"/>')


@fault("a resource in META-INF", "epub.metainf")
def _(epub):
    epub.add("META-INF/x.css", b"p { margin: 0 }")
    epub.add_item('<item id="x" href="../META-INF/x.css" media-type="text/css"/>')


@fault("the archive is cut off", "epub.zip")
def _(epub):
    epub.spoil = lambda data: data[:len(data) // 2]


@fault("a file's data are damaged", "epub.zip.entry")
def _(epub):
    def spoil(data):
        at = data.index(b"EPUB/style.css") + len("EPUB/style.css") + 20
        return data[:at] + b"\xff" * 40 + data[at + 40:]
    epub.spoil = spoil


@fault("a file is packed by bzip2", "epub.zip.method")
def _(epub):
    epub.packed["EPUB/style.css"] = zipfile.ZIP_BZIP2


@fault("a style sheet of 33 MiB", "epub.zip.size")
def _(epub):
    epub.put("EPUB/style.css", b"p { margin: 0 }\n" * (33 << 16))


@fault("a file's name has a blank", "epub.name.blank")
def _(epub):
    epub.add("EPUB/anh 1.png", PNG)
    epub.add_item('<item id="anh" href="anh%201.png" media-type="image/png"/>')


@fault("container.xml in another encoding", "epub.xml.encoding")
def _(epub):
    epub.change("META-INF/container.xml", r'encoding="UTF-8"', 'encoding="ISO-8859-1"')


# --- metadata --------------------------------------------------------------------------

@fault("no title", "epub.metadata.missing")
def _(epub):
    epub.change(epub.package, r'<dc:title[^>]*>.*?</dc:title>|<meta refines="#title".*?</meta>', "")


@fault("no language", "epub.metadata.missing")
def _(epub):
    epub.change(epub.package, r"<dc:language>.*?</dc:language>", "")


@fault("a language that is no tag", "epub.language")
def _(epub):
    epub.change(epub.package, r"<dc:language>.*?<", "<dc:language>Tiếng Việt<")


@fault("no date of modification", "epub.metadata.missing")
def _(epub):
    epub.change(epub.package, r'<meta property="dcterms:modified">.*?</meta>', "")


@fault("two dates of modification", "epub.metadata.missing")
def _(epub):
    epub.change(epub.package, r'(<meta property="dcterms:modified">.*?</meta>)', r"\1\1")


@fault("a date of modification without time", "epub.metadata.modified")
def _(epub):
    epub.change(epub.package, r'("dcterms:modified">).*?<', r"\g<1>2022-06-01<")


@fault("a date that does not exist", "epub.metadata.date")
def _(epub):
    epub.change(epub.package, r"(<dc:identifier)", r"<dc:date>2022-13-41</dc:date>\1")


@fault("unique-identifier leads nowhere", "epub.identifier")
def _(epub):
    epub.change(epub.package, r'unique-identifier="\w+"', 'unique-identifier="none"')


@fault("a UUID that is none", "epub.identifier.uuid")
def _(epub):
    epub.change(epub.package, r"urn:uuid:\w+", "urn:uuid:xyz")


@fault("an empty title", "epub.metadata.empty")
def _(epub):
    epub.change(epub.package, r"(<dc:title[^>]*>).*?<", r"\1 <")


@fault("refines leads nowhere", "epub.refines")
def _(epub):
    epub.change(epub.package, r"</metadata>",
                '<meta refines="#no" property="file-as">a</meta></metadata>')


@fault("a prefix that is not declared", "epub.prefix")
def _(epub):
    epub.change(epub.package, r"</metadata>", '<meta property="foo:bar">a</meta></metadata>')


@fault("a property that does not exist", "epub.property")
def _(epub):
    epub.change(epub.package, r"</metadata>", '<meta property="colour">a</meta></metadata>')


@fault("no accessibility metadata", "epub.accessibility")
def _(epub):
    text = re.sub(r'<meta property="schema:access.*?</meta>\s*', "",
                  epub[epub.package].decode("utf-8"))
    epub.put(epub.package, text.encode("utf-8"))


@fault("conformance without a certifier", "epub.certified")
def _(epub):
    epub.change(epub.package, r"</metadata>", '<meta property="dcterms:conformsTo">EPUB '
                'Accessibility 1.1 - WCAG 2.1 Level AA</meta></metadata>')


@fault("an unknown element in the package", "epub.element")
def _(epub):
    epub.change(epub.package, r"</spine>", "</spine><tours/>")


# --- manifest and spine ----------------------------------------------------------------

@fault("version 2.5", "epub.version")
def _(epub):
    epub.change(epub.package, r'version="3.0"', 'version="2.5"')


@fault("an item's file is missing", "epub.item.missing")
def _(epub):
    epub.remove(epub.find(r"\.ttf$"))


@fault("no manifest", "epub.manifest")
def _(epub):
    epub.change(epub.package, r"<manifest>.*</manifest>", "")


@fault("the manifest lists the package document", "epub.item.self")
def _(epub):
    epub.add_item('<item id="self" href="package.opf" '
                  'media-type="application/oebps-package+xml"/>')


@fault("a file that nothing leads to", "epub.undeclared")
def _(epub):
    epub.add("EPUB/ghi-chu.txt", b"a")


@fault("an item without media type", "epub.item.attribute")
def _(epub):
    epub.change(epub.package, r' media-type="text/css"', "")


@fault("two items with one id", "epub.id")
def _(epub):
    epub.change(epub.package, r'id="css"', 'id="nav"')


@fault("two items for one file", "epub.item.twice")
def _(epub):
    epub.add_item('<item id="again" href="style.css" media-type="text/css"/>')


@fault("a file that the manifest does not list", "epub.link.undeclared")
def _(epub):
    epub.add("EPUB/anh.png", PNG)
    epub.put_in('<p><img src="anh.png" alt="ảnh"/></p>')


@fault("an unknown property of an item", "epub.property")
def _(epub):
    epub.change(epub.package, r'properties="nav"', 'properties="nav pretty"')


@fault("no navigation document", "epub.nav")
def _(epub):
    epub.change(epub.package, r' properties="nav"', "")


@fault("an image that is none", "epub.media")
def _(epub):
    epub.add_image()
    epub.put("EPUB/anh.png", b"GIF89a" + PNG[6:])


@fault("an undeclared script", "epub.item.property")
def _(epub):
    epub.put_in("<script>var a = 1;</script>")


@fault("a declared script that is not there", "epub.item.property")
def _(epub):
    epub.change(epub.package, r'(href="article-0*1\.xhtml" )', r'\1properties="scripted" ')


@fault("a fallback in a circle", "epub.fallback")
def _(epub):
    epub.add("EPUB/a.txt", b"a")
    epub.add("EPUB/b.txt", b"b")
    epub.add_item('<item id="a" href="a.txt" media-type="text/plain" fallback="b"/>'
                  '<item id="b" href="b.txt" media-type="text/plain" fallback="a"/>')


@fault("an unknown resource without fallback", "epub.foreign")
def _(epub):
    epub.add("EPUB/anh.tif", b"II*\0")
    epub.add_item('<item id="anh" href="anh.tif" media-type="image/tiff"/>')
    epub.put_in('<p><img src="anh.tif" alt="ảnh"/></p>')


@fault("an unknown document in the spine", "epub.spine.media")
def _(epub):
    epub.add("EPUB/a.txt", b"a")
    epub.add_item('<item id="a" href="a.txt" media-type="text/plain"/>')
    epub.change(epub.package, r"</spine>", '<itemref idref="a"/></spine>')


@fault("the spine names an item that is not there", "epub.idref")
def _(epub):
    epub.change(epub.package, r"</spine>", '<itemref idref="none"/></spine>')


@fault("an item twice in the spine", "epub.spine.twice")
def _(epub):
    epub.change(epub.package, r"(<itemref [^>]*/>)", r"\1\1")


@fault("the spine does not name the NCX", "epub.spine.toc")
def _(epub):
    epub.change(epub.package, r'<spine toc="ncx">', "<spine>")


@fault("an empty spine", "epub.spine")
def _(epub):
    text = re.sub(r"<itemref [^>]*/>", "", epub[epub.package].decode("utf-8"))
    epub.put(epub.package, text.encode("utf-8"))


# --- navigation ------------------------------------------------------------------------

@fault("no table of contents", "epub.nav.toc")
def _(epub):
    epub.change(epub.nav, r'epub:type="toc"', 'epub:type="loi"')


@fault("an entry of the contents without words", "epub.nav.entry")
def _(epub):
    epub.change(epub.nav, r'(<li><a href="[^"]*">)[^<]*', r"\1")


@fault("a landmark without epub:type", "epub.nav.landmark")
def _(epub):
    epub.change(epub.nav, r'<a epub:type="bodymatter"', "<a")


@fault("the contents lead out of the publication", "epub.link.nav")
def _(epub):
    epub.change(epub.nav, r'<li><a href="[^"]*"', '<li><a href="https://example.org/"')


@fault("the contents lead to a place that is not there", "epub.fragment")
def _(epub):
    epub.change(epub.nav, r'(<li><a href="[^"#]*#)[^"]*"', r'\1none"')


@fault("two lists of landmarks", "epub.nav.twice")
def _(epub):
    epub.change(epub.nav, r'(<nav epub:type="landmarks".*?</nav>)', r"\1\1")


@fault("the contents in another order than the text", "epub.nav.order")
def _(epub):
    epub.change(epub.nav, r"article-0001(\.xhtml#n\d+)(.*?)article-0002", r"article-0002\1\2article-0001")


# --- NCX --------------------------------------------------------------------------------

@fault("an NCX without entries", "epub.ncx")
def _(epub):
    epub.change(epub.ncx, r"<navMap>.*</navMap>", "<navMap></navMap>")


@fault("an NCX with another identifier", "epub.ncx.uid")
def _(epub):
    epub.change(epub.ncx, r'name="dtb:uid" content="[^"]*"', 'name="dtb:uid" content="isbn:1"')


@fault("an NCX that is not well-formed", "epub.xml")
def _(epub):
    epub.change(epub.ncx, r"</docTitle>", "")


@fault("an id twice in the NCX", "epub.id")
def _(epub):
    epub.change(epub.ncx, r'id="point-\d+"(.*?)id="point-\d+"', r'id="a"\1id="a"')


@fault("the NCX leads to a file that is not there", "epub.link.missing")
def _(epub):
    epub.change(epub.ncx, r'src="article-0001\.xhtml', 'src="none.xhtml')


@fault("the NCX leads to a place that is not there", "epub.fragment")
def _(epub):
    epub.change(epub.ncx, r'src="article-0001\.xhtml#n\d+"', 'src="article-0001.xhtml#none"')


# --- documents -------------------------------------------------------------------------

@fault("a document that is not well-formed", "epub.xml")
def _(epub):
    epub.change(epub.article, r"</p>", "")


@fault("an entity of HTML", "epub.xml")
def _(epub):
    epub.put_in("<p>a&nbsp;b</p>")


@fault("the document type of XHTML 1.1", "epub.xml.doctype")
def _(epub):
    epub.change(epub.article, r"<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML '
                '1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">')


@fault("an entity of another file", "epub.xml.entity")
def _(epub):
    epub.change(epub.article, r"<!DOCTYPE html>",
                '<!DOCTYPE html [<!ENTITY ngoai SYSTEM "ngoai.xml">]>')


@fault("a document without body", "epub.xhtml.root")
def _(epub):
    epub.change(epub.article, r"<body>.*</body>", "")


@fault("an id twice", "epub.id")
def _(epub):
    epub.put_in('<p id="x">a</p><p id="x">b</p>')


@fault("no title of the document", "epub.xhtml.title")
def _(epub):
    epub.change(epub.article, r"<title>.*?</title>", "<title></title>")


@fault("an unknown element", "epub.xhtml.element")
def _(epub):
    epub.put_in("<p><font>a</font></p>")


@fault("a paragraph in a paragraph", "epub.xhtml.place")
def _(epub):
    epub.put_in("<p>a<p>b</p></p>")


@fault("a list item outside of a list", "epub.xhtml.place")
def _(epub):
    epub.put_in("<section><li>a</li></section>")


@fault("a link in a link", "epub.xhtml.place")
def _(epub):
    epub.put_in('<p><a href="#n1">a <a href="#n1">b</a></a></p>')


@fault("lang and xml:lang differ", "epub.language")
def _(epub):
    epub.put_in('<p lang="en" xml:lang="fr">a</p>')


@fault("a label that is not there", "epub.idref")
def _(epub):
    epub.put_in('<section aria-labelledby="none"><p>a</p></section>')


@fault("a heading level skipped", "epub.heading")
def _(epub):
    epub.put_in("<section><h6>a</h6></section>")


@fault("an image without alt", "epub.alt")
def _(epub):
    epub.add_image('<img src="anh.png"/>')


@fault("an image without src", "epub.attribute")
def _(epub):
    epub.put_in('<p><img alt="a"/></p>')


@fault("an image from elsewhere", "epub.remote")
def _(epub):
    epub.put_in('<p><img src="https://example.org/a.png" alt="a"/></p>')


@fault("a link to a file that is not there", "epub.link.missing")
def _(epub):
    epub.put_in('<p><a href="none.xhtml">a</a></p>')


@fault("a link to a place that is not there", "epub.fragment")
def _(epub):
    epub.put_in('<p><a href="#none">a</a></p>')


@fault("a link to a file of the machine", "epub.href")
def _(epub):
    epub.put_in('<p><a href="file:///etc/passwd">a</a></p>')


@fault("a link to a document outside of the spine", "epub.link.spine")
def _(epub):
    epub.add("EPUB/x.xhtml", epub[epub.article])
    epub.add_item('<item id="x" href="x.xhtml" media-type="application/xhtml+xml"/>')
    epub.put_in('<p><a href="x.xhtml">a</a></p>')


# --- style sheets ----------------------------------------------------------------------

@fault("a style sheet with a brace too many", "epub.css")
def _(epub):
    epub.put("EPUB/style.css", epub["EPUB/style.css"] + b"\np { margin: 0 }}\n")


@fault("a style sheet that sets direction", "epub.css.property")
def _(epub):
    epub.put("EPUB/style.css", epub["EPUB/style.css"] + b"\np { direction: rtl }\n")


@fault("a style sheet that names a file that is not there", "epub.link.missing")
def _(epub):
    epub.put("EPUB/style.css",
             epub["EPUB/style.css"] + b"\np { background: url(none.png) }\n")


# --- the test --------------------------------------------------------------------------

def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else temporary).resolve()
        book, files = folder / "source" / "book.epub", folder / "faults"
        for path in (book.parent, files):
            path.mkdir(parents=True, exist_ok=True)
        anban.run(["convert", *[anban.SAMPLES / "seed.txt"] * 2, "-o", book])
        todo = [("sound", "", lambda epub: None)] + FAULTS
        paths = [files / f"{number:02}.epub" for number in range(len(todo))]
        for (_, _, change), path in zip(todo, paths):
            epub = Epub(book)
            change(epub)
            epub.save(path)
        seen = validated([anban.TOOLS / "epubcheck" / "run", files],
                         r"  (?:FATAL|ERROR|WARNING) (\w+-\w+) ")
        rows = [(words, code, seen[str(path), None], ours(path))
                for (words, code, _), path in zip(todo, paths)]
    planted = {code for _, code, _ in FAULTS}
    unplanted = [code for code in rules() if code.startswith("epub.") and code not in planted]
    for code in unplanted:
        print(f"FAILED no fault is planted for {code}")
    sound, rows = rows[0], rows[1:]
    if sound[2] or sound[3]:
        print(f"FAILED {sound}")
    return report(rows, "EPUBCheck") or bool(sound[2] or sound[3] or unplanted)


if __name__ == "__main__":
    sys.exit(main())
