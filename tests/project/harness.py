#!/usr/bin/env python3
"""Tests of the tests: what compares and validates must find what is wrong."""

import subprocess
import sys
import tempfile
import unicodedata
import unittest
import zipfile
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
import shown  # noqa: E402

REFERENCE = "Chỉ đạo điều hành\nMột đoạn văn dài – 30% của 1.000 tấn.\nĐoạn hai\n"
PAGE = "CHỈ ĐẠO ĐIỀU HÀNH\nMột đoạn văn dài – 30% của\n1.000 tấn.\nĐoạn hai\n"

PAGES_DUMP = r'''anban-pages 1
page 1 number 1 width 428 height 608
  line artifact header y 10
    run x 1 width 2 Serif size 8 gap 0 tracking 0 scale 1000 colour 000000 "Đầu "
    run x 3 width 2 Serif size 8 gap 0 tracking 0 scale 1000 colour 000000 "\"trang\""
  line node 1 y 20
    run x 1 width 2 Serif size 8 gap 0 tracking 0 scale 1000 colour 000000 "thân"
  line artifact footer y 30
    run x 1 width 2 Serif size 8 gap 0 tracking 0 scale 1000 colour 000000 "7"
'''


def poor_pdf():
    """A PDF with one empty page and nothing of what PDF/A and PDF/UA ask for."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>"]
    pdf, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (pdf + b"xref\n0 4\n0000000000 65535 f \n" + table
            + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF\n" % len(pdf))


class Comparison(unittest.TestCase):
    def found(self, text):
        return shown.compare(REFERENCE, [text])

    def test_same_text(self):
        self.assertIsNone(self.found(PAGE))
        self.assertIsNone(shown.compare(REFERENCE, PAGE.split("1.000")[:1]
                                        + ["1.000" + PAGE.split("1.000")[1]]))

    def test_differences(self):
        for old, new in (("Một", "Mốt"), ("đoạn văn", "đoạnvăn"), ("dài", "d ài"),
                         (" – ", " - "), ("hai\n", ""), ("hai\n", "hai ba\n"),
                         ("tấn.\nĐoạn", "tấn.Đoạn"), ("CHỈ ĐẠO", "Chỉ ĐẠO"),
                         ("ộ", unicodedata.normalize("NFD", "ộ"))):
            self.assertIsNotNone(self.found(PAGE.replace(old, new, 1)), (old, new))

    def test_order(self):
        first, *rest = PAGE.splitlines()
        self.assertIsNotNone(self.found("\n".join([*rest, first])))

    def test_artifacts(self):
        texts = shown.artifacts(PAGES_DUMP)
        self.assertEqual(texts, [["Đầu ", '"trang"', "7"]])
        self.assertIsNone(shown.compare_pdf("thân", ['Đầu "trang"\nthân\n7\n'], texts))
        self.assertIsNone(shown.compare_pdf("thân", ['thân\nĐầu "trang"\n7\n'], texts))
        self.assertIsNotNone(shown.compare_pdf("thân", ["thân\n7\n"], texts))
        self.assertIsNotNone(shown.compare_pdf("thân", ['Đầu "trang"\nthân\n'], texts))
        self.assertIsNotNone(shown.compare_pdf("thân", [], texts))

    def test_cells_over_pages(self):
        tree = "1 article\n  2 cell\n      một hai\n  3 cell\n      ba\n"
        dump = ('page 1\n  line node 2 y 1\n    run x 1 "một "\n  line node 3 y 1\n'
                '    run x 2 "ba"\npage 2\n  line node 2 y 1\n    run x 1 "hai"\n')
        cells = shown.split_cells(dump, tree)
        self.assertEqual(cells, [["một ", "hai"]])
        empty = [[], []]
        self.assertIsNone(shown.compare_pdf("một hai\nba", ["một\nba", "hai"], empty, (), cells))
        self.assertIsNotNone(shown.compare_pdf("một hai\nba", ["một\nba", ""], empty, (), cells))


class Diagnostics(unittest.TestCase):
    def test_forms(self):
        words = ("a:b.txt:3:14: lost: 2 byte(s): x [text.utf8]\n  → hint\n"
                 "a.txt:3: note: m [heading.guess]\na.txt: error: m [input.empty]\nnoise\n")
        self.assertEqual(anban.diagnostics(SimpleNamespace(stderr=words.encode())),
                         [(3, 14, "lost", "text.utf8"), (3, 0, "note", "heading.guess"),
                          (0, 0, "error", "input.empty")])


class Validators(unittest.TestCase):
    def run_tool(self, *command):
        result = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, check=False)
        return result.returncode, result.stdout.decode("utf-8")

    def test_verapdf_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "poor.pdf").write_bytes(poor_pdf())
            status, words = self.run_tool(anban.TOOLS / "verapdf" / "run", "2a,ua1", folder)
        self.assertEqual(status, 1, words)
        self.assertIn("FAILED 2a", words)
        self.assertIn("FAILED ua1", words)
        self.assertIn("ISO 19005-2:2011 6.7.2.2-1", words)

    def test_epubcheck_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(Path(folder) / "poor.epub", "w") as epub:
                epub.writestr("mimetype", "application/epub+zip")
            status, words = self.run_tool(anban.TOOLS / "epubcheck" / "run", folder)
        self.assertEqual(status, 1, words)
        self.assertIn("RSC-002", words)


if __name__ == "__main__":
    unittest.main()
