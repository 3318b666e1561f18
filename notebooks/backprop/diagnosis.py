"""Find out which mistake was made, from results alone.

The order of the search, first hit first (a changed argument or a different second call is said, and the search goes on):
  1. was it written at all?            2. did it run? did it end?       3. is the answer of the right kind?
  4. did it leave its arguments alone? 5. same answer on a second call? 6. is the answer right?
  7. is it a known mistake?            8. right shape, and finite?      9. different answers for different inputs?
 10. off by one constant factor?      11. which quantity is the first wrong one, and in it, which entry?
A known mistake may show as a wrong shape or as an exception where its own formula does not fit, so 7 is asked
before 2, 3 and 8 give their general sentence.
"""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from .comparison import ABSOLUTE, RELATIVE, close, close_arrays, right
from .exercises.exercise import Raises
from .exercises.messages import SAY
from .recognition import known_mistake


@dataclass(frozen=True)
class Finding:
    """One sentence to the learner; ``number`` is the mistake's line in the table, 0 where it has none."""

    number: int
    text: str


@dataclass(frozen=True)
class Verdict:
    """What a check found: points out of maximum, the findings, and the probe they were seen on.

    ``state`` is one of "right", "partly right", "not right yet", "not attempted". ``passed`` says for each probe
    group whether it was right. ``shown`` is the index of the probe to look at (None when all is right), ``came`` what
    the function brought there, as text.
    """

    exercise: str
    points: float
    maximum: float
    state: str
    findings: tuple = ()
    passed: dict = field(default_factory=dict)
    shown: int | None = None
    came: str = ""
    printed: str = ""


def diagnose(exercise, probes, outcomes, expected):
    """Return the `Verdict` on a function that brought ``outcomes`` on ``probes`` where ``expected`` was right."""
    if outcomes and outcomes[0].raised and outcomes[0].raised.names[0] == "NotImplementedError":
        return Verdict(exercise.name, 0.0, exercise.points, "not attempted")
    correct = [right(o, e) for o, e in zip(outcomes, expected, strict=False)]
    correct += [False] * (len(probes) - len(outcomes))
    tidy = [not o.changed and (not o.called_twice or o.parts is None or close(o.again, o.parts)) for o in outcomes]
    passed = {
        group: all(c for c, p in zip(correct, probes, strict=True) if p.group == group) for group in exercise.weights
    }
    passed["edge"] = passed["edge"] and all(tidy)
    points = exercise.points * sum(w for group, w in exercise.weights.items() if passed[group]) * passed["plain"]
    points = round(points, 6)
    if all(passed.values()):
        return Verdict(exercise.name, float(exercise.points), exercise.points, "right", passed=passed)

    findings = manners(outcomes)
    shown = next(iter(i for i, ok in enumerate(correct) if not ok), None)
    if shown is None:
        shown = tidy.index(False)
    else:
        findings += why(exercise, probes, outcomes, expected, correct, shown)
    outcome = outcomes[min(shown, len(outcomes) - 1)]
    return Verdict(
        exercise.name,
        points,
        exercise.points,
        "partly right" if points else "not right yet",
        tuple(findings),
        passed,
        shown,
        came(outcome),
        next((o.printed for o in outcomes if o.printed), ""),
    )


def manners(outcomes):
    """Return findings on what a function must not do, right or wrong: change arguments, remember the last call."""
    findings = []
    changed = dict.fromkeys(name for outcome in outcomes for name in outcome.changed)
    if changed:
        findings.append(Finding(32, f"{SAY[32]} (Changed: {', '.join(changed)}.)"))
    for outcome in outcomes:
        if outcome.called_twice and outcome.parts is not None and not close(outcome.again, outcome.parts):
            twice = outcome.again is not None and close(
                outcome.again, {name: 2 * value for name, value in outcome.parts.items()}
            )
            text = (
                SAY[26]
                if twice
                else "A second call with the same arguments gave another answer: start afresh each time."
            )
            findings.append(Finding(26 if twice else 0, text))
            break
    return findings


def why(exercise, probes, outcomes, expected, correct, shown):
    """Return the finding that explains the wrong outcomes best."""
    if known := known_mistake(exercise, probes, outcomes, expected):
        return [Finding(known.number, known.message)]
    outcome, wanted = outcomes[min(shown, len(outcomes) - 1)], expected[shown]
    if isinstance(wanted, Raises):
        return [Finding(0, f"Here it must raise {wanted.name}, and it did not.")]
    if outcome.raised:
        return [Finding(0, exception_text(outcome.raised))]
    if outcome.unreadable:
        return [Finding(0, f"It should return {exercise.returns}; {outcome.unreadable}")]
    if finding := wrong_form(exercise, outcome.parts, wanted):
        return [finding]
    if same_answers(probes, outcomes, expected):
        return [Finding(34, SAY[34])]
    if ratio := constant_ratio(outcomes, expected):
        return [
            Finding(
                0,
                f"Every entry is {ratio:.3g} times what it should be: look for one missing or extra factor.",
            )
        ]
    return [first_wrong(outcome.parts, wanted, correct, probes)]


def exception_text(raised):
    """Say that the function stopped, with what, and where."""
    if raised.names[0] == "TooMuchOutput":
        return "It printed without end and was stopped. Is there a loop that never finishes?"
    where = f" at `{raised.line}`" if raised.line else ""
    message = f": {raised.message}" if raised.message else ""
    caret = ". In Python a power is written `**`." if "for ^" in message else ""
    return f"It stopped{where} with {raised.names[0]}{message}{caret}"


def wrong_form(exercise, parts, wanted):
    """Return a finding on missing or extra keys, a wrong shape, or a value that is not finite; else None."""
    missing = [name for name in wanted if name not in parts]
    extra = [name for name in parts if name not in wanted]
    if missing or extra:
        text = f" Missing: {', '.join(missing)}." if missing else ""
        text += f" Not asked for: {', '.join(extra)}." if extra else ""
        return Finding(0, f"It should return {exercise.returns}.{text}")
    for name, value in wanted.items():
        came = parts[name]
        where = f"{name} has" if name else "it has"
        if came.shape != value.shape:
            square = came.ndim == 2 and value.ndim == 1 and came.shape == value.shape * 2
            if square:
                return Finding(29, SAY[29])
            return Finding(
                0,
                f"It should return {exercise.returns}; {where} shape {came.shape}, and {value.shape} was asked for.",
            )
        if not np.isfinite(came).all():
            return Finding(0, f"{name or 'The answer'} holds a value that is not finite (nan or inf).")
    return None


def same_answers(probes, outcomes, expected):
    """Say whether two different inputs of the plain case brought one answer."""
    plain = [
        (o.parts, e)
        for p, o, e in zip(probes, outcomes, expected, strict=False)
        if p.group == "plain" and o.parts is not None and not isinstance(e, Raises)
    ]
    return any(close(a, b) and not close(x, y) for (a, x), (b, y) in pairwise(plain))


def constant_ratio(outcomes, expected):
    """Return the one factor between all wrong outcomes and the expected values, or None."""
    ratios = []
    for outcome, wanted in zip(outcomes, expected, strict=False):
        if isinstance(wanted, Raises) or outcome.parts is None or set(outcome.parts) != set(wanted):
            return None
        for name, value in wanted.items():
            if outcome.parts[name].shape != value.shape:
                return None
            big = np.abs(value) > ABSOLUTE
            ratios.extend((outcome.parts[name][big] / value[big]).ravel())
    ratios = np.array(ratios)
    if len(ratios) < 2 or not np.isfinite(ratios).all() or not ratios[0]:
        return None
    return float(ratios[0]) if np.abs(ratios / ratios[0] - 1).max() < RELATIVE else None


def first_wrong(parts, wanted, correct, probes):
    """Return a finding on the first wrong part (the order of the expected parts) and its worst entry."""
    name = next(n for n, value in wanted.items() if not close_arrays(parts[n], value))
    error = np.abs(parts[name] - wanted[name])
    text = f"The first wrong quantity is {name}." if len(wanted) > 1 else "The values are not right."
    if error.size > 1:
        entry = np.unravel_index(error.argmax(), error.shape)
        index = {1: "entry {}", 2: "row {}, column {}"}.get(len(entry), "entry " + ", ".join("{}" for _ in entry))
        sign = "right" if np.sign(parts[name][entry]) == np.sign(wanted[name][entry]) else "wrong"
        text += f" Farthest off is {index.format(*(int(i) + 1 for i in entry))}, counted from 1; its sign is {sign}."
    right_ones = [p.what for p, ok in zip(probes, correct, strict=True) if ok and p.what]
    if right_ones:
        text += f" It was right for: {', '.join(dict.fromkeys(right_ones))}."
    return Finding(0, text)


def came(outcome):
    """Return what the function brought, as short text."""
    if outcome.raised:
        return exception_text(outcome.raised)
    if outcome.unreadable:
        return outcome.unreadable
    with np.printoptions(precision=4, suppress=True, threshold=30, edgeitems=2):
        return "\n".join(f"{name} = {value}" if name else f"{value}" for name, value in outcome.parts.items())[:600]
