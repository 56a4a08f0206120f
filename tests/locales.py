#!/usr/bin/env python3
"""Languages and locales: the messages change, the output never.

    locales.py language    --lang, then ANBAN_LANG, then the locale choose the language
    locales.py generated   with vi_VN.UTF-8 made: Vietnamese messages, equal bytes
    locales.py missing     LANG=vi_VN.UTF-8 where that locale was never made: the same

The locale is made in a folder of the test's own (LOCPATH); the machine's are left alone.
"""

import gettext
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402

ENGLISH = "holds no text"  # what input.empty says
INPUT = 4
SYSTEM_LOCALES = Path("/usr/lib/locale")


def vietnamese():
    """The translation of ENGLISH in po/vi.po."""
    with tempfile.NamedTemporaryFile(suffix=".mo") as compiled:
        subprocess.run(["msgfmt", "-o", compiled.name, str(anban.TOP / "po" / "vi.po")],
                       check=True)
        text = gettext.GNUTranslations(open(compiled.name, "rb")).gettext(ENGLISH)
    if text == ENGLISH:
        sys.exit(f"po/vi.po does not translate {ENGLISH!r}")
    return text


def language_of(words, arguments=(), **variables):
    """Runs anban on an empty file and says which language the message is in."""
    env = {name: value for name, value in anban.environment().items()
           if name not in ("LC_ALL", "ANBAN_LANG")}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "bai.txt"
        source.touch()
        result = anban.run(["convert", *arguments, source], env={**env, **variables})
    message = result.stderr.decode("utf-8", "replace")
    if result.returncode != INPUT:
        return f"{words}: status {result.returncode}: {message}"
    return ("en" if ENGLISH in message else
            "vi" if vietnamese() in message else f"neither: {message}")


def expect(failures, wanted, arguments=(), **variables):
    words = " ".join([*(f"{name}={value}" for name, value in variables.items()),
                      "anban", *arguments])
    found = language_of(words, arguments, **variables)
    if found != wanted:
        failures.append(f"{words}: {wanted} expected, {found}")


def locales(folder, names):
    """A LOCPATH folder with C.UTF-8 and the locales named, and nothing else."""
    (folder / "C.utf8").symlink_to(SYSTEM_LOCALES / "C.utf8")
    for name in names:
        subprocess.run(["localedef", "-i", name, "-f", "UTF-8",
                        str(folder / f"{name}.UTF-8")], check=True,
                       stdout=subprocess.DEVNULL)
    return str(folder)


def decimal_comma(locpath):
    """Is the locale really there? Then figures have a decimal comma."""
    printed = subprocess.run(["printf", "%.1f", "0.5"], stdout=subprocess.PIPE, check=False,
                             stderr=subprocess.DEVNULL,
                             env={"PATH": "/usr/bin:/bin", "LOCPATH": locpath,
                                  "LC_ALL": "vi_VN.UTF-8"}).stdout
    return printed == b"0,5"


def outputs(source, folder, env):
    """{file name: bytes} of a conversion and of what inspect prints."""
    folder.mkdir(parents=True)
    extra = anban.extra_arguments(source)
    anban.run(["convert", *extra, source, "-o", f"{folder}/"], env=env)
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    made["--pages"] = anban.run(["inspect", "--pages", *extra, source], env=env).stdout
    return made


def equal_outputs(failures, env):
    """Every input gives the same bytes in this environment as in C.UTF-8."""
    with tempfile.TemporaryDirectory() as folder:
        for number, source in enumerate(anban.cases() + anban.samples()):
            here = outputs(source, Path(folder) / str(number) / "here", env)
            plain = outputs(source, Path(folder) / str(number) / "plain", anban.environment())
            if here != plain:
                failures.append(f"{source}: other bytes with LANG={env.get('LANG')}")


def check_language(failures):
    expect(failures, "en", LANG="C.UTF-8")
    expect(failures, "en")
    expect(failures, "vi", ["--lang", "vi"], LANG="C.UTF-8")
    expect(failures, "vi", ["--lang=vi"], LC_ALL="C")
    expect(failures, "vi", LANG="C.UTF-8", ANBAN_LANG="vi")
    expect(failures, "en", ["--lang", "en"], ANBAN_LANG="vi")
    expect(failures, "en", ["--lang", "en"], LANG="vi_VN.UTF-8")
    expect(failures, "en", LANG="vi_VN.UTF-8", ANBAN_LANG="en")
    expect(failures, "en", LANG="fr_FR.UTF-8")


def check_locale(failures, names):
    with tempfile.TemporaryDirectory() as folder:
        locpath = locales(Path(folder), names)
        if decimal_comma(locpath) != bool(names):
            failures.append(f"the locales of the test are not as wanted: {names}")
        expect(failures, "vi", LANG="vi_VN.UTF-8", LOCPATH=locpath)
        expect(failures, "vi", LC_ALL="vi_VN.UTF-8", LOCPATH=locpath)
        expect(failures, "vi", LC_MESSAGES="vi_VN.UTF-8", LOCPATH=locpath)
        expect(failures, "en", ["--lang", "en"], LANG="vi_VN.UTF-8", LOCPATH=locpath)
        env = anban.environment(LANG="vi_VN.UTF-8", LOCPATH=locpath)
        del env["LC_ALL"]
        equal_outputs(failures, env)


CHECKS = {
    "language": check_language,
    "generated": lambda failures: check_locale(failures, ["vi_VN"]),
    "missing": lambda failures: check_locale(failures, []),
}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    failures = []
    CHECKS[sys.argv[1]](failures)
    for words in failures:
        print("FAILED", words)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
