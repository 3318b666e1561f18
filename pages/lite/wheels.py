"""Wheels of what is installed here, so that the site has the very versions of the lock, without a network."""

import base64
import hashlib
import re
import zipfile
from importlib.metadata import distribution

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files make the same bytes
LEFT_OUT = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}  # what an installation adds


def pack(name, folder, unread="^$"):
    """Write the wheel of the installed package ``name`` into ``folder``; return its path.

    What mypyc compiled is left out, as it has its source beside it, and what the pattern ``unread`` matches. Raises
    ValueError for a package that needs what is compiled.
    """
    files = {
        file.as_posix(): file.locate().read_bytes()
        for file in distribution(name).files
        if not {"..", "__pycache__"} & {*file.parts} and file.name not in LEFT_OUT
        if not re.match(unread, file.as_posix())
    }
    for compiled in [path for path in files if path.endswith((".so", ".pyd", ".dylib"))]:
        source = f"{compiled.partition('.')[0]}.py"
        if source not in files and not source.endswith("__mypyc.py"):
            raise ValueError(f"{name} needs {compiled}, which no browser can run")
        del files[compiled]
    info = next(path for path in files if path.endswith(".dist-info/METADATA")).rpartition("/")[0]
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: pages\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = record(files, f"{info}/RECORD")
    wheel = folder / f"{info.removesuffix('.dist-info')}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, EPOCH), content, zipfile.ZIP_DEFLATED)
    return wheel


def record(files, own):
    """Return the text of RECORD for ``files``, {path: content}: a hash and a size a line."""
    lines = [
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip('=')},{len(content)}"
        for path, content in sorted(files.items())
    ]
    return "\n".join([*lines, f"{own},,", ""]).encode()


def imports(wheel):
    """Return the names that can be imported from a wheel."""
    names = zipfile.ZipFile(wheel).namelist()
    found = {re.match(r"(\w+)(?:/__init__)?\.py$", name) for name in names}
    return sorted({match[1] for match in found if match})
