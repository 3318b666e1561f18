"""A class put together by hand, as a report takes it: no judge, no gradebook."""

from collections import Counter

from autograder.report.mistakes import Mistake
from autograder.report.overview import Learner, Overview, Row
from autograder.report.scores import Person, Scores

HOSTILE = "<script>alert(1)</script>"


def learner(student, points=1.0, state="right", penalty=0.0, notes=(), look=(), **names):
    """Return a learner who has so many of two points in the one exercise."""
    scores = Scores(late=7500.0 if penalty else 0.0, penalty=penalty, scores={"push-check": points})
    return Learner(Person(student, **names), scores, {"push": state}, tuple(notes), list(look))


def overview(*learners, mistakes=(), **more):
    """Return a class of these learners with the one exercise `push`."""
    states = Counter(one.states["push"] for one in learners)
    mean = sum(one.scores.points for one in learners) / max(len(learners), 1)
    row = Row("push", "push-check", 2.0, states, mean, 0, list(mistakes))
    people = {one.person.id: one.person for one in learners}
    usual = {"absent": [], "waiting": [], "alike": [], "lacking": Counter(), "left_out": [], "people": people}
    return Overview(
        **{"lesson": "01_intuition", "maximum": 2.0, "learners": list(learners), "rows": [row], **usual, **more}
    )


def hostile():
    """Return a class of one learner whose every text would like to be markup, or a formula."""
    mistake = Mistake("push", 0, f"It stopped at `{HOSTILE}`", True, [HOSTILE], f"def push(a, y): return '{HOSTILE}'")
    one = learner(HOSTILE, 0.0, "wrong", first="=1+1", last=HOSTILE, notes=[HOSTILE], look=[HOSTILE])
    return overview(one, mistakes=[mistake], waiting=[HOSTILE + "2"], lacking=Counter([HOSTILE]), left_out=[HOSTILE])
