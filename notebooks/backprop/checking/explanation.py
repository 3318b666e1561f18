"""Say why an answer is wrong, from results alone: the later half of the search that `diagnosis` opens."""

import re

import numpy as np

from ..calling.expression import Expression
from ..exercises.exercise import Raises
from ..exercises.messages import SAY
from .finding import Finding
from .first_wrong import NEARLY, first_wrong
from .form import squared, wrong_form
from .hints import hint
from .recognition import beside_the_record, evidence, known_mistake, two_mistakes
from .steps import step_taken
from .throughout import constant_ratio, cut_off, only_zeros, rounded, same_answers, without_signs


def why(exercise, probes, outcomes, expected, correct, shown, hinted=True):
    """Return the findings that explain the wrong outcomes best; ``shown`` is the index of the first wrong one.

    With ``hinted`` an exception's hint is given; it is not where the cause is known to be another.
    """
    seen = evidence(exercise, probes, outcomes, expected)
    if known := known_mistake(exercise, seen):
        return [Finding(known.number, known.message)]
    if decimals := rounded(outcomes, expected):
        return [Finding(0, f"It was rounded, to {decimals} decimals: return the number as it is.")]
    if cut_off(outcomes, expected):
        return [Finding(0, WHOLE)]
    if only_zeros(outcomes, expected):
        return [Finding(0, ZEROS)]
    if same_answers(probes, outcomes, expected):
        return [Finding(34, SAY[34])]
    if ratio := constant_ratio(outcomes, expected):
        return [of_one_factor(exercise, ratio, expected)]
    if without_signs(outcomes, expected):
        return [Finding(0, "The sizes are right, and the signs were lost.")]
    if stepped := step_taken(probes, outcomes, expected):
        return [Finding(33, stepped)]
    if pair := two_mistakes(exercise, seen):
        return [Finding(0, "Two mistakes at once:"), *(Finding(m.number, m.message) for m in pair)]
    if known := beside_the_record(exercise, seen):
        record = f"And the {' and the '.join(exercise.beside)} is not right, either."
        return [Finding(0, "Two mistakes at once:"), Finding(known.number, known.message), Finding(0, record)]
    return [symptom(exercise, probes, outcomes, expected, correct, shown, hinted)]


WHOLE = "Whole numbers came out where fractions were expected: an array of whole numbers (dtype int), `int`, `round`, "
WHOLE += "`//` or a comparison cuts them off."
ZEROS = "Only zeros came out: was a result ever stored, cut off by an array of whole numbers, or taken from itself?"


def symptom(exercise, probes, outcomes, expected, correct, shown, hinted):
    """Return the finding that describes what is wrong where no known mistake brings it."""
    outcome, wanted = outcomes[min(shown, len(outcomes) - 1)], expected[shown]
    if outcome.raised and outcome.raised.names[0] in STOPPED:
        return Finding(0, exception_text(outcome.raised))
    if isinstance(wanted, Raises):
        return Finding(0, f"Here it must raise {wanted.name}, and {instead(outcome, wanted)}")
    if outcome.raised:
        if any(squared(*pair) for pair in zip(outcomes, expected, strict=False)):
            return Finding(29, SAY[29])
        return stopped(outcome.raised, probes[shown], exercise.lesson, hinted)
    if outcome.unreadable:
        said = [text for pattern, text in UNREADABLE if re.search(pattern, outcome.unreadable)]
        return Finding(0, " ".join([f"It should return {exercise.returns}; {outcome.unreadable}", *said[:1]]))
    if finding := wrong_form(exercise, outcome, wanted):
        return finding
    if isinstance(exercise.read, Expression):
        return Finding(0, NUMBER if close_to_one(outcome.parts[""]) else OF_OTHER_VALUES)
    return first_wrong(exercise, outcome.parts, wanted, correct, probes)


def close_to_one(values):
    """Say whether all ``values`` are one number, but for rounding."""
    return bool(np.ptp(values) <= 1e-12 * np.abs(values).max(initial=0.0))


CAME = r"\b(it returned|is) an? "
UNREADABLE = (  # what is said of what came, and what to say to that: the first that fits
    (r"text, not numbers", "Numbers stand without quotes; `str` and f-strings make text of them."),
    (rf"{CAME}\w*method\w*\b", "Are the brackets missing that call it, as in `a.sum()`?"),
    (
        rf"{CAME}(function|ufunc|ComplexStep|Polynomial)\b",
        "A function came, and not what it gives: call it, or return the formula itself.",
    ),
    (rf"{CAME}(generator|\w*iterator|map|zip|filter|dict_\w+)\b", "`list(...)` makes a list of it."),
    (rf"where a dict was asked for, {CAME}set\b", "A dict's entries are pairs: `key: value`."),
    (rf"{CAME}coroutine\b", "`async def` makes something to be waited for: `def` alone makes a function."),
    (rf"{CAME}set\b", "A set has no order: square brackets make a list."),
    (r"it returned a dict, not numbers", "Pick the entry that is asked for, as in `a[L]`."),
    (r"is a dict, not numbers", "`list(d.values())` makes a list of what a dict `d` holds."),
    (rf"{CAME}ndarray", "It is an array of objects: did a generator, or lists of different lengths, go into it?"),
    (rf"{CAME}list that", "Are its entries of different shapes? Pick the one that is asked for: `[-1]` is the last."),
    (rf"{CAME}tuple that", "Several things came, parted by commas: return the one that is asked for."),
)


def instead(outcome, wanted):
    """Say what came in place of the exception ``wanted``."""
    if outcome.raised:
        text = f"it raised {outcome.raised.names[0]}."
        if "exceptions must derive" in outcome.raised.message:
            return f"{text} (`raise` takes the exception itself, without quotes.)"
        return f"{text} (`W[l]` raises it of itself, `W.get(l)` does not.)" if wanted.name == "KeyError" else text
    if re.search(rf"returned an? (type|{wanted.name})\b", outcome.unreadable):
        return f"it did not: `return` hands {wanted.name} back, `raise` raises it."
    return "it did not."


OF_OTHER_VALUES = "The expression has other values than dC/dw."
NUMBER = "A number came, the same for every w: the symbol must stay in the expression."
STOPPED = {"KeyboardInterrupt": "by you", "OutOfTime": "after some seconds"}  # the latter in the browser


def exception_text(raised):
    """Say that the function stopped, with what, and where."""
    if raised.names[0] == "TooMuchOutput":
        return "It printed without end and was stopped. Is there a loop that never finishes?"
    where = f" at `{raised.line}`" if raised.line and not raised.line.startswith("raise NotImpl") else ""
    if raised.names[0] in STOPPED and raised.message[:1] in ("", ","):  # in the judge, where nobody stops it, another
        stopped = f"It was stopped {STOPPED[raised.names[0]]}{where}{raised.message}."
        return f"{stopped} Is there a loop here that never ends?"
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
