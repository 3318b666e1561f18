"""Find out which mistake was made, from results alone.

The order of the search, first hit first (a changed argument or another second answer is said, and the search goes on):
  1. was it written at all?            2. did it run? did it end?       3. is the answer of the right kind?
  4. did it leave its arguments alone? 5. same answer on a second call? 6. is the answer right?
  7. is it a known mistake?            8. different answers for different inputs?
  9. right shape, and finite?         10. off by one constant factor?
 11. which quantity is the first wrong one, and in it, which entry?
A known mistake may show as a wrong shape or as an exception where its own formula does not fit, so 7 and 8 are asked
before 2, 3 and 9 give their general sentence. From 7 on, `explanation` does the asking.
"""

from dataclasses import dataclass, field

import numpy as np

from ..calling.writing import PRINTED
from ..exercises.exercise import Raises
from ..exercises.messages import SAY
from .arguments import other_order, slip_of
from .counting import counted, points, worth
from .explanation import STOPPED, exception_text, why
from .finding import Finding
from .manners import OTHER, manners, well_mannered
from .overlooked import never_run, overlooked
from .reading import borrowed, unfinished, unknown


@dataclass(frozen=True)
class Verdict:
    """What a check found: points out of maximum, the findings, and the probe they were seen on.

    ``state`` is one of "right", "partly right", "not right yet", "not attempted". ``groups`` says for each probe group
    what it counts (1, ½ or 0, see `counting`), ``shares`` what part of the points it decides. ``shown`` is the index of
    the probe to look at (None when all is right), ``came`` what the function brought there, as text.
    """

    exercise: str
    points: float
    maximum: float
    state: str
    findings: tuple = ()
    groups: dict = field(default_factory=dict)
    shown: int | None = None
    came: str = ""
    printed: str = ""
    shares: dict = field(default_factory=dict)


def diagnose(exercise, probes, outcomes, expected, code=unknown):
    """Return the `Verdict` on a function that brought ``outcomes`` on ``probes`` where ``expected`` was right.

    ``code()`` returns the function's `Code`; it is asked only where something is wrong.
    """
    if outcomes and outcomes[0].raised and untouched(outcomes[0].raised, code):
        return Verdict(exercise.name, 0.0, exercise.points, "not attempted")
    worths = [worth(exercise, *pair) for pair in zip(outcomes, expected, strict=False)]
    worths += [0.0] * (len(probes) - len(outcomes))
    correct = [w == 1 for w in worths]
    tidy = list(map(well_mannered, outcomes))
    groups = counted(exercise, probes, worths, all(tidy))
    if all(w == 1 for w in groups.values()):
        return Verdict(exercise.name, float(exercise.points), exercise.points, "right", groups=groups)

    findings = manners(outcomes)
    shown = next(iter(i for i, ok in enumerate(correct) if not ok), None)
    if shown is None:
        shown = tidy.index(False)
    else:
        findings = causes(findings, code(), exercise, probes, outcomes, expected, correct, shown)
    outcome, earned = outcomes[min(shown, len(outcomes) - 1)], points(exercise, groups)
    return Verdict(
        exercise.name,
        earned,
        exercise.points,
        "partly right" if earned else "not right yet",
        tuple(findings),
        groups,
        shown,
        came(outcome),
        next((o.printed for o in outcomes if o.printed), ""),
        exercise.weights,
    )


def causes(findings, code, exercise, probes, outcomes, expected, correct, shown):
    """Return the ``findings`` with what explains the wrong outcomes; what the function's code tells comes first."""
    stopped = outcomes[min(shown, len(outcomes) - 1)].raised if outcomes else None
    if stopped and stopped.names[0] == "NotImplementedError":
        return [*findings, unfinished(stopped, code)]
    if order := other_order(code, probes[-1]):
        return [Finding(0, order), *findings]
    if stopped and stopped.names[0] not in STOPPED and (slip := slip_of(code, probes[shown])):
        first = [borrowed(code)] if code.variables else []
        others = why(exercise, probes, outcomes, expected, correct, shown, hinted=False)
        return [*first, Finding(0, slip), *findings, *others]
    if code.variables:
        unknown_name = bool(stopped) and stopped.names[0] == "NameError"  # a cause of its own
        reasons = why(exercise, probes, outcomes, expected, correct, shown, hinted=unknown_name)
        others = (r for r in reasons if r.number not in (34, 35) and "typed in" not in r.text)
        return [borrowed(code), *findings, *others]
    if correct[0] and any(finding.text in (SAY[26], OTHER) for finding in findings):
        return findings  # right at first: what it remembers is the cause
    reasons = why(exercise, probes, outcomes, expected, correct, shown)
    if reasons[0].text.startswith((*UNEXPLAINED, *ON_THE_WAY)) and (missed := overlooked(code, probes[shown])):
        reasons = [Finding(0, missed), *(r for r in reasons if not r.text.startswith(UNEXPLAINED))]
    elif reasons[0].text.startswith((*UNEXPLAINED, *ON_THE_WAY)) and any(f.text == OTHER for f in findings):
        return findings  # what is drawn at random is right nowhere
    if reasons[0].text.startswith("It should return") and (idle := never_run(code.tree)):
        reasons = [*reasons, Finding(0, idle)]
    return [*findings, *reasons, *shown_only(outcomes, expected)]


UNEXPLAINED = ("The value is not right.", "The values are not right.")  # how `first_wrong` begins
ON_THE_WAY = ("The first wrong quantity", "On the way back")
PRINTED_ONLY = "It printed something: `print` shows a value, and only `return` hands it back."
NOT_RAISED = "It printed something: `print` shows a text, and only `raise` raises an exception."


def shown_only(outcomes, expected):
    """Return a finding where a function printed and gave back None, else nothing."""
    only = [e for o, e in zip(outcomes, expected, strict=False) if o.printed and "None" in o.unreadable]
    said = NOT_RAISED if all(isinstance(e, Raises) for e in only) else PRINTED_ONLY
    return [Finding(0, said)] if only else []


def untouched(raised, code):
    """Say whether a function is still the stub itself, and not one that is begun or calls a stub."""
    stub = raised.names[0] == "NotImplementedError" and (not raised.line or raised.line.startswith("raise"))
    return stub and not code().begun


def came(outcome):
    """Return what the function brought, as short text: as it was written where that is known."""
    if outcome.raised:
        return exception_text(outcome.raised)
    if outcome.unreadable:
        return outcome.unreadable
    if outcome.returned:
        return outcome.returned
    with np.printoptions(**PRINTED):
        return "\n".join(f"{name} = {value}" if name else f"{value}" for name, value in outcome.parts.items())[:600]
