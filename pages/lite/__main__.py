"""Build the lessons in the browser alone: `python -m pages.lite [--out FOLDER] [--pyodide FOLDER or ADDRESS]`."""

import argparse
import sys
from pathlib import Path

from ..contents import ROOT
from . import CannotBuild
from .build import build


def main(arguments=None):
    """Build it."""
    parser = argparse.ArgumentParser(prog="python -m pages.lite", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build/site/lite", help="the folder (build/site/lite)")
    parser.add_argument("--pyodide", help="a folder with a Pyodide, or the address of one")
    given = parser.parse_args(arguments)
    try:
        build(given.out.resolve(), given.pyodide)
    except CannotBuild as reason:
        sys.exit(f"The lessons in the browser cannot be built: {reason}")


if __name__ == "__main__":
    main()
