"""unpack.py PACKAGE FOLDER: unpacks a .unitypackage into FOLDER. The extractor leaves out folders and every .meta; Python's
own tarfile adds those."""

import sys
import tarfile
from pathlib import Path

from unitypackage_extractor.extractor import extractPackage

package, folder = sys.argv[1:]
extractPackage(package, folder)
with tarfile.open(package) as tar:
    for name in tar.getnames():
        guid, part = name.split("/")
        if part == "asset.meta":
            path = tar.extractfile(f"{guid}/pathname").read().decode("utf-8")
            Path(folder, f"{path}.meta").write_bytes(tar.extractfile(name).read())
