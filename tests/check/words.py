#!/usr/bin/env python3
"""What anban check says and how: its options, its statuses, its two languages, its rules."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import anban  # noqa: E402
from checks import INPUT, INVALID, IO, OK, USAGE, article, main  # noqa: E402
from pdfjson import Pdf, run_qpdf  # noqa: E402

FINDING = re.compile(r"^\S+?: (?:[^(]+: )?.+ \((?:ISO|EPUB|anban)[^()]*(?:\([^()]*\))?[^()]*\) "
                     r"\[[a-z.]+\]$")


def check(*arguments, **env):
    return anban.run(["check", *arguments], env=anban.environment(**env))


def lines(result):
    return result.stdout.decode("utf-8").splitlines()


def made(folder):
    source = article(folder)
    anban.run(["convert", source], cwd=folder)
    return folder / "bai.pdf", folder / "bai.epub"


def broken(folder, pdf):
    """A PDF with many unmarked pieces and no language."""
    changed = Pdf(pdf)
    del changed.catalog["/Lang"]
    page = changed[changed.pages()[0]]["/Contents"]
    changed.set_data(page, re.sub(rb"/P<</MCID \d+>>BDC", b"/P BMC", changed.data(page)))
    changed.save(folder / "sai.pdf")
    return folder / "sai.pdf"


def check_words(checks, folder):
    pdf, epub = made(folder)
    sound = check(pdf, epub)
    checks.that(sound.returncode == OK and lines(sound)[:2] == [
        f"{pdf}: PDF/A-2a, PDF/UA-1: nothing found", f"{epub}: EPUB 3.3: nothing found"],
        f"sound files: {sound}")
    checks.that("Not checked:" in lines(sound), f"what is not checked: {sound.stdout}")
    quiet = check("-q", pdf, epub)
    checks.that(quiet.returncode == OK and not quiet.stdout, f"quiet: {quiet}")

    wrong = broken(folder, pdf)
    text = check("-q", wrong)
    checks.that(text.returncode == INVALID, f"{text}")
    checks.that(all(FINDING.match(line) for line in lines(text)[:-1] if line[0] != " "),
                f"form of the findings: {lines(text)}")
    checks.that(any("page 1, object" in line and "ISO 14289-1, 7.1" in line
                    for line in lines(text)), f"no page, object, clause: {lines(text)}")
    checks.that(any(re.match(r"  … and \d+ more places of this kind \[", line)
                    for line in lines(text)), f"no count: {lines(text)}")
    rows = [json.loads(line) for line in lines(check("--json", wrong))]
    codes = {row["code"] for row in rows[:-1]}
    checks.that(codes == set(re.findall(r"\[([a-z.]+)\]", text.stdout.decode("utf-8"))),
                f"JSON and text differ: {codes}")
    checks.that(rows[-1]["rules"] == len(codes) and rows[0]["clause"] and rows[0]["count"],
                f"JSON: {rows}")
    vietnamese = check("--lang", "vi", wrong).stdout.decode("utf-8")
    checks.that("Không kiểm tra:" in vietnamese and "trang 1" in vietnamese, vietnamese)


def check_profiles(checks, folder):
    pdf, _ = made(folder)
    other = check("-q", "--profile", "a-1a", pdf)
    checks.that(other.returncode == INVALID and b"[pdf.object.stream]" in other.stdout,
                f"{other}")
    lower = check("-q", "--profile", "a-2b", pdf)
    checks.that([row for row in lines(lower) if "[" in row and "pdf.xmp.level" not in row] == [],
                f"{lower}")
    for profile in ("a-1u", "a-4", "2a", "ua-1,ua-1", "a-2a,a-2b", "x"):
        checks.that(check("--profile", profile, pdf).returncode == USAGE, profile)
    plain = Pdf(pdf)
    del plain.catalog["/Metadata"]
    plain.save(folder / "thuong.pdf")
    result = check(folder / "thuong.pdf")
    checks.run("no claim", result, OK)
    checks.that(b"[check.claim]" in result.stderr, f"{result}")


def check_files(checks, folder):
    pdf, epub = made(folder)
    checks.run("no file", check(), USAGE)
    checks.run("not there", check(folder / "none.pdf"), IO, "input.read")
    checks.run("a folder", check(folder), IO, "input.directory")
    checks.run("text", check(folder / "bai.txt"), INPUT, "check.type")
    checks.run("too large", check("--max-input", "1", __file__), INPUT, "check.type")
    large = folder / "large.pdf"
    large.write_bytes(pdf.read_bytes() + b" " * (2 << 20))
    checks.run("larger than the limit", check("--max-input", "1", large), 7, "input.limit")
    for path, name in ((pdf, "khong-duoi"), (epub, "sach.zip")):
        shutil.copy(path, folder / name)
        checks.run(name, check("-q", folder / name), OK)
    both = check("-q", pdf, folder / "none.pdf", broken(folder, pdf))
    checks.that(both.returncode == IO, f"the worst status: {both.returncode}")
    run_qpdf("--encrypt", "", "x", "256", "--", pdf, folder / "khoa.pdf")
    run_qpdf("--encrypt", "secret", "x", "256", "--", pdf, folder / "kin.pdf")
    for name in ("khoa.pdf", "kin.pdf"):
        result = check("--profile", "a-2a", folder / name)
        checks.that(result.returncode == INVALID and b"[pdf.encrypted]" in result.stdout,
                    f"{name}: {result}")


def check_rules(checks, folder):
    """Every rule is listed, once, with a clause and words."""
    rows = [json.loads(line) for line in lines(check("--rules", "--json"))]
    checks.that(len(rows) > 200 and len({row["code"] for row in rows}) == len(rows), f"{rows}")
    for row in rows:
        checks.that(row["clause"] and row["message"], f"{row}")
    listed = lines(check("--rules"))
    checks.that(len(listed) == len(rows), "text and JSON list other rules")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    main(check_words, check_profiles, check_files, check_rules)
