"""Write the site: `python start.py site`, with `--out FOLDER` in another place than build/site/."""

import argparse
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter

from . import sizes
from .contents import LESSONS, ROOT
from .lite import CannotBuild
from .lite.build import MISSING, build, installed
from .site import write_landing, write_lesson, write_shared
from .wheel import write_wheel


def main(arguments=None):
    """Write all pages and print how large they are."""
    parser = argparse.ArgumentParser(prog="python start.py site", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build/site", help="the folder to write (build/site)")
    parser.add_argument("--no-lite", action="store_true", help="leave out the notebooks that run in the browser")
    parser.add_argument("--pyodide", help="their Python: a folder, or an address (that of JupyterLite)")
    given = parser.parse_args(arguments)
    out, start = given.out.resolve(), perf_counter()
    if out.exists() and any(out.iterdir()) and not (out / "figures.js").is_file():
        sys.exit(f"{out} holds something else than the site: name a folder that is empty or not there yet.")
    for made in ("frames", "plots"):
        shutil.rmtree(out / made, ignore_errors=True)
    write_shared(out)
    write_lite(out / "lite", given)
    stems = sorted(LESSONS, reverse=True)  # the longest first
    with ProcessPoolExecutor(max_tasks_per_child=1) as pool:  # a lesson's cells have a process to themselves
        try:
            figures = dict(zip(stems, pool.map(partial(write_lesson, out=out), stems), strict=True))
        except RuntimeError as reason:
            sys.exit(f"The site is not complete: {reason}")
    write_landing(out, figures)
    write_wheel(out)
    print(sizes.table(out))
    print(f"Written in {perf_counter() - start:.0f} seconds: {out / 'index.html'}")


def write_lite(out, given):
    """Put the notebooks that run in the browser into ``out``, where that is wanted and can be done; say where not."""
    if given.no_lite or not installed():
        shutil.rmtree(out, ignore_errors=True)
        if not given.no_lite:
            print(f"Without the notebooks in the browser: {MISSING}.", flush=True)
        return
    try:
        build(out, given.pyodide)
    except CannotBuild as reason:
        sys.exit(f"The notebooks in the browser cannot be built: {reason}")


if __name__ == "__main__":
    main()
