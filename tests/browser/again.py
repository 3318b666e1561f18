"""Run the browser's tests again and again: `python -m tests.browser.again [TIMES [TESTS]]`.

Each run is a process of its own, with a server and a browser of its own. Prints what each came to and how long it took;
ends with status 1 if one of them failed, whose output it prints.
"""

import argparse
import statistics
import subprocess
import sys
from time import perf_counter

from ..course import ROOT


def main():
    """Run the tests as often as asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("times", nargs="?", type=int, default=20)
    parser.add_argument("tests", nargs="*", default=["tests/browser"], help="what pytest gets")
    given = parser.parse_args()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", *given.tests]
    taken, failed = [], 0
    for run in range(1, given.times + 1):
        start = perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        taken.append(perf_counter() - start)
        failed += done.returncode != 0
        said = (done.stdout + done.stderr).strip()
        print(f"{run:3}  {said if done.returncode else said.splitlines()[-1]}", flush=True)
    green = f"{given.times - failed} of {given.times} runs green"
    print(f"{green}, in {min(taken):.0f} to {max(taken):.0f} s, median {statistics.median(taken):.0f} s")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
