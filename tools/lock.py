"""Resolve what requirements.in asks for into the files that pin it: `python start.py lock [--upgrade]`.

1. requirements.in -> requirements.txt   every package, hashed, for Linux, macOS and Windows (uv's universal resolution)
2. both -> environment.yml               the packages asked for, at the lock's versions, for conda and Binder
3. requirements/*.in -> requirements/*.txt   what some need besides, within the versions of requirements.txt
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
OLDEST = "3.11"  # the resolution holds from here upwards
CONDA = "3.13"  # what conda and Binder get: one that .ci/run tests; repo2docker wants one exact version
HEADER = f"""\
# For conda and Binder. Written by `python start.py lock`: requirements.in at the versions of requirements.txt.
# Plain pins only: one `-r` or `-e` line here would make Binder rebuild everything at every commit.
name: backprop
channels:
  - conda-forge
dependencies:
  - python={CONDA}
  - pip
  - pip:
"""


def locked_versions(lock):
    """Return {name: version} for every package of the text of a lock file; {} for an empty one."""
    return dict(re.findall(r"^([\w.-]+)==([\w.!+]+)", lock, flags=re.MULTILINE))


def environment(asked, lock):
    """Return the text of environment.yml from the texts of requirements.in and requirements.txt.

    Comments stay, so that both files show the same sections. Raises KeyError for a package that is not locked.
    """
    versions, lines = locked_versions(lock), []
    for section in asked.split("\n\n")[1:]:  # the first paragraph introduces requirements.in itself
        for line in section.strip().splitlines():
            if line.startswith("#"):
                lines.append(f"      {line}")
                continue
            requirement, _, marker = line.partition(";")
            name, extras = re.match(r"([\w.-]+)(\[[\w,-]+\])?", requirement).groups(default="")
            lines.append(f"      - {name}{extras}=={versions[name]}" + (f" ;{marker}" if marker else ""))
    return HEADER + "\n".join(lines) + "\n"


def main(arguments):
    """Write all of them; `arguments` go to uv (`--upgrade` to move to newer versions)."""
    if shutil.which("uv") is None:
        sys.exit("The lock is resolved by uv, which is not installed here: pip install uv")
    resolve("requirements.in", "requirements.txt", *arguments)
    asked, lock = (HERE / "requirements.in").read_text(), (HERE / "requirements.txt").read_text()
    (HERE / "environment.yml").write_text(environment(asked, lock))
    for path in sorted((HERE / "requirements").glob("*.in")):
        name = f"requirements/{path.stem}"
        within = "--no-deps" if path.stem == "lite-tested" else "--constraint=requirements.txt"
        resolve(f"{name}.in", f"{name}.txt", within, *arguments)
    print(
        "requirements.txt and environment.yml now pin what requirements.in asks for, and requirements/*.txt the others."
    )


def resolve(asked, lock, *arguments):
    """Have uv resolve the file ``asked`` into the file ``lock``; raise CalledProcessError where it cannot."""
    subprocess.run(
        ["uv", "pip", "compile", "--quiet", "--universal", f"--python-version={OLDEST}", "--generate-hashes",
         "--no-emit-index-url", "--custom-compile-command=python start.py lock",
         asked, f"--output-file={lock}", *arguments],
        cwd=HERE, check=True,
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
