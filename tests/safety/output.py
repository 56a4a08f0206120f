#!/usr/bin/env python3
"""Which files anban may write: its own, unchanged; never another's without --force."""

import stat
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import BOUND, IO, OK, USAGE, article, files_in, main  # noqa: E402


def one_name_twice(checks, folder):
    """Known before any work: a usage error, and nothing is written."""
    first, second = article(folder / "1"), article(folder / "2")
    (folder / "out").mkdir()
    result = anban.run(["convert", first, second, "-o", f"{folder}/out/"])
    checks.run("two inputs, one name", result, USAGE)
    checks.that(result.stderr.strip(), "two inputs, one name: no message")
    checks.that(files_in(folder / "out") == [], "two inputs, one name: something written")
    checks.that(files_in(folder / "1") == ["bai.txt"], "something written beside the input")


def overwriting(checks, folder):
    """anban replaces what it made and nobody changed; anything else needs --force."""
    source = article(folder)
    for suffix, option in ((".pdf", "pdf"), (".epub", "epub")):
        output = folder / f"bai{suffix}"
        convert = ["convert", source, "--to", option]
        checks.run(f"new {suffix}", anban.run(convert), OK)
        made = output.read_bytes()
        checks.run(f"our own {suffix} again", anban.run(convert), OK)
        for words, content, code in (("somebody else's", b"Not ours.\n", "output.exists"),
                                     ("changed", made[:2000] + b" " + made[2001:],
                                      "output.changed"),
                                     ("longer", made + b"\n", "output.changed")):
            output.write_bytes(content)
            checks.run(f"{words} {suffix}", anban.run(convert), IO, code)
            checks.that(output.read_bytes() == content, f"{words} {suffix}: overwritten")
        checks.run(f"forced {suffix}", anban.run([*convert, "--force"]), OK)
        checks.that(output.read_bytes() == made, f"forced {suffix}: other bytes")
        checks.that(files_in(folder) == sorted({"bai.txt", *(p.name for p in
                    folder.glob("bai.*"))}), f"left over: {files_in(folder)}")


def links_and_modes(checks, folder):
    source = article(folder)
    (folder / "elsewhere").mkdir()
    target, link = folder / "elsewhere" / "real.pdf", folder / "bai.pdf"
    link.symlink_to(target)
    checks.run("through a link to nothing", anban.run(["convert", source, "-o", link]), OK)
    checks.that(link.is_symlink() and target.is_file(), "the link was replaced")
    target.chmod(0o640)
    checks.run("through a link", anban.run(["convert", source, "-o", link]), OK)
    checks.that(link.is_symlink(), "the link was replaced the second time")
    checks.that(stat.S_IMODE(target.stat().st_mode) == 0o640, "the mode was not kept")


def odd_names(checks, folder):
    for name in ("Bài viết số 1.txt", "a'b\"c$d.txt", "-o.txt", "%s.txt", "ba.i.txt"):
        article(folder, name)
        result = anban.run(["convert", f"./{name}"], cwd=folder)
        checks.run(name, result, OK)
        checks.that((folder / (name[:-4] + ".pdf")).is_file()
                    and (folder / (name[:-4] + ".epub")).is_file(), f"{name}: no output")


def no_folder(checks, folder):
    source = article(folder)
    result = anban.run(["convert", source, "-o", folder / "not" / "there" / "bai.pdf"])
    checks.run("no such folder", result, IO, "output.write")
    (folder / "folder.pdf").mkdir()
    checks.run("a folder as output", anban.run(["convert", source, "-o",
                                                folder / "folder.pdf"]), OK)
    checks.that(files_in(folder) == ["bai.txt", "folder.pdf"]
                and files_in(folder / "folder.pdf") == ["bai.epub", "bai.pdf"],
                f"a folder as output: {files_in(folder)} {files_in(folder / 'folder.pdf')}")


def new_folder(checks, folder):
    """-o FOLDER/ makes the folder, with those above it, when there is something to write."""
    source, out = article(folder), folder / "tập" / "một"
    checks.run("a new folder", anban.run(["convert", source, "-o", f"{out}/"]), OK)
    checks.that(files_in(out) == ["bai.epub", "bai.pdf"], f"a new folder: {files_in(out)}")
    checks.run("again", anban.run(["convert", source, "-o", f"{out}/"]), OK)
    result = anban.run(["convert", folder / "none.txt", "-o", f"{folder}/trống/"])
    checks.that(result.returncode == IO and not (folder / "trống").exists(),
                f"a folder for nothing: {result.stderr}")
    result = anban.run(["convert", source, "-o", folder / "mới"])
    checks.that(result.returncode == USAGE and b"end the name with /" in result.stderr
                and not (folder / "mới").exists(), f"no suffix, no slash: {result.stderr}")
    result = anban.run(["convert", source, "--to", "pdf", "-o", f"{source}/"])
    checks.run("a file as folder", result, IO, "output.write")
    batch = [article(folder, f"{i}.txt") for i in range(4)]
    checks.run("four at a time", anban.run(["convert", *batch, "-j", "4", "-o",
                                            f"{folder}/lô/a/"]), OK)
    checks.that(len(files_in(folder / "lô" / "a")) == 8, files_in(folder / "lô" / "a"))
    typed = subprocess.run([anban.program(), "convert", "-", "-o", f"{folder}/gõ/"],
                           input=source.read_bytes(), env=anban.environment(),
                           capture_output=True, timeout=anban.HANG, check=False)
    checks.run("standard input", typed, OK)
    checks.that(len(files_in(folder / "gõ")) == 2, files_in(folder / "gõ"))


def forbidden_folder(checks, folder):
    source = article(folder)
    (folder / "out").mkdir()
    (folder / "out").chmod(0o555)
    result = subprocess.run([*BOUND, anban.program(), "convert", source, "-o",
                             folder / "out" / "bai.pdf"], env=anban.environment(),
                            capture_output=True, timeout=anban.HANG, check=False)
    checks.run("a folder that may not be written", result, IO, "output.write")
    checks.that(files_in(folder / "out") == [], "written into a forbidden folder")
    (folder / "out").chmod(0o755)


if __name__ == "__main__":
    main(one_name_twice, overwriting, links_and_modes, odd_names, no_folder,
         new_folder, forbidden_folder)
