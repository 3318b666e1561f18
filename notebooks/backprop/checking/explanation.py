"""Say why an answer is wrong, from results alone: the later half of the search that `diagnosis` opens."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..derivatives import relative_error
from ..exercises.exercise import Raises
from ..exercises.messages import SAY
from .comparison import ABSOLUTE, RELATIVE, close, close_arrays
from .hints import hint
from .recognition import evidence, known_mistake, two_mistakes

NEARLY = 1e-3  # a relative error below this looks like rounding, not like a wrong formula


@dataclass(frozen=True)
class Finding:
    """One sentence to the learner; ``number`` is the mistake's line in the table, 0 where it has none."""

    number: int
    text: str


def why(exercise, probes, outcomes, expected, correct, shown, hinted=True):
    """Return the findings that explain the wrong outcomes best; ``shown`` is the index of the first wrong one.

    With ``hinted`` an exception's hint is given; it is not where the cause is known to be another.
    """
    seen = evidence(exercise, probes, outcomes, expected)
    if known := known_mistake(exercise, seen):
        return [Finding(known.number, known.message)]
    if cut_off(outcomes, expected):
        return [Finding(0, WHOLE)]
    if same_answers(probes, outcomes, expected):
        zeros = not any(value.any() for o in outcomes for value in (o.parts or {}).values())
        return [Finding(34, f"{SAY[34]} {ZEROS}" if zeros else SAY[34])]
    if ratio := constant_ratio(outcomes, expected):
        return [of_one_factor(exercise, ratio, expected)]
    if pair := two_mistakes(exercise, seen):
        return [Finding(0, "Two mistakes at once:"), *(Finding(m.number, m.message) for m in pair)]
    return [symptom(exercise, probes, outcomes, expected, correct, shown, hinted)]


WHOLE = (
    "Whole numbers came out where fractions were expected: an array of whole numbers (dtype int), `int` or `//` cuts "
)
WHOLE += "them off."
ZEROS = "(Only zeros came out: was a result ever stored, or cut off by an array of whole numbers?)"


def cut_off(outcomes, expected):
    """Say whether only whole numbers came, not all 0 and not the same throughout, where fractions were expected."""
    pairs = [(o.parts, e) for o, e in zip(outcomes, expected, strict=False) if o.parts and not isinstance(e, Raises)]
    came = [value for parts, _ in pairs for value in parts.values()]
    asked = [value for _, wanted in pairs for value in wanted.values()]
    if any(parts.keys() != wanted.keys() for parts, wanted in pairs):
        return False
    if [value.shape for value in came] != [value.shape for value in asked]:
        return False
    if not came or not all(np.isfinite(value).all() and (value == np.trunc(value)).all() for value in came):
        return False
    if all((value == np.trunc(value)).all() for value in asked):
        return False
    differ = any(not close(a, b) for (a, _), (b, _) in pairwise(pairs))
    return differ and any(value.any() for value in came)


def symptom(exercise, probes, outcomes, expected, correct, shown, hinted):
    """Return the finding that describes what is wrong where no known mistake brings it."""
    outcome, wanted = outcomes[min(shown, len(outcomes) - 1)], expected[shown]
    if outcome.raised and outcome.raised.names[0] == INTERRUPTED:
        return Finding(0, exception_text(outcome.raised))
    if isinstance(wanted, Raises):
        return Finding(0, f"Here it must raise {wanted.name}, and it did not.")
    if outcome.raised:
        if any(squared(*pair) for pair in zip(outcomes, expected, strict=False)):
            return Finding(29, SAY[29])
        return stopped(outcome.raised, probes[shown], exercise.lesson, hinted)
    if outcome.unreadable:
        said = f"It should return {exercise.returns}; {outcome.unreadable}"
        return Finding(0, f"{said} {UNCALLED}" if UNCALLED_KINDS.search(outcome.unreadable) else said)
    if finding := wrong_form(exercise, outcome, wanted):
        return finding
    return first_wrong(exercise, outcome.parts, wanted, correct, probes)


UNCALLED = "Are the brackets missing that call it, as in `a.sum()`?"
UNCALLED_KINDS = re.compile(r"it returned an? (\w*method\w*|function|ufunc|ComplexStep|Polynomial)\b")
INTERRUPTED = "KeyboardInterrupt"


def exception_text(raised):
    """Say that the function stopped, with what, and where."""
    if raised.names[0] == "TooMuchOutput":
        return "It printed without end and was stopped. Is there a loop that never finishes?"
    where = f" at `{raised.line}`" if raised.line else ""
    if raised.names[0] == INTERRUPTED:
        return f"It was stopped by you{where}{raised.message}. Is there a loop here that never ends?"
    if raised.names[0] == "NotImplementedError":
        return f"It calls a function that is not written yet{where}. Write that one first."
    message = f": {raised.message}" if raised.message else ""
    return f"It stopped{where} with {raised.names[0]}{message}"


def stopped(raised, probe, lesson="", hinted=True):
    """Return the finding on an exception, with what it hints at in an exercise of ``lesson``."""
    text, (number, said) = exception_text(raised), hint(raised, probe, lesson) if hinted else (0, "")
    return Finding(number, f"{text.rstrip('.')}. {said}" if said else text)


def squared(outcome, wanted):
    """Say whether a square came where a row of numbers was asked for."""
    if outcome.parts is None or isinstance(wanted, Raises):
        return False
    pairs = [(outcome.parts[name].shape, value.shape) for name, value in wanted.items() if name in outcome.parts]
    return any(len(asked) == 1 and asked[0] > 1 and came == asked * 2 for came, asked in pairs)


def wrong_form(exercise, outcome, wanted):
    """Return a finding on missing or extra keys, a wrong shape, or a value that is not finite; else None."""
    parts = outcome.parts
    missing = [name for name in wanted if name not in parts]
    extra = [name for name in parts if name not in wanted]
    if missing and len(missing) == sum("[" in name for name in wanted) and not any("[" in name for name in parts):
        return Finding(39, f"It should return {exercise.returns}. Missing: {', '.join(missing)}. {EMPTY}")
    if missing or extra:
        text = f" Missing: {', '.join(missing)}." if missing else ""
        text += f" Not asked for: {', '.join(extra)}." if extra else ""
        text += f" {FROM_BEFORE}" if extra and not missing else ""
        return Finding(0, f"It should return {exercise.returns}.{text}")
    if squared(outcome, wanted):
        return Finding(29, SAY[29])
    for name, value in wanted.items():
        came = parts[name]
        if came.shape != value.shape:
            where = f"{name} has" if name else "it has"
            asked = f"{where} shape {came.shape}, and {value.shape} was asked for."
            number, said = form(came.shape, value.shape)
            return Finding(number, f"It should return {exercise.returns}; {asked}{said}")
        if not np.isfinite(came).all():
            return Finding(0, f"{name or 'The answer'} holds a value that is not finite (nan or inf).")
    return None


EMPTY = "What came is empty: did the loop ever run? Counting down needs a step of -1: `range(L, 1, -1)`."
FROM_BEFORE = "Are these left from a call before? Begin with an empty dict inside the function."


def form(came, asked):
    """Return ``(number, text)``: what the shape ``came`` in place of ``asked`` points to, (0, "") if to nothing."""
    if came == asked[::-1] and len(asked) == 2:
        return 13, f" That is the transposed shape. {SAY[13]}"
    if len(asked) == 1 and len(came) == 2:
        if came == (*asked, 1):
            return 29, " That is a column: one number for each node, in one row, is asked for, as `ravel()` makes it."
        if came == (1, *asked):
            return 29, " That is a row in a table: take `[0]` of it, or `ravel()`."
        if asked[0] in came:
            return 29, " Broadcasting made a table: one of the two that were combined is a column, and none may be."
    return 0, ""


def of_one_factor(exercise, ratio, expected):
    """Return the finding on an answer that is ``ratio`` times the right one, throughout."""
    what = "Every entry" if any(value.size > 1 for value in expected[0].values()) else "The answer"
    text = f"{what} is {ratio:.3g} times what it should be: look for one missing or extra factor."
    if -1 + NEARLY < ratio < 0 and "gradient" in exercise.lesson + exercise.returns:
        return Finding(33, f"{text} {SAY[33]}")
    return Finding(0, text)


def same_answers(probes, outcomes, expected):
    """Say whether two different inputs of the plain case brought one answer.

    A value that is not finite has other causes, and one whole number where many were asked for may agree by chance.
    """
    plain = [
        (o.parts, e)
        for p, o, e in zip(probes, outcomes, expected, strict=False)
        if p.group == "plain" and o.parts and not isinstance(e, Raises)
        if all(np.isfinite(value).all() for value in o.parts.values())
        if not any(name in e and whole(value) and e[name].ndim for name, value in o.parts.items())
    ]
    return any(close(a, b) and not close(x, y) for (a, x), (b, y) in pairwise(plain))


def whole(value):
    """Say whether ``value`` is a single whole number."""
    return value.ndim == 0 and float(value).is_integer()


def constant_ratio(outcomes, expected):
    """Return the one factor between all outcomes and the expected values, or None."""
    ratios = []
    for outcome, wanted in zip(outcomes, expected, strict=False):
        if isinstance(wanted, Raises) or outcome.parts is None or set(outcome.parts) != set(wanted):
            return None
        for name, value in wanted.items():
            if outcome.parts[name].shape != value.shape:
                return None
            ratios.append(ratio_of(outcome.parts[name], value))
    ratios = np.concatenate([r for r in ratios if r is not None] or [[]])
    if len(ratios) < 2 or not np.isfinite(ratios).all() or not ratios[0]:
        return None
    if np.abs(ratios / ratios[0] - 1).max() >= RELATIVE:
        return None
    scaled = [{name: ratios[0] * value for name, value in wanted.items()} for wanted in expected]
    pairs = zip(outcomes, scaled, strict=False)
    return float(ratios[0]) if all(close(o.parts, s) for o, s in pairs) else None  # where 0 was asked for, too


def ratio_of(value, wanted):
    """Return the entries of ``value`` over those of ``wanted`` that are not about 0."""
    big = np.abs(wanted) > ABSOLUTE * min(1.0, np.abs(wanted).max(initial=0.0))
    with np.errstate(all="ignore"):
        return (value[big] / wanted[big]).ravel()


def worst_entry(name, came, asked):
    """Say which entry of the part ``name`` is farthest off, and whether the wrong ones stand in one row or column."""
    entry = np.unravel_index(np.abs(came - asked).argmax(), came.shape)
    index = {1: "entry {}", 2: "row {}, column {}"}.get(len(entry), "entry " + ", ".join("{}" for _ in entry))
    where = index.format(*(int(i) + 1 for i in entry)) + (f" of {name}" if name else "")
    wrong = np.argwhere(np.abs(came - asked) > RELATIVE * np.abs(asked) + ABSOLUTE * np.abs(asked).max(initial=0))
    sign = "its sign is right" if np.sign(came[entry]) == np.sign(asked[entry]) else "its sign is wrong"
    sign = "it came out as 0" if came[entry] == 0 else sign
    if len(wrong) == 1:
        return f"Only {where} is wrong, counted from 1; {sign}."
    text = f"Farthest off is {where}, counted from 1; {sign}."
    lines = [line for line, i in zip(("row", "column"), wrong.T, strict=False) if len(set(i)) == 1]
    return f"{text} Only this {lines[0]} is wrong." if came.ndim == 2 and lines else text


def first_wrong(exercise, parts, wanted, correct, probes):
    """Return a finding on the first wrong part (on the way of the calculation) and its worst entry."""
    wrong = [name for name, value in wanted.items() if not close_arrays(parts[name], value)]
    name, text = wrong[0], "The values are not right." if parts[wrong[0]].size > 1 else "The value is not right."
    if exercise.first_wrong:
        name, text = exercise.first_wrong(set(wrong), set(wanted))
    elif len(wanted) > 1:
        text = f"The first wrong quantity is {name}."
    came, asked = parts[name], wanted[name]
    ratios = ratio_of(came, asked)
    if relative_error(*(np.concatenate([d[n].ravel() for n in wrong]) for d in (parts, wanted))) < NEARLY:
        text = (
            f"{name or 'The answer'} is right to a few digits and no more: was something rounded, computed with less "
        )
        text += "than float64, or measured with steps that are not small?"
    elif ratios.size > 1 and np.abs(ratios - ratios[0]).max() < RELATIVE * abs(ratios[0]):
        text += f" Every entry{f' of {name}' if name else ''} is {ratios[0]:.3g} times what it should be."
    elif came.size > 1:
        text += f" {worst_entry(name, came, asked)}"
    right_ones = [p.what for p, ok in zip(probes, correct, strict=True) if ok and p.what]
    if right_ones:
        text += f" It was right for: {', '.join(dict.fromkeys(right_ones))}."
    return Finding(0, text)
