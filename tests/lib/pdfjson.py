"""A PDF as qpdf's JSON (version 2), to be changed by tests and written again.

Objects are Python values: dictionaries with keys "/Name", names "/Name", references "12 0 R",
strings "u:text" or "b:hex". Streams are kept decoded.
"""

import base64
import json
import subprocess


def run_qpdf(*arguments):
    result = subprocess.run(["qpdf", *map(str, arguments)], check=False, capture_output=True)
    if result.returncode not in (0, 3):
        raise RuntimeError(result.stderr.decode("utf-8", "replace"))
    return result.stdout


class Pdf:
    def __init__(self, path):
        text = run_qpdf("--json-output", "--json-stream-data=inline",
                        "--decode-level=generalized", path, "-")
        self.json = json.loads(text)
        self.objects = self.json["qpdf"][1]
        for name in [name for name, entry in self.objects.items() if "stream" in entry
                     and entry["stream"]["dict"].get("/Type") in ("/ObjStm", "/XRef")]:
            del self.objects[name]
        trailer = self.objects["trailer"]["value"]
        self.objects["trailer"]["value"] = {
            key: value for key, value in trailer.items() if key in ("/ID", "/Info", "/Root")}

    def __getitem__(self, reference):
        """The value of an object, or the dictionary of a stream."""
        entry = self.objects["obj:" + reference]
        return entry["value"] if "value" in entry else entry["stream"]["dict"]

    @property
    def catalog(self):
        return self[self.objects["trailer"]["value"]["/Root"]]

    def references(self):
        return [name[4:] for name in self.objects if name.startswith("obj:")]

    def find(self, **entries):
        """References of the dictionaries with these entries: find(S="/H1")."""
        return [reference for reference in self.references()
                if isinstance(self[reference], dict)
                and all(self[reference].get("/" + key) == value
                        for key, value in entries.items())]

    def having(self, key):
        """References of the dictionaries with such an entry."""
        return [reference for reference in self.references()
                if isinstance(self[reference], dict) and key in self[reference]]

    def pages(self):
        found, todo = [], [self.catalog["/Pages"]]
        while todo:
            reference = todo.pop(0)
            kids = self[reference].get("/Kids")
            if kids is None:
                found.append(reference)
            else:
                todo = kids + todo
        return found

    def data(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def set_data(self, reference, data):
        self.objects["obj:" + reference]["stream"]["data"] = base64.b64encode(data).decode()

    def change(self, reference, old, new, count=1):
        """Replaces bytes of a stream, which must be there."""
        data = self.data(reference)
        if old not in data:
            raise LookupError(f"{reference}: no {old!r}")
        self.set_data(reference, data.replace(old, new, count))

    def add(self, value, data=None):
        """A new object; its reference."""
        number = 1 + max(int(reference.split()[0]) for reference in self.references())
        reference = f"{number} 0 R"
        self.objects["obj:" + reference] = {"value": value}
        if data is not None:
            self.objects["obj:" + reference] = {"stream": {"dict": value, "data": ""}}
            self.set_data(reference, data)
        self.json["qpdf"][0]["maxobjectid"] = number
        return reference

    def metadata(self):
        return self.catalog["/Metadata"]

    def save(self, path, *arguments):
        source = path.with_suffix(".json")
        self.objects["trailer"]["value"]["/Size"] = 1 + self.json["qpdf"][0]["maxobjectid"]
        source.write_text(json.dumps(self.json), encoding="utf-8")
        run_qpdf("--json-input", source, path, "--newline-before-endstream",
                 "--stream-data=preserve", "--object-streams=disable",
                 "--static-id", *arguments)
        source.unlink()
