"""Pyodide's lock file with the course's packages entered."""

import hashlib
import re
from importlib.metadata import requires

from ..wheel import write_wheel
from . import wheels

PACKAGES = (
    "anywidget", "comm", "ipywidgets", "jedi", "jupyterlab-widgets", "mpmath", "parso", "psygnal", "pygments",
    "sympy", "typing-extensions",
)  # fmt: skip
COURSE = "backprop-by-hand"
THERE = {"numpy", "traitlets"}  # what Pyodide has that these lean on; IPython is there with the kernel
UNREAD = {
    "anywidget": "anywidget/(lab|nb)extension/",  # JupyterLite has it
    "jedi": "jedi/third_party/(django-stubs|typeshed/stubs)/",  # most of its files: types of packages not there
    # nearly all of it: the languages that IPython does not colour
    "pygments": "pygments/lexers/(?!__|_mapping|_(css|lilypond|scheme)_|console|css|data|html|javascript|jvm|lilypond"
    "|lisp|markup|perl|python|ruby|shell|special)",
}
LATE = {"sympy"}  # loaded by the cell that imports it: it is large, and one lesson alone needs it


def write(folder, lock, pyodide=""):
    """Write the wheels of `PACKAGES` and of the course into ``folder``; return ``lock`` with them entered.

    lock: what Pyodide's pyodide-lock.json holds. pyodide: the address of the folder from which its own packages come,
    with a slash at its end; empty where they lie in ``folder``.
    """
    entries = {
        name: {**entry, "file_name": pyodide + entry["file_name"]} if pyodide else entry
        for name, entry in lock["packages"].items()
    }
    for name in PACKAGES:
        entries[name] = entry(name, wheels.pack(name, folder, UNREAD.get(name, "^$")), needs(name))
    own = write_wheel(folder)
    entries[COURSE] = entry(COURSE, own, [name for name in needs(COURSE) if name not in LATE])
    return {**lock, "packages": entries}


def needs(name):
    """Return the packages that an installed one asks for, of those that a browser gets."""
    asked = [re.match(r"[\w.-]+", line)[0] for line in requires(name) or () if "extra ==" not in line]
    return sorted({re.sub(r"[-_.]+", "-", package).lower() for package in asked} & {*PACKAGES, *THERE})


def entry(name, wheel, depends):
    """Return what the lock file says of a wheel, whose file is called by the version."""
    return {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": wheels.imports(wheel),
        "depends": depends,
        "unvendored_tests": False,
    }
