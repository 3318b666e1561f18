"""Say why an answer is wrong, from results alone: the later half of the search that `diagnosis` opens."""

import re
from itertools import pairwise

import numpy as np

from ..exercises.exercise import Raises
from ..exercises.messages import SAY
from .comparison import RELATIVE, close
from .finding import Finding
from .first_wrong import NEARLY, first_wrong, ratio_of
from .form import squared, wrong_form
from .hints import hint
from .recognition import evidence, known_mistake, two_mistakes


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
