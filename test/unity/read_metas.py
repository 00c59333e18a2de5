"""read_metas.py: takes .meta files as a JSON object, name -> text. Prints what a library for Unity's YAML reads of each,
and how that library writes it again, as JSON: name -> {"read": ..., "written": ...}."""

import json
import sys
import tempfile
from pathlib import Path

from unityparser import UnityDocument

sys.stdin.reconfigure(encoding="utf-8")
results = {}
with tempfile.TemporaryDirectory() as scratch:
    file = Path(scratch, "asset.meta")
    for name, text in json.load(sys.stdin).items():
        file.write_bytes(text.encode("utf-8"))
        document = UnityDocument.load_yaml(str(file))
        document.dump_yaml(str(file))
        results[name] = {"read": document.entry, "written": file.read_bytes().decode("utf-8")}
json.dump(results, sys.stdout)
