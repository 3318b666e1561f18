"""Measure the checks: how often each known mistake loses points, and how often it is named.

Run ``python -m tests.diagnosis_table [seeds] [function ...]``: seeds is a number or a range such as 50:100, by default
200, and all functions. Prints a row for each function and mistake; leaves with status 1 where a right variant is not in
full, a wrong one is, or a name is missed on more than one seed in twenty.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass

from backprop.exercises import exercises

from .exercises import RIGHT, WRONG
from .verdicts import MANY, judged, names


@dataclass
class Count:
    """How many verdicts there were for one mistake, with points lost, and with the right name."""

    tried: int = 0
    detected: int = 0
    named: int = 0

    def add(self, verdict, expected):
        """Count one verdict on a function with the ``expected`` mistake (its number, or a piece of its message)."""
        self.tried += 1
        self.detected += verdict.points < verdict.maximum
        self.named += names(verdict, expected)

    def add_right(self, verdict):
        """Count one verdict on a right function: full points and nothing found."""
        self.tried += 1
        self.named += verdict.state == "right" and not verdict.findings


def counts(name, seeds):
    """Return ``{expected: Count}`` over all variants and ``seeds``; None stands for the right ones."""
    table = defaultdict(Count)
    for seed in seeds:
        for function in RIGHT[name]:
            table[None].add_right(judged(name, function, seed))
        for expected, function in WRONG[name]:
            table[expected].add(judged(name, function, seed), expected)
    return table


def rows(name, table):
    """Yield ``(line, good)`` for each row of one function's table."""
    for expected, count in sorted(table.items(), key=lambda item: (item[0] is not None, str(item[0]).zfill(3))):
        detected, named = count.detected / count.tried, count.named / count.tried
        if expected is None:
            yield f"{name:24} {'right variants':44} in full {named:8.2%} of {count.tried}", named == 1
        else:
            what = f"mistake {expected}" if isinstance(expected, int) else f'"{expected[:40]}"'
            line = f"{name:24} {what:44} detected {detected:7.2%}  named {named:7.2%}  of {count.tried}"
            yield line, detected == 1 and named >= 0.95


def main(arguments):
    """Print the table; return 0 where every row is good."""
    seeds = range(*map(int, arguments[0].split(":"))) if arguments else MANY
    chosen = arguments[1:] or exercises()
    good = True
    for name in chosen:
        for line, fine in rows(name, counts(name, seeds)):
            print(line if fine else f"{line}  <--", flush=True)
            good &= fine
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
