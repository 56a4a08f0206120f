#!/usr/bin/env python3
"""What is installed, and what its manual says.

    install.py installed   meson install to a temporary folder; the program finds its things there,
                           in its build folder, and through ANBAN_DATA
    install.py manual      both manual pages name every command, option, key and exit status
    install.py completion  bash completes commands, options, values and codes
    install.py schema      the JSON of every case is as anban.schema.json says
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
import anban  # noqa: E402
from checks import INPUT, IO, OK, article, main  # noqa: E402

BUILD = Path(os.environ.get("ANBAN_BUILD", anban.TOP / "build"))
PAGES = [anban.TOP / "man" / name for name in ("anban.1", "anban.vi.1")]
COMMANDS = ["convert", "preview", "inspect", "info", "explain", "styles", "check"]


def only(folder, pattern):
    """The one file in the folder that the pattern finds, or None."""
    found = list(folder.rglob(pattern))
    return found[0] if len(found) == 1 else None


# --- installed -------------------------------------------------------------------------

def install(checks, folder):
    """Installs below the folder and gives the program's path."""
    result = subprocess.run(["meson", "install", "-C", str(BUILD), "--no-rebuild", "--quiet",
                             "--destdir", str(folder)], capture_output=True, check=False)
    checks.that(result.returncode == 0, f"meson install: {result.stdout} {result.stderr}")
    return only(folder, "bin/anban")


def works(checks, words, program, folder, checker=True, **variables):
    """Fonts are found (a PDF is made), translations (a message is Vietnamese), and the program
    that `anban check` runs."""
    folder.mkdir()
    article(folder)
    env = anban.environment(**variables)
    result = subprocess.run([program, "convert", "bai.txt"], cwd=folder, env=env,
                            capture_output=True, check=False)
    checks.run(words, result, OK)
    checks.that((folder / "bai.pdf").is_file() and (folder / "bai.epub").is_file(),
                f"{words}: no output")
    (folder / "empty.txt").touch()
    result = subprocess.run([program, "convert", "--lang", "vi", "empty.txt"], cwd=folder,
                            env=env, capture_output=True, check=False)
    checks.that(result.returncode == INPUT and "không có chữ nào" in result.stderr.decode(),
                f"{words}: no translation: {result.stderr}")
    if checker:
        result = subprocess.run([program, "check", "--lang", "vi", "bai.pdf", "bai.epub"],
                                cwd=folder, env=env, capture_output=True, check=False)
        checks.that(result.returncode == OK and result.stdout.decode().count("không thấy gì") == 2,
                    f"{words}: anban check: {result}")
    return (folder / "bai.pdf").read_bytes()


def installed(checks, folder):
    program = install(checks, folder / "root")
    if not program:
        checks.that(False, "no program was installed")
        return
    share = program.parent.parent / "share"
    for pattern in ("man/man1/anban.1", "man/vi/man1/anban.1", "locale/vi/LC_MESSAGES/anban.mo",
                    "bash-completion/completions/anban", "anban/anban.schema.json",
                    "anban/fonts/*.[ot]tf", "anban/styles/article.css"):
        checks.that(any(share.glob(pattern)), f"not installed: {pattern}")
    built = works(checks, "from the build folder", anban.program(), folder / "built")
    moved = works(checks, "installed", program, folder / "installed")
    alone = Path(shutil.copy(program, folder / "alone"))
    data = works(checks, "through ANBAN_DATA", alone, folder / "data",
                 ANBAN_DATA=str(share / "anban"))
    both = folder / "both"
    shutil.copytree(share / "anban" / "fonts", both / "fonts")
    shutil.copytree(share / "anban" / "styles", both / "styles")
    shutil.copytree(share / "locale", both / "locale")
    works(checks, "through an ANBAN_DATA with locale", alone, folder / "own",
          checker=False, ANBAN_DATA=str(both))
    checks.that(built == moved == data, "the place of the program changes its output")
    article(folder)
    result = subprocess.run([program, "convert", "bai.txt", "--to", "pdf"], cwd=folder,
                            env=anban.environment(ANBAN_DATA=str(folder / "not there")),
                            capture_output=True, check=False)
    checks.run("ANBAN_DATA without styles", result, IO, "style.file")
    shutil.copytree(share / "anban" / "styles", folder / "bare" / "styles")
    result = subprocess.run([program, "convert", "bai.txt", "--to", "pdf"], cwd=folder,
                            env=anban.environment(ANBAN_DATA=str(folder / "bare")),
                            capture_output=True, check=False)
    checks.run("ANBAN_DATA without fonts", result, IO, "font.file")


# --- manual ----------------------------------------------------------------------------

def options(command):
    """The long options that --help of a command lists."""
    text = anban.run([command, "--help"]).stdout.decode("utf-8")
    return re.findall(r"^  (?:-\w, )?(--[a-z-]+)", text, re.M)


def manual(checks, folder):
    listed = anban.run(["--help"]).stdout.decode("utf-8")
    checks.that(re.findall(r"^  anban ([a-z]+)", listed, re.M) == COMMANDS,
                f"other commands: {listed}")
    statuses = re.findall(r"STATUS_\w+ = (\d+)", (anban.TOP / "src" / "base" / "status.h")
                          .read_text(encoding="utf-8"))
    keys = (anban.TOP / "src" / "article" / "meta.h").read_text(encoding="utf-8")
    keys = re.search(r"Keys: ([a-z* \n-]+)\.", keys)[1].replace("*", "").split()
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\-", "-")
        for command in COMMANDS:
            checks.that(f".B anban {command}\n" in text, f"{page.name}: no {command}")
            for option in options(command):
                checks.that(re.search(re.escape(option) + r"(?![a-z-])", text),
                            f"{page.name}: no {option}")
        for status in statuses:
            checks.that(f"\n.B {status}\n" in text, f"{page.name}: no status {status}")
        for key in keys:
            checks.that(re.search(rf"\b{key}\b", text), f"{page.name}: no key {key}")
    sections = [page.read_text(encoding="utf-8").count("\n.SH ") for page in PAGES]
    checks.that(sections[0] == sections[1] > 5, f"sections of the pages: {sections}")


# --- completion ------------------------------------------------------------------------

COMPLETE = """
PATH=$1:$PATH
. "$2"
shift 2
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_anban
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(*line):
    script = anban.TOP / "man" / "anban.bash"
    result = subprocess.run(["bash", "-c", COMPLETE, "bash", str(Path(anban.program()).parent),
                             str(script), *line], env=anban.environment(), check=False,
                            capture_output=True)
    return result.stdout.decode("utf-8").split() + result.stderr.decode("utf-8").split()


def completion(checks, folder):
    for line, wanted in ((["anban", ""], [*COMMANDS, "--help", "--version"]),
                         (["anban", "co"], ["convert"]),
                         (["anban", "convert", "--typo"], ["--typography"]),
                         (["anban", "convert", "--typography", ""], ["book", "keep"]),
                         (["anban", "convert", "--title-case", "=", "k"], ["keep"]),
                         (["anban", "convert", "--justify", "p"], ["plain"]),
                         (["anban", "convert", "--lang", "="], ["vi", "en"]),
                         (["anban", "explain", "input.b"], ["input.binary"]),
                         (["anban", "convert", "--style", "art"], ["article"]),
                         (["anban", "check", "--profile", "ua"], ["ua-1"]),
                         (["anban", "convert", "bai"], [])):
        checks.that(completed(*line) == wanted, f"{line}: {completed(*line)}")
    for command in COMMANDS:
        checks.that(completed("anban", command, "--") == options(command) != [],
                    f"options of {command}: {completed('anban', command, '--')}")


# --- schema ----------------------------------------------------------------------------

TYPES = {"object": dict, "array": list, "string": str, "null": type(None), "integer": int,
         "boolean": bool}


def breaches(schema, root, value, place="$"):
    """Where a value is not as the schema says: the key words of JSON Schema that ours uses."""
    if "$ref" in schema:
        yield from breaches(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, value, place)
    if "anyOf" in schema:
        tries = [list(breaches(part, root, value, place)) for part in schema["anyOf"]]
        yield from [] if not all(tries) else min(tries, key=len)
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    allowed = tuple(TYPES[kind] for kind in kinds)
    if kinds and (not isinstance(value, allowed) or
                  (isinstance(value, bool) and "boolean" not in kinds)):
        yield f"{place} is not {kinds}: {value!r}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place} is not one of {schema['enum']}: {value!r}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{place} is not {schema['pattern']}: {value!r}"
    if isinstance(value, int) and not (schema.get("minimum", value) <= value
                                       <= schema.get("maximum", value)):
        yield f"{place} is out of range: {value}"
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            yield f"{place} is too long"
        for index, item in enumerate(value):
            yield from breaches(schema.get("items", {}), root, item, f"{place}[{index}]")
    if isinstance(value, dict):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{place}.{name} is missing"
        for name, part in schema.get("properties", {}).items():
            if name in value:
                yield from breaches(part, root, value[name], f"{place}.{name}")


def schema(checks, folder):
    text = (anban.TOP / "src" / "article" / "anban.schema.json").read_text(encoding="utf-8")
    root = json.loads(text)
    unknown = set()
    for source in [*anban.cases(), *anban.samples()]:
        result = anban.run(["inspect", "--json", *anban.extra_arguments(source), source])
        if not result.stdout:
            continue
        tree = json.loads(result.stdout)
        found = list(breaches(root, root, tree))
        checks.that(not found, f"{source}: {found}")
        unknown |= {name for name in tree if name not in root["properties"]}
    print("members the schema does not name:", *sorted(unknown or ["none"]))
    for wrong in ({}, [], {"blocks": {}}, {"blocks": [{"text": "a"}]}, {"blocks": [], "title": 1},
                  {"blocks": [{"kind": "heading", "level": 9}]},
                  {"blocks": [{"kind": "list", "ordered": 1, "items": []}]},
                  {"blocks": [{"kind": "list", "items": [{"blocks": [{"kind": "page"}]}]}]},
                  {"blocks": [{"kind": "verse", "stanzas": [[1]]}]},
                  {"blocks": [], "published": "hôm qua"},
                  {"blocks": [{"kind": "paragraph", "certainty": "maybe"}]}):
        checks.that(list(breaches(root, root, wrong)), f"the schema allows {wrong}")


CHECKS = {"installed": installed, "manual": manual, "completion": completion, "schema": schema}

if __name__ == "__main__":
    main(CHECKS[sys.argv[1]])
