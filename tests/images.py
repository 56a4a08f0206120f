#!/usr/bin/env python3
"""Pictures through the program's doors.

    images.py made      the pictures of the cases are those that tests/lib/pictures.py makes
    images.py bound     --images: by name, in natural order, surplus and lacking ones, own folders
    images.py outside   nothing outside of the folders is read; pipes and huge pictures
    images.py placed    on random articles: no picture is lost, all stand in order, none far away
    images.py floated   where figures say for themselves where they stand, nothing is lost
    images.py pdf       stored data go over untouched, each picture once; --image-dpi
    images.py epub      files as they are, or turned and converted; names; descriptions
    images.py profiles  --image-profile: sizes, formats, what stays as it is
    images.py missing   --missing-images: note, end, omit, and what the ledger says
"""

import json
import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
import pictures  # noqa: E402
from checks import LIMIT, LOST, OK, USAGE, main  # noqa: E402

PICTURES = anban.CASES / "image" / "pictures"
BODY = "Con nước lên chậm, ghe xuồng nép vào nhau chờ khách từ lúc trời chưa sáng. "
CAPTIONS = [f"Quang cảnh chợ nổi nhìn từ bến thứ {word}. Ảnh: Thu Hằng"
            for word in ("nhất", "nhì", "ba")]


def article(folder, name="bai.txt", captions=CAPTIONS):
    path = folder / name
    parts = ["CHỢ NỔI MÙA NƯỚC LỚN", "Ngày đăng 05/09/2023 | 08:00", BODY * 3]
    for caption in captions:
        parts += [caption, BODY * 4]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def figures(folder, blocks, name="bai.anban.json"):
    """An article in JSON: blocks are members of figures."""
    path = folder / name
    path.write_text(json.dumps({"title": "Chợ nổi", "published": "2023-09-05", "blocks": [
        *({"kind": "figure", **block} for block in blocks),
        {"kind": "paragraph", "text": BODY}]}), encoding="utf-8")
    return path


def pool(folder, *names):
    """A folder of pictures that differ in width."""
    folder.mkdir(parents=True, exist_ok=True)
    for width, name in enumerate(names, 8):
        (folder / name).write_bytes(pictures.png(width, 8, lambda x, y: pictures.RED))
    return folder


def sources(result):
    """src of every figure in the JSON."""
    return [block["src"] for block in json.loads(result.stdout)["blocks"]
            if block["kind"] == "figure"]


def said(result, code):
    return [line for line in result.stderr.decode("utf-8").splitlines()
            if line.endswith(f"[{code}]")]


def inspect(source, *arguments):
    return anban.run(["inspect", "--json", source, *arguments])


# --- made ------------------------------------------------------------------------------

def made(checks, folder):
    files = pictures.of_cases()
    checks.that(sorted(files) == sorted(path.name for path in PICTURES.iterdir()),
                "other files than the script makes")
    for name, data in files.items():
        checks.that((PICTURES / name).read_bytes() == data, f"{name}: other bytes")


# --- bound -----------------------------------------------------------------------------

def bound(checks, folder):
    source = article(folder)
    anh = pool(folder / "ảnh", "anh-10.png", "anh-2.png", "Anh-1.PNG")
    (anh / "ghi-chu.txt").write_text("không phải ảnh")
    (anh / ".an.png").write_bytes(b"")
    result = inspect(source, "--images", anh)
    checks.run("natural order", result, OK)
    checks.that(sources(result) == ["Anh-1.PNG", "anh-2.png", "anh-10.png"]
                and not said(result, "image.surplus"), f"natural order: {sources(result)}")
    checks.that(sources(inspect(source)) == [None] * 3, "pictures without --images")
    pool(anh, "anh-3.png", "anh-x.png")
    result = inspect(source, "--images", anh)
    surplus = said(result, "image.surplus")
    checks.that(sources(result) == ["Anh-1.PNG", "anh-2.png", "anh-3.png"]
                and len(surplus) == 1 and "2 picture(s)" in surplus[0]
                and "anh-10.png, anh-x.png" in surplus[0], f"surplus: {result.stderr}")
    few = pool(folder / "few", "b.png")
    result = inspect(source, "--images", few)
    lacking = said(result, "image.lacking")
    checks.that(sources(result) == ["b.png", None, None] and len(lacking) == 2
                and ":11: " in lacking[0] and "bến thứ nhì" in lacking[0], f"lacking: {lacking}")
    named(checks, folder, anh)
    front(checks, folder, anh)
    folders(checks, folder)


def named(checks, folder, anh):
    """By the caption's or credit's words, by src, and the rest in order."""
    captions = [CAPTIONS[0], "Chợ nổi buổi sớm (anh-2.png). Ảnh: Thu Hằng", CAPTIONS[2]]
    result = inspect(article(folder, "ten.txt", captions), "--images", anh)
    checks.that(sources(result) == ["Anh-1.PNG", "anh-2.png", "anh-3.png"],
                f"named in the caption: {sources(result)}")
    source = figures(folder, [{"caption": {"text": "Một"}}, {"src": "ANH-1.png"},
                              {"src": "ảnh/anh-10.png"}, {"src": "anh-10.png"}])
    result = inspect(source, "--images", anh)
    checks.run("by src", result, OK)
    checks.that(sources(result) == ["anh-2.png", "ANH-1.png", "ảnh/anh-10.png", "anh-10.png"]
                and not said(result, "image.none"), f"by src: {result.stderr}")
    result = inspect(source)
    checks.that(len(said(result, "image.none")) == 2, f"beside the article: {result.stderr}")


def front(checks, folder, anh):
    """The front matter says which picture a caption has: by its line, its words, in order."""
    text = article(folder, "dau.txt").read_text(encoding="utf-8")
    for words, wanted, unknown in (
            ("images: {11: anh-10.png}", ["Anh-1.PNG", "anh-10.png", "anh-2.png"], 0),
            (f'images: {{"{CAPTIONS[2][:-5]}": anh-3.png}}',
             ["Anh-1.PNG", "anh-2.png", "anh-3.png"], 0),
            ("images: [anh-3.png, anh-2.png]", ["anh-3.png", "anh-2.png", "Anh-1.PNG"], 0),
            ("images: {1: anh-3.png, không có: anh-2.png}",
             ["Anh-1.PNG", "anh-2.png", "anh-3.png"], 2)):
        source = folder / "khai-bao.txt"
        source.write_text(f"---\n{words}\n---\n{text}", encoding="utf-8")
        result = inspect(source, "--images", anh)
        checks.that(sources(result) == wanted and len(said(result, "front.images")) == unknown,
                    f"{words}: {sources(result)} {result.stderr}")


def folders(checks, folder):
    """A folder of one's own; one folder for several articles goes on in order."""
    anh = pool(folder / "all", "1.png", "2.png", "3.png", "4.png")
    pool(anh / "mot", "a.png")
    one, two, three = (article(folder, f"{name}.txt", CAPTIONS[:1]) for name in
                       ("mot", "hai", "ba"))
    checks.that(sources(inspect(one, "--images", anh)) == ["a.png"], "a folder of its own")
    result = anban.run(["inspect", one, two, three, "--images", anh])
    shown = re.findall(r"\[(\w\.png)\]", result.stdout.decode("utf-8"))
    checks.that(shown == ["a.png", "1.png", "2.png"], f"three articles, one folder: {shown}")
    checks.that("3.png, 4.png" in "".join(said(result, "image.surplus")), f"{result.stderr}")


# --- outside ---------------------------------------------------------------------------

def outside(checks, folder):
    secret = pool(folder / "secret", "khoa.png") / "khoa.png"
    inside = pool(folder / "in", "ok.png")
    (inside / "link.png").symlink_to(secret)
    (inside / "folder").symlink_to(secret.parent)
    (inside / "same.png").symlink_to("ok.png")
    os.mkfifo(inside / "pipe.png")
    (inside / "dir.png").mkdir()
    for src, code in (("../secret/khoa.png", "outside"), (str(secret), "outside"),
                      ("link.png", "outside"), ("folder/khoa.png", "outside"),
                      ("a/../../secret/khoa.png", "outside"), ("pipe.png", "read"),
                      ("dir.png", "read"), ("http://a.vn/b.png", "none"), ("x\\..\\y.png", "outside")):
        result = anban.run(["convert", figures(inside, [{"src": src, "caption": {"text": "Một"}}]),
                            "-f"])
        checks.run(src, result, OK if code == "none" else LOST,
                   None if code == "none" else f"image.{code}")
        checks.that(len(said(result, f"image.{code}")) == 1, f"{src}: {result.stderr}")
        checks.that(b"/XObject" not in (inside / "bai.pdf").read_bytes(), f"{src}: a picture")
    result = inspect(figures(inside, [{"src": "same.png"}]))
    checks.run("a link that stays inside", result, OK)
    result = inspect(article(folder), "--images", inside)
    checks.that(sources(result)[:2] == ["link.png", "ok.png"] and said(result, "image.outside"),
                f"a folder with a link: {sources(result)}")
    result = anban.run(["convert", article(folder), "--images", folder / "none"])
    checks.run("no folder", result, USAGE)
    for option in ("--image-dpi=35", "--image-dpi=x", "--missing-images=all"):
        checks.run(option, anban.run(["convert", article(folder), option]), USAGE)
    large(checks, inside)


def large(checks, folder):
    for name, data in (("bomb.png", pictures.png_bomb(40000, 40000)),
                       ("bomb.tif", pictures.tiff(8, 8, lambda x, y: pictures.RED).replace(
                           b"\0\1\4\0\1\0\0\0\x08\0\0\0", b"\0\1\4\0\1\0\0\0\0\0\1\0", 1).replace(
                           b"\1\1\4\0\1\0\0\0\x08\0\0\0", b"\1\1\4\0\1\0\0\0\0\0\1\0", 1))):
        (folder / name).write_bytes(data)
        result = anban.run(["convert", figures(folder, [{"src": name}]), "-f"])
        checks.run(name, result, LIMIT, "image.limit")
        checks.that((folder / "bai.pdf").exists() and (folder / "bai.epub").exists(),
                    f"{name}: the article is not there")


# --- placed ----------------------------------------------------------------------------

def random_article(folder, random, floating=False):
    """Paragraphs, headings and figures, in any order and of any size; some say where they stand."""
    blocks, names = [], ["photo.jpg", "portrait.png", "wide.png", "rgb.png"]
    for number in range(random.randint(4, 40)):
        kind = random.choice(["paragraph"] * 3 + ["figure"] * 2 + ["heading", "quote"])
        block = {"kind": kind, "text": f"Đề mục {number}"}
        if kind == "paragraph":
            block["text"] = f"Đoạn {number}. " + BODY * random.randint(1, 12)
        if kind == "figure":
            block = {"kind": kind, "src": random.choice(names), "alt": "ảnh"}
            if random.random() < 0.7:
                block["caption"] = {"text": f"Chú thích {number}. " + BODY[:random.randint(9, 70)]}
        if kind == "figure" and floating:
            block["float"] = random.choice([None, "none", "top", "bottom", "page"])
            block["float_reference"] = random.choice([None, "column", "page"])
        if kind == "quote":
            block = {"kind": kind, "blocks": [{"kind": "figure", "src": "rgb.png"},
                                              {"kind": "paragraph", "text": BODY}]}
        blocks.append(block)
    path = folder / "bai.anban.json"
    path.write_text(json.dumps({"title": "Chợ nổi", "blocks": [
        *blocks, {"kind": "paragraph", "text": BODY}]}), encoding="utf-8")
    return path


def pages_of(dump):
    """Pictures as (page, node, top, bottom); the height of the pages; last page of every text."""
    found, last, page, height = [], {}, 0, 0
    for line in dump.splitlines():
        numbers = {name: int(value) for name, value in re.findall(r"(\w+) (\d+)", line)}
        if line.startswith("page "):
            page, height = numbers["page"], numbers["height"]
        elif line.startswith("  line node "):
            node = numbers["node"]
            if "y" in numbers:
                last[node] = max(page, last.get(node, 0))
        elif line.startswith("    picture "):
            found.append((page, node, numbers["y"], numbers["y"] + numbers["height"]))
    return found, height, last


def placed(checks, folder):
    for name in ("photo.jpg", "portrait.png", "wide.png", "rgb.png"):
        (folder / name).write_bytes((PICTURES / name).read_bytes())
    for seed in range(40):
        source = random_article(folder, Random(seed))
        arguments = ["inspect", source, "--paper", Random(seed).choice(["A4", "A5", "7.5x10cm"])]
        dump = anban.run([*arguments, "--pages"]).stdout.decode("utf-8")
        tree = anban.run(arguments).stdout.decode("utf-8")
        figures_there = [int(node) for node in re.findall(r"^ +(\d+) figure", tree, re.M)]
        found, height, last = pages_of(dump)
        checks.that([node for _, node, _, _ in found] == figures_there,
                    f"{seed}: {found} for {figures_there}")
        checks.that(all(bottom < height for _, _, _, bottom in found),
                    f"{seed}: a picture hangs over its page")
        texts = {int(node) for node in re.findall(r"^ +(\d+) (?:paragraph|heading|caption)", tree,
                                                  re.M)}
        checks.that(texts <= set(last), f"{seed}: texts are lost: {texts - set(last)}")
        before = 1
        for page, node, _, _ in found:
            mention = last[max(text for text in [2, *texts] if text < node)]
            checks.that(page <= max(mention, before) + 1,
                        f"{seed}: {node} is on page {page}, its text on {mention}")
            before = page


def floated(checks, folder):
    """Where each figure says for itself where it stands, none is lost, nor a text."""
    for name in ("photo.jpg", "portrait.png", "wide.png", "rgb.png"):
        (folder / name).write_bytes((PICTURES / name).read_bytes())
    across = anban.CASES / "image" / "look-across.css"
    for seed in range(40):
        random = Random(seed)
        source = random_article(folder, random, floating=True)
        arguments = ["inspect", source, *random.choice([
            ["--paper", "A5"], ["--style", "column"], ["--style", "column", "--style", across]])]
        dump = anban.run([*arguments, "--pages"]).stdout.decode("utf-8")
        tree = anban.run(arguments).stdout.decode("utf-8")
        found, height, last = pages_of(dump)
        checks.that(sorted(node for _, node, _, _ in found)
                    == [int(node) for node in re.findall(r"^ +(\d+) figure", tree, re.M)],
                    f"{seed}: {found}")
        checks.that(all(bottom < height for _, _, _, bottom in found),
                    f"{seed}: a picture hangs over its page")
        texts = {int(node) for node in re.findall(r"^ +(\d+) (?:paragraph|heading|caption)", tree,
                                                  re.M)}
        checks.that(texts <= set(last), f"{seed}: texts are lost: {texts - set(last)}")


# --- pdf -------------------------------------------------------------------------------

def images_of(pdf):
    """[(width, height, colours, filter)] of the image objects, as qpdf lists them."""
    result = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", pdf], check=True,
                            stdout=subprocess.PIPE)
    found = []
    for item in json.loads(result.stdout)["qpdf"][1].values():
        entries = item.get("stream", {}).get("dict", {})
        if entries.get("/Subtype") == "/Image":
            found.append((entries["/Width"], entries["/Height"], entries["/ColorSpace"],
                          entries["/Filter"], "/SMask" in entries))
    return found


def pdf(checks, folder):
    photo = PICTURES / "photo.jpg"
    for name in ("photo.jpg", "rgb.png", "palette.png", "alpha.png", "cmyk.jpg", "turn-6.jpg"):
        (folder / name).write_bytes((PICTURES / name).read_bytes())
    source = figures(folder, [{"src": name, "alt": "ảnh"} for name in
                              ("photo.jpg", "photo.jpg", "rgb.png", "palette.png", "alpha.png",
                               "cmyk.jpg", "turn-6.jpg")])
    checks.run("pictures", anban.run(["convert", source, "--to", "pdf"]), OK)
    data = (folder / "bai.pdf").read_bytes()
    checks.that(data.count(photo.read_bytes()) == 1, "the JPEG is not there, or not once")
    stored = re.search(rb"IDAT(.*)....\0\0\0\0IEND", (PICTURES / "rgb.png").read_bytes(), re.S)
    checks.that(data.count(stored[1]) == 1, "the PNG's data are not those of its file")
    checks.that(b"/Interpolate" not in data, "an interpolated picture")
    found = images_of(folder / "bai.pdf")
    rgb, grey = "/DeviceRGB", "/DeviceGray"
    wanted = [(800, 528, rgb, "/DCTDecode", False), (120, 80, rgb, "/FlateDecode", False),
              (120, 80, rgb, "/FlateDecode", True), (120, 80, grey, "/FlateDecode", False),
              (160, 80, rgb, "/FlateDecode", False), (80, 160, rgb, "/FlateDecode", False)]
    checks.that(sorted(image for image in found if isinstance(image[2], str)) == sorted(wanted)
                and [image[2][:2] for image in found if not isinstance(image[2], str)]
                == [["/Indexed", rgb]], f"image objects: {found}")
    dpi(checks, folder)


def dpi(checks, folder):
    """Scaled down only where it is worth it, to the size of the larger print."""
    source = figures(folder, [{"src": "photo.jpg", "alt": "ảnh"}], "dpi.anban.json")
    for value, width in ((72, 380), (36, 189), (110, 800), (300, 800)):
        anban.run(["convert", source, "--to", "pdf", "--image-dpi", value])
        found = images_of(folder / "dpi.pdf")
        checks.that(len(found) == 1 and found[0][0] == width, f"--image-dpi {value}: {found}")


# --- epub ------------------------------------------------------------------------------

def epub(checks, folder):
    names = ["photo.jpg", "rgb.png", "quarters.gif", "green.webp", "sun.svg", "upright.tif",
             "turn-6.jpg", "cmyk.jpg"]
    for name in names:
        (folder / name).write_bytes((PICTURES / name).read_bytes())
    odd = folder / "ảnh chụp 1.jpg"
    odd.write_bytes((PICTURES / "grey.jpg").read_bytes())
    blocks = [{"src": name, "caption": {"text": f"Ảnh {name}"}} for name in [*names, odd.name]]
    blocks.append({"src": "rgb.png", "alt": "Bốn ô màu", "caption": {"text": "Lại ảnh ấy"}})
    blocks.append({"src": "rgb.png"})
    result = anban.run(["convert", figures(folder, blocks), "--to", "epub", "--no-cover"])
    checks.run("pictures", result, OK)
    checks.that(len(said(result, "image.alt")) == 1, f"descriptions: {result.stderr}")
    with zipfile.ZipFile(folder / "bai.epub") as book:
        files = [name for name in book.namelist() if "/images/" in name]
        data = {name.rsplit("/", 1)[1]: book.read(name) for name in files}
        page = book.read("EPUB/article-0001.xhtml").decode("utf-8")
        package = book.read("EPUB/package.opf").decode("utf-8")
    kinds = ["jpg", "png", "gif", "webp", "svg", "jpg", "jpg", "jpg", "jpg"]
    checks.that(list(data) == [f"picture-{i:04}.{kind}" for i, kind in enumerate(kinds, 1)],
                f"files: {list(data)}")
    for number, name in enumerate(names[:5], 1):
        checks.that(data[f"picture-{number:04}.{kinds[number - 1]}"]
                    == (PICTURES / name).read_bytes(), f"{name} is another file")
    checks.that(b"Exif" not in data["picture-0007.jpg"], "the turned picture is turned again")
    alts = re.findall(r'<img src="images/picture-\d+\.\w+" alt="([^"]*)"/>', page)
    checks.that(alts == [f"Ảnh {name}" for name in [*names, odd.name]] + ["Bốn ô màu", ""],
                f"alt: {alts}")
    checks.that(page.count("<figure ") == 11 and page.count("<figcaption>") == 10, "figures")
    checks.that("alternativeText" not in package and "visual" in package, "accessibility")
    hostile(checks, folder)


def hostile(checks, folder):
    """Drawings that do more than draw are drawn here."""
    plain = pictures.svg(30, 20)
    for extra in (b"<script>1</script>", b'<image href="a.png"/>', b'<a href="http://a.vn/"/>',
                  b"<rect style=\"fill:url(http://a.vn/x)\" width='1' height='1'/>",
                  b'<rect onclick="x()" width="1" height="1"/>'):
        (folder / "x.svg").write_bytes(plain.replace(b"</svg>", extra + b"</svg>"))
        source = figures(folder, [{"src": "x.svg", "alt": "vẽ"}], "x.anban.json")
        anban.run(["convert", source, "--to", "epub", "-f"])
        with zipfile.ZipFile(folder / "x.epub") as book:
            checks.that("EPUB/images/picture-0001.png" in book.namelist(), f"{extra}")


# --- profiles --------------------------------------------------------------------------

def colours(x, y):
    return (x * 7 % 256, y * 5 % 256, (x + y) % 256)


def large_pictures():
    """{name: bytes}, each in a way beyond the profiles or within them."""
    red = pictures.RED
    moving = pictures.gif(2200, 30, [red], lambda x, y: 0)
    frame = moving[13 + 768:-1]
    return {
        "lớn.jpg": pictures.jpeg(3000, 1000, colours),
        "vừa.jpg": pictures.jpeg(1680, 40, colours),
        "xoay.jpg": pictures.jpeg(60, 20, colours, extra=pictures.exif(6)),
        "xám.jpg": pictures.jpeg(2400, 80, lambda x, y: (x % 256,), channels=1),
        "lớn.png": pictures.png(2200, 40, lambda x, y: (x % 256, y, 9, x // 10), colour=6),
        "lớn.webp": pictures.webp(2200, 40, red),
        "nhỏ.webp": pictures.webp(30, 20, red),
        "trong.webp": pictures.webp(30, 20, (*red, 99)),
        "nhỏ.tif": pictures.tiff(30, 20, lambda x, y: red),
        "động.gif": moving[:-1] + frame + b";",
        "đứng.gif": moving,
    }


# What becomes of each: the kind and the size of the file, or None for the file itself.
PROFILES = {
    "ereader": [("jpg", 1680, 560), None, ("jpg", 20, 60), ("jpg", 1680, 56), ("png", 1680, 31),
                ("jpg", 1680, 31), ("jpg", 30, 20), ("png", 30, 20), ("jpg", 30, 20), None,
                ("png", 1680, 23)],
    "screen": [("jpg", 2048, 683), None, ("jpg", 20, 60), ("jpg", 2048, 68), ("png", 2048, 37),
               ("jpg", 2048, 37), None, None, ("jpg", 30, 20), None, ("png", 2048, 28)],
    "print": [None, None, ("jpg", 20, 60), None, None, None, None, None, ("png", 30, 20), None,
              None],
}


def size_of(data):
    """(kind, width, height, channels) of a JPEG or PNG that anban wrote."""
    if data.startswith(b"\x89PNG"):
        width, height, _, colour = struct.unpack(">IIBB", data[16:26])
        return "png", width, height, {0: 1, 2: 3, 4: 2, 6: 4}.get(colour)
    frame = re.search(rb"\xff[\xc0-\xc2]..\x08(..)(..)(.)", data, re.S)
    return ("jpg", *(int.from_bytes(frame[i], "big") for i in (2, 1, 3)))


def pictures_of(path):
    with zipfile.ZipFile(path) as book:
        return {name.rsplit("/", 1)[1]: book.read(name) for name in book.namelist()
                if "/images/picture" in name}


def profiles(checks, folder):
    files = large_pictures()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    source = figures(folder, [{"src": name, "alt": name} for name in files])
    for profile, wanted in PROFILES.items():
        out = folder / f"{profile}.epub"
        checks.run(profile, anban.run(["convert", source, "-o", out, "--no-cover",
                                       "--image-profile", profile]), OK)
        found = pictures_of(out)
        checks.that(len(found) == len(files), f"{profile}: {list(found)}")
        for (name, data), (written, made), want in zip(files.items(), found.items(), wanted):
            words = f"{profile}: {name} as {written}"
            if want is None:
                checks.that(made == data, f"{words} is another file")
                continue
            size = size_of(made)
            checks.that(size[:3] == want and written.endswith(want[0]), f"{words}: {size}")
            channels = {"xám.jpg": 1, "lớn.png": 4, "trong.webp": 4}.get(name)
            checks.that(channels in (None, size[3]), f"{words}: {size}")
    usual = folder / "usual.epub"
    anban.run(["convert", source, "-o", usual, "--no-cover"])
    checks.that(usual.read_bytes() == (folder / "screen.epub").read_bytes(), "the default")
    checks.run("paper", anban.run(["convert", source, "--image-profile=paper"]), USAGE)
    drawings(checks, folder)
    hazards(checks, folder)


def drawings(checks, folder):
    """What is drawn here is drawn finely, and shown in its own size."""
    plain = pictures.svg(30, 20)
    (folder / "x.svg").write_bytes(plain.replace(b"</svg>", b"<script>1</script></svg>"))
    source = figures(folder, [{"src": "x.svg", "alt": "vẽ"}], "x.anban.json")
    for profile, width in (("ereader", 1680), ("screen", 2048), ("print", 2000)):
        out = folder / f"x-{profile}.epub"
        anban.run(["convert", source, "-o", out, "--image-profile", profile])
        found = [size_of(data)[1] for data in pictures_of(out).values()]
        with zipfile.ZipFile(out) as book:
            page = book.read("EPUB/article-0001.xhtml").decode("utf-8")
        checks.that(found == [width] and 'alt="vẽ" width="30"/>' in page, f"{profile}: {found}")


def hazards(checks, folder):
    """Only what moves is a hazard that nobody knows."""
    for name, hazard in (("động.gif", "unknown"), ("đứng.gif", "none"), ("nhỏ.webp", "none")):
        out = folder / "hazard.epub"
        source = figures(folder, [{"src": name, "alt": name}], "hazard.anban.json")
        anban.run(["convert", source, "-o", out, "--no-cover"])
        with zipfile.ZipFile(out) as book:
            package = book.read("EPUB/package.opf").decode("utf-8")
        checks.that(f'accessibilityHazard">{hazard}<' in package, f"{name}: not {hazard}")


# --- missing ---------------------------------------------------------------------------

def missing(checks, folder):
    source = article(folder)
    title = "Chú thích ảnh"
    shown = {}
    for mode in ("note", "end", "omit"):
        result = anban.run(["inspect", "--shown", source, "--missing-images", mode])
        checks.run(mode, result, OK)
        shown[mode] = result.stdout.decode("utf-8").splitlines()
        ledger = anban.run(["inspect", "--ledger", "--json", source, f"--missing-images={mode}"])
        rows = [row for row in json.loads(ledger.stdout) if row["text"] in CAPTIONS]
        fates = {"note": ["shown"] * 3, "end": ["moved"] * 3, "omit": ["not-printed"] * 3}
        checks.that([row["fate"] for row in rows] == fates[mode], f"{mode}: {rows}")
        checks.that((b"[image.omitted]" in result.stderr) == (mode == "omit"),
                    f"{mode}: {result.stderr}")
    checks.that([line for line in shown["note"] if line in CAPTIONS] == CAPTIONS
                and title not in shown["note"], f"note: {shown['note']}")
    checks.that(shown["end"][-4:] == [title, *CAPTIONS], f"end: {shown['end']}")
    checks.that(not set(CAPTIONS) & set(shown["omit"]), f"omit: {shown['omit']}")
    one = article(folder, "mot.txt", CAPTIONS[:1])
    result = anban.run(["inspect", "--shown", one, "--missing-images=end"])
    checks.that(title not in result.stdout.decode("utf-8"), "one caption was gathered")
    checks.that(anban.run(["inspect", "--json", source, "--missing-images=end"]).stdout
                == anban.run(["inspect", "--json", source]).stdout, "the JSON is another")
    book = anban.run(["convert", source, one, "-o", folder / "book.pdf", "--missing-images=end"])
    checks.run("a book", book, OK)
    pages = anban.run(["inspect", "--pages", source, one, "--missing-images=end"])
    links = re.findall(r"target (\d+)", pages.stdout.decode("utf-8"))
    tree = anban.run(["inspect", source, one, "--missing-images=end"]).stdout.decode("utf-8")
    checks.that(links == re.findall(r"^  (\d+) article", tree, re.M), f"links: {links}")


CHECKS = {"made": made, "bound": bound, "outside": outside, "placed": placed, "floated": floated,
          "pdf": pdf, "epub": epub, "profiles": profiles, "missing": missing}

if __name__ == "__main__":
    main(CHECKS[sys.argv[1]])
