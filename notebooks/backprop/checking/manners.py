"""What a function must not do, right or wrong: change its arguments, or give another answer when it is asked again."""

from ..exercises.messages import SAY
from .comparison import close
from .finding import Finding


def well_mannered(outcome):
    """Say whether a function left its arguments alone, and gave the same answer when it was asked again."""
    return not outcome.changed and (
        not outcome.called_twice or outcome.parts is None or close(outcome.again, outcome.parts)
    )


OTHER = "A second call with the same arguments gave another answer: start afresh each time, and draw nothing at random."


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
            findings.append(Finding(26, SAY[26]) if twice else Finding(0, OTHER))
            break
    return findings
