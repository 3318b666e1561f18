"""Measure the checks: how often each known mistake loses points, and how often it is named.

Run ``python -m tests.diagnosis_table [seeds] [function ...]`` (200 seeds and all functions by default). Prints a row
for each function and mistake; leaves with status 1 where a right variant is not in full, a wrong one is, or a name is
missed on more than one seed in twenty.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass

from backprop.exercises import exercises

from .exercises import RIGHT, WRONG
from .test_exercises import judged


@dataclass
class Count:
    """How many verdicts there were for one mistake, with points lost, and with the right name."""

    tried: int = 0
    detected: int = 0
    named: int = 0

    def add(self, verdict, expected):
        """Count one verdict on a function with the ``expected`` mistake (its number, or a piece of its message)."""
        numbers = [finding.number for finding in verdict.findings]
        texts = " ".join(finding.text for finding in verdict.findings)
        self.tried += 1
        self.detected += verdict.points < verdict.maximum
        self.named += expected in (numbers if isinstance(expected, int) else texts)


def full_on_all(name, seeds):
    """Return how many of the right variants' verdicts are full and without a finding, and how many there are."""
    verdicts = [judged(name, function, seed) for function in RIGHT[name] for seed in seeds]
    return sum(v.state == "right" and not v.findings for v in verdicts), len(verdicts)


def counts(name, seeds):
    """Return ``{expected: Count}`` over all wrong variants of the exercise and all ``seeds``."""
    table = defaultdict(Count)
    for expected, function in WRONG[name]:
        for seed in seeds:
            table[expected].add(judged(name, function, seed), expected)
    return table


def rows(names, seeds):
    """Yield ``(line, good)`` for each row of the table."""
    for name in names:
        full, tried = full_on_all(name, seeds)
        yield f"{name:26} {'right variants':44} in full {full / tried:7.2%} of {tried}", full == tried
        for expected, count in sorted(counts(name, seeds).items(), key=lambda item: str(item[0]).zfill(3)):
            detected, named = count.detected / count.tried, count.named / count.tried
            what = f"mistake {expected}" if isinstance(expected, int) else f'"{expected[:40]}"'
            line = f"{name:26} {what:44} detected {detected:7.2%}  named {named:7.2%}  of {count.tried}"
            yield line, detected == 1 and named >= 0.95


def main(arguments):
    """Print the table; return 0 where every row is good."""
    seeds = range(int(arguments[0]) if arguments else 200)
    good = True
    for line, fine in rows(arguments[1:] or exercises(), seeds):
        print(line if fine else f"{line}  <--", flush=True)
        good &= fine
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
