"""The structure tree of a PDF, read back through qpdf's JSON.

read(path) gives the elements as a tree: Element("P", {...}, [text or Element, ...]). The text is
that of the marked content itself: the codes of its strings by way of each font's ToUnicode, or
ActualText. Nothing here knows how anban writes a PDF; only what ISO 32000-1, 14.7, says.
"""

import re
from dataclasses import dataclass, field

from pdfjson import Pdf

TOKEN = re.compile(rb"""\s*(?:
    (?P<string>\((?:[^\\()]|\\.)*\)) | (?P<hex><[0-9A-Fa-f\s]*>) | (?P<open><<|\[) |
    (?P<close>>>|\]) | (?P<name>/[^\s/<>()\[\]]*) | (?P<number>[-+]?[0-9.]+) |
    (?P<operator>[A-Za-z'"*][A-Za-z0-9*'"]*))""", re.X | re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class Element:
    role: str
    facts: dict = field(default_factory=dict)
    kids: list = field(default_factory=list)
    page: int = None  # of what is read: the index of that on which it begins

    def lines(self, depth=0):
        """The tree as text, an element or a text a line."""
        facts = "".join(f" {key}={value!r}" for key, value in sorted(self.facts.items()))
        yield "  " * depth + self.role + facts
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.lines(depth + 1)
            else:
                yield "  " * (depth + 1) + repr(kid)


def add_text(kids, text):
    """Texts that follow one another are one."""
    if not text:
        return
    if kids and isinstance(kids[-1], str):
        kids[-1] += text
    else:
        kids.append(text)


# --- strings and fonts ------------------------------------------------------------------

def literal(token):
    return re.sub(rb"\\(.)", lambda match: ESCAPES.get(match[1], match[1]), token[1:-1],
                  flags=re.S)


def text_string(data):
    """A text string (7.9.2.2)."""
    return data[2:].decode("utf-16-be") if data[:2] == b"\xfe\xff" else data.decode("latin-1")


def utf16(digits):
    return bytes.fromhex(digits).decode("utf-16-be")


def to_unicode(cmap):
    """{code, as bytes: text} of a ToUnicode CMap (9.10.3)."""
    table = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            table[bytes.fromhex(code)] = utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, texts in re.findall(r"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^]]*\])", block):
            listed = re.findall(r"<(\w+)>", texts)
            for code in range(int(first, 16), int(last, 16) + 1):
                step, key = code - int(first, 16), code.to_bytes(len(first) // 2, "big")
                if texts[0] == "[":
                    table[key] = utf16(listed[step])
                else:
                    start = utf16(listed[0])
                    table[key] = start[:-1] + chr(ord(start[-1]) + step)
    return table


class Font:
    def __init__(self, pdf, font):
        self.table = to_unicode(pdf.data(font["/ToUnicode"]).decode("ascii"))

    def text(self, data):
        """No code begins like a shorter one, so the first that is known is meant."""
        texts, at = [], 0
        while at < len(data):
            size = next((n for n in (1, 2) if data[at:at + n] in self.table), None)
            if not size:
                raise ValueError(f"a code without a text: {data[at:at + 2]!r}")
            texts.append(self.table[data[at:at + size]])
            at += size
        return "".join(texts)


# --- content ----------------------------------------------------------------------------

class Content:
    """What the marked-content sequences of a page hold: texts by MCID."""

    def __init__(self, data, fonts):
        self.texts, self.pictures = {}, set()
        self.open = []  # (MCID or None, artifact, ActualText or None)
        self.fonts, self.font = fonts, None
        operands = []
        at = 0
        while match := TOKEN.match(data, at):
            at = match.end()
            if match["operator"]:
                self.operator(match["operator"].decode(), operands)
                operands = []
            else:
                operands.append((match.lastgroup, match[match.lastgroup]))
        if data[at:].strip():
            raise ValueError(f"not understood in the content: {data[at:at + 40]!r}")

    def operator(self, name, operands):
        if name in ("BDC", "BMC"):
            self.begin(operands)
        elif name == "EMC":
            self.open.pop()
        elif name == "Tf":
            self.font = self.fonts[operands[0][1].decode()]
        elif name in ("Tj", "TJ"):
            for kind, token in operands:
                if kind in ("string", "hex"):
                    data = literal(token) if kind == "string" else bytes.fromhex(
                        token[1:-1].decode())
                    self.show(self.font.text(data))
        elif name == "Do":
            self.pictures.add(self.mcid())

    def begin(self, operands):
        mcid, actual = None, None
        for (_, key), (kind, value) in zip(operands, operands[1:]):
            if key == b"/MCID":
                mcid = int(value)
            elif key == b"/ActualText":
                actual = text_string(literal(value) if kind == "string"
                                     else bytes.fromhex(value[1:-1].decode()))
        artifact = operands[0][1] == b"/Artifact"
        if actual is not None:
            self.show(actual)
        self.open.append((mcid, artifact, actual))

    def mcid(self):
        inner = [mcid for mcid, _, _ in self.open if mcid is not None]
        return inner[-1] if inner else None

    def show(self, text):
        if any(artifact or actual is not None for _, artifact, actual in self.open):
            return
        if self.mcid() is None:
            raise ValueError(f"text outside of all elements: {text!r}")
        self.texts[self.mcid()] = self.texts.get(self.mcid(), "") + text


# --- elements ---------------------------------------------------------------------------

def plain(value):
    """A string of qpdf's JSON as text."""
    if isinstance(value, str) and value[:2] == "u:":
        return value[2:]
    return bytes.fromhex(value[2:]).decode("latin-1")


class Reader:
    def __init__(self, path):
        self.pdf = Pdf(path)
        self.pages = self.pdf.pages()
        self.fonts = {}
        self.contents = {page: self.content(page) for page in self.pages}
        self.read_marks = set()

    def value(self, value):
        return self.pdf[value] if isinstance(value, str) and value.endswith(" R") else value

    def content(self, page):
        resources = self.value(self.pdf[page]["/Resources"])
        fonts = {}
        for name, reference in self.value(resources["/Font"]).items():
            if reference not in self.fonts:
                self.fonts[reference] = Font(self.pdf, self.pdf[reference])
            fonts[name] = self.fonts[reference]
        contents = self.pdf[page]["/Contents"]
        parts = contents if isinstance(contents, list) else [contents]
        return Content(b"\n".join(self.pdf.data(part) for part in parts), fonts)

    def root(self):
        root = self.pdf[self.pdf.catalog["/StructTreeRoot"]]
        kids = self.kids_of(root)
        if len(kids) != 1:
            raise ValueError(f"{len(kids)} elements at the top")
        element = self.element(kids[0])
        all_marks = {(page, mcid) for page, content in self.contents.items()
                     for mcid in [*content.texts, *content.pictures]}
        if all_marks - self.read_marks:
            raise ValueError(f"no element holds {sorted(all_marks - self.read_marks)}")
        return element

    def kids_of(self, value):
        kids = self.value(value.get("/K", []))
        return kids if isinstance(kids, list) else [value["/K"]]

    def element(self, reference):
        value = self.value(reference)
        element = Element(value["/S"][1:], self.facts(value))
        for kid in self.kids_of(value):
            inner = self.value(kid)
            if isinstance(kid, int):
                self.mark(element, value["/Pg"], kid)
            elif inner.get("/Type") == "/MCR":
                self.mark(element, inner.get("/Pg", value.get("/Pg")), inner["/MCID"])
            elif inner.get("/Type") == "/OBJR":
                self.link(element, inner["/Obj"])
            else:
                if inner["/P"] != reference:
                    raise ValueError(f"{kid} has another parent than {reference}")
                element.kids.append(self.element(kid))
        if element.page is None:
            element.page = next((kid.page for kid in element.kids
                                 if isinstance(kid, Element) and kid.page is not None), None)
        return element

    def mark(self, element, page, mcid):
        content = self.contents[page]
        if (page, mcid) in self.read_marks:
            raise ValueError(f"two elements hold mark {mcid} of page {page}")
        self.read_marks.add((page, mcid))
        if element.page is None:
            element.page = self.pages.index(page)
        if mcid in content.pictures:
            element.facts["picture"] = True
        add_text(element.kids, content.texts.get(mcid, ""))

    def facts(self, value):
        facts = {key[1:]: plain(value[key]) for key in ("/Alt", "/Lang") if key in value}
        if "/ID" in value:
            facts["ID"] = True
        attributes = self.value(value.get("/A", []))
        for entry in attributes if isinstance(attributes, list) else [attributes]:
            for key in ("/Scope", "/ListNumbering", "/ColSpan", "/RowSpan"):
                if key in (entry := self.value(entry)):
                    found = entry[key]
                    facts[key[1:]] = found[1:] if isinstance(found, str) else found
        return facts

    def link(self, element, reference):
        """All annotations of a Link lead to one place, and say the same of it."""
        annotation = self.pdf[reference]
        if "/A" in annotation:
            goal = plain(self.value(annotation["/A"])["/URI"])
        else:
            goal = self.pages.index(annotation["/Dest"][0])
        words = plain(annotation["/Contents"])
        for key, found in (("goal", goal), ("words", words)):
            if element.facts.setdefault(key, found) != found:
                raise ValueError(f"a Link leads to {element.facts[key]!r} and {found!r}")


def read(path):
    """The top element. ValueError: the tree is not whole."""
    return Reader(path).root()
